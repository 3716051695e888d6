"""Properties of the readers: nothing is lost, spans are in order, any file reads or is set aside."""

from __future__ import annotations

import string
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.domain.report import BlockKind
from pipeline.errors import ReportSetAside
from pipeline.text.document import Document, Limits, Piece
from pipeline.text.marks import clean
from pipeline.text.readers.hyphens import Spelling, join
from pipeline.text.reading import SUFFIXES, read_document
from pipeline.text.structure import to_report

LIMITS = Limits(max_bytes=100_000, max_chars=50_000)
STARTS = [
    "I: ", "R: ", "Interviewer 2: ", "Anja: ", "- ", "• ", "1. ", "o ", "## ", "Vraag:", "M:",
    "Deelnemer 1 | ", "a) ", "\u00a0", "\n", "\t",
]  # fmt: skip
# A time in front of a turn is meant to go, so here there are no times: no colon after a digit.
WORDS = st.text(st.characters(exclude_characters=":"), max_size=30)
LINES = st.builds("".join, st.lists(st.one_of(st.sampled_from(STARTS), WORDS), max_size=5))
PIECES = st.builds(
    Piece, st.sampled_from(BlockKind), LINES, st.integers(0, 3), st.sampled_from(["", "R", "A b"])
)
DOCUMENTS = st.builds(Document, st.lists(PIECES, max_size=12).map(tuple))


def letters(text: str) -> Counter[str]:
    return Counter("".join(clean(text).split()))


@given(DOCUMENTS)
@example(Document((Piece(BlockKind.PARAGRAPH, "Interviewer  \nHoe?"),)))
def test_spans_are_in_range_and_nothing_is_lost(document: Document) -> None:
    report = to_report("1K1", document)
    position = 0
    for block in report.blocks:
        assert position <= block.start < block.end <= len(report.text)
        assert report.of(block) == report.of(block).strip()
        position = block.end
    given = sum((letters(piece.text) for piece in document.pieces), Counter[str]())
    assert not given - letters(report.text)
    report.digest  # noqa: B018  # text that cannot be written down has no digest


@given(st.lists(st.text(string.ascii_letters + " éü.", min_size=1), max_size=8))
def test_plain_paragraphs_come_back_whole(texts: list[str]) -> None:
    document = Document(tuple(Piece(BlockKind.PARAGRAPH, f"z{text}") for text in texts))
    report = to_report("1K1", document)
    assert [report.of(b) for b in report.blocks] == [" ".join(f"z{t}".split()) for t in texts]


@given(st.text(max_size=20), st.text(max_size=20))
def test_joining_lines_loses_only_hyphens_and_spaces(before: str, after: str) -> None:
    joined = join(before, after, Spelling([]))
    plain = str.maketrans("ïëü", "ieu")
    kept = Counter((before + after).translate(plain)) - Counter(joined.translate(plain))
    assert set(kept) <= set("- \u2010\u00ad\x02")


MAGIC = st.sampled_from(
    [b"", b"%PDF-1.4\n", b"{\\rtf1 ", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
     b"\xff\xfe", b"\xef\xbb\xbf", b"# "]
)  # fmt: skip
ENDS = st.sampled_from([b"", b"}", b"\n%%EOF", b"\x00"])


@settings(max_examples=200, deadline=None)
@given(MAGIC, st.binary(max_size=400), ENDS, st.sampled_from(sorted(SUFFIXES)))
def test_any_bytes_read_or_are_set_aside(
    magic: bytes, body: bytes, end: bytes, suffix: str
) -> None:
    _reads_or_is_set_aside(magic + body + end, suffix)


GOLDEN = Path(__file__).parents[1] / "golden" / "documents"
WHOLE = [p for p in sorted(GOLDEN.iterdir()) if p.suffix in SUFFIXES and p.stat().st_size < 20_000]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_documents_read_or_are_set_aside(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(WHOLE))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    _reads_or_is_set_aside(bytes(content), path.suffix)


def _reads_or_is_set_aside(content: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x{suffix}"
        path.write_bytes(content)
        try:
            document = read_document(path, LIMITS)
        except ReportSetAside:
            return
        to_report("1K1", document)
