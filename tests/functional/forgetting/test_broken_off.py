"""Broken off at any moment, the same command again finishes what was begun."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from pipeline.domain.snapshot import Snapshot, Told
from pipeline.stages import forget as stage
from pipeline.stages.for_forget import places
from pipeline.store.forgetting.kinds import Treatment
from pipeline.store.forgetting.log import read_log
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_decisions
from pipeline.store.snapshots import keep_snapshot
from tests.functional.forgetting.planting import AT, CHILD, LATER, WHO, fine, oza

YES = ("--yes", "--by", "lies", "--reason", "op eigen verzoek")


class Killed(BaseException):
    """What no code catches."""


STEPS = [
    *("hold_names", "take_out", "hold", "drop_registered", "_run_again", "search"),
    *("append_forgotten", "shutil"),
    *(Treatment.LEDGER, Treatment.SNAPSHOT, Treatment.KEY, Treatment.DERIVED),
]


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_it_goes_on_where_it_was(
    planted: Layout, step: str | Treatment, monkeypatch: pytest.MonkeyPatch
) -> None:
    memo = planted.study_folder / "topics" / "themas.json"
    memo.parent.mkdir()
    memo.write_text('{"T-1": {"segments": ["golf-1/9K2:7f3a91c2", "golf-1/1K1:7f3a91c2"]}}')
    planted.ledger("anna").with_suffix(".torn").write_text('{"segment": "9K2:7f3a91c2"\n')
    told = Told("Aandacht", "kind", (WHO,), ("1K1", WHO), (f"{WHO}:7f3a91c2/aandacht",), "", "")
    published = Snapshot("concept-1", "golf-1", AT, "anna", "1.0.0", {"aantal": told}, {})
    keep_snapshot(planted.fixed_reports, published)
    with monkeypatch.context() as broken:
        if isinstance(step, Treatment):
            broken.setitem(places.TAKE, step, _killing(places.TAKE[step]))
        else:
            broken.setattr(stage, step, _Kills() if step == "shutil" else _when_writing(step))
        with pytest.raises(Killed):
            oza(planted.root, "forget", WHO, *YES)
    assert planted.forgetting.exists()
    assert "niet af" in oza(planted.root, "status", "--wave", "golf-1").err
    other = oza(planted.root, "forget", "1K1", *YES)
    assert "het vergeten van 9K2 is nog niet af" in other.err

    said = fine(oza(planted.root, "forget", WHO, "--yes"))

    assert "nergens een spoor" in said.out
    assert "‘concept-1’ van golf-1" in said.out
    assert len(read_log(planted.forgotten)) == 1
    assert not planted.forgetting.exists()
    assert _left(planted) == []
    assert read_decisions(planted.ledger("anna"))


def test_nothing_is_touched_while_something_runs(planted: Layout) -> None:
    for lock, what in (
        (planted.review_lock, "staat open"),
        (planted.outputs / ".run" / "lock", "een andere opdracht"),
    ):
        with FileLock(lock):
            said = oza(planted.root, "forget", WHO, *YES)
        assert said.code == 10
        assert what in said.err
        assert not planted.forgetting.exists()
    assert (planted.reports / f"Verslag {WHO}.docx").exists()


def test_work_about_others_is_not_thrown_away(planted: Layout) -> None:
    from openpyxl import load_workbook

    fine(oza(planted.root, "privacy-sheet", "--wave", "golf-1"))
    text = (planted.reports / "1K1.md").read_text("utf-8")
    (planted.reports / "1K1.md").write_text(text + "\nR: Tante Wendelmoed.\n", encoding="utf-8")
    fine(oza(planted.root, "privacy-sheet", "--wave", "golf-1"))
    book = load_workbook(planted.findings_sheet)
    book.worksheets[0].cell(2, 8).value = "hier niet"
    book.save(planted.findings_sheet)
    said = oza(planted.root, "forget", WHO, *YES)
    assert said.code == 7
    assert "nog niet zijn ingelezen" in said.err
    assert not planted.forgetting.exists()
    fine(oza(planted.root, "privacy-import", "--by", "lies", "--wave", "golf-1"))
    fine(oza(planted.root, "forget", WHO, *YES))


def _killing(take: places.Take) -> places.Take:
    def until_it_writes(layout: Layout, path: Path, plan: object, write: bool) -> object:
        if write:
            raise Killed
        return take(layout, path, plan, write)  # type: ignore[arg-type]

    return until_it_writes  # type: ignore[return-value]


def _when_writing(step: str) -> object:
    real = getattr(stage, step)

    def killed(*args: object, **named: object) -> object:
        counting = named.get("write") is False
        if counting:
            return real(*args, **named)
        raise Killed

    return killed


class _Kills:
    def rmtree(self, *_: object, **__: object) -> None:
        raise Killed


def _left(layout: Layout) -> list[str]:
    known = [text[:30].encode() for text in (*CHILD[:3], *LATER)]
    return [
        layout.relative(path)
        for path in sorted(layout.root.rglob("*"))
        if path.is_file()
        and path != layout.forgotten
        and (WHO in path.name or any(text in path.read_bytes() for text in known))
    ]
