"""Which lines the ledger of anchors gets: over several corrections, by way of splits, and killed in
between."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.aligning import Trace
from pipeline.domain.anchor import Anchor, AnchorKind, standing_anchors
from pipeline.domain.following import Before, Held, anchors_for
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment, segment_ids

MOVED, CHANGED, GONE = AnchorKind.MOVED, AnchorKind.CHANGED, AnchorKind.GONE
FIRST = "Zij is blij met de korte lijnen. Elke dag krijgt zij een foto van haar zoon."
OTHER = "De vader zegt dat hun zoon weer lacht aan tafel en zijn vrienden belt."


def cut(*texts: str) -> list[Segment]:
    found, start = [], 0
    for id_, text in zip(segment_ids("9K2", texts), texts, strict=True):
        found.append(Segment(id_, "9K2", start, start + len(text), text_digest(text), text))
        start += len(text) + 1
    return found


def held(*segments: Segment) -> list[Held]:
    return [Held(Trace(s.id, s.digest, s.start, s.end), 1) for s in segments]


def follow(
    decided: list[Segment],
    before: list[Segment],
    now: list[Segment],
    ledger: Sequence[Anchor] = (),
    **more: object,
) -> list[Anchor]:
    said = {old: anchor for (_, old), anchor in standing_anchors(ledger).items()}
    parts = more.get("parts", {})
    recut = more.get("recut", ())
    return anchors_for("golf-1", held(*decided), Before(before, parts), now, recut, said)  # type: ignore[arg-type]


def test_a_second_correction_leads_on_from_the_first() -> None:
    first, second = cut(FIRST, OTHER), cut(FIRST.replace("blij", "tevreden"), OTHER)
    third = cut(FIRST.replace("blij", "heel tevreden"), OTHER)
    ledger = follow(first, first, second)
    (again,) = follow(first, second, third, ledger)
    assert (again.old, again.kind, again.new) == (first[0].id, CHANGED, (third[0].id,))
    assert ledger[0].share is not None
    assert again.share is not None
    assert again.share < ledger[0].share


def test_what_moved_and_then_changed_is_changed_and_does_not_become_moved_by_moving_on() -> None:
    first = cut("Ja zeker, dat was zo.", OTHER, "Ja zeker, dat was zo.")
    moved = cut("Ja zeker, dat was zo.", FIRST, "Ja zeker, dat was zo.")
    ledger = follow(first[2:], first, moved)
    assert [a.kind for a in ledger] == [MOVED]
    changed = cut("Ja zeker, dat was niet zo.", FIRST, "Ja zeker, dat was niet zo.")
    ledger += follow(first[2:], moved, changed, ledger)
    assert [a.kind for a in ledger] == [MOVED, CHANGED]
    elsewhere = cut("Ja zeker, dat was niet zo.", OTHER, "Ja zeker, dat was niet zo.")
    (on,) = follow(first[2:], changed, elsewhere, ledger)
    assert (on.kind, on.new) == (CHANGED, (elsewhere[2].id,))


def test_what_was_split_by_hand_is_followed_by_its_parts() -> None:
    whole = cut(FIRST)[0]
    parts = cut("Zij is blij met de korte lijnen.", "Elke dag krijgt zij een foto van haar zoon.")
    now = cut("Zij is blij met de korte lijnen.", "Elke dag krijgt ze een foto van haar zoon.")
    names = {whole.id: [part.id for part in parts]}
    assert follow([whole], parts, parts, recut={whole.id}) == []
    (line,) = follow([whole], parts, now, parts=names)
    assert (line.kind, line.new) == (CHANGED, (now[0].id, now[1].id))
    assert follow([whole], parts, now) == [Anchor("golf-1", whole.id, whole.digest, GONE)]


def test_killed_between_two_corrections_the_old_text_itself_tells() -> None:
    first, second = cut(FIRST, OTHER), cut(FIRST.replace("blij", "tevreden"), OTHER)
    third = cut(FIRST.replace("blij", "heel tevreden"), OTHER)
    ledger = follow(first, first, second)
    (line,) = follow(first, first, third, ledger)
    assert (line.kind, line.new) == (CHANGED, (third[0].id,))


def test_what_was_taken_loose_stays_so_until_its_text_returns() -> None:
    first, second = cut(FIRST, OTHER), cut(FIRST.replace("blij", "tevreden"), OTHER)
    ledger = follow(first, first, second)
    ledger.append(Anchor("golf-1", first[0].id, first[0].digest, AnchorKind.UNDONE, coder="anna"))
    assert follow(first, first, second, ledger) == []
    assert follow(first, second, cut(FIRST + " Echt."), ledger)[0].old == first[1].id
    (back,) = follow(first, second, first, ledger)
    assert (back.old, back.kind) == (first[0].id, AnchorKind.RETURNED)


def test_a_mark_alone_knows_no_place_and_puts_nobody_elses_text_out_of_order() -> None:
    first, now = cut(FIRST, OTHER), cut(FIRST.replace("blij", "tevreden"), OTHER)
    mark = Held(Trace(first[0].id, first[0].digest, 0, 0))
    (line,) = anchors_for("golf-1", [mark], Before(), now, (), {})
    assert line.kind is GONE
    (line,) = anchors_for("golf-1", [mark], Before(first), now, (), {})
    assert line.kind is CHANGED


def test_without_the_old_text_what_decisions_hold_has_to_tell() -> None:
    first, now = cut(OTHER, FIRST, "Ja."), cut(OTHER, FIRST.replace("blij", "tevreden"), "Ja.")
    (line,) = follow(first, [], now)
    assert (line.old, line.kind, line.new, line.share) == (
        first[1].id,
        CHANGED,
        (now[1].id,),
        None,
    )
    assert follow(first[1:2], [], now)[0].kind is GONE, "nobody knows what stood beside it"
