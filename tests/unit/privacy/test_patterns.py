from __future__ import annotations

import pytest

from pipeline.privacy import addresses, births, patterns
from pipeline.privacy.checks import is_bsn, is_iban
from pipeline.privacy.finding import Kind


def kinds(text: str) -> set[tuple[str, str]]:
    return {(s.kind.value, text[s.start : s.end]) for s in patterns.find(text)}


@pytest.mark.parametrize(
    "number",
    [
        "0612345678",
        "06-12345678",
        "06 12345678",
        "06 1234 5678",
        "06-12 34 56 78",
        "06 - 123 456 78",
        "06.12.34.56.78",
        "+31612345678",
        "+31 6 1234 5678",
        "+31 (0)6 12345678",
        "0031 6 12345678",
        "(0341) 123456",
        "(030) 123 45 67",
        "030-1234567",
        "0341-12 34 56",
        "088 123 45 67",
        "+32 470 12 34 56",
        "06\u00a012345678",
    ],
)
def test_telephone(number: str) -> None:
    assert ("telefoon", number) in kinds(f"bel {number}, graag")


@pytest.mark.parametrize(
    "text",
    ["bel 112", "0800-1234", "0900 1234567", "in 2019-2020", "25.000 euro", "0,5 op 10", "1-2-3-4"],
)
def test_no_telephone(text: str) -> None:
    assert not {k for k, _ in kinds(text)} & {"telefoon"}


@pytest.mark.parametrize("code", ["1234 AB", "1234AB", "9999 ZZ", "1234\u00a0AB", "1234ab"])
def test_postcode(code: str) -> None:
    assert ("postcode", code) in kinds(f"op {code} in")


@pytest.mark.parametrize(
    "code", ["0123 AB", "1234 SA", "1234 SD", "1234 SS", "1234 ab", "12345 AB"]
)
def test_no_postcode(code: str) -> None:
    assert "postcode" not in {k for k, _ in kinds(f"op {code} in")}


def test_year_before_an_abbreviation_is_a_postcode_at_most() -> None:
    (span,) = [s for s in patterns.find("sinds 2022 IB'er") if s.kind is Kind.POSTCODE]
    assert span.certainty == "mogelijk"


@pytest.mark.parametrize("bsn", ["111222333", "123456782", "1112.22.333", "111 222 333"])
def test_bsn(bsn: str) -> None:
    assert is_bsn(bsn)
    assert ("bsn", bsn) in kinds(f"het is {bsn}.")


@pytest.mark.parametrize("bsn", ["123456789", "000000000", "12345678", "1234567821"])
def test_eleven_test_refuses(bsn: str) -> None:
    assert not is_bsn(bsn)
    assert "bsn" not in {k for k, _ in kinds(f"het is {bsn}.")}


def test_bsn_that_is_named_counts_with_a_typing_error() -> None:
    assert ("bsn", "123456789") in kinds("BSN: 123456789")
    assert ("bsn", "12345678") in kinds("Burgerservicenummer van hem is 12345678")


def test_iban() -> None:
    assert is_iban("NL91 ABNA 0417 1643 00")
    assert is_iban("DE89370400440532013000")
    assert not is_iban("NL92ABNA0417164300")
    assert not is_iban("NL91ABNA041716430")
    assert ("iban", "DE89370400440532013000") in kinds("op DE89370400440532013000")
    (span,) = [s for s in patterns.find("op NL92ABNA0417164300") if s.kind is Kind.IBAN]
    assert span.certainty == "mogelijk"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("zie https://a.nl/b?c=d.", "https://a.nl/b?c=d"),
        ("zie www.voorbeeld.nl.", "www.voorbeeld.nl"),
        ("(voorbeeld.school)", "voorbeeld.school"),
    ],
)
def test_web_address_without_the_full_stop_behind_it(text: str, address: str) -> None:
    assert ("webadres", address) in kinds(text)


def test_missing_space_is_no_web_address() -> None:
    assert not kinds("Dat is klaar.de volgende komt.Nee hoor")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in de Kerkstraat 12 woont", "Kerkstraat 12"),
        ("Op Lange Weg 4a", "Lange Weg 4a"),
        ("de Burgemeester van der Lindenlaan 7-9.", "Burgemeester van der Lindenlaan 7-9"),
        ("kerkstraat 3 in", "kerkstraat 3"),
        ("Postbus 123", "Postbus 123"),
        ("Oude Kwekersgang 41, 2999 XZ", "Oude Kwekersgang 41"),
        ("aan de Blaarmeers 8", "Blaarmeers 8"),
    ],
)
def test_address(text: str, found: str) -> None:
    assert found in {text[s.start : s.end] for s in addresses.find(text)}


@pytest.mark.parametrize(
    "text", ["Onderweg 3 keer gestopt", "weg 3 kinderen", "schoolplein 2 keer", "financiering 5"]
)
def test_no_address(text: str) -> None:
    assert not list(addresses.find(text))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("geboren op 12 maart 2013", "12 maart 2013"),
        ("Geboortedatum: 12-3-2013", "12-3-2013"),
        ("geb. 1 jan. '09", "1 jan. '09"),
        ("jarig op 3 mei.", "3 mei"),
        ("sinds 2010-09-30", "2010-09-30"),
        ("van 5/6/98 ofzo", "5/6/98"),
    ],
)
def test_date_of_birth(text: str, date: str) -> None:
    assert date in {text[s.start : s.end] for s in births.find(text)}


@pytest.mark.parametrize("text", ["op 12 maart", "op 12 maart 2026", "om 8.30 uur", "in 2013"])
def test_no_date_of_birth(text: str) -> None:
    assert not list(births.find(text, year=2026))


def test_which_dates_are_old_depends_on_the_year_of_the_wave() -> None:
    assert list(births.find("op 12 maart 2025", year=2028))
    assert not list(births.find("op 12 maart 2025", year=2027))


def test_other_identifiers() -> None:
    assert ("overig", "XK-123-B") in kinds("kenteken XK-123-B")
    assert ("overig", "12AB") in kinds("school 12AB")
    assert not kinds("een laptop van 16GB")
    assert ("overig", "@lieke.dans") in kinds("volg @lieke.dans maar")
    assert ("overig", "204518") in kinds("leerlingnummer 204518")
