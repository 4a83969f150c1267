"""Dates, conclusions, reports, and the buttons under the picture."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from evidence.labels import Label
from evidence.model.kinds import Answer
from tests.widgets import samples
from tests.widgets.helpers import Heard, Show, texts
from widgets.keys import KeyTable, action
from widgets.player.transport import SoundState, TransportBar
from widgets.results.conclusions import ConclusionsPanel
from widgets.results.dates import DatesPanel
from widgets.results.report import ReportView
from widgets.words import set_language


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_arithmetic_of_dates_is_shown_step_by_step(show: Show, language: str) -> None:
    panel = DatesPanel()
    panel.set_dates(samples.dates())
    set_language(language)
    show(panel, 460, 400)
    shown = texts(panel).replace("\u200b", "")
    for line in samples.dates():
        for label in (line.title, line.outcome, *line.steps, *line.sources):
            assert label.text(language) in shown
    assert ("rule unverified" if language == "en" else "规则未核实") in shown
    assert ("the hour decides" if language == "en" else "具体时刻") in shown


def test_without_dates_it_says_where_they_come_from(show: Show) -> None:
    panel = DatesPanel()
    assert "Ctrl+I" in texts(panel)


def test_a_cited_mark_leads_back_to_it(show: Show) -> None:
    panel = ConclusionsPanel(KeyTable())
    panel.set_conclusions(samples.conclusions())
    show(panel)
    heard = Heard(panel.mark_chosen)
    buttons = [one for one in panel.findChildren(QPushButton) if one.text() == "M-005"]
    buttons[0].setFocus()
    QTest.keyClick(buttons[0], Qt.Key.Key_Space)
    assert heard.said == [samples.ident(1005)]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_conclusion_has_result_reason_and_both_sides(show: Show, language: str) -> None:
    panel = ConclusionsPanel(KeyTable())
    panel.set_conclusions(samples.conclusions())
    set_language(language)
    shown = texts(panel)
    for line in samples.conclusions():
        if line.result is None:
            assert line.code not in shown
            continue
        assert line.code in shown and line.label.en in shown and line.label.zh in shown
        assert line.result.label.text(language) in shown
        assert line.reason is not None and line.reason.text(language) in shown
    assert ("Against" if language == "en" else "相反") in shown
    panel.show_all_points(True)
    assert "BA11" in texts(panel) and ("No mark yet" if language == "en" else "尚无标注") in texts(panel)


def cards_of(panel: ConclusionsPanel) -> list[QWidget]:
    items = [panel._cards.itemAt(row) for row in range(panel._cards.count())]
    return [widget for item in items if item is not None and (widget := item.widget()) is not None]


def test_a_conclusion_that_changes_gets_another_card_and_the_others_keep_theirs(show: Show) -> None:
    panel = ConclusionsPanel(KeyTable())
    lines = samples.conclusions()
    panel.set_conclusions(lines)
    show(panel)
    cards = cards_of(panel)
    shown = [line for line in lines if line.result is not None]
    other = replace(shown[1], reason=Label("Another reason.", "另一理由。"))
    panel.set_conclusions([other if line is shown[1] else line for line in lines])
    now = cards_of(panel)
    assert [one is two for one, two in zip(cards, now, strict=True)] == [row != 1 for row in range(len(cards))]
    assert "Another reason." in texts(now[1]) and "Another reason." in texts(panel)


def test_without_conclusions_it_says_when_they_come() -> None:
    assert "first mark" in texts(ConclusionsPanel(KeyTable()))


def test_the_gravest_answer_stands_first_with_reason_and_files(show: Show) -> None:
    view = ReportView()
    assert "Ctrl+K" in texts(view)
    view.show_report(Label("Check", "核对"), Answer.FAILED, samples.checks())
    show(view, 900, 400)
    lines = view.text().splitlines()
    assert lines[0] == "Check: Failed" and lines[1].startswith("[Failed] originals: EX-03")
    assert "2 passed, 1 failed, 1 cannot tell" in texts(view)
    assert samples.OVERRIDE not in view.text() and "a⟨U+202E⟩gpj.exe" in view.text()
    set_language("zh")
    assert "未通过" in view.text()


def test_a_report_is_copied_whole(show: Show) -> None:
    view = ReportView()
    view.show_report(Label("Check", "核对"), Answer.FAILED, samples.checks())
    show(view)
    heard = Heard(view.copied)
    QTest.mouseClick(view._copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == view.text() == heard.said[0]


def test_the_buttons_say_the_same_words_as_the_keys(show: Show) -> None:
    bar = TransportBar(KeyTable())
    show(bar, 1000, 60)
    bar.set_recording(725_000_000)
    bar.set_sound(SoundState.ON)
    heard = Heard(bar.wished)
    for button in bar._buttons:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(heard.said) == 8 and all(action(said) for said in heard.said)
    assert "Space" in bar.play.toolTip()


def test_the_bar_shows_time_state_and_speed(show: Show) -> None:
    bar = TransportBar(KeyTable())
    bar.set_recording(36_000_000_000)
    bar.set_position(35_999_999_999)
    assert "09:59:59.999" in texts(bar) and "/ 10:00:00" in texts(bar)
    bar.set_playing(True)
    assert bar.play.accessibleName() == "Pause"
    bar.set_speed(1.1)
    assert bar.speed.currentText() == "1.1×"
    heard = Heard(bar.speed_chosen, bar.volume_changed)
    bar.set_volume(30)
    assert heard.said == []
    bar.set_recording(None)
    assert bar.minimumSizeHint().width() < 680, "it must fit between exhibits and panel on 1366 pixels"
    assert "--:--:--.---" in texts(bar) and not bar.play.isEnabled()


@pytest.mark.parametrize("state", list(SoundState))
def test_why_nothing_is_heard_is_said_in_words(state: SoundState) -> None:
    bar = TransportBar(KeyTable())
    bar.set_recording(1_000_000)
    bar.set_sound(state)
    assert bar.sound.accessibleName() == state.label.en
    set_language("zh")
    assert (state.label.zh in texts(bar)) == (state is not SoundState.ON)
    assert bar.volume.isEnabled() == (state is SoundState.ON)
