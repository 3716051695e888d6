"""What the topics are looked for in: the segments of a wave, which of them the codebook explains
badly, and what was said in earlier waves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.config.study import Study
from pipeline.domain.codebook import Code
from pipeline.domain.segment import Segment
from pipeline.domain.topic import Scope
from pipeline.stages.shared.fetching import standing_of
from pipeline.store.layout import Layout
from pipeline.store.tables import read_rows, read_segments, read_suggestions
from pipeline.tagging.encoders import Encoder, load_encoder
from pipeline.tagging.topics.piece import Piece
from pipeline.tagging.topics.words import Lemmas


@dataclass(frozen=True)
class Material:
    """One wave, with what is known of its segments.

    segments: by id, in reading order. carried: the codes of each segment: those that people gave
    it or, where nobody decided anything yet, those that are suggested. read: the segments that
    somebody read. earlier: the pieces of earlier waves, by wave, the first one first.
    """

    segments: Mapping[str, Segment]
    pieces: Sequence[Piece]
    carried: Mapping[str, tuple[str, ...]]
    read: frozenset[str]
    earlier: Mapping[str, Sequence[Piece]]

    def in_scope(self, scope: Scope, few: int, poorly: float) -> frozenset[str]:
        """Ids of pieces. `few` and `poorly` count where the scope is FEW alone."""
        if scope is Scope.ALL:
            return frozenset(piece.id for piece in self.pieces)
        most = few if scope is Scope.FEW else 0
        return frozenset(
            piece.id
            for piece in self.pieces
            if len(self.carried[segment_of(piece.id)]) <= most
            or (scope is Scope.FEW and piece.reach < poorly)
        )


def material_of(layout: Layout, study: Study) -> Material:
    """Raises StoreError when the wave has no segments or suggestions yet."""
    segments = read_segments(layout.stage("segment") / "segments.parquet")
    codings, owner = standing_of(layout, study)
    given: dict[str, list[str]] = defaultdict(list)
    for coding in codings:
        if coding.wave == layout.wave:
            given[coding.segment].append(coding.code)
    suggested: dict[str, list[str]] = defaultdict(list)
    reach: dict[str, float] = defaultdict(float)
    for one in read_suggestions(layout.stage("suggest") / "suggestions.parquet"):
        suggested[one.segment].append(one.code)
        reach[one.segment] = max(reach[one.segment], one.probability)
    for row in read_rows(layout.stage("suggest") / "reachable.parquet"):
        reach[row["segment"]] = max(reach[row["segment"]], float(row["probability"]))
    read = frozenset(segment for wave, segment in owner if wave == layout.wave)
    decided = {*read, *given}
    return Material(
        {segment.id: segment for segment in segments},
        _pieces(layout.wave, segments, reach),
        {
            segment.id: tuple(
                sorted(given[segment.id] if segment.id in decided else suggested[segment.id])
            )
            for segment in segments
        },
        read,
        {
            at.wave: _pieces(at.wave, read_segments(_segments(at)), {})
            for at in layout.earlier()
            if _segments(at).exists()
        },
    )


def texts_of(study: Study) -> dict[str, tuple[str, ...]]:
    """Code → everything that the codebook says of it."""
    return {
        code.id: (_told(code), *(said.text for said in (*code.examples, *code.utterances)))
        for code in study.codebook
    }


def seeds_of(study: Study, lemmas: Lemmas) -> tuple[tuple[str, ...], ...]:
    """The words of every theme that the study wants looked for: those of a code, or as given."""
    book = study.codebook
    told = [
        f"{book[one].label} {' '.join(book[one].keywords)}" if one in book else one
        for one in study.settings.topics.guided
    ]
    return tuple(seed for text in told if (seed := tuple(lemmas(text))))


def encoder_of(study: Study, lemmas: Lemmas) -> Encoder | None:
    """The better text model of the study, if it has one. Raises MissingExtra as `load_encoder`."""
    chosen = study.settings.suggest.encoder
    if not chosen.kind:
        return None
    folder = Path(chosen.path).expanduser() if chosen.path else None
    return load_encoder(chosen.kind, folder, lemmas=lemmas)


def segment_of(piece: str) -> str:
    """`9K2:7f3a91c2` of `golf-2/9K2:7f3a91c2`."""
    return piece.partition("/")[2]


def _told(code: Code) -> str:
    return " ".join((code.label, code.definition, code.use, *code.keywords))


def _segments(at: Layout) -> Path:
    return at.stage("segment") / "segments.parquet"


def _pieces(wave: str, segments: Sequence[Segment], reach: Mapping[str, float]) -> list[Piece]:
    titles = _titles(segments)
    return [
        Piece(
            f"{wave}/{one.id}",
            one.respondent,
            one.text,
            one.heading.removeprefix(titles[one.respondent]),
            one.question,
            reach.get(one.id, 0.0),
        )
        for one in segments
    ]


def _titles(segments: Sequence[Segment]) -> dict[str, str]:
    """Respondent → the title of her report, '' for none: what all headings of it begin with says
    nothing of what stands below one of them."""
    headings: dict[str, set[str]] = defaultdict(set)
    for one in segments:
        headings[one.respondent].add(one.heading)
    found = {}
    for respondent, own in headings.items():
        first = {heading.partition("›")[0].strip() for heading in own}
        found[respondent] = first.pop() if len(first) == 1 and len(own) > 1 else ""
    return found
