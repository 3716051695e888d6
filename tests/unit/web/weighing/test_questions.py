"""Question by question to an outcome: the same as on the command line."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from typer.testing import CliRunner

from pipeline.commands import app
from tests.unit.web.conftest import Browser

BEGIN = "/afweging?begin=zorg-in-onderwijs"
ENOUGH = f"{BEGIN}&a.wettelijk-kader=nee&a.resultaat-mogelijk=nee&a.groep=klein"
DONE = f"{ENOUGH}&a.zorgvraag=eenvoudig"
ROOT = Path(__file__).parents[4]


def chosen(text: str, value: str) -> str:
    """The address that a question's form leads to with one of its answers."""
    form = re.search(
        r'<form method="get" action="/afweging" class="antwoordkeuzes".*?</form>', text, re.S
    )
    assert form is not None, "een vraag met antwoorden"
    hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form[0])
    (name,) = {
        found
        for found, given in re.findall(r'<button name="([^"]+)" value="([^"]+)"', form[0])
        if given == value
    }
    pairs = [*hidden, (name, value)]
    return "/afweging?" + "&".join(f"{key}={html.unescape(one)}" for key, one in pairs)


def told_by_command(tmp_path: Path, answers: str) -> dict[str, Any]:
    path = tmp_path / "antwoorden.json"
    path.write_text(answers, encoding="utf-8")
    result = CliRunner().invoke(
        app, ["afweging", "--root", str(ROOT), "--answers", str(path), "--json"]
    )
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_a_walk_ends_where_the_command_ends(alone: Any, tmp_path: Path) -> None:
    browser, at = alone.browser(), "/afweging?begin=algemeen"
    asked = []
    for value in ("ja", "nee", "nee", "uniform", "ja", "ja", "ja", "schommelt"):
        text = browser.get(at).text
        asked.append(re.search(r'<h1 id="vraag" lang="nl">(.*?)</h1>', text)[1])  # type: ignore[index]
        at = chosen(text, value)
    end = browser.get(f"{at}&r.jeugdhulp=nee&w.kwaliteit=2,5").text
    assert len(set(asked)) == 8, "elke vraag één keer"
    assert "Doelgroepfinanciering" in re.search(r"<h1>(.*?)</h1>", end, re.S)[1]  # type: ignore[index]
    outcome, answers = (
        html.unescape(one) for one in re.findall(r'href="(/afweging/[^"]+json[^"]*)"', end)
    )
    got = browser.get(answers)
    given = json.loads(got.text)
    assert got.headers["content-disposition"] == 'attachment; filename="antwoorden.json"'
    assert given["flow"] == "algemeen"
    assert given["weights"] == {"kwaliteit": 2.5}
    assert given["preconditions"] == {"jeugdhulp": "nee"}
    assert list(given["answers"].values())[-1] == "schommelt"
    found = json.loads(browser.get(outcome).text)
    assert found == told_by_command(tmp_path, got.text)
    assert {m["model"]: m["standing"] for m in found["models"]}["doelgroep"].startswith("kan pas")


def test_a_question_says_why_it_is_asked_and_where_one_is(alone: Any) -> None:
    text = alone.browser().get(f"{BEGIN}&a.wettelijk-kader=nee&a.resultaat-mogelijk=nee").text
    assert "Bij weinig of sterk verschillende kinderen is maatwerk nodig" in text
    assert "paragraaf 5.1 stap 3" in text
    assert re.search(r'<li aria-current="step">.*?Stap 3: individueel of collectief', text)
    assert "Meer inzicht voor wie betaalt" in text, "wat de studie voor elke kant noemt"
    assert re.findall(r'data-toets="(\d)"', text) == ["1", "2", "3"]
    assert "Nee, het is doorlopende ondersteuning" in text


def test_one_goes_back_to_any_question_and_keeps_the_other_answers(alone: Any) -> None:
    browser = alone.browser()
    back = [
        html.unescape(a)
        for a in re.findall(
            r'class="stil" href="(/afweging\?[^"]+)">wijzig', browser.get(DONE).text
        )
    ]
    assert len(back) == 4
    text = browser.get(back[1]).text
    assert "Leent de ondersteuning zich" in re.search(r"<h1[^>]*>(.*?)</h1>", text)[1]  # type: ignore[index]
    assert dict(parse_qsl(urlsplit(chosen(text, "nee")).query))["a.zorgvraag"] == "eenvoudig"
    again = browser.get(chosen(text, "nee")).text
    assert "Trajectfinanciering" in re.search(r"<h1>(.*?)</h1>", again, re.S)[1]  # type: ignore[index]


