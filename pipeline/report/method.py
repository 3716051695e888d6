"""How the analysis was done, as far as the project itself knows it (study, section 2.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.config.study import Study
from pipeline.domain.unit import Unit
from pipeline.report.blocks import Block, Cell, Paragraph, Table
from pipeline.report.evidence import Evidence
from pipeline.report.versions_told import versions_told
from pipeline.report.words import grouped, listed, numeral, sentence


@dataclass(frozen=True, slots=True)
class Decided:
    """What people did with what the machine suggested, on the segments of a wave that they read.

    `accepted`, `rejected` and `added` count decisions that stand; `without` segments that were read
    and got no code; `blind` segments that were read without suggestions.
    """

    accepted: int = 0
    rejected: int = 0
    added: int = 0
    without: int = 0
    blind: int = 0
    consensus: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement between coders over segment and code, or between model and people.

    `value` is Krippendorff's alpha with an interval over respondents, None where too few of them
    carry it; `segments` were read by both.
    """

    between: str
    segments: int
    respondents: int
    value: float
    low: float | None
    high: float | None
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Method:
    """All that is known of how the report came about. `software` is name → version."""

    study: Study
    evidence: Evidence
    decided: Decided
    software: Mapping[str, str]
    agreement: Sequence[Agreement] = field(default=())


def method_blocks(method: Method) -> list[Block]:
    """The section as paragraphs, with what the machine suggested and people decided as a table."""
    versions = versions_told(method.evidence, method.study)
    return [
        Paragraph(_steps(method), "concept"),
        *([Paragraph(versions, "concept")] if versions else []),
        Paragraph(_groups(method), "concept"),
        Paragraph(_machine(method), "concept"),
        _decided_table(method.decided),
        Paragraph(agreement_sentence(method), "concept"),
        Paragraph(software_sentence(method), "concept"),
    ]


def facts_of(method: Method) -> dict[str, str]:
    """What the project can answer of a reporting checklist, by the names in checklists/*.toml."""
    study, evidence = method.study, method.evidence
    names = study.settings.actors
    people = [
        f"{len([r for r in evidence.respondents if r.actor is actor])} {names[actor].plural}"
        for actor in names
        if any(r.actor is actor for r in evidence.respondents)
    ]
    top = [code.label for code in study.codebook if not code.parent]
    return {
        "title": study.settings.title,
        "question": study.settings.question,
        "sample": sentence(f"{listed(people)}, van {_numbered(method)}"),
        "characteristics": f"Zie de tabellen over {study.settings.unit.plural} en respondenten.",
        "guide": "De onderwerpen per actor staan in het hoofdstuk over de methode.",
        "saturation": "Zie de figuur van codes naar gelezen verslagen (stap 'compare').",
        "coders": sentence(
            f"{numeral(len(evidence.coders))}: {listed(list(evidence.coders))};"
            f" {grouped(evidence.double)} segmenten zijn door meer dan één codeur gelezen"
        ),
        "tree": sentence(
            f"codeboek {study.codebook.version} met {len(list(study.codebook))} codes onder"
            f" {numeral(len(top))} hoofdcodes"
        ),
        "software": software_sentence(method),
        "quotations": f"Citaten zijn letterlijk. {_attributed(study)}",
        "provenance": "Elk getal en citaat is terug te voeren op segmenten en beslissingen.",
        "themes": "Hoofdstuk 3, met per thema hoeveel respondenten het inbrachten.",
        "minor": "De tabellen noemen ook thema’s die door één of geen respondent zijn ingebracht.",
        "ethics": (
            "Verslagen zijn gepseudonimiseerd en door een mens nagekeken; teksten zijn op de eigen"
            " computer verwerkt."
        ),
        "processing": _steps(method),
        "analysis": _machine(method),
        "trust": agreement_sentence(method),
        "limits": study.settings.caveat,
    }


def _numbered(method: Method) -> str:
    """`negen OZA’s`, or `vijf regio’s en zes bijeenkomsten`."""
    names = method.study.settings.actors
    numbers: dict[Unit, set[int]] = {}
    for one in sorted(method.evidence.respondents, key=lambda one: one.actor.rank):
        numbers.setdefault(names[one.actor].unit, set()).add(one.id.oza)
    return listed([f"{numeral(len(own))} {unit.plural}" for unit, own in numbers.items()])


