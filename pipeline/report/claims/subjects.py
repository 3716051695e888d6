"""What a claim may be about: every code, section and conclusion of a study."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain.chapters import Chapters
from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Stance


@dataclass(frozen=True, slots=True)
class Theme:
    """What a claim may be about: a code with all below it, a section, or a conclusion.

    `codes` are counted together; with a stance only codings of that stance count.
    """

    key: str
    label: str
    codes: tuple[str, ...]
    stance: Stance = Stance.NONE
    whole: bool = False


def all_themes(codebook: Codebook, chapters: Chapters) -> dict[str, Theme]:
    """Key → theme: a code's id, a section's key, or `conclusie / <id>`."""
    found = {
        code.id: Theme(code.id, code.label, codebook.with_descendants(code.id)) for code in codebook
    }
    for section in chapters.sections:
        if section.codes:
            codes = chapters.codes_in(section, codebook)
            found[section.key] = Theme(section.key, section.heading, codes, whole=True)
    for conclusion in chapters.conclusions:
        below = [c for code in conclusion.codes for c in codebook.with_descendants(code)]
        key = f"conclusie / {conclusion.id}"
        codes = tuple(dict.fromkeys(below))
        found[key] = Theme(key, conclusion.label, codes, conclusion.stance)
    return found
