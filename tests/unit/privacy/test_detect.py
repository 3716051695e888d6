from __future__ import annotations

from collections.abc import Iterable
from time import process_time

import pytest

from pipeline.domain.report import Block, BlockKind, Hidden, Report
from pipeline.privacy.detect import find, hidden_texts
from pipeline.privacy.finding import Finding, Kind
from pipeline.privacy.roster import Roster
from pipeline.privacy.wave import find_all

NONE: frozenset[str] = frozenset()


def report(text: str, *hidden: Hidden, respondent: str = "1K1") -> Report:
    return Report(respondent, text, (), hidden)


def search(text: str, allowed: frozenset[str] = NONE, known: Iterable[str] = ()) -> list[str]:
    return [f.text for f in find(report(text), allowed=allowed, roster=Roster.of(known))]


@pytest.mark.parametrize(
    "label",
    ["Deelnemer 1", "Interviewer", "Moeder", "R", "I", "R1", "Vader", "Kind", "Leerkracht 2"],
)
def test_function_before_a_turn_is_no_finding(label: str) -> None:
    assert search(f"{label}: Dat was fijn.\n{label}: Ja.") == []


@pytest.mark.parametrize("label", ["Sanne", "Quirijn", "SANNE", "Roos", "Daan de Wit", "Juf Bea"])
def test_name_before_a_turn_is_found(label: str) -> None:
    text = f"Interviewer: Hoe gaat het?\n{label}: Goed."
    block = Block(BlockKind.TURN, text.index("Goed"), len(text), speaker=label)
    source = Report("1K1", text, (block,))
    (finding,) = find(source, allowed=NONE, roster=Roster())
    assert finding.text in label
    assert finding.certainty != "mogelijk"


def test_hidden_text_is_searched_and_counted_by_kind() -> None:
    source = report(
        "Dat was fijn.",
        Hidden("opmerking", "Klopt dit?"),
        Hidden("auteur", "jdevries"),
        Hidden("opmerking", "Dit is Sanne, denk ik"),
        Hidden("verwijderd", "in Almere"),
    )
    findings = find(source, allowed=NONE, roster=Roster())
    assert [(f.where, f.text) for f in findings] == [
        ("auteur 1", "jdevries"),
        ("opmerking 2", "Sanne"),
        ("verwijderd 1", "Almere"),
    ]
    texts = {where: text for where, _, text in hidden_texts(source)}
    assert all(texts[f.where][f.start : f.end] == f.text for f in findings)


def test_author_that_is_no_person() -> None:
    assert (
        find(
            report("Ja.", Hidden("auteur", "Microsoft Office User"), Hidden("auteur", " ")),
            allowed=NONE,
            roster=Roster(),
        )
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "[naam OZA] is fijn",
        "[Naam kind 2] zat bij [naam zorgorganisatie]",
        "[naam van de school] in [plaatsnaam]",
        "<naam kind> lacht",
        "[postcode] en [ander gegeven]",
    ],
)
def test_labels_are_skipped(text: str) -> None:
    assert search(text) == []


def test_names_in_square_brackets_that_are_no_label_are_found() -> None:
    assert search("[Sanne lacht]") == ["Sanne"]
    assert search("[naam Sanne]") == ["Sanne"]
    assert search("[naam sanne] en [naam kind] Jansen") == ["sanne", "Jansen"]


def test_surname_left_behind_a_label() -> None:
    assert search("[naam kind] Bakker zei dat ook.") == ["Bakker"]


def test_dismissed_words_are_dropped() -> None:
    assert search("Hij gaat naar Wizzkids toe.") == ["Wizzkids"]
    assert search("Hij gaat naar Wizzkids toe.", frozenset({"Wizzkids"})) == []
    assert search("Hij gaat naar Wizzkids toe.", frozenset({"wizzkids"})) == []
    assert search("Hij gaat naar WIZZKIDS toe.", frozenset({"Wizzkids"})) == ["WIZZKIDS"]


