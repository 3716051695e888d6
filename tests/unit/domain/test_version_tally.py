"""What a report is told about the versions under which it was decided."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.domain.carrying import carry
from pipeline.domain.judgement import Decision, Verdict, codings_of
from pipeline.domain.migration import Lineage, Migration, Step, StepKind
from pipeline.domain.version_tally import VersionTally, tally_of

Decide = Callable[..., Decision]
LINEAGE = Lineage(
    (
        Migration(
            "1.0.0",
            "2.0.0",
            (
                Step(StepKind.REDEFINE, ("zorg",)),
                Step(StepKind.SPLIT, ("samen-vorm",), ("overleg", "regie")),
                Step(StepKind.RETIRE, ("omgeving",)),
            ),
        ),
    )
)
HERE = ("1K1:a", "1K1:b", "2P1:a")


def tally(ledgers: dict[str, list[Decision]], wave: str = "golf-1") -> VersionTally:
    carried = {coder: carry(own, LINEAGE) for coder, own in ledgers.items()}
    decisions = {coder: own.decisions for coder, own in carried.items()}
    return tally_of(carried, *codings_of(decisions, ("consensus",)), wave, HERE)


def test_what_counts_is_told_by_version_and_what_is_left_open_by_kind(decide: Decide) -> None:
    ledger = [
        decide("1K1:a", "zorg"),
        decide("1K1:a", "omgeving"),
        decide("1K1:b", "waardering", codebook="2.0.0"),
        decide("2P1:a", "samen-vorm"),
        decide("9K9:z", "zorg"),  # text that is gone
    ]
    found = tally({"anna": ledger})
    assert dict(found.decided) == {"1.0.0": 2, "2.0.0": 1}
    assert (found.again, found.waiting, found.waiting_reports, found.aside) == (1, 1, 1, 1)
    assert tally({"anna": ledger}, "golf-2") == VersionTally()


def test_what_others_settled_is_not_left_open(decide: Decide) -> None:
    anna = [decide("1K1:a", "zorg"), decide("2P1:a", "samen-vorm")]
    settled = {"coder": "consensus", "codebook": "2.0.0"}
    consensus = [decide("1K1:a", "zorg", **settled), decide("2P1:a", "regie", **settled)]
    found = tally({"anna": anna, "consensus": consensus})
    assert (found.again, found.waiting, dict(found.decided)) == (0, 0, {"2.0.0": 2})


def test_a_rejection_of_a_redefined_code_is_no_coding_to_look_at(decide: Decide) -> None:
    ledger = [decide("1K1:a", "zorg", verdict=Verdict.REJECT), decide("1K1:a", "")]
    assert tally({"anna": ledger}).again == 0
