"""What the shipped corpus promises: composition, invention, and no sentence twice.

Sections 2.2 and 2.3 of the study give the composition of the first wave.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from statistics import mean, stdev

import pytest

from pipeline.config.study import Study
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import codings_of, reviewed_segments
from pipeline.domain.report import BlockKind, Report
from pipeline.domain.respondent import Respondent
from pipeline.domain.segment import Segment
from pipeline.privacy.wave import find_all
from pipeline.store.ledger import read_all_decisions
from pipeline.store.register import read_ozas, read_register
from pipeline.text.document import Limits
from pipeline.text.reading import read_document
from pipeline.text.segmenting import segments_of
from pipeline.text.structure import to_report

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus" / "ervaringen"
WORD = re.compile(r"\w+")
WAVES = ("golf-1", "golf-2")


def respondents(wave: str) -> tuple[Respondent, ...]:
    register = read_register(CORPUS / wave)
    assert register.problems == ()
    return register.respondents


@pytest.fixture(scope="module")
def reports() -> dict[tuple[str, str], Report]:
    """(wave, respondent) → report, read from the shipped documents."""
    return {
        (wave, str(r.id)): to_report(
            str(r.id), read_document(CORPUS / wave / "reports" / r.file, Limits())
        )
        for wave in WAVES
        for r in respondents(wave)
    }


@pytest.fixture(scope="module")
def segments(reports: dict[tuple[str, str], Report], study: Study) -> dict[str, list[Segment]]:
    found: dict[str, list[Segment]] = defaultdict(list)
    for (wave, _), report in reports.items():
        found[wave] += segments_of(report, max_chars=study.settings.segment_chars)
    return found


def of(wave: str, actor: Actor) -> list[Respondent]:
    return [r for r in respondents(wave) if r.actor is actor]


def per_oza(people: list[Respondent]) -> Counter[int]:
    return Counter(r.id.oza for r in people)


def test_fourteen_children_of_seven_ozas() -> None:
    children = of("golf-1", Actor.KIND)
    ages = [r.age for r in children if r.age is not None]
    assert len(ages) == len(children) == 14
    assert (len(per_oza(children)), max(per_oza(children).values())) == (7, 2)
    assert (round(mean(ages), 1), round(stdev(ages), 1)) == (11.7, 2.7)
    assert (min(ages), max(ages)) == (8, 16)
    genders = Counter(r.gender for r in children)
    assert genders["jongen"] > genders["meisje"] > 0


def test_fifteen_parents_of_seven_ozas() -> None:
    parents = of("golf-1", Actor.OUDER)
    assert (len(parents), len(per_oza(parents)), max(per_oza(parents).values())) == (15, 7, 3)
    assert Counter(r.gender for r in parents) == {"vrouw": 13, "man": 2}


@pytest.mark.parametrize(
    ("actor", "low", "high"), [(Actor.PROFESSIONAL, 2, 5), (Actor.PARTNER, 1, 9)]
)
def test_one_group_of_each_kind_an_oza(actor: Actor, low: int, high: int) -> None:
    groups = of("golf-1", actor)
    sizes = [r.participants for r in groups]
    assert sorted(r.id.oza for r in groups) == list(range(1, 10))
    assert (min(sizes), max(sizes)) == (low, high)


def test_nine_ozas_in_nine_provinces() -> None:
    ozas = read_ozas(CORPUS / "golf-1")
    assert len({oza.traits["provincie"] for oza in ozas}) == 9
    assert {oza.traits["voorliggend"] for oza in ozas} == {"zorg", "onderwijs"}
    assert {oza.traits["ligging"] for oza in ozas} == {"stad", "platteland"}


def test_the_second_wave_has_four_respondents_who_return_a_year_older() -> None:
    first = {str(r.id): r for r in respondents("golf-1")}
    second = respondents("golf-2")
    assert len(of("golf-2", Actor.KIND)) == len(of("golf-2", Actor.OUDER)) == 6
    again = [r for r in second if str(r.id) in first]
    assert len(again) == 4
    for r in again:
        before = first[str(r.id)]
        assert r.gender == before.gender
        assert r.age is None or before.age is None or r.age == before.age + 1


def test_most_reports_are_word_and_every_format_occurs() -> None:
    suffixes = Counter(Path(r.file).suffix for r in respondents("golf-1"))
    assert set(suffixes) == {".docx", ".odt", ".pdf", ".rtf", ".txt", ".md"}
    assert suffixes[".docx"] > 47 / 2


def test_reports_have_the_length_of_real_ones(reports: dict[tuple[str, str], Report]) -> None:
    for (wave, respondent), report in reports.items():
        words = len(WORD.findall(report.text))
        low, high = (300, 800) if "K" in respondent else (750, 2000)
        assert low <= words <= high, (wave, respondent, words)


def test_every_report_has_the_topics_of_the_guide_as_headings(
    reports: dict[tuple[str, str], Report],
) -> None:
    for key, report in reports.items():
        headings = [b for b in report.blocks if b.kind is BlockKind.HEADING]
        assert len(headings) >= 4, key


def test_no_two_reports_share_a_sentence_or_eight_words(
    reports: dict[tuple[str, str], Report],
) -> None:
    seen: dict[tuple[str, ...], tuple[str, str]] = {}
    shared = []
    for key, report in reports.items():
        text = "\n".join(report.of(b) for b in report.blocks if b.kind is not BlockKind.HEADING)
        words = WORD.findall(text.lower())
        for run in {tuple(words[n : n + 8]) for n in range(len(words) - 7)}:
            if run in seen:
                shared.append((seen[run], key, len(run)))
            seen[run] = key
    assert shared == []


def test_it_reads_like_free_text(reports: dict[tuple[str, str], Report]) -> None:
    """Type/token ratio over windows of 200 words, and the spread of sentence lengths: templates
    repeat themselves and keep one length. Dutch interview prose lies around .65 to .75."""
    spreads = []
    for key, report in reports.items():
        words = WORD.findall(report.text.lower())
        windows = [words[n : n + 200] for n in range(0, len(words) - 199, 200)]
        ratios = [len(set(window)) / 200 for window in windows]
        assert 0.5 < mean(ratios) < 0.85, key
        lengths = [len(s.split()) for s in re.split(r"[.!?]\s", report.text) if s.split()]
        spreads.append(stdev(lengths) / mean(lengths))
        assert spreads[-1] > 0.33, key
    assert mean(spreads) > 0.55


def test_openings_and_headings_are_not_a_template(reports: dict[tuple[str, str], Report]) -> None:
    openings = Counter(
        " ".join(WORD.findall(report.of(block).lower())[:4])
        for report in reports.values()
        for block in report.blocks
        if not block.kind.is_context and len(report.of(block)) > 60
    )
    assert openings.most_common(1)[0][1] <= 6


def test_planted_slips_are_found(reports: dict[tuple[str, str], Report]) -> None:
    slips = json.loads((ROOT / "tests/golden/privacy/slips.json").read_text("utf-8"))
    first = [report for (wave, _), report in reports.items() if wave == "golf-1"]
    found = find_all(first, allowed=frozenset())
    for slip in slips:
        report = reports[("golf-1", slip["respondent"])]
        assert report.text.count(slip["text"]) == 1
        start = report.text.index(slip["text"])
        end = start + len(slip["text"])
        covered = {
            at
            for f in found
            if f.respondent == slip["respondent"] and f.where == "tekst"
            for at in range(max(f.start, start), min(f.end, end))
        }
        letters = {at for at in range(start, end) if report.text[at].isalnum()}
        assert letters <= covered, slip


def test_every_segment_is_coded_by_reading(
    segments: dict[str, list[Segment]], study: Study
) -> None:
    ledgers = read_all_decisions(ROOT / "codebook" / "ervaringen" / "decisions")
    assert set(ledgers) == {"codeur-a", "codeur-b", "consensus"}
    for wave in WAVES:
        known = {segment.id for segment in segments[wave]}
        assert {s for w, s in reviewed_segments(ledgers["codeur-a"]) if w == wave} == known
        for ledger in ledgers.values():
            assert {d.segment for d in ledger if d.wave == wave} <= known
    second = {d.respondent for d in ledgers["codeur-b"]}
    assert len(second) >= 16
    letters = Counter(r.strip("0123456789") for r in second)
    assert min(letters[letter] for letter in "KOPS") >= 4


def test_every_code_that_was_given_exists_and_applies(study: Study) -> None:
    ledgers = read_all_decisions(ROOT / "codebook" / "ervaringen" / "decisions")
    for decision in itertools.chain(*ledgers.values()):
        if decision.code:
            actor = {a.letter: a for a in Actor}[decision.respondent.strip("0123456789")]
            assert actor in study.codebook[decision.code].actors, decision
        assert decision.seen is None, "gold codings are made without suggestions"


def test_the_consensus_says_why(study: Study) -> None:
    ledgers = read_all_decisions(ROOT / "codebook" / "ervaringen" / "decisions")
    by_segment: dict[str, list[str]] = defaultdict(list)
    for decision in ledgers["consensus"]:
        by_segment[decision.segment].append(decision.memo)
    assert by_segment
    assert all(any(memos) for memos in by_segment.values())
    codings, owner = codings_of(ledgers, study.settings.precedence)
    assert codings
    assert Counter(owner.values())["consensus"] == len(by_segment)


def test_no_run_of_ten_words_of_the_source_studies(reports: dict[tuple[str, str], Report]) -> None:
    """The studies themselves are not shipped; where they lie beside the project, they are used."""
    seeds = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    if not seeds:
        pytest.skip("de studies liggen niet naast het project")
    runs = set()
    for seed in seeds:
        words = WORD.findall(seed.read_text("utf-8").lower())
        runs |= {tuple(words[n : n + 10]) for n in range(len(words) - 9)}
    for key, report in reports.items():
        words = WORD.findall(report.text.lower())
        assert not runs & {tuple(words[n : n + 10]) for n in range(len(words) - 9)}, key


def test_the_table_of_themes_says_what_the_codings_say(study: Study) -> None:
    ledgers = read_all_decisions(ROOT / "codebook" / "ervaringen" / "decisions")
    codings, _ = codings_of(ledgers, study.settings.precedence)
    lines = (CORPUS / "themas.csv").read_text("utf-8").splitlines()
    names = lines[0].split(";")
    for line in lines[1:]:
        row = dict(zip(names, line.split(";"), strict=True))
        actor, below = Actor(row["actor"]), set(study.codebook.with_descendants(row["code"]))
        raised = {
            c.respondent
            for c in codings
            if c.wave == "golf-1" and c.code in below and actor.letter in c.respondent
        }
        total = len(of("golf-1", actor))
        assert (int(row["corpus"]), int(row["van"])) == (len(raised), total), line
        assert row["woord"] == study.wording.quantifier(len(raised), total).word
        home = study.chapters.section_for(row["code"], actor)
        assert home is None or home.number == row["paragraaf"], line
