"""Every path of a study, in one place, and how sensitive what lies there is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from pipeline.config.version_files import FILE, VERSIONS, is_version, utterances_of
from pipeline.domain.migration import version_key
from pipeline.errors import Place, StoreError

OLDER = "versies"
"""Below the outputs of a wave: what was made again under older versions of the codebook."""
OF_TEXT = ("ingest", "privacy", "segment")
"""The stages that know no codebook."""


class Sensitivity(StrEnum):
    """Who may see an output: the research team's machine only, the team, or anyone."""

    PRIVATE = "private"
    INTERNAL = "internal"
    PUBLISHABLE = "publishable"


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders of one wave of one study below a project's root.

    `version` names an older version of the codebook, of which everything is made again in a folder
    of its own; '' for the study as it is. What people decided is the same for all of them.
    """

    root: Path
    study: str
    wave: str
    version: str = ""

    def of_wave(self, wave: str) -> Layout:
        """Another wave of the same study, under the same version."""
        return replace(self, wave=wave)

    # What people decided.

    @property
    def study_folder(self) -> Path:
        return self.root / "codebook" / self.study

    @property
    def book(self) -> Path:
        """Where codes.yaml, chapters.toml and wording.toml stand."""
        frozen = self.study_folder / VERSIONS / self.version
        return frozen if self.version else self.study_folder

    @property
    def codebook_files(self) -> list[Path]:
        """codes.yaml, and what carries decisions made under other versions over to it."""
        made = [p for p in self.study_folder.glob(f"{VERSIONS}/*/{FILE}") if self._knows(p.parent)]
        draft = [] if self.version else [self.study_folder / FILE]
        return [self.book / "codes.yaml", *sorted(made), *draft]

    @property
    def utterances(self) -> Path:
        """What codes may sound like; it need not exist."""
        return utterances_of(self.study_folder, self.version)

    def _knows(self, folder: Path) -> bool:
        """Whether a folder is that of a version which is no newer than this one."""
        if not is_version(folder.name):
            return False
        return not self.version or version_key(folder.name) <= version_key(self.version)

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
    def rulings(self) -> Path:
        """What became of the codes that coders proposed."""
        return self.study_folder / "proposals.jsonl"

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
    def all_anchors(self) -> Path:
        """Where the text of decisions went when reports were corrected; holds ids, never words."""
        return self.study_folder / "anchors"

    @property
    def anchors(self) -> Path:
        """The same, of this wave."""
        return self.all_anchors / f"{self.wave}.jsonl"

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
    def forgotten(self) -> Path:
        """Who withdrew, and when; holds no content."""
        return self.study_folder / "forgotten.jsonl"

    @property
    def forgetting(self) -> Path:
        """Who is being forgotten at this moment, as long as that is not finished."""
        return self.study_folder / ".forgetting.json"

    @property
    def known_topics(self) -> Path:
        """Topics that were found and the names they keep; holds words of participants."""
        return self.study_folder / "topics" / "bekend.json"

    @property
    def topic_decisions(self) -> Path:
        """Topics that somebody dismissed for good, or proposed as a code."""
        return self.study_folder / "topics" / "besluiten.jsonl"

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
        own = self._of_text
        return own / OLDER / self.version if self.version else own

    @property
    def _of_text(self) -> Path:
        """Reports read, checked and cut are the same under every codebook, and are kept once."""
        return self.root / "outputs" / self.study / self.wave

    @property
    def lock(self) -> Path:
        """Held by whoever runs stages of this wave, under whatever version."""
        return self._of_text / ".run" / "lock"

    def of_all_waves(self, pattern: str) -> list[Path]:
        """What matches below the outputs of each wave, of stages that know no codebook."""
        return sorted((self.root / "outputs" / self.study).glob(f"*/{pattern}"))

    def stage(self, name: str) -> Path:
        return (self._of_text if name in OF_TEXT else self.outputs) / name

    def stamp(self, stage: str) -> Path:
        return self.stage(stage).with_name(".run") / f"{stage}.json"

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
        """The waves of the study, oldest first: folders of its corpus that hold reports."""
        corpus = self.root / "corpus" / self.study
        found = [f.name for f in corpus.glob("[!.]*") if (f / "reports").is_dir()]
        return sorted(found, key=wave_order)

    def earlier(self) -> list[Layout]:
        """The waves before this one, oldest first, under the same version."""
        own = wave_order(self.wave)
        return [self.of_wave(wave) for wave in self.waves() if wave_order(wave) < own]


def wave_order(name: str) -> tuple[tuple[int, str], ...]:
    """Sort key: numbers in a name count as numbers, so that golf-10 comes after golf-9."""
    parts = re.split(r"(\d+)", name)
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)


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
