"""Properties of the privacy room: nothing found gets lost, and offsets keep their order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.report import Report
from pipeline.privacy.checks import is_bsn, is_iban
from pipeline.privacy.detect import find, labels
from pipeline.privacy.finding import CERTAINTIES, Kind, Span
from pipeline.privacy.forms import near
from pipeline.privacy.overlap import resolve
from pipeline.privacy.pseudonymise import Labels, Replacement, apply, label_for, shift
from pipeline.privacy.roster import Roster

TEXTS = st.text(alphabet="abS nD'’.-:\n[]0612é\u0301", max_size=60)
PIECES = st.sampled_from(
    [
        "Sanne",
        "de Vries",
        "juf",
        "bos",
        "06-12345678",
        "1234 AB",
        ":",
        ".",
        "\n",
        "- ",
        "[naam kind]",
    ]
)
SENTENCES = st.lists(PIECES, max_size=12).map(" ".join)
NAMES = st.sampled_from(["Sanne", "Daan", "Quirijn", "Yusuf", "Jaydenly", "Fatima", "Zoë"])


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(alphabet="ab .", min_size=1, max_size=30))
    found = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind, certainty = draw(st.sampled_from(list(Kind))), draw(st.sampled_from(CERTAINTIES))
        found.append(Span(start, end, kind, draw(st.sampled_from(["net", "patroon"])), certainty))
    return text, found


@st.composite
def replaced(draw: st.DrawFn) -> tuple[str, list[Replacement]]:
    text = draw(st.text(max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    serial = st.integers(1, 120)
    return text, [
        Replacement("1K1", start, end, label_for(Kind.PERSOON, "kind", draw(serial)))
        for start, end in pairs
    ]


@given(spans())
def test_overlaps_are_resolved_without_losing_a_letter(case: tuple[str, list[Span]]) -> None:
    text, given_spans = case
    kept = resolve(given_spans, text)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    before = {i for s in given_spans for i in range(s.start, s.end) if text[i].isalnum()}
    after = {i for s in kept for i in range(s.start, s.end) if text[i].isalnum()}
    assert before == after
    assert resolve(reversed(given_spans), text) == kept


@given(st.text())
def test_without_replacements_nothing_changes(text: str) -> None:
    assert apply(text, []) == text
    assert [shift([], n) for n in range(len(text))] == list(range(len(text)))


@given(replaced())
def test_offsets_keep_their_order_and_their_letters(case: tuple[str, list[Replacement]]) -> None:
    text, replacements = case
    result = apply(text, replacements)
    moved = [shift(replacements, n) for n in range(len(text) + 1)]
    assert moved == sorted(moved)
    assert moved[-1] == len(result)
    inside = {n for r in replacements for n in range(r.start, r.end)}
    assert all(result[moved[n]] == text[n] for n in range(len(text)) if n not in inside)
    assert all(result[moved[r.start] : moved[r.end]] == r.label for r in replacements)


@settings(max_examples=60, deadline=None)
@given(st.one_of(TEXTS, SENTENCES))
def test_findings_are_ordered_apart_and_true_to_the_text(text: str) -> None:
    report = Report("1K1", text, ())
    findings = find(report, allowed=frozenset(), roster=Roster.of(["Sanne", "Bo"]))
    assert all(text[f.start : f.end] == f.text for f in findings)
    assert all(a.end <= b.start for a, b in pairwise(findings))
    assert not any(f.start < e and s < f.end for f in findings for s, e in labels(text))


@settings(max_examples=60, deadline=None)
@given(NAMES, SENTENCES, SENTENCES, st.sampled_from([str, str.lower, str.upper]))
def test_name_of_the_roster_is_found_wherever_it_stands(
    name: str, before: str, after: str, spelt: type[str]
) -> None:
    text = f"{before} , {spelt(name)} , {after}"
    start = len(before) + 3
    report = Report("1K1", text, ())
    findings = find(report, allowed=frozenset(), roster=Roster.of([name]))
    assert any(f.start <= start and start + len(name) <= f.end for f in findings)


@given(
    st.sampled_from(list(Kind)),
    st.sampled_from(["", "kind", "ouder", "professional", "partner", "OZA"]),
    st.integers(1, 99),
)
def test_our_own_labels_are_recognised_as_labels(kind: Kind, role: str, serial: int) -> None:
    label = label_for(kind, role, serial)
    assert labels(label) == [(0, len(label))]


@given(st.lists(st.tuples(NAMES, st.sampled_from(["kind", "ouder"])), max_size=12))
def test_labels_are_stable_and_of_one_person_each(rows: list[tuple[str, str]]) -> None:
    known, seen = Labels(), {}
    for name, role in rows:
        known, label = known.with_name(name, Kind.PERSOON, role)
        assert seen.setdefault(name, label) == label
    assert len(set(seen.values())) == len(seen)
    again = Labels(known.by_name)
    assert all(again.with_name(n, Kind.PERSOON, "")[1] == label for n, label in seen.items())


@given(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True), st.integers(0, 8), st.integers(1, 9))
def test_eleven_test_finds_every_wrong_digit(number: str, place: int, by: int) -> None:
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assert not (is_bsn(number) and is_bsn(wrong))


@given(st.integers(0, 9_999_999_999), st.integers(1, 96))
def test_iban_check_digits_find_every_other_pair(account: int, off: int) -> None:
    body = f"ABNA{account:010d}"
    number = int("".join(str(int(sign, 36)) for sign in body + "NL00"))
    check = 98 - number % 97
    assert is_iban(f"NL{check:02d}{body}")
    other = (check - 2 + off) % 97 + 2
    assert not is_iban(f"NL{other:02d}{body}")


@given(st.text("abc", min_size=6, max_size=8), st.integers(0, 5), st.sampled_from("abcx"))
def test_one_letter_is_near(word: str, place: int, letter: str) -> None:
    other = word[:place] + letter + word[place + 1 :]
    assert near(word, other) == (word != other)
    assert near(word, word[:place] + word[place + 1 :])
    assert near(word[:place] + letter + word[place:], word)
