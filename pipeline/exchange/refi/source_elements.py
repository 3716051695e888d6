"""Sources with everything that stands on them, as XML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.domain.guid import guid_of
from pipeline.domain.project import Project
from pipeline.domain.project_things import Source, SourceKind
from pipeline.domain.project_values import VariableType
from pipeline.exchange.refi.elements import attributes, element, refs
from pipeline.exchange.refi.selection_elements import Labels, Selections
from pipeline.exchange.refi.value_elements import value_elements
from pipeline.exchange.refi.written_names import WrittenNames

_ELEMENTS = {
    SourceKind.TEXT: "TextSource",
    SourceKind.PDF: "PDFSource",
    SourceKind.PICTURE: "PictureSource",
    SourceKind.AUDIO: "AudioSource",
    SourceKind.VIDEO: "VideoSource",
}
_TEXTS = {SourceKind.PDF: "Representation", SourceKind.PICTURE: "TextDescription"}


def internal_path(guid: str) -> str:
    """Where a text stands in the archive, as the XML says it."""
    return f"internal://{guid}.txt"


def source_elements(
    project: Project, names: WrittenNames, types: Mapping[str, VariableType], labels: Labels
) -> Iterator[str]:
    """Each source with everything that stands on it."""
    selections = Selections(project, labels)
    for source in project.sources:
        yield from _source(source, names, selections, types)


def _source(
    source: Source,
    names: WrittenNames,
    selections: Selections,
    types: Mapping[str, VariableType],
) -> Iterator[str]:
    name, own = _ELEMENTS[source.kind], source.kind is SourceKind.TEXT
    has_text = source.text is not None
    path = internal_path(source.guid) if own and has_text else ""
    given = attributes(
        guid=source.guid,
        name=names.name(source),
        plainTextPath=path,
        creatingUser=source.user,
        creationDateTime=source.at,
    )
    yield f"<{name}{given}>{element('Description', names.description(source))}\n"
    if has_text and not own:
        held = attributes(
            guid=guid_of("text of", source.guid), plainTextPath=internal_path(source.guid)
        )
        yield f"<{_TEXTS[source.kind]}{held}>\n"
    yield from selections.on_text(source)
    if has_text and not own:
        yield f"</{_TEXTS[source.kind]}>\n"
    yield from selections.on_source(source)
    yield refs("NoteRef", source.notes)
    yield value_elements(source.values, types)
    yield f"</{name}>\n"
