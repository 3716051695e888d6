"""Which codes bear on which placements, and whose voice a passage is: read, checked, used."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config.evidence_map import FILE, read_evidence_map
from pipeline.config.study import Study, read_study
from pipeline.domain.evidence_map import EvidenceMap
from pipeline.errors import AppraisalError
from tests.unit.appraisal.shipped import FRAME, HERE


@pytest.fixture(scope="module")
def financing() -> Study:
    return read_study(HERE.parent)


@pytest.fixture(scope="module")
def mapping(financing: Study) -> EvidenceMap:
    return read_evidence_map(HERE, financing.codebook, FRAME, financing.settings.actors)


def test_every_code_of_an_option_bears_on_it_and_every_placement_has_one(
    mapping: EvidenceMap, financing: Study
) -> None:
    wanted = {(option, c.id) for option in FRAME.option_ids for c in FRAME.criteria}
    assert set(mapping.codes.values()) == wanted
    below = {
        code.id: code.parent
        for code in financing.codebook.leaves
        if code.parent in FRAME.option_ids
    }
    assert {code: option for code, (option, _) in mapping.codes.items()} == below


@pytest.mark.parametrize(
    ("respondent", "speaker", "codes", "expected"),
    [
        # What a coder said of the passage comes first, in an interview too.
        ("3G1", "R", ["perspectief-ouder"], ("ouder",)),
        ("7B1", "SWV 3", ["perspectief-ouder", "perspectief-gemeente"], ("gemeente", "ouder")),
        ("3G1", "R", ["productie-kwaliteit"], ("gemeente",)),
        ("5Z1", "", [], ("zorgkantoor",)),
        # The label of an interview is no party.
        ("3G1", "School", [], ("gemeente",)),
        ("7B1", "SWV 3", [], ("samenwerkingsverband",)),
        ("7B1", "schoolbestuur", [], ("school",)),
        ("9B1", "School 12", [], ("school",)),
        ("9B1", "Aanbieder", [], ("aanbieder",)),
        ("9B1", "", [], ("bijeenkomst",)),
        ("9B1", "Schoolarts", [], ("bijeenkomst",)),
    ],
)
def test_from_which_perspective_a_passage_is_spoken(
    mapping: EvidenceMap, respondent: str, speaker: str, codes: list[str], expected: tuple[str, ...]
) -> None:
    assert mapping.views_of(respondent, speaker, codes) == expected


@pytest.mark.parametrize(
    ("respondent", "speaker", "expected"),
    [
        ("3G1", "School", "gemeente"),
        ("7B1", "SWV 3", "samenwerkingsverband"),
        ("9B1", "Schoolarts", ""),
        ("9B1", "", ""),
    ],
)
def test_who_speaks_whosever_side_is_told(
    mapping: EvidenceMap, respondent: str, speaker: str, expected: str
) -> None:
    assert mapping.spoken_from(respondent, speaker) == expected


def test_an_actor_without_a_perspective_is_refused(mapping: EvidenceMap) -> None:
    with pytest.raises(ValueError, match="'kind'"):
        mapping.views_of("9K1", "", [])


def test_a_criterion_that_is_judged_from_some_perspectives(mapping: EvidenceMap) -> None:
    assert mapping.weighs("keuzevrijheid", ["school", "ouder"])
    assert not mapping.weighs("keuzevrijheid", ["school"])
    assert mapping.weighs("flexibiliteit", ["school"])


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("[productie-kwaliteit]", "[productie-kwaliteiten]", "geen code 'productie-kwaliteiten'"),
        ("[productie-kwaliteit]", "[productie]", "'productie' is een hoofdcode"),
        ("[productie-kwaliteit]", "[traject-kwaliteit]", "'traject-kwaliteit' staat er twee keer"),
        ("    kwaliteit: [productie-kwaliteit]\n", "", "'kwaliteit' ontbreekt"),
        ("  traject:\n", "  lening:\n", "'traject' ontbreekt"),
        ("codes: [perspectief-ouder]", "codes: [perspectief-kind]", "geen code 'perspectief-kind'"),
        ("actors: [ouder]", "actors: [oma]", "geen actor 'oma'"),
        ("actors: [ouder]", "actors: []", "geen perspectief noemt de actor 'ouder'"),
        ("actors: [ouder]", "actors: [ouder, school]", "actor 'school' komt twee keer voor"),
        ("speakers: [Ouder]", "speakers: [school]", "aanduiding 'school' komt twee keer voor"),
        ("codes: [perspectief-ouder]", "codes: [productie-kwaliteit]", "komt twee keer voor"),
        ("criterion: keuzevrijheid", "criterion: prijs", "geen criterium 'prijs'"),
        ("perspectives: [ouder]", "perspectives: [oma]", "onbekend perspectief 'oma'"),
        ("session: {", "sessie: {", "'session' ontbreekt"),
        ("section: 4.2.6", "paragraaf: 4.2.6", "'section' ontbreekt"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(
    tmp_path: Path, financing: Study, written: str, instead: str, said: str
) -> None:
    text = (HERE / FILE).read_text(encoding="utf-8")
    assert written in text
    (tmp_path / FILE).write_text(text.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(AppraisalError, match=said) as refused:
        read_evidence_map(tmp_path, financing.codebook, FRAME, financing.settings.actors)
    assert FILE in str(refused.value)
    assert "\n" not in str(refused.value)


def test_without_the_file_it_says_which_is_missing(tmp_path: Path, financing: Study) -> None:
    with pytest.raises(AppraisalError, match="het bestand ontbreekt"):
        read_evidence_map(tmp_path, financing.codebook, FRAME, financing.settings.actors)
