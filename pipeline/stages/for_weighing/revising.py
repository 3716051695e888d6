"""Revising a placement: checked against the study, and written down with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.domain.anchor import moved_of
from pipeline.domain.appraisal import Frame
from pipeline.domain.revising import positions, standing
from pipeline.domain.revision import POSITIONS, Revision
from pipeline.errors import LedgerError, Place
from pipeline.stages.for_weighing.evidence import segments_of
from pipeline.stages.weighing import aid_of
from pipeline.store.anchors import read_all_anchors
from pipeline.store.layout import Layout
from pipeline.store.revisions import append_revision
from pipeline.store.study_paths import check_name


def revise(
    layout: Layout,
    aspect: str,
    option: str,
    position: int,
    *,
    reason: str,
    by: str,
    at: str,
    segments: Iterable[str] = (),
    expected: int | None = None,
) -> Revision:
    """Moves an option on a scale, and says why; the line is on disk when it returns.

    Moved to where the study has it, the placement is revised no longer: that is taking back, with a
    reason. Where the study changed under a revision, leaving it where it stands confirms it.

    Args:
        position: 1 at the left to 3 at the right of the scale, whichever end is favourable.
        by: a person's name, as that of a ledger.
        at: UTC.
        segments: the passages that carry it, as `3G1:7f3a91c2` or `ronde-1/3G1:7f3a91c2`.
        expected: the position that whoever decides saw standing; None for who did not look.

    Raises:
        AppraisalError: when the study weighs nothing.
        LedgerError: for an unknown scale, option, position or segment, without a reason, when it
            stands there already, or when somebody else moved it meanwhile.
        StoreError: for a name that is none.
    """
    check_name(by)
    source = _source(layout, aspect, option)
    if position not in POSITIONS:
        raise _refused(layout, f"er is geen plaats {position}", "een plaats is 1, 2 of 3")
    reason = " ".join(reason.split())
    if not reason:
        raise _refused(layout, "een plaats herzien vraagt om een reden", "geef --reason")
    carried = tuple(dict.fromkeys(_located(layout, segments)))

    def choose(history: Sequence[Revision]) -> Revision:
        stands = standing(history).get((aspect, option))
        before = stands.after if stands else source
        _check_seen(layout, option, before, expected)
        changed = stands is not None and stands.source != source
        if before == position and not changed:
            raise _refused(layout, f"'{option}' staat daar al op plaats {position}")
        back = position == source
        return Revision(aspect, option, source, before, position, by, at, reason, carried, back)

    return append_revision(layout.revisions, choose)


def take_back(
    layout: Layout,
    aspect: str,
    option: str,
    *,
    by: str,
    at: str,
    reason: str = "",
    expected: int | None = None,
) -> Revision:
    """Gives a placement back the position of the study. That is a line too: nothing is erased.

    Args:
        expected: as for `revise`: who saw one revision does not take back another.

    Raises:
        AppraisalError: when the study weighs nothing.
        LedgerError: where no revision stands, or when somebody else moved it meanwhile.
        StoreError: for a name that is none.
    """
    check_name(by)
    given = positions(aid_of(layout).source)

    def choose(history: Sequence[Revision]) -> Revision:
        stands = standing(history).get((aspect, option))
        if stands is None:
            raise _refused(layout, f"de plaats van '{option}' op '{aspect}' is niet herzien")
        _check_seen(layout, option, stands.after, expected)
        # The study may no longer have the scale: then nothing else says where it stood.
        source = given.get(stands.place, stands.source)
        why = " ".join(reason.split())
        return Revision(aspect, option, source, stands.after, source, by, at, why, taken_back=True)

    return append_revision(layout.revisions, choose)


def carried_by(layout: Layout, revision: Revision) -> tuple[str, ...]:
    """The segments that carry a revision, where their text now stands."""
    moved = moved_of(read_all_anchors(layout.all_anchors))
    pairs = [tuple(one.partition("/")[::2]) for one in revision.segments]
    return tuple(f"{wave}/{moved.get((wave, id_), id_)}" for wave, id_ in pairs)


def _source(layout: Layout, aspect: str, option: str) -> int:
    """The position that the study gives. Raises LedgerError for a placement that is not there."""
    frame = aid_of(layout).source
    for kind, id_, known in (
        ("schaal", aspect, _aspects(frame)),
        ("financieringswijze", option, frame.option_ids),
    ):
        if id_ not in known:
            raise _refused(layout, f"er is geen {kind} '{id_}'", f"er is: {', '.join(known)}")
    return positions(frame)[aspect, option]


def _aspects(frame: Frame) -> list[str]:
    return [aspect.id for criterion in frame.criteria for aspect in criterion.aspects]


def _check_seen(layout: Layout, option: str, stands: int, expected: int | None) -> None:
    """Raises LedgerError for who decides on another position than the one that stands."""
    if expected is not None and expected != stands:
        what = f"'{option}' staat inmiddels op plaats {stands} en niet meer op {expected}"
        raise _refused(layout, what, "kijk opnieuw")


def _located(layout: Layout, segments: Iterable[str]) -> Iterator[str]:
    """Segments with their waves. Raises LedgerError for one that is in no wave, or in several."""
    wanted = list(segments)
    known = {wave: {one.id for one in own} for wave, own in segments_of(layout).items() if wanted}
    for segment in wanted:
        wave, _, id_ = segment.rpartition("/")
        there = [name for name, ids in known.items() if wave in ("", name) and id_ in ids]
        if not there:
            remedy = "neem het nummer over uit 'oza beoordeling --evidence'"
            raise _refused(layout, f"er is geen segment '{segment}'", remedy)
        if len(there) > 1:
            remedy = f"zet de golf ervoor, zoals {there[0]}/{id_}"
            raise _refused(layout, f"segment '{segment}' is er in meer golven", remedy)
        yield f"{there[0]}/{id_}"


def _refused(layout: Layout, what: str, remedy: str = "") -> LedgerError:
    return LedgerError(what, place=Place(layout.relative(layout.revisions)), remedy=remedy)
