"""The alphas for spans: by hand, by counting characters, and what must hold for any.

The 2016 paper's own example is not at hand, so no value here claims to come from it.
"""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stats.agreement import (
    Continuum,
    Span,
    binary_u_alpha,
    code_u_alpha,
    coverage,
    cu_alpha,
    lengths_drawn,
    u_alpha,
)
from pipeline.stats.resampling import draws, resample


def sums(texts: list[Continuum], codes: int = 3):  # type: ignore[no-untyped-def]
    return lengths_drawn(texts, codes, resample(range(len(texts)), count=0))


@st.composite
def texts(draw: st.DrawFn, coders: int | None = None) -> list[Continuum]:
    """Short texts with up to three spans of each coder, who has sometimes not read one."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    m = coders or draw(st.integers(2, 4))
    found = []
    for _ in range(draw(st.integers(1, 3))):
        length = int(random.integers(6, 14))
        by = []
        for _ in range(m):
            cuts = sorted(random.choice(length + 1, 6, replace=False).tolist())
            spans = zip(cuts[::2], cuts[1::2], strict=True)
            kept = [Span(a, b, int(random.integers(3))) for a, b in spans if random.random() < 0.7]
            by.append(tuple(kept) if coders or random.random() < 0.85 else None)
        found.append(Continuum(length, tuple(by)))
    return found


def characters(found: list[Continuum]) -> list[list[list[tuple[int, object]]]]:
    """Per text and reader of a text with two readers: per character its category and its unit."""
    result = []
    for number, text in enumerate(found):
        readers = [spans for spans in text.coders if spans is not None]
        marked = []
        for who, spans in enumerate(readers):
            row: list[tuple[int, object]] = [
                (0, (number, who, "gap", at)) for at in range(text.length)
            ]
            for span in spans:
                for at in range(span.start, span.end):
                    row[at] = (span.code + 1, (number, who, span))
            marked.append(row)
        if len(readers) > 1:
            result.append(marked)
    return result


def by_counting(found: list[Continuum]) -> tuple[float, float]:
    """u-alpha and |u-alpha, comparing every character with every other outside its own unit."""
    marked = characters(found)
    atoms = [atom for text in marked for row in text for atom in row]
    observed = dict.fromkeys(("code", "mark"), 0.0)
    for text in marked:
        for one, other in permutations(text, 2):
            for (a, _), (b, _) in zip(one, other, strict=True):
                observed["code"] += (a != b) / (len(text) - 1)
                observed["mark"] += ((a > 0) != (b > 0)) / (len(text) - 1)
    pairs = [(a, b) for (a, unit), (b, another) in permutations(atoms, 2) if unit != another]
    result = []
    for same, differs in (("code", lambda a, b: a != b), ("mark", lambda a, b: (a > 0) != (b > 0))):
        expected = sum(differs(a, b) for a, b in pairs) / max(len(pairs), 1)
        got = observed[same] / max(len(atoms), 1)
        result.append(1 - got / expected if expected else float("nan"))
    return result[0], result[1]


def test_by_hand() -> None:
    """Ten characters. Both mark 0-4 as code 0 and 6-8; the second calls 6-8 code 0, the first 1.

    Coincidences: code 0 with itself 2·4, gaps 2·4, code 0 with 1 twice 2; sums gap 8, code 0 10,
    code 1 2, all 20. Within units: gaps 4 + 4, code 0 4² + 4² + 2², code 1 2²; together 48.
    u: D_o = 4, D_e = 20 (400 - 64 - 100 - 4) / (400 - 48), u = 1 - 4 · 352 / 4640 = 101 / 145.
    cu: 12 characters, within units 40; D_e = 12 (2 · 10 · 2) / (144 - 40), cu = 2 / 15.
    (k)u of code 0: 2 / 10 of it with another code, to be expected 20 / (20 + 100 - 36).
    """
    one = (Span(0, 4, 0), Span(6, 8, 1))
    other = (Span(0, 4, 0), Span(6, 8, 0))
    found = sums([Continuum(10, (one, other))], 2)
    assert found.shared[0].tolist() == [[8, 0, 0], [0, 8, 2], [0, 2, 0]]
    assert found.alone[0].tolist() == [8, 36, 4]
    assert u_alpha(found)[0] == pytest.approx(101 / 145, abs=1e-12)
    assert binary_u_alpha(found)[0] == 1
    assert cu_alpha(found)[0] == pytest.approx(2 / 15, abs=1e-12)
    assert code_u_alpha(found)[0].tolist() == pytest.approx([1 - 0.2 * 84 / 20, 0])
    part, of_codes = coverage(found)
    assert part[0] == pytest.approx(12 / 20)
    assert of_codes[0].tolist() == [1, 1]


def test_cu_of_three_coders_by_hand() -> None:
    """0-4 code 0; 0-2 code 0 and 2-6 code 1; 0-3 code 1. Pairs of coders count a half each way.

    Coincidences: code 0 with itself 2, code 1 with itself 1, one with the other 3.5 each way; sums
    5.5 and 4.5, all 10. Squared overlaps per pair of coders, halved: (16 + 9) / 2 and 4 of code 0,
    (4 + 1) / 2 and 9 of code 1, together 28. D_o = 7, D_e = 10 (2 · 5.5 · 4.5) / (100 - 28), so
    that cu = 1 - 7 / 6.875 = -1 / 55.
    """
    coders = (
        (Span(0, 4, 0),),
        (Span(0, 2, 0), Span(2, 6, 1)),
        (Span(0, 3, 1),),
    )
    found = sums([Continuum(8, coders)], 2)
    assert found.shared[0, 1:, 1:].tolist() == [[2, 3.5], [3.5, 1]]
    assert found.common[0].tolist() == [16.5, 11.5]
    assert cu_alpha(found)[0] == pytest.approx(-1 / 55, abs=1e-12)
    assert coverage(found)[0][0] == pytest.approx(10 / 24)


@settings(max_examples=40, deadline=None)
@given(texts())
def test_the_same_by_counting_characters(found: list[Continuum]) -> None:
    lengths = sums(found)
    u, binary = by_counting(found)
    assert u_alpha(lengths)[0] == pytest.approx(u, abs=1e-9, nan_ok=True)
    assert binary_u_alpha(lengths)[0] == pytest.approx(binary, abs=1e-9, nan_ok=True)


@settings(max_examples=40, deadline=None)
@given(texts(coders=2))
def test_cu_of_two_coders_is_alpha_of_what_both_marked(found: list[Continuum]) -> None:
    """Only characters that both marked, each coder's mark an atom, pairs outside its own unit."""
    both = [
        (a, b) for one, other in characters(found) for a, b in zip(one, other, strict=True)
        if a[0] and b[0]
    ]  # fmt: skip
    atoms = [atom for pair in both for atom in pair]
    pairs = [(a, b) for (a, unit), (b, another) in permutations(atoms, 2) if unit != another]
    expected = sum(a != b for a, b in pairs) / max(len(pairs), 1)
    observed = sum(a[0] != b[0] for a, b in both) / max(len(both), 1)
    value = 1 - observed / expected if expected else float("nan")
    assert cu_alpha(sums(found))[0] == pytest.approx(value, abs=1e-9, nan_ok=True)
    for code in (1, 2, 3):
        those = [(a, b) for a, b in pairs if a == code]
        expected = sum(b != code for _, b in those) / max(len(those), 1)
        marked = [
            pair
            for one, other in both
            for pair in ((one, other), (other, one))
            if pair[0][0] == code
        ]
        observed = sum(b[0] != code for _, b in marked) / max(len(marked), 1)
        value = 1 - observed / expected if expected else float("nan")
        got = code_u_alpha(sums(found))[0, code - 1]
        assert got == pytest.approx(value, abs=1e-9, nan_ok=True)


