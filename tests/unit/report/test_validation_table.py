"""What the report says of codes that were accepted in one go."""

from collections.abc import Callable
from dataclasses import replace

from pipeline.config.study import Study
from pipeline.domain.bulk import Checks
from pipeline.domain.judgement import Coding, Stance
from pipeline.report.evidence import Evidence, gather
from pipeline.report.validation import validation_table

Make = Callable[..., Evidence]


def rows(evidence: Evidence, study: Study) -> dict[str, str]:
    table = validation_table(evidence, study)
    return {str(name.text): str(value.text) for name, value in table.rows}


def test_it_says_nothing_where_nothing_was_accepted_in_one_go(evidence: Make, study: Study) -> None:
    assert not [name for name in rows(evidence(), study) if "in één keer" in name.casefold()]


def test_it_says_how_many_nobody_read_and_how_many_checks_agreed(
    evidence: Make, study: Study
) -> None:
    found = replace(evidence(), unread=1200, checks=Checks(1300, 130, 40, 38))
    told = rows(found, study)
    assert told["Codes in één keer geaccepteerd en door niemand gelezen"].startswith("1.200;")
    assert told["In één keer geaccepteerd en daarna nagekeken"] == (
        "40 van de 130 die zijn geloot; bij 38 was de lezer het ermee eens"
    )


def test_what_nobody_read_is_counted_apart_and_is_in_no_number(evidence: Make) -> None:
    base = evidence(unread=("1K1",))
    found = gather(
        "golf-1",
        base.respondents,
        base.ozas,
        list(base.segments.values()),
        [
            Coding("golf-1", "1K1:a", "omgeving", Stance.NONE, "anna", "x", bulk=True),
            Coding("golf-1", "1K1:weg", "omgeving", Stance.NONE, "anna", "y", bulk=True),
            Coding("golf-2", "1K1:b", "omgeving", Stance.NONE, "anna", "z", bulk=True),
        ],
        {("golf-1", s): "anna" for s in base.segments if not s.startswith("1K1")},
        {"1.0.0"},
        checks=Checks(1, 1, 1, 1),
    )
    assert (found.unread, found.codings) == (1, ())
    assert found.checks.agreed == 1
