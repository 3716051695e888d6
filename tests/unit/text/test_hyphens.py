"""Where a Dutch word broken off at the end of a line gets its hyphen back."""

from __future__ import annotations

import pytest

from pipeline.text.readers.hyphens import Spelling, join


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("de samen-", "werking liep", "de samenwerking liep"),
        ("de zorg-", "en onderwijspartijen", "de zorg- en onderwijspartijen"),
        ("in-", "of uitstroom", "in- of uitstroom"),
        ("de ouder-", "kindrelatie", "de ouder-kindrelatie"),
        ("sociaal-", "emotionele steun", "sociaal-emotionele steun"),
        ("Noord-", "Holland", "Noord-Holland"),
        ("het OZA-", "team", "het OZA-team"),
        ("een 12-", "jarige", "een 12-jarige"),
        ("per e-", "mail", "per e-mail"),
        ("een zee-", "eend", "een zee-eend"),
        ("ge-", "interesseerd", "geïnteresseerd"),
        ("goede idee-", "en.", "goede ideeën."),
        ("het leer\u00ad", "plein", "het leerplein"),
        ("zijn", "huis", "zijn huis"),
        ("hij zei -", "en dat was", "hij zei - en dat was"),
        ("", "begin", "begin"),
    ],
)
def test_join(before: str, after: str, joined: str) -> None:
    assert join(before, after, Spelling([])) == joined


def test_the_document_knows_best() -> None:
    spelling = Spelling(["een thuis-zitter hier", "daar het schoolplan"])
    assert join("een thuis-", "zitter", spelling) == "een thuis-zitter"
    assert join("het school-", "plan", spelling) == "het schoolplan"
