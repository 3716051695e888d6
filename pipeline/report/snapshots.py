"""A composition → what it tells, to keep or to compare; and what changed → blocks."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.config.wording import Wording
from pipeline.domain.codebook import Codebook
from pipeline.domain.snapshot import Change, Changes, Snapshot, Told
from pipeline.report.blocks import Block, Cell, Paragraph, Table
from pipeline.report.compose import Composition
from pipeline.report.themes import Count, Standing
from pipeline.report.words import Names, listed, numeral, sentence


def snapshot_of(
    composition: Composition,
    codebook: Codebook,
    wording: Wording,
    *,
    wave: str,
    name: str = "",
    at: str = "",
    by: str = "",
) -> Snapshot:
    """What the report says, by number and by quotation."""
    return Snapshot(
        name,
        wave,
        at,
        by,
        codebook.version,
        {count.key: _told(label, count, wording) for label, count in _counts(composition)},
        {quotation.id: section for section, quotation in composition.quoted},
    )


def change_blocks(changes: Changes | None, names: Names) -> list[Block]:
    """What changed since the report that was fixed last, for people who read that one.

    Numbers whose word changed come first: there a sentence of the author may be wrong now.
    Respondents are counted and not named: this is for publication.
    """
    if changes is None:
        return [
            Paragraph("Er is nog geen eerder rapport vastgelegd om mee te vergelijken.", "noot")
        ]
    since = f"‘{changes.since.name}’ ({changes.since.at[:10]})"
    if not changes:
        return [Paragraph(f"Sinds {since} is er niets veranderd.", "concept")]
    blocks: list[Block] = [Paragraph(" ".join(_summary(changes, since)), "concept")]
    moved = [c for c in changes.numbers if c.moves_word]
    other = [c for c in changes.numbers if not c.moves_word]
    for key, caption, rows in (
        ("woorden", "Thema’s waarbij nu een ander woord past", moved),
        ("getallen", "Andere getallen die veranderden", other),
    ):
        if rows:
            blocks.append(
                Table(
                    f"tabel-wijzigingen-{key}",
                    f"{caption}, sinds {since}",
                    ("Thema", "Actor", "Was", "Is nu", "Waardoor"),
                    tuple(_row(change, names) for change in rows),
                    widths=(4, 2, 3, 3, 3),
                )
            )
    blocks += [Paragraph(text, "concept") for text in _quotations(changes)]
    return blocks


def _counts(composition: Composition) -> Iterator[tuple[str, Count]]:
    for themes in composition.sections:
        yield from ((themes.section.heading, count) for count in themes.whole)
        for theme in themes.themes:
            for count in theme.counts:
                yield f"{theme.label} ({themes.section.heading})", count
    for conclusion in composition.conclusions:
        yield from ((conclusion.conclusion.label, count) for count in conclusion.counts)


def _told(label: str, count: Count, wording: Wording) -> Told:
    known = count.standing in (Standing.RAISED, Standing.NOT_RAISED)
    return Told(
        label,
        count.actor.value,
        count.respondents,
        count.everyone,
        tuple(f"{c.segment}/{c.code}" for c in count.codings),
        count.standing.value,
        wording.quantifier(count.count, count.total).word if known else "",
    )


def _summary(changes: Changes, since: str) -> Iterator[str]:
    parts = []
    if changes.joined:
        one = len(changes.joined) == 1
        what = "respondent telt" if one else "respondenten tellen"
        parts.append(f"{numeral(len(changes.joined))} {what} voor het eerst mee")
    if changes.left:
        one = len(changes.left) == 1
        what = "respondent telt" if one else "respondenten tellen"
        parts.append(f"{numeral(len(changes.left))} {what} niet meer mee")
    if changes.numbers:
        one = len(changes.numbers) == 1
        what = "getal is" if one else "getallen zijn"
        parts.append(f"{numeral(len(changes.numbers))} {what} anders")
    if parts:
        yield sentence(f"vergeleken met {since}: {listed(parts)}")
    moved = sum(change.moves_word for change in changes.numbers)
    if moved:
        what = "Bij één daarvan past" if moved == 1 else f"Bij {numeral(moved)} daarvan past"
        yield f"{what} nu ook een ander woord: kijk de zinnen daarover na."


def _row(change: Change, names: Names) -> tuple[Cell, ...]:
    actor = next((a for a in names if a.value == change.actor), None)
    return (
        Cell(change.label),
        Cell(names[actor].plural if actor else change.actor),
        Cell("–" if change.before is None else change.before.phrase, quiet=True),
        Cell("–" if change.now is None else change.now.phrase, strong=change.moves_word),
        Cell(listed(change.reasons)),
    )


def _quotations(changes: Changes) -> Iterator[str]:
    for found, one, many in (
        (changes.come, "citaat is nieuw", "citaten zijn nieuw"),
        (changes.gone, "citaat is weg", "citaten zijn weg"),
    ):
        if found:
            sections = [f"‘{section}’" for section in dict.fromkeys(found.values())]
            what = one if len(found) == 1 else many
            yield sentence(f"{numeral(len(found))} {what}, onder {listed(sections)}")
