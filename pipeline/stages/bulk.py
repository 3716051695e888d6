"""Accepts suggestions above a probability in one go, and draws some of them to be checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from pipeline.config.study import Study
from pipeline.domain.bulk import (
    Checks,
    Earlier,
    Subject,
    acceptable,
    checks_of,
    earlier_decided,
)
from pipeline.domain.judgement import Decision, Suggestion, Verdict, standing
from pipeline.errors import CodebookError, Place
from pipeline.store.layout import Layout
from pipeline.store.ledger import merge_decisions, read_all_decisions, read_decisions
from pipeline.store.tables import read_segments, read_suggestions, read_turns
from pipeline.tagging.blind import permanent_number

CHECKED_SHARE = 0.10
"""So much of what is accepted unread is drawn to be checked, unless somebody asks for another."""
LEAST_CHECKED = 5
"""And never fewer, or all when there are not so many."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """What is or would be accepted: how many for each code (in the order of the codebook), on how
    many segments, how many of them are drawn; and what people decided earlier on suggestions of
    these codes that were as probable."""

    codes: Mapping[str, int]
    segments: int
    drawn: int
    earlier: Mapping[str, Earlier]

    @property
    def count(self) -> int:
        return sum(self.codes.values())


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
    made = choose(standing(read_decisions(layout.ledger(coder))))
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

    merge_decisions(layout.ledger(coder), choose)
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
    if earlier is None or not earlier.decided:
        return "nog niet eerder beslist"
    share = f"{earlier.accepted / earlier.decided:.0%}".replace("%", " %")
    return f"eerder {earlier.accepted} van de {earlier.decided} akkoord ({share})"


def checks_in(layout: Layout) -> Checks:
    """What came of the bulk acceptances of all coders in this wave."""
    ledgers = read_all_decisions(layout.decisions).values()
    return sum((checks_of(decisions, layout.wave) for decisions in ledgers), Checks())


def drawn_to_check(
    names: Sequence[str], share: float, seed: int, least: int = LEAST_CHECKED
) -> tuple[frozenset[str], float]:
    """Draws names by their permanent random numbers, the smallest first.

    Args:
        names: (codings,) as `golf-1/9K2:7f3a91c2/zorg`: no coder in it, so that two coders who
            accept the same get the same to check.
        share: in 0..1; rounded up.

    Returns:
        The drawn names, and the probability with which each name was drawn.
    """
    count = min(len(names), max(least, ceil(share * len(names))))
    drawn = sorted(names, key=lambda name: permanent_number(name, seed))[:count]
    return frozenset(drawn), count / len(names) if names else 0.0


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
    blind = {id_ for id_, turn in turns.items() if turn.blind}
    suggestions = read_suggestions(layout.stage("suggest") / "suggestions.parquet")

    def name(suggestion: Suggestion) -> str:
        return f"{layout.wave}/{suggestion.segment}/{suggestion.code}"

    def choose(stands: Mapping[Subject, Decision]) -> list[Decision]:
        found = acceptable(suggestions, layout.wave, stands, blind, above, codes)
        seed = study.settings.suggest.seed
        drawn, chance = drawn_to_check([name(s) for s in found], share, seed)
        return [
            Decision(
                wave=layout.wave,
                segment=s.segment,
                digest=segments[s.segment].digest,
                code=s.code,
                verdict=Verdict.ACCEPT,
                coder=coder,
                codebook=study.codebook.version,
                seen=s.probability,
                model=s.model,
                start=segments[s.segment].start,
                end=segments[s.segment].end,
                at=at,
                share=float(turns[s.segment].share),
                bulk=True,
                check=chance,
                drawn=name(s) in drawn,
            )
            for s in found
        ]

    return choose


def _bulk(layout: Layout, study: Study, made: Sequence[Decision], above: float) -> Bulk:
    counts = [(code.id, sum(d.code == code.id for d in made)) for code in study.codebook]
    codes = {code: count for code, count in counts if count}
    earlier = earlier_decided(read_all_decisions(layout.decisions).values(), above)
    return Bulk(
        codes,
        len({d.segment for d in made}),
        sum(d.drawn for d in made),
        {code: earlier[code] for code in codes if code in earlier},
    )
