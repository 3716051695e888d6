"""study.toml → Settings, and the whole study in one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from pipeline.config.chapters import read_chapters
from pipeline.config.codes import actors_of, read_codebook
from pipeline.config.fields import Fields
from pipeline.config.lineage import read_lineage
from pipeline.config.toml_file import read_toml
from pipeline.config.topics import TopicsSettings, read_topics
from pipeline.config.version_files import utterances_of, version_folder
from pipeline.config.wording import Wording, read_wording
from pipeline.domain.chapters import Chapters
from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.domain.migration import Lineage
from pipeline.domain.unit import OZA, Unit, any_of
from pipeline.errors import Place, SettingsError


@dataclass(frozen=True, slots=True)
class ActorSettings:
    """How an actor is called, and whether quotations of this actor name their OZA, or what `unit`
    says that their number counts instead."""

    singular: str
    plural: str
    attribution: str
    names_oza: bool
    topics: tuple[str, ...]
    unit: Unit = OZA


@dataclass(frozen=True, slots=True)
class Group:
    """Actors who were asked comparable things. `together` when they are analysed as one."""

    id: str
    label: str
    actors: tuple[Actor, ...]
    together: bool


@dataclass(frozen=True, slots=True)
class IngestSettings:
    max_bytes: int
    max_chars: int


@dataclass(frozen=True, slots=True)
class PrivacySettings:
    use_deduce: bool
    use_spacy_ner: bool


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """A better text model: its kind and its folder on this machine; none when `kind` is empty."""

    kind: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class LanguageModelSettings:
    """A language model that suggests too; none when `url` is empty. study.toml explains."""

    url: str = ""
    model: str = ""
    secured_service: str = ""
    timeout: float = 300.0
    attempts: int = 3


@dataclass(frozen=True, slots=True)
class SuggestSettings:
    """Explained in study.toml. `lowest` and `blind` are shares in 0..1."""

    lowest: float
    most: int
    prior_weight: float
    blind: float
    seed: int
    encoder: EncoderSettings
    language_model: LanguageModelSettings


@dataclass(frozen=True, slots=True)
class Settings:
    """study.toml."""

    name: str
    title: str
    question: str
    demonstration: bool
    caveat: str
    actors: Mapping[Actor, ActorSettings]
    groups: tuple[Group, ...]
    across_groups_within_oza: bool
    comparison_reason: str
    ingest: IngestSettings
    privacy: PrivacySettings
    spacy_model: str
    segment_chars: int
    suggest: SuggestSettings
    precedence: tuple[str, ...]
    topics: TopicsSettings = field(default_factory=TopicsSettings)

    @property
    def unit(self) -> Unit:
        """What the numbers of this study count: `OZA`, or `regio of bijeenkomst`."""
        return any_of(one.unit for one in self.actors.values())

    def group_of(self, actor: Actor) -> Group:
        return next(group for group in self.groups if actor in group.actors)


@dataclass(frozen=True, slots=True)
class Study:
    """One research question: its settings, codebook with its versions, chapter map and wording.

    `until` is set for an older version, which knows nothing of what was decided later; settings are
    those of now.
    """

    settings: Settings
    codebook: Codebook
    chapters: Chapters
    wording: Wording
    lineage: Lineage = field(default_factory=Lineage)
    until: str = ""

    @property
    def name(self) -> str:
        return self.settings.name


def read_study(folder: Path, version: str = "") -> Study:
    """Reads `codebook/<study>/`, the working files or a version that was frozen.

    Raises:
        StudyError: with file and line; for a version that was not frozen with those that were.
    """
    settings = read_settings(folder / "study.toml")
    if settings.name != folder.name:
        raise SettingsError(
            f"'name' is '{settings.name}' maar de map heet '{folder.name}'",
            place=Place.of(folder / "study.toml"),
            remedy="geef beide dezelfde naam",
        )
    lineage = read_lineage(folder)
    book = version_folder(folder, version) if version else folder
    actors = tuple(settings.actors)
    codebook = read_codebook(book / "codes.yaml", utterances_of(folder, version), actors)
    chapters = read_chapters(book / "chapters.toml", codebook, actors)
    wording = read_wording(book / "wording.toml")
    if version:
        lineage = lineage.until(version)
    return Study(settings, codebook, chapters, wording, lineage, version)


def read_settings(path: Path) -> Settings:
    """Raises SettingsError with file and line."""
    fields = read_toml(path, SettingsError)
    actors = fields.table("actors")
    unit = _unit(fields, OZA)
    named = {actor: _actor(actors.table(actor), unit) for actor in Actor if actor in actors.data}
    _refuse_unknown(actors)
    groups = tuple(_group(entry, tuple(named)) for entry in fields.tables("groups"))
    for actor in named:
        if sum(actor in group.actors for group in groups) != 1:
            raise fields.refuse(f"actor '{actor}' hoort in precies één groep", "groups")
    comparison, ingest = fields.table("comparison"), fields.table("ingest")
    language, privacy = fields.table("language"), fields.table("privacy")
    segment, suggest = fields.table("segment"), fields.table("suggest")
    validation = fields.table("validation")
    settings = Settings(
        name=fields.filled("name"),
        title=fields.filled("title"),
        question=fields.text("question"),
        demonstration=fields.flag("demonstration"),
        caveat=fields.filled("caveat"),
        actors=MappingProxyType(named),
        groups=groups,
        across_groups_within_oza=comparison.flag("across_groups_within_oza"),
        comparison_reason=comparison.filled("reason"),
        ingest=IngestSettings(ingest.whole("max_bytes"), ingest.whole("max_chars")),
        privacy=PrivacySettings(privacy.flag("use_deduce"), privacy.flag("use_spacy_ner")),
        spacy_model=language.text("spacy_model"),
        segment_chars=_at_least(segment, "max_chars", 240),
        suggest=_suggest(suggest),
        precedence=validation.texts("precedence"),
        topics=read_topics(fields.table("topics", optional=True)),
    )
    for table in (comparison, ingest, language, privacy, segment, suggest, validation, fields):
        table.done()
    return settings


def _suggest(entry: Fields) -> SuggestSettings:
    encoder = entry.table("encoder", optional=True)
    model = entry.table("language_model", optional=True)
    settings = SuggestSettings(
        _share(entry, "lowest"),
        _at_least(entry, "most", 1),
        entry.decimal("prior_weight"),
        _share(entry, "blind"),
        entry.whole("seed"),
        EncoderSettings(encoder.text("kind", ""), encoder.text("path", "")),
        LanguageModelSettings(
            model.text("url", ""),
            model.text("model", ""),
            model.text("secured_service", ""),
            model.decimal("timeout", 300.0),
            model.whole("attempts", 3),
        ),
    )
    encoder.done()
    model.done()
    return settings


def _refuse_unknown(actors: Fields) -> None:
    """Every actor has a letter of its own in the ids of respondents, so their list is closed."""
    for name in actors.data:
        if name not in list(Actor):
            raise actors.refuse(
                f"onbekende actor '{name}'", name, remedy=f"kies uit {', '.join(Actor)}"
            )


def _unit(fields: Fields, usual: Unit) -> Unit:
    """What the numbers count, where `[unit]` or `[actors.….unit]` says so."""
    if "unit" not in fields.data:
        return usual
    entry = fields.table("unit")
    unit = Unit(entry.filled("singular"), entry.filled("plural"))
    entry.done()
    return unit


def _actor(entry: Fields, unit: Unit) -> ActorSettings:
    actor = ActorSettings(
        entry.filled("singular"),
        entry.filled("plural"),
        entry.filled("attribution"),
        entry.flag("names_oza"),
        entry.texts("topics"),
        _unit(entry, unit),
    )
    entry.done()
    return actor


def _group(entry: Fields, known: tuple[Actor, ...]) -> Group:
    analysed = entry.filled("analysed")
    if analysed not in ("samen", "apart"):
        raise entry.refuse("'analysed' is 'samen' of 'apart'", "analysed")
    actors = actors_of(entry, known)
    group = Group(entry.filled("id"), entry.filled("label"), actors, analysed == "samen")
    entry.done()
    return group


def _at_least(fields: Fields, key: str, least: int) -> int:
    value = fields.whole(key)
    if value < least:
        raise fields.refuse(f"'{key}' is minstens {least}", key)
    return value


def _share(fields: Fields, key: str) -> float:
    value = fields.decimal(key)
    if not 0 <= value <= 1:
        raise fields.refuse(f"'{key}' ligt tussen 0 en 1", key)
    return value
