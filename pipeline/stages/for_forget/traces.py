"""What would be a trace of whoever withdraws, and looking for it in every file of the study."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.domain.forgetting import (
    RUN,
    Hits,
    Interview,
    Run,
    Traces,
    Withdrawal,
    by_chance,
    own_runs,
    words_of,
)
from pipeline.domain.quotable import quotation_id
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.domain.speech import speech_spans
from pipeline.errors import OzaError
from pipeline.stages.for_forget.names import names_in, names_of_key
from pipeline.stages.for_forget.sources import Sources, held_folder, texts_of_all
from pipeline.store.forgetting.kinds import Treatment, files_of_study, files_with
from pipeline.store.forgetting.searching import Reader, Unsearchable, texts_in
from pipeline.store.forgetting.values import subject_of
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_lines
from pipeline.store.tables import read_segments
from pipeline.text.document import Limits
from pipeline.text.dutch import base_form
from pipeline.text.reading import read_document
from pipeline.text.sentences import sentence_ends

_MOST_SENTENCES = 3
"""Sentences in the longest quotation that the report chooses by itself."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file in which traces stand: below the root, what kind of file it is, and how many."""

    file: str
    treatment: Treatment | None
    hits: Hits


@dataclass(frozen=True, slots=True)
class Proof:
    """A search through every file of a study. `closed` are files that could not be opened."""

    searched: int
    found: tuple[Found, ...]
    closed: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether nothing is left."""
        return not self.found and not self.closed


def traces_of(
    layout: Layout,
    withdrawal: Withdrawal,
    sources: Sources,
    key_gone: Iterable[str],
    key: Mapping[str, str],
    allowed: frozenset[str],
) -> Traces:
    """What to look for.

    Args:
        key_gone: names that leave the key.
    """
    own = [words_of(text) for text in texts_of_all(sources.own.values())]
    texts = texts_of_all(sources.others)
    others = [words_of(text) for text in texts]
    names = names_in(sources.own.values(), texts, key, allowed, _coders(layout)) | names_of_key(
        key_gone
    )
    ids = frozenset(name.casefold() for name in withdrawal.respondents if withdrawal.whole)
    runs = own_runs(own, others)
    if runs:
        runs -= _by_chance(layout, runs, own_runs(own, others, RUN + 1))
    return Traces(
        ids=ids,
        digests=_digests(layout, withdrawal),
        names=names,
        runs=frozenset(runs),
        own_words=_own_words(own, others),
    )


def quotations_of(layout: Layout, withdrawal: Withdrawal, sources: Sources) -> frozenset[str]:
    """The ids that quotations of theirs may have in a fixed report: what people marked, and every
    run of sentences that the report could have chosen, with and without labels."""
    found: set[str] = set()
    for path in files_with(layout, Treatment.LEDGER):
        for line in read_lines(path):
            if line.get("span") and withdrawal.names(str(line["segment"]), line.get("wave", "")):
                found.add(quotation_id(line["wave"], line["segment"], line["span"]))
    for wave in withdrawal.waves:
        for segment in _segments(layout, wave):
            if withdrawal.names(segment.id, wave):
                report = sources.own.get(Interview(wave, segment.respondent))
                raw = report.text[segment.start : segment.end] if report else ""
                for text in (segment.text, raw):
                    found.update(_quotable(wave, segment, text))
    return frozenset(found)


def search(
    layout: Layout, traces: Traces, limits: Limits, passing: Collection[Treatment] = ()
) -> Proof:
    """Looks through every file of the study, and at its name; says where traces stand, and never
    which. The reports that are held until the search is done are not looked at.

    Args:
        passing: kinds of files to pass over.
    """
    documents = _documents(limits)
    searched, found, closed = 0, [], []
    for path, treatment in files_of_study(layout):
        silent = treatment in (Treatment.LOG, Treatment.LOCK, *passing)
        if silent or held_folder(layout) in path.parents:
            continue
        name = layout.relative(path)
        searched += 1
        hits = traces.within(name)
        try:
            for text in texts_in(path, documents):
                hits += traces.within(text)
        except Unsearchable:
            closed.append(name)
        if hits:
            found.append(Found(name, treatment, hits))
    return Proof(searched, tuple(found), tuple(closed))


def _own_words(own: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> frozenset[str]:
    """Words that nobody else uses, and the base forms in which topics keep them."""
    theirs = {word for words in own for word in words}
    rest = {word for words in others for word in words}
    bases = {base_form(word).casefold() for word in theirs}
    bases -= {base_form(word).casefold() for word in rest} if bases else set()
    return frozenset((theirs | bases) - rest)


def _by_chance(layout: Layout, runs: set[Run], longer: set[Run]) -> set[Run]:
    """What of their runs stands in a document of people by chance, and so in what is made of it:
    the codebook's examples stand in a workbook and in a printed codebook."""
    found: set[Run] = set()
    for path in files_with(layout, Treatment.LOOKED_AT):
        try:
            for text in texts_in(path, {}):
                found |= by_chance(words_of(text), runs, longer)
        except Unsearchable:
            continue  # the search says so
    return found


def _documents(limits: Limits) -> dict[str, Reader]:
    def text_of(path: Path) -> str:
        try:
            document = read_document(path, limits)
        except OzaError:
            raise ValueError from None
        pieces = [piece.text for piece in document.pieces]
        return "\n".join([*pieces, *(hidden.text for hidden in document.hidden)])

    return {".pdf": text_of, ".rtf": text_of}


def _digests(layout: Layout, withdrawal: Withdrawal) -> frozenset[str]:
    """Digests of their segments' texts, but for those of texts that others have too ('Ja.')."""
    own: set[str] = set()
    rest: set[str] = set()
    for wave in layout.waves():
        for segment in _segments(layout, wave):
            (own if withdrawal.names(segment.id, wave) else rest).update(
                (segment.digest, segment.digest[:8])
            )
    for path in files_with(layout, Treatment.LEDGER):
        for line in read_lines(path):
            id_, digest = subject_of(line), str(line.get("digest", ""))
            mine = withdrawal.names(id_, line.get("wave", ""))
            shorts = id_.partition(":")[2].partition(".")[0]
            (own if mine else rest).update((digest, digest[:8], shorts))
    return frozenset(one for one in own - rest if re.fullmatch(r"[0-9a-f]{8}|[0-9a-f]{16}", one))


def _segments(layout: Layout, wave: str) -> list[Segment]:
    path = Layout(layout.root, layout.study, wave).stage("segment") / "segments.parquet"
    return read_segments(path) if path.exists() else []


def _quotable(wave: str, segment: Segment, text: str) -> Iterator[str]:
    said = Segment(
        segment.id, segment.respondent, 0, max(len(text), 1), "", text, speaker=segment.speaker
    )
    for start, end in speech_spans(said):
        ends = (start + at for at in sentence_ends(text[start:end]))
        for piece in _runs(text, sorted({start, *ends, end})):
            yield quotation_id(wave, segment.id, text_digest(piece))


def _runs(text: str, borders: Sequence[int]) -> Iterator[str]:
    for at, first in enumerate(borders[:-1]):
        for last in borders[at + 1 : at + 1 + _MOST_SENTENCES]:
            yield text[first:last].strip()


def _coders(layout: Layout) -> set[str]:
    return {path.stem for path in files_with(layout, Treatment.LEDGER)}
