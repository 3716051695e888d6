"""`oza forget` as somebody runs it: nothing is left, and the others are as if it had never been."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from pipeline.domain.forgetting import REMOVED
from pipeline.store.forgetting.kinds import files_of_study
from pipeline.store.forgetting.log import read_log
from pipeline.store.keyfile import read_key
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_decisions, read_lines
from pipeline.store.notes import read_notes
from pipeline.store.snapshots import read_snapshots
from tests.functional.forgetting.planting import (
    CHILD,
    INVENTED,
    SAID,
    WHO,
    everything_else,
    fine,
    memo_about_somebody_else,
    oza,
)

YES = ("--yes", "--by", "lies", "--reason", "op eigen verzoek")
HER_RUNS = {
    tuple(words[at : at + 5])
    for text in SAID
    for words in [re.findall(r"[a-z]+", text.casefold())]
    for at in range(len(words) - 4)
} - {tuple("en ik heb een vriend".split())}
"""Another child says the last of these too: those are not hers alone."""


def test_no_trace_is_left_in_any_file_and_others_keep_their_work(told: Layout) -> None:
    everything_else(told)
    memo_about_somebody_else(told)
    assert len(_where_she_is(told)) > 20  # or looking would prove nothing
    assert _unknown(told) == []
    before = read_decisions(told.ledger("anna"))
    published = read_snapshots(told.fixed_reports)[0]
    assert any(WHO in one.everyone for one in published.numbers.values())

    said = fine(oza(told.root, "forget", WHO, *YES))

    assert "nergens een spoor" in said.out
    assert _where_she_is(told) == []
    assert _unknown(told) == []
    assert "te vervangen: ‘concept-1’ van golf-1" in said.out
    assert not told.forgetting.exists()
    (line,) = read_log(told.forgotten)
    assert (line.respondent, line.waves) == (WHO, ("golf-1", "golf-2"))
    assert (line.by, line.reason) == ("lies", "op eigen verzoek")
    assert line.counts["segment"] == 7

    assert read_decisions(told.ledger("anna")) == [d for d in before if d.respondent != WHO]
    assert any(d.respondent == WHO for d in before)
    about_another = [d for d in read_decisions(told.ledger("bram")) if d.code == "waardering"]
    assert [(d.respondent, d.memo) for d in about_another] == [("1K1", "")]
    notes = {note.about: note.text for note in read_notes(told.notes("anna"))}
    assert notes == {"aandacht": REMOVED, "waardering": "komt vaak voor", "Werkplaats": REMOVED}
    # What was published stays on record as numbers; nobody is in it who withdrew.
    (kept,) = read_snapshots(told.fixed_reports)
    phrases = {key: one.phrase for key, one in kept.numbers.items()}
    assert phrases == {key: one.phrase for key, one in published.numbers.items()}
    assert any("teruggetrokken-1" in one.everyone for one in kept.numbers.values())
    # The teacher is named in another report too: that name keeps its label.
    assert set(read_key(told.key)) == {"brinkslager"}


def test_the_others_are_as_if_she_had_never_been(told: Layout, without: Layout) -> None:
    fine(oza(told.root, "forget", WHO, *YES))
    ours, theirs = _bytes(told), _bytes(without)
    # The line that is left; and notes that told of her, which say that something was taken out.
    for name in ("forgotten.jsonl", "notes/anna.jsonl"):
        ours.pop(f"codebook/{told.study}/{name}")
    # Sheets with findings go as a whole: 'oza privacy-sheet' makes them anew.
    for wave in ("golf-1", "golf-2"):
        theirs.pop(f"corpus/{told.study}/private/bevindingen-{wave}.xlsx")
    # Somebody decided on the teacher's name in her report; without her, in the other report.
    ledger = f"codebook/{told.study}/privacy/resolutions.jsonl"
    findings = [{line["finding"] for line in read_lines(at.resolutions)} for at in (told, without)]
    assert findings[0] < findings[1]
    assert ledger not in ours  # nothing else stood in it
    theirs.pop(ledger)
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert len([name for name in ours if name.startswith("outputs/")]) > 40


def test_preview_changes_nothing_and_says_what_would_go(planted: Layout) -> None:
    before = _bytes(planted)
    said = fine(oza(planted.root, "forget", WHO))
    assert _bytes(planted) == before
    assert "2 verslagen" in said.out
    assert "2 rijen in het register" in said.out
    assert "1 naam in de sleutel" in said.out
    assert "versiebeheer" in said.out
    assert not any(word in (said.out + said.err).casefold() for word in INVENTED)


def test_a_document_of_people_is_named_and_never_changed(planted: Layout) -> None:
    document = planted.study_folder / "LEESMIJ.md"
    text = f"# Voorbeeld\n\n> {LATER_WORDS}\n"
    document.write_text(text, encoding="utf-8")
    said = oza(planted.root, "forget", WHO, *YES)
    assert said.code == 5
    assert "codebook/ervaringen/LEESMIJ.md" in said.err
    assert document.read_text("utf-8") == text
    assert "niet af" in oza(planted.root, "status", "--wave", "golf-1").err
    assert read_log(planted.forgotten) == []
    document.write_text("# Voorbeeld\n", encoding="utf-8")
    said = fine(oza(planted.root, "forget", WHO, "--yes"))
    assert "nergens een spoor" in said.out
    assert len(read_log(planted.forgotten)) == 1
    assert oza(planted.root, "status", "--wave", "golf-1").err == ""


def test_what_remains_may_be_accepted(planted: Layout) -> None:
    document = planted.study_folder / "LEESMIJ.md"
    document.write_text(f"> {LATER_WORDS}\n", encoding="utf-8")
    said = fine(oza(planted.root, "forget", WHO, *YES, "--accept-remaining"))
    assert "LEESMIJ.md" in said.err
    (line,) = read_log(planted.forgotten)
    assert line.counts["aanvaarde plek"] == 1
    assert not (planted.private / ".vergeten").exists()


LATER_WORDS = "Nu ga ik drie dagen naar de smaragdwerkplaats"


def test_one_interview_only(planted: Layout) -> None:
    fine(oza(planted.root, "forget", WHO, *YES, "--wave", "golf-2"))
    second = Layout(planted.root, planted.study, "golf-2")
    assert (planted.reports / f"Verslag {WHO}.docx").exists()
    assert not (second.reports / f"{WHO}.txt").exists()
    assert {d.wave for d in read_decisions(planted.ledger("anna")) if d.respondent == WHO} == {
        "golf-1"
    }
    held = " ".join(_texts_of(planted))
    assert "smaragdwerkplaats" not in held
    assert "kwibuszaagbank" in held
    assert read_log(planted.forgotten)[0].waves == ("golf-2",)


def test_a_backup_put_back_is_refused(planted: Layout) -> None:
    report, register = planted.reports / f"Verslag {WHO}.docx", planted.wave_folder / "register.csv"
    kept = report.read_bytes(), register.read_bytes()
    fine(oza(planted.root, "forget", WHO, *YES))
    report.write_bytes(kept[0])
    register.write_bytes(kept[1])
    said = oza(planted.root, "segment", "--wave", "golf-1")
    assert said.code == 4
    assert "forgotten.jsonl" in said.err
    assert f"{WHO} heeft zich op" in said.err
    segments = planted.stage("segment") / "segments.parquet"
    assert WHO not in set(pd.read_parquet(segments)["respondent"])
    fine(oza(planted.root, "forget", WHO, *YES))
    assert _where_she_is(planted) == []
    assert len(read_log(planted.forgotten)) == 2


def test_a_reason_may_name_nobody(planted: Layout) -> None:
    before = _bytes(planted)
    for reason in ("Zwaanhilde wil het niet", f"zij zei: {CHILD[0]}"):
        said = oza(planted.root, "forget", WHO, "--yes", "--by", "lies", "--reason", reason)
        assert said.code == 10
        assert "de reden noemt iemand" in said.err
        assert "waanhilde" not in said.err
    assert _bytes(planted) == before


def test_who_is_not_there_cannot_be_forgotten(reports_only: Layout) -> None:
    assert "er is geen respondent 8K8" in oza(reports_only.root, "forget", "8K8").err
    said = oza(reports_only.root, "forget", "1O1", "--wave", "golf-2")
    assert "er is geen respondent 1O1 in golf 'golf-2'" in said.err
    assert oza(reports_only.root, "forget", "Zwaanhilde").code == 10


def test_the_last_of_a_wave(reports_only: Layout) -> None:
    fine(oza(reports_only.root, "segment", "--wave", "golf-2"))
    fine(oza(reports_only.root, "forget", "1K1", *YES))
    said = fine(oza(reports_only.root, "forget", WHO, *YES))
    assert "nergens een spoor" in said.out
    second = Layout(reports_only.root, reports_only.study, "golf-2")
    assert list(second.reports.iterdir()) == []


def _unknown(layout: Layout) -> list[str]:
    """Files of a kind that nobody has said how to forget."""
    return [layout.relative(path) for path, kind in files_of_study(layout) if kind is None]


def _where_she_is(layout: Layout) -> list[str]:
    """Files with any word that only she used, five of her words in a row, her number or a digest
    of hers. Not written with the program's own search, which is what is under test."""
    log = {layout.forgotten, layout.forgetting}
    return [
        layout.relative(path)
        for path, _ in files_of_study(layout)
        if path not in log and (_has_her(layout.relative(path)) or any(map(_has_her, _open(path))))
    ]


