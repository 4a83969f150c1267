"""The pages of the settings, each by itself: keys given by pressing them, choices that say what was chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QWidget

from tests.widgets.helpers import Heard, Show, texts
from widgets.keys import ACTIONS, KeyBinder, KeyTable, Where
from widgets.keys_dialog import KeysDialog
from widgets.language import set_language
from widgets.parts import SpokenButton
from widgets.settings.keys import KeysPage
from widgets.settings.library import LibraryPage
from widgets.settings.pages import LookPage, SizePage, SpeedsPage
from widgets.settings.words import P
from widgets.theme import Appearance

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget() or widget, key, modifiers)


@pytest.fixture
def table() -> KeyTable:
    return KeyTable()


@pytest.fixture
def page(table: KeyTable, show: Show) -> KeysPage:
    set_language("en")
    made = KeysPage(table)
    show(made, 900, 600)
    return made


def choose(page: KeysPage, words: str) -> None:
    """Find an action by words, and wait for its key."""
    page.filter.setFocus()
    page.filter.selectAll()
    QTest.keyClicks(page.filter, words)
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Return)
    assert page.field.hasFocus()


def test_a_key_is_given_by_pressing_it_and_whatever_shows_or_hears_it_follows_at_once(
    page: KeysPage, table: KeyTable, show: Show
) -> None:
    window = QWidget()
    binder, button = KeyBinder(window, table, [Where.WINDOW]), SpokenButton(P.KEYS, table.shown("undo"))
    pressed, kept, f1 = Heard(binder.pressed), Heard(page.chosen), KeysDialog(table)
    choose(page, "undo")
    press(page, Qt.Key.Key_U, CTRL)
    assert kept.said == [{"undo": ("Ctrl+U",)}] and "Ctrl+U now" in texts(page)
    assert "Ctrl+U (your own)" in page.tree.rows["undo"].text(1)
    assert "Ctrl+U" in button.toolTip() and "Ctrl+Z" not in texts(f1).splitlines() and "Ctrl+U" in texts(f1)
    show(window)
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert pressed.said == []
    QTest.keyClick(window, Qt.Key.Key_U, CTRL)
    assert pressed.said == [("undo", "Ctrl+U")]


def test_a_key_of_another_action_is_named_and_left_or_swapped_as_answered(page: KeysPage, table: KeyTable) -> None:
    choose(page, "undo")
    press(page, Qt.Key.Key_E, CTRL)
    assert "The key Ctrl+E belongs to “Export the case file”." in texts(page)
    assert table.own == {} and page.leave.hasFocus() and not page.tree.isEnabled()
    press(page, Qt.Key.Key_Space)
    assert table.own == {} and page.tree.hasFocus() and not page.agree.isVisible()
    choose(page, "undo")
    press(page, Qt.Key.Key_E, CTRL)
    QTest.mouseClick(page.agree, Qt.MouseButton.LeftButton)
    assert table.keys("undo") == ("Ctrl+E",) and table.keys("export") == ("Ctrl+Z",)
    assert table.clashes() == []


def test_the_usual_keys_come_back_one_by_one_with_the_same_question_or_all_at_once(
    page: KeysPage, table: KeyTable
) -> None:
    for words, key in (("undo", Qt.Key.Key_E), ("redo", Qt.Key.Key_Y)):
        choose(page, words)
        press(page, key, CTRL)
        if page.agree.isVisible():
            QTest.mouseClick(page.agree, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.reset_one, Qt.MouseButton.LeftButton)
    assert table.keys("redo") == ("Ctrl+Shift+Z",) and "redo" not in table.own
    choose(page, "undo")
    page.field.left.emit()
    QTest.mouseClick(page.reset_one, Qt.MouseButton.LeftButton)
    assert "belongs to “Export the case file”" in texts(page), "resetting takes no key away unasked either"
    QTest.mouseClick(page.agree, Qt.MouseButton.LeftButton)
    assert table.own == {} and not page.reset_all.isEnabled()
    choose(page, "quit")
    press(page, Qt.Key.Key_F12)
    QTest.mouseClick(page.reset_all, Qt.MouseButton.LeftButton)
    assert table.keys("quit") == ("F12",), "it asks first"
    QTest.mouseClick(page.agree, Qt.MouseButton.LeftButton)
    assert table.own == {} and table.keys("quit") == ("Ctrl+Q",)


def test_keys_that_are_needed_elsewhere_are_refused_with_the_reason(page: KeysPage, table: KeyTable) -> None:
    choose(page, "undo")
    press(page, Qt.Key.Key_7)
    assert "belongs to the numbers of points" in texts(page)
    press(page, Qt.Key.Key_Shift)
    page.field.pressed.emit("Tab")
    assert "Tab cannot be used" in texts(page)
    press(page, Qt.Key.Key_Z, CTRL)
    assert "has the key Ctrl+Z already" in texts(page)
    press(page, Qt.Key.Key_Escape)
    assert page.tree.hasFocus() and page.isVisible() and table.own == {}
    page.filter.setText("two digits")
    assert not page.field.isEnabled() and P.FIXED.en in texts(page)


def test_signs_are_taken_as_they_are_written_whatever_the_keyboard(page: KeysPage, table: KeyTable) -> None:
    choose(page, "loop")
    typed = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Question, SHIFT, "?")
    QApplication.sendEvent(page.field, typed)
    assert table.keys("loop") == ("?",)
    choose(page, "loop")
    press(page, Qt.Key.Key_R, SHIFT)
    assert table.keys("loop") == ("Shift+R",)


def test_actions_are_found_by_words_of_both_languages_and_by_keys(page: KeysPage) -> None:
    def found() -> set[str]:
        return {one for one, row in page.tree.rows.items() if not row.isHidden()}

    page.filter.setText("撤销")
    assert found() == {"undo"}
    page.filter.setText("ctrl+shift+z")
    assert found() == {"redo"}
    page.filter.setText("")
    assert len(found()) == len(ACTIONS)
    page.filter.setText("no such thing")
    assert found() == set() and not page.field.isEnabled() and not page.reset_one.isEnabled()


def test_speeds_and_jump_are_said_and_normal_speed_stays() -> None:
    page = SpeedsPage((0.25, 1.0, 1.1), 0.7)
    heard = Heard(page.speeds_chosen, page.jump_chosen)
    assert not page.boxes[1.0].isEnabled() and page.boxes[1.1].isChecked(), "one's own are offered too"
    page.boxes[2.0].click()
    page.boxes[0.25].click()
    assert heard.said == [(0.25, 1.0, 1.1, 2.0), (1.0, 1.1, 2.0)]
    assert page.jump.currentText() == "0.7 s"
    page.jump.activated.emit(page.jump.findText("5 s"))
    assert heard.said[-1] == 5.0


def test_language_look_and_size_are_said_at_once(show: Show) -> None:
    set_language("en")
    page, size = LookPage(Appearance.DESKTOP), SizePage((180, 90), (800, 600), (2000, 1000))
    show(size)
    line = size.height_box.lineEdit()
    assert QFontMetrics(line.font()).horizontalAdvance("1080 px") < line.width() - 10, "the number is not seen"
    heard = Heard(page.language_chosen, page.appearance_chosen, size.chosen, size.page_chosen, size.look_chosen)
    page.languages["en"].click()
    page.appearances[Appearance.DARK].click()
    page.languages["zh"].click()
    size.height_box.setValue(40)
    size.page_box.setValue(40)
    size.look_box.setValue(0.1)
    size.look_box.setValue(2.5)
    assert heard.said == [Appearance.DARK, "zh", 90, 600, 1000, 2500]
    set_language("zh")
    assert "深色" in texts(page)
    assert all(floor in texts(size) for floor in ("不能低于 90 像素", "不能低于 600 像素", "不能低于 1 秒"))


def test_the_library_page_says_what_is_open_and_opens_others_on_wish(show: Show) -> None:
    set_language("en")
    page = LibraryPage("/branch/library", ("120.0 GB", "500.0 GB"), ["/old\u202efolder", "/older"])
    show(page)
    heard = Heard(page.other_wished, page.recent_wished)
    assert "120.0 GB free of 500.0 GB" in texts(page) and page.recent.item(0).text() == "/old⟨U+202E⟩folder"
    page.recent.setFocus()
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)
    QTest.mouseClick(page.other, Qt.MouseButton.LeftButton)
    assert heard.said == ["/older", ()]
    alone = LibraryPage("/branch/library", None, [])
    assert P.NO_RECENT.en in texts(alone) and P.FREE_UNKNOWN.en in texts(alone)


def test_qt_itself_speaks_the_language_of_the_window(show: Show) -> None:
    line = QLineEdit()
    show(line)
    said = {}
    for language in ("zh", "en"):
        set_language(language)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        files = QFileDialog()
        said[language] = [
            box.buttons()[0].text(),
            files.labelText(QFileDialog.DialogLabel.LookIn),
            line.createStandardContextMenu().actions()[0].text().split("\t")[0],
        ]
        for widget in (box, files):
            widget.deleteLater()
    assert said == {"zh": ["取消", "查找范围(&L)：", "撤消(&U)"], "en": ["Cancel", "&Look in:", "&Undo"]}
