"""Annotations of one coder → decisions, compared with what went out and with what stands now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.bulk import Subject
from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import RespondentId
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.domain.segment import Segment
from pipeline.exchange.coding_sheet import Cells
from pipeline.exchange.label_studio.naming import Chosen, Paths
from pipeline.exchange.label_studio.problems import Reason
from pipeline.exchange.label_studio.reading import Annotation
from pipeline.exchange.label_studio.state import Stood

Said = dict[str, Cells]
"""Code → what somebody says of it; '' is the segment as a whole."""


class Refused(ValueError):
    """Why an annotation as a whole is not read: what is left of it could mean something else."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.value)


@dataclass(frozen=True)
class Reader:
    """Reads the annotations of one coder that went out under one version of the codebook.

    `sighted` are the segments on which she decided with suggestions in sight: no decision of hers
    is blind there any more.
    """

    coder: str
    book: Codebook
    paths: Paths
    sighted: Collection[str]
    at: str

    def said(self, annotation: Annotation, before: Said, segment: Segment) -> Said:
        """What an annotation says of its segment.

        Args:
            before: what she had decided when it went out, or when it was read the last time.

        Raises:
            Refused: when it cannot stand as it is.
        """
        actor = RespondentId.parse(segment.respondent).actor
        found: Said = {}
        for code, stance in self._chosen(annotation).items():
            if actor not in self.book[code].actors and code not in before:
                raise Refused(Reason.ACTOR)
            verdict = Verdict.ACCEPT if code in annotation.state.shown else Verdict.ADD
            found[code] = _as_before(Cells(code, verdict.value, stance.value), before.get(code))
        for value in annotation.rejected:
            code = self.paths.offered(value)
            if not code:
                raise Refused(Reason.CODE)
            if code in found and Verdict(found[code].verdict).assigns:
                raise Refused(Reason.BOTH)
            found[code] = _as_before(Cells(code, Verdict.REJECT.value), before.get(code))
        touched = annotation.empty or _without_whole(found) != _without_whole(before)
        answered = touched and not any(Verdict(c.verdict).assigns for c in found.values())
        if annotation.read or annotation.memo or answered:
            found[""] = Cells("", Verdict.DONE.value, memo=annotation.memo)
        return found

    def decisions(
        self,
        annotation: Annotation,
        said: Said,
        before: Said,
        known: Collection[Subject],
        segment: Segment,
    ) -> list[Decision]:
        """What is new in what was said.

        Args:
            known: the subjects on which her ledger holds anything; what went out is written again
                where it is not there at all.
        """
        state = annotation.state
        sighted = segment.id in self.sighted or self.coder in state.sighted
        blind = state.blind and bool(state.share) and not sighted
        found = []
        for code in dict.fromkeys([*said, *before]):
            there = (state.wave, segment.id, code) in known
            cells = said.get(code)
            if cells is None and not there:
                continue
            cells = cells or Cells(code, Verdict.RETRACT.value)
            if there and before.get(code) == cells:
                continue
            seen, model = self._seen(annotation, cells)
            found.append(
                Decision(
                    wave=state.wave,
                    segment=segment.id,
                    digest=segment.digest,
                    code=code,
                    verdict=Verdict(cells.verdict),
                    coder=self.coder,
                    codebook=state.codebook,
                    stance=Stance(cells.stance),
                    memo=cells.memo,
                    seen=None if blind else seen,
                    model="" if blind else model,
                    start=segment.start,
                    end=segment.end,
                    at=self.at,
                    blind=blind,
                    share=state.share,
                )
            )
        return found

    def _chosen(self, annotation: Annotation) -> dict[str, Stance]:
        """Code → stance. Who chooses a code and the stance below it chose one thing."""
        found: dict[str, Stance] = {}
        for path in annotation.codes:
            chosen: Chosen | None = self.paths.chosen(path)
            if chosen is None:
                raise Refused(Reason.CODE)
            given = found.get(chosen.code, Stance.NONE)
            if Stance.NONE not in (given, chosen.stance) and given != chosen.stance:
                raise Refused(Reason.STANCES)
            found[chosen.code] = chosen.stance or given
        return found

    def _seen(self, annotation: Annotation, cells: Cells) -> tuple[float | None, str]:
        """The suggestion she answered: that of what went out where she left it as it was."""
        for stood in annotation.state.stood.get(self.coder, ()):
            if cells_of(stood) == cells:
                return stood.seen, stood.model
        return annotation.state.shown.get(cells.code, (None, ""))


def cells_of(stood: Stood) -> Cells:
    return Cells(stood.code, stood.verdict, stood.stance, stood.memo)


def last_of(annotations: Sequence[Annotation]) -> tuple[list[Annotation], int]:
    """The last annotation on each segment in the order of the file, and how many came before it."""
    latest: dict[str, Annotation] = {}
    for one in annotations:
        before = latest.get(one.state.segment)
        if before is None or one.at >= before.at:
            latest[one.state.segment] = one
    kept = [one for one in annotations if latest[one.state.segment] is one]
    return kept, len(annotations) - len(kept)


def _as_before(cells: Cells, before: Cells | None) -> Cells:
    """Keeps what Label Studio does not show: a memo on one code, and whether it was suggested when
    it was given."""
    if before is None:
        return cells
    same = Verdict(before.verdict).assigns == Verdict(cells.verdict).assigns
    return replace(cells, verdict=before.verdict if same else cells.verdict, memo=before.memo)


def _without_whole(said: Mapping[str, Cells]) -> Said:
    return {code: cells for code, cells in said.items() if code}
