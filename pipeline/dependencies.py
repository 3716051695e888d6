"""What code a stage consists of: its module and all of ours that it imports, near and far."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGE = Path(__file__).parent
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(pipeline[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)"
    r"|import[ \t]+(pipeline[\w.]+))",
    re.MULTILINE,
)
_LIBRARIES = (
    "matplotlib", "model2vec", "numpy", "openpyxl", "pandas", "pypdfium2", "python-docx",
    "scikit-learn", "scipy", "sentence-transformers", "simplemma", "spacy", "striprtf", "torch",
)  # fmt: skip


@cache
def code_of(module: str) -> dict[str, Path]:
    """Name below the package → file, for a module and everything of ours it imports, also inside
    functions. Data files beside the modules (word lists, templates) count as code."""
    found: dict[str, Path] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        path = _file_of(name)
        if path is None or path.relative_to(_PACKAGE).as_posix() in found:
            continue
        found[path.relative_to(_PACKAGE).as_posix()] = path
        for data in _data_beside(path):
            found[data.relative_to(_PACKAGE).as_posix()] = data
        for package, names, plain in _IMPORT.findall(path.read_text(encoding="utf-8")):
            waiting.append(package or plain)
            waiting += [f"{package}.{part}" for part in re.findall(r"\w+", names) if package]
    return dict(sorted(found.items()))


def installed_versions() -> list[tuple[str, str]]:
    """The libraries whose version may change what a stage writes."""
    return [(name, _version(name)) for name in _LIBRARIES]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _file_of(module: str) -> Path | None:
    path = _PACKAGE.parent.joinpath(*module.split("."))
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None


def _data_beside(path: Path) -> list[Path]:
    if path.parent == _PACKAGE:
        return []
    return [
        p
        for p in path.parent.rglob("*")
        if p.is_file() and p.suffix not in (".py", ".pyc") and "__pycache__" not in p.parts
    ]
