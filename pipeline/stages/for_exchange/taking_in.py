"""Adding what a project says to the ledgers of the study: what is there already is not added, and
what somebody decided here since stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from pipeline.config.study import Study
from pipeline.domain.exact_span import ExactSpan
from pipeline.domain.judgement import Decision, Verdict, standing
from pipeline.domain.quotable import QuoteMark, standing_marks
from pipeline.errors import Place, WorkbookError
from pipeline.stages.for_exchange.decided import Decided, Subject
from pipeline.stages.shared.fetching import carried_own
from pipeline.store.assignments import read_closed
from pipeline.store.exact_spans import read_spans, span_line
from pipeline.store.layout import Layout
from pipeline.store.ledger_lines import as_decision, as_line
from pipeline.store.notes import Note, read_notes
from pipeline.store.quotable import read_marks
from pipeline.store.together import Together


@dataclass
class Added:
    """How much was new; `kept` are decisions that were made here since and stay as they are."""

    decisions: int = 0
    kept: int = 0
    spans: int = 0
    notes: int = 0
    marks: int = 0


def refuse_closed(layout: Layout, study: Study, decided: Decided) -> None:
    """Raises WorkbookError for decisions of somebody about reports that are given to others."""
    closed = 0
    for coder, own in decided.decisions.items():
        for wave in {d.wave for d in own}:
            others = read_closed(layout.assignments, wave, coder, study.settings.precedence)
            closed += sum(d.wave == wave and d.respondent in others for d in own)
    if closed:
        raise WorkbookError(
            f"{closed} coderingen gaan over verslagen die aan anderen zijn toegewezen; er is niets"
            " overgenomen",
            place=Place(layout.relative(layout.assignments)),
            remedy="neem de toewijzing terug met 'oza assign --take-back', of laat die codeur weg",
        )


def add_to_ledgers(change: Together, layout: Layout, study: Study, decided: Decided) -> Added:
    """Adds everything to the change; nothing is on disk before that ends."""
    added = Added()
    for coder in decided.coders:
        names = _decisions(change, layout, study, coder, decided.decisions.get(coder, ()), added)
        _spans(change, layout, coder, decided.spans.get(coder, ()), names, added)
        _notes(change, layout, coder, decided.notes.get(coder, {}), added)
        _marks(change, layout, coder, decided.marks.get(coder, ()), added)
    return added


def _decisions(
    change: Together,
    layout: Layout,
    study: Study,
    coder: str,
    decisions: Sequence[Decision],
    added: Added,
) -> dict[str, str]:
    """Id of a decision of the project → id of the one here that says the same."""
    if not decisions:
        return {}
    path = layout.ledger(coder)
    own = [as_decision(line) for line in change.hold(path)]
    stands = standing(carried_own(layout, study, own).decisions)
    names: dict[str, str] = {}
    fresh: list[Decision] = []
    for decision in decisions:
        before = stands.get(decision.subject)
        if before is not None and _same(before, decision):
            names[decision.id] = before.id
        elif before is not None and not _gives_way(before, decision):
            added.kept += 1
        else:
            fresh.append(decision)
    added.decisions += change.append(path, map(as_line, fresh))
    return names


def _same(before: Decision, decision: Decision) -> bool:
    outcome = before.verdict.assigns, before.verdict is Verdict.DONE, before.stance, before.memo
    said = (
        decision.verdict.assigns,
        decision.verdict is Verdict.DONE,
        decision.stance,
        decision.memo,
    )
    return outcome == said and not before.bulk


def _gives_way(before: Decision, decision: Decision) -> bool:
    """Whether what stands is older than what the project says, or was never read."""
    return before.bulk or before.verdict is Verdict.AGAIN or before.at < decision.at


def _spans(
    change: Together,
    layout: Layout,
    coder: str,
    spans: Sequence[ExactSpan],
    names: Mapping[str, str],
    added: Added,
) -> None:
    path = layout.exact_spans(coder)
    if not spans:
        return
    change.hold(path)
    known = {span.content: span.decisions for span in read_spans(path)}
    fresh: dict[tuple[object, ...], ExactSpan] = {}
    for span in spans:
        own = replace(span, decisions=tuple(names.get(id_, id_) for id_ in span.decisions))
        if known.get(own.content) != own.decisions:
            fresh[own.content] = own
    added.spans += change.append(path, map(span_line, fresh.values()))


def _notes(
    change: Together, layout: Layout, coder: str, notes: Mapping[Subject, Note], added: Added
) -> None:
    path = layout.notes(coder)
    if not notes:
        return
    change.hold(path)
    known = {(note.kind, note.about): note.text for note in read_notes(path)}
    fresh = []
    for subject, note in notes.items():
        before = known.get(subject, "")
        if note.text not in before:
            text = f"{before}\n\n{note.text}" if before else note.text
            fresh.append(replace(note, text=text))
    added.notes += change.append(path, map(asdict, fresh))


def _marks(
    change: Together, layout: Layout, coder: str, marks: Sequence[QuoteMark], added: Added
) -> None:
    path = layout.quotation_marks(coder)
    if not marks:
        return
    change.hold(path)
    known = {(mark.subject, mark.verdict, mark.span) for mark in standing_marks(read_marks(path))}
    fresh = {
        (mark.subject, mark.verdict, mark.span): mark
        for mark in marks
        if (mark.subject, mark.verdict, mark.span) not in known
    }
    added.marks += change.append(path, map(asdict, fresh.values()))