def _attributed(study: Study) -> str:
    """Who stands under a quotation with the number, and who without."""
    settings = study.settings
    people = {actor: own.plural.split()[-1] for actor, own in settings.actors.items()}
    named = [people[actor] for actor in people if settings.actors[actor].names_oza]
    others = [people[actor] for actor in people if not settings.actors[actor].names_oza]
    number = f"het nummer van hun {settings.unit.singular}"
    if not named:
        return sentence(f"{listed(others)} staan er zonder {number}")
    told = f"{listed(named)} staan er met {number}"
    return sentence(f"{told}, {listed(others)} zonder" if others else told)


def software_sentence(method: Method) -> str:
    return sentence(f"gebruikt zijn {listed([f'{n} {v}' for n, v in method.software.items()])}")


def agreement_sentence(method: Method) -> str:
    """How far people agreed, or that it cannot be said."""
    if not method.agreement:
        return "Er zijn geen segmenten die door twee codeurs onafhankelijk van elkaar zijn gelezen."
    told = [
        f"Tussen {a.between} was Krippendorffs alfa {_decimal(a.value)}{_bounds(a)}, over"
        f" {grouped(a.segments)} segmenten van {a.respondents} respondenten"
        f"{'; ' + a.reading if a.reading else ''}."
        for a in method.agreement
    ]
    return " ".join(told)


def _bounds(found: Agreement) -> str:
    if found.low is None or found.high is None:
        return " (zonder interval: te weinig respondenten dragen dit getal)"
    return f" (95%-interval over respondenten {_decimal(found.low)} tot {_decimal(found.high)})"


def _steps(method: Method) -> str:
    evidence = method.evidence
    return (
        f"Van elk gesprek is een verslag gemaakt ({len(evidence.respondents)} verslagen). Namen en"
        " andere gegevens die iemand kunnen aanwijzen zijn gezocht, door een mens nagekeken en"
        " vervangen. De verslagen zijn verdeeld in segmenten, beurten en alinea’s"
        f" ({grouped(len(evidence.segments))}), en per segment gecodeerd met"
        f" codeboek {listed(list(evidence.codebook_versions)) or method.study.codebook.version}."
    )


def _groups(method: Method) -> str:
    settings = method.study.settings
    told = []
    for group in settings.groups:
        plurals = listed([settings.actors[actor].plural for actor in group.actors])
        apart = "apart van elkaar" if len(group.actors) > 1 else "apart"
        how = "samen" if group.together and len(group.actors) > 1 else apart
        told.append(f"de gesprekken met {plurals} zijn {how} geanalyseerd")
    reason = (
        f"binnen één {settings.unit.singular} is niet tussen deze groepen vergeleken:"
        f" {settings.comparison_reason}"
    )
    return f"{sentence('; '.join(told))} {sentence(reason)}"


def _machine(method: Method) -> str:
    """What the machine did, and that people decided."""
    decided = method.decided
    if not decided.accepted and not decided.rejected:
        return (
            "Onderzoekers lazen de segmenten en gaven de codes zelf, zonder voorstellen te volgen."
        )
    told = (
        "Een model dat op de eigen computer draait, stelde per segment codes voor op grond van het"
        " codeboek en van eerdere beslissingen. Onderzoekers lazen de segmenten en besloten over"
        " elke code; een voorstel waarover niemand besloot, telt nergens mee."
    )
    if decided.blind:
        blind = (
            f"{grouped(decided.blind)} {'segment is' if decided.blind == 1 else 'segmenten zijn'}"
        )
        told += f" {blind} geloot en zonder voorstellen gelezen."
    return told


def _decided_table(decided: Decided) -> Table:
    rows = [
        ("Voorgesteld en door een onderzoeker geaccepteerd", decided.accepted),
        ("Voorgesteld en afgewezen", decided.rejected),
        ("Door een onderzoeker zelf toegevoegd", decided.added),
        ("Segmenten gelezen zonder dat een code past", decided.without),
        ("Segmenten zonder voorstellen gelezen (blind)", decided.blind),
        ("Segmenten met een consensus van codeurs", decided.consensus),
    ]
    return Table(
        "tabel-methode",
        "Wat het programma voorstelde en wat mensen besloten",
        ("", "Aantal"),
        tuple((Cell(name), Cell(grouped(count), number=True)) for name, count in rows),
    )


def _decimal(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
