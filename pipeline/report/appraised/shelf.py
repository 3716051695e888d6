"""The pieces of an appraisal by the names that authors and chapters.toml use for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from inspect import signature

from pipeline.domain.appraisal import Criterion, Said
from pipeline.domain.flow import Flow
from pipeline.domain.placement_evidence import Evidence
from pipeline.domain.typology import Typology
from pipeline.report.appraised import conditions, criteria, options, scores, streams, typology
from pipeline.report.appraised.evidence import (
    backing_table,
    cell_evidence,
    criterion_evidence,
    reading_paragraph,
)
from pipeline.report.appraised.weighed import Weighed
from pipeline.report.appraised.wording import of_study
from pipeline.report.blocks import Block, Picture

Piece = Callable[..., Sequence[Block]]


class NoPiece(Exception):
    """Why a piece cannot be shown, in words for the author."""


def made(piece: Piece, arguments: Sequence[str]) -> tuple[Block, ...]:
    """What a piece consists of. Raises NoPiece, also for too many names or too few."""
    try:
        signature(piece).bind(*arguments)
    except TypeError:
        raise NoPiece("er staan te veel of te weinig namen bij") from None
    return tuple(piece(*arguments))


class Shelf:
    """Makes the pieces of one appraisal. A way, criterion, pair or graph is named by id or label.

    Every function raises NoPiece for a name that the study does not have.
    """

    def __init__(self, weighed: Weighed) -> None:
        self.weighed, self.frame = weighed, weighed.frame

    def pieces(self) -> dict[str, Piece]:
        """Tag → function, in Dutch."""
        return {
            "tabel_assen": self.tabel_assen,
            "tabel_wijzen": lambda: [options.options_table(self.frame)],
            "tabel_kaders": lambda: [streams.frameworks_table(self.frame)],
            "tabel_stromen": lambda: [streams.streams_table(self.frame)],
            "tabel_toegestaan": lambda: [streams.allowed_table(self.frame)],
            "tabel_combinaties": self._said(
                "combinaties", "Financieringswijzen gecombineerd", self.frame.combinations
            ),
            "tabel_pgb": self._said(
                "pgb", "Het persoonsgebonden budget in een arrangement", self.frame.budgets
            ),
            "tabel_praktijk": self._said(
                "praktijk", "Voorbeelden uit de praktijk", self.frame.examples
            ),
            "tabel_knelpunten": self._said(
                "knelpunten", "Andere keuzes en knelpunten", self.frame.bottlenecks
            ),
            "tabel_maatregelen": self._said(
                "maatregelen", "Wat een nadeel verzacht", self.frame.mitigations
            ),
            "tabel_bevorderend": self._said(
                "bevorderend", "Wat een collectieve wijze vooruithelpt", self.frame.favouring
            ),
            "tabel_typologie": lambda: typology.full_typology(self._typology(), self.frame),
            "tabel_typologie_eenvoudig": lambda: typology.simple_typology(self._typology()),
            "tabel_criteria": lambda: [criteria.criteria_table(self.frame)],
            "tabel_belangen": lambda: [criteria.interests_table(self.frame, self.weighed.names)],
            "plaatsing": self.plaatsing,
            "tabel_scores": lambda: [scores.score_table(self.frame, self.weighed.scores)],
            "figuur_scores": lambda: self._picture("weging-scores"),
            "figuur_per_wijze": lambda: self._picture("weging-per-wijze"),
            "figuur_per_criterium": lambda: self._picture("weging-per-criterium"),
            "herleiding": self.herleiding,
            "vergelijking": self.vergelijking,
            "tabel_randvoorwaarden": lambda: [conditions.preconditions_table(self.frame)],
            "randvoorwaarden": self.randvoorwaarden,
            "situaties": self.situaties,
            "geschiktheid": self.geschiktheid,
            "praatplaat": self.praatplaat,
            "overzicht_bewijs": self.overzicht_bewijs,
            "bewijs": self.bewijs,
        }

    def tabel_assen(self) -> Sequence[Block]:
        try:
            return [options.axes_table(self.frame)]
        except ValueError as problem:
            raise NoPiece(str(problem)) from None

    def plaatsing(self, criterium: str) -> Sequence[Block]:
        """A criterion's scales drawn, and a table of each with its arguments."""
        own = self._criterion(criterium)
        tables = [
            criteria.placement_table(own, aspect, self.frame, self.weighed.evidence)
            for aspect in own.aspects
        ]
        return [*self._picture(f"weging-schaal-{own.id}"), *tables]

    def herleiding(self, wijze: str) -> Sequence[Block]:
        """How an option comes by its scores."""
        return [scores.derivation_table(self._option(wijze), self.frame, self.weighed.scores)]

    def vergelijking(self, paar: str) -> Sequence[Block]:
        """Two options beside each other."""
        known = {pair.id: pair for pair in self.frame.pairs}
        pair = known[_named(paar, "vergelijking", known, {})]
        return [scores.pair_table(pair, self.frame, self.weighed.scores)]

    def randvoorwaarden(self, wijze: str) -> Sequence[Block]:
        """What an option needs."""
        option = self._option(wijze)
        if not self.frame.preconditions_of(option):
            raise NoPiece(f"voor ‘{wijze}’ noemt de studie geen randvoorwaarden")
        return [conditions.own_preconditions_table(option, self.frame)]

    def situaties(self, afweging: str) -> Sequence[Block]:
        """The situations that a graph tells apart."""
        flow = self._flow(afweging)
        if not flow.situations:
            raise NoPiece(f"‘{afweging}’ onderscheidt geen situaties")
        return [conditions.situations_table(flow)]

    def geschiktheid(self, afweging: str) -> Sequence[Block]:
        """The tables with +, +/− and −."""
        flow = self._flow(afweging)
        if not flow.suitability:
            raise NoPiece(f"‘{afweging}’ heeft geen tabel van geschiktheid")
        return [conditions.suitability_table(t, flow, self.frame) for t in flow.suitability]

    def praatplaat(self, afweging: str) -> Sequence[Block]:
        """A decision graph drawn, and the same in words."""
        return self.weighed.plate(self._flow(afweging).id)

    def overzicht_bewijs(self) -> Sequence[Block]:
        """How much was read, and how the evidence stands to every placement."""
        evidence = self._evidence()
        reading = reading_paragraph(evidence)
        if not evidence.reading.read:
            return [reading]
        return [reading, backing_table(self.frame, evidence), *self._picture("weging-bewijs")]

    def bewijs(self, eerste: str, criterium: str = "") -> Sequence[Block]:
        """What was said for and against: `bewijs("kwaliteit")` of every option on a criterion,
        `bewijs("productie", "kwaliteit")` of one."""
        evidence, quoted = self._evidence(), self.weighed.quotations
        if criterium:
            option, own = self._option(eerste), self._criterion(criterium)
            return cell_evidence(option, own, self.frame, evidence, quoted)
        own = self._criterion(eerste)
        blocks = criterion_evidence(own, self.frame, evidence, quoted)
        return [*self._picture(f"weging-bewijs-{own.id}"), *blocks]

    def _said(self, name: str, caption: str, said: Sequence[Said]) -> Piece:
        def piece() -> Sequence[Block]:
            if not said:
                raise NoPiece("de studie zegt hier niets over")
            whole = f"{caption}{of_study(*(one.section for one in said))}"
            return [options.said_table(f"weging-{name}", whole, said, self.frame)]

        return piece

    def _option(self, named: str) -> str:
        labels = {option.label: option.id for option in self.frame.options}
        return _named(named, "financieringswijze", self.frame.option_ids, labels)

    def _criterion(self, named: str) -> Criterion:
        labels = {criterion.label: criterion.id for criterion in self.frame.criteria}
        return self.frame.criterion(_named(named, "criterium", labels.values(), labels))

    def _flow(self, named: str) -> Flow:
        flows = self.weighed.flows
        labels = {flow.title: flow.id for flow in flows.values()}
        return flows[_named(named, "afweging", flows, labels)]

    def _picture(self, name: str) -> list[Picture]:
        """A figure, or nothing where it has nothing to show."""
        drawn = self.weighed.picture(name)
        return [drawn] if drawn else []

    def _typology(self) -> Typology:
        if self.weighed.typology is None:
            raise NoPiece("deze studie heeft geen typologie")
        return self.weighed.typology

    def _evidence(self) -> Evidence:
        if self.weighed.evidence is None:
            raise NoPiece("deze studie koppelt geen codes aan haar plaatsingen")
        return self.weighed.evidence


def _named(named: str, kind: str, ids: Iterable[str], labels: dict[str, str]) -> str:
    """The id that is meant. Raises NoPiece, with what resembles it, when there is none."""
    ways = {label.casefold(): id_ for label, id_ in labels.items()} | {id_: id_ for id_ in ids}
    asked = " ".join(str(named).split()).casefold()
    if asked in ways:
        return ways[asked]
    near = get_close_matches(asked, list(ways), n=1, cutoff=0.6)
    raise NoPiece(f"er is geen {kind} ‘{named}’" + (f"; bedoelt u ‘{near[0]}’?" if near else ""))
