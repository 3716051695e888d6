"""What a report says of the versions it rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.config.study import Study
from pipeline.domain.migration import Lineage, Migration, Step, StepKind
from pipeline.domain.version_tally import VersionTally
from pipeline.report.evidence import Evidence, gather
from pipeline.report.versions_told import left_open, versions_of, versions_told

STEPS = (Step(StepKind.RENAME, ("a",), ("b",)), Step(StepKind.REDEFINE, ("c", "d")))


def evidence(**tally: object) -> Evidence:
    told = VersionTally(**tally)  # type: ignore[arg-type]
    return gather("golf-1", (), (), (), (), {}, told.versions, tally=told)


@pytest.fixture
def changed(study: Study) -> Study:
    return replace(study, lineage=Lineage((Migration("1.0.0", "2.0.0", STEPS),)))


def test_of_one_version_there_is_nothing_to_tell(study: Study) -> None:
    plain = evidence(decided={"1.0.0": 5})
    assert versions_told(plain, study) == ""
    assert left_open(plain) == []
    assert versions_of(plain) == ["1.0.0"]


def test_more_versions_are_told_with_what_changed_between_them(changed: Study) -> None:
    found = evidence(decided={"1.0.0": 1234, "2.0.0": 1})
    assert versions_of(found) == ["1.0.0 (1.234 beslissingen)", "2.0.0 (1 beslissing)"]
    assert versions_told(found, changed) == (
        "Het codeboek is tijdens het onderzoek aangepast: van de beslissingen die tellen, zijn er"
        " 1.234 onder versie 1.0.0 en 1 onder versie 2.0.0 genomen. Tussen 1.0.0 en 2.0.0 zijn 2"
        " codes herzien en één code hernoemd. Elke beslissing houdt de versie waaronder zij is"
        " genomen; wat is hernoemd of samengevoegd, telt verder mee."
    )


def test_what_waits_is_told_also_when_everything_was_decided_under_one_version(
    changed: Study,
) -> None:
    found = evidence(decided={"1.0.0": 9}, again=3, waiting=2, waiting_reports=1, aside=1)
    told = versions_told(found, changed)
    assert "3 keer is een code gegeven die daarna is herzien" in told
    assert "2 segmenten in één verslag wachten op een tweede blik" in told
    assert "1 keer is een code gegeven die daarna is vervallen" in told
    assert [value.split(";")[0] for _, value in left_open(found)] == [
        "3",
        "2, in één verslag",
        "1",
    ]


def test_changes_before_anything_was_decided_are_left_out(changed: Study) -> None:
    found = evidence(decided={"2.0.0": 4, "3.0.0": 4})
    assert "2.0.0 zijn" not in versions_told(found, changed)
