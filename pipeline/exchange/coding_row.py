"""One row of the coding sheet: what it says, and what in it may not be as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import RespondentId
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.errors import Place, WorkbookError
from pipeline.exchange.coding_again import WHOLE
from pipeline.exchange.coding_sheet import (
    BLIND,
    CODING,
    STANCES,
    VERDICTS,
    YES,
    Cells,
    Drawn,
    Exported,
)

_RETIRED = "deze code is sinds de export vervallen"
_RETIRED_REMEDY = "maak de cel leeg; een nieuwe export heeft het nieuwe codeboek"


class CodingRow:
    """A row while it is being read; `id` is its segment of now, `problems` gathers the cells that
    are refused."""

    def __init__(
        self,
        file: str,
        number: int,
        names: list[str],
        values: Mapping[str, Any],
        exported: Exported,
        codebook: Codebook,
        moved: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.file, self.number, self.names, self.values = file, number, names, values
        self.exported, self.codebook = exported, codebook
        self.id = moved.get(self.text("segment"), self.text("segment"))
        self.problems: list[WorkbookError] = []
        self._labels = {code.label.casefold(): code.id for code in codebook}

    def refuse(self, what: str, column: str, remedy: str = "") -> None:
        letter = column_letter(self.names.index(column) + 1)
        place = Place(self.file, sheet=CODING, row=self.number, column=letter)
        self.problems.append(WorkbookError(what, place=place, remedy=remedy))

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None else str(value).strip()

    def segment(
        self, segments: Mapping[str, Segment], seen: set[str], vanished: list[str]
    ) -> Segment | None:
        """The segment of this row, or None (and a problem) when row and study do not agree; a
        segment whose text is no longer in the wave goes to `vanished`."""
        id_ = self.id
        if id_ not in self.exported.digests:
            self.refuse("dit segment stond niet in de export", "segment", "zet de id terug")
        elif id_ in seen:
            self.refuse("dit segment staat er twee keer", "segment", "verwijder de extra rij")
        elif text_digest(str(self.values.get("tekst") or "")) != self.exported.digests[id_]:
            seen.add(id_)
            self.refuse("de tekst is gewijzigd", "tekst", "zet de tekst terug zoals hij was")
        elif id_ not in segments:
            seen.add(id_)
            vanished.append(id_)
        else:
            seen.add(id_)
            return segments[id_]
        return None

    def decisions(
        self,
        segment: Segment,
        finished: bool,
        at: str,
        asked: Collection[str] = (),
        looked: Collection[str] = (),
    ) -> Iterator[Decision]:
        """What this row says now and did not say when it was exported, and what the coder looked at
        again and leaves as it is.

        Args:
            asked, looked: the codes of this segment that are to be looked at again, and those
                that were; WHOLE for a code that was split and for text that changed.
        """
        before = self.exported.cells.get(segment.id, {})
        now = {cells.code: cells for cells in self._cells(segment, finished)}
        if (finished or WHOLE in looked) and "" not in now:
            now[""] = Cells("", Verdict.DONE.value, memo=self.text("memo"))
        # A rejection of what is no longer suggested has no cell: without one it stays what it was.
        for code in looked:
            if code not in now and code not in before:
                now[code] = Cells(code, Verdict.REJECT.value)
        drawn = self.exported.drawn.get(segment.id, Drawn())
        if before != now and _is_read(now.values()):
            # Who reads a row answers for what was accepted unread on it.
            now = {code: replace(cells, bulk=False) for code, cells in now.items()}
            self._ask_for([code for code in drawn.check if code not in now], segment)
        if BLIND in self.exported.marks and self.text(BLIND) != (YES if drawn.blind else ""):
            self.refuse("welk segment blind is, staat vast", BLIND, "zet het terug zoals het was")
        shown = self.exported.shown.get(segment.id, {})
        for code in dict.fromkeys([*now, *before]):
            cells = now.get(code) or Cells(code, Verdict.RETRACT.value)
            again = code in looked or (bool(asked) and before.get(code) != cells)
            if before.get(code) == cells and not again:
                continue
            chance, model = shown.get(code, (None, ""))
            yield Decision(
                wave=self.exported.wave,
                segment=segment.id,
                digest=segment.digest,
                code=code,
                verdict=Verdict(cells.verdict),
                coder=self.exported.coder,
                codebook=self.exported.version,
                stance=Stance(cells.stance),
                memo=cells.memo,
                seen=chance,
                model=model,
                start=segment.start,
                end=segment.end,
                at=at,
                blind=drawn.blind,
                share=drawn.share,
                again=again,
            )

    def refuse_retired(self, code: str) -> None:
        """Refuses a code that has no successor, where it stands in this row."""
        shown = list(self.exported.shown.get(self.id, {}))
        if code in shown:
            self.refuse(_RETIRED, f"besluit {shown.index(code) + 1}", _RETIRED_REMEDY)
            return
        label = self.codebook[code].label.casefold()
        for at in range(1, self.exported.extra + 1):
            if self.text(f"extra code {at}").casefold() == label:
                self.refuse(_RETIRED, f"extra code {at}", _RETIRED_REMEDY)

    def _ask_for(self, codes: list[str], segment: Segment) -> None:
        """Refuses a row that was read while codes drawn to be checked have no answer."""
        for at, code in enumerate(self.exported.shown.get(segment.id, {}), start=1):
            if code in codes and code in self.codebook:
                self.refuse(
                    "dit voorstel is geloot om na te kijken en heeft nog geen besluit",
                    f"besluit {at}",
                    "kies 'akkoord' of 'afgewezen'",
                )

    def _cells(self, segment: Segment, finished: bool) -> Iterator[Cells]:
        taken: set[str] = set()
        shown = set(self.exported.shown.get(segment.id, {}))
        rejected: set[str] = set()
        for at, code in enumerate(self.exported.shown.get(segment.id, {}), start=1):
            if code not in self.codebook:
                self.refuse("deze code bestaat niet meer", f"voorstel {at}", "exporteer opnieuw")
                continue
            if self.text(f"voorstel {at}") != self.codebook[code].label:
                self.refuse("het voorstel is gewijzigd", f"voorstel {at}", "gebruik 'extra code'")
            verdict = self._one_of(f"besluit {at}", VERDICTS)
            stance = self._one_of(f"houding {at}", STANCES)
            if verdict:
                taken.add(code)
                if verdict == Verdict.REJECT.value:
                    rejected.add(code)
                yield self._as_before(segment, Cells(code, verdict, stance))
            elif stance:
                self.refuse("een houding zonder besluit", f"houding {at}", "kies ook een besluit")
        for at in range(1, self.exported.extra + 1):
            label = self.text(f"extra code {at}")
            stance = self._one_of(f"houding extra {at}", STANCES)
            if not label:
                if stance:
                    self.refuse(
                        "een houding zonder code", f"houding extra {at}", "kies ook een code"
                    )
                continue
            code = self._labels.get(label.casefold(), "")
            actor = RespondentId.parse(segment.respondent).actor
            if not code:
                self.refuse("onbekende code", f"extra code {at}", "kies uit de lijst")
            elif actor not in self.codebook[code].actors:
                self.refuse(f"deze code geldt niet voor '{actor}'", f"extra code {at}")
            elif code in taken:
                self.refuse("deze code staat al in deze rij", f"extra code {at}")
            else:
                taken.add(code)
                yield self._as_before(segment, Cells(code, Verdict.ADD.value, stance))
        memo = self.text("memo")
        # Who rejects every suggestion and adds nothing has read the segment.
        answered = bool(shown) and shown <= rejected and taken == rejected
        if self._one_of("gelezen", (YES,)) or (memo and taken) or answered:
            yield Cells("", Verdict.DONE.value, memo=memo)
        elif memo and not finished:
            self.refuse("een memo zonder besluit", "memo", "kies ook een besluit, of 'gelezen'")

    def _as_before(self, segment: Segment, cells: Cells) -> Cells:
        """Keeps apart what only looks changed: an added code that is suggested since then."""
        before = self.exported.cells.get(segment.id, {}).get(cells.code)
        if before is None:
            return cells
        same = Verdict(before.verdict).assigns == Verdict(cells.verdict).assigns
        unread = before.bulk and same and before.stance == cells.stance
        verdict = before.verdict if same else cells.verdict
        return Cells(cells.code, verdict, cells.stance, before.memo, unread)

    def _one_of(self, column: str, choices: tuple[str, ...]) -> str:
        value = self.text(column).casefold()
        if value and value not in choices:
            self.refuse("deze keuze bestaat niet", column, f"kies {' of '.join(choices)}")
            return ""
        return value


def _is_read(cells: Iterable[Cells]) -> bool:
    """Whether a row was read: more stands on it than rejections and codes accepted unread."""
    return any(not c.bulk and c.verdict != Verdict.REJECT.value for c in cells)


def column_letter(number: int) -> str:
    """'A' for 1, 'AB' for 28."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))
