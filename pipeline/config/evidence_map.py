"""codebook/<study>/appraisal/evidence.yaml → EvidenceMap, checked against codebook and frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from pipeline.config.fields import Fields
from pipeline.config.yaml_file import read_yaml
from pipeline.domain.appraisal import Frame
from pipeline.domain.codebook import Codebook
from pipeline.domain.evidence_map import EvidenceMap, Party
from pipeline.domain.ids import Actor
from pipeline.domain.placement_evidence import View
from pipeline.errors import AppraisalError, Place

FILE = "evidence.yaml"


def read_evidence_map(
    folder: Path, codebook: Codebook, frame: Frame, actors: Iterable[Actor]
) -> EvidenceMap:
    """Reads which codes bear on which placements.

    Args:
        folder: `appraisal/` of a study.
        actors: those of the study; each has to have a perspective.

    Raises:
        AppraisalError: with file and line, for what is missing, unknown or named twice.
    """
    path = folder / FILE
    fields = read_yaml(path, AppraisalError)
    parties = tuple(_party(entry, codebook) for entry in fields.tables("perspectives"))
    session = _party(fields.table("session"), codebook)
    codes = _codes(fields, codebook, frame)
    judged = MappingProxyType(dict(_judged(fields, frame)))
    try:
        mapping = EvidenceMap(codes, parties, session, judged)
    except ValueError as problem:
        raise AppraisalError(str(problem), place=Place.of(path)) from None
    fields.done()
    heard = {actor for party in (*parties, session) for actor in party.actors}
    if missing := [actor for actor in actors if actor not in heard]:
        raise fields.refuse(
            f"geen perspectief noemt de actor '{missing[0]}'",
            "perspectives",
            remedy="zet hem onder 'actors' van een perspectief",
        )
    return mapping


def _party(entry: Fields, codebook: Codebook) -> Party:
    actors = entry.texts("actors")
    for at, actor in enumerate(actors):
        _known("actor", actor, list(Actor), entry, "actors", at)
    codes = entry.texts("codes", ())
    for at, code in enumerate(codes):
        _known_code(code, codebook, entry, "codes", at)
    party = Party(
        View(entry.filled("id"), entry.filled("label")),
        tuple(map(Actor, actors)),
        codes,
        entry.texts("speakers", ()),
    )
    entry.done()
    return party


def _codes(fields: Fields, codebook: Codebook, frame: Frame) -> Mapping[str, tuple[str, str]]:
    """Code → (option, criterion), for every option on every criterion."""
    found: dict[str, tuple[str, str]] = {}
    leaves = {code.id for code in codebook.leaves}
    arguments = fields.table("arguments")
    for option in frame.option_ids:
        own = arguments.table(option)
        for criterion in frame.criteria:
            for at, code in enumerate(own.texts(criterion.id)):
                _known_code(code, codebook, own, criterion.id, at)
                if code not in leaves:
                    what = f"'{code}' is een hoofdcode; daarop wordt niet gecodeerd"
                    raise own.refuse(what, criterion.id, at, remedy="noem haar deelcodes")
                if code in found:
                    raise own.refuse(f"code '{code}' staat er twee keer", criterion.id, at)
                found[code] = (option, criterion.id)
        own.done()
    arguments.done()
    return MappingProxyType(found)


def _judged(fields: Fields, frame: Frame) -> Iterable[tuple[str, tuple[str, ...]]]:
    known = [criterion.id for criterion in frame.criteria]
    for entry in fields.tables("judged_from", optional=True):
        criterion = entry.filled("criterion")
        _known("criterium", criterion, known, entry, "criterion")
        perspectives = entry.texts("perspectives")
        # Where the study says so, and why: for whoever reads the file.
        entry.filled("section")
        entry.text("note", "")
        entry.done()
        yield criterion, perspectives


def _known_code(code: str, codebook: Codebook, entry: Fields, *key: str | int) -> None:
    if code not in codebook:
        raise entry.refuse(f"er is geen code '{code}'", *key, remedy="zie codes.yaml")


def _known(kind: str, id_: str, known: Sequence[str], entry: Fields, *key: str | int) -> None:
    if id_ not in known:
        remedy = f"er is: {', '.join(known)}"
        raise entry.refuse(f"er is geen {kind} '{id_}'", *key, remedy=remedy)
