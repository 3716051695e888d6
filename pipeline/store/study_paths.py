"""Where what people decided about a study stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.config.version_files import FILE, VERSIONS, is_version, utterances_of
from pipeline.domain.migration import version_key
from pipeline.errors import StoreError


@dataclass(frozen=True, slots=True)
class StudyPaths:
    """The files of `codebook/<study>/`; of some there is one a wave.

    `version` names an older version of the codebook, '' the study as it is. What people decided is
    the same for all of them.
    """

    root: Path
    study: str
    wave: str
    version: str = ""

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

    @property
    def all_notes(self) -> Path:
        """Everybody's memos on reports and codes, and proposals for codes."""
        return self.study_folder / "notes"

    def notes(self, coder: str) -> Path:
        """Those of a coder."""
        check_name(coder)
        return self.all_notes / f"{coder}.jsonl"

    @property
    def rulings(self) -> Path:
        """What became of the codes that coders proposed."""
        return self.study_folder / "proposals.jsonl"

    @property
    def revisions(self) -> Path:
        """Placements of options on scales that a researcher revised, and why."""
        return self.study_folder / "appraisal" / "revisions.jsonl"

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
    def spans(self) -> Path:
        """What was coded in other programs, exactly where."""
        return self.study_folder / "spans"

    def exact_spans(self, coder: str) -> Path:
        """Raises StoreError for a name that could lead out of the folder."""
        check_name(coder)
        return self.spans / f"{coder}.jsonl"

    @property
    def codes_elsewhere(self) -> Path:
        """Colours and sets that the codes have in other programs; no program of ours uses them."""
        return self.study_folder / "elders.json"

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


def check_name(name: str) -> None:
    """Raises StoreError unless a person's name can be the name of a file."""
    if not name.replace("-", "").replace("_", "").isalnum() or len(name) > 40:
        raise StoreError("een naam bestaat uit letters, cijfers, - of _, hoogstens veertig")
