"""The error tree: every way in which the pipeline says no, on one page.

A message is one line for a user: where, what is wrong, and the remedy. It never holds a
participant's words, because messages end up in terminals, logs and e-mails to a helpdesk.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is wrong: a file, and within it a line, or a sheet, row and column."""

    file: str
    line: int | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    @classmethod
    def of(cls, path: Path, line: int | None = None) -> Place:
        """A file as a person would type it: from where she stands, if it lies below."""
        here = Path.cwd()
        return cls(str(path.relative_to(here) if path.is_relative_to(here) else path), line)

    def __str__(self) -> str:
        text = self.file if self.line is None else f"{self.file}:{self.line}"
        details = []
        if self.sheet is not None:
            details.append(f"blad '{self.sheet}'")
        if self.row is not None:
            details.append(f"rij {self.row}")
        if self.column is not None:
            details.append(f"kolom {self.column}")
        return f"{text} ({', '.join(details)})" if details else text


class OzaError(Exception):
    """The trunk of the tree. `exit_code` is what the process ends with."""

    exit_code = 1

    def __init__(self, what: str, *, place: Place | None = None, remedy: str = "") -> None:
        self.what = what
        self.place = place
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        remedy = f" — {self.remedy}" if self.remedy else ""
        return " ".join(f"{where}{self.what}{remedy}".split())


class StudyError(OzaError):
    """The study as data (`codebook/<study>/`) cannot be used as it stands."""

    exit_code = 3


class SettingsError(StudyError):
    """study.toml or wording.toml."""


class CodebookError(StudyError):
    """codes.yaml."""


class ChaptersError(StudyError):
    """chapters.toml."""


class AppraisalError(StudyError):
    """appraisal/: options, criteria or a decision graph."""


class CorpusError(OzaError):
    """A wave's register, its characteristics or a report cannot be used."""

    exit_code = 4


class ReportSetAside(CorpusError):
    """One report cannot be read; the rest of the wave goes on."""


class PrivacyError(OzaError):
    """Something that may identify a person still stands in the way of reporting."""

    exit_code = 5


class LedgerError(OzaError):
    """A ledger of decisions was changed, or a decision does not fit the study."""

    exit_code = 6


class WorkbookError(OzaError):
    """A coding workbook was changed where it should not have been."""

    exit_code = 7


class MethodError(OzaError):
    """What is asked for is ruled out by the method of the study."""

    exit_code = 8


class MissingExtra(OzaError):
    """An optional package or a local model is not installed."""

    exit_code = 9


class StoreError(OzaError):
    """A file of the pipeline itself is missing, damaged or in use by another run."""

    exit_code = 10


def unusable(problem: OSError) -> StoreError:
    """What the operating system refuses (no rights, disk full, ...), in one line."""
    reasons = {
        errno.EACCES: "geen toestemming om dit te lezen of te schrijven",
        errno.EPERM: "geen toestemming om dit te lezen of te schrijven",
        errno.EROFS: "deze schijf is alleen te lezen",
        errno.ENOSPC: "de schijf is vol",
        errno.EISDIR: "dit is een map, geen bestand",
        errno.ENOENT: "dit bestaat niet",
    }
    what = reasons.get(problem.errno or 0, "het besturingssysteem weigert dit")
    place = Place.of(Path(problem.filename)) if isinstance(problem.filename, str) else None
    return StoreError(what, place=place, remedy="controleer de map en uw rechten")


class TemplateError(OzaError):
    """The authors' document, or a tag in it, cannot be filled in."""

    exit_code = 11


class ClaimsDiffer(OzaError):
    """What an author wrote does not agree with the codings; the comments in the copy say where."""

    exit_code = 12


class AnswersError(OzaError):
    """Answers to a decision graph are missing, unknown or contradict each other."""

    exit_code = 13
