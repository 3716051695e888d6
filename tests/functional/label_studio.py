"""What Label Studio makes of tasks: the files of its export, as its own guide and converter have it
(https://labelstud.io/guide/export; `label_studio_sdk/converter`, `annotation_result_from_task` and
`convert_to_json_min`)."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

CONTROL_TYPES = {
    "codes": "Taxonomy",
    "afgewezen": "Choices",
    "gelezen": "Choices",
    "memo": "TextArea",
}
MOMENT = "2026-02-01T10:00:00.000000Z"


def as_exported(tasks: Sequence[dict[str, Any]], users: dict[str, int]) -> list[dict[str, Any]]:
    """Tasks that were imported, as JSON: numbered, with all that Label Studio adds.

    Args:
        users: e-mail address → number; whoever is not there becomes user 1, who imported them.
    """
    exported = []
    for number, task in enumerate(copy.deepcopy(list(tasks)), start=101):
        for at, annotation in enumerate(task["annotations"]):
            by = annotation.get("completed_by")
            email = by["email"] if isinstance(by, dict) else ""
            annotation["completed_by"] = by if isinstance(by, int) else users.get(email, 1)
            annotation |= _of_annotation(number * 10 + at, number)
            for result in annotation["result"]:
                result["origin"] = "manual"
        exported.append(
            task
            | {
                "id": number, "inner_id": number - 100, "project": 7, "meta": {}, "drafts": [],
                "created_at": MOMENT, "updated_at": MOMENT, "updated_by": 1, "comment_authors": [],
                "total_annotations": len(task["annotations"]), "cancelled_annotations": 0,
                "total_predictions": len(task["predictions"]), "comment_count": 0,
                "unresolved_comment_count": 0, "last_comment_updated_at": None,
                "file_upload": "1a2b-taken.json",
            }
        )  # fmt: skip
    return exported


def submitted(
    user: int | dict[str, Any] | None, *results: tuple[str, Any], at: str = MOMENT, **given: Any
) -> dict[str, Any]:
    """An annotation as somebody submits it: (control, its values), such as ("codes", [path])."""
    keys = {"Taxonomy": "taxonomy", "Choices": "choices", "TextArea": "text"}
    made = [
        {
            "id": f"r{number}", "from_name": name, "to_name": "tekst", "origin": "manual",
            "type": CONTROL_TYPES.get(name, "Labels").casefold(),
            "value": {keys.get(CONTROL_TYPES.get(name, ""), "labels"): value},
        }
        for number, (name, value) in enumerate(results)
    ]  # fmt: skip
    own = {"completed_by": user, "result": made, "was_cancelled": False}
    return own | _of_annotation(999, 101) | {"created_at": at, "updated_at": at} | given


def as_json_min(exported: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same export as JSON-MIN, a row an annotation."""
    rows = []
    for task in exported:
        if not task["annotations"]:
            rows.append({**copy.deepcopy(task["data"]), "id": task["id"], **_about({})})
        for annotation in task["annotations"]:
            if annotation.get("was_cancelled"):
                continue
            values: dict[str, list[Any]] = {}
            for result in annotation["result"]:
                kind = CONTROL_TYPES[result["from_name"]]
                own = {**copy.deepcopy(result["value"]), "type": kind}
                values.setdefault(result["from_name"], []).append(own)
            row = {**copy.deepcopy(task["data"]), "id": task["id"]}
            row |= {name: _prettified(own) for name, own in values.items()}
            rows.append(row | _about(annotation))
    return rows


def _about(annotation: dict[str, Any]) -> dict[str, Any]:
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        by = by["email"]
    # Who is missing becomes a word; a task without annotations has nobody at all.
    return {
        "annotator": "None" if by is None and annotation else by,
        "annotation_id": annotation.get("id"),
        "created_at": annotation.get("created_at"),
        "updated_at": annotation.get("updated_at"),
        "lead_time": annotation.get("lead_time"),
    }


def _prettified(values: list[dict[str, Any]]) -> Any:
    made: list[Any] = []
    kind = ""
    for value in values:
        kind = value.pop("type")
        if kind == "Choices" and len(value["choices"]) == 1:
            made.append(value["choices"][0])
        elif kind == "TextArea" and len(value["text"]) == 1:
            made.append(value["text"][0])
        else:
            made.append(value)
    return made[0] if kind in ("Choices", "TextArea") and len(made) == 1 else made


def _of_annotation(number: int, task: int) -> dict[str, Any]:
    return {
        "id": number, "task": task, "project": 7, "ground_truth": False, "created_at": MOMENT,
        "updated_at": MOMENT, "draft_created_at": None, "lead_time": 4.2, "prediction": {},
        "result_count": 1, "unique_id": f"00000000-0000-4000-8000-{number:012}", "import_id": None,
        "last_action": None, "bulk_created": False, "updated_by": 1, "parent_prediction": None,
        "parent_annotation": None, "last_created_by": None,
    }  # fmt: skip
