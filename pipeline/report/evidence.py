"""What a report may rest on: who was interviewed, what was validated, by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.domain.bulk import Checks
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Coding
from pipeline.domain.respondent import OzaTraits, Respondent
from pipeline.domain.segment import Segment
from pipeline.domain.version_tally import VersionTally


@dataclass(frozen=True)
class Evidence:
    """The validated part of a wave.

    A respondent counts when every segment of the report was read: of a report that is half
    read nobody can say what it does not contain. `codings` are those of counting respondents
    only; `begun` and `untouched` name the others. `orphans` counts decided segments whose text is
    no longer in the wave, `double` segments that more than one coder read.
    `unread` counts the codes that were accepted in one go on segments nobody read: their reports
    are not read whole, so they are in no number; `checks` says what checking some of them found.
    `tally` says what the versions of the codebook left open. `returned` are earlier waves, oldest
    first, with how many of these respondents took part for the last time then.
    """

    wave: str
    respondents: tuple[Respondent, ...]
    ozas: tuple[OzaTraits, ...]
    segments: Mapping[str, Segment]
    codings: tuple[Coding, ...]
    counting: frozenset[str]
    begun: tuple[str, ...]
    untouched: tuple[str, ...]
    coders: Mapping[str, int]
    codebook_versions: tuple[str, ...]
    orphans: int = 0
    double: int = 0
    unread: int = 0
    checks: Checks = field(default_factory=Checks)
    tally: VersionTally = field(default_factory=VersionTally)
    returned: Mapping[str, int] = field(default_factory=dict)
    _by_code: dict[str, list[Coding]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code: dict[str, list[Coding]] = {}
        for coding in self.codings:
            by_code.setdefault(coding.code, []).append(coding)
        object.__setattr__(self, "_by_code", by_code)

    def of_actor(self, actor: Actor) -> tuple[Respondent, ...]:
        """The counting respondents of one actor, in order."""
        return tuple(r for r in self.respondents if r.actor is actor and str(r.id) in self.counting)

    def codings_of(self, codes: Iterable[str], actor: Actor) -> list[Coding]:
        """The codings with any of these codes, of one actor, in the order of the reports."""
        own = {str(r.id) for r in self.of_actor(actor)}
        order = {id_: at for at, id_ in enumerate(self.segments)}
        found = [c for code in codes for c in self._by_code.get(code, ()) if c.respondent in own]
        return sorted(found, key=lambda c: (order[c.segment], c.code))


def gather(
    wave: str,
    respondents: Sequence[Respondent],
    ozas: Sequence[OzaTraits],
    segments: Sequence[Segment],
    codings: Iterable[Coding],
    owner: Mapping[tuple[str, str], str],
    versions: Iterable[str],
    double: int = 0,
    checks: Checks | None = None,
    tally: VersionTally | None = None,
    returned: Mapping[str, int] | None = None,
) -> Evidence:
    """Sorts respondents into counting, begun and untouched, and keeps the codings that count.

    Args:
        owner: (wave, segment) → the coder whose word counts, for reviewed segments.
        versions: the codebook versions under which the counting decisions were made.
        double: the number of segments that more than one coder read.
        checks: what came of codes accepted in one go.
        tally: what the versions of the codebook left open.
        returned: earlier wave → how many respondents took part for the last time then.
    """
    known = {segment.id: segment for segment in segments}
    here = [c for c in codings if c.wave == wave and c.segment in known]
    total = Counter(segment.respondent for segment in segments)
    read = Counter(s.respondent for s in segments if (wave, s.id) in owner)
    counting = frozenset(r for r in total if read[r] == total[r])
    in_order = [str(r.id) for r in respondents]
    coders = Counter(coder for (w, id_), coder in owner.items() if w == wave and id_ in known)
    return Evidence(
        wave=wave,
        respondents=tuple(respondents),
        ozas=tuple(ozas),
        segments=known,
        codings=tuple(c for c in here if known[c.segment].respondent in counting),
        counting=counting,
        begun=tuple(r for r in in_order if r not in counting and read[r]),
        untouched=tuple(r for r in in_order if not read[r]),
        coders=dict(sorted(coders.items())),
        codebook_versions=tuple(dict.fromkeys(versions)),
        orphans=sum(1 for w, id_ in owner if w == wave and id_ not in known),
        double=double,
        unread=sum(c.bulk for c in here),
        checks=checks or Checks(),
        tally=tally or VersionTally(),
        returned=dict(returned or {}),
    )
