"""What all that is done with versions of the codebook fetches: the versions themselves, and what
decisions come to under each of them.

Decisions are counted over all waves and coders of the study. Ledgers are read raw here: what each
version makes of them is the question.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pipeline.config.codes import read_codebook
from pipeline.config.version_files import FILE, frozen_versions, utterances_of, version_folder
from pipeline.config.yaml_file import read_yaml
from pipeline.domain.carrying import carry
from pipeline.domain.codebook import Codebook
from pipeline.domain.explaining import Gap
from pipeline.domain.judgement import Verdict, standing
from pipeline.domain.migration import Lineage, version_key
from pipeline.errors import CodebookError, Place
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_all_decisions


def book_of(folder: Path, version: str) -> Codebook:
    """A frozen version, or the working files."""
    own = version_folder(folder, version) if version else folder
    return read_codebook(own / "codes.yaml", utterances_of(folder, version))


def last_frozen(folder: Path) -> str:
    """Raises CodebookError while nothing was frozen."""
    known = frozen_versions(folder)
    if not known:
        raise CodebookError(
            "nog geen versie van het codeboek is vastgelegd",
            place=Place.of(folder / "codes.yaml"),
            remedy="leg haar vast met 'oza codebook release --by NAAM', en verander haar daarna",
        )
    return known[-1]


def problem_of(folder: Path, gap: Gap, now: Codebook) -> CodebookError:
    """A gap where a person can mend it: at its step, or at its code."""
    if gap.step is not None:
        path = folder / FILE
        line = read_yaml(path, CodebookError).line("steps", gap.step)
    elif gap.code:
        path = folder / "codes.yaml"
        at = [code.id for code in now].index(gap.code)
        line = read_yaml(path, CodebookError).line("codes", at)
    else:
        path, line = folder / FILE, None
    return CodebookError(gap.what, place=Place.of(path, line), remedy=gap.remedy)


def decided_under(layout: Layout, lineage: Lineage, version: str) -> dict[str, int]:
    """Code → the decisions of all coders that stood on it under a version."""
    found: Counter[str] = Counter()
    for own in read_all_decisions(layout.decisions).values():
        stands = standing(carry(own, lineage, until=version).decisions).values()
        found.update(d.code for d in stands if d.code and d.verdict is not Verdict.RETRACT)
    return dict(found)


def to_look_at(layout: Layout, lineage: Lineage, start: str) -> int:
    """How many decisions are to be looked at again because of what came after a version."""
    ledgers = read_all_decisions(layout.decisions).values()
    waiting = [again for own in ledgers for again in carry(own, lineage).again]
    return sum(version_key(again.to) > version_key(start) for again in waiting)
