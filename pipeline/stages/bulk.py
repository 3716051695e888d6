"""Accepts suggestions above a probability in one go, and draws some of them to be checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipeline.config.study import Study
from pipeline.domain.accepting import Batch, Bulk, accepted_unread, bulk_of
from pipeline.domain.bulk import Checks, Earlier, Subject, checks_of, earlier_decided
from pipeline.domain.drawing import CHECKED_SHARE
from pipeline.domain.judgement import Decision, standing
from pipeline.errors import CodebookError, Place
from pipeline.stages.shared.fetching import carried_own, decisions_of
from pipeline.store.assignments import read_closed
from pipeline.store.layout import Layout
from pipeline.store.ledger import merge_decisions, read_decisions
from pipeline.store.tables import read_segments, read_suggestions, read_turns


def preview(
    layout: Layout,
    study: Study,
    coder: str,
    above: float,
    codes: Sequence[str] = (),
    share: float = CHECKED_SHARE,
) -> Bulk:
    """What `accept` would do now; nothing is written.

    Raises:
        CodebookError: for a code that does not exist.
    """
    choose = _chooser(layout, study, coder, above, codes, share, "")
    made = choose(standing(_under(layout, study)(read_decisions(layout.ledger(coder)))))
    return _bulk(layout, study, made, above)


def accept(
    layout: Layout,
    study: Study,
    coder: str,
    above: float,
    at: str,
    codes: Sequence[str] = (),
    share: float = CHECKED_SHARE,
) -> Bulk:
    """Accepts for one coder what she did not decide on yet; returns what was added.

    What may be accepted is chosen while nobody else writes in her ledger, so that a decision she
    makes at the same moment is never overruled.

    Args:
        above: the lowest probability to accept, in 0..1.
        at: the moment, UTC.
        codes: only these; every code when empty.
        share: of what is accepted, to be checked, in 0..1.

    Raises:
        CodebookError: for a code that does not exist.
    """
    chosen = _chooser(layout, study, coder, above, codes, share, at)
    made: list[Decision] = []

    def choose(stands: Mapping[Subject, Decision]) -> list[Decision]:
        made.extend(chosen(stands))
        return made

    merge_decisions(layout.ledger(coder), choose, _under(layout, study))
    return _bulk(layout, study, made, above)


def lines_of(found: Bulk, study: Study, coder: str, above: float, *, written: bool) -> list[str]:
    """What a user is told: how many of each code, how well such suggestions did earlier, and what
    to do next."""
    bound = f"{100 * above:g} %".replace(".", ",")
    if not found.count:
        return [f"{coder}: geen voorstellen vanaf {bound} waarover nog niet is beslist"]
    what = "code" if found.count == 1 else "codes"
    where = "segment" if found.segments == 1 else "segmenten"
    verb = "in één keer geaccepteerd" if written else "in één keer te accepteren"
    lines = [f"{coder}: {found.count} {what} op {found.segments} {where} {verb}, vanaf {bound}"]
    for code, count in found.codes.items():
        lines.append(
            f"  {count:>5}  {study.codebook[code].label} · {_told(found.earlier.get(code))}"
        )
    every = found.earlier.values()
    whole = Earlier(sum(e.accepted for e in every), sum(e.decided for e in every))
    lines.append(f"alle codes hierboven samen: {_told(whole)}")
    if not written:
        lines.append(f"{found.drawn} daarvan worden geloot om na te kijken")
        return [*lines, "er is niets geschreven; voeg --yes toe om ze te accepteren"]
    lines.append(
        f"{found.drawn} daarvan zijn geloot om na te kijken: oza export-xlsx --coder {coder}"
        " --order controle"
    )
    return lines


def _told(earlier: Earlier | None) -> str:
    if earlier is None or earlier.share is None:
        return "nog niet eerder beslist"
    share = f"{earlier.share:.0%}".replace("%", " %")
    return f"eerder {earlier.accepted} van de {earlier.decided} akkoord ({share})"


def checks_in(layout: Layout, study: Study) -> Checks:
    """What came of the bulk acceptances of all coders in this wave."""
    ledgers = decisions_of(layout, study).values()
    return sum((checks_of(decisions, layout.wave) for decisions in ledgers), Checks())


def _chooser(
    layout: Layout,
    study: Study,
    coder: str,
    above: float,
    codes: Sequence[str],
    share: float,
    at: str,
) -> Callable[[Mapping[Subject, Decision]], list[Decision]]:
    """Fetches what is needed; what it returns makes decisions of what stands at that moment."""
    for code in codes:
        if code not in study.codebook:
            raise CodebookError(
                "een van de codes bij --code bestaat niet",
                place=Place(layout.relative(layout.study_folder / "codes.yaml")),
                remedy="geef de id van een code, zoals op het blad 'Codeboek'",
            )
    segments = {s.id: s for s in read_segments(layout.stage("segment") / "segments.parquet")}
    turns = {t.segment: t for t in read_turns(layout.stage("suggest") / "queue.parquet")}
    shared = study.settings.precedence
    closed = read_closed(layout.assignments, layout.wave, coder, shared)
    suggestions = [
        s
        for s in read_suggestions(layout.stage("suggest") / "suggestions.parquet")
        if s.segment.partition(":")[0] not in closed
    ]
    version, seed = study.codebook.version, study.settings.suggest.seed
    batch = Batch(layout.wave, coder, version, above, seed, tuple(codes), share)
    return lambda stands: accepted_unread(batch, suggestions, segments, turns, stands, at)


def _under(layout: Layout, study: Study) -> Callable[[Sequence[Decision]], Sequence[Decision]]:
    """What decided a code under its old name, or on text that moved, is not accepted over."""
    return lambda own: carried_own(layout, study, own).decisions


def _bulk(layout: Layout, study: Study, made: Sequence[Decision], above: float) -> Bulk:
    earlier = earlier_decided(decisions_of(layout, study).values(), above)
    return bulk_of(made, study.codebook, earlier)
