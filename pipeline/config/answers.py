"""verantwoording.toml → what the researchers themselves answer in a reporting checklist."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from pipeline.config.toml_file import read_toml
from pipeline.errors import SettingsError


def read_answers(path: Path, items: Mapping[str, Collection[str]]) -> dict[str, dict[str, str]]:
    """Checklist → number of the item → answer; nothing where there is no such file.

    Args:
        items: the numbers that each checklist has.

    Raises:
        SettingsError: for a checklist or number that does not exist, or an answer without words.
    """
    if not path.exists():
        return {name: {} for name in items}
    fields = read_toml(path, SettingsError)
    found: dict[str, dict[str, str]] = {}
    for name, numbers in items.items():
        own = fields.table(name, optional=True)
        found[name] = {number: own.filled(number) for number in numbers if number in own.data}
        own.done()
    fields.done()
    return found
