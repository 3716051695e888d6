"""Every path of a study, in one place, and how sensitive what lies there is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from pipeline.errors import Place, StoreError
from pipeline.store.study_paths import StudyPaths

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
class Layout(StudyPaths):
    """The folders of one wave of one study below a project's root.

    `version` names an older version of the codebook, of which everything is made again in a folder
    of its own.
    """

    def of_wave(self, wave: str) -> Layout:
        """Another wave of the same study, under the same version."""
        return replace(self, wave=wave)

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

    @property
    def speakers(self) -> Path:
        """Who the speakers in the transcripts of this wave are; holds names."""
        return self.private / f"sprekers-{self.wave}.csv"

    def mapping_sheet(self, project: str) -> Path:
        """The sheet in which a person says what becomes of a project of another program: whose its
        texts are. Sources may be called after people.

        Args:
            project: its name as that of a file.
        """
        return self.private / f"koppeling-{project}.xlsx"

    @property
    def incoming(self) -> Path:
        """What is being taken over from another program, until all of it is written."""
        return self.root / "corpus" / self.study / ".invoer.part"

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

    @property
    def project_export(self) -> Path:
        """Where the study goes as a project for other programs; internal."""
        return self.outputs / "uitwisseling" / f"{self.study}.qdpx"

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
