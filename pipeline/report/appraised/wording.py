"""Short names, numbers and places in the study, as the tables and figures write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import takewhile

from pipeline.domain.appraisal import Frame
from pipeline.report.breaking import SOFT_HYPHEN

_SHORTEST_ENDING = 6
"""Letters that names have to share at their end before a table leaves them out."""
Number = tuple[int, ...]
"""Of a section: (4, 2, 1)."""
_NUMBER = re.compile(r"\d+(?:\.\d+)+")
_SEVERAL = re.compile(r"(?:,| en| tot en met) (?=\d)")


def where(section: str) -> str:
    """Where something stands in the study: `paragraaf 4.2.1`, `paragrafen 4.3.3, 4.3.6`."""
    if section.startswith("praatplaat"):
        return section
    return f"{'paragrafen' if _SEVERAL.search(section) else 'paragraaf'} {section}"


def of_study(*sections: str) -> str:
    """What ends a caption: ` (studie, paragraaf 4.2.1)`. Of several sections only the numbers."""
    every = list(dict.fromkeys(sections))
    if len(every) == 1 and not _SEVERAL.search(every[0]):
        return f" (studie, {where(every[0])})"
    numbers = sorted({number for section in every for number in _numbers(section)})
    return f" (studie, {where(_listed(numbers))})"


def _numbers(section: str) -> Iterator[Number]:
    """The sections that a reference names, and those between two with 'tot en met'."""
    found = [tuple(map(int, number.split("."))) for number in _NUMBER.findall(section)]
    yield from found
    if "tot en met" in section:
        first, last = found
        yield from ((*first[:-1], between) for between in range(first[-1], last[-1]))


def _listed(numbers: Sequence[Number]) -> str:
    """`2.3.2 en 2.3.4`; of more that follow on each other the first and the last."""
    told = [".".join(map(str, number)) for number in numbers]
    first, last = numbers[0], numbers[-1]
    follow = list(numbers) == [(*first[:-1], n) for n in range(first[-1], last[-1] + 1)]
    if follow and len(told) > 2:
        return f"{told[0]} tot en met {told[-1]}"
    return " en ".join(filter(None, (", ".join(told[:-1]), told[-1])))


def number(value: Fraction) -> str:
    """Two decimals at most, with a comma: `1,67`."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".").replace(".", ",")


def lower(text: str) -> str:
    """Within a sentence."""
    return text[:1].lower() + text[1:]


def stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def notes_of(*notes: str) -> str:
    """What was decided where the study was not clear, as the note below a table."""
    told = " ".join(stopped(note) for note in notes if note)
    return f"Hoe de studie hier is gelezen: {told}" if told else ""


def short_labels(frame: Frame) -> dict[str, str]:
    """Option → its name without the ending that all of them have: `Productie-`."""
    ending = ending_of([option.label for option in frame.options])
    return {
        option.id: f"{option.label.removesuffix(ending)}-" if ending else option.label
        for option in frame.options
    }


def breaking_labels(frame: Frame) -> dict[str, str]:
    """Option → its whole name, which may break before the ending that all of them have."""
    ending = ending_of([option.label for option in frame.options])
    return {
        option.id: f"{option.label.removesuffix(ending)}{SOFT_HYPHEN}{ending}"
        if ending
        else option.label
        for option in frame.options
    }


def joined_labels(options: Sequence[str], frame: Frame) -> str:
    """Names that share their ending: `Doelgroep- en populatiefinanciering`."""
    if not options:
        return ""
    short, last = short_labels(frame), breaking_labels(frame)[options[-1]]
    *most, end = [*(short[option] for option in options[:-1]), last]
    told = " en ".join(filter(None, (", ".join(lower(one) for one in most), lower(end))))
    return capital(told)


def ending_of(labels: Sequence[str]) -> str:
    """What all names end on, such as 'financiering'; '' where that is hardly anything."""
    alike = zip(*(reversed(label) for label in labels), strict=False)
    shared = "".join(letters[0] for letters in takewhile(lambda own: len(set(own)) == 1, alike))
    return shared[::-1] if len(labels) > 1 and len(shared) >= _SHORTEST_ENDING else ""