@settings(max_examples=40, deadline=None)
@given(texts())
def test_names_and_order_do_not_matter(found: list[Continuum]) -> None:
    own = sums(found)
    turned = [Continuum(text.length, text.coders[::-1]) for text in found[::-1]]
    renamed = [
        Continuum(
            text.length,
            tuple(
                spans and tuple(span._replace(code=(span.code + 1) % 3) for span in spans)
                for spans in text.coders
            ),
        )
        for text in found
    ]
    for statistic in (u_alpha, binary_u_alpha, cu_alpha):
        for same in (turned, renamed):
            expected = statistic(own)
            assert statistic(sums(same)) == pytest.approx(expected, abs=1e-9, nan_ok=True)
    assert code_u_alpha(sums(renamed))[:, [1, 2, 0]] == pytest.approx(
        code_u_alpha(own), abs=1e-9, nan_ok=True
    )


def test_identical_is_one_and_other_codes_are_not() -> None:
    marks = (Span(2, 9, 0), Span(12, 20, 1), Span(20, 31, 2))
    found = sums(
        [Continuum(40, (marks, marks, marks)), Continuum(15, (marks[:1], None, marks[:1]))]
    )
    for statistic in (u_alpha, binary_u_alpha, cu_alpha):
        assert statistic(found)[0] == pytest.approx(1.0)
    assert code_u_alpha(found)[0].tolist() == pytest.approx([1, 1, 1])
    turned = tuple(span._replace(code=(span.code + 1) % 3) for span in marks)
    found = sums([Continuum(40, (marks, turned))])
    assert binary_u_alpha(found)[0] == 1
    assert u_alpha(found)[0] < 0.5
    assert cu_alpha(found)[0] < 0


