"""Quotations in prose: letter for letter, and of the right speaker."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import asdict

import pytest

from pipeline.domain.quotable import MarkedSegment
from pipeline.report.claims.finding import Cause, Review
from pipeline.report.claims.sources import Sources
from pipeline.report.evidence import Evidence

Check = Callable[..., Review]
# What everybody says in the small evidence: OZA 1 three weeks, OZA 2 six.
SAID = "Wij zitten hier in een rustige ruimte met planten, al 3 weken lang."
SIX = "Wij zitten hier in een rustige ruimte met planten, al 6 weken lang."


@pytest.mark.parametrize(
    "text",
    [
        f"Een ouder zei: “{SAID}”",
        f'"{SAID}" (ouder)',
        f"‘{SAID}’ — Professional, OZA 1",
        f"„{SIX}” — Professional, OZA\u00a02",
        "Een kind zegt: “wij zitten hier in een rustige ruimte”, en dat is mooi.",
        "Een kind: “Wij zitten hier […] met planten, al 3 weken lang”.",
        "Een kind: “Wij zitten … met planten, al 3 weken lang.”",
        "Een kind: “Wij [de groep] zitten hier in een rustige ruimte”.",
        "Een kind: “[Wij] zitten hier in een rustige ruimte”.",
        "Een kind: “Wij zitten hier in een\nrustige ruimte  met planten”.",
    ],
)
def test_what_was_said_is_left_alone(review: Check, text: str) -> None:
    found = review("3.2 Kinderen", text)
    assert (found.quotations, found.findings) == (1, ())


@pytest.mark.parametrize(
    ("text", "cause", "says"),
    [
        (
            "Een ouder: “Wij zitten hier in een drukke ruimte met planten.”",
            Cause.QUOTATION,
            "rustige",
        ),
        (
            "Een ouder: “Wij zitten hier in een zeer rustige ruimte met planten.”",
            Cause.QUOTATION,
            "zeer",
        ),
        ("Een ouder: “Het was elke dag een feest om te komen.”", Cause.QUOTATION, "niet gevonden"),
        (f"“{SAID}” — Ouder, OZA 1", Cause.ATTRIBUTION, "nummer weg"),
        (f"In OZA 1 zei een kind: “{SAID}”", Cause.ATTRIBUTION, "nummer weg"),
        (f"“{SIX}” — Professional, OZA 1", Cause.ATTRIBUTION, "OZA 2"),
        (f"“{SAID}” — Samenwerkingspartner, OZA 1", Cause.ATTRIBUTION, "samenwerkingspartner"),
        (f"“{SAID}” (1K1)", Cause.ATTRIBUTION, "nummer weg"),
    ],
)
def test_what_was_not_said_so_gets_a_comment(
    review: Check, text: str, cause: Cause, says: str
) -> None:
    found = review("3.2 Kinderen", text)
    assert [f.cause for f in found.findings] == [cause]
    assert says in found.findings[0].comment


def test_the_speaker_may_stand_in_the_paragraph_below(review: Check) -> None:
    found = review("3.3 Professionals", f"“{SIX}”", "— Professional, OZA 1")
    assert [f.passage for f in found.findings] == [1]


def test_labels_and_sayings_are_no_quotations(review: Check) -> None:
    found = review(
        "3.2 Kinderen",
        "Het thema ‘Laagdrempelig contact en korte lijnen’ en ‘van het kastje naar de muur’.",
        "“Te kort.”",
    )
    assert (found.quotations, found.findings) == (0, ())


def test_a_claim_inside_a_quotation_is_nobodys(review: Check) -> None:
    found = review("3.2.2 De weg", f"Een ouder: “{SAID} Alle ouders hebben zelf gezocht.”")
    assert [f.cause for f in found.findings] == [Cause.QUOTATION]


def test_never_to_be_quoted_and_not_yet_read(
    review: Check, evidence: Callable[..., Evidence], numbers: Evidence
) -> None:
    never = {
        id_: MarkedSegment(**asdict(segment), never=True)
        for id_, segment in numbers.segments.items()
    }
    marked = dataclasses.replace(numbers, segments=never)
    [finding] = review("3.2 K", f"Een ouder: “{SAID}”", rests_on=marked).findings
    assert "niet citeren" in finding.comment
    unread = evidence(unread=("1K1", "1O1", "1O2", "1P1"))
    [finding] = review("3.2 K", f"Een ouder: “{SAID}”", rests_on=unread).findings
    assert "niet geheel is gevalideerd" in finding.comment


def test_how_much_differs(numbers: Evidence) -> None:
    sources = Sources(numbers.segments)
    near = sources.nearest("Wij zitten hier in een rustige kamer met planten", 0.15)
    assert near is not None
    assert (near.ours, near.theirs) == ("kamer", "ruimte")
    assert 0.0 < near.difference <= 0.15
    assert sources.nearest("Wij zaten daar in een lawaaiige gang met lampen", 0.15) is None


def test_a_label_counts_without_its_number(
    evidence: Callable[..., Evidence], review: Check
) -> None:
    some = evidence()
    segments = {
        id_: dataclasses.replace(s, text="Ik ging met [naam kind 2] naar buiten toe.")
        for id_, s in some.segments.items()
    }
    told = dataclasses.replace(some, segments=segments)
    text = "Een kind: “Ik ging met [naam kind] naar buiten toe.”"
    assert not review("3.2 K", text, rests_on=told).findings
