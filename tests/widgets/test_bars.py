"""Jobs, messages, and whether everything is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from evidence.labels import Label
from tests.widgets import samples
from tests.widgets.helpers import Heard, Show, texts
from widgets.bars import JobBar, Message, MessageBar, MessageKind, SavedSign
from widgets.words import set_language

ADDING = Label("Adding files", "添加文件")
FULL = Label("The disk is full.", "磁盘已满。")
DONE = Label("Exported.", "已导出。")


def test_jobs_come_progress_and_go(show: Show) -> None:
    bar = JobBar()
    show(bar)
    bar.show_job("add", ADDING, 3_000_000_000_000, 6_000_000_000_000, samples.LONG_NAME)
    assert bar.isVisible() and "50 %" in texts(bar)
    bar.show_job("export", Label("Exporting", "导出"))
    assert bar.jobs() == ("add", "export")
    bar.end_job("add")
    bar.end_job("add")
    assert bar.jobs() == ("export",) and bar.isVisible()
    bar.end_job("export")
    assert not bar.isVisible()


def test_a_job_is_cancelled_once_and_stays_until_it_ended(show: Show) -> None:
    bar = JobBar()
    show(bar)
    heard = Heard(bar.cancelled)
    bar.show_job(7, ADDING, 1, 2)
    QTest.mouseClick(bar.button(7), Qt.MouseButton.LeftButton)
    QTest.mouseClick(bar.button(7), Qt.MouseButton.LeftButton)
    bar.show_job(7, ADDING, 2, 2)
    assert heard.said == [7] and bar.jobs() == (7,) and bar.button(7).text() == "Stopping…"
    set_language("zh")
    assert bar.button(7).text() == "正在停止……"


def test_a_share_is_never_more_than_the_whole(show: Show) -> None:
    bar = JobBar()
    bar.show_job(1, ADDING, 900, 100)
    assert "100 %" in texts(bar)


def test_an_error_stays_until_it_is_dismissed_a_note_gives_way(show: Show) -> None:
    bar = MessageBar()
    assert bar.isHidden()
    heard = Heard(bar.dismissed)
    bar.say(MessageKind.INFO, DONE)
    bar.say(MessageKind.ERROR, FULL)
    bar.say(MessageKind.WARNING, Label("The clock is unchecked.", "时钟未核对。"))
    show(bar)
    assert bar.text() == "The clock is unchecked." and "1 more" in texts(bar)
    QTest.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    assert bar.text() == FULL.en
    set_language("zh")
    assert bar.text() == FULL.zh
    QTest.keyClick(bar.button, Qt.Key.Key_Space)
    assert not bar.isVisible() and heard.said[-1] == Message(MessageKind.ERROR, FULL)
    bar.dismiss()


def test_the_same_error_twice_is_shown_once(show: Show) -> None:
    bar = MessageBar()
    bar.say(MessageKind.ERROR, FULL)
    bar.say(MessageKind.ERROR, FULL)
    bar.dismiss()
    assert bar.message() is None


def test_a_message_from_outside_is_plain_text_of_bounded_length(show: Show) -> None:
    bar = MessageBar()
    show(bar, 500, 100)
    trap = f"<b>{samples.OVERRIDE}" + "x" * 5_000
    bar.say(MessageKind.ERROR, Label(trap, trap))
    assert bar.text().startswith("<b>⟨U+202E⟩") and len(bar.text()) < 1_200
    assert bar.minimumSizeHint().width() < 500


def test_saved_is_said_with_its_time_and_failure_with_its_reason() -> None:
    sign = SavedSign()
    assert sign.text() == "Nothing to save"
    sign.show_saving()
    assert sign.text() == "Saving…"
    sign.show_saved(samples.MADE)
    assert sign.text() == "Saved 14:02:11"
    sign.show_failed(FULL)
    assert sign.text() == "Not saved: The disk is full."
    set_language("zh")
    assert sign.text() == "未保存：磁盘已满。"
