"""Copies of the database: made whole, kept a week, and a way back that loses nothing."""

import sqlite3
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from evidence.check import check_library
from evidence.errors import LibraryProblem, NotFound
from evidence.model.kinds import Answer, DisputeKind
from evidence.progress import Cancelled
from evidence.store.backups import KEPT_DAILY, Why, back_up, back_up_daily, list_backups, restore
from evidence.store.cases import new_case
from evidence.store.layout import Layout
from evidence.store.library import Library
from tests.evidence.store.test_library import unpacked

DAY = datetime(2026, 11, 25, 9, 0).astimezone()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "library"
    with Library.create(place) as library:
        new_case(library, kind=DisputeKind.BA, checklist_version="1", rule_pack="CN", title="First")
    return place


def add_case(folder: Path) -> None:
    with Library.open(folder) as library:
        new_case(library, kind=DisputeKind.BA, checklist_version="1", rule_pack="CN", title="Second")


def titles(folder: Path) -> list[str]:
    with Library.open(folder) as library:
        assert check_library(library).verdict is not Answer.FAILED
        return [row["title"] for row in library.rows("SELECT title FROM complaint ORDER BY label")]


def test_one_copy_a_day_is_made_and_a_week_of_them_is_kept(folder: Path) -> None:
    asked = back_up(folder, now=lambda: DAY)
    days = [DAY + timedelta(days=day) for day in range(KEPT_DAILY + 2)]
    made = [back_up_daily(folder, now=partial(days.__getitem__, day)) for day in range(len(days))]
    assert back_up_daily(folder, now=lambda: DAY + timedelta(days=KEPT_DAILY + 1, hours=3)) is None
    there = {one.path: one.why for one in list_backups(Layout(folder))}
    assert there == {asked: Why.ASKED, **{path: Why.DAILY for path in made[2:]}}
    assert all(path is not None and path.stat().st_mode & 0o777 == 0o600 for path in made[2:])


def test_going_back_brings_the_old_state_and_keeps_the_new_one(folder: Path) -> None:
    copy = back_up(folder)
    add_case(folder)
    kept = restore(folder, copy, "tried out")
    assert titles(folder) == ["First"]
    assert kept is not None
    with Library.open(folder) as library:
        row = library.row("SELECT action FROM journal WHERE chain = ? ORDER BY seq DESC LIMIT 1", [library.id])
        assert row == {"action": "library_restored"}
    restore(folder, kept)
    assert titles(folder) == ["First", "Second"]


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100, None], ids=["empty", "text", "cut"])
def test_a_damaged_library_is_put_back_and_what_was_left_of_it_is_kept(folder: Path, damage: bytes | None) -> None:
    copy = back_up(folder)
    database = folder / "library.db"
    left = database.read_bytes()[: database.stat().st_size // 2] if damage is None else damage
    database.write_bytes(left)
    with pytest.raises(LibraryProblem):
        back_up(folder)
    kept = restore(folder, copy)
    assert kept is not None and kept.read_bytes() == left
    assert titles(folder) == ["First"]


def test_a_library_that_is_gone_comes_back(folder: Path) -> None:
    copy = back_up(folder)
    (folder / "library.db").unlink()
    assert restore(folder, copy) is None
    assert titles(folder) == ["First"]


def test_a_copy_of_an_older_schema_is_brought_up(folder: Path, tmp_path: Path) -> None:
    old = unpacked("schema-2", tmp_path / "old")
    copy = tmp_path / "copy.db"
    copy.write_bytes((old / "library.db").read_bytes())
    restore(old, copy)
    assert len(titles(old)) == 1


def test_what_cannot_be_gone_back_to_is_refused_and_nothing_changes(folder: Path, tmp_path: Path) -> None:
    before = (folder / "library.db").read_bytes()
    with Library.create(tmp_path / "other"):
        pass
    other = back_up(tmp_path / "other")
    text = tmp_path / "text.db"
    text.write_text("nothing", encoding="utf-8")
    flipped = bytearray(back_up(folder).read_bytes())
    flipped[len(flipped) // 2 : len(flipped) // 2 + 4096] = bytes(4096)
    torn = tmp_path / "torn.db"
    torn.write_bytes(flipped)
    guarded = back_up(folder)
    with sqlite3.connect(guarded) as opened:
        opened.execute("CREATE TRIGGER sly AFTER INSERT ON mark BEGIN DELETE FROM meta; END")
    opened.close()
    for copy, sentence in {other: "another library", text: "damaged", torn: "damaged", guarded: "damaged"}.items():
        with pytest.raises(LibraryProblem, match=sentence):
            restore(folder, copy)
    with pytest.raises(NotFound):
        restore(folder, tmp_path / "none.db")
    with Library.open(folder) as library:
        assert library.hold_for_window() is None
        with pytest.raises(LibraryProblem, match="open in a window"):
            restore(folder, back_up(folder))
    assert (folder / "library.db").read_bytes() == before
    assert not list((folder / "backups").glob("*.part")) and not list((folder / "backups").glob(".*"))


def test_a_copy_that_is_stopped_leaves_nothing(folder: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        back_up(folder, progress=stop)
    assert list((folder / "backups").iterdir()) == []


def test_a_change_that_is_made_while_a_copy_is_made_is_not_held_up(folder: Path) -> None:
    done: list[int] = []

    def between(copied: int, total: int) -> None:
        if not done:
            done.append(copied)
            add_case(folder)

    with Library.open(folder) as library, library.change() as change:
        change.record(library.id, "filled", {"text": "x" * 4_000_000})
    copy = back_up(folder, progress=between)
    assert done and titles(folder) == ["First", "Second"]
    restore(folder, copy)
    assert titles(folder) == ["First", "Second"], "SQLite begins anew where something was written meanwhile"
