"""Labels before utterances: a name is shown as it is shown in the text, a role stays a role."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.domain.report import Block, BlockKind, Report
from pipeline.text.labels import shown_label
from pipeline.text.segmenting import segments_of

TEXT = "I: Wie was er bij?\nSanne: Ik en Sannes moeder.\nMoeder 2: Wij dus.\nEn haar hond.\n"


def _block(words: str, speaker: str, kind: BlockKind = BlockKind.TURN) -> Block:
    start = TEXT.index(words)
    return Block(kind, start, start + len(words), 0, speaker)


REPORT = Report(
    "1O1",
    TEXT,
    (
        _block("Wie was er bij?", "I", BlockKind.QUESTION),
        _block("Ik en Sannes moeder.", "Sanne"),
        _block("Wij dus.", "Moeder 2"),
        _block("En haar hond.", "Nergens"),
    ),
)


def _without(name: str) -> Callable[[int, int], str]:
    return lambda start, end: TEXT[start:end].replace(name, "[naam 1]")


def test_a_name_before_an_utterance_is_replaced_in_every_segment() -> None:
    found = segments_of(REPORT, _without("Sanne"))
    assert [one.speaker for one in found] == ["[naam 1]", "Moeder 2", ""]
    assert "Sanne" not in "".join(f"{one.speaker}{one.text}" for one in found)


def test_a_label_that_nobody_replaced_stays() -> None:
    assert [one.speaker for one in segments_of(REPORT)][:2] == ["Sanne", "Moeder 2"]


def test_a_role_is_never_taken_for_a_part_of_a_name() -> None:
    label = shown_label(REPORT, _without("Moeder"))
    assert label(REPORT.blocks[2]) == "Moeder 2"


def test_a_label_is_looked_for_before_the_block_and_as_a_whole_word() -> None:
    asked: list[tuple[int, int]] = []

    def shown(start: int, end: int) -> str:
        asked.append((start, end))
        return "x"

    assert shown_label(REPORT, shown)(REPORT.blocks[1]) == "x"
    assert asked == [(TEXT.index("Sanne:"), TEXT.index("Sanne:") + len("Sanne"))]
