"""What forgetting tells whoever asked for it: what goes, what has to be replaced, what is left."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain.forgetting import Hits
from pipeline.stages.for_forget.places import TEXTS
from pipeline.stages.for_forget.preview import Preview
from pipeline.stages.for_forget.traces import Proof
from pipeline.stages.forget import Done
from pipeline.store.forgetting.fixed import Published
from pipeline.store.forgetting.journal import Journal
from pipeline.store.forgetting.kinds import Treatment

_MANY = {
    Treatment.REPORT.value: "verslagen",
    Treatment.REGISTER.value: "rijen in het register",
    Treatment.KEY.value: "namen in de sleutel",
    Treatment.SHEET.value: "bladen met bevindingen",
    Treatment.SPEAKERS.value: "rijen in het blad met sprekers",
    Treatment.MAPPING.value: "rijen in koppelingen van projecten",
    Treatment.LEDGER.value: "regels in logboeken",
    Treatment.REVISIONS.value: "plekken in herzieningen",
    Treatment.RESOLUTIONS.value: "besluiten over bevindingen",
    Treatment.ALLOWED.value: "toegestane woorden",
    Treatment.SNAPSHOT.value: "plekken in vastgelegde rapporten",
    Treatment.PRUNED.value: "plekken in bewaarde gegevens",
    Treatment.TORN.value: "afgebroken regels",
    Treatment.LEFTOVER.value: "achtergebleven delen",
    Treatment.DERIVED.value: "bestanden met uitvoer (ze worden opnieuw gemaakt)",
    TEXTS: "teksten van codeurs over hen, bij iemand anders",
    "segment": "segmenten",
}
_OUT_OF_REACH = (
    "eerdere versies in versiebeheer en in reservekopieën: verwijder daar de oude geschiedenis, en"
    " zet geen kopie van vóór vandaag terug",
    "wat is verstuurd of gepubliceerd: rapporten, tabellen, werkboeken en projecten bij anderen",
    "documenten buiten corpus/, codebook/ en outputs/ van deze studie, zoals notebooks",
    "in de beslissingen over anderen staat welke kans de codeur toen zag; die kans kwam van een"
    " model dat ook van dit verslag had geleerd",
)


def preview_lines(found: Preview) -> Iterator[str]:
    """What would go, by kind and number; what people published; what is not reached."""
    journal = found.journal
    yield f"{_who(journal)}: dit gaat weg"
    yield from (f"  {_counted(kind, number)}" for kind, number in journal.counts.items())
    for problem in found.plan.sources.unread:
        yield f"let op: dit verslag is niet te lezen; op zijn woorden is niet te zoeken: {problem}"
    if not found.plan.sources.files:
        yield "let op: er is geen verslag meer; er wordt gezocht op het nummer en niet op woorden"
    yield from published_lines(journal)
    yield from remaining_lines(
        found.remains, "hier staan ook sporen; deze bestanden past u zelf aan"
    )
    yield from out_of_reach()
    yield (
        "doorgaan: herhaal de opdracht met --yes, --by en --reason; de reden blijft in het logboek,"
        " dus noem daarin niemand"
    )


def done_lines(done: Done) -> Iterator[str]:
    """What was done, the proof, and what is left for a person."""
    journal, proof = done.journal, done.proof
    for problem in done.problems:
        yield f"niet opnieuw te draaien: {problem}"
    for folder in journal.remake:
        wave, _, name = folder.partition("/")
        yield f"weg en niet vanzelf terug: {name} van {wave}; maak het zo nodig opnieuw"
    yield from published_lines(journal)
    if proof:
        yield f"{proof.searched} bestanden doorzocht: nergens een spoor"
    else:
        yield from remaining_lines(
            proof, f"{proof.searched} bestanden doorzocht; hier staan sporen"
        )
    yield from out_of_reach()
    if done.complete:
        but = "" if proof else ", op wat hierboven staat na"
        yield f"{_who(journal)} is vergeten{but}; in het logboek staat wanneer, door wie en waarom"


def published_lines(journal: Journal) -> Iterator[str]:
    """Which fixed reports have to be replaced, and why."""
    for one in journal.published:
        yield f"te vervangen: {_published(one)}"


def remaining_lines(proof: Proof, title: str) -> Iterator[str]:
    """Where traces stand, by file and number; never which words."""
    if proof:
        return
    yield f"{title}:"
    for one in proof.found:
        kind = one.treatment.value if one.treatment else "onbekend soort bestand"
        yield f"  {one.file} ({kind}): {_hits(one.hits)}"
    for file in proof.closed:
        yield f"  {file}: niet te openen, dus niet doorzocht"


def out_of_reach() -> Iterator[str]:
    yield "hier komt deze opdracht niet bij:"
    yield from (f"  {line}" for line in _OUT_OF_REACH)


def _who(journal: Journal) -> str:
    one = journal.withdrawal
    return f"{', '.join(one.respondents)} ({', '.join(one.waves)})"


def _counted(kind: str, number: int) -> str:
    return f"{number} {kind if number == 1 else _MANY.get(kind, kind)}"


def _published(one: Published) -> str:
    told = [f"telde mee in {_times(one.numbers, 'getal', 'getallen')}"]
    if one.raised:
        told.append(f"{one.raised} daarvan ook door wat is gezegd")
    if one.quotations:
        told.append(_times(one.quotations, "citaat", "citaten"))
    return f"‘{one.name}’ van {one.wave}, vastgelegd op {one.at[:10]} ({'; '.join(told)})"


def _hits(hits: Hits) -> str:
    parts = (
        (hits.runs, "rij woorden", "rijen woorden"),
        (hits.names, "naam", "namen"),
        (hits.ids, "nummer", "nummers"),
    )
    return ", ".join(_times(number, one, many) for number, one, many in parts if number)


def _times(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
