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
    "bertopic", "hdbscan", "matplotlib", "model2vec", "numpy", "openpyxl", "pandas", "pypdfium2",
    "python-docx", "scikit-learn", "scipy", "sentence-transformers", "simplemma", "spacy",
    "striprtf", "torch", "umap-learn",
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
        if path is None or _name(path) in found:
            continue
        found[_name(path)] = path
        found |= {_name(data): data for data in _data_beside(path)}
        waiting += _imported_by(path)
    return dict(sorted(found.items()))


@cache
def _name(path: Path) -> str:
    return path.relative_to(_PACKAGE).as_posix()


@cache
def _imported_by(path: Path) -> tuple[str, ...]:
    """Modules that a file imports; names within them too, since a name may be a module."""
    found: list[str] = []
    for package, names, plain in _IMPORT.findall(path.read_text(encoding="utf-8")):
        found.append(package or plain)
        found += [f"{package}.{part}" for part in re.findall(r"\w+", names) if package]
    return tuple(found)


def installed_versions() -> list[tuple[str, str]]:
    """The libraries whose version may change what a stage writes."""
    return [(name, _version(name)) for name in _LIBRARIES]


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _file_of(module: str) -> Path | None:
    return _modules().get(module)


@cache
def _modules() -> dict[str, Path]:
    """Every module of ours by its name; a package by that of its folder."""
    found = {}
    for path in _PACKAGE.rglob("*.py"):
        parts = (_PACKAGE.name, *path.relative_to(_PACKAGE).with_suffix("").parts)
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def _data_beside(path: Path) -> tuple[Path, ...]:
    return () if path.parent == _PACKAGE else _data_in(path.parent)


@cache
def _data_in(folder: Path) -> tuple[Path, ...]:
    return tuple(
        p
        for p in folder.rglob("*")
        if p.is_file() and p.suffix not in (".py", ".pyc") and "__pycache__" not in p.parts
    )
