"""Weighing as a user does it: question by question, from a file, and as drawings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.commands import app
from pipeline.errors import AnswersError, AppraisalError

ROOT = Path(__file__).parents[2]
ANSWERS = {
    "flow": "onderwijs-in-zorg",
    "answers": {"ingeschreven": "nee", "zicht": "nee", "groep": "individueel"},
    "preconditions": {"genoeg-trajecten": "nee"},
}
Weigh = Callable[..., str]


@pytest.fixture
def weigh(tmp_path: Path) -> Weigh:
    def call(*options: str, answers: object = None, typed: str = "") -> str:
        given = []
        if answers is not None:
            path = tmp_path / "antwoorden.json"
            path.write_text(
                answers if isinstance(answers, str) else json.dumps(answers), encoding="utf-8"
            )
            given = ["--answers", str(path)]
        command = ["afweging", "--root", str(ROOT), *given, *options]
        result = CliRunner().invoke(app, command, input=typed)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.output

    return call


def test_the_questions_are_asked_one_by_one(weigh: Weigh) -> None:
    told = weigh(typed="1\nx\n9\n2\n2\n1\n1\n" + "\n" * 4)
    assert told.index("Krijgen de kinderen zorg op een onderwijslocatie?") < told.index("Zvw")
    assert told.count("kies een nummer van 1 tot 2") == 2
    assert "Eerste keus\n  Productiefinanciering" in told
    assert "Valt af" in told
    assert "na te gaan: Betreft de zorg jeugdhulp?" in told


def test_what_the_questions_leave_open_is_asked_after_them(weigh: Weigh) -> None:
    told = weigh(typed="1\n2\n2\n1\n1\n" + "ja\nmisschien\nnee\n\n\n")
    assert told.count("antwoord met ja of nee, of laat leeg") == 1
    waits = told.split("Kan pas als aan een voorwaarde is voldaan")[1]
    assert waits.index("Trajectfinanciering") < waits.index("ontbreekt: De zorg is jeugdhulp")
    assert "na te gaan: Zijn er genoeg vergelijkbare jeugdigen" in waits
    assert "na te gaan: Hebben de kinderen een indicatie" not in told


def test_answers_from_a_file_give_the_same_as_data(weigh: Weigh) -> None:
    found = json.loads(weigh("--json", answers=ANSWERS))
    standing = {model["model"]: model["standing"] for model in found["models"]}
    assert found["advice"] == "advies-2b-individueel"
    assert standing["productie"] == "kan ook"
    assert standing["traject"] == "kan pas als aan een voorwaarde is voldaan"
    assert standing["resultaat"] == "valt af"
    assert [step["section"] for step in found["path"]] == ["5.2 stap 1", "5.2 stap 1", "5.2 stap 2"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("{", "dit is geen JSON"),
        ("[" * 100_000, "niet te lezen"),
        (f'{{"weights": {{"kwaliteit": {"9" * 5000}}}}}', "niet te lezen"),
        ({"flow": "elders"}, "geen afweging 'elders'"),
        ({**ANSWERS, "answers": {"ingeschreven": "nee"}}, "'zicht' is nog niet beantwoord"),
    ],
)
def test_what_cannot_be_used_is_named(weigh: Weigh, answers: object, said: str) -> None:
    with pytest.raises(AnswersError, match=said):
        weigh(answers=answers)


def test_a_file_that_is_not_there_and_a_study_that_weighs_nothing(
    weigh: Weigh, tmp_path: Path
) -> None:
    with pytest.raises(AnswersError, match="ontbreekt"):
        weigh("--answers", str(tmp_path / "nergens.json"))
    with pytest.raises(AppraisalError, match="weegt niets af"):
        weigh("--study", "ervaringen")


def test_scores_with_own_weights_their_derivation_and_what_changes_the_order(
    tmp_path: Path,
) -> None:
    own = tmp_path / "gewichten.json"
    own.write_text('{"administratie": 9}', encoding="utf-8")
    plain = judged()
    assert plain.index("Resultaatfinanciering ") < plain.index("Beschikbaarheidsfinanciering ")
    assert "Administratieve lasten, gewicht 1; van rechts naar links gelezen" in plain
    heavy = judged("--weights", str(own), "--sensitivity")
    assert heavy.index("Beschikbaarheidsfinanciering ") < heavy.index("Resultaatfinanciering ")
    assert "Administratieve lasten, nu 9" in heavy
    told = judged("--model", "traject")
    assert "Betaalbaarheid: 2 (paragraaf 4.2.4)" in told
    assert told.count("plaats 2 van 3") == 9
    with pytest.raises(AnswersError, match="geen 'lening'"):
        judged("--model", "lening")
    own.write_text('{"prijs": 1}', encoding="utf-8")
    with pytest.raises(AnswersError, match="criterium 'prijs'"):
        judged("--weights", str(own))


def judged(*options: str) -> str:
    result = CliRunner().invoke(app, ["beoordeling", "--root", str(ROOT), *options])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def test_a_typing_error_in_the_data_is_told_with_its_line(tmp_path: Path) -> None:
    source = ROOT / "codebook" / "financiering" / "appraisal"
    target = tmp_path / "codebook" / "eigen" / "appraisal"
    (target / "flows").mkdir(parents=True)
    for path in source.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("read: right", "read: rechts", 1)
        (target / path.relative_to(source)).write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["afweging", "--study", "eigen", "--root", str(tmp_path)])
    assert isinstance(result.exception, AppraisalError)
    assert "criteria.yaml:" in str(result.exception)
    assert "'rechts' kan hier niet" in str(result.exception)
