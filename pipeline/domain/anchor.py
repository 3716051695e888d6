"""Where the text went on which decisions stand, when a report was corrected or extended.

A segment is named after its text, so most decisions stay where they are without remembering
anything. Of the others one line is kept, in one ledger a wave: digests, ids and a share, never a
word. Decisions themselves are not rewritten: what moved is carried when it is read (`carrying`),
what changed is offered again on the new text (`again`), what vanished is kept aside and counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class AnchorKind(StrEnum):
    """What became of a segment.

    MOVED: the same wording under another id; white space, capitals, quotation marks and dashes are
    no wording. CHANGED: other wording, or cut otherwise. GONE: nothing in the report is like it.
    UNDONE: a person says that it was aligned wrongly; kept aside, as what is gone. RETURNED: the
    text is there again, and what the ledger said before holds no longer.
    """

    MOVED = "verplaatst"
    CHANGED = "gewijzigd"
    GONE = "verdwenen"
    UNDONE = "losgemaakt"
    RETURNED = "terug"

    @property
    def is_aside(self) -> bool:
        """Whether decisions on it count nowhere and are offered nowhere."""
        return self in (AnchorKind.GONE, AnchorKind.UNDONE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """One line of a wave's ledger of anchors.

    `old` is the id under which decisions were made and `digest` that of its text as ingested;
    `new` are the segments where its text stands now, in reading order. `share` in 0..1 is how much
    of the old text they hold, None where the old text was not at hand. `coder` and `at` (UTC) say
    who undid it, and when; a line of the program has neither, for the same inputs give the same
    bytes.

    Raises:
        ValueError: when the kind and the number of new segments do not fit.
    """

    wave: str
    old: str
    digest: str
    kind: AnchorKind
    new: tuple[str, ...] = ()
    share: float | None = None
    coder: str = ""
    at: str = ""

    def __post_init__(self) -> None:
        if not self.wave or not self.old:
            raise ValueError("een anker noemt een golf en een segment")
        if (self.kind is AnchorKind.MOVED) != (len(self.new) == 1) and (
            self.kind is not AnchorKind.CHANGED
        ):
            raise ValueError("verplaatste tekst staat op één plek, verdwenen tekst nergens")
        if self.kind is AnchorKind.CHANGED and not self.new:
            raise ValueError("gewijzigde tekst staat ergens")
        if self.share is not None and not 0.0 <= self.share <= 1.0:
            raise ValueError("een deel ligt tussen 0 en 1")

    @property
    def respondent(self) -> str:
        return self.old.partition(":")[0]

    @property
    def content(self) -> tuple[str, tuple[str, ...]]:
        """What is said of the old segment: an equal line adds nothing."""
        return (self.kind.value, self.new)


def standing_anchors(anchors: Iterable[Anchor]) -> dict[tuple[str, str], Anchor]:
    """(wave, old) → the last that was said of it, without what returned; in the order of the
    ledger, what was said last stands last."""
    latest: dict[tuple[str, str], Anchor] = {}
    for anchor in anchors:
        key = (anchor.wave, anchor.old)
        latest.pop(key, None)
        if anchor.kind is not AnchorKind.RETURNED:
            latest[key] = anchor
    return latest


def moved_of(anchors: Iterable[Anchor]) -> dict[tuple[str, str], str]:
    """(wave, old) → the id under which the same wording stands now, for `carrying.carry`."""
    return {
        place: anchor.new[0]
        for place, anchor in standing_anchors(anchors).items()
        if anchor.kind is AnchorKind.MOVED
    }


def formers_of_anchors(
    anchors: Iterable[Anchor],
    wave: str,
    kinds: Collection[AnchorKind] = (AnchorKind.CHANGED,),
) -> dict[str, tuple[str, ...]]:
    """Segment of now → the segments whose text it took over, the latest first.

    With the default `kinds` those are what `again.to_look_at_again` asks for: decisions on them are
    offered on the new text and count nowhere until somebody looks. What moved is carried instead.
    """
    found: dict[str, list[str]] = {}
    for anchor in reversed(list(standing_anchors(anchors).values())):
        if anchor.wave == wave and anchor.kind in kinds:
            for new in anchor.new:
                found.setdefault(new, []).append(anchor.old)
    return {new: tuple(olds) for new, olds in found.items()}


def aside_of(anchors: Iterable[Anchor], wave: str) -> tuple[Anchor, ...]:
    """What stands nowhere any more, in the order of the ledger."""
    standing = standing_anchors(anchors).values()
    return tuple(a for a in standing if a.wave == wave and a.kind.is_aside)
