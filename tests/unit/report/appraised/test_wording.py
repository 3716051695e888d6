"""Places in the study and names of options, as captions and cells write them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pipeline.report.appraised.wording import joined_labels, number, of_study, short_labels, where
from tests.unit.appraisal.shipped import FRAME


@pytest.mark.parametrize(
    ("sections", "told"),
    [
        (["4.2.1"], "paragraaf 4.2.1"),
        (["4.2.1", "4.2.1"], "paragraaf 4.2.1"),
        (["2.3.4", "2.3.2"], "paragrafen 2.3.2 en 2.3.4"),
        (["2.4.3", "5.1 stap 3", "5.2 stap 3"], "paragrafen 2.4.3, 5.1 en 5.2"),
        (["4.2.10", "4.2.9", "4.2.8"], "paragrafen 4.2.8 tot en met 4.2.10"),
        (["4.3.1, 4.3.2, 4.3.3"], "paragrafen 4.3.1 tot en met 4.3.3"),
        (["4.3.2 tot en met 4.3.6"], "paragrafen 4.3.2 tot en met 4.3.6"),
        (["4.3.2 tot en met 4.3.4", "4.3.6"], "paragrafen 4.3.2, 4.3.3, 4.3.4 en 4.3.6"),
        (["5.1 stap 4a"], "paragraaf 5.1 stap 4a"),
        (["2.2 en de praatplaat bij 5.1"], "paragraaf 2.2 en de praatplaat bij 5.1"),
    ],
)
def test_where_something_stands(sections: list[str], told: str) -> None:
    assert of_study(*sections) == f" (studie, {told})"


def test_a_praatplaat_is_no_section() -> None:
    assert where("praatplaat 5.2") == "praatplaat 5.2"


@pytest.mark.parametrize(("value", "told"), [("5/3", "1,67"), ("3/2", "1,5"), ("2", "2")])
def test_numbers_with_a_comma(value: str, told: str) -> None:
    assert number(Fraction(value)) == told


def test_names_that_share_their_ending() -> None:
    assert short_labels(FRAME)["beschikbaarheid"] == "Beschikbaarheids-"
    named = joined_labels(["beschikbaarheid", "doelgroep", "populatie"], FRAME)
    assert named.replace("\u00ad", "") == "Beschikbaarheids-, doelgroep- en populatiefinanciering"
    assert joined_labels(["traject"], FRAME).replace("\u00ad", "") == "Trajectfinanciering"
    assert joined_labels([], FRAME) == ""