def test_what_an_address_cannot_answer_is_said(alone: Any) -> None:
    browser = alone.browser()
    got = browser.get(f"{BEGIN}&a.wettelijk-kader=misschien")
    assert got.status == 422
    assert "heeft geen antwoord ‘misschien’" in got.text or "&#39;misschien&#39;" in got.text
    assert "Begin met de vragen" in browser.get("/afweging?begin=elders&a.x=<script>").text
    assert browser.get("/afweging/uitkomst.json" + ENOUGH.removeprefix("/afweging")).status == 422


def test_a_precondition_that_a_question_settles_is_not_asked(alone: Any) -> None:
    settled = f"{BEGIN}&a.wettelijk-kader=ja"
    text = alone.browser().get(f"{settled}&r.jeugdhulp=ja").text
    asked = set(re.findall(r'<select id="r-([^"]+)"', text))
    assert "indicatie" in asked
    assert "jeugdhulp" not in asked, "Zvw of Wlz: dat is al gezegd"
    assert "strijd" not in text


def test_weights_order_and_those_that_cannot_be_are_said(alone: Any) -> None:
    browser = alone.browser()

    def order(more: str) -> list[str]:
        table = re.search(r'<caption id="samen">.*?</table>', browser.get(DONE + more).text, re.S)
        return re.findall(r'<th scope="row" lang="nl">(.*?)</th>', table[0])  # type: ignore[index]

    assert order("")[0] == "Resultaatfinanciering"
    assert order("&w.administratie=9")[0] == "Beschikbaarheidsfinanciering"
    wrong = browser.get(f"{DONE}&w.kwaliteit=veel&w.effectiviteit=11").text
    assert wrong.count('aria-invalid="true"') == 2
    assert "getal van 0 tot 10" in wrong
    nothing = "".join(f"&w.{one}=0" for one in re.findall(r'name="w\.([^"]+)"', wrong))
    assert "geen enkel criterium telt mee" in browser.get(DONE + nothing).text


def test_what_was_revised_is_told_with_the_outcome(weighed: Any) -> None:
    browser = weighed.browser()
    assert "herzien" not in browser.get(DONE).text
    browser.get("/beoordeling/administratie/productie")
    browser.post(
        "/beoordeling/administratie/productie", schaal="administratie", plaats="2", reden="ervaring",
        **{"stand:administratie": "3"},
    )  # fmt: skip
    assert "één plaats die na de studie is herzien" in browser.get(DONE).text


def test_english_frames_what_stays_dutch(alone: Any) -> None:
    browser = alone.browser()
    browser.post("/voorkeur", taal="en")
    text = browser.get(DONE).text
    assert '<html lang="en">' in text
    assert "Drops out" in text
    assert "section 5.1 stap 4a" in text
    assert '<span lang="nl">Trajectfinanciering</span>' in text


def test_no_address_shows_anything_to_a_stranger(weighed: Any) -> None:
    stranger = Browser(weighed.app)
    for at in (DONE, "/beoordeling", "/beoordeling/administratie/productie", "/praatplaten"):
        got = stranger.get(at)
        assert got.status == 401
        assert "financiering</" not in got.text


def test_a_study_that_weighs_nothing_has_no_such_pages(without_aids: Callable[[], Browser]) -> None:
    browser = without_aids()
    assert browser.get("/afweging").status == 404
    assert browser.get("/praatplaten").status == 404
    assert "/afweging" not in browser.get("/").text


def test_without_a_wave_the_way_in_leads_to_weighing(alone: Any) -> None:
    browser = alone.browser()
    assert browser.get("/").location == "/afweging"
    text = browser.get("/toetsen").text
    assert "/codeboek" not in text
    assert "kies het antwoord met dat nummer" in text
    assert browser.get("/codeboek").status == 404


@pytest.mark.parametrize("path", ["/afweging", "/beoordeling"])
def test_an_appraisal_that_does_not_hold_together_is_told(weighed: Any, path: str) -> None:
    browser = weighed.browser()
    criteria = weighed.layout.study_folder / "appraisal" / "criteria.yaml"
    criteria.write_text("criteria: 3\n", encoding="utf-8")
    got = browser.get(path)
    assert got.status == 503
    assert "criteria.yaml" in got.text