def test_cu_forgives_where_units_begin_and_u_does_not() -> None:
    one = (Span(0, 10, 0), Span(20, 30, 1))
    other = (Span(4, 14, 0), Span(17, 27, 1))
    found = sums([Continuum(40, (one, other))])
    assert cu_alpha(found)[0] == 1
    assert 0 < u_alpha(found)[0] < 1
    assert u_alpha(found)[0] < cu_alpha(found)[0]
    nearer = sums([Continuum(40, (one, (Span(1, 11, 0), Span(19, 29, 1))))])
    assert u_alpha(nearer)[0] > u_alpha(found)[0]


def test_by_chance_is_about_nought() -> None:
    """Two coders who mark in a hundred texts without looking at them."""
    random = np.random.default_rng(4)

    def marks() -> tuple[Span, ...]:
        cuts = np.sort(random.choice(401, 20, replace=False)).tolist()
        pairs = zip(cuts[::2], cuts[1::2], strict=True)
        return tuple(Span(a, b, int(random.integers(3))) for a, b in pairs)

    found = sums([Continuum(400, (marks(), marks(), marks())) for _ in range(100)])
    for statistic in (u_alpha, binary_u_alpha, cu_alpha):
        assert statistic(found)[0] == pytest.approx(0, abs=0.03)
    assert code_u_alpha(found)[0] == pytest.approx(0, abs=0.05)


def test_undefined() -> None:
    """Nothing marked; one code, so that codes cannot differ; nobody else who read."""
    nothing = sums([Continuum(10, ((), ()))])
    for statistic in (u_alpha, binary_u_alpha, cu_alpha):
        assert np.isnan(statistic(nothing)[0])
    single = sums([Continuum(10, ((Span(1, 5, 0),), (Span(2, 5, 0),)))])
    assert np.isnan(cu_alpha(single)[0])
    assert np.isnan(code_u_alpha(single)).all()
    assert not np.isnan(u_alpha(single)[0])
    unread = sums([Continuum(10, ((Span(1, 5, 0),), None))])
    assert np.isnan(u_alpha(unread)[0])
    assert np.isnan(coverage(unread)[0][0])


def test_a_draw_is_the_sample_with_respondents_repeated() -> None:
    random = np.random.default_rng(9)
    found = []
    for _ in range(7):
        a, b, c = sorted(random.integers(1, 50, 3).tolist())
        one = (Span(a, b + 1, 0), Span(b + 1, c + 5, 1))
        found.append(Continuum(60, (one, (Span(a + 1, c + 2, int(random.integers(2))),))))
    people = ["9K2", "9K2", "1O1", "2P1", "2P1", "3S1", "4K1"]
    drawn = lengths_drawn(found, 2, resample(people, count=5, seed=3))
    names = np.unique(people)
    for row, times in enumerate(draws(people, 5, seed=3), start=1):
        chosen = [
            text
            for who, often in zip(names, times, strict=True)
            for text, owner in zip(found, people, strict=True)
            for _ in range(often)
            if owner == who
        ]
        for statistic in (u_alpha, binary_u_alpha, cu_alpha):
            expected = statistic(sums(chosen, 2))[0]
            assert statistic(drawn)[row] == pytest.approx(expected, abs=1e-9, nan_ok=True)


def test_what_is_refused() -> None:
    for wrong in (
        (Span(0, 4, 0), Span(3, 6, 1)),
        (Span(4, 4, 0),),
        (Span(8, 11, 0),),
        (Span(-1, 2, 0),),
        (Span(0, 2, -1),),
    ):
        with pytest.raises(ValueError, match="coder 1"):
            Continuum(10, ((), wrong))
    with pytest.raises(ValueError, match="above 0"):
        sums([Continuum(10, ((Span(0, 2, 1),), ()))], 1)
    with pytest.raises(ValueError, match="a place for every coder"):
        sums([Continuum(10, ((), ())), Continuum(10, ((), (), ()))])
