"""The one table of keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from evidence.model.kinds import How, Verdict
from tests.widgets.helpers import Heard, Show, texts
from widgets.keys import ACTIONS, KeyBinder, KeyTable, Where, action, portable, shown_key
from widgets.keys_dialog import KeysDialog
from widgets.words import set_language


def test_no_key_does_two_things_and_every_action_has_words_in_both_languages() -> None:
    assert KeyTable().clashes() == []
    assert len({line.id for line in ACTIONS}) == len(ACTIONS)
    for line in ACTIONS:
        assert line.label.en and line.label.zh and line.keys
        assert all(portable(key) for key in line.keys), line.id


def test_the_verdicts_are_f2_to_f9_in_their_order_and_the_hows_alt_1_to_5() -> None:
    table = KeyTable()
    assert [table.keys(f"verdict_{verdict.value}")[0] for verdict in Verdict] == [f"F{n}" for n in range(2, 10)]
    assert [table.keys(f"how_{how.value}")[0] for how in How] == [f"Alt+{n}" for n in range(1, 6)]


def test_a_key_of_ones_own_replaces_the_default_and_is_taken_from_who_had_it() -> None:
    table = KeyTable({"set_in": ["["], "quote": ["I"], "unknown": ["X"], "note": ["no such key"]})
    assert table.keys("set_in") == ("[",)
    assert table.keys("quote") == ("I",)
    assert table.keys("note") == ()
    assert table.clashes() == []
    assert KeyTable({"stop": ["Space"]}).keys("play_pause") == ()


def test_keys_are_shown_as_people_read_them() -> None:
    assert shown_key("Left") == "←"
    assert shown_key("Shift+Right") == "Shift+→"
    assert KeyTable({"play_pause": []}).shown("play_pause") == ""
    with pytest.raises(KeyError):
        action("no such action")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_f1_shows_every_action_in_both_languages(language: str, show: Show) -> None:
    set_language(language)
    dialog = KeysDialog(KeyTable())
    shown = texts(dialog)
    for line in ACTIONS:
        assert line.label.en in shown and line.label.zh in shown
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


class Page(QWidget):
    """A stage, a button and a text field, bound as the window binds them."""

    def __init__(self) -> None:
        super().__init__()
        self.stage, self.button, self.field = QWidget(), QPushButton("press"), QLineEdit()
        self.stage.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        for widget in (self.stage, self.button, self.field):
            column.addWidget(widget)
        table = KeyTable()
        self.binders = [
            KeyBinder(self, table, [Where.WINDOW, Where.REVIEW]),
            KeyBinder(self.stage, table, [Where.STAGE]),
        ]
        self.heard = Heard(*(binder.pressed for binder in self.binders))


def test_keys_work_where_the_table_says_and_text_fields_keep_theirs(show: Show) -> None:
    page = Page()
    show(page)
    page.stage.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_I, Qt.Key.Key_1, Qt.Key.Key_F2, Qt.Key.Key_Left):
        QTest.keyClick(page.stage, key)
    QTest.keyClick(page.stage, Qt.Key.Key_7, Qt.KeyboardModifier.KeypadModifier)
    QTest.keyClick(page.stage, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert page.heard.said == [
        ("play_pause", "Space"),
        ("set_in", "I"),
        ("digit", "1"),
        ("verdict_given", "F2"),
        ("frame_back", "Left"),
        ("digit", "7"),
        ("second_forward", "Shift+Right"),
    ]


def test_space_on_a_button_presses_the_button(show: Show) -> None:
    page = Page()
    show(page)
    pressed = Heard(page.button.clicked)
    page.button.setFocus()
    QTest.keyClick(page.button, Qt.Key.Key_Space)
    assert pressed.said and page.heard.said == []


def test_letters_digits_and_undo_go_into_a_text_field(show: Show) -> None:
    page = Page()
    show(page)
    page.field.setFocus()
    QTest.keyClicks(page.field, "jkl i/7 q")
    assert page.field.text() == "jkl i/7 q"
    QTest.keyClick(page.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.field.text() == ""
    QTest.keyClick(page.field, Qt.Key.Key_F3)
    assert page.heard.said == [("verdict_given_partly", "F3")]


def test_binders_can_be_silent_for_a_while(show: Show) -> None:
    page = Page()
    show(page)
    page.stage.setFocus()
    for binder in page.binders:
        binder.set_enabled(False)
    QTest.keyClick(page.stage, Qt.Key.Key_I)
    assert page.heard.said == []
