"""Topics as a researcher meets them: found, decided on, and the same the next time."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html
import numpy as np
import pytest

from pipeline.__main__ import main
from pipeline.domain.topic import topic_number
from pipeline.store.layout import Layout
from pipeline.store.notes import NoteKind, read_notes

PEOPLE = ("1K1", "1O1", "2K1", "2O1", "3K1", "3O1")
TEETH = "tandarts boor kies vulling gaatje stoel verdoving poetsen prik gebit".split()
SPORT = "voetbal trainer doelpunt veld wedstrijd keeper ploeg bal scheidsrechter team".split()
SAFE = (
    "Ik mag hier gewoon mezelf zijn, niemand lacht me uit en ik voel me veilig.",
    "Niemand lacht je hier uit, dus je durft jezelf te zijn en je voelt je op je gemak.",
    "Het is veilig hier, iedereen mag zichzelf zijn.",
)
REGISTER = "id;bestand;actor;oza;leeftijd;geslacht;deelnemers;datum\n"


class Said(NamedTuple):
    code: int
    out: str
    err: str


class Project(NamedTuple):
    """A project with an invented theme (dentists) of which its codebook knows nothing."""

    layout: Layout
    oza: Callable[..., Said]

    @property
    def found(self) -> dict[str, Any]:
        path = self.layout.stage("topics") / "onderwerpen.json"
        return json.loads(path.read_text("utf-8"))  # type: ignore[no-any-return]

    def about(self, words: list[str]) -> dict[str, Any]:
        """The topic that has most of these words."""

        def common(topic: dict[str, Any]) -> int:
            return len({word["word"] for word in topic["words"]} & set(words))

        best: dict[str, Any] = max(self.found["topics"], key=common)
        assert common(best) >= 4
        return best

    def named(self, name: str) -> dict[str, Any]:
        (own,) = [topic for topic in self.found["topics"] if topic["id"] == name]
        return own


def report(who: str, random: np.random.Generator, dentist: bool) -> str:
    lines = [f"# Verslag {who}", "", "## Hoe het is", ""]
    lines += [f"{SAFE[int(random.integers(3))]}\n"]
    for heading, words, shown in (("Daarna", TEETH, dentist), ("Verder", SPORT, True)):
        if shown:
            lines += [f"## {heading}", ""]
            for _ in range(3):
                a, b, c, d = random.choice(words, 4, replace=False)
                lines += [f"Vorige week was er een {a} met een {b}, en daarna ook {c} en {d}.\n"]
    return "\n".join(lines)


def write_wave(layout: Layout, dentist: bool, seed: int) -> None:
    random = np.random.default_rng(seed)
    layout.reports.mkdir(parents=True, exist_ok=True)
    rows = []
    for who in PEOPLE:
        (layout.reports / f"{who}.md").write_text(report(who, random, dentist), encoding="utf-8")
        child = who[1] == "K"
        actor, age = ("kind", "10") if child else ("ouder", "")
        rows.append(
            f"{who};{who}.md;{actor};{who[0]};{age};{'jongen' if child else 'vrouw'};1;2025-01-10\n"
        )
    (layout.wave_folder / "register.csv").write_text(REGISTER + "".join(rows), encoding="utf-8")


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, make_project: Callable[[Path], Layout]
) -> Layout:
    """Two waves: dentists in the second only. Topics of both were looked for once."""
    import shutil

    layout = make_project(tmp_path_factory.mktemp("topics"))
    shutil.rmtree(layout.wave_folder)
    settings = layout.study_folder / "study.toml"
    text = settings.read_text("utf-8").replace('scope = "zonder" ', 'scope = "alle" ')
    text = text.replace('topics = "auto" ', "topics = 3 ")
    settings.write_text(text, encoding="utf-8")
    write_wave(layout, dentist=False, seed=1)
    later = layout.of_wave("golf-2")
    write_wave(later, dentist=True, seed=2)
    return later


@pytest.fixture(scope="module")
def project(made: Layout) -> Iterator[Project]:
    with pytest.MonkeyPatch.context() as patch:

        def oza(*arguments: str, wave: str = "golf-2") -> Said:
            from contextlib import redirect_stderr, redirect_stdout
            from io import StringIO

            out, err = StringIO(), StringIO()
            patch.chdir(made.root)
            patch.setattr(sys, "argv", ["oza", *arguments, "--wave", wave])
            code: Any = 0
            with redirect_stdout(out), redirect_stderr(err):
                try:
                    main()
                except SystemExit as end:
                    code = end.code or 0
            return Said(int(code), out.getvalue(), err.getvalue())

        first = oza("topics")
        assert first.code == 0, first.err
        yield Project(made, oza)


def test_the_theme_is_found_and_listed_first(project: Project) -> None:
    said = project.oza("topics")
    assert "topics: ongewijzigd" in said.out
    assert "onderwerpen.html" in said.out.splitlines()[-1]
    first = project.found["topics"][0]
    assert len({word["word"] for word in first["words"]} & set(TEETH)) >= 5
    assert len(first["respondents"]) == 6
    assert (first["actors"], first["ozas"]) == ([["kind", 3], ["ouder", 3]], [1, 2, 3])
    assert first["standing"] == "open"
    assert [one["wave"] for one in first["waves"]] == ["golf-1", "golf-2"]
    assert (first["waves"][0]["segments"], first["waves"][1]["respondents"]) == (0, 6)
    assert f"1. {first['id']}: " in said.out


def test_the_page_holds_everything_and_fetches_nothing(project: Project) -> None:
    path = project.layout.stage("topics") / "onderwerpen.html"
    page = lxml.html.fromstring(path.read_text("utf-8"))
    first = project.found["topics"][0]
    (article,) = page.xpath(f"//article[@aria-labelledby='{first['id']}']")
    told = article.text_content()
    assert "6 respondenten (3 kinderen en 3 ouders) van OZA 1, 2 en 3" in told
    assert len(article.xpath(".//blockquote")) == len(first["passages"]) > 6
    assert article.xpath(".//li[contains(@class, 'onbekend') and contains(@class, 'ongehoord')]")
    assert not page.xpath("//script | //link | //img | //*[@src]")
    assert "intern" in page.xpath("//p[@class='running']")[0].text_content()
    targets = set(page.xpath("//*/@id"))
    assert {link[1:] for link in page.xpath("//a/@href")} <= targets


def test_the_same_again_whatever_happened_to_the_outputs(project: Project) -> None:
    import shutil

    folder = project.layout.stage("topics")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    known = project.layout.known_topics.read_bytes()
    shutil.rmtree(folder)
    assert project.oza("topics").code == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert project.layout.known_topics.read_bytes() == known


def test_a_proposal_joins_those_of_coders(project: Project) -> None:
    name = project.about(SPORT)["id"]
    book = project.layout.study_folder / "codes.yaml"
    taken = next(line for line in book.read_text("utf-8").splitlines() if "label:" in line)
    taken = taken.partition("label:")[2].strip().strip("\"'")
    refused = project.oza("topics", "propose", name, "--label", taken, "--coder", "anna")
    assert refused.code == 3
    assert "er is al een code met de naam" in refused.err
    said = project.oza(
        "topics",
        "propose",
        name,
        "--label",
        "Sport",
        "--coder",
        "anna",
        "--definition",
        "Wie sport.",
    )
    assert said.code == 0, said.err
    (note,) = read_notes(project.layout.notes("anna"))
    assert (note.kind, note.about, note.coder) == (NoteKind.PROPOSAL, "Sport", "anna")
    assert note.text == f"Wie sport. (onderwerp {name}, golf-2)"
    assert project.oza("topics").code == 0
    own = project.named(name)
    assert (own["standing"], own["label"], own["by"]) == ("voorgesteld", "Sport", "anna")


def test_what_is_dismissed_does_not_come_up_again_until_it_is_restored(project: Project) -> None:
    name, reason = project.about(TEETH)["id"], "dit gaat over tanden"
    nothing = project.oza("topics", "dismiss", name, "--coder", "anna", "--reason", " ")
    assert nothing.code == 6
    assert "vraagt om een reden" in nothing.err
    assert project.oza("topics", "dismiss", name, "--coder", "anna", "--reason", reason).code == 0
    again = project.oza("topics", "dismiss", name, "--coder", "bram", "--reason", reason)
    assert again.code == 6
    said = project.oza("topics")
    assert f". {name}: " not in said.out
    assert (project.named(name)["standing"], project.named(name)["reason"]) == ("afgewezen", reason)
    # One of its words is gone and a report has changed: it is still known for what it is.
    changed = project.layout.reports / "3O1.md"
    changed.write_text(changed.read_text("utf-8").replace("tandarts", "mondarts"), "utf-8")
    assert project.oza("topics").code == 0
    assert project.named(name)["standing"] == "afgewezen"
    assert project.about(TEETH)["id"] == name
    assert project.oza("topics", "restore", name, "--coder", "anna").code == 0
    assert project.oza("topics").code == 0
    assert project.named(name)["standing"] == "open"
    assert project.oza("topics", "restore", name, "--coder", "anna").code == 6


def test_a_topic_that_does_not_exist_is_refused(project: Project) -> None:
    said = project.oza("topics", "dismiss", "T-99", "--coder", "anna", "--reason", "x")
    assert said.code == 10
    assert "er is geen onderwerp 'T-99'" in said.err
    assert "T-1, " in said.err


def test_umap_on_a_small_wave_says_so_and_does_nothing_else(project: Project) -> None:
    settings = project.layout.study_folder / "study.toml"
    before = settings.read_text("utf-8")
    settings.write_text(before.replace('"pca-kmeans" ', '"umap-hdbscan" '), encoding="utf-8")
    said = project.oza("topics")
    settings.write_text(before, encoding="utf-8")
    assert said.code == 8
    assert "vraagt minstens 150 segmenten" in said.err
    assert 'method = "pca-kmeans"' in said.err


def test_with_too_little_it_says_so(project: Project) -> None:
    settings = project.layout.study_folder / "study.toml"
    before = settings.read_text("utf-8")
    settings.write_text(before.replace("least_segments = 20", "least_segments = 400"), "utf-8")
    said = project.oza("topics")
    settings.write_text(before, encoding="utf-8")
    assert said.code == 0
    assert "te weinig om in te zoeken" in said.out
    assert project.found["too_little"] == "segmenten"
    assert not project.found["topics"]
    page = (project.layout.stage("topics") / "onderwerpen.html").read_text("utf-8")
    assert "Nodig zijn minstens 400 segmenten" in page


def test_a_freed_number_is_not_given_out_again_while_a_decision_speaks_of_it(
    project: Project,
) -> None:
    assert project.oza("topics", "--again").code == 0
    names = [topic["id"] for topic in project.found["topics"]]
    last = max(names, key=topic_number)
    reason = ("--coder", "anna", "--reason", "geen thema")
    assert project.oza("topics", "dismiss", last, *reason).code == 0
    assert project.oza("topics", "restore", last, "--coder", "anna").code == 0
    project.layout.known_topics.unlink()
    assert project.oza("topics", "--again").code == 0
    given = [topic_number(topic["id"]) for topic in project.found["topics"]]
    assert len(given) == len(names)
    assert min(given) > topic_number(last)
