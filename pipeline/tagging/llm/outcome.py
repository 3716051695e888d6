"""What asking a language model gave, in one value and in one line for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Suggestion
from pipeline.errors import MissingExtra
from pipeline.tagging.llm.answers import Answer
from pipeline.tagging.llm.failure import Failure


@dataclass(frozen=True, slots=True)
class Suggested:
    """Per segment the answer, or why there is none; both in the order of the items.

    `stored` of the answers were given in an earlier run; of `cut_short` the server says that it
    read less than the whole question. `dropped` counts proposals that were left out, by kind.
    """

    model: str
    origin: str
    answers: tuple[tuple[str, Answer], ...]
    failures: tuple[tuple[str, Failure], ...]
    stored: int
    cut_short: int
    dropped: tuple[tuple[str, int], ...]

    @property
    def gave_up(self) -> bool:
        """Whether the rest was not asked because the server kept failing."""
        return any(failure is Failure.STOPPED for _, failure in self.failures)

    @property
    def summary(self) -> str:
        """One line in Dutch: counts and kinds, no text."""
        codes = sum(len(answer.codes) for _, answer in self.answers)
        parts = [
            f"taalmodel {self.model}: {codes} codes op {len(self.answers)} segmenten"
            f" ({self.stored} eerder gevraagd)"
        ]
        if self.dropped:
            total = sum(count for _, count in self.dropped)
            parts.append(f"{total} weggelaten ({_listed(self.dropped)})")
        if self.failures:
            parts.append(f"{len(self.failures)} zonder antwoord ({self.reasons})")
        if self.gave_up:
            parts.append("gestopt omdat de server bleef haperen")
        if self.cut_short:
            parts.append(
                f"bij {self.cut_short} las de server de vraag niet helemaal: geef hem een groter"
                " contextvenster"
            )
        return "; ".join(parts)

    @property
    def reasons(self) -> str:
        """Why segments have no answer, with counts."""
        return _listed(sorted(Counter(failure.value for _, failure in self.failures).items()))

    @property
    def problem(self) -> MissingExtra | None:
        """What to tell, and to end non-zero with, when segments have no answer."""
        if not self.failures:
            return None
        return MissingExtra(
            f"het taalmodel op {self.origin} gaf {len(self.failures)} segmenten geen antwoord"
            f" ({self.reasons})",
            remedy="kijk of het draait en probeer opnieuw: wat beantwoord is, blijft bewaard",
        )


def suggestions_from(
    suggested: Suggested, codebook: Codebook, chance: Callable[[str, str], float]
) -> list[Suggestion]:
    """The model's codes as suggestions, the quoted words as their reasons.

    Args:
        chance: (segment, code) → probability in 0..1. A language model gives none that means
            anything, so the study's own calibrated model has to say how probable the code is.
    """
    return [
        Suggestion(
            segment=segment,
            code=code,
            probability=round(chance(segment, code), 4),
            words=spans,
            model=f"taalmodel {suggested.model}",
            codebook=codebook.digest,
        )
        for segment, answer in suggested.answers
        for code, spans in answer.codes
    ]


def joined(
    own: Sequence[Suggestion], theirs: Iterable[Suggestion], order: Sequence[str]
) -> list[Suggestion]:
    """Suggestions of the study's own model and of the language model, one for each code.

    Where both propose a code, the probability is the own model's, the words are those that the
    language model quoted, and `model` names both.

    Args:
        order: the segments' ids in the order of the output; within one, most probable first.
    """
    found = {(s.segment, s.code): s for s in own}
    for suggestion in theirs:
        subject = (suggestion.segment, suggestion.code)
        twin = found.get(subject)
        if twin is not None:
            both = f"{twin.model} + {suggestion.model}"
            suggestion = replace(twin, words=suggestion.words, model=both)
        found[subject] = suggestion
    rank = {segment: at for at, segment in enumerate(order)}
    return sorted(found.values(), key=lambda s: (rank[s.segment], -s.probability, s.code))


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in counts)
