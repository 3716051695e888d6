"""What of names is one person's alone, and which findings could have been made in a report."""

from __future__ import annotations

from pipeline.domain.report import Block, BlockKind, Hidden, Report
from pipeline.privacy.finding import Finding, Kind
from pipeline.privacy.resolutions import identified
from pipeline.stages.for_forget.names import (
    allowed_without,
    finding_ids,
    key_without,
    names_in,
    names_of_key,
)


def report(text: str, hidden: str = "") -> Report:
    blocks = (Block(BlockKind.PARAGRAPH, 0, len(text)),)
    return Report("9K2", text, blocks, (Hidden("opmerking", hidden),) if hidden else ())


def test_a_name_that_others_need_keeps_its_label() -> None:
    key = {
        "jelmerien": "[naam kind]",
        "brinkslager": "[naam professional]",
        "wendelmoed dwarskade": "[naam ouder]",
        "zeven kwikstaarten (school)": "[naam school]",
        "oude naam": "[naam persoon]",
    }
    own = ["Jelmerien en meester Brinkslager, en Wendelmoed Dwarskade van de Zeven Kwikstaarten."]
    others = ["Meester Brinkslager belde Wendelmoed."]
    assert key_without(key, own, others) == {
        "brinkslager": "[naam professional]",
        "wendelmoed": "[naam ouder]",
        "oude naam": "[naam persoon]",
    }
    assert key_without(key, own, own) == key
    assert key_without(key, [], []) == key


def test_names_of_the_key_are_looked_for_in_words() -> None:
    gone = {"jelmerien", "zeven kwikstaarten (school)"}
    assert names_of_key(gone) == {("jelmerien",), ("zeven", "kwikstaarten")}


def test_allowed_words_go_when_only_they_used_them() -> None:
    lines = ["# Kop\n", "A-weg\n", "Vlompketel\n", "Beer\n", "elders\n", "\n"]
    own = ["Over de A-weg naar de vlompketel. Beer!"]
    assert allowed_without(lines, own, ["Een beer."]) == ["# Kop\n", "Beer\n", "elders\n", "\n"]
    assert allowed_without(lines, own, own) == lines


def test_names_are_those_that_nobody_else_has_and_no_coder_is_called() -> None:
    own = [report("Ik ging met Zwaanhilde en Brinkslager naar Annabel.")]
    found = names_in(own, ["Meester Brinkslager."], {}, frozenset(), {"annabel"})
    assert found == {("zwaanhilde",)}


def test_every_finding_that_could_be_made_is_among_the_ids() -> None:
    text = "Zij woont in de Van der Velde-straat 12, 1234 AB Zuid. Van der Velde belde."
    made = report(text, hidden="van J. de Wit")
    texts = {"tekst": text, "opmerking 1": "van J. de Wit"}
    spans = [("tekst", "Van der Velde-straat 12, 1234 AB Zuid"), ("tekst", "Velde")]
    spans += [("opmerking 1", "J. de Wit")]
    for where, words in spans:
        start = texts[where].index(words)
        finding = Finding(
            "9K2", start, start + len(words), Kind.NAAM, words, "net", "mogelijk", where
        )
        (id_,) = identified([finding], lambda one: texts[one.where])
        assert id_ in finding_ids([made])
        # Also when the same respondent has a report in another wave.
        assert id_ in finding_ids([made, report("Iets heel anders.")])
    other = Report("9K3", text, made.blocks)
    assert finding_ids([made]).isdisjoint(finding_ids([other]))
