"""The evidence behind placements, and revising one, as a researcher does it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.commands import app
from pipeline.config.study import read_study
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.domain.placement_evidence import Backing
from pipeline.domain.segment import Segment
from pipeline.errors import AnswersError, LedgerError, StoreError
from pipeline.stages.for_weighing.evidence import evidence_of, segments_of
from pipeline.stages.for_weighing.revising import revise
from pipeline.stages.weighing import aid_of
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions

ROOT = Path(__file__).parents[2]
REPORTS = {"2V1": "2V1.txt", "7B1": "7B1.txt", "10B1": "10B1.md"}
AT = "2026-01-01T00:00:00Z"
Oza = Callable[..., Result]


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The study of financing with three of its reports, all read; some passages say that paying
    per hour is a burden, or leaves a choice."""
    root = tmp_path_factory.mktemp("bewijs")
    source = ROOT / "corpus" / "financiering" / "ronde-1"
    layout = Layout(root, "financiering", "ronde-1")
    left_out = shutil.ignore_patterns("decisions", "versions", "*.docx", "revisions.jsonl")
    shutil.copytree(ROOT / "codebook" / "financiering", layout.study_folder, ignore=left_out)
    layout.reports.mkdir(parents=True)
    head, *rows = (source / "register.csv").read_text("utf-8").splitlines()
    kept = [row for row in rows if row.split(";")[0] in REPORTS]
    (layout.wave_folder / "register.csv").write_text("\n".join([head, *kept]) + "\n", "utf-8")
    for name in REPORTS.values():
        shutil.copy(source / "reports" / name, layout.reports)
    done = CliRunner().invoke(app, ["segment", "--study", "financiering", "--root", str(root)])
    assert done.exit_code == 0
    append_decisions(layout.ledger("anna"), _decisions(layout))
    return layout


@pytest.fixture
def layout(coded: Layout, tmp_path: Path) -> Layout:
    shutil.copytree(coded.root, tmp_path / "studie")
    return Layout(tmp_path / "studie", coded.study, coded.wave)


@pytest.fixture
def oza(layout: Layout) -> Oza:
    def call(*arguments: str) -> Result:
        result = CliRunner().invoke(app, [*arguments, "--root", str(layout.root)])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


def _first(layout: Layout, respondent: str, speaker: str) -> Segment:
    own = segments_of(layout)["ronde-1"]
    return next(s for s in own if s.respondent == respondent and s.speaker == speaker)


def _decisions(layout: Layout) -> list[Decision]:
    """Everything is read; three passages carry a code of 'productie', one of them two."""
    coded = {
        _first(layout, "2V1", "R").id: [("productie-administratie", Stance.CONCERN)],
        _first(layout, "7B1", "SWV 2").id: [("productie-administratie", Stance.CONCERN)],
        _first(layout, "10B1", "Ouder").id: [
            ("productie-administratie", Stance.POSITIVE),
            ("productie-keuzevrijheid", Stance.POSITIVE),
        ],
    }
    lines = []
    for segment in segments_of(layout)["ronde-1"]:
        for code, stance in [("", Stance.NONE), *coded.get(segment.id, [])]:
            verdict = Verdict.ADD if code else Verdict.DONE
            lines.append(
                Decision(
                    "ronde-1",
                    segment.id,
                    segment.digest,
                    code,
                    verdict,
                    "anna",
                    "1.0.0",
                    stance,
                    at=AT,
                )
            )
    return lines


def test_the_board_says_how_the_evidence_stands_to_every_placement(oza: Oza) -> None:
    told = oza("beoordeling", "--evidence").output
    assert "66 plaatsingen: 1 verdeeld, 1 eenzijdig, 64 niet gedekt" in told
    burden = next(line for line in told.splitlines() if "vóór 1, tegen 2" in line)
    assert re.search(r"± Productiefinanciering +plaats 3  score 1  verdeeld", burden)
    assert "let op: wat niet is gelezen" not in told


def test_one_option_on_one_criterion_shows_the_passages_by_perspective(
    oza: Oza, layout: Layout
) -> None:
    told = oza(
        "beoordeling", "--evidence", "--model", "productie", "--criterion", "administratie"
    ).output
    assert "Bij score 1 passen argumenten tegen. Respondenten: 1 vóór, 2 tegen." in told
    parent, controller = _first(layout, "10B1", "Ouder"), _first(layout, "7B1", "SWV 2")
    place = told.index("Perspectief ouders: vóór 1")
    assert told.index("Perspectief samenwerkingsverbanden: tegen 2") < place
    assert f"vóór  ronde-1/{parent.id}" in told[place:]
    assert f"tegen  ronde-1/{controller.id}" in told[:place]
    flowing = " ".join(told.split())
    for segment in (parent, controller):
        assert " ".join(segment.text.split()) in flowing
    # Of one of the two only the reasons: words are shown when somebody asks for a passage.
    told = oza("beoordeling", "--evidence", "--model", "productie").output
    assert "Bij score 1 passen argumenten tegen" in told
    assert " ".join(parent.text.split()[:6]) not in " ".join(told.split())


