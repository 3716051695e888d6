"""Changing the codebook: the working files and the draft of the next version together.

Every change is made in the text, read back, and held against what was meant; only then do the files
take their places, all of them or none. What cannot be changed safely is named with file and line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.config.codebook_edit import (
    chapters_with,
    utterances_with_name,
    utterances_without,
    with_names,
    with_parent,
    without_code,
)
from pipeline.config.lineage import read_draft
from pipeline.config.migration_text import draft_text, with_head, with_steps, with_version
from pipeline.config.study import Study, read_study
from pipeline.config.version_files import FILE, UTTERANCES
from pipeline.config.yaml_file import read_yaml
from pipeline.domain.codebook import Code, Codebook
from pipeline.domain.explaining import Proposed
from pipeline.domain.migration import Migration, Step, StepKind, least_version, version_key
from pipeline.errors import CodebookError, Place
from pipeline.stages.for_versions.reading import book_of, last_frozen
from pipeline.store.layout import Layout
from pipeline.store.versions import as_it_would_read, finish, replace_together

CODES, CHAPTERS = "codes.yaml", "chapters.toml"
Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """A change that was made. `lost` are codes whose utterances are no longer among the working
    files; the last frozen version keeps them."""

    step: Step
    version: str
    lost: tuple[str, ...] = ()


def rename(layout: Layout, old: str, new: str, label: str, why: str, by: str) -> Changed:
    """Gives a code another id, and another label where one is given.

    Raises:
        CodebookError: when a code is unknown or taken, a draft names it already, or the files
            cannot be changed safely; nothing is written then.
    """
    work = _Work.of(layout, [old])
    if new in work.book:
        raise work.refuse(f"er is al een code '{new}'", "voeg samen: change merge")

    def change(texts: Texts) -> None:
        texts[CODES] = with_names(texts[CODES], {old: new}, label)
        texts[CHAPTERS] = chapters_with(texts[CHAPTERS], {old: new})
        texts[UTTERANCES] = utterances_with_name(texts[UTTERANCES], old, new)

    expected = [_renamed(code, {old: new}) for code in work.book]
    expected = [replace(c, label=label) if label and c.id == new else c for c in expected]
    return work.make(Step(StepKind.RENAME, (old,), (new,), why), change, expected, by)


def merge(layout: Layout, codes: Sequence[str], into: str, why: str, by: str) -> Changed:
    """Takes codes together in one that is there; its text is for a person to mend.

    Raises:
        CodebookError: as `rename`; also when one of them says to use the other instead.
    """
    work = _Work.of(layout, [*codes, into])
    gone = tuple(dict.fromkeys(code for code in codes if code != into))
    if not gone:
        raise work.refuse("wie samenvoegt, noemt een andere code dan die bij --into")
    names = dict.fromkeys(gone, into)
    for at, code in enumerate(work.book):
        for number, avoid in enumerate(code.avoid):
            points = names.get(avoid.code, avoid.code)
            others = [names.get(a.code, a.code) for a in code.avoid]
            if (
                avoid.code in names
                and code.id not in gone
                and (points == code.id or others.count(points) > 1)
            ):
                raise work.at(("codes", at, "avoid", number, "code"), avoid.code, code.id)

    def change(texts: Texts) -> None:
        for code in gone:
            texts[CODES] = without_code(texts[CODES], code)
            texts[UTTERANCES] = utterances_without(texts[UTTERANCES], code)
        texts[CODES] = with_names(texts[CODES], names)
        texts[CHAPTERS] = chapters_with(texts[CHAPTERS], names, merged=True)

    expected = [_renamed(code, names) for code in work.book if code.id not in gone]
    step = Step(StepKind.MERGE, tuple(dict.fromkeys(codes)), (into,), why)
    return work.make(step, change, expected, by, work.heard(gone))


def split(layout: Layout, code: str, into: Sequence[str], why: str, by: str) -> Changed:
    """Says that a code was split in others, which are there already; takes it away unless it is
    one of them.

    Raises:
        CodebookError: as `rename`; also as long as something refers to the code that goes.
    """
    work = _Work.of(layout, [code, *into])
    gone = () if code in into else (code,)
    return work.take_away(gone, Step(StepKind.SPLIT, (code,), tuple(into), why), by)


def retire(layout: Layout, codes: Sequence[str], why: str, by: str) -> Changed:
    """Takes codes away without a successor. Raises CodebookError as `split` does."""
    work = _Work.of(layout, codes)
    return work.take_away(tuple(codes), Step(StepKind.RETIRE, tuple(codes), (), why), by)


def move(layout: Layout, code: str, under: str, why: str, by: str) -> Changed:
    """Puts a code below another one, or with '' at the top. Raises CodebookError as `rename`."""
    work = _Work.of(layout, [code, *([under] if under else [])])
    if work.book[code].parent == under:
        raise work.refuse(f"code '{code}' hangt daar al")

    def change(texts: Texts) -> None:
        texts[CODES] = with_parent(texts[CODES], code, under)

    expected = [replace(c, parent=under) if c.id == code else c for c in work.book]
    into = (under,) if under else ()
    return work.make(Step(StepKind.MOVE, (code,), into, why), change, expected, by)


def say(layout: Layout, kind: StepKind, codes: Sequence[str], why: str, by: str) -> Changed:
    """Notes that codes whose text changed say the same (REWORD) or something else (REDEFINE)."""
    work = _Work.of(layout, codes)
    return work.make(Step(kind, tuple(codes), (), why), lambda texts: None, list(work.book), by)


@dataclass(frozen=True)
class _Work:
    """The working files before a change."""

    folder: Path
    study: Study
    start: str
    draft: Migration | None

    @classmethod
    def of(cls, layout: Layout, codes: Sequence[str]) -> _Work:
        folder = layout.study_folder
        finish(folder)
        start = last_frozen(folder)
        work = cls(folder, read_study(folder), start, read_draft(folder))
        before = book_of(folder, start)
        for code in codes:
            if code not in work.book:
                raise work.refuse(f"er is geen code '{code}'")
            steps = work.draft.steps if work.draft else ()
            named = [n for n, s in enumerate(steps) if code in (*s.codes, *s.into)]
            if named and steps[named[0]].takes_away:
                line = read_yaml(folder / FILE, CodebookError).line("steps", named[0])
                raise CodebookError(
                    f"deze stap gaat al over code '{code}'",
                    place=Place.of(folder / FILE, line),
                    remedy="pas de stap en codes.yaml met de hand aan",
                )
        if codes and codes[0] not in before:
            raise work.refuse(
                f"code '{codes[0]}' is nieuw sinds versie {start}", "verander codes.yaml zelf"
            )
        return work

    @property
    def book(self) -> Codebook:
        return self.study.codebook

    def refuse(self, what: str, remedy: str = "") -> CodebookError:
        return CodebookError(what, place=Place.of(self.folder / CODES), remedy=remedy)

    def at(self, route: tuple[str | int, ...], code: str, where: str) -> CodebookError:
        """A reference that only a person can mend."""
        line = read_yaml(self.folder / CODES, CodebookError).line(*route)
        return CodebookError(
            f"code '{where}' verwijst hier naar '{code}'",
            place=Place.of(self.folder / CODES, line),
            remedy="pas deze verwijzing eerst met de hand aan",
        )

    def heard(self, codes: Sequence[str]) -> tuple[str, ...]:
        return tuple(code for code in codes if self.book[code].utterances)

    def take_away(self, gone: tuple[str, ...], step: Step, by: str) -> Changed:
        for at, code in enumerate(self.book):
            if code.id in gone:
                continue
            if code.parent in gone:
                raise self.at(("codes", at, "parent"), code.parent, code.id)
            for number, avoid in enumerate(code.avoid):
                if avoid.code in gone:
                    raise self.at(("codes", at, "avoid", number, "code"), avoid.code, code.id)

        def change(texts: Texts) -> None:
            for code in gone:
                texts[CODES] = without_code(texts[CODES], code)
                texts[UTTERANCES] = utterances_without(texts[UTTERANCES], code)
            texts[CHAPTERS] = chapters_with(texts[CHAPTERS], dict.fromkeys(gone, ""))

        expected = [code for code in self.book if code.id not in gone]
        return self.make(step, change, expected, by, self.heard(gone))

    def make(
        self,
        step: Step,
        change: Callable[[Texts], None],
        expected: Sequence[Code],
        by: str,
        lost: tuple[str, ...] = (),
    ) -> Changed:
        """Changes the files, if what they then say is what was meant."""
        texts = {name: self._text(name) for name in (CODES, CHAPTERS, UTTERANCES)}
        before = dict(texts)
        version = self._version(step)
        try:
            change(texts)
            texts[CODES] = with_version(texts[CODES], version)
            texts[FILE] = self._draft_with(step, version, by)
        except ValueError as problem:
            raise self.refuse(str(problem), "verander de bestanden met de hand") from None
        files = {n: t.encode("utf-8") for n, t in texts.items() if t != before.get(n, "")}
        found = as_it_would_read(self.folder, files)
        if found.codebook.codes != tuple(expected):
            raise self.refuse(
                "de bestanden zouden iets anders gaan zeggen dan bedoeld; er is niets veranderd",
                "verander ze met de hand en maak de stappen met 'oza codebook draft'",
            )
        replace_together(self.folder, files)
        return Changed(step, version, lost)

    def _text(self, name: str) -> str:
        path = self.folder / name
        return path.read_bytes().decode("utf-8") if path.exists() else ""

    def _version(self, step: Step) -> str:
        steps = [*(self.draft.steps if self.draft else ()), step]
        known = [self.draft.to] if self.draft else []
        least = least_version(self.start, steps)
        return max([least, self.book.version, *known], key=version_key)

    def _draft_with(self, step: Step, version: str, by: str) -> str:
        made = [Proposed(step)]
        if self.draft is None:
            return with_head(draft_text(self.start, version, made), by=by)
        return with_head(with_steps(self._text(FILE), made), to=version)


def _renamed(code: Code, names: Mapping[str, str]) -> Code:
    return replace(
        code,
        id=names.get(code.id, code.id),
        parent=names.get(code.parent, code.parent),
        avoid=tuple(replace(a, code=names.get(a.code, a.code)) for a in code.avoid),
    )
