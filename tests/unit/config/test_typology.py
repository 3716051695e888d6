"""The typologies of 3.1 against the study, and what a typology may not be.

What stands here was read from the study by itself, not from the data.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.config.typology import FILE, read_typology
from pipeline.errors import AppraisalError
from tests.unit.appraisal.shipped import FRAME, HERE

TYPOLOGY = read_typology(HERE, FRAME.frameworks)
assert TYPOLOGY is not None

# Section 3.1.1: what is given where, with the support from education.
COLUMNS = {
    "zorg-in-onderwijs": ["geen", "individueel", "collectief"],
    "onderwijs-in-zorg": ["ingeschreven", "niet-ingeschreven"],
    "eigen-setting": ["geen", "individueel", "collectief"],
}
# The support from care: individual or collective, with an 'indicatie' or without. Wlz and Zvw know
# no collective arrangements, and an individual course needs an 'indicatie' as a rule.
ROWS = {
    ("individueel", "met"): {"jeugdwet", "wlz", "zvw"},
    ("individueel", "zonder"): {"jeugdwet"},
    ("collectief", "met"): {"jeugdwet"},
    ("collectief", "zonder"): {"jeugdwet"},
}


def test_there_are_four_by_eight_forms() -> None:
    assert (len(TYPOLOGY.rows), len(TYPOLOGY.columns), len(TYPOLOGY.forms)) == (4, 8, 32)
    assert len({(form.row.id, form.column.id) for form in TYPOLOGY.forms}) == 32


@pytest.mark.parametrize("setting", COLUMNS)
def test_columns_of_a_setting(setting: str) -> None:
    found = [column.id.split("/")[1] for column in TYPOLOGY.of_setting(setting)]
    assert found == COLUMNS[setting]


def test_which_law_can_pay_for_a_row() -> None:
    found = {
        (row.label.split(",")[0].lower(), row.label.split()[1]): set(row.frameworks)
        for row in TYPOLOGY.rows
    }
    assert found == ROWS


def test_the_asterisk_stands_where_an_indication_is_no_automatism() -> None:
    """A collective form may have an 'indicatie', which then depends on choices."""
    starred = {form.row.label for form in TYPOLOGY.forms if "*" in form.marks}
    assert starred == {"Collectief, met indicatie"}
    assert sum("*" in form.marks for form in TYPOLOGY.forms) == 8
    (remark,) = (remark for remark in TYPOLOGY.remarks if remark.mark == "*")
    assert "automatisme" in remark.text
    assert "keuzes" in remark.text


def test_an_exception_and_what_goes_beyond() -> None:
    odd = {form.row.id for form in TYPOLOGY.forms if form.marks not in ("", "*")}
    assert odd == {"individueel-zonder"}
    (integral,) = TYPOLOGY.beyond
    assert integral.setting == "eigen-setting"


def test_the_simplified_typology() -> None:
    found = {s.id: (s.section, [k.id for k in s.kinds]) for s in TYPOLOGY.settings}
    assert found == {
        "zorg-in-onderwijs": ("5.1", ["individueel", "collectief"]),
        "onderwijs-in-zorg": ("5.2", ["ingeschreven", "niet-ingeschreven"]),
        "eigen-setting": ("5.3", []),
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("frameworks: [jeugdwet, wlz, zvw]", "frameworks: [wmo]", "onbekend wettelijk kader 'wmo'"),
        ("rows: [collectief-indicatie]", "rows: [beide]", "noemt een onbekende rij 'beide'"),
        ("mark: '†'", "mark: '*'", "teken '*' komt twee keer voor"),
        ("setting: eigen-setting\n    section", "setting: thuis\n    section", "onbekende setting"),
        ("beyond:", "outside:", "'beyond' ontbreekt"),
        ("    section: 3.1.1\n    note: Dit", "    para: 3.1.1\n    note: Dit", "'section' ontbr"),
        (
            "{id: collectief-zonder,",
            "{id: collectief-indicatie,",
            "rij 'collectief-indicatie' komt",
        ),
    ],
)
def test_a_typology_that_does_not_hold_together_is_refused(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = (HERE / FILE).read_text("utf-8")
    assert old in text
    (tmp_path / FILE).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(AppraisalError, match=r"typology\.yaml") as refused:
        read_typology(tmp_path, FRAME.frameworks)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_setting_without_a_column_is_refused(tmp_path: Path) -> None:
    lines = (HERE / FILE).read_text("utf-8").splitlines()
    kept = [line for line in lines if "setting: onderwijs-in-zorg, short" not in line]
    assert len(kept) == len(lines) - 2
    (tmp_path / FILE).write_text("\n".join(kept), "utf-8")
    with pytest.raises(AppraisalError, match="geen kolom in de volledige typologie"):
        read_typology(tmp_path, FRAME.frameworks)


def test_a_study_may_have_none(tmp_path: Path) -> None:
    shutil.copy(HERE / "models.yaml", tmp_path)
    assert read_typology(tmp_path, FRAME.frameworks) is None