def test_a_segment_that_nobody_read_is_no_evidence(layout: Layout) -> None:
    study = read_study(layout.study_folder)
    before = evidence_of(layout, study)
    assert before.backed("administratie", "productie").backing is Backing.DIVIDED
    assert before.reading.complete
    segment = _first(layout, "10B1", "Ouder")
    back = [
        Decision(
            "ronde-1", segment.id, segment.digest, code, Verdict.RETRACT, "anna", "1.0.0", at=AT
        )
        for code in ("", "productie-administratie", "productie-keuzevrijheid")
    ]
    append_decisions(layout.ledger("anna"), back)
    after = evidence_of(layout, study)
    assert after.reading.segments - after.reading.read == 1
    # What is left comes from one party.
    assert after.backed("administratie", "productie").backing is Backing.ONE_SIDED


def test_a_placement_is_revised_with_a_reason_and_marked_everywhere(
    oza: Oza, layout: Layout
) -> None:
    segment = _first(layout, "10B1", "Ouder").id
    source = (layout.study_folder / "appraisal" / "criteria.yaml").read_bytes()
    said = oza(
        "herzien", "administratie", "productie", "2", "--reason", "een systeem neemt veel over",
        "--by", "lies", "--segment", segment,
    ).output  # fmt: skip
    assert said == "productie, administratie: van plaats 3 naar 2\n"
    assert (layout.study_folder / "appraisal" / "criteria.yaml").read_bytes() == source
    assert "2*" in oza("beoordeling").output
    derived = oza("beoordeling", "--model", "productie").output
    assert "herzien van plaats 3 naar 2 door lies" in derived
    assert "een systeem neemt veel over" in derived
    evidence = oza("beoordeling", "--evidence", "--criterion", "administratie").output
    assert re.search(r"Productiefinanciering +plaats 2\* score 2  gedekt", evidence)
    assert "herzien; in de studie plaats 3" in evidence
    aid = aid_of(layout)
    assert [one.segments for one in aid.history] == [(f"ronde-1/{segment}",)]

    back = oza("herzien", "administratie", "productie", "--undo", "--by", "bram").output
    assert "weer op plaats 3, zoals in de studie" in back
    aid = aid_of(layout)
    assert aid.frame == aid.source
    assert "*" not in oza("beoordeling").output
    listed = oza("herzien", "--list").output
    assert "lies: productie, Wat ten minste moet worden vastgelegd: van plaats 3 naar 2" in listed
    assert f"gedragen door ronde-1/{segment}" in listed
    assert "bram: productie" in listed
    assert "teruggenomen, weer op plaats 3" in listed


REVISED = ("administratie", "productie", "2", "--reason", "x", "--by", "lies")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "welke wijze op welke schaal"),
        (("administratie", "productie", "--reason", "x", "--by", "lies"), "naar welke plaats"),
        (("administratie", "productie", "2", "--reason", "x"), "wie herziet"),
        (("administratie", "productie", "2", "--by", "lies"), "vraagt om een reden"),
        (("administratie", "productie", "2", "--by", "lies", "--reason", " "), "om een reden"),
        (("papierwerk", *REVISED[1:]), "geen schaal 'papierwerk'"),
        (("administratie", "lening", *REVISED[2:]), "geen financieringswijze 'lening'"),
        (("administratie", "productie", "4", *REVISED[3:]), "geen plaats 4"),
        (("administratie", "productie", "3", *REVISED[3:]), "staat daar al op plaats 3"),
        ((*REVISED, "--segment", "2V1:00000000"), "geen segment '2V1:00000000'"),
        (("administratie", "productie", "--undo", "--by", "lies"), "is niet herzien"),
        ((*REVISED, "--undo"), "laat de plaats weg"),
    ],
)
def test_what_cannot_be_revised_is_refused_and_nothing_is_written(
    oza: Oza, layout: Layout, arguments: tuple[str, ...], said: str
) -> None:
    with pytest.raises(LedgerError, match=said) as refused:
        oza("herzien", *arguments)
    assert "\n" not in str(refused.value)
    assert not layout.revisions.exists()


