"""Every path of a study, in one place, and how sensitive what lies there is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.errors import Place, StoreError


class Sensitivity(StrEnum):
    """Who may see an output: the research team's machine only, the team, or anyone."""

    PRIVATE = "private"
    INTERNAL = "internal"
    PUBLISHABLE = "publishable"


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders of one wave of one study below a project's root."""

    root: Path
    study: str
    wave: str

    # What people decided.

    @property
    def study_folder(self) -> Path:
        return self.root / "codebook" / self.study

    @property
    def decisions(self) -> Path:
        return self.study_folder / "decisions"

    def ledger(self, coder: str) -> Path:
        """Raises StoreError for a name that could lead out of the folder."""
        check_name(coder)
        return self.decisions / f"{coder}.jsonl"

    def notes(self, coder: str) -> Path:
        """A coder's memos on reports and codes, and proposals for codes."""
        check_name(coder)
        return self.study_folder / "notes" / f"{coder}.jsonl"

    @property
    def assignments(self) -> Path:
        """Who codes which report."""
        return self.study_folder / "assignments.jsonl"

    @property
    def segmenting(self) -> Path:
        """What people decided about the borders of segments."""
        return self.study_folder / "segmenting"

    def recuts(self, coder: str) -> Path:
        """Segments that a coder split or joined."""
        check_name(coder)
        return self.segmenting / f"{coder}.jsonl"

    @property
    def quotations(self) -> Path:
        """What people marked as quotable, or as never to be quoted; holds places, never words."""
        return self.study_folder / "quotations"

    def quotation_marks(self, coder: str) -> Path:
        """Raises StoreError for a name that could lead out of the folder."""
        check_name(coder)
        return self.quotations / f"{coder}.jsonl"

    @property
    def resolutions(self) -> Path:
        """What a person decided about findings of identifiers; holds places, never words."""
        return self.study_folder / "privacy" / "resolutions.jsonl"

    @property
    def allowed_words(self) -> Path:
        """Words that a person dismissed as no identifier: the allow-list that learns. These words
        are kept; a word that turns out to be a name after all is taken off the list again."""
        return self.study_folder / "privacy" / "allowed.txt"

    @property
    def template(self) -> Path:
        """The authors' own Word document, with tags for what must stay current."""
        return self.study_folder / "sjabloon.docx"

    @property
    def fixed_reports(self) -> Path:
        """What the reports of this wave said when somebody fixed them."""
        return self.study_folder / "reports" / self.wave

    # What participants said.

    @property
    def wave_folder(self) -> Path:
        return self.root / "corpus" / self.study / self.wave

    @property
    def reports(self) -> Path:
        return self.wave_folder / "reports"

    @property
    def private(self) -> Path:
        return self.root / "corpus" / self.study / "private"

    @property
    def key(self) -> Path:
        """Links names to labels. The only file that does."""
        return self.private / "key.json"

    @property
    def findings_sheet(self) -> Path:
        """The sheet in which a person confirms or dismisses findings of this wave."""
        return self.private / f"bevindingen-{self.wave}.xlsx"

    # What can be regenerated.

    @property
    def outputs(self) -> Path:
        return self.root / "outputs" / self.study / self.wave

    def stage(self, name: str) -> Path:
        return self.outputs / name

    def stamp(self, stage: str) -> Path:
        return self.outputs / ".run" / f"{stage}.json"

    @property
    def answers(self) -> Path:
        """What a language model answered, kept so that a killed run goes on where it was."""
        return self.outputs / ".run" / "taalmodel.jsonl"

    @property
    def review_lock(self) -> Path:
        """Held by the server of the review page: one a wave."""
        return self.outputs / ".run" / "review.lock"

    def workbook(self, coder: str) -> Path:
        return self.outputs / "werkboek" / f"codeerwerk-{self.wave}-{coder}.xlsx"

    def workbook_state(self, coder: str) -> Path:
        """What was read from a coder's workbook so far."""
        return self.outputs / "werkboek" / f".{coder}.imported.json"

    def relative(self, path: Path) -> str:
        """A path as it is shown and stored: below the root, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.name

    def waves(self) -> list[str]:
        """The waves of the study: folders of its corpus that hold reports."""
        corpus = self.root / "corpus" / self.study
        return sorted(f.name for f in corpus.glob("*") if (f / "reports").is_dir())


def check_name(name: str) -> None:
    """Raises StoreError unless a person's name can be the name of a file."""
    if not name.replace("-", "").replace("_", "").isalnum() or len(name) > 40:
        raise StoreError("een naam bestaat uit letters, cijfers, - of _, hoogstens veertig")


def find_root(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds `codebook/`.

    Raises:
        StoreError: when there is none.
    """
    for folder in (start, *start.parents):
        if (folder / "codebook").is_dir():
            return folder
    raise StoreError(
        "hier is geen project: geen map 'codebook' hier of hoger",
        place=Place.of(start),
        remedy="ga naar de projectmap of geef --root",
    )
