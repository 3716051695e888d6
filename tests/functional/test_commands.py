"""The commands that stand beside the main job, and what README says of all of them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.config.study import read_study
from pipeline.store.layout import Layout

ROOT = Path(__file__).parents[2]
Oza = Callable[..., Any]


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['oza', '--help']\n"
        "from pipeline.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'spacy', 'sklearn', 'docx', 'openpyxl', 'matplotlib', 'yaml'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"
    assert "export-xlsx" in done.stdout


def test_every_command_of_the_readme_exists_and_every_command_has_help(oza: Oza) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"bin/oza ([a-z-]+)", text))
    known = set(re.findall(r"^  ([a-z-]+)  ", oza("--help").out, re.MULTILINE))
    assert named
    assert named <= known
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"^make ([a-z-]+)", text, re.MULTILINE)) <= targets


def test_tag_gives_section_and_heading_of_the_actor(oza: Oza, project: Layout) -> None:
    lines = [
        {
            "id": "a",
            "text": "Ik krijg elke dag een appje met een foto, de lijntjes met school zijn kort.",
            "actor": "ouder",
        },
        {
            "id": "b",
            "text": "Wij appen of bellen ouders elke dag, die lijntjes zijn kort.",
            "actor": "professional",
        },
        {"id": "c", "text": "Ik vond het leuk."},
    ]
    source = project.root / "in.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert oza("tag", "--input", str(source), "--output", "uit.jsonl", "--top", "3").code == 0
    out = [json.loads(t) for t in (project.root / "uit.jsonl").read_text("utf-8").splitlines()]
    assert [line["id"] for line in out] == ["a", "b", "c"]
    assert all(len(line["suggestions"]) == 3 for line in out)
    first, second = (line["suggestions"][0] for line in out[:2])
    assert set(first) == {"code", "section", "heading", "probability"}
    assert (first["section"], first["heading"]) == (
        "3.2.5",
        "Laagdrempelig contact en korte lijntjes",
    )
    assert (second["section"], second["heading"]) == ("3.3.2", "Samenwerking met ouders")


def test_tag_refuses_a_line_that_is_no_text(oza: Oza, project: Layout) -> None:
    for line in ('{"id": 1}', "[]", "geen json", '{"id": 1, "text": "x", "actor": "buur"}'):
        (project.root / "in.jsonl").write_text(f'{{"id":1,"text":"a"}}\n{line}\n', encoding="utf-8")
        said = oza("tag", "--input", "in.jsonl", "--output", "uit.jsonl")
        assert said.code == 4
        assert "in.jsonl:2" in said.err


def test_a_new_study_has_the_same_codebook_and_nothing_else(oza: Oza, project: Layout) -> None:
    project.decisions.mkdir()
    (project.decisions / "anna.jsonl").write_text("", encoding="utf-8")
    said = oza("new-study", "mijn-studie", "--from", "ervaringen")
    assert said.code == 0
    made = Layout(project.root, "mijn-studie", "golf-1")
    study = read_study(made.study_folder)
    assert study.name == "mijn-studie"
    assert not study.settings.demonstration
    shipped = read_study(project.study_folder)
    assert study.codebook.codes == shipped.codebook.codes
    assert list(made.reports.iterdir()) == []
    assert not made.decisions.exists()
    shutil.copy(project.reports / "1K1.md", made.reports)
    with (made.wave_folder / "register.csv").open("a") as register:
        register.write("1K1;1K1.md;kind;1;10;meisje;1;\n")
    assert oza("suggest", "--study", "mijn-studie").code == 0


def test_status_and_why_tell_how_things_stand(oza: Oza, project: Layout) -> None:
    assert "nog niet gedraaid" in oza("status").out
    oza("segment")
    assert oza("why", "segment").out.strip() == "niets: de stap is bij"
    with (project.reports / "1K1.md").open("a") as report:
        report.write("\nR: En nog iets.\n")
    assert "reports/1K1.md" in oza("why", "ingest").out
    assert "te draaien" in oza("status").out


def test_an_edited_report_keeps_the_ids_of_what_did_not_change(oza: Oza, project: Layout) -> None:
    from pipeline.store.tables import read_segments

    path = project.stage("segment") / "segments.parquet"
    oza("segment")
    before = {s.id: s.text for s in read_segments(path)}
    report = project.reports / "1K1.md"
    text = report.read_text("utf-8").replace("I: En nu?", "R: Dat was het.\n\nI: En nu?")
    report.write_text(text, encoding="utf-8")
    oza("segment")
    after = {s.id: s.text for s in read_segments(path)}
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1


def test_the_codebook_can_be_checked(oza: Oza, project: Layout) -> None:
    assert "in orde" in oza("codebook", "check").out
    path = project.study_folder / "codes.yaml"
    path.write_text(
        path.read_text("utf-8").replace("- id: gezin\n", "- id: vastlopen\n", 1), "utf-8"
    )
    said = oza("codebook", "check")
    assert said.code == 3
    assert re.search(r"codes\.yaml:\d+", said.err)


def test_the_same_inputs_give_the_same_bytes(
    oza: Oza,
    validate: Callable[..., None],
    project: Layout,
    files: Callable[[Path], dict[str, bytes]],
) -> None:
    validate()
    oza("report")
    first = files(project.outputs)
    shutil.rmtree(project.outputs)
    environment_seed = "12345"
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run", "--root", str(project.root)],
        env={"PATH": "", "PYTHONHASHSEED": environment_seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    second = files(project.outputs)
    made = {n for n in first if not n.startswith((".run/", "werkboek/"))}
    assert made == {n for n in second if not n.startswith(".run/")}
    assert [n for n in sorted(made) if first[n] != second[n]] == []
