"""How far coders agree, as a user asks for it, and what the report then says of it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.domain.segment import Segment
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions
from pipeline.store.tables import read_segments

from .conftest import Oza

Work = Callable[..., None]
REPORTS = ("1K1", "1O1", "2P1")


@pytest.fixture
def work(oza: Oza, project: Layout, decide: Callable[..., Decision]) -> Work:
    """Somebody reads every segment of some reports; `codes` are (place among all segments, code,
    stance), and what is said of one decision holds for all."""

    def make(
        coder: str,
        codes: Sequence[tuple[int, str, Stance]] = (),
        reports: Sequence[str] = REPORTS,
        **given: object,
    ) -> None:
        assert oza("segment").code == 0
        own = [s for s in _segments(project) if s.respondent in reports]
        given = {"at": "2025-02-01T10:00:00Z", **given}
        lines = [
            decide(s.id, "", coder=coder, digest=s.digest, verdict=Verdict.DONE, **given)
            for s in own
        ]
        every = _segments(project)
        lines += [
            decide(every[at].id, code, coder=coder, digest=every[at].digest, stance=stance, **given)
            for at, code, stance in codes
        ]
        append_decisions(project.ledger(coder), lines)

    return make


def _segments(project: Layout) -> list[Segment]:
    return read_segments(project.stage("segment") / "segments.parquet")


def _found(project: Layout, folder: str = "agreement") -> dict:
    return json.loads((project.stage(folder) / "overeenkomst.json").read_text("utf-8"))


def _page(project: Layout, folder: str = "agreement") -> str:
    return (project.stage(folder) / "overeenkomst.html").read_text("utf-8")


def test_with_one_coder_it_is_no_error_and_the_report_goes_on(
    oza: Oza, project: Layout, work: Work
) -> None:
    work("anna", [(0, "vastlopen-angst", Stance.CONCERN)])
    said = oza("agreement")
    assert said.code == 0, said.err
    assert "nog geen segmenten die twee mensen onafhankelijk van elkaar lazen" in said.out
    assert "oza assign --coder anna --coder bram" in _page(project)
    assert _found(project)["told"] == []
    assert oza("report").code == 0
    report = (project.stage("report") / "rapport.html").read_text("utf-8")
    assert "geen segmenten die door twee codeurs onafhankelijk" in report


def test_two_coders_get_numbers_a_page_and_a_sentence_in_the_report(
    oza: Oza, project: Layout, work: Work, files: Callable[[Path], dict[str, bytes]]
) -> None:
    both = [(0, "vastlopen-angst", Stance.CONCERN), (3, "ouders-korte-lijnen", Stance.POSITIVE)]
    work("anna", [*both, (1, "waardering", Stance.POSITIVE)])
    work("bram", both)
    work("consensus", [(2, "omgeving", Stance.NONE)])
    assert oza("agreement").code == 0
    found = _found(project)
    between = found["between"]
    total = len(_segments(project))
    assert between["coders"] == ["anna", "bram"]
    assert (between["segments"], between["same"]) == (total, total - 1)
    assert [one["code"] for one in between["differing"]] == ["waardering"]
    (apart,) = between["differing"][0]["segments"]
    assert (apart["gave"], apart["not_gave"]) == (["anna"], ["bram"])

    page = _page(project)
    segment = _segments(project)[1]
    assert f"/verschil/{segment.id.replace(':', '/')}" in page
    assert re.search(r'<a href="#v-waardering">1 verschil</a>', page)
    assert 'id="v-waardering"' in page
    for words in ("buikpijn", "puzzel", "mezelf"):
        assert words not in "".join(map(str, files(project.stage("agreement")).values()))
    assert "://" not in page
    assert "<script" not in page

    rows = list(csv.DictReader(
        (project.stage("agreement") / "overeenkomst.csv").read_text("utf-8-sig").splitlines(),
        delimiter=";",
    ))  # fmt: skip
    asked = [
        r for r in rows
        if (r["level"], r["code"], r["actor"], r["statistic"]) == ("code", "waardering", "", "bias_index")
    ]  # fmt: skip
    assert [r["pair"] for r in asked] == ["anna+bram"]
    assert float(asked[0]["estimate"].replace(",", ".")) == round(1 / int(asked[0]["n"]), 4)
    unused = [r for r in rows if r["code"] == "omgeving" and r["statistic"] == "alpha"]
    assert {(r["estimate"], r["reason"]) for r in unused} == {("", "niemand gaf deze code")}

    before = files(project.stage("agreement"))
    assert oza("agreement", "--again").code == 0
    assert files(project.stage("agreement")) == before

    assert oza("report").code == 0
    report = (project.stage("report") / "rapport.html").read_text("utf-8")
    assert "Tussen anna en bram was Krippendorffs alfa" in report
    assert f"over {total} segmenten van 3 respondenten" in report


def test_a_report_that_is_assigned_waits_for_everybody(
    oza: Oza, project: Layout, work: Work
) -> None:
    assert oza("assign", "--coder", "anna", "--coder", "bram", "1K1").code == 0
    work("anna", [(0, "vastlopen-angst", Stance.CONCERN)])
    work("bram", reports=["1O1"])
    oza("agreement")
    assert _found(project)["between"]["reports"] == 1
    work("bram", reports=["1K1"])
    oza("agreement")
    assert _found(project)["between"]["reports"] == 2


def test_the_machine_is_held_against_what_was_coded_blind(
    oza: Oza, project: Layout, work: Work
) -> None:
    codes = [(0, "vastlopen-angst", Stance.CONCERN)]
    work("anna", codes)
    oza("agreement")
    assert "nog geen enkel zo gecodeerd" in _page(project)
    work("bram", codes, blind=True, share=0.2)
    oza("agreement")
    against = _found(project)["against"]
    assert against["people"] == ["bram"]
    assert against["segments"] == len(_segments(project))
    mean = next(r for r in against["rows"] if r["agreement"]["level"] == "gemiddeld")
    assert 0 <= mean["precision"]["value"] <= 1
    assert "gaf ook een mens" in _page(project)
    told = _found(project)["told"]
    assert [one["between"] for one in told][1:] == [
        "het programma en mensen die zonder voorstellen codeerden"
    ]


def test_one_coder_against_herself_on_a_day_that_is_named(
    oza: Oza, project: Layout, work: Work
) -> None:
    work("anna", [(0, "vastlopen-angst", Stance.CONCERN)])
    append_at = {"reports": (), "at": "2025-02-03T10:00:00Z"}
    work("anna", [(1, "waardering", Stance.POSITIVE)], **append_at)
    assert oza("agreement").code == 0
    assert _found(project)["again"] == []
    said = oza("agreement", "--coder", "anna", "--before", "2025-02-02")
    assert said.code == 0, said.err
    assert "opnieuw/overeenkomst.html" in said.out
    (once,) = _found(project, "opnieuw")["again"]
    children = sum(s.respondent == "1K1" for s in _segments(project))
    assert (once["reports"], once["segments"], once["reopened"]) == (["1K1"], children, 1)
    assert "vóór 2 februari 2025" in _page(project, "opnieuw")


@pytest.mark.parametrize(
    ("options", "remedy"),
    [
        (("--coder", "anna"), "geef --coder en --before"),
        (("--before", "2025-02-02"), "geef --coder en --before"),
        (("--coder", "anna", "--before", "gisteren"), "2025-03-01"),
        (("--coder", "bram", "--before", "2025-02-02"), "er is: anna"),
        (("--coder", "consensus", "--before", "2025-02-02"), "er is: anna"),
        (("--coder", "anna", "--before", "2025-02-02"), "kies een latere dag"),
    ],
)
def test_what_cannot_be_compared_is_told_in_one_line(
    oza: Oza, project: Layout, work: Work, options: tuple[str, ...], remedy: str
) -> None:
    work("anna")
    said = oza("agreement", *options)
    assert said.code in (6, 10)
    assert remedy in said.err
    assert said.err.count("\n") == 1
    assert not project.stage("opnieuw").exists()
