"""Who and how many: every way in which a report says it."""

from __future__ import annotations

import pytest

from pipeline.report.claims.claim import Mention, Subject
from pipeline.report.claims.spotting import Spotter


def told(mention: Mention) -> tuple[str, int | None, int | None, str]:
    """(quantifier, number, total, actors) of a mention."""
    words = mention.quantity.words[0] if mention.quantity else ""
    number = mention.number.value if mention.number else None
    actors = " ".join(mention.actors) or mention.subject.value
    return words, number, mention.total, actors


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Vrijwel alle ouders noemden dit.", [("vrijwel alle", None, None, "ouder")]),
        ("De meeste geïnterviewde kinderen vertelden erover.", [("de meeste", None, None, "kind")]),
        ("Een deel van de ouders zag dat.", [("een deel", None, None, "ouder")]),
        ("Geen van de samenwerkingspartners sprak erover.", [("geen van", None, None, "partner")]),
        ("Geen enkele ouder sprak erover.", [("geen van", None, None, "ouder")]),
        ("11 van de 15 ouders noemden dit.", [("", 11, 15, "ouder")]),
        ("Veertien van de vijftien ouders noemden dit.", [("", 14, 15, "ouder")]),
        ("Bij acht van de negen groepen professionals.", [("", 8, 9, "professional")]),
        ("In vier van de negen gesprekken met partners.", [("", 4, 9, "partner")]),
        ("Twee ouders noemden dit.", [("", 2, None, "ouder")]),
        ("Elf van de ouders noemden dit.", [("", 11, None, "ouder")]),
        ("Alle vijftien ouders noemden dit.", [("alle", None, 15, "ouder")]),
        ("De meeste ouders (9 van de 15) noemden dit.", [("de meeste", 9, 15, "ouder")]),
        ("Ouders (11/15) noemden dit.", [("", 11, 15, "ouder")]),
        ("Van de vijftien ouders noemden er elf de app.", [("", 11, 15, "ouder")]),
        ("Van de kinderen noemde de helft de dieren.", [("de helft", None, None, "kind")]),
        ("3 van de 9 OZA’s hebben een tuin.", [("", 3, 9, "oza's")]),
        ("Vrijwel alle kinderen en ouders.", [("vrijwel alle", None, None, "kind ouder")]),
        (
            "Alle kinderen en enkele ouders noemden dit.",
            [("alle", None, None, "kind"), ("enkele", None, None, "ouder")],
        ),
        ("Alle ouders op één na noemden dit.", [("op één na alle", None, None, "ouder")]),
        ("Een ruime meerderheid van de jongeren.", [("een ruime meerderheid", None, None, "kind")]),
        ("Ouders vertelden over alle onderwijsprofessionals.", []),
        ("Een ander deel van de ouders zag dat.", []),
        ("De overige ouders en een ouder van buiten.", []),
    ],
)
def test_a_mention_is_read_as_a_person_would(
    spotter: Spotter, sentence: str, expected: list[tuple[str, int | None, int | None, str]]
) -> None:
    assert [told(mention) for mention in spotter.mentions(sentence)] == expected


def test_every_respondent_together(spotter: Spotter) -> None:
    [mention] = spotter.mentions("Alle respondenten noemden dit.")
    assert mention.everyone
    assert mention.subject is Subject.RESPONDENTS
    assert len(mention.actors) == 4


@pytest.mark.parametrize(
    ("sentence", "right", "wrong"),
    [
        ("Minstens tien ouders zagen dit.", (10, 15), (9,)),
        ("Ruim tien ouders zagen dit.", (11, 14), (10, 9)),
        ("Hooguit drie ouders zagen dit.", (0, 3), (4,)),
        ("Ongeveer tien ouders zagen dit.", (9, 10, 11), (8, 12)),
        ("Slechts tien ouders zagen dit.", (10,), (9, 11)),
    ],
)
def test_a_word_before_a_number_widens_it(
    spotter: Spotter, sentence: str, right: tuple[int, ...], wrong: tuple[int, ...]
) -> None:
    [mention] = spotter.mentions(sentence)
    assert mention.number is not None
    assert all(mention.number.allows(count) for count in right)
    assert not any(mention.number.allows(count) for count in wrong)
