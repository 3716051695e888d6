"""A team that reviews in Label Studio: what goes out, what comes back, and what is never lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from pipeline.config.study import read_study
from pipeline.domain.judgement import Decision, Stance, Verdict, standing
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions, read_decisions
from pipeline.store.tables import read_segments, read_suggestions
from tests.functional.label_studio import as_exported, as_json_min, submitted

Oza = Callable[..., Any]
ANNA = "anna=1"
SAFE = ["Sociale relaties", "Veilig en jezelf mogen zijn"]
POSITIVE = [*SAFE, "houding: positief"]
FRIENDS = ["Sociale relaties", "Vriendschap en sfeer in de groep"]


@pytest.fixture
def worked(project: Layout, oza: Oza, decide: Callable[..., Decision]) -> Layout:
    """What anna and bram decided, of every kind that an annotation can hold."""
    assert oza("suggest").code == 0
    segments = read_segments(project.stage("segment") / "segments.parquet")
    own = {name: [s for s in segments if s.respondent == name] for name in ("1K1", "1O1", "2P1")}

    def made(respondent: str, at: int, code: str, **given: Any) -> Decision:
        segment = own[respondent][at]
        version = read_study(project.study_folder).codebook.version
        return decide(segment.id, code, digest=segment.digest, codebook=version, **given)

    book = read_study(project.study_folder).codebook
    code_of_a_professional = next(c.id for c in book.leaves if "professional" in c.actors)
    append_decisions(
        project.ledger("anna"),
        [
            made("1K1", 0, "vastlopen-angst", verdict=Verdict.ACCEPT, seen=0.5, model="m", stance=Stance.CONCERN),
            made("1K1", 0, "", memo="Let op het begin.\nTwee regels."),
            made("1K1", 1, "sociaal-veilig", stance=Stance.POSITIVE, memo="memo bij één code"),
            made("1K1", 1, "sociaal-vriendschap", verdict=Verdict.REJECT, seen=0.3, model="m"),
            made("1O1", 0, ""),
            made("1O1", 1, "weg-obstakels", verdict=Verdict.REJECT, seen=0.2, model="m"),
            made("2P1", 0, code_of_a_professional),
        ],
    )  # fmt: skip
    append_decisions(
        project.ledger("bram"),
        [replace(made("2P1", 1, "", memo=""), coder="bram")],
    )
    return project


def exported(layout: Layout) -> list[dict[str, Any]]:
    path = layout.stage("labelstudio") / "taken.json"
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return found


def write(layout: Layout, tasks: Iterable[Any]) -> str:
    path = layout.root / "export.json"
    path.write_text(json.dumps(list(tasks)), encoding="utf-8")
    return str(path)


def contents(layout: Layout, coder: str) -> dict[Any, Any]:
    """Subject → what stands, apart from when and under which version it was written."""
    found = standing(read_decisions(layout.ledger(coder)))
    return {s: (*d.content, d.seen, d.model, d.blind, d.share) for s, d in found.items()}


def of(tasks: list[dict[str, Any]], words: str) -> dict[str, Any]:
    return next(task for task in tasks if words in task["data"]["tekst"])


@pytest.mark.parametrize("minimal", [False, True])
def test_out_and_back_into_empty_ledgers_are_the_same_decisions(
    worked: Layout, oza: Oza, minimal: bool
) -> None:
    said = oza("export-label-studio", "--coder", ANNA)
    assert said.code == 0, said.err
    before = contents(worked, "anna")
    assert len(before) == 7
    tasks = as_exported(exported(worked), {})
    worked.ledger("anna").unlink()
    file = write(worked, as_json_min(tasks) if minimal else tasks)
    said = oza("import-label-studio", file, "--coder", ANNA)
    assert (said.code, said.err) == (0, "")
    assert "anna: 7 nieuwe beslissingen" in said.out
    after = contents(worked, "anna")
    # Whether a segment was drawn to be blind is known now, and was not when these were made.
    assert {s: own[:-1] for s, own in after.items()} == {s: own[:-1] for s, own in before.items()}
    again = worked.ledger("anna").read_bytes()
    said = oza("import-label-studio", file, "--coder", ANNA)
    assert "anna: 0 nieuwe beslissingen" in said.out
    assert worked.ledger("anna").read_bytes() == again


def test_what_nobody_changed_there_changes_nothing_here(worked: Layout, oza: Oza) -> None:
    oza("export-label-studio", "--coder", ANNA)
    before = worked.ledger("anna").read_bytes()
    said = oza(
        "import-label-studio", write(worked, as_exported(exported(worked), {})), "--coder", ANNA
    )
    assert said.code == 0
    assert worked.ledger("anna").read_bytes() == before


def test_tasks_hold_text_suggestions_by_model_and_work_by_coder(worked: Layout, oza: Oza) -> None:
    said = oza("export-label-studio", "--coder", "anna=anna@instituut.nl")
    tasks = exported(worked)
    segments = read_segments(worked.stage("segment") / "segments.parquet")
    assert [task["data"]["segment"] for task in tasks] == [s.id for s in segments]
    assert f"taken.json: {len(tasks)} segmenten, 5 annotaties" in said.out
    assert "intern" in said.out
    found = read_suggestions(worked.stage("suggest") / "suggestions.parquet")
    predicted = {task["data"]["segment"] for task in tasks if task["predictions"]}
    blind = {task["data"]["segment"] for task in tasks if task["data"]["oza"]["blind"]}
    assert predicted == {s.segment for s in found} - blind
    for task in tasks:
        for prediction in task["predictions"]:
            assert prediction["model_version"].startswith(
                "voorstel van het programma, niet gevalideerd: "
            )
            assert 0 < prediction["score"] <= 1
    annotation = of(tasks, "mezelf zijn")["annotations"][0]
    assert annotation["completed_by"] == {"email": "anna@instituut.nl"}
    assert annotation["result"][0]["value"] == {"taxonomy": [POSITIVE]}
    assert annotation["result"][1]["value"] == {"choices": [" > ".join(FRIENDS)]}
    offered = [one["value"] for one in of(tasks, "mezelf zijn")["data"]["voorstellen"]]
    assert " > ".join(FRIENDS) in offered


def test_the_configuration_asks_for_every_code_and_stance(worked: Layout, oza: Oza) -> None:
    oza("export-label-studio")
    assert all(task["annotations"] == [] for task in exported(worked))
    root = ElementTree.parse(worked.stage("labelstudio") / "inrichting.xml").getroot()
    codes = read_study(worked.study_folder).codebook
    choices = root.findall(".//Taxonomy//Choice")
    assert len(choices) == 4 * len(codes.codes)
    names = {control.get("name") for control in root if control.get("toName")}
    assert names == {"codes", "afgewezen", "gelezen", "memo"}
    # What comes from the task, the task has to have.
    shown = {
        element.get("value", "")[1:] for element in root if element.get("value", "")[:1] == "$"
    }
    assert shown == {"tekst", "kop", "vraag", "voorstellen", "lezen"}
    assert all(shown <= set(task["data"]) for task in exported(worked))
    # Label Studio refuses a group with one choice in it (its schema wants a list).
    assert all(len(group.findall("Choice")) != 1 for group in root.iter("Choices"))


def test_new_work_comes_in_and_the_same_file_twice_adds_nothing(worked: Layout, oza: Oza) -> None:
    oza("export-label-studio")
    tasks = as_exported(exported(worked), {})
    task = of(tasks, "De lijnen zijn kort")
    shown = [code for code, _, _ in task["data"]["oza"]["shown"]]
    task["annotations"] = [
        submitted(5, ("codes", [SAFE]), at="2026-02-01T09:00:00Z"),
        submitted(
            5, ("codes", [POSITIVE]), ("memo", ["mijn memo\x00\ud800"]), at="2026-02-02T09:00:00Z"
        ),
    ]
    empty = of(tasks, "voortbestaan")
    empty["annotations"] = [submitted(5)]
    skipped = of(tasks, "buikpijn")
    skipped["annotations"] = [submitted(5, ("codes", [POSITIVE]), was_cancelled=True)]
    skipped["drafts"] = [{"id": 1, "result": []}]
    file = write(worked, tasks)
    said = oza("import-label-studio", file, "--coder", "carla=5")
    assert said.code == 0, said.err
    assert "carla: 3 nieuwe beslissingen" in said.out
    assert "1 keer: annotatie is door een latere van dezelfde codeur vervangen" in said.out
    assert "1 keer: annotatie is overgeslagen (skip)" in said.out
    assert "1 keer: concept is niet ingediend" in said.out
    found = {(d.segment, d.code): d for d in read_decisions(worked.ledger("carla"))}
    coded = found[task["data"]["segment"], "sociaal-veilig"]
    assert (coded.verdict, coded.stance) == (Verdict.ADD, Stance.POSITIVE)
    assert "sociaal-veilig" not in shown
    assert found[task["data"]["segment"], ""].memo == "mijn memo"
    assert found[empty["data"]["segment"], ""].verdict is Verdict.DONE
    ledger = worked.ledger("carla").read_bytes()
    assert "carla: 0 nieuwe" in oza("import-label-studio", file, "--coder", "carla=5").out
    assert worked.ledger("carla").read_bytes() == ledger


def test_a_suggestion_she_saw_is_accepted_or_rejected_with_its_probability(
    worked: Layout, oza: Oza
) -> None:
    oza("export-label-studio")
    tasks = as_exported(exported(worked), {})
    task = next(task for task in tasks if task["predictions"])
    (code, chance, model), *_ = task["data"]["oza"]["shown"]
    path = task["predictions"][0]["result"][0]["value"]["taxonomy"][0]
    task["annotations"] = [submitted(5, ("codes", [path]))]
    oza("import-label-studio", write(worked, [task]), "--coder", "carla=5")
    (decision,) = read_decisions(worked.ledger("carla"))
    assert (decision.code, decision.verdict) == (code, Verdict.ACCEPT)
    assert (decision.seen, decision.model) == (chance, model)
    # She thinks better of it: rejected, so the segment was read and nothing applies.
    task["annotations"] = [submitted(5, ("afgewezen", [" > ".join(path)]))]
    oza("import-label-studio", write(worked, [task]), "--coder", "carla=5")
    stands = standing(read_decisions(worked.ledger("carla"))).values()
    assert {(d.code, d.verdict) for d in stands} == {(code, Verdict.REJECT), ("", Verdict.DONE)}


def test_what_was_decided_elsewhere_in_the_meantime_stays(worked: Layout, oza: Oza) -> None:
    oza("export-label-studio", "--coder", ANNA)
    tasks = as_exported(exported(worked), {})
    task = of(tasks, "mezelf zijn")
    segment = task["data"]["segment"]
    before = standing(read_decisions(worked.ledger("anna")))["golf-1", segment, "sociaal-veilig"]
    # On the page she took the code back; in Label Studio she changed its stance.
    taken_back = replace(
        before, verdict=Verdict.RETRACT, stance=Stance.NONE, at="2026-03-01T00:00:00Z"
    )
    append_decisions(worked.ledger("anna"), [taken_back])
    task["annotations"] = [submitted(1, ("codes", [[*SAFE, "houding: neutraal"], FRIENDS]))]
    file = write(worked, [task])
    for _ in range(2):
        said = oza("import-label-studio", file, "--coder", ANNA)
        assert "1 code is na de export elders beslist" in said.out
        stands = standing(read_decisions(worked.ledger("anna")))
        assert stands["golf-1", segment, "sociaal-veilig"].verdict is Verdict.RETRACT
        # What nobody touched elsewhere does come in.
        assert stands["golf-1", segment, "sociaal-vriendschap"].verdict is Verdict.ADD


def test_a_project_lives_on_after_it_was_read(worked: Layout, oza: Oza) -> None:
    """What she changes counts from the last time, not from the export."""
    oza("export-label-studio")
    tasks = as_exported(exported(worked), {})
    task = of(tasks, "De lijnen zijn kort")
    segment = task["data"]["segment"]
    for path, stance in (
        (SAFE, ""),
        (POSITIVE, "positief"),
        ([*SAFE, "houding: neutraal"], "neutraal"),
    ):
        task["annotations"] = [submitted(5, ("codes", [path]))]
        said = oza("import-label-studio", write(worked, [task]), "--coder", "carla=5")
        assert "carla: 1 nieuwe beslissing" in said.out
        stands = standing(read_decisions(worked.ledger("carla")))
        assert stands["golf-1", segment, "sociaal-veilig"].stance == stance
    task["annotations"] = [submitted(5, ("codes", [FRIENDS]))]
    oza("import-label-studio", write(worked, [task]), "--coder", "carla=5")
    stands = standing(read_decisions(worked.ledger("carla")))
    assert stands["golf-1", segment, "sociaal-veilig"].verdict is Verdict.RETRACT
    assert stands["golf-1", segment, "sociaal-vriendschap"].verdict is Verdict.ADD
    # Without the memory nothing of the ledger is overwritten either.
    (worked.stage(".labelstudio") / "carla.json").write_text("[1, 2", encoding="utf-8")
    ledger = worked.ledger("carla").read_bytes()
    assert oza("import-label-studio", write(worked, [task]), "--coder", "carla=5").code == 0
    assert worked.ledger("carla").read_bytes() == ledger


def test_what_cannot_be_read_is_named_in_a_line_each_and_the_rest_goes_on(
    worked: Layout, oza: Oza
) -> None:
    oza("export-label-studio")
    tasks = as_exported(exported(worked), {})
    child, parent = of(tasks, "buikpijn"), of(tasks, "De lijnen zijn kort")
    good = of(tasks, "voortbestaan")

    def with_(
        task: dict[str, Any], *results: tuple[str, Any], by: Any = 5, **data: Any
    ) -> dict[str, Any]:
        return {**task, "data": {**task["data"], **data}, "annotations": [submitted(by, *results)]}

    state = good["data"]["oza"]
    neutral = [*SAFE, "houding: neutraal"]
    wrong = [
        "geheim",
        with_(child, ("codes", [SAFE]), oza=None),
        with_(child, ("codes", [SAFE]), oza={**state, "study": "geheim"}),
        with_(child, ("codes", [SAFE]), tekst="geheim"),
        {**good, "annotations": [{"completed_by": 5, "result": "geheim"}]},
        with_(child, ("soort", ["geheim"])),
        with_(child, ("codes", [["geheim"]])),
        with_(parent, ("codes", [["Fijne plek en rustruimte"]])),
        with_(child, ("codes", [POSITIVE, neutral])),
        with_(child, ("codes", [SAFE]), ("afgewezen", [" > ".join(SAFE)])),
        with_(child, ("codes", [SAFE]), by=77),
        with_(child, ("codes", [SAFE]), by=78),
        with_(good, ("codes", [SAFE])),
    ]
    for name, change in (("study", "anders"), ("wave", "golf-9"), ("codebook", "geheim")):
        other = {**good, "data": {**good["data"], "oza": {**state, name: change}}}
        wrong.append({**other, "annotations": [submitted(5, ("codes", [SAFE]))]})
    # One annotation on a segment each, or the last would take the place of the others.
    said = oza("import-label-studio", write(worked, wrong), "--coder", "carla=5")
    assert said.code == 7
    assert "geheim" not in said.out + said.err
    lines = said.err.splitlines()
    assert all(line.startswith("export.json: ") for line in lines)
    assert len(lines) == len({line.partition(";")[0] for line in lines})
    told = "\n".join(lines)
    for what in (
        "geen taak van Label Studio; niet ingelezen: taak 1",
        "komt niet uit 'oza export-label-studio'; niet ingelezen: taken 2, 16",
        "andere golf; niet ingelezen: taak 15",
        "tekst van deze taak is gewijzigd; niet ingelezen: taken 3, 4",
        "niet zoals Label Studio haar schrijft; niet ingelezen: taak 5",
        "de inrichting niet kent; niet ingelezen: taak 6",
        "hoort bij een andere studie; niet ingelezen: taak 14",
        "niet bekend wie haar maakte; niet ingelezen: taken 11, 12",
    ):
        assert what in told
    assert "carla: 2 nieuwe beslissingen" in said.out
    for task, what in (
        (wrong[6], "een code die het codeboek niet kent"),
        (wrong[8], "één code twee houdingen"),
        (wrong[9], "kiest een code en wijst haar ook af"),
    ):
        said = oza("import-label-studio", write(worked, [task]), "--coder", "carla=5")
        assert said.code == 7
        assert what in said.err
        assert "carla: 0 nieuwe" in said.out


def test_a_code_for_other_actors_is_refused(worked: Layout, oza: Oza) -> None:
    oza("export-label-studio")
    book = read_study(worked.study_folder).codebook
    code = next(c for c in book if "ouder" not in c.actors)
    task = of(as_exported(exported(worked), {}), "De lijnen zijn kort")
    path = [*reversed([one.label for one in book.ancestors(code.id)]), code.label]
    task["annotations"] = [submitted(5, ("codes", [path]))]
    said = oza("import-label-studio", write(worked, [task]), "--coder", "carla=5")
    assert said.code == 7
    assert "voor deze actor niet geldt; niet ingelezen: taak 1" in said.err
    assert not worked.ledger("carla").exists()


def test_nobody_gets_the_work_of_another(worked: Layout, oza: Oza) -> None:
    oza("export-label-studio")
    tasks = as_exported(exported(worked), {})
    for task, user in zip(tasks, (3, {"id": 4, "email": "Bram@x.nl"}, None), strict=False):
        task["annotations"] = [submitted(user, ("codes", [["Sociale relaties"]]))]
    file = write(worked, tasks)
    said = oza("import-label-studio", file, "--coder", "carla")
    assert said.code == 7
    assert "carla: 0 nieuwe" in said.out
    assert "taken 1, 2, 3" in said.err
    said = oza(
        "import-label-studio",
        file,
        "--coder",
        "carla=3",
        "--coder",
        "dirk=bram@x.nl",
        "--coder",
        "els",
    )
    assert said.code == 0, said.err
    assert [f"{name}: 1 nieuwe" in said.out for name in ("carla", "dirk", "els")] == [True] * 3
    said = oza("import-label-studio", file, "--coder", "carla=3", "--coder", "dirk=3")
    assert said.code == 7
    assert "twee codeurs" in said.err


def test_who_codes_independently_sees_nothing_of_the_other_there_either(
    worked: Layout, oza: Oza
) -> None:
    oza("assign", "--coder", "anna", "--coder", "bram", "--share", "1")
    said = oza("export-label-studio", "--coder", "anna=1", "--coder", "bram=2")
    assert "3 verslagen: mee zonder annotaties" in said.out
    tasks = exported(worked)
    assert all(task["annotations"] == [] for task in tasks)
    told = json.dumps(tasks)
    assert not any(word in told for word in ("Let op het begin", "anna", "bram"))
    # Somebody else's reports do not go out to her, and do not come in from her.
    assert (
        "3 verslagen: niet mee: aan anderen toegewezen"
        in oza("export-label-studio", "--coder", "carla").out
    )
    assert exported(worked) == []
    task = as_exported(tasks, {})[0]
    task["annotations"] = [submitted(5, ("codes", [SAFE]))]
    said = oza("import-label-studio", write(worked, [task]), "--coder", "carla")
    assert said.code == 7
    assert "aan anderen is toegewezen" in said.err
    assert not worked.ledger("carla").exists()


def test_blind_segments_go_out_without_suggestions_and_come_back_blind(
    worked: Layout, oza: Oza
) -> None:
    oza("export-label-studio")
    tasks = as_exported(exported(worked), {})
    task = tasks[0]
    # Of eight segments none need be drawn: this one was.
    task["predictions"], task["data"]["voorstellen"] = [], []
    task["data"]["oza"] |= {"blind": True, "share": 0.1, "shown": []}
    task["annotations"] = [submitted(5, ("codes", [["Sociale relaties"]]))]
    oza("import-label-studio", write(worked, [task]), "--coder", "carla")
    (decision,) = read_decisions(worked.ledger("carla"))
    assert (decision.blind, decision.share, decision.seen) == (True, 0.1, None)


def test_text_that_waits_for_a_decision_does_not_go_out(project: Layout, oza: Oza) -> None:
    report = project.reports / "1K1.md"
    report.write_text(
        report.read_text("utf-8") + "\nR: Bel mij op 06-12345678, zei juf.\n", "utf-8"
    )
    said = oza("export-label-studio")
    assert said.code == 0, said.err
    assert "1 verslag: niet mee: daar wachten bevindingen" in said.out
    assert {task["data"]["verslag"] for task in exported(project)} == {"1O1", "2P1"}


def test_the_same_study_gives_the_same_bytes(
    worked: Layout, oza: Oza, files: Callable[[Path], dict[str, bytes]]
) -> None:
    oza("export-label-studio", "--coder", ANNA)
    first = files(worked.stage("labelstudio"))
    assert set(first) == {"taken.json", "inrichting.xml"}
    oza("export-label-studio", "--coder", ANNA)
    assert files(worked.stage("labelstudio")) == first
