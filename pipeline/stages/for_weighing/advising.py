"""The outcomes of a decision graph in words: which options, why, and what to see to first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.appraisal.chart import Chart, Kind
from pipeline.appraisal.describing import SIGNS, source
from pipeline.appraisal.typesetting import shown
from pipeline.domain.appraisal import Frame, Said
from pipeline.domain.flow import Advice, Flow, Sign
from pipeline.report.blocks import Heading
from pipeline.stages.for_weighing.asking import came_from
from pipeline.stages.for_weighing.labelled import Labelled, Told
from pipeline.stages.for_weighing.naming import capital, listed, stopped, with_source


def outcomes_told(chart: Chart, frame: Frame, names: Mapping[str, str]) -> Iterator[Told]:
    """Every outcome of a chart in the order of its numbers.

    Args:
        names: as `describing.references` gives them.
    """
    advice = {one.id: one for one in chart.flow.advice}
    for box in chart.boxes:
        if box.kind is not Kind.ADVICE:
            continue
        own = advice[box.id]
        yield Heading(f"{capital(names[box.id])}. {own.title}", 4)
        yield from came_from(chart, box, names)
        yield from _judged(own, chart.flow, frame)
        if own.reasons:
            yield Labelled("Waarom", " ".join(map(stopped, own.reasons)))
        if own.checks:
            yield Labelled("Na te gaan", " ".join(map(stopped, own.checks)))
        for measure in _named(frame.mitigations, own.mitigations):
            yield Labelled("Wat een nadeel verzacht", with_source(measure.text, measure.section))
        for example in _named(frame.examples, own.examples):
            told = f"{example.label}. {example.text}"
            yield Labelled("Uit de praktijk", with_source(told, example.section))
        yield Labelled("Bron", f"{source(own.section)}.")


def _judged(advice: Advice, flow: Flow, frame: Frame) -> Iterator[Labelled]:
    """Every option once: what suits, what may do as well, and what drops out and why."""
    signs = flow.signs(advice)
    if signs:
        for sign in Sign:
            yield from _with_sign(
                sign, [o for o in frame.option_ids if signs.get(o) is sign], frame
            )
        if others := [option for option in frame.option_ids if option not in signs]:
            yield Labelled(
                "Niet aan de orde", f"{_labels(others, frame)}. Gekozen is voor {advice.kind}."
            )
        return
    yield from _with_sign(Sign.SUITS, advice.first, frame)
    yield from _with_sign(Sign.MAY, advice.other, frame)
    for one in advice.excluded:
        yield from _with_sign(Sign.NOT, one.options, frame, one.because)


def _with_sign(
    sign: Sign, options: Sequence[str], frame: Frame, because: str = ""
) -> Iterator[Labelled]:
    if options:
        why = f" {stopped(because)}" if because else ""
        yield Labelled(f"{SIGNS[sign]} ({shown(sign)})", f"{_labels(options, frame)}.{why}")


def _labels(options: Sequence[str], frame: Frame) -> str:
    first, *others = (frame.option(option).label for option in options)
    return listed([first, *(label[:1].lower() + label[1:] for label in others)])


def _named(said: Sequence[Said], ids: Sequence[str]) -> list[Said]:
    return [one for one in said if one.id in ids]