def test_confirmed_name_is_found_though_allowed() -> None:
    assert search("toen kwam Beer erbij", frozenset({"Beer"})) == []
    assert search("toen kwam Beer erbij", frozenset({"Beer"}), ["Beer"]) == ["Beer"]


def test_allowed_phrase() -> None:
    assert search("Via het Centrum voor Jeugd en Gezin kwam het.") == []
    assert search("Met Sanne Teams gebruiken") == ["Sanne"]


def test_longest_finding_wins() -> None:
    (finding,) = find(
        report("Daar was Fatima El Amrani ook."), allowed=NONE, roster=Roster.of(["Fatima"])
    )
    assert finding.text == "Fatima El Amrani"
    assert finding.certainty == "zeker"


def test_recogniser_joins_in() -> None:
    def model(text: str) -> Iterable[tuple[int, int, Kind]]:
        return [(0, 4, Kind.ORGANISATIE)]

    findings = find(report("cosa nostra"), allowed=NONE, roster=Roster(), extra=[model])
    assert [(f.text, f.kind, f.source) for f in findings] == [("cosa", Kind.ORGANISATIE, "model")]


def test_recogniser_that_points_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="herkenner"):
        find(
            report("kort"),
            allowed=NONE,
            roster=Roster(),
            extra=[lambda text: [(0, 9, Kind.NAAM)]],
        )


def wave() -> list[Report]:
    return [
        report("Ik speel met Jaydenly op school.", respondent="1K1"),
        report("jaydenly is mijn vriend en ik zit op de vlinderboom", respondent="1K2"),
        report("Hij zat op basisschool De Vlinderboom in Almere.", respondent="2O1"),
    ]


def test_name_of_one_report_is_found_in_the_others() -> None:
    findings = find_all(wave(), allowed=NONE)
    found = {(f.respondent, f.text) for f in findings}
    assert {("1K2", "jaydenly"), ("1K2", "de vlinderboom"), ("2O1", "De Vlinderboom")} <= found


def test_find_all_with_known_names() -> None:
    reports = [report("toen was sanne er met haar juf")]
    (finding,) = find_all(reports, allowed=NONE, known_names=["Sanne de Vries"])
    assert (finding.text, finding.kind, finding.certainty) == (
        "sanne",
        Kind.PERSOON,
        "waarschijnlijk",
    )


def test_same_findings_in_any_order_of_lists() -> None:
    first = find_all(wave(), allowed=frozenset({"a", "b"}), known_names=["Sanne", "Daan"])
    again = find_all(wave(), allowed=frozenset({"b", "a"}), known_names=["Daan", "Sanne"])
    assert first == again
    orders = [f.order for f in first if f.respondent == "2O1"]
    assert orders == sorted(orders)


def test_common_word_found_once_by_mistake_is_not_found_everywhere() -> None:
    reports = [report("Het heet Volgend Jaar."), report("Volgend jaar is er een feest.")]
    assert [f.text for f in find_all(reports, allowed=NONE)] == ["Volgend Jaar"]


def test_findings_say_what_stands_there() -> None:
    text = "Mail Esme\u0301e (esmee@x.nl) of 😀 Zoë-Fleur."
    findings = find(report(text), allowed=NONE, roster=Roster())
    assert [f.text for f in findings] == ["Esme\u0301e", "esmee@x.nl", "Zoë-Fleur"]
    assert all(isinstance(f, Finding) and text[f.start : f.end] == f.text for f in findings)


@pytest.mark.parametrize(
    "unit", ["a.", "a-", "0", "De ", "a@", "A1-", "www.", "NL12", "x_", "info at ", "(a", "- "]
)
def test_endless_rows_do_not_take_endless_time(unit: str) -> None:
    """Patterns without bounds took two minutes over 40,000 characters of 'a.'."""
    began = process_time()
    find(report(unit * 5000), allowed=NONE, roster=Roster.of(["Sanne"]))
    assert process_time() - began < 4
