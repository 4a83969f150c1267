"""The first start: three steps, a sample case that is made whole or not at all, and a library of one's own."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.jobs import Jobs
from app.window.copies import Copies
from app.window.settings import Settings
from app.window.start import first_window, make_window
from app.window.upkeep import look_after
from app.window.welcome import Welcome
from evidence.errors import LibraryProblem, NotFound
from evidence.store.backups import Why, back_up_daily, list_backups
from evidence.store.layout import Layout
from evidence.store.library import Library
from tests.command import ask, new_case, new_library
from widgets.language import current_language, set_language


@pytest.fixture
def welcome(application: QApplication) -> Welcome:
    dialog = Welcome()
    dialog.show()
    application.processEvents()
    return dialog


def until(true: Callable[[], bool], patience_s: float = 120) -> None:
    """Let events run until something is true."""
    end = time.monotonic() + patience_s
    while not true():
        assert time.monotonic() < end
        QApplication.processEvents()
        time.sleep(0.01)


def done_with(jobs: Jobs) -> bool:
    """Whether no job is running."""
    return jobs.running == 0


def chosen(dialog: Welcome) -> Path | None:
    """The answer, asked anew each time."""
    return dialog.folder


def said(dialog: Welcome) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_three_steps_are_told_in_both_languages(welcome: Welcome) -> None:
    assert "Link the recordings" in said(welcome) and "Conclude and export" in said(welcome)
    QTest.keyClick(welcome.language_button, Qt.Key.Key_Space)
    assert current_language() == "zh"
    assert "关联录音录像" in said(welcome) and "Link the recordings" not in said(welcome)
    set_language("en")
    welcome.close()


def test_an_empty_folder_becomes_a_library_and_a_foreign_one_is_refused(welcome: Welcome, tmp_path: Path) -> None:
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "library.db").write_bytes(b"something else")
    welcome.choose(tmp_path / "foreign")
    assert chosen(welcome) is None and welcome.isVisible()
    assert "library" in welcome._sentence.text()
    welcome.choose(tmp_path / "own")
    assert chosen(welcome) == tmp_path / "own" and not welcome.isVisible()
    Library.open(tmp_path / "own", read_only=True).close()


def test_a_sample_that_cannot_be_made_says_why_and_leaves_nothing(welcome: Welcome, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    welcome.make_sample(tmp_path / "file")
    until(lambda: welcome.sample_button.isEnabled())
    assert chosen(welcome) is None and welcome.isVisible()
    assert "Not a directory" in welcome._sentence.text() and list(tmp_path.iterdir()) == [tmp_path / "file"]


def test_a_sample_that_is_stopped_leaves_nothing_behind(welcome: Welcome, tmp_path: Path) -> None:
    welcome.make_sample(tmp_path)
    until(lambda: (tmp_path / "replaydesk-demo").exists())
    QTest.mouseClick(welcome.leave_button, Qt.MouseButton.LeftButton)
    until(lambda: welcome.sample_button.isEnabled())
    assert welcome.isVisible() and chosen(welcome) is None and list(tmp_path.iterdir()) == []
    QTest.mouseClick(welcome.leave_button, Qt.MouseButton.LeftButton)
    assert not welcome.isVisible()


def test_a_damaged_library_is_put_back_in_two_clicks(application: QApplication, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    Library.create(folder).close()
    back_up_daily(folder)
    (folder / "library.db").write_bytes(b"torn")
    with pytest.raises(LibraryProblem) as told:
        Library.open(folder)
    dialog = Welcome(told.value.sentence, damaged=folder)
    dialog.show()
    assert dialog.back_button.isVisible() and "damaged" in said(dialog)

    def second_click() -> None:
        copies = QApplication.activeModalWidget()
        assert isinstance(copies, Copies) and copies.list.count() == 1
        QTest.mouseClick(copies.restore_button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, second_click)
    QTest.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)
    assert chosen(dialog) == folder
    with Library.open(folder) as library:
        assert library.row("SELECT count(*) AS n FROM journal WHERE action = 'library_restored'") == {"n": 1}
    assert [one.why for one in list_backups(Layout(folder))] == [Why.ASIDE, Why.DAILY]


def choose_first_copy() -> None:
    """Go back to a copy in the dialog that asks for a library, and in the list that it opens."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Welcome) and dialog.back_button.isVisible()

    def second_click() -> None:
        copies = QApplication.activeModalWidget()
        assert isinstance(copies, Copies)
        QTest.mouseClick(copies.restore_button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, second_click)
    QTest.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("harm", ["torn", "gone"])
def test_a_damaged_library_that_was_named_offers_its_copies_in_the_window_too(
    application: QApplication, tmp_path: Path, harm: str
) -> None:
    folder = tmp_path / "library"
    Library.create(folder).close()
    back_up_daily(folder)
    (folder / "library.db").write_bytes(b"torn")
    if harm == "gone":
        (folder / "library.db").unlink()
    QTimer.singleShot(0, choose_first_copy)
    window, _ = first_window(folder, Settings(tmp_path / "settings.ini"))
    assert window is not None and window.session.folder == folder
    window.close()
    with pytest.raises(NotFound):
        first_window(tmp_path / "nowhere", Settings(tmp_path / "settings.ini"))


def test_no_copy_is_offered_where_there_is_none_or_nothing_is_damaged(
    application: QApplication, tmp_path: Path
) -> None:
    (tmp_path / "library.db").write_bytes(b"torn")
    dialog = Welcome()
    dialog.show()
    dialog.choose(tmp_path)
    assert not dialog.back_button.isVisible() and chosen(dialog) is None
    dialog.close()


def test_a_window_copies_its_library_once_a_day_and_puts_away_what_was_left_half(
    application: QApplication, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    Library.create(folder).close()
    (folder / "incoming" / "999999999-half").write_bytes(b"half a clip")
    for _ in range(2):
        window = make_window(folder, Settings(tmp_path / "settings.ini"))
        look_after(window)
        until(partial(done_with, window.jobs))
        window.close()
    assert [one.why for one in list_backups(Layout(folder))] == [Why.DAILY]
    assert [path.name for path in (folder / "quarantine").iterdir()] == ["999999999-half"]


def test_what_a_days_share_of_checking_finds_is_said_in_the_window(application: QApplication, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    label = new_case(new_library(folder))
    (tmp_path / "note.txt").write_text("a note")
    (one,) = ask("add", label, tmp_path / "note.txt", library=folder)["exhibits"]
    (folder / "originals" / one["sha256"]).unlink()
    window = make_window(folder, Settings(tmp_path / "settings.ini"))
    look_after(window)
    until(partial(done_with, window.jobs))
    until(lambda: "is missing" in window.messages.text())
    assert "EX-01 note.txt" in window.messages.text() and "replaydesk check" in window.messages.text()
    window.close()
