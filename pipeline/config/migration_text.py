"""Migrations as the text of migration.yaml: a new one, or more in a text that people edited."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.config.lineage import KINDS
from pipeline.domain.explaining import Proposed
from pipeline.domain.migration import Step, StepKind

_NAMES = {kind: name for name, kind in KINDS.items()}
_HEADING = """\
# Hoe het codeboek verschilt van de laatst vastgelegde versie. Een stap noemt één van: add, reword
# (zegt hetzelfde in andere woorden), redefine (zegt iets anders), move, rename, merge, split,
# retire; 'into' zegt waarheen, 'why' waarom.
"""
_NO_STEPS = re.compile(r"^steps:[ \t]*(?:\[\])?[ \t]*$", re.MULTILINE)


def draft_text(start: str, to: str, proposed: Iterable[Proposed]) -> str:
    """A new draft."""
    steps = "".join(proposal_text(one) for one in proposed)
    return f"{_HEADING}\nfrom: {start}\nto: {to}\nsteps:\n{steps}"


def with_steps(text: str, proposed: Iterable[Proposed]) -> str:
    """A draft with more steps at its end; nothing else of it changes.

    Raises:
        ValueError: when the list of steps is not the last thing in it, so that nothing can be put
            at its end.
    """
    found = re.search(r"^steps:", text, re.MULTILINE)
    if found is None:
        body = text if text.endswith("\n") else f"{text}\n"
        return body + "steps:\n" + "".join(proposal_text(one) for one in proposed)
    if re.search(r"^[^\s#-]", text[found.end() :], re.MULTILINE):
        raise ValueError("na 'steps' staat nog iets anders")
    text = _NO_STEPS.sub("steps:", text)
    listed = re.search(r"^( *)- ", text[found.end() :], re.MULTILINE)
    pad = listed[1] if listed else "  "
    body = text if text.endswith("\n") else f"{text}\n"
    return body + "".join(proposal_text(one, pad) for one in proposed)


def with_head(text: str, **values: str) -> str:
    """A migration with another `to`, `on` or `by`; a key that is not there comes after `to`."""
    for key, value in values.items():
        line = f"{key}: {value}"
        text, count = re.subn(rf"^{key}:.*$", line, text, count=1, flags=re.MULTILINE)
        if not count:
            text = re.sub(r"^to:.*$", rf"\g<0>\n{line}", text, count=1, flags=re.MULTILINE)
    return text


def with_version(text: str, version: str) -> str:
    """A codes.yaml with another version. Raises ValueError when it names none at the margin."""
    changed, count = re.subn(
        r"^version:[^#\r\n]*?(?=\s*(?:#|$))",
        f"version: {version}",
        text,
        count=1,
        flags=re.MULTILINE,
    )
    if not count:
        raise ValueError("'version' staat niet aan het begin van een regel")
    return changed


def proposal_text(proposed: Proposed, pad: str = "  ") -> str:
    """A step, or for a code that is gone the steps there are to choose from, as comment."""
    if proposed.step is not None:
        return step_text(proposed.step, pad)
    gone, alike = proposed.gone, proposed.alike
    like = f" Het lijkt op '{alike}'." if alike else ""
    return (
        f"{pad}# KIES: '{gone}' staat niet meer in codes.yaml.{like} Haal bij één van deze\n"
        f"{pad}# stappen de # weg en vul haar aan; zonder stap wordt de versie niet vastgelegd.\n"
        f"{pad}#- rename: {gone}\n{pad}#  into: {alike or '…'}\n"
        f"{pad}#- merge: [{gone}]\n{pad}#  into: {alike or '…'}\n"
        f"{pad}#- split: {gone}\n{pad}#  into: [{alike or '…'}, …]\n"
        f"{pad}#- retire: {gone}\n"
    )


def step_text(step: Step, pad: str = "  ") -> str:
    """One step, as `lineage` reads it."""
    lines = [f"{pad}- {_NAMES[step.kind]}: {_listed(step.codes)}"]
    if step.into:
        lines.append(f"{pad}  into: {_listed(step.into)}")
    if step.why:
        lines.append(f"{pad}  why: {_quoted(step.why)}")
    elif step.kind is StepKind.REDEFINE:
        lines.append(f"{pad}  # of 'reword', als er hetzelfde wordt bedoeld")
    return "".join(f"{line}\n" for line in lines)


def _listed(codes: tuple[str, ...]) -> str:
    return codes[0] if len(codes) == 1 else f"[{', '.join(codes)}]"


def _quoted(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