def test_a_segment_in_two_waves_has_to_be_named_with_its_wave(layout: Layout) -> None:
    later = layout.of_wave("ronde-2")
    shutil.copytree(layout.wave_folder, later.wave_folder)
    shutil.copytree(layout.outputs, later.outputs)
    segment = _first(layout, "10B1", "Ouder").id

    def move(position: int, passage: str) -> tuple[str, ...]:
        return revise(
            layout, "administratie", "productie", position,
            reason="x", by="lies", at=AT, segments=[passage],
        ).segments  # fmt: skip

    with pytest.raises(LedgerError, match=f"zoals ronde-1/{segment}"):
        move(2, segment)
    assert move(2, f"ronde-2/{segment}") == (f"ronde-2/{segment}",)
    with pytest.raises(LedgerError, match="geen segment"):
        move(1, f"ronde-3/{segment}")


def test_who_did_not_see_what_stands_now_has_to_look_again(layout: Layout) -> None:
    def move(position: int, expected: int | None) -> None:
        revise(
            layout, "administratie", "productie", position,
            reason="x", by="lies", at=AT, expected=expected,
        )  # fmt: skip

    move(2, 3)
    with pytest.raises(LedgerError, match="inmiddels op plaats 2"):
        move(1, 3)
    move(1, 2)
    assert [(one.before, one.after) for one in aid_of(layout).history] == [(3, 2), (2, 1)]
    with pytest.raises(StoreError, match="een naam"):
        revise(layout, "administratie", "productie", 3, reason="x", by="../lies", at=AT)


def test_a_study_that_changes_under_a_revision_is_told(oza: Oza, layout: Layout) -> None:
    oza("herzien", *REVISED)
    path = layout.study_folder / "appraisal" / "criteria.yaml"
    text = path.read_text("utf-8")
    old = "{model: productie, position: 3, argument: 'Ten minste de uren"
    assert old in text
    path.write_text(text.replace(old, old.replace("3", "1")), encoding="utf-8")
    for command in (("beoordeling",), ("beoordeling", "--evidence"), ("herzien", "--list")):
        result = oza(*command)
        assert "stond in de studie op plaats 3" in result.stderr
        assert "staat daar nu op 1" in result.stderr


def test_who_looks_again_confirms_or_takes_back(oza: Oza, layout: Layout) -> None:
    oza("herzien", *REVISED)
    path = layout.study_folder / "appraisal" / "criteria.yaml"
    text = path.read_text("utf-8")
    old = "{model: productie, position: 3, argument: 'Ten minste de uren"
    path.write_text(text.replace(old, old.replace("3", "1")), encoding="utf-8")
    confirmed = oza("herzien", *REVISED[:3], "--reason", "klopt nog", "--by", "bram")
    assert confirmed.output == "productie, administratie: blijft op plaats 2\n"
    assert oza("beoordeling").stderr == ""
    with pytest.raises(LedgerError, match="staat daar al op plaats 2"):
        oza("herzien", *REVISED[:3], "--reason", "nog eens", "--by", "bram")
    back = oza("herzien", *REVISED[:2], "1", "--reason", "toch niet", "--by", "bram")
    assert back.output == "productie, administratie: weer op plaats 1, zoals in de studie\n"
    aid = aid_of(layout)
    assert aid.frame == aid.source
    assert aid.history[-1].reason == "toch niet"


def test_a_revision_of_a_scale_that_the_study_no_longer_has_can_be_taken_back(
    oza: Oza, layout: Layout
) -> None:
    oza("herzien", *REVISED)
    path = layout.study_folder / "appraisal" / "criteria.yaml"
    text = path.read_text("utf-8")
    written = "      - id: administratie\n        label: Wat ten minste"
    assert written in text
    path.write_text(text.replace(written, written.replace("administratie", "lasten")), "utf-8")
    assert "kent 'productie' op 'administratie' niet meer" in oza("beoordeling").stderr
    oza("herzien", "administratie", "productie", "--undo", "--by", "lies")
    assert oza("beoordeling").stderr == ""


def test_unknown_names_and_options_that_do_not_belong_together(oza: Oza) -> None:
    with pytest.raises(AnswersError, match="geen criterium 'prijs'"):
        oza("beoordeling", "--evidence", "--criterion", "prijs")
    with pytest.raises(AnswersError, match="geen financieringswijze 'lening'"):
        oza("beoordeling", "--evidence", "--model", "lening")
    with pytest.raises(AnswersError, match="hoort bij --evidence"):
        oza("beoordeling", "--criterion", "kwaliteit")


def test_a_changed_line_in_the_ledger_is_named(oza: Oza, layout: Layout) -> None:
    oza("herzien", *REVISED)
    text = layout.revisions.read_text("utf-8")
    layout.revisions.write_text(text.replace("lies", "bram"), encoding="utf-8")
    with pytest.raises(LedgerError, match=r"revisions\.jsonl:1"):
        oza("beoordeling")
