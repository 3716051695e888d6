"""Whatever is done to a report, every decided segment ends in exactly one way, and never under other
words than it was decided on."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.aligning import Trace, aligned
from pipeline.domain.anchor import Anchor, AnchorKind, formers_of_anchors, standing_anchors
from pipeline.domain.following import Before, Held, anchors_for
from pipeline.domain.likeness import normal
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment, segment_ids

WORDS = "school moeder dag juf vriend bus taxi klas druk rust angst blij samen later thuis".split()
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(
    lambda words: " ".join(words).capitalize() + "."
)
reports = st.lists(sentences, min_size=1, max_size=9)


def cut(texts: list[str]) -> list[Segment]:
    """A report of paragraphs, each a segment."""
    found, start = [], 0
    for id_, text in zip(segment_ids("9K2", texts), texts, strict=True):
        found.append(Segment(id_, "9K2", start, start + len(text), text_digest(text), text))
        start += len(text) + 1
    return found


def traces(segments: list[Segment], *, known: bool = True) -> list[Trace]:
    return [Trace(s.id, s.digest, s.start, s.end, s.text if known else "") for s in segments]


def held(segments: list[Segment]) -> list[Held]:
    return [Held(trace, 1) for trace in traces(segments, known=False)]


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A report and what an author made of it, by a few edits of whole or part of paragraphs."""
    before = draw(reports)
    now = list(before)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(0, len(now) - 1)))
        what = draw(
            st.sampled_from(["add", "drop", "swap", "typo", "double", "split", "join", "ws"])
        )
        if not now or what == "add":
            now.insert(at, draw(sentences))
        elif what == "drop" and len(now) > 1:
            now.pop(at)
        elif what == "swap":
            now.append(now.pop(at))
        elif what == "double":
            now += now[at:]
        elif what == "typo":
            place = draw(st.integers(0, len(now[at]) - 1))
            now[at] = now[at][:place] + "x" + now[at][place + 1 :]
        elif what == "split" and " " in now[at]:
            one, _, other = now[at].partition(" ")
            now[at : at + 1] = [one, other]
        elif what == "join" and at + 1 < len(now):
            now[at : at + 2] = [" ".join(now[at : at + 2])]
        elif what == "ws":
            now[at] = now[at].replace(" ", "  ").upper()
    return before, now


@given(edits(), st.booleans())
@settings(max_examples=200, deadline=None)
def test_every_old_segment_ends_in_one_way_and_only_the_same_words_are_kept(
    texts: tuple[list[str], list[str]], known: bool
) -> None:
    old, new = cut(texts[0]), cut(texts[1])
    now = {segment.id: segment for segment in new}
    found = aligned(traces(old, known=known), new)
    assert [match.old.id for match in found] == [segment.id for segment in old]
    for match, was in zip(found, old, strict=True):
        assert set(match.new) <= set(now)
        if match.kind is None:
            assert match.new == (was.id,)
            assert now[was.id].text == was.text
        elif match.kind is AnchorKind.MOVED:
            (stands,) = match.new
            assert normal(now[stands].text) == normal(was.text)
        else:
            assert bool(match.new) == (match.kind is AnchorKind.CHANGED)
            assert was.id not in now
    same = [match.new[0] for match in found if match.kind in (None, AnchorKind.MOVED)]
    assert len(same) == len(set(same))


@given(reports, st.data())
@settings(max_examples=100, deadline=None)
def test_text_that_is_only_put_elsewhere_is_never_changed_or_gone(
    texts: list[str], data: st.DataObject
) -> None:
    other = data.draw(st.permutations([*texts, *data.draw(st.lists(sentences, max_size=3))]))
    found = aligned(traces(cut(texts)), cut(list(other)))
    assert {match.kind for match in found} <= {None, AnchorKind.MOVED}


def follow(
    decided: list[Segment], before: list[Segment], now: list[Segment], ledger: list[Anchor]
) -> list[Anchor]:
    said = {old: anchor for (_, old), anchor in standing_anchors(ledger).items()}
    return anchors_for("golf-1", held(decided), Before(before), now, (), said)


@given(st.lists(edits(), min_size=1, max_size=3))
@settings(max_examples=100, deadline=None)
def test_a_ledger_over_several_corrections_is_complete_and_settles_at_once(
    corrections: list[tuple[list[str], list[str]]],
) -> None:
    decided = before = cut(corrections[0][0])
    ledger: list[Anchor] = []
    for _, texts in corrections:
        now = cut(texts)
        ledger += follow(decided, before, now, ledger)
        assert follow(decided, now, now, ledger) == []
        assert follow(decided, before, now, ledger) == [], "killed before the stage ended"
        assert follow(decided, [], now, ledger) == [], "outputs were deleted"
        there = {segment.id: segment for segment in now}
        said = {old: anchor for (_, old), anchor in standing_anchors(ledger).items()}
        for segment in decided:
            assert (segment.id in there) != (segment.id in said)
            if segment.id in said:
                assert set(said[segment.id].new) <= set(there)
                if said[segment.id].kind is AnchorKind.MOVED:
                    stands = there[said[segment.id].new[0]]
                    assert normal(stands.text) == normal(segment.text)
        offered = {old for olds in formers_of_anchors(ledger, "golf-1").values() for old in olds}
        assert offered == {o for o, a in said.items() if a.kind is AnchorKind.CHANGED}
        before = now
    ledger += follow(decided, before, decided, ledger)
    assert standing_anchors(ledger) == {}, "the first text is back, and so is everything"
