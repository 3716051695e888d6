"""What the report stage knows besides the codings: method, checklists, what changed; and filling
in the authors' own document with all of it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from pipeline.config.answers import read_answers
from pipeline.config.study import Study
from pipeline.dependencies import installed_versions
from pipeline.domain.judgement import Decision, Verdict, reviewed_segments, standing
from pipeline.domain.snapshot import Changes, changes_between
from pipeline.errors import OzaError, Place, TemplateError
from pipeline.report.appraised.shelf import Piece
from pipeline.report.blocks import Block, Paragraph, Table
from pipeline.report.checklists import NAMES, checklist_blocks, numbers_of
from pipeline.report.compose import Composition
from pipeline.report.evidence import Evidence
from pipeline.report.living.filling import fill
from pipeline.report.living.numbers import numbers_of as numbers_in
from pipeline.report.living.tags import Misfit
from pipeline.report.living.vocabulary import Vocabulary
from pipeline.report.method import Agreement, Decided, Method, facts_of, method_blocks
from pipeline.report.snapshots import change_blocks, snapshot_of
from pipeline.stages.shared.fetching import decisions_of
from pipeline.store.files import read_json
from pipeline.store.layout import Layout
from pipeline.store.snapshots import read_snapshots

_TOLD = ("scikit-learn", "spacy")
"""Of the libraries those that an analysis rests on."""


def method_of(layout: Layout, study: Study, evidence: Evidence) -> Method:
    """How this wave was analysed, as far as its ledgers tell."""
    ledgers = decisions_of(layout, study)
    decided = _decided(layout, study, ledgers, evidence)
    return Method(study, evidence, decided, _software(), _agreement(layout))


def changes_of(layout: Layout, study: Study, composition: Composition) -> Changes | None:
    """What is different from the report that was fixed last; None where there is none."""
    fixed = read_snapshots(layout.fixed_reports)
    if not fixed:
        return None
    now = snapshot_of(composition, study.codebook, study.wording, wave=layout.wave)
    return changes_between(fixed[-1], now)


def extra_blocks(
    layout: Layout,
    study: Study,
    composition: Composition,
    method: Method,
    changes: Changes | None,
) -> dict[str, list[Block]]:
    """The blocks that are of no section, by the name of their tag."""
    answers = read_answers(
        layout.study_folder / "verantwoording.toml", {name: numbers_of(name) for name in NAMES}
    )
    facts = facts_of(method)
    opening = composition.parts[0].blocks
    caveats = [b for b in opening if isinstance(b, Paragraph) and b.style == "voorbehoud"]
    tables = [b for b in opening if isinstance(b, Table)]
    return {
        "voorbehoud": list(caveats),
        "leeswijzer": [b for b in opening if b not in caveats and b not in tables],
        "validatie": list(tables),
        "methode": method_blocks(method),
        "wijzigingen": change_blocks(changes, study.settings.actors),
        **{name: checklist_blocks(name, facts, answers[name]) for name in NAMES},
    }


def fill_template(
    layout: Layout,
    study: Study,
    evidence: Evidence,
    composition: Composition,
    extra: Mapping[str, Sequence[Block]],
    out: Path,
    figures: Path,
    pieces: Mapping[str, Piece],
) -> list[OzaError]:
    """Fills in the authors' document; returns a problem for each tag that could not be.

    Args:
        pieces: the tags of the study's appraisal, where it has one.

    Raises:
        TemplateError: when the template is no Word document that can be read.
    """
    names = study.settings.actors
    vocabulary = Vocabulary(
        composition,
        numbers_in(composition, study.codebook, names),
        names,
        study.wording,
        {actor: len(evidence.of_actor(actor)) for actor in names},
        {quotation.id: quotation for quotation in composition.quotable},
        extra,
        pieces,
    )
    where = layout.relative(layout.template)
    try:
        filled = fill(layout.template, out, vocabulary, figures)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        raise TemplateError(
            "dit sjabloon is geen Word-document dat te lezen is",
            place=Place(where),
            remedy="bewaar het in Word opnieuw als .docx, of begin met 'oza template'",
        ) from None
    return [_problem(misfit, where) for misfit in filled.misfits]


def _problem(misfit: Misfit, where: str) -> TemplateError:
    under = f" onder ‘{misfit.heading}’" if misfit.heading else ""
    return TemplateError(
        f"alinea {misfit.paragraph}{under}: {misfit.tag} is niet ingevuld: {misfit.why}",
        place=Place(where),
    )


def _decided(
    layout: Layout, study: Study, ledgers: Mapping[str, Sequence[Decision]], evidence: Evidence
) -> Decided:
    """Over the segments that stand in the wave; a segment that two coders read counts twice."""
    here = evidence.segments
    shared = study.settings.precedence
    own = [
        d
        for coder, ledger in ledgers.items()
        if coder not in shared
        for d in standing(ledger).values()
        if d.wave == layout.wave and d.segment in here and not d.bulk
    ]
    coded = {(d.coder, d.segment) for d in own if d.verdict.assigns}
    read = {
        (coder, id_)
        for coder, ledger in ledgers.items()
        if coder not in shared
        for wave, id_ in reviewed_segments(ledger)
        if wave == layout.wave and id_ in here
    }
    settled = {
        id_
        for coder in shared
        for wave, id_ in reviewed_segments(ledgers.get(coder, ()))
        if wave == layout.wave and id_ in here
    }
    return Decided(
        accepted=_number(own, Verdict.ACCEPT),
        rejected=_number(own, Verdict.REJECT),
        added=_number(own, Verdict.ADD),
        without=len(read - coded),
        blind=len({(d.coder, d.segment) for d in own if d.blind} & read),
        consensus=len(settled),
    )


def _number(decisions: Iterable[Decision], verdict: Verdict) -> int:
    return sum(d.verdict is verdict for d in decisions)


def _agreement(layout: Layout) -> list[Agreement]:
    """What the stage `agreement` says for the method section."""
    found = read_json(layout.stage("agreement") / "overeenkomst.json")
    return [Agreement(**told) for told in found["told"]]


def _software() -> dict[str, str]:
    known = {"oza": version("oza"), **dict(installed_versions())}
    return {name: known[name] for name in ("oza", *_TOLD) if known.get(name)}
