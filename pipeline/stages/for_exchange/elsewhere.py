"""Colours and sets of codes: other programs have them, ours does nothing with them. They are kept
so that they go out again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pipeline.domain.judgement import Stance
from pipeline.domain.project import Project
from pipeline.store.files import read_json
from pipeline.store.layout import Layout


def read_elsewhere(layout: Layout) -> dict[str, Any]:
    """`colours`: code → colour; `sets`: name, memo and codes of each."""
    path = layout.codes_elsewhere
    found: dict[str, Any] = read_json(path) if path.exists() else {"colours": {}, "sets": []}
    return found


def with_elsewhere(
    layout: Layout, project: Project, codes: Mapping[str, tuple[str, Stance]]
) -> bytes | None:
    """The file with what a project adds; None where it adds nothing. What is there stays.

    Args:
        codes: guid → code of the study, and its stance.
    """
    found = read_elsewhere(layout)
    before = json.dumps(found)
    for code in project.codes:
        if code.colour and code.guid in codes and not codes[code.guid][1]:
            found["colours"].setdefault(codes[code.guid][0], code.colour)
    known = {one["name"] for one in found["sets"]}
    for group in project.sets:
        own = [codes[guid][0] for guid in group.codes if guid in codes and not codes[guid][1]]
        if own and group.name not in known:
            members = list(dict.fromkeys(own))
            found["sets"].append({"name": group.name, "memo": group.description, "codes": members})
            known.add(group.name)
    if json.dumps(found) == before:
        return None
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()
