"""How a program counts places is measured against what it quotes."""

from __future__ import annotations

import pytest

from pipeline.exchange.refi.counting import Counting, Quote, Ruler, counting_of, quote_of, quotes

TEXT = "Ja 😀👩😀.\r\nDaar is het fijn 😀 en\r\nrustig, zei zij, en dat bleef zo tot de zomer.\r\n"
SAID = ("Ja 😀👩😀.", "fijn 😀 en", "het fijn 😀 en\r\nrustig", "zij, en dat bleef zo")
WAYS = [
    Counting(crlf, last, wide) for crlf in (False, True) for last in (False, True) for wide in (False, True)
]  # fmt: skip


def counted(words: str, way: Counting) -> tuple[int, int]:
    """Places of words, counted that way by other means: as the length of what stands before."""

    def length(text: str) -> int:
        plain = text.replace("\r\n", "\n") if way.crlf_as_one else text
        return len(plain.encode("utf-16-le")) // 2 if way.utf16 else len(plain)

    start = TEXT.index(words)
    return length(TEXT[:start]), length(TEXT[: start + len(words)]) - way.end_inclusive


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("origin", ["NVivo 14", "ATLAS.ti Win 23"])
def test_every_way_of_counting_is_recognised_by_what_it_quotes(way: Counting, origin: str) -> None:
    found = [Quote(0, *counted(words, way), words) for words in SAID]
    assert counting_of(origin, [TEXT], found) == way
    ruler = Ruler(TEXT, way)
    for words in SAID:
        start, end = ruler.span(*counted(words, way))
        assert ruler.text[start:end] == words.replace("\r\n", "\n")


def test_without_quotes_a_program_counts_as_it_is_known_to() -> None:
    assert counting_of("NVivo 14", [TEXT], []) == Counting()
    assert counting_of("ATLAS.ti Mac", [TEXT], []) == Counting(crlf_as_one=True)
    other = [Quote(0, 3, 5, "Een naam die iemand gaf"), Quote(0, 0, 2, "")]
    assert counting_of("MAXQDA", [TEXT], other) == Counting()


def test_cut_off_quotes_say_where_they_start() -> None:
    way = Counting(crlf_as_one=True)
    start, end = counted("het fijn 😀 en\r\nrustig", way)
    assert counting_of("NVivo", [TEXT], [Quote(0, start, end, "het fijn 😀...")]) == way


@pytest.mark.parametrize(
    ("name", "words", "is_quote"),
    [
        ("fijn", "fijn", True),
        ("fijn  en", "fijn\nen", True),
        ("fijn…", "fijn en rustig", True),
        ("fijn...", "fijn en rustig", True),
        ("fijn en", "fijn en rustig", False),
        ("twintig tekens zijn er", "twintig tekens zijn er, en meer", True),
        ("Toon", "fijn en rustig", False),
    ],
)
def test_a_name_that_only_repeats_the_words_is_none(name: str, words: str, is_quote: bool) -> None:
    assert quotes(name, words) is is_quote


def test_our_own_names_are_quotes_of_one_line() -> None:
    for words in ("kort", "op\ntwee regels", "woord " * 40, "x" * 200, "😀" * 61):
        name = quote_of(words)
        assert quotes(name, words)
        assert len(name) <= 60
        assert name == " ".join(name.split())
