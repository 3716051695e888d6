"""Quotations found back as spans of code points, in texts with every kind of oddity."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.tagging.llm.quotes import find_quote


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        ("Ik werd gepest.", "werd gepest", "werd gepest"),
        ("Ik werd gepest.", "IK WERD", "Ik werd"),
        ("Ik  werd\n gepest.", "ik werd gepest", "Ik  werd\n gepest"),
        ("Ik\u00a0werd gepest", "Ik werd", "Ik\u00a0werd"),
        ("Hij zei: ‘foto’s’ — ja", "'foto's' - ja", "‘foto’s’ — ja"),
        ("Hij zei: ‘niks’.", '"niks"', "‘niks’"),
        ("Ik werd gepest", "“Ik werd gepest…”", "Ik werd gepest"),
        ("Toen… was het klaar", "toen... was het", "Toen… was het"),
        ("😀 Het was 👩‍👩‍👧 leuk 👍🏽 daar", "leuk 👍🏽", "leuk 👍🏽"),
        ("😀 Het was 👩‍👩‍👧 leuk 👍🏽 daar", "leuk 👍", "leuk 👍🏽"),
        ("Ik ❤️ het", "❤", "❤️"),
        ("cafe\u0301 was dicht", "café was", "cafe\u0301 was"),
        ("café was dicht", "cafe\u0301 was", "café was"),
        ("Vrĳ en ﬁjn", "vrij en fijn", "Vrĳ en ﬁjn"),
        ("De Straße hier", "strasse", "Straße"),
        ("onder\u00adwijs op maat", "onderwijs op", "onder\u00adwijs op"),
        ("leuker was leuk", "leuk", "leuk"),
        ("De OZA-juf", "juf", "juf"),
    ],
)
def test_a_quotation_is_found_back(text: str, quote: str, shown: str) -> None:
    span = find_quote(quote, text)
    assert span is not None
    assert text[span[0] : span[1]] == shown


def test_whole_words_are_preferred_over_the_first_place() -> None:
    assert find_quote("leuk", "leuker was leuk") == (11, 15)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Ik werd gepest.", "Ik werd geplaagd"),
        ("Ik werd gepest.", ""),
        ("Ik werd gepest.", "  "),
        ("Ik werd gepest.", "."),
        ("Ik werd gepest.", "…"),
        ("misschien", "is"),
        ("leuker", "leuk"),
        ("cafe\u0301", "cafe"),
        ("café", "cafe"),
        ("👩‍👩‍👧", "👩"),
        ("Straße", "Stras"),
        ("", "iets"),
        ("\ud800 kapot", "\ud801"),
    ],
)
def test_what_is_not_there_is_not_found(text: str, quote: str) -> None:
    assert find_quote(quote, text) is None


ODD = st.text(st.sampled_from('aé\u0301ßĳ‘’"— \n😀👍🏽\u200d\u00adİẞ.'), max_size=25)
WORDS = st.lists(
    st.sampled_from("Ik was cafe\u0301 ‘foto’s’ Straße 😀 👍🏽 ĳs İets x".split()), max_size=8
)
GAPS = st.sampled_from([" ", "\n", " \u00a0 "])


@settings(max_examples=80, deadline=None)
@given(ODD, ODD, ODD)
def test_a_span_lies_in_the_text_and_cuts_no_accent(a: str, quote: str, b: str) -> None:
    text = a + quote + b
    span = find_quote(quote, text)
    if span is not None:
        start, end = span
        assert 0 <= start < end <= len(text)
        assert not unicodedata.category(text[end : end + 1] or " ").startswith("M")


@settings(max_examples=80, deadline=None)
@given(WORDS, WORDS, WORDS, GAPS)
def test_whole_words_are_always_found(a: list[str], b: list[str], c: list[str], gap: str) -> None:
    quote = unicodedata.normalize("NFC", " ".join([*b, "hier"])).upper().replace("’", "'")
    text = gap.join([*a, *b, "hier", *c])
    span = find_quote(quote, text)
    assert span is not None
    assert text[slice(*span)].split() == [*b, "hier"]
