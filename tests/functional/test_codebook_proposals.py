"""Proposals from the review page: listed, and accepted, merged or declined with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.config.study import read_study
from pipeline.store.layout import Layout
from pipeline.store.notes import Note, NoteKind, append_note

Oza = Callable[..., Any]
ACCEPT = (
    "accept", "geldzorgen", "--id", "gezin-geld", "--parent", "gezin", "--definition",
    "Zorgen over geld: eigen bijdrage, vervoer.", "--use", "Als het geld er niet is.",
    "--example", "ouder: Wij betalen  de taxi zelf.", "--by", "bo",
)  # fmt: skip


@pytest.fixture
def propose(project: Layout) -> Callable[..., None]:
    def make(name: str, coder: str, text: str = "komt vaak voor", at: str = "2025-01-02") -> None:
        note = Note(NoteKind.PROPOSAL, name, text, coder, f"{at}T00:00:00Z")
        append_note(project.notes(coder), note)

    make("Geldzorgen", "anna")
    make("geldzorgen", "bram", "ook bij vervoer", "2025-01-03")
    make("Chatbot", "anna")
    note = Note(NoteKind.CODE, "gezin", "een memo over een code", "anna", "2025-01-02T00:00:00Z")
    append_note(project.notes("anna"), note)
    return make


def test_proposals_of_all_coders_are_listed_together(
    oza: Oza, propose: Callable[..., None]
) -> None:
    said = oza("codebook", "proposals")
    assert said.code == 0, said.err
    assert said.out.splitlines() == [
        "Chatbot: open",
        "  anna, 2025-01-02: komt vaak voor",
        "Geldzorgen: open",
        "  anna, 2025-01-02: komt vaak voor",
        "  bram, 2025-01-03 als ‘geldzorgen’: ook bij vervoer",
        "2 voorstellen wachten op een besluit",
    ]


def test_an_accepted_code_stands_in_the_codebook_and_nothing_else_changes(
    oza: Oza, project: Layout, propose: Callable[..., None]
) -> None:
    path = project.study_folder / "codes.yaml"
    before, book = path.read_text("utf-8"), read_study(project.study_folder).codebook
    said = oza("codebook", *ACCEPT)
    assert said.code == 0, said.err
    after = path.read_text("utf-8")
    start = after.index("  - id: gezin-geld\n")
    end = after.index("  - id:", start + 5)
    assert after[:start] + after[end:] == before
    study = read_study(project.study_folder)
    code = study.codebook["gezin-geld"]
    assert (code.label, code.parent, code.actors) == ("Geldzorgen", "gezin", book["gezin"].actors)
    assert [e.text for e in code.examples] == ["Wij betalen de taxi zelf."]
    assert study.codebook.version == book.version
    order = [c.id for c in study.codebook]
    assert order[order.index("gezin-geld") - 1] == "gezin-regelen"

    assert oza("codebook", "proposals").out.splitlines()[-1].startswith("1 voorstel wacht")
    every = oza("codebook", "proposals", "--all").out
    assert "Geldzorgen: opgenomen als ‘Geldzorgen’ (bo, " in every
    again = oza("codebook", *ACCEPT)
    assert again.code == 3
    assert "al opgenomen" in again.err
    assert path.read_text("utf-8") == after


def test_merged_and_declined_proposals_keep_their_reason(
    oza: Oza, project: Layout, propose: Callable[..., None]
) -> None:
    merge = ("merge", "Geldzorgen", "--into", "gezin-belasting", "--by", "bo", "--reason", "dekt")
    assert oza("codebook", *merge).code == 0
    decline = ("decline", "chatbot", "--by", "bo", "--reason", "te weinig")
    assert oza("codebook", *decline).code == 0
    lines = (project.study_folder / "proposals.jsonl").read_text("utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    assert [(f["names"], f["outcome"], f.get("code"), f["reason"], f["by"]) for f in found] == [
        (["Geldzorgen", "geldzorgen"], "samengevoegd", "gezin-belasting", "dekt", "bo"),
        (["Chatbot"], "afgewezen", None, "te weinig", "bo"),
    ]
    every = oza("codebook", "proposals", "--all").out
    assert "samengevoegd met ‘Druk op het gezin en uitputting van ouders’" in every
    assert "reden: te weinig" in every
    assert "0 voorstellen wachten op een besluit, 2 besloten" in every

    propose("Chatbot", "bram", at="2999-01-01")
    assert "Chatbot: opnieuw voorgesteld; eerder afgewezen" in oza("codebook", "proposals").out


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        (("decline", "Onbekend", "--by", "bo", "--reason", "x"), 3, "geen voorstel"),
        (("decline", "Chatbot", "--by", "bo", "--reason", ""), 3, "reden"),
        (("decline", "Chatbot", "--by", "../bo", "--reason", "x"), 10, "naam"),
        (("merge", "Chatbot", "--into", "nergens", "--by", "bo", "--reason", "x"), 3, "nergens"),
    ],
)
def test_a_ruling_that_cannot_be_is_refused(
    oza: Oza,
    project: Layout,
    propose: Callable[..., None],
    arguments: tuple[str, ...],
    code: int,
    what: str,
) -> None:
    said = oza("codebook", *arguments)
    assert said.code == code
    assert what in said.err
    assert not (project.study_folder / "proposals.jsonl").exists()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"--id": "gezin"}, "al een code"),
        ({"--id": "Gezin Geld"}, "geen geldige naam"),
        ({"--parent": "nergens", "--actor": "ouder"}, "nergens"),
        ({"--parent": ""}, "voor wie"),
        ({"--parent": "", "--actor": "ouder"}, "geen paragraaf"),
        ({"--definition": " "}, "leeg"),
        ({"--example": "Wij betalen zelf."}, "wie het zegt"),
        ({"--example": "buur: Wij betalen zelf."}, "buur"),
        ({"--example": "partner: Wij betalen zelf."}, "waarvoor de code niet geldt"),
        ({"--label": "Impact op het gezin en de omgeving"}, "twee keer"),
        ({"--section": "99"}, "geen paragraaf"),
    ],
)
def test_a_code_that_does_not_fit_leaves_everything_as_it_was(
    oza: Oza,
    project: Layout,
    propose: Callable[..., None],
    files: Callable[..., dict[str, bytes]],
    change: dict[str, str],
    what: str,
) -> None:
    def kept(folder: Path) -> dict[str, bytes]:
        return {n: b for n, b in files(folder).items() if not n.endswith(".lock")}

    before = kept(project.study_folder)
    given = dict(zip(ACCEPT[2::2], ACCEPT[3::2], strict=True)) | change
    said = oza("codebook", *ACCEPT[:2], *(word for pair in given.items() for word in pair))
    assert said.code == 3
    assert what in said.err
    assert len(said.err.splitlines()) == 1
    assert "/tmp" not in said.err
    assert kept(project.study_folder) == before


def test_a_new_main_code_comes_into_a_section_too(
    oza: Oza, project: Layout, propose: Callable[..., None]
) -> None:
    given = dict(zip(ACCEPT[2::2], ACCEPT[3::2], strict=True))
    del given["--parent"]
    given |= {"--actor": "ouder", "--section": "Sociale relaties"}
    said = oza("codebook", *ACCEPT[:2], *(word for pair in given.items() for word in pair))
    assert said.code == 0, said.err
    study = read_study(project.study_folder)
    assert study.codebook.codes[-1].id == "gezin-geld"
    home = study.chapters.section_for("gezin-geld", study.codebook["gezin-geld"].actors[0])
    assert home is not None
    assert home.heading == "Sociale relaties"


def test_a_changed_ledger_of_rulings_is_noticed(
    oza: Oza, project: Layout, propose: Callable[..., None]
) -> None:
    oza("codebook", "decline", "Chatbot", "--by", "bo", "--reason", "te weinig")
    path = project.study_folder / "proposals.jsonl"
    path.write_text(path.read_text("utf-8").replace("te weinig", "te veel"), "utf-8")
    said = oza("codebook", "proposals")
    assert said.code == 6
    assert "proposals.jsonl:1" in said.err
