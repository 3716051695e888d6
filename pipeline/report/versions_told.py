"""What a report says of the versions of the codebook it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipeline.config.study import Study
from pipeline.config.version_files import is_version
from pipeline.domain.migration import Migration, StepKind, version_key
from pipeline.report.evidence import Evidence
from pipeline.report.words import grouped, listed, numeral, sentence

_DONE = {
    StepKind.ADD: ("nieuw", "nieuw"),
    StepKind.REWORD: ("verduidelijkt", "verduidelijkt"),
    StepKind.REDEFINE: ("herzien", "herzien"),
    StepKind.MOVE: ("verplaatst", "verplaatst"),
    StepKind.RENAME: ("hernoemd", "hernoemd"),
    StepKind.MERGE: ("met een andere samengevoegd", "met andere samengevoegd"),
    StepKind.SPLIT: ("gesplitst", "gesplitst"),
    StepKind.RETIRE: ("vervallen", "vervallen"),
}
"""Of one code and of more."""


def versions_of(evidence: Evidence) -> list[str]:
    """The versions, each with its number of decisions where there is more than one."""
    decided = evidence.tally.decided
    if len(decided) < 2:
        return list(evidence.codebook_versions)
    return [f"{version} ({_decisions(number)})" for version, number in decided.items()]


def left_open(evidence: Evidence) -> list[tuple[str, str]]:
    """Rows about what changes of the codebook still ask for; none where nothing does."""
    tally, rows = evidence.tally, []
    if tally.again:
        rows.append(
            (
                "Codes gegeven vóór zij werden herzien, en nog niet opnieuw bekeken",
                f"{grouped(tally.again)}; zij tellen mee",
            )
        )
    if tally.waiting:
        rows.append(
            (
                "Segmenten die wachten omdat een code is gesplitst",
                f"{grouped(tally.waiting)}, in {_reports(tally.waiting_reports)}; zo’n verslag telt"
                " pas mee als zij opnieuw zijn bekeken",
            )
        )
    if tally.aside:
        rows.append(
            (
                "Codes gegeven vóór zij vervielen",
                f"{grouped(tally.aside)}; zij zijn bewaard en tellen niet mee",
            )
        )
    return rows


def versions_told(evidence: Evidence, study: Study) -> str:
    """How the codebook changed while it was used, and what became of earlier decisions; '' where
    it did not."""
    tally = evidence.tally
    decided = tally.decided
    if len(decided) < 2 and not (tally.again or tally.waiting or tally.aside):
        return ""
    told = ["Het codeboek is tijdens het onderzoek aangepast."]
    if decided:
        made = listed([f"{grouped(n)} onder versie {v}" for v, n in decided.items()])
        told = [f"{told[0][:-1]}: van de beslissingen die tellen, zijn er {made} genomen."]
    told += [_migration(one) for one in study.lineage.migrations if _since(one, decided)]
    gathered = any(
        step.kind in (StepKind.RENAME, StepKind.MERGE)
        for one in study.lineage.migrations
        for step in one.steps
    )
    on = "; wat is hernoemd of samengevoegd, telt verder mee" if gathered else ""
    told.append(f"Elke beslissing houdt de versie waaronder zij is genomen{on}.")
    if tally.again:
        told.append(
            f"{grouped(tally.again)} keer is een code gegeven die daarna is herzien en nog niet"
            " opnieuw is bekeken; die codes tellen mee."
        )
    if tally.waiting:
        one = tally.waiting == 1
        told.append(
            f"{grouped(tally.waiting)} {'segment' if one else 'segmenten'} in"
            f" {_reports(tally.waiting_reports)} {'wacht' if one else 'wachten'} op een tweede"
            " blik, omdat een code daarop is gesplitst; tot dan telt zo’n verslag niet mee."
        )
    if tally.aside:
        told.append(
            f"{grouped(tally.aside)} keer is een code gegeven die daarna is vervallen; dat is"
            " bewaard en telt niet mee."
        )
    return " ".join(told)


def _since(migration: Migration, decided: Mapping[str, int]) -> bool:
    """Whether something was decided under the version that a migration starts from, or before."""
    start = version_key(migration.start)
    return any(is_version(made) and version_key(made) <= start for made in decided)


def _migration(migration: Migration) -> str:
    counted: Counter[StepKind] = Counter()
    for step in migration.steps:
        counted[step.kind] += len(step.codes)
    parts = [
        f"{'één code' if number == 1 else f'{number} codes'} {_DONE[kind][number > 1]}"
        for kind in StepKind
        if (number := counted[kind])
    ]
    if not parts:
        return sentence(f"tussen {migration.start} en {migration.to} veranderde geen code")
    verb = "is" if counted.total() == 1 else "zijn"
    where = f"tussen {migration.start} en {migration.to}"
    return sentence(f"{where} {verb} {listed(parts)}")


def _reports(number: int) -> str:
    return "één verslag" if number == 1 else f"{numeral(number)} verslagen"


def _decisions(number: int) -> str:
    return f"{grouped(number)} {'beslissing' if number == 1 else 'beslissingen'}"
