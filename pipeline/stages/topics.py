"""Segments that the codebook explains badly → themes nobody expected, for a person to judge.

Nothing here changes a coding or the codebook. Outputs are internal: they hold passages, and say
which respondents and OZA's they are of.
"""

from __future__ import annotations

from dataclasses import asdict

from pipeline.config.study import Study
from pipeline.domain.topic import Standing, Topic, TopicsFound
from pipeline.report.topics_page import topics_page
from pipeline.report.topics_sentences import for_terminal, in_short
from pipeline.report.topics_words import Names
from pipeline.run import Advance, Job, Outcome
from pipeline.stages.for_topics.recognising import recognised
from pipeline.stages.for_topics.unexplained import (
    Material,
    encoder_of,
    material_of,
    seeds_of,
    segment_of,
    texts_of,
)
from pipeline.store.files import write_json, write_text
from pipeline.store.layout import Layout
from pipeline.store.topics import read_known_topics, read_topic_decisions, write_known_topics
from pipeline.tagging.topics.finding import Search, find_themes, wordy
from pipeline.tagging.topics.methods import Method
from pipeline.tagging.topics.words import Lemmas
from pipeline.text.dutch import lemmatiser

FILE = "onderwerpen"
_WAIT = "onderwerpen zoeken, en nagaan of zij terugkomen"


def run(job: Job) -> Outcome:
    layout, study = job.layout, job.study
    material = material_of(layout, study)
    lemmas = lemmatiser(study.settings.spacy_model)
    found = _found(layout, study, material, lemmas, job.advance)
    settings = study.settings
    lines = {"told": in_short(found), "first": for_terminal(found, names_of(study))}
    write_json(job.out / f"{FILE}.json", {**asdict(found), **lines})
    page = topics_page(found, settings.demonstration, settings.caveat, names_of(study))
    write_text(job.out / f"{FILE}.html", page)
    return Outcome(_summary(found))


def names_of(study: Study) -> Names:
    """How one of each actor is called, and more; and what their number counts."""
    settings = study.settings
    called = {actor.value: (own.singular, own.plural) for actor, own in settings.actors.items()}
    return Names(called, settings.unit.singular)


def _found(
    layout: Layout, study: Study, material: Material, lemmas: Lemmas, advance: Advance
) -> TopicsFound:
    settings = study.settings.topics
    scope = material.in_scope(settings.scope, settings.few, settings.poorly)
    inside = [piece for piece in material.pieces if piece.id in scope]
    enough = wordy(inside, lemmas)
    encoder = encoder_of(study, lemmas)
    search = Search(
        lemmas,
        Method(settings.method, settings.topics, settings.seed),
        seeds_of(study, lemmas),
        encoder,
    )
    people = {piece.respondent for piece in enough}
    too_little = ""
    if len(enough) < settings.least_segments:
        too_little = "segmenten"
    elif len(people) < settings.least_respondents:
        too_little = "respondenten"
    topics: tuple[Topic, ...] = ()
    outside = 0
    if not too_little:
        earlier = [piece for pieces in material.earlier.values() for piece in pieces]
        outcome = find_themes(
            material.pieces,
            scope,
            earlier,
            texts_of(study),
            search,
            lambda done, total: advance(done, total, _WAIT),
        )
        own = recognised(
            outcome.themes,
            layout.wave,
            read_known_topics(layout.known_topics),
            read_topic_decisions(layout.topic_decisions),
            study,
            material,
            lemmas,
        )
        write_known_topics(layout.known_topics, own.known)
        topics, outside = own.topics, outcome.outside
    return TopicsFound(
        study=study.settings.title,
        wave=layout.wave,
        codebook_version=study.codebook.version,
        scope=settings.scope,
        few=settings.few,
        poorly=settings.poorly,
        method=settings.method,
        seed=settings.seed,
        draws=search.draws,
        encoder=encoder.name if encoder else "",
        guided=settings.guided,
        earlier=tuple(material.earlier),
        segments=len(material.pieces),
        unread=sum(segment_of(piece.id) not in material.read for piece in material.pieces),
        considered=len(enough),
        left_out=len(inside) - len(enough),
        people=len(people),
        outside=outside,
        least_segments=settings.least_segments,
        least_respondents=settings.least_respondents,
        topics=topics,
        too_little=too_little,
    )


def _summary(found: TopicsFound) -> str:
    if found.too_little:
        return (
            f"te weinig om in te zoeken: {found.considered} segmenten van"
            f" {found.people} respondenten"
        )
    open_ones = len(found.standing(Standing.OPEN))
    return f"{open_ones} onderwerpen om te bekijken in {found.considered} segmenten"
