"""What a model was made from, so that one that was stored is used only where it still holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pipeline.tagging.model import CodeModel
from pipeline.tagging.training import Lesson

_LIBRARIES = ("numpy", "scikit-learn", "scipy", "simplemma")
"""Those whose version may change what a model makes of the same texts."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a model learned from, and what it was made with. Digests are hexadecimal.

    `decisions` counts the decided segments, from `waves`, with their digest `lessons`; `settings`
    and `versions` are (name, value).
    """

    decisions: int
    waves: tuple[str, ...]
    lessons: str
    codebook_version: str
    codebook: str
    encoder: str
    settings: tuple[tuple[str, str], ...]
    code: str
    versions: tuple[tuple[str, str], ...]

    @classmethod
    def of(
        cls,
        model: CodeModel,
        lessons: Sequence[Lesson],
        code: Mapping[str, Path],
    ) -> Origin:
        """Of what `model.fit(lessons)` gives, whether it was called or not.

        Args:
            code: name → file, the code that makes a model.
        """
        book = model.codebook
        return cls(
            decisions=len(lessons),
            waves=tuple(sorted({lesson.wave for lesson in lessons})),
            lessons=_digest(repr(lesson).encode("utf-8") for lesson in lessons),
            codebook_version=book.version,
            codebook=book.digest,
            encoder=model.encoder.name if model.encoder else "",
            settings=(("prior_weight", repr(model.prior_weight)), ("seed", repr(model.seed))),
            code=_digest(
                part for n, p in sorted(code.items()) for part in (n.encode(), p.read_bytes())
            ),
            versions=tuple((name, _version(name)) for name in _LIBRARIES),
        )

    def values(self) -> dict[str, Any]:
        """As it is stored."""
        return {**asdict(self), "settings": dict(self.settings), "versions": dict(self.versions)}

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Origin:
        """Raises ValueError, KeyError, TypeError or AttributeError when they are no such values."""
        known = dict(values)
        pairs = {
            name: tuple(sorted((str(k), str(v)) for k, v in known[name].items()))
            for name in ("settings", "versions")
        }
        return cls(**{**known, **pairs, "waves": tuple(str(wave) for wave in known["waves"])})

    def changes_since(self, stored: Origin) -> tuple[str, ...]:
        """What makes a model that was stored stale, in words; nothing when it still holds."""
        kinds = {
            "de beslissingen": ("decisions", "waves", "lessons"),
            "het codeboek": ("codebook_version", "codebook"),
            "de instellingen": ("settings",),
            "het tekstmodel": ("encoder",),
            "het programma": ("code",),
            "een bibliotheek": ("versions",),
        }
        return tuple(
            what
            for what, names in kinds.items()
            if any(getattr(self, name) != getattr(stored, name) for name in names)
        )


def _digest(parts: Iterable[bytes]) -> str:
    """Of the parts in order; where one ends and the next begins matters."""
    hashed = hashlib.sha256()
    for part in parts:
        hashed.update(len(part).to_bytes(8, "big"))
        hashed.update(part)
    return hashed.hexdigest()[:24]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
