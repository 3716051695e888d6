"""Comparing as an analyst asks for it: what is shown, what is hidden, what is refused."""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html
import numpy as np
import pytest
from openpyxl import load_workbook
from scipy.optimize import linprog

from pipeline.__main__ import main
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions
from pipeline.store.tables import read_segments

OZAS = {
    1: "po;onderwijs;stad;Utrecht",
    2: "po;onderwijs;platteland;Drenthe",
    3: "vo;onderwijs;stad;Zeeland",
    4: "vo;zorg;platteland;Limburg",
    5: "so;zorg;stad;Gelderland",
}
PEOPLE = [
    f"{oza}{letter}{n}"
    for oza in OZAS
    for letter, most in (("K", 2), ("O", 2), ("P", 1))
    for n in range(1, most + 1)
]
CODES = ("sociaal-veilig", "sociaal-vriendschap", "weg-zelf-gezocht", "druk-lager", "zorg")
FOR_ALL = "opbrengst-welbevinden"
ACTORS = {"K": "kind", "O": "ouder", "P": "professional"}


class Said(NamedTuple):
    code: int
    out: str
    err: str


Oza = Callable[..., Said]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Runs `oza compare …` in a project."""

    def call(layout: Layout, *arguments: str) -> Said:
        monkeypatch.chdir(layout.root)
        monkeypatch.setattr(sys, "argv", ["oza", "compare", *arguments])
        capsys.readouterr()
        code: Any = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        return Said(int(code), *capsys.readouterr())

    return call


def build(layout: Layout) -> None:
    """Twenty children and parents and five groups of professionals, read whole; who raised what
    follows from a digest of the name."""
    for path in layout.reports.glob("*.md"):
        path.unlink()
    rows = ["id;bestand;actor;oza;leeftijd;geslacht;deelnemers;datum"]
    for who in PEOPLE:
        (layout.reports / f"{who}.md").write_text(
            f"I: Hoe gaat het?\n\nR: Het verhaal van {who} is verzonnen, van begin tot eind.\n",
            "utf-8",
        )
        rows.append(f"{who};{who}.md;{ACTORS[who[1]]};{who[0]};;;1;2025-01-20")
    (layout.wave_folder / "register.csv").write_text("\n".join(rows) + "\n", "utf-8")
    traits = [f"{oza};{values}" for oza, values in OZAS.items()]
    head = "oza;schooltype;voorliggend;ligging;provincie"
    (layout.wave_folder / "oza.csv").write_text("\n".join([head, *traits]) + "\n", "utf-8")


def decisions(layout: Layout) -> Iterator[Decision]:
    for s in read_segments(layout.stage("segment") / "segments.parquet"):
        given = [
            code
            for code in CODES
            if hashlib.sha256(f"{s.respondent}{code}".encode()).digest()[0] < 110
        ]
        for code in (*given, FOR_ALL, ""):
            verdict = Verdict.ADD if code else Verdict.DONE
            yield Decision(
                "golf-1",
                s.id,
                s.digest,
                code,
                verdict,
                "anna",
                "1.0.0",
                Stance.NONE,
                at="2025-01-01T00:00:00Z",
            )


@pytest.fixture(scope="module")
def compared(
    make_project: Callable[[Path], Layout], tmp_path_factory: pytest.TempPathFactory
) -> Layout:
    """A project of which the tables were made, once for all tests that only look at them."""
    layout = make_project(tmp_path_factory.mktemp("vergelijk"))
    build(layout)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(layout.root)
        for arguments in (["segment"], ["compare"]):
            patch.setattr(sys, "argv", ["oza", *arguments])
            with pytest.raises(SystemExit) as end:
                main()
            assert not end.value.code
            if arguments == ["segment"]:
                append_decisions(layout.ledger("anna"), decisions(layout))
    return layout


@pytest.fixture(scope="module")
def internal(compared: Layout) -> list[dict[str, str]]:
    text = (compared.stage("compare") / "intern" / "vergelijking.csv").read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


@pytest.fixture(scope="module")
def sheet(compared: Layout) -> dict[tuple[str, str, str], dict[str, Any]]:
    """(table, category, code) → the line of the sheet 'Getallen'."""
    book = load_workbook(compared.stage("compare") / "vergelijking.xlsx")
    first, *rest = book["Getallen"].iter_rows(values_only=True)
    lines = [dict(zip(map(str, first), row, strict=True)) for row in rest]
    return {(one["tabel"], one["categorie"], one["code"]): one for one in lines}


def test_the_numbers_are_those_of_the_ledger(
    compared: Layout, internal: list[dict[str, str]]
) -> None:
    raised = {
        who: {code for code in CODES if hashlib.sha256(f"{who}{code}".encode()).digest()[0] < 110}
        for who in PEOPLE
    }
    city = [who for who in PEOPLE if who[1] in "KO" and OZAS[int(who[0])].split(";")[2] == "stad"]
    lines = [r for r in internal if r["tabel"] == "kind+ouder-ligging" and r["categorie"] == "stad"]
    told = {r["code"]: r["ingebracht"] for r in lines}
    for code in CODES:
        assert told[code] == str(sum(code in raised[who] for who in city))
    branch = sum(any(code.startswith("sociaal") for code in raised[who]) for who in city)
    assert told["sociaal"] == str(branch)
    assert {r["gevalideerd"] for r in lines} == {"12"}
    assert told["gezin"] == "0"
    assert next(r for r in lines if r["code"] == "gezin")["gevraagd"] == "6"


def test_nobody_asked_and_nobody_raised_are_told_apart(
    sheet: dict[tuple[str, str, str], dict[str, Any]],
) -> None:
    silent = sheet["kind+ouder-actor", "ouders", "gezin"]
    unasked = sheet["kind+ouder-actor", "kinderen", "gezin"]
    assert (silent["stand"], silent["ingebracht"], silent["gevraagd"]) == ("niet ingebracht", 0, 10)
    assert (unasked["stand"], unasked["ingebracht"], unasked["gevraagd"]) == (
        "niet gevraagd",
        None,
        0,
    )
    assert sheet["professional-oza", "OZA 1", FOR_ALL]["ingebracht"] == 1


def test_a_share_stands_beside_its_count_and_only_from_five_respondents_on(
    sheet: dict[tuple[str, str, str], dict[str, Any]],
) -> None:
    shares = [one for one in sheet.values() if one["aandeel"] is not None]
    assert len(shares) > 20
    for one in shares:
        assert one["gevalideerd"] >= 5
        assert one["aandeel"] == pytest.approx(one["ingebracht"] / one["gevalideerd"], abs=1e-4)
        assert one["laag"] <= one["aandeel"] <= one["hoog"]
    assert sheet["professional-oza", "OZA 1", FOR_ALL]["aandeel"] is None


def hidden_lines(internal: list[dict[str, str]]) -> list[dict[str, str]]:
    found = [r for r in internal if r["verborgen"] == "ja" and r["naar"] != "oza"]
    assert len(found) > 50
    assert any(r["klein"] == "" for r in found)
    return found


def test_what_is_hidden_stands_nowhere(
    compared: Layout,
    internal: list[dict[str, str]],
    sheet: dict[tuple[str, str, str], dict[str, Any]],
) -> None:
    hidden = hidden_lines(internal)
    small = [
        r
        for r in internal
        if r["verborgen"] == ""
        and r["naar"] in ("ligging", "schooltype", "voorliggend")
        and r["categorie"] != "alle"
    ]
    for r in small:
        if not r["tabel"].startswith("professional") and r["stand"] == "ingebracht":
            count, total = int(r["ingebracht"]), int(r["gevalideerd"])
            assert count == total or 3 <= count <= total - 3
    for r in hidden:
        line = sheet.get((r["tabel"], r["categorie"], r["code"]))
        if line is not None:
            assert (line["stand"], line["ingebracht"], line["aandeel"], line["laag"]) == (
                "verborgen",
                None,
                None,
                None,
            )
    data = json.loads((compared.stage("compare") / "vergelijking.json").read_text("utf-8"))
    keyed = {(r["tabel"], r["categorie"], r["code"]) for r in hidden}
    seen = 0
    for table in data["tables"]:
        for theme, row in zip(table["themes"], table["numbers"], strict=True):
            for category, number in zip(table["categories"], row, strict=True):
                if (table["key"], category["label"], theme["code"]) in keyed:
                    seen += 1
                    assert (number["stand"], number["raised"], number["share"]["value"]) == (
                        "verborgen",
                        None,
                        None,
                    )
    assert seen == len(hidden)


def test_the_page_and_the_sheets_show_a_sign_where_a_number_is_hidden(
    compared: Layout, internal: list[dict[str, str]]
) -> None:
    hidden = {(r["tabel"], r["categorie"], r["thema"]) for r in hidden_lines(internal)}
    page = lxml.html.parse(str(compared.stage("compare") / "vergelijking.html"))
    signs = 0
    for table in page.iterfind(".//table"):
        key = table.get("class").split()[0].replace("kind-ouder", "kind+ouder")
        heads = [(th.text or "").strip() for th in table.find("thead/tr")]
        for row in table.iterfind("tbody/tr"):
            theme = row[0].text_content()
            for head, cell in zip(heads[1:], list(row)[1:], strict=True):
                text = cell.text_content()
                assert ("verborgen" in text) == ((key, head, theme) in hidden)
                signs += "verborgen" in text
    assert signs
    told = 0
    book = load_workbook(compared.stage("compare") / "vergelijking.xlsx")
    for name in book.sheetnames[2:]:
        caption, head, *rows = book[name].iter_rows(values_only=True)
        key = next(
            (k for k in {h[0] for h in hidden} if str(caption[0]).endswith(_caption(k))), None
        )
        for at, title in enumerate(head):
            if key and title and at:
                for row in rows:
                    if (key, str(title).partition(":")[0], row[0]) in hidden:
                        told += 1
                        assert row[at] == "verborgen"
                        assert row[at + 1] is None
    assert told > 30


def _caption(key: str) -> str:
    who, _, by = key.partition("-")
    people = {"kind+ouder": "Kinderen en ouders", "kind": "Kinderen", "ouder": "Ouders"}[who]
    names = {
        "voorliggend": "wat vooropstaat, onderwijs of zorg",
        "ligging": "ligging, stad of platteland",
    }
    return f" {people}, naar {names.get(by, by)}"


def test_nobody_can_compute_what_is_hidden(
    internal: list[dict[str, str]], sheet: dict[tuple[str, str, str], dict[str, Any]]
) -> None:
    """A reader who knows how many were interviewed where solves for each number that is hidden.
    'Nobody' and 'everybody' are no secrets, and the report says some things already."""
    units = {
        (r["actoren"], r["categorie"]): int(r["gevalideerd"])
        for r in internal
        if r["naar"] == "oza" and r["actoren"] in ("kind", "ouder") and r["categorie"] != "alle"
    }
    names = list(units)

    def member(who: str, by: str, category: str) -> list[int]:
        at = ("schooltype", "voorliggend", "ligging").index(by) if by != "actor" else -1
        found = []
        for actor, oza in names:
            inside = actor in who.split("+")
            if by == "actor":
                inside &= category in ("alle", {"kind": "kinderen", "ouder": "ouders"}[actor])
            elif category != "alle":
                inside &= OZAS[int(oza[-1])].split(";")[at] == category
            found.append(int(inside))
        return found

    tried = 0
    for code in (*CODES, "sociaal", "weg", "druk"):
        known = [
            one
            for (_, _, own), one in sheet.items()
            if own == code
            and one["ingebracht"] is not None
            and set(one["actoren"].split("+")) <= {"kind", "ouder"}
        ]
        equal = np.array([member(one["actoren"], one["naar"], one["categorie"]) for one in known])
        values = [one["ingebracht"] for one in known]
        for r in hidden_lines(internal):
            if r["code"] != code or r["krap"] or r["ingebracht"] in ("", "0", r["gevalideerd"]):
                continue
            aim = np.array(member(r["actoren"], r["naar"], r["categorie"]))
            bounds = [(0, size) for size in units.values()]
            low, high = (
                linprog(sign * aim, A_eq=equal, b_eq=values, bounds=bounds).fun * sign
                for sign in (1, -1)
            )
            assert high - low >= 1 - 1e-6, (r["tabel"], r["categorie"], code)
            tried += 1
    assert tried > 30


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--by", "oza", "--actor", "ouder"), "geen OZA bij wie niet bij een OZA genoemd mag worden"),
        (("--actor", "kind", "--actor", "professional"), "geen groepen naast elkaar in één rij"),
        (("--by", "oza", "--actor", "kind", "--actor", "professional"), "geen groepen naast elkaar binnen één OZA"),
        (("--by", "ligging", "--actor", "professional", "--actor", "partner"), "apart geanalyseerd blijft apart"),
        (("--by", "golf", "--actor", "kind", "--actor", "ouder"), "golven alleen over dezelfde actor"),
        (("--by", "provincie", "--actor", "ouder"), "geen OZA bij wie niet bij een OZA genoemd mag worden"),
    ],
)  # fmt: skip
def test_what_the_method_rules_out_is_refused_with_its_rule(
    compared: Layout, ask: Callable[..., Said], arguments: tuple[str, ...], told: str
) -> None:
    said = ask(compared, *arguments)
    assert said.code == 8
    assert f"regel '{told}'" in said.err
    assert " — " in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


def test_a_typing_mistake_is_no_matter_of_method(
    compared: Layout, ask: Callable[..., Said]
) -> None:
    for arguments, told in (
        (("--by", "kleur", "--actor", "kind"), "er is geen kenmerk 'kleur'"),
        (("--actor", "buurman"), "er is geen actor 'buurman'"),
        (("--by", "ligging"), "over wie gaat de tabel?"),
        (("--by", "ligging", "--actor", "kind", "--theme", "zon"), "er is geen code 'zon'"),
    ):
        said = ask(compared, *arguments)
        assert (said.code, said.out) == (10, "")
        assert told in said.err


def test_a_table_by_hand_shows_no_more_than_the_page(
    compared: Layout, ask: Callable[..., Said], internal: list[dict[str, str]]
) -> None:
    said = ask(
        compared, "--by", "ligging", "--actor", "ouder", "--actor", "kind", "--theme", "sociaal"
    )
    assert said.code == 0, said.err
    lines = said.out.splitlines()
    assert lines[0] == "Kinderen en ouders, naar ligging, stad of platteland"
    assert "niet bedoeld om te generaliseren" in lines[-1]
    hidden = [
        r
        for r in internal
        if r["tabel"] == "kind+ouder-ligging" and r["hoofdcode"] == "sociaal" and r["verborgen"]
    ]
    assert said.out.count("verborgen") == len(hidden) > 0
    assert "Veilig en jezelf mogen zijn" in said.out
    assert "Zelf gezocht" not in said.out


def test_the_same_inputs_give_the_same_bytes_and_nothing_runs_twice(
    compared: Layout, ask: Callable[..., Said], files: Callable[[Path], dict[str, bytes]]
) -> None:
    first = files(compared.stage("compare"))
    assert "compare: ongewijzigd" in ask(compared).out
    from pipeline.run import run_stages
    from pipeline.session import open_session
    from pipeline.stages import COMPARE

    session = open_session("ervaringen", "golf-1", compared.root)
    run_stages([COMPARE], session.layout, session.study, lambda _: None, again=True)
    assert files(compared.stage("compare")) == first
    assert "vergelijking.html" in first


def test_nothing_of_a_respondent_is_in_what_may_be_published(compared: Layout) -> None:
    folder = compared.stage("compare")
    told = (folder / "vergelijking.html").read_text("utf-8") + (
        folder / "vergelijking.json"
    ).read_text("utf-8")
    assert "verzonnen, van begin" not in told
    assert not any(who in told for who in PEOPLE)
    assert "http" not in told.replace("http-equiv", "").replace("http://www.w3.org", "")


def test_a_wave_of_which_nothing_is_validated_is_refused(
    project: Layout, ask: Callable[..., Said]
) -> None:
    said = ask(project)
    assert said.code == 6
    assert "nog niets gevalideerd" in said.err
    assert said.err.count("\n") == 1
    assert not (project.stage("compare") / "vergelijking.html").exists()


def test_of_a_wave_that_was_read_in_part_only_whole_reports_count(
    project: Layout, ask: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what is unread is estimated apart, or it is said that there is too little for that."""
    build(project)
    monkeypatch.chdir(project.root)
    monkeypatch.setattr(sys, "argv", ["oza", "segment"])
    with pytest.raises(SystemExit):
        main()
    some = [d for d in decisions(project) if d.respondent[0] in "12"]
    append_decisions(project.ledger("anna"), some)
    said = ask(project)
    assert said.code == 0, said.err
    assert "over 10 van de 25 verslagen" in said.out
    page = (project.stage("compare") / "vergelijking.html").read_text("utf-8")
    assert "10 van de 25 respondenten van golf-1" in page
    assert "nog niet alles gelezen" in page
    assert "Dat is te weinig voor een schatting." in page
    book = load_workbook(project.stage("compare") / "vergelijking.xlsx")
    lines = list(book["Getallen"].iter_rows(values_only=True))
    unread = [line for line in lines if line[3] == "OZA 4"]
    assert unread
    assert {(line[7], line[8]) for line in unread} == {("nog niet gevalideerd", None)}
