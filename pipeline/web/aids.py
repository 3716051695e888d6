"""What the stage hands over for weighing: a study's decision aids as plain values.

The pages about weighing only show. Walking a graph, scoring and drawing are the work of whoever
stands behind `Aids`, and happen there each time they are asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Protocol

from pipeline.domain.appraisal import Criterion, Frame, Option, Precondition, Said
from pipeline.domain.flow import Advice, Choice, Flow, Question, Sign
from pipeline.domain.placement_evidence import Evidence
from pipeline.domain.revising import Loose
from pipeline.domain.revision import Revision
from pipeline.domain.scored import Score


@dataclass(frozen=True)
class Given:
    """What somebody answered: from which flow on, question → choice, precondition → whether it is
    met, and criterion → weight where that is not 1. It is the JSON of `oza afweging --answers`."""

    flow: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    met: Mapping[str, bool] = field(default_factory=dict)
    weights: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """A question of a flow that was answered."""

    flow: Flow
    question: Question
    choice: Choice


@dataclass(frozen=True)
class Walk:
    """How far the answers lead: to a `question` in a `flow` that waits, or to the end (None)."""

    flow: Flow
    steps: tuple[Step, ...]
    question: Question | None = None


class Standing(StrEnum):
    """How an option comes out, best first; the sentences `standing-…` say it."""

    FIRST = "first"
    POSSIBLE = "possible"
    WAITS = "waits"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Judged:
    """One option at the end of a walk. `unmet` are preconditions that are not met, `unknown` those
    of which nobody said anything; `total` is its weighted score, 1 to 3."""

    option: Option
    standing: Standing
    sign: Sign | None
    reasons: tuple[str, ...]
    unmet: tuple[Precondition, ...]
    unknown: tuple[Precondition, ...]
    total: Fraction


@dataclass(frozen=True)
class Outcome:
    """What the answers come to, options best first. `open` are the preconditions that the questions
    did not settle, of every option that did not drop out."""

    walk: Walk
    advice: Advice
    options: tuple[Judged, ...]
    open: tuple[Precondition, ...]
    mitigations: tuple[Said, ...]
    examples: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An option with its score on each criterion, in their order, and the weighted mean of these;
    equals share a `place`, from 1."""

    option: Option
    place: int
    total: Fraction
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """The nearest weight of a criterion, above or below its own, past which `lower` comes before
    `upper`."""

    criterion: Criterion
    heavier: bool
    weight: Fraction
    upper: Option
    lower: Option


@dataclass(frozen=True)
class Board:
    """Every option on every criterion, the best first, and what would change that order."""

    rows: tuple[Row, ...]
    turns: tuple[Turn, ...]


class Drawn(StrEnum):
    """How the drawings stand; the sentences `plates-…` say it. OLD: the questions changed since."""

    NOT = "not"
    BUSY = "busy"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True)
class Plate:
    """A graph as a drawing: kind (`svg`, `pdf`, `png`) → file name, and the same in words, one
    paragraph a box, the first about the whole."""

    flow: Flow
    files: Mapping[str, str]
    told: tuple[str, ...]


@dataclass(frozen=True)
class Plates:
    """The drawings, where a conversation begins first; `word` is the document with all of them."""

    state: Drawn
    plates: tuple[Plate, ...]
    word: str


class Grounds(Protocol):
    """What the placements rest on: validated passages, and the revisions that people made."""

    def evidence(self, hidden: Collection[tuple[str, str]]) -> Evidence:
        """What counts now, in places and without words.

        Args:
            hidden: (wave, respondent) of the reports that are left out of every passage and count.

        Raises:
            AppraisalError: when evidence.yaml does not fit the study.
            LedgerError: when a line of a ledger was changed.
        """
        ...

    def revise(
        self,
        aspect: str,
        option: str,
        position: int,
        *,
        expected: int,
        reason: str,
        by: str,
        at: str,
        segments: Sequence[str],
    ) -> None:
        """Moves an option on a scale; on disk when it returns.

        Raises:
            LedgerError: when it cannot, as when it no longer stands where it was `expected`.
        """
        ...

    def take_back(
        self, aspect: str, option: str, *, expected: int, by: str, at: str, reason: str
    ) -> None:
        """Gives a placement back the position of the study. Raises as `revise` does."""
        ...

    def carried_by(self, revision: Revision) -> tuple[str, ...]:
        """The passages that carry a revision, as `ronde-1/3G1:7f3a91c2`, where their text stands
        now."""
        ...


class Aid(Protocol):
    """A study's options, criteria and graphs as they were read at one moment."""

    @property
    def frame(self) -> Frame: ...

    @property
    def flows(self) -> tuple[Flow, ...]:
        """Where a conversation begins first."""
        ...

    @property
    def history(self) -> tuple[Revision, ...]:
        """Every revision of a placement, and every one that was taken back, oldest first."""
        ...

    @property
    def loose(self) -> tuple[Loose, ...]:
        """Revisions that the study has changed under since."""
        ...

    def walk(self, given: Given) -> Walk:
        """As far as the answers lead. Raises AnswersError for an unknown flow or answer."""
        ...

    def outcome(self, given: Given) -> Outcome:
        """What complete answers come to; those that do not come up are passed over.

        Raises:
            AnswersError: when a question is left, a precondition contradicts an answer, or the
                weights leave nothing that counts.
        """
        ...

    def answers_file(self, given: Given) -> str:
        """What `oza afweging --answers` reads: only what came up. Raises as `outcome` does."""
        ...

    def outcome_file(self, given: Given) -> str:
        """What `oza afweging --json` prints. Raises as `outcome` does."""
        ...

    def board(self, weights: Mapping[str, Fraction]) -> Board:
        """Weights that are left out are 1. Raises AnswersError when nothing counts."""
        ...


class Aids(Protocol):
    """Reads the decision aids of a study, and keeps their drawings."""

    @property
    def grounds(self) -> Grounds | None:
        """None where no codings are at hand, or the study does not say which bear on what."""
        ...

    def read(self) -> Aid:
        """As the files are now. Raises AppraisalError when they do not hold together."""
        ...

    def plates(self) -> Plates:
        """Raises as `read` does."""
        ...

    def plate(self, name: str) -> Path | None:
        """A file of the drawings by its name; None for what is no such file or is being drawn."""
        ...

    def draw(self) -> None:
        """Draws them anew; takes seconds. Who comes meanwhile waits, and draws nothing.

        Raises:
            AppraisalError: when a graph does not fit on its page.
        """
        ...
