"""What changed since an earlier wave: what people tell, their words, and whether suggestions still
hold. Internal: numbers of a handful of respondents stand in it as they are.

What a machine suggested is never counted as told: of a wave in which nobody's report was read whole
only the words are compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from pipeline.config.study import Study
from pipeline.domain.drift import Accepted, Drift, Fresh, Tally, Vocabulary
from pipeline.domain.evaluation import Measured
from pipeline.domain.ids import Actor
from pipeline.domain.segment import Segment
from pipeline.errors import CorpusError, LedgerError, Place, StoreError
from pipeline.report.drift_csv import write_rows
from pipeline.report.drift_page import drift_page
from pipeline.report.drift_sentences import told
from pipeline.stages.for_drift.acceptance import accepted_of, answers_of
from pipeline.stages.for_drift.fresh_model import Known, known_of, recognition_of
from pipeline.stages.for_drift.holding import fresh_of
from pipeline.stages.for_drift.moving import DEALINGS, Moves, Wave, moves_of, spoke_in_both
from pipeline.stages.for_drift.vocabulary import Lemmas, terms_of, vocabulary_of
from pipeline.stages.shared.fetching import decisions_of, lessons_of, persons_of, respondents_of
from pipeline.stages.shared.gathering import evidence_of, marked_segments
from pipeline.stages.shared.interviewed import people_of
from pipeline.store.files import replaced_folder, write_json, write_text
from pipeline.store.layout import Layout
from pipeline.text.dutch import lemmatiser

FILE = "drift"


@dataclass(frozen=True)
class _Read:
    """One wave as it was read: `validated` is None where nothing of it counts yet; `persons` as of
    `Wave`."""

    layout: Layout
    segments: Sequence[Segment]
    persons: Mapping[str, str]
    validated: Wave | None


def wave_before(layout: Layout, against: str = "") -> Layout:
    """The wave that this one is held against: the one asked for, or else the one before it.

    Raises:
        CorpusError: for a study of one wave, or for its first.
        StoreError: for a wave that does not exist, or is not before this one.
    """
    earlier = {at.wave: at for at in layout.earlier()}
    if against and against not in earlier:
        raise StoreError(
            f"er is geen golf '{against}' vóór '{layout.wave}'",
            remedy=f"er is: {', '.join(earlier) or 'geen eerdere golf'}",
        )
    if not earlier:
        later = [wave for wave in layout.waves() if wave != layout.wave]
        remedy = (
            f"kies een latere golf, zoals --wave {later[0]}"
            if later
            else "een tweede golf is een eigen map naast deze, met 'reports/' en een register"
        )
        raise CorpusError(
            f"vóór '{layout.wave}' is er geen golf om mee te vergelijken",
            place=Place(layout.relative(layout.wave_folder)),
            remedy=remedy,
        )
    return earlier[against] if against else list(earlier.values())[-1]


def drift(layout: Layout, study: Study, against: str = "") -> Drift:
    """Needs both waves cut into segments; writes `drift/`: drift.json, drift.html and drift.csv.

    Raises:
        CorpusError, StoreError: as `wave_before`.
    """
    earlier = _read(wave_before(layout, against), study)
    later = _read(layout, study)
    found = _found(earlier, later, study)
    settings = study.settings
    plural = {actor: own.plural for actor, own in settings.actors.items()}
    with replaced_folder(layout.stage(FILE)) as folder:
        lines = told(found, plural)
        write_json(folder / f"{FILE}.json", {**asdict(found), "told": lines})
        write_rows(folder / f"{FILE}.csv", found)
        page = drift_page(found, settings.demonstration, settings.caveat, plural)
        write_text(folder / f"{FILE}.html", page)
    return found


def _read(layout: Layout, study: Study) -> _Read:
    segments = marked_segments(layout).segments
    persons = {who: name for (wave, who), name in persons_of(layout).items() if wave == layout.wave}
    try:
        evidence = evidence_of(layout, study, segments)
    except LedgerError:
        # Nothing is validated. A ledger that is damaged says so where `_found` reads decisions.
        return _Read(layout, segments, persons, None)
    counts = Wave(evidence, people_of(evidence, study), persons) if evidence.counting else None
    return _Read(layout, segments, persons, counts)


def _found(earlier: _Read, later: _Read, study: Study) -> Drift:
    seed, book = study.settings.suggest.seed, study.codebook
    before, now = earlier.validated, later.validated
    ledgers = decisions_of(later.layout, study)
    known = _known(earlier, later, study)
    accepted = accepted_of(
        answers_of(ledgers, earlier.layout.wave), answers_of(ledgers, later.layout.wave), book
    )
    lemmas = lemmatiser(study.settings.spacy_model)
    none = Tally(0, Measured(None))
    moves = Moves((), 0, none, none, none)
    if before and now:
        recognised = recognition_of(known, book) if known else {}
        moves = moves_of(before, now, book, seed, recognised, DEALINGS)
    spoke, absent = _actors(earlier.layout, later.layout)
    return Drift(
        study=study.settings.title,
        before=earlier.layout.wave,
        wave=later.layout.wave,
        codebook_version=book.version,
        versions_before=before.evidence.codebook_versions if before else (),
        versions=now.evidence.codebook_versions if now else (),
        validated_before=before is not None,
        validated=now is not None,
        spoke=spoke_in_both(before, now) if before and now else (),
        absent=absent,
        moved=moves.moved,
        considered=moves.considered,
        clear=moves.clear,
        faded=moves.faded,
        appeared=moves.appeared,
        dealt=DEALINGS,
        vocabulary=_vocabulary(earlier, later, study, spoke, lemmas),
        accepted=accepted,
        fresh=_fresh(known, study, accepted, lemmas),
    )


def _known(earlier: _Read, later: _Read, study: Study) -> Known | None:
    """A model of all waves up to the one compared with; None where it cannot be measured."""
    lessons = lessons_of(later.layout, study)
    waves = {at.wave for at in (*earlier.layout.earlier(), earlier.layout)}
    before = [lesson for lesson in lessons if lesson.wave in waves]
    now = [lesson for lesson in lessons if lesson.wave == later.layout.wave]
    return known_of(study, before, earlier.layout.wave, now)


def _fresh(
    known: Known | None, study: Study, accepted: Sequence[Accepted], lemmas: Lemmas
) -> Fresh | None:
    if known is None:
        return None
    return fresh_of(known, study, {one.code: one for one in accepted if one.code}, lemmas)


def _actors(earlier: Layout, later: Layout) -> tuple[frozenset[Actor], tuple[Actor, ...]]:
    """Who was interviewed in both waves, and who in one of them."""
    before, now = ({one.actor for one in respondents_of(at)} for at in (earlier, later))
    return frozenset(before & now), tuple(actor for actor in Actor if actor in before ^ now)


def _vocabulary(
    earlier: _Read, later: _Read, study: Study, spoke: frozenset[Actor], lemmas: Lemmas
) -> tuple[Vocabulary, ...]:
    """Of each group that the study analyses as one, and of each actor of the others."""
    before, now = (terms_of(read.segments, lemmas, read.persons) for read in (earlier, later))
    groups: list[tuple[Actor, ...]] = []
    for group in study.settings.groups:
        own = tuple(actor for actor in group.actors if actor in spoke)
        groups += [own] if group.together else [(actor,) for actor in own]
    found = [
        vocabulary_of(actors, before, now, study.settings.suggest.seed)
        for actors in groups
        if actors
    ]
    return tuple(one for one in found if one)
