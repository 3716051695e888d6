"""The tables of an evaluation, for the page and for Word alike."""

from __future__ import annotations

from pipeline.domain.evaluation import Evaluation, Measured, MethodScores
from pipeline.report.blocks import Cell, Table
from pipeline.report.evaluation_sentences import work_saved
from pipeline.report.evaluation_words import (
    PERFECT,
    curve_named,
    decimal,
    interval,
    percentage,
    scored,
    too_few,
)
from pipeline.report.words import grouped, listed, numeral

_HOW = (
    "Gemeten bij respondenten van wie het programma niets had gezien; onder elk getal het"
    " 95%-interval."
)


def suggestion_table(evaluation: Evaluation) -> Table:
    """A row a method: right among the first ones, precision, recall and F1 over all suggestions."""
    first = [
        "Goed bij het eerste" if depth == 1 else f"Goed bij de eerste {numeral(depth)}"
        for depth in evaluation.depths
    ]
    rows = tuple(
        (_name(m, at), *map(_cell, (*m.right_within, m.precision, m.recall, m.f1)))
        for at, m in enumerate(evaluation.methods)
    )
    note = (
        f"{_HOW} Goed bij: aandeel van de {grouped(evaluation.coded)} gecodeerde segmenten met een"
        " goede code bij de eerste voorstellen. Precisie: aandeel van de voorstellen dat goed was."
        " Recall: aandeel van de codes van codeurs dat was voorgesteld. F1: het harmonisch"
        " gemiddelde"
        f" van die twee. N = {grouped(evaluation.segments)} segmenten van"
        f" {grouped(evaluation.respondents)} respondenten, kruisvalidatie per respondent in"
        f" {grouped(evaluation.folds)} delen; intervallen uit {grouped(evaluation.draws)}"
        " trekkingen"
        " van respondenten (bootstrap)."
    )
    header = ("Manier van voorstellen", *first, "Precisie", "Recall", "F1")
    return Table("voorstellen", "Hoe vaak voorstellen goed waren", header, rows, note)


def quality_table(evaluation: Evaluation) -> Table:
    """A row a method: means over codes, the order of codes and segments, and the chances."""
    rows = tuple(
        (
            Cell(m.label, strong=at == 0),
            *map(_cell, (m.macro_precision, m.macro_recall, m.macro_f1, m.macro_ap)),
            _cell(m.ranking_precision),
            _cell(m.calibration_error_shown),
        )
        for at, m in enumerate(evaluation.methods)
    )
    note = (
        f"{_HOW} Macro: gemiddeld over de {evaluation.codes_enough} codes met minstens"
        f" {evaluation.least_cases} gevallen, elke code even zwaar. AP: gemiddelde precisie van de"
        " segmenten, geordend op kans. Rangprecisie: hoe hoog de goede codes van een segment staan."
        " Kalibratiefout: gemiddelde afstand tussen kans en werkelijk aandeel bij getoonde"
        " voorstellen"
        " (lager is beter)."
    )
    header = (
        "Manier van voorstellen", "Macro-preci\u00adsie", "Macro-recall", "Macro-F1", "Macro-AP",
        "Rang\u00adprecisie", "Kali\u00adbratie\u00adfout",
    )  # fmt: skip
    return Table("gemiddeld", "Gemiddeld over codes, volgorde en kansen", header, rows, note)


def code_table(evaluation: Evaluation) -> Table:
    """A row a code with enough cases, most cases first; the note names the others."""
    rows = tuple(
        (
            Cell(code.label),
            Cell(f"{grouped(code.cases)} ({grouped(code.respondents)})"),
            *map(_cell, (code.precision, code.recall, code.f1, code.average_precision)),
            Cell(percentage(code.to_read)),
        )
        for code in scored(evaluation.codes)
    )
    few = too_few(evaluation.codes)
    note = (
        f"{_HOW} Gevallen: segmenten met de code, tussen haakjes het aantal respondenten. Te"
        " lezen: aandeel van de segmenten, meest waarschijnlijke eerst, tot 95% van de gevallen"
        " is gevonden."
    )
    if few:
        names = listed([f"{code.label} ({code.cases})" for code in few])
        note += (
            f" Minder dan {evaluation.least_cases} gevallen, te weinig om iets te zeggen en"
            " daarom niet"
            f" gescoord (aantal gevallen tussen haakjes): {names}."
        )
    header = (
        "Code", "Gevallen", "Precisie", "Recall", "F1", "AP", "Te lezen",
    )  # fmt: skip
    return Table("codes", "De voorstellen per code", header, rows, note)


def reading_table(evaluation: Evaluation) -> Table:
    """A row an order of reading; the bound is there even where its curve is not."""
    rows = [
        (
            Cell(curve.label, strong=curve.order == PERFECT),
            *(
                Cell(percentage(needed), detail="" if needed is None else work_saved(saved))
                for needed, saved in zip(curve.needed, curve.saved, strict=True)
            ),
        )
        for curve in evaluation.curves
    ]
    if evaluation.oracle and curve_named(evaluation, PERFECT) is None:
        bound = [
            Cell(percentage(needed), detail=work_saved(recall - needed))
            for recall, needed in zip(evaluation.recalls, evaluation.oracle, strict=True)
        ]
        rows.append((Cell("volmaakte volgorde (grens)", strong=True), *bound))
    header = ("Volgorde", *(f"Lezen voor {percentage(recall)}" for recall in evaluation.recalls))
    note = (
        "Aandeel van de segmenten dat is gelezen als zoveel van alle codes is gevonden. Daaronder"
        " het"
        " verschil in procentpunten met willekeurig lezen (WSS, Cohen e.a., 2006). De volmaakte"
        " volgorde kent alle antwoorden al en is alleen een grens."
    )
    return Table("leeswerk", "Hoeveel er in elke volgorde te lezen is", header, tuple(rows), note)


def stopping_table(evaluation: Evaluation) -> Table:
    """A row a moment: what was expected to be left, and what was left."""
    rows = tuple(
        (
            Cell(percentage(point.read)),
            Cell(grouped(round(point.expected)), f"{_whole(point.low)}–{_whole(point.high)}"),
            Cell(grouped(point.truth)),
            Cell("ja" if point.low <= point.truth <= point.high else "nee"),
            Cell(percentage(point.covered)),
        )
        for point in evaluation.stopping
    )
    header = (
        "Gelezen",
        "Geschat nog te vinden",
        "Werkelijk",
        "Binnen interval",
        "Codes binnen interval",
    )
    note = (
        "Nagespeeld op verslagen die al zijn gecodeerd. Dit interval is een ander dan elders: het"
        " zegt"
        " tussen welke aantallen het nog te vinden aantal volgens de schatting ligt. ‘Codes"
        " binnen interval’: het aandeel van de"
        " codes waarvan het werkelijke aantal binnen het eigen interval lag."
    )
    return Table("stoppen", "Hoeveel er nog te vinden is: geschat en werkelijk", header, rows, note)


def _cell(found: Measured) -> Cell:
    return Cell(decimal(found.value), interval(found))


def _name(method: MethodScores, at: int) -> Cell:
    many = f"{decimal(method.suggestions_per_segment)} voorstellen per segment"
    return Cell(method.label, many, strong=at == 0)


def _whole(value: float) -> str:
    return grouped(round(value))
