"""Weights, their sensitivity, walks and outcomes, on the shipped data and on broken copies."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.appraisal.answers import Answers, follow, read_answers
from pipeline.appraisal.outcome import Outcome, Standing
from pipeline.appraisal.paths import problems_of
from pipeline.appraisal.scoring import score_table, totals
from pipeline.appraisal.sensitivity import turns, winners
from pipeline.appraisal.telling import as_data, as_lines
from pipeline.appraisal.walking import answer, begin, every_walk
from pipeline.domain.flow import Choice, Flow, Question
from pipeline.errors import AnswersError
from tests.unit.appraisal.shipped import FLOWS, FRAME

CRITERIA = [criterion.id for criterion in FRAME.criteria]
WEIGHTS = st.fixed_dictionaries({id_: st.integers(0, 9).map(Fraction) for id_ in CRITERIA}).filter(
    lambda weights: any(weights.values())
)
COLLECTIVE = {"wettelijk-kader": "nee", "resultaat-mogelijk": "nee", "groep": "uniform"}
COLLECTIVE |= {"gemeente": "ja", "herkomst": "ja", "comfort": "ja", "schommeling": "stabiel"}


def outcome(flow: str, answers: dict[str, str], **more: object) -> Outcome:
    return follow(FRAME, FLOWS, Answers(flow, answers, **more))  # type: ignore[arg-type]


def standing(found: Outcome) -> dict[str, Standing]:
    return {one.option: one.standing for one in found.options}


@settings(deadline=None, max_examples=50)
@given(WEIGHTS)
def test_a_turn_is_where_two_options_are_equal(weights: dict[str, Fraction]) -> None:
    for turn in turns(FRAME, weights):
        if not any({**weights, turn.criterion: turn.weight}.values()):
            continue
        at = {t.option: t.value for t in totals(FRAME, {**weights, turn.criterion: turn.weight})}
        assert at[turn.upper] == at[turn.lower]


@settings(deadline=None, max_examples=50)
@given(WEIGHTS, st.sampled_from(CRITERIA), st.integers(0, 40).map(lambda n: Fraction(n, 2)))
def test_no_order_changes_without_a_turn(
    weights: dict[str, Fraction], criterion: str, to: Fraction
) -> None:
    changed = {**weights, criterion: to}
    if not any(changed.values()):
        return
    low, high = sorted((weights[criterion], to))
    passed = {
        frozenset((t.upper, t.lower))
        for t in turns(FRAME, weights)
        if t.criterion == criterion and low <= t.weight <= high
    }
    before = {t.option: t.value for t in totals(FRAME, weights)}
    after = {t.option: t.value for t in totals(FRAME, changed)}
    for one in before:
        for other in before:
            if before[one] > before[other] and after[one] <= after[other]:
                assert frozenset((one, other)) in passed


@settings(deadline=None, max_examples=50)
@given(WEIGHTS, st.integers(1, 9))
def test_only_the_proportion_of_weights_counts(weights: dict[str, Fraction], times: int) -> None:
    assert totals(FRAME, {id_: w * times for id_, w in weights.items()}) == totals(FRAME, weights)


def test_one_criterion_alone_is_won_by_who_scores_highest_on_it() -> None:
    table = score_table(FRAME)
    for criterion, best in winners(FRAME).items():
        most = max(table[option, criterion].value for option in FRAME.option_ids)
        assert set(best) == {o for o in FRAME.option_ids if table[o, criterion].value == most}


@pytest.mark.parametrize(
    "weights", [{"prijs": Fraction(1)}, {"kwaliteit": Fraction(-1)}, {"kwaliteit": Fraction(0)}]
)
def test_impossible_weights_are_refused(weights: dict[str, Fraction]) -> None:
    with pytest.raises(ValueError, match=r"criterium|nul"):
        totals(FRAME, weights)


def test_the_shipped_graphs_hold_together() -> None:
    assert list(problems_of(FRAME, FLOWS)) == []
    for flow in FLOWS.values():
        for walk in every_walk(flow, FLOWS):
            assert walk.advice is not None
            judged = walk.flow.signs(walk.advice) or walk.advice.options
            assert set(judged) <= set(FRAME.option_ids)


def broken(**changes: object) -> dict[str, Flow]:
    flow = FLOWS["eigen-setting"]
    return {"eigen-setting": replace(flow, **changes)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"start": "nergens"}, "nergens"),
        ({"advice": FLOWS["eigen-setting"].advice[:-1]}, "advies-samen"),
        ({"start": "advies-samen"}, "geen enkel antwoord leidt naar"),
        (
            {"advice": (*FLOWS["eigen-setting"].advice, FLOWS["eigen-setting"].advice[0])},
            "twee keer",
        ),
    ],
)
def test_a_graph_that_does_not_hold_together_is_told(changes: dict[str, object], said: str) -> None:
    assert any(said in problem for problem in problems_of(FRAME, broken(**changes)))


def test_a_question_that_changes_nothing_is_told() -> None:
    flow = FLOWS["eigen-setting"]
    idle = Question("weer", "Regent het?", "", "5.3", (Choice("ja", "Ja", flow.start),) * 1)
    idle = replace(idle, choices=(Choice("ja", "Ja", flow.start), Choice("nee", "Nee", flow.start)))
    flows = broken(questions=(idle, *flow.questions), start="weer")
    assert any("'weer' maakt niets uit" in problem for problem in problems_of(FRAME, flows))


def test_a_graph_that_goes_round_is_told() -> None:
    flow = FLOWS["eigen-setting"]
    first = flow.questions[0]
    back = tuple(replace(choice, to=first.id) for choice in first.choices)
    flows = broken(questions=(replace(first, choices=back), *flow.questions[1:]))
    assert any("rond" in problem for problem in problems_of(FRAME, flows))


def test_answers_give_every_option_with_its_standing() -> None:
    found = outcome("zorg-in-onderwijs", COLLECTIVE, met={"jeugdhulp": True})
    assert standing(found) == {
        "beschikbaarheid": Standing.FIRST,
        "doelgroep": Standing.POSSIBLE,
        "productie": Standing.OUT,
        "traject": Standing.OUT,
        "resultaat": Standing.OUT,
        "populatie": Standing.OUT,
    }
    assert found.options[0].unknown == ()
    assert [m.id for m in found.mitigations] == ["aanvullend-individueel"]


def test_an_unmet_precondition_keeps_an_option_waiting() -> None:
    found = outcome("zorg-in-onderwijs", COLLECTIVE, met={"aanwijsbaar-gebruik": False})
    assert standing(found)["doelgroep"] is Standing.WAITS
    assert standing(found)["beschikbaarheid"] is Standing.FIRST


def test_own_weights_only_order_options_of_the_same_standing() -> None:
    answers = {"zelfde-wijze": "nee"}
    plain = outcome("eigen-setting", answers)
    own = outcome("eigen-setting", answers, weights={"keuzevrijheid": Fraction(90)})
    assert standing(plain) == standing(own)
    assert [one.option for one in own.options][:1] == ["productie"]
    assert [one.option for one in plain.options][:1] == ["resultaat"]


@pytest.mark.parametrize(
    ("answers", "more", "said"),
    [
        ({}, {}, "de vraag 'wettelijk-kader' is nog niet beantwoord"),
        ({"wettelijk-kader": "soms"}, {}, "de vraag 'wettelijk-kader' heeft geen antwoord 'soms'"),
        ({"wettelijk-kader": "ja", "kleur": "rood"}, {}, "er is geen vraag 'kleur'"),
        ({"wettelijk-kader": "ja", "groep": "klein"}, {}, "'groep' niet aan de orde"),
        ({"wettelijk-kader": "ja"}, {"met": {"jeugdhulp": True}}, "in strijd"),
        ({"wettelijk-kader": "ja"}, {"met": {"geluk": True}}, "geen randvoorwaarde 'geluk'"),
        ({"wettelijk-kader": "ja"}, {"weights": {"prijs": Fraction(1)}}, "criterium 'prijs'"),
    ],
)
def test_answers_that_do_not_fit_are_refused_by_name(
    answers: dict[str, str], more: dict[str, object], said: str
) -> None:
    with pytest.raises(AnswersError, match=said):
        outcome("zorg-in-onderwijs", answers, **more)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "JSON-object"),
        ({"vragen": {}}, "onbekend onderdeel 'vragen'"),
        ({"answers": ["ja"]}, "'answers'"),
        ({"answers": {"groep": 3}}, "de vraag 'groep'"),
        ({"preconditions": {"indicatie": "misschien"}}, "'indicatie' is ja of nee"),
        ({"weights": {"kwaliteit": "veel"}}, "gewicht van 'kwaliteit'"),
        ({"weights": {"kwaliteit": float("nan")}}, "gewicht van 'kwaliteit'"),
    ],
)
def test_a_file_of_answers_that_cannot_be_read_is_refused(data: object, said: str) -> None:
    with pytest.raises(AnswersError, match=said):
        read_answers(data, "algemeen")


def test_decimals_are_taken_as_written() -> None:
    assert read_answers({"weights": {"kwaliteit": 0.1}}, "a").weights["kwaliteit"] == Fraction(
        1, 10
    )


def test_the_same_outcome_as_data_and_as_lines() -> None:
    found = outcome("zorg-in-onderwijs", COLLECTIVE)
    data = as_data(found, FRAME)
    assert data["path"][0]["section"] == "5.1 stap 1"
    assert [model["model"] for model in data["models"]][:2] == ["beschikbaarheid", "doelgroep"]
    text = "\n".join(as_lines(found, FRAME))
    assert text.index("Eerste keus") < text.index("Kan ook") < text.index("Valt af")


def test_a_walk_ends_where_no_question_is_left() -> None:
    walk = answer(begin(FLOWS["zorg-in-onderwijs"]), "ja", FLOWS)
    with pytest.raises(ValueError, match="geen vraag meer"):
        answer(walk, "ja", FLOWS)
