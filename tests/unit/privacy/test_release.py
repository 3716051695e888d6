from __future__ import annotations

from pipeline.privacy.release import leaks


def test_leaks_tell_kind_and_place_and_never_the_words() -> None:
    text = "Toen zei sanne: bel 06-12345678 of mail s@x.nl, 1234 AB, 111222333, NL91ABNA0417164300."
    found = leaks(text, ["Sanne de Vries"])
    assert found[0] == "persoon op teken 9-14"
    assert [row.split(" ")[0] for row in found] == [
        "persoon",
        "telefoon",
        "e-mail",
        "postcode",
        "bsn",
        "iban",
    ]
    assert not any("sanne" in row.lower() for row in found)


def test_clean_text() -> None:
    text = "[naam kind] zit bij [naam OZA]. De roos is mooi; 11 van de 15 ouders (73%) in 2025."
    assert leaks(text, ["Sanne", "Roos", "Groot"]) == []
    assert leaks("Mail info@instituut.nl", [], frozenset({"info@instituut.nl"})) == []
    assert leaks("[naam Sanne]", ["Sanne"]) != []