def _has_her(text: str) -> bool:
    text = text.casefold()
    words = re.findall(r"[a-z]+", re.sub(r"<[^<>]*>", "", text))
    return (
        re.search(rf"(?<![a-z0-9]){WHO.casefold()}(?![a-z0-9])", text) is not None
        or any(word in text for word in INVENTED)
        or not HER_RUNS.isdisjoint(zip(*(words[at:] for at in range(5)), strict=False))
    )


def _open(path: Path) -> Iterator[str]:
    if path.suffix == ".parquet":
        yield pd.read_parquet(path).to_json(force_ascii=False)
    else:
        yield from _unpacked(path.read_bytes())


def _unpacked(data: bytes) -> Iterator[str]:
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for item in packed.namelist():
                yield item
                yield from _unpacked(packed.read(item))
    else:
        # Letters of arrays of text take four bytes each.
        yield data.replace(b"\x00", b"").decode("utf-8", errors="ignore")


def _texts_of(layout: Layout) -> list[str]:
    return [text for path, _ in files_of_study(layout) for text in _open(path)]


def _bytes(layout: Layout) -> dict[str, bytes]:
    """Everything but stamps, which hold moments, and locks, which hold nothing."""
    return {
        layout.relative(path): path.read_bytes()
        for path, _ in files_of_study(layout)
        if ".run" not in path.parts and not path.name.endswith(".lock")
    }
