"""The page has a word for every actor, in both languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline import web
from pipeline.domain.ids import Actor

SENTENCES = tomllib.loads(
    Path(web.__file__).with_name("sentences.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("actor", Actor)
def test_every_actor_has_a_name_on_the_page(actor: Actor) -> None:
    said = SENTENCES[f"actor-{actor}"]
    assert said["nl"]
    assert said["en"]
