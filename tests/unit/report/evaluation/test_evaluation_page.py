"""The page says what was found, and as clearly what it does not say."""

from __future__ import annotations

import html
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.domain.evaluation import CodeScores, Evaluation, Measured
from pipeline.report.evaluation_page import evaluation_page

_GOLDEN = Path(__file__).parents[3] / "golden" / "report" / "evaluatie.txt"
_CAVEAT = "De bevindingen gaan over de mensen die zijn gesproken."
_DRAWN = {
    f"{name}.{kind}": b"<svg/>"
    for name in (
        "eerste-voorstellen",
        "betrouwbaarheid",
        "codes-1",
        "codes-2",
        "leercurve",
        "leeswerk",
    )
    for kind in ("png", "svg")
}


def _text(page: str) -> str:
    """What a reader sees, and hears read out in place of a figure."""
    body = page[page.index("<main>") : page.index("</main>")]
    body = re.sub(r'<img src="[^"]*" alt="([^"]*)">', r"[figuur: \1]\n", body)
    body = re.sub(r"<(?:/tr|/p|/h\d|/caption|/figcaption|/li|/dt|/dd)>", "\n", body)
    body = re.sub(r"</t[hd]>", " | ", body)
    lines = [" ".join(x.split()) for x in html.unescape(re.sub(r"<[^>]+>", "", body)).splitlines()]
    return "\n".join(line for line in lines if line.strip(" |")) + "\n"


def test_the_page_reads_as_it_was_read_last(evaluation: Evaluation) -> None:
    """After a change that is meant: `UPDATE_GOLDEN=1`, and read the difference."""
    shown = _text(evaluation_page(evaluation, True, _CAVEAT, _DRAWN)).replace("\u00ad", "")
    if os.environ.get("UPDATE_GOLDEN"):
        _GOLDEN.write_text(shown, encoding="utf-8")
    assert shown == _GOLDEN.read_text("utf-8")


def test_nothing_is_fetched_and_every_figure_is_inside(evaluation: Evaluation) -> None:
    page = evaluation_page(evaluation, True, _CAVEAT, _DRAWN)
    assert set(re.findall(r'(?:src|href)="(\w+:|#)', page)) == {"data:", "#"}
    assert "<script" not in page
    assert page.count("<img ") == 6
    assert page == evaluation_page(evaluation, True, _CAVEAT, _DRAWN)


def test_only_a_demonstration_says_that_reports_are_invented(evaluation: Evaluation) -> None:
    assert "verzonnen" in _text(evaluation_page(evaluation, True, _CAVEAT, {}))
    real = _text(evaluation_page(evaluation, False, _CAVEAT, {}))
    assert "verzonnen" not in real
    assert _CAVEAT in real


def test_without_a_blind_stratum_it_says_that_use_is_unknown(evaluation: Evaluation) -> None:
    text = _text(evaluation_page(replace(evaluation, blind=None), False, _CAVEAT, {}))
    assert "in het gebruik zijn, is nog niet bekend" in text
    assert "gelden alle getallen op deze pagina onder voorbehoud" in text
    assert "eerlijkste getal" not in text


@pytest.mark.parametrize(("oracle", "bound"), [(0.73, True), (0.41, False)])
def test_it_claims_that_half_is_too_little_only_where_that_is_so(
    evaluation: Evaluation, oracle: float, bound: bool
) -> None:
    changed = replace(evaluation, oracle=(0.3, 0.35, oracle))
    text = _text(evaluation_page(changed, False, _CAVEAT, {}))
    assert f"volmaakte volgorde {oracle:.0%} van de segmenten" in text
    assert ("met de helft van het lezen" in text) is bound


def test_a_better_baseline_is_not_hidden(evaluation: Evaluation) -> None:
    own, other, *rest = evaluation.methods
    better = replace(other, right_within=(Measured(0.95, 0.93, 0.97),) * 3)
    changed = replace(evaluation, methods=(own, better, *rest))
    text = _text(evaluation_page(changed, False, _CAVEAT, {}))
    assert "dat verschil, in het nadeel van het programma" in text


def test_codes_with_too_few_cases_get_no_number(evaluation: Evaluation) -> None:
    few = next(code for code in evaluation.codes if not code.enough)
    loud = replace(few, f1=Measured(0.987654, 0.98, 0.99), to_read=0.123)
    codes = tuple(loud if code is few else code for code in evaluation.codes)
    text = _text(evaluation_page(replace(evaluation, codes=codes), False, _CAVEAT, {}))
    assert f"{few.label} ({few.cases}; {few.respondents})" in text
    assert "0,99 |" not in text
    assert "12%" not in text


def test_an_evaluation_in_which_nothing_could_be_measured_is_a_page_too(
    evaluation: Evaluation,
) -> None:
    none = Measured(None)
    code = CodeScores("x", "Code <x>", 2, 1, False, float("inf"), none, none, none, none, None)
    empty = replace(
        evaluation,
        methods=(),
        codes=(code,),
        reliability=(),
        learning=(),
        recalls=(),
        oracle=(),
        curves=(),
        stopping=(),
        blind=None,
        to_read_median=None,
        segments=0,
        coded=0,
    )
    page = evaluation_page(empty, False, _CAVEAT, {})
    assert "Code &lt;x&gt; (2; 1)" in page
    assert "None" not in page
    assert "nan" not in _text(page).split()
    assert _text(page).count("Niet gemeten") == 2
