"""Nothing that is left out can be found: an attacker who solves for it, in two ways of its own."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from pipeline.stats.arrays import Flags, Whole
from pipeline.stats.comparing.crosstable import with_branches
from pipeline.stats.comparing.disclosure import Disclosure, Policy, disclose


class Study(NamedTuple):
    raised: Whole
    size: Whole
    columns: Flags
    ozas: Whole
    named: Flags
    parents: list[int]
    fixed: Flags
    policy: Policy

    def disclosed(self) -> Disclosure:
        return disclose(*self[:5], parents=self.parents, fixed=self.fixed, policy=self.policy)

    @property
    def cells(self) -> Whole:
        return self.raised @ self.columns.T

    @property
    def total(self) -> Whole:
        return self.columns @ self.size


@st.composite
def studies(draw: st.DrawFn, codes: int, units: int, most: int) -> Study:
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    codes, units = draw(st.integers(1, codes)), draw(st.integers(1, units))
    size = random.integers(0, most + 1, units)
    parents = [int(random.integers(-1, code)) for code in range(codes)]
    people = np.repeat(np.arange(units), size)
    found = random.random((len(people), codes)) < random.beta(0.8, 1.2, codes)
    found = with_branches(found, parents)
    if draw(st.booleans()):  # a branch that is given by itself too
        found[:, [code for code in range(codes) if code in parents]] |= random.random() < 0.3
        found = with_branches(found, parents)
    raised = np.stack([np.bincount(people[own], minlength=units) for own in found.T])
    several = random.random((draw(st.integers(0, 4)), units)) < 0.5
    columns = np.vstack([np.ones((1, units), dtype=bool), several])
    fixed = np.zeros(len(columns), dtype=bool)
    fixed[0] = draw(st.booleans())
    policy = Policy(
        threshold=draw(st.integers(1, 3)),
        least_respondents=draw(st.integers(1, 5)),
        least_ozas=draw(st.integers(1, 2)),
        width=draw(st.integers(1, 4)),
        unit_width=draw(st.integers(1, 2)),
    )
    named = np.full(units, draw(st.booleans()) and draw(st.booleans()))
    ozas = random.integers(1, units + 1, units)
    return Study(raised, size, columns, ozas, named, parents, fixed, policy)


def families(study: Study) -> list[tuple[int, int, bool]]:
    """(branch, below, closed): who knows the codebook knows which code lies below which."""
    pairs = []
    for branch in range(len(study.raised)):
        below = [code for code, parent in enumerate(study.parents) if parent == branch]
        if below:
            closed = (study.raised[branch] <= study.raised[below].sum(axis=0)).all()
            pairs += [(branch, code, bool(closed)) for code in below]
    return pairs


def covered(study: Study, found: Disclosure, code: int, units: Flags) -> bool:
    """A published column around these units is of nobody or of everybody."""
    cells, total = study.cells[code], study.total
    around = [
        column
        for column in range(len(total))
        if not found.suppressed[code, column]
        and cells[column] in (0, total[column])
        and (study.columns[column] | ~units | (study.size == 0)).all()
    ]
    return bool(around)


def tried(study: Study, found: Disclosure) -> tuple[Whole, Whole]:
    """(codes, columns + units, 2) ranges by trying all tables, for few respondents."""
    codes = range(len(study.raised))
    choices = []
    for code in codes:
        tables = np.array(list(product(*(range(n + 1) for n in study.size))))
        shown = ~found.suppressed[code]
        same = (tables @ study.columns[shown].T == study.cells[code][shown]).all(axis=1)
        choices.append(tables[same])
    low = [[10**6] * (len(study.columns) + len(study.size)) for _ in codes]
    high = [[-1] * (len(study.columns) + len(study.size)) for _ in codes]
    tree = families(study)
    for tables in product(*choices):
        for branch, below, closed in tree:
            if (tables[below] > tables[branch]).any():
                break
            if closed:
                together = sum(t for t, p in zip(tables, study.parents, strict=True) if p == branch)
                if (tables[branch] > together).any():
                    break
        else:
            for code, table in enumerate(tables):
                for at, value in enumerate([*(study.columns @ table), *table]):
                    low[code][at] = min(low[code][at], value)
                    high[code][at] = max(high[code][at], value)
    return np.array(low), np.array(high)


def solved(study: Study, found: Disclosure, code: int, units: Flags) -> tuple[float, float]:
    """The range of one sum by linear programming over all codes at once."""
    codes, number = study.raised.shape
    equal, values, below, bounds = [], [], [], []

    def row(parts: dict[int, Whole]) -> Whole:
        full = np.zeros((codes, number))
        for where, part in parts.items():
            full[where] = part
        return full.ravel()

    for one, column in zip(*np.nonzero(~found.suppressed), strict=True):
        equal.append(row({one: study.columns[column].astype(float)}))
        values.append(study.cells[one, column])
    for branch in range(codes):
        own = [(b, c) for b, c, _ in families(study) if b == branch]
        closed = any(shut for b, _, shut in families(study) if b == branch)
        for unit in np.eye(number):
            below += [row({child: unit, branch: -unit}) for _, child in own]
            if closed:
                below.append(row({branch: unit, **{child: -unit for _, child in own}}))
    for n in np.tile(study.size, codes):
        bounds.append((0, n))
    ends = []
    for sign in (1, -1):
        result = linprog(
            sign * row({code: units.astype(float)}),
            A_ub=np.array(below) if below else None,
            b_ub=np.zeros(len(below)) if below else None,
            A_eq=np.array(equal) if equal else None,
            b_eq=np.array(values) if equal else None,
            bounds=bounds,
        )
        assert result.status == 0, "the truth is one of the tables"
        ends.append(sign * result.fun)
    return ends[0], ends[1]


def wanted(study: Study, found: Disclosure) -> list[tuple[int, int, Flags, int]]:
    """(code, place, units, width) of all that has to stay unknown."""
    policy, result = study.policy, []
    for code in range(len(study.raised)):
        for column, units in enumerate(study.columns):
            if found.suppressed[code, column] and not found.exposed[code, column]:
                width = min(policy.width, study.total[column])
                result.append((code, column, units, width))
        for unit, units in enumerate(np.eye(len(study.size), dtype=bool)):
            if study.named[unit] or found.exposed_units[code, unit]:
                continue
            if not covered(study, found, code, units):
                width = min(policy.unit_width, study.size[unit])
                result.append((code, len(study.columns) + unit, units, width))
    return result


@settings(deadline=None, max_examples=120)
@given(studies(codes=2, units=3, most=3))
def test_trying_all_tables_finds_nothing_that_was_left_out(study: Study) -> None:
    found = study.disclosed()
    low, high = tried(study, found)
    for code, place, _, width in wanted(study, found):
        assert high[code, place] - low[code, place] >= width
    # What is said to be exposed is so, even if all that could be left out were.
    most = Disclosure(np.tile(~study.fixed, (len(study.raised), 1)), *[found.primary] * 3)
    low, high = tried(study, most)
    asked = np.minimum(study.total, study.policy.width)
    asked = np.append(asked, np.minimum(study.size, study.policy.unit_width))
    exposed = np.hstack([found.exposed, found.exposed_units])
    assert (~exposed | (high - low < asked)).all()


@settings(deadline=None, max_examples=60)
@given(studies(codes=5, units=6, most=5))
def test_solving_for_it_finds_nothing_that_was_left_out(study: Study) -> None:
    found = study.disclosed()
    for code, _, units, width in wanted(study, found):
        low, high = solved(study, found, code, units)
        assert high - low >= width - 1e-6


@settings(deadline=None, max_examples=150)
@given(studies(codes=5, units=6, most=5))
def test_what_is_too_small_is_left_out_and_what_stands_elsewhere_is_not(study: Study) -> None:
    found, policy = study.disclosed(), study.policy
    assert not found.suppressed[:, study.fixed].any()
    assert not (found.primary & ~found.suppressed).any()
    if not study.fixed.any():
        assert not found.exposed.any()
        assert not found.exposed_units.any()
    for code, column in np.ndindex(found.suppressed.shape):
        n, value, units = study.total[column], study.cells[code, column], study.columns[column]
        small = 0 < value < policy.threshold or 0 < n - value < policy.threshold
        few = 0 < n < policy.least_respondents
        few |= n > 0 and len(set(study.ozas[units & (study.size > 0)])) < policy.least_ozas
        if study.named.all():
            assert not found.suppressed[code, column]
        elif not study.fixed[column] and (small or few):
            assert found.suppressed[code, column] or covered(study, found, code, units)
        if found.suppressed[code, column]:
            assert n > 0
            # What a published 'nobody' or 'everybody' says is not left out for show.
            assert not covered(study, found, code, units)


def lines(raised: list[list[int]], columns: list[list[int]], **more: object) -> Disclosure:
    """Six units of five respondents in an OZA of their own, unless said otherwise."""
    units = len(raised[0])
    return disclose(
        raised,
        more.pop("size", [5] * units),  # type: ignore[arg-type]
        columns,
        range(units),
        more.pop("named", [False] * units),  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


TOTAL, LEFT, RIGHT = [1, 1, 1, 1, 1, 1], [1, 1, 0, 0, 0, 0], [0, 0, 1, 1, 0, 0]
REST = [0, 0, 0, 0, 1, 1]


def test_what_is_left_out_cannot_be_subtracted() -> None:
    """2 of 15 is too small; with the total and two columns it would be the difference."""
    found = lines([[1, 1, 2, 2, 3, 1]], [TOTAL, LEFT, RIGHT, REST])
    assert found.primary.tolist() == [[False, True, False, False]]
    assert found.suppressed.sum() == 2
    assert not found.suppressed[0, 0]


def test_nor_is_the_total_spared_when_nothing_else_helps() -> None:
    found = lines([[1, 1, 2, 2, 3, 1]], [TOTAL, LEFT, [0, 0, 1, 1, 1, 1]])
    assert found.suppressed[0].sum() == 2
    elsewhere = lines([[1, 1, 2, 2, 3, 1]], [TOTAL, LEFT, [0, 0, 1, 1, 1, 1]], fixed=[1, 0, 0])
    assert elsewhere.suppressed.tolist() == [[False, True, True]]


def test_two_tables_that_differ_by_one_oza_say_something_about_it() -> None:
    """'zorg voorliggend' are OZA's 0, 1 and 2, 'in zorginstelling' 0 and 1: together they say that
    three of five at OZA 2 raised it. Nothing is small, and still one has to go."""
    care, building = [1, 1, 1, 0, 0, 0], [1, 1, 0, 0, 0, 0]
    found = lines([[2, 2, 3, 2, 2, 1]], [TOTAL, care, building])
    assert not found.primary.any()
    assert found.suppressed.sum() == 1
    apart = lines([[2, 2, 3, 2, 2, 1]], [TOTAL, care])
    assert not apart.suppressed.any()


def test_a_branch_says_something_about_its_only_code() -> None:
    """The branch holds one code: whoever knows the one knows the other."""
    raised = [[1, 1, 2, 3, 1, 3], [1, 1, 2, 3, 1, 3]]
    columns = [[1] * 6, [1, 1, 0, 0, 0, 0], [0, 0, 1, 1, 1, 1]]
    policy = Policy(least_respondents=1, least_ozas=1)
    together = lines(raised, columns, parents=[-1, 0], policy=policy)
    assert (together.suppressed[0] == together.suppressed[1]).all()
    mixed = [[3, 4, 4, 3, 1, 3], [1, 1, 4, 3, 1, 3]]
    loose = lines(mixed, columns, parents=[-1, -1], policy=policy)
    assert not loose.suppressed[0].any()
    assert loose.suppressed[1].sum() == 2


def test_all_codes_below_a_branch_are_at_least_the_branch() -> None:
    """Of 4 who raised the branch 3 raised one code of the two: 1 to 4 raised the other, which is
    too little doubt when a width of 4 is asked. Where the branch was given by itself as well, as to
    the fourth, nobody knows that."""
    columns, policy = [[1] * 6], Policy(width=4)
    branch, one = [1, 1, 1, 1, 0, 0], [1, 1, 1, 0, 0, 0]
    closed = lines([branch, one, [0, 0, 1, 1, 0, 0]], columns, parents=[-1, 0, 0], policy=policy)
    assert closed.primary[:, 0].tolist() == [False, False, True]
    assert closed.suppressed[:, 0].sum() == 2
    itself = lines([branch, one, [0, 1, 1, 0, 0, 0]], columns, parents=[-1, 0, 0], policy=policy)
    assert itself.suppressed[:, 0].tolist() == [False, False, True]


def test_what_turns_out_not_to_be_needed_is_put_back() -> None:
    """Of four and two in two OZA's one in all raised it, and nobody in the second: that says it was
    one in the first. Nobody is left out first; the second has two respondents, so for a width of
    two the total has to go as well, and then nobody need not have."""
    policy = Policy(threshold=1, least_respondents=1, least_ozas=1, unit_width=1)
    found = lines([[1, 0]], [[1, 1], [0, 1]], size=[4, 2], policy=policy)
    assert found.suppressed.tolist() == [[True, False]]


def test_what_a_number_put_back_gives_away_is_put_back_with_it() -> None:
    """The same, with a column of one respondent, too few to show, inside that of nobody: as soon as
    this is shown again, it says that nobody in the small one raised it either."""
    policy = Policy(threshold=1, least_respondents=2, least_ozas=1, unit_width=1)
    columns = [[1, 1, 1], [1, 1, 1], [0, 1, 1], [0, 1, 0]]
    found = lines([[1, 0, 0]], columns, size=[4, 1, 1], policy=policy)
    assert found.suppressed.tolist() == [[True, True, False, False]]


def test_nobody_and_everybody_are_no_secret() -> None:
    found = lines([[0] * 6, [5] * 6], [TOTAL, LEFT, RIGHT], policy=Policy(least_respondents=12))
    assert not found.suppressed.any()


def test_few_respondents_or_one_oza_are_left_out_as_a_whole() -> None:
    raised = [[1, 1, 3, 3, 3, 3]]
    columns = [TOTAL, [1, 1, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]]
    found = lines(raised, columns, size=[2, 2, 6, 6, 6, 6])
    assert found.primary.tolist() == [[False, True, True, False]]
    assert found.suppressed[0, 1:3].all()
    free = lines(raised, columns, size=[2, 2, 6, 6, 6, 6], named=[True] * 6)
    assert not free.suppressed.any()


def test_what_stands_elsewhere_can_give_it_away_and_then_it_is_said() -> None:
    """1 of 30 and 1 of 10 stand in the report: of the other twenty nobody."""
    found = lines([[1, 0, 0, 0, 0, 0]], [TOTAL, LEFT], fixed=[1, 1])
    assert not found.suppressed.any()
    assert found.exposed_units.tolist() == [[True] * 6]  # of the first ten, not more than one
    two = lines([[1, 0, 3, 2, 1, 0]], [TOTAL, LEFT, RIGHT, REST], fixed=[1, 1, 1, 0])
    assert two.suppressed.tolist() == two.exposed.tolist() == [[False, False, False, True]]


def test_a_whole_codebook_in_a_table_of_nine() -> None:
    """70 codes in branches of ten, two actors in nine OZA's, a total and nine columns that overlap
    in part; the attacker looks at a part of what is left out."""
    random = np.random.default_rng(12)
    size = random.integers(0, 4, 18)
    parents = [code - code % 10 if code % 10 else -1 for code in range(70)]
    people = np.repeat(np.arange(18), size)
    found = random.random((len(people), 70)) < random.beta(1.5, 2.5, 70)
    found = with_branches(found, parents)
    raised = np.stack([np.bincount(people[own], minlength=18) for own in found.T])
    ozas = np.arange(18) % 9
    traits = np.array([[0, 0, 0, 1, 1, 0, 1, 0, 0], [0, 1, 2, 0, 1, 2, 0, 1, 2], [0, 1] * 4 + [0]])
    columns = [np.arange(18) < 9, np.arange(18) >= 9]
    columns += [trait[ozas] == value for trait in traits for value in np.unique(trait)]
    study = Study(
        raised,
        size,
        np.vstack([np.ones(18, dtype=bool), *columns]),
        ozas,
        np.zeros(18, dtype=bool),
        parents,
        np.zeros(len(columns) + 1, dtype=bool),
        Policy(),
    )
    made = study.disclosed()
    assert made.suppressed.shape == (70, 10)
    assert made.primary.sum() <= made.suppressed.sum() < 0.6 * made.suppressed.size
    for code, _, units, width in wanted(study, made)[::24]:
        own = [one for one in range(70) if one // 10 == code // 10]
        branch = study._replace(raised=raised[own], parents=[-1] + [0] * 9)
        part = Disclosure(*(np.asarray(each)[own] for each in (made.suppressed,) * 4))
        low, high = solved(branch, part, own.index(code), units)
        assert high - low >= width - 1e-6


def test_the_same_twice() -> None:
    random = np.random.default_rng(4)
    raised = random.integers(0, 4, (12, 6))
    first, second = (lines(raised.tolist(), [TOTAL, LEFT, RIGHT, REST]) for _ in range(2))
    assert (first.suppressed == second.suppressed).all()


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and its bound"):
        lines([[6, 0]], [[1, 1]])
    with pytest.raises(ValueError, match="does not hold"):
        lines([[1, 0], [2, 0]], [[1, 1]], parents=[-1, 0])
    with pytest.raises(ValueError, match="a parent, or -1"):
        lines([[1, 0], [1, 0]], [[1, 1]], parents=[-1])
    with pytest.raises(ValueError, match="columns"):
        lines([[1, 0]], [[1, 1, 1]])
    with pytest.raises(ValueError, match="at least 1"):
        Policy(width=0)
