"""What people are told, and how the two kinds of suggestions become one list."""

from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Suggestion
from pipeline.tagging.llm.answers import Answer
from pipeline.tagging.llm.failure import Failure
from pipeline.tagging.llm.outcome import Suggested, joined, suggestions_from

SUGGESTED = Suggested(
    model="m:8b",
    origin="http://127.0.0.1:11434",
    answers=(("1K1:b", Answer((("pesten", ((0, 4),)), ("thuis", ((5, 7),))))), ("1K1:a", Answer())),
    failures=(("1K1:c", Failure.LATE), ("1K1:d", Failure.STOPPED)),
    stored=1,
    cut_short=0,
    dropped=(("hoofdcode", 2),),
)


def test_one_line_says_what_came_of_it() -> None:
    assert SUGGESTED.summary == (
        "taalmodel m:8b: 2 codes op 2 segmenten (1 eerder gevraagd); 2 weggelaten (2 hoofdcode);"
        " 2 zonder antwoord (1 geen antwoord binnen de tijd, 1 niet gevraagd);"
        " gestopt omdat de server bleef haperen"
    )
    problem = SUGGESTED.problem
    assert problem is not None
    assert problem.exit_code == 9
    assert "127.0.0.1" in str(problem)


def test_without_failures_there_is_no_problem() -> None:
    fine = Suggested("m", "http://127.0.0.1:1", (("1K1:a", Answer()),), (), 0, 3, ())
    assert fine.problem is None
    assert "contextvenster" in fine.summary


def test_one_suggestion_for_a_code_that_both_propose(codebook: Codebook) -> None:
    def own(segment: str, code: str, chance: float) -> Suggestion:
        return Suggestion(segment, code, chance, ((9, 11),), "eigen", codebook.digest)

    theirs = suggestions_from(SUGGESTED, codebook, lambda segment, code: 0.05)
    assert [(s.code, s.probability, s.words) for s in theirs] == [
        ("pesten", 0.05, ((0, 4),)),
        ("thuis", 0.05, ((5, 7),)),
    ]
    both = joined(
        [own("1K1:b", "pesten", 0.6), own("1K1:a", "thuis", 0.3)], theirs, ["1K1:a", "1K1:b"]
    )
    assert [(s.segment, s.code, s.probability, s.words, s.model) for s in both] == [
        ("1K1:a", "thuis", 0.3, ((9, 11),), "eigen"),
        ("1K1:b", "pesten", 0.6, ((0, 4),), "eigen + taalmodel m:8b"),
        ("1K1:b", "thuis", 0.05, ((5, 7),), "taalmodel m:8b"),
    ]
