"""The stages from reports to report, and what each of them depends on.

Each stage is a module with one function `run(job)`: fetch from the store, call pure functions,
put back. The modules themselves are imported only when a stage has to run, so that asking how
things stand costs nothing.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.config.appraisal import FOLDER
from pipeline.run import Stage
from pipeline.store.layout import Layout, Sensitivity


def _weighed(at: Layout) -> list[Path]:
    """What a study appraises, and the waves that bear on it; nothing for one that does not."""
    folder = at.study_folder / FOLDER
    appraisal = [p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")]
    return [*appraisal, *at.of_all_waves("segment/segments.parquet")] if appraisal else []


INGEST = Stage(
    name="ingest",
    title="verslagen lezen",
    after=(),
    # Who took part in an earlier wave is linked to it.
    reads=lambda at: [
        *at.wave_folder.glob("*.*"),
        *at.reports.glob("*"),
        at.forgotten,
        *(path for wave in at.earlier() for path in wave.wave_folder.glob("register.*")),
    ],
    settings=lambda study: {
        "ingest": study.settings.ingest,
        "actors": tuple(study.settings.actors),
    },
    # A voice in a transcript that nobody knows yet gets a row, for a person to fill in.
    keeps=lambda at: [at.speakers],
    sensitivity=Sensitivity.PRIVATE,
)
PRIVACY = Stage(
    name="privacy",
    title="zoeken naar wat iemand kan aanwijzen",
    after=("ingest",),
    reads=lambda at: [at.allowed_words, at.resolutions],
    settings=lambda study: {
        "privacy": study.settings.privacy,
        "spacy_model": study.settings.spacy_model,
    },
    # A name confirmed here is added to the key, and the key says what is looked for.
    keeps=lambda at: [at.key],
    sensitivity=Sensitivity.PRIVATE,
)
SEGMENT = Stage(
    name="segment",
    title="verslagen in segmenten verdelen",
    after=("ingest", "privacy"),
    reads=lambda at: [*at.study_folder.glob("segmenting/*.jsonl")],
    settings=lambda study: {"segment_chars": study.settings.segment_chars},
    # Where decisions went whose text is not where it was.
    keeps=lambda at: [at.anchors],
)
SUGGEST = Stage(
    name="suggest",
    title="codes voorstellen",
    # Of the privacy stage only who still has findings waiting: nothing of theirs is sent out.
    after=("privacy", "segment"),
    # What was decided in other waves teaches too, as far as their segments are at hand.
    reads=lambda at: [
        *at.codebook_files,
        at.utterances,
        *at.decisions.glob("*.jsonl"),
        *at.all_anchors.glob("*.jsonl"),
        *at.of_all_waves("ingest/respondents.json"),
        *at.of_all_waves("segment/segments.parquet"),
    ],
    settings=lambda study: {
        "suggest": study.settings.suggest,
        "actors": tuple(study.settings.actors),
        "precedence": study.settings.precedence,
        "spacy_model": study.settings.spacy_model,
    },
)
AGREEMENT = Stage(
    name="agreement",
    title="nagaan hoe ver codeurs overeenkomen",
    after=("segment", "suggest"),
    reads=lambda at: [
        *at.codebook_files,
        at.assignments,
        *at.decisions.glob("*.jsonl"),
        *at.all_anchors.glob("*.jsonl"),
    ],
    settings=lambda study: {
        "title": study.settings.title,
        "demonstration": study.settings.demonstration,
        "caveat": study.settings.caveat,
        "actors": study.settings.actors,
        "precedence": study.settings.precedence,
        "seed": study.settings.suggest.seed,
    },
)
REPORT = Stage(
    name="report",
    title="thema's, tabellen en rapport maken",
    after=("ingest", "privacy", "segment", "agreement"),
    reads=lambda at: [
        at.resolutions,
        *at.codebook_files,
        at.book / "chapters.toml",
        at.book / "wording.toml",
        at.study_folder / "verantwoording.toml",
        at.template,
        *at.fixed_reports.glob("*.json"),
        *at.decisions.glob("*.jsonl"),
        *at.all_anchors.glob("*.jsonl"),
        # Who took part before.
        *(wave.stage("ingest") / "respondents.json" for wave in at.earlier()),
        *at.quotations.glob("*.jsonl"),
        *_weighed(at),
    ],
    settings=lambda study: {"settings": study.settings},
)

COMPARE = Stage(
    name="compare",
    title="OZA's, actoren en golven vergelijken",
    after=("ingest", "segment", "suggest"),
    # Waves stand beside each other, as far as they are at hand.
    reads=lambda at: [
        *at.codebook_files,
        at.book / "chapters.toml",
        *at.decisions.glob("*.jsonl"),
        *at.all_anchors.glob("*.jsonl"),
        *at.of_all_waves("ingest/*.json"),
        *at.of_all_waves("segment/segments.parquet"),
    ],
    settings=lambda study: {
        "title": study.settings.title,
        "demonstration": study.settings.demonstration,
        "caveat": study.settings.caveat,
        "actors": study.settings.actors,
        "groups": study.settings.groups,
        "across": study.settings.across_groups_within_oza,
        "reason": study.settings.comparison_reason,
        "precedence": study.settings.precedence,
        "seed": study.settings.suggest.seed,
    },
)

TOPICS = Stage(
    name="topics",
    title="onderwerpen zoeken die niemand verwachtte",
    after=("segment", "suggest"),
    # What earlier waves spoke of already, as far as they are at hand.
    reads=lambda at: [
        *at.codebook_files,
        at.utterances,
        at.topic_decisions,
        *at.decisions.glob("*.jsonl"),
        *at.all_anchors.glob("*.jsonl"),
        *(wave.stage("segment") / "segments.parquet" for wave in at.earlier()),
    ],
    settings=lambda study: {
        "title": study.settings.title,
        "demonstration": study.settings.demonstration,
        "caveat": study.settings.caveat,
        "actors": study.settings.actors,
        "precedence": study.settings.precedence,
        "topics": study.settings.topics,
        "encoder": study.settings.suggest.encoder,
        "spacy_model": study.settings.spacy_model,
    },
    # A topic keeps its name, whatever becomes of the outputs.
    keeps=lambda at: [at.known_topics],
)

# The report is where `oza run` ends; comparing, and looking for topics, when somebody asks for it.
STAGES = (INGEST, PRIVACY, SEGMENT, SUGGEST, AGREEMENT, REPORT, COMPARE, TOPICS)
