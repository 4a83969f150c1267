"""Entering a mark by keys and by mouse, and what is said while something is missing."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence.labels import Label
from evidence.model.kinds import How, Verdict
from evidence.model.places import Box
from evidence.rules.checklists import load_checklists
from tests.widgets.helpers import Heard, Show, texts
from widgets.keys import KeyTable
from widgets.marks.panel import Draft, MarkPanel, MarkWish
from widgets.marks.points import number_of
from widgets.marks.wish import missing
from widgets.words import set_language

KEYS = KeyTable()
LISTS = [load_checklists()["BA"], load_checklists()["CH"]]


def only_heard(point: str, how: How, verdict: Verdict) -> Label | None:
    """A doubt as the rules would have it."""
    return None if how is How.HEARD else Label(f"{point} has to be heard.", f"{point} 须听到。")


@pytest.fixture
def panel(show: Show) -> MarkPanel:
    """A panel with the two checklists of a surrender case."""
    made = MarkPanel(KEYS, only_heard)
    made.set_checklists(LISTS)
    show(made, 340, 680)
    return made


def type_digits(panel: MarkPanel, digits: str) -> None:
    for digit in digits:
        panel.type_digit(digit)


def test_a_mark_is_entered_by_keys_alone(panel: MarkPanel) -> None:
    heard = Heard(panel.wished)
    panel.set_in(62_400_000)
    panel.set_out(96_800_000)
    type_digits(panel, "02")
    panel.choose_verdict(Verdict.GIVEN)
    panel.choose_how(How.HEARD)
    panel.focus_quote()
    QTest.keyClicks(panel.quote, "It is insurance")
    panel.focus_note()
    QTest.keyClicks(panel.note, "Clear.")
    QTest.keyClick(panel.note, Qt.Key.Key_Return)
    wish = MarkWish(62_400_000, 96_800_000, None, None, "BA02", Verdict.GIVEN, How.HEARD, "It is insurance", "Clear.")
    assert heard.said == [wish]


def test_a_mark_is_entered_by_mouse_alone(panel: MarkPanel) -> None:
    heard = Heard(panel.wished)
    panel.set_in(1)
    QTest.mouseClick(panel.point._filter, Qt.MouseButton.LeftButton)
    item = panel.point._list.item(2)
    QTest.mouseClick(
        panel.point._list.viewport(), Qt.MouseButton.LeftButton, pos=panel.point._list.visualItemRect(item).center()
    )
    QTest.mouseClick(panel.verdict.button(Verdict.UNCLEAR), Qt.MouseButton.LeftButton)
    QTest.mouseClick(panel.how.button(How.SEEN), Qt.MouseButton.LeftButton)
    QTest.mouseClick(panel.save_button, Qt.MouseButton.LeftButton)
    assert heard.said[0].point == "BA03" and heard.said[0].verdict is Verdict.UNCLEAR


def test_a_click_on_a_verdict_does_not_take_the_focus_from_the_player(panel: MarkPanel) -> None:
    panel.quote.setFocus()
    QTest.mouseClick(panel.verdict.button(Verdict.GIVEN), Qt.MouseButton.LeftButton)
    assert panel.quote.hasFocus()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sentence_names_the_first_thing_missing_and_its_key(panel: MarkPanel, language: str) -> None:
    set_language(language)
    said = [panel.sentence()]
    steps: tuple[Callable[[], None], ...] = (
        lambda: panel.set_in(5),
        lambda: panel.choose_point("BA10"),
        lambda: panel.choose_verdict(Verdict.NOT_FOUND),
        lambda: panel.set_out(9),
        lambda: panel.choose_how(How.HEARD),
    )
    for step in steps:
        step()
        said.append(panel.sentence())
    assert len(set(said)) == len(said)
    for sentence, key in zip(said, ("I", "/", "F2–F9", "O", "Alt+1–Alt+5", "Enter"), strict=True):
        assert key in sentence


def test_remapped_keys_are_the_keys_named(show: Show) -> None:
    panel = MarkPanel(KeyTable({"set_in": ["["]}))
    assert "[" in panel.sentence()


def test_out_before_in_and_not_applicable_without_a_reason_are_refused(panel: MarkPanel) -> None:
    panel.restore(Draft(10, 5, None, None, "BA10", Verdict.NOT_APPLICABLE, How.SEEN))
    assert "before" in panel.sentence()
    panel.set_out(10)
    assert "reason" in panel.sentence()
    panel.focus_note()
    QTest.keyClicks(panel.note, "no call-back was due")
    assert panel.save_button.isEnabled()


def test_not_found_is_said_of_a_stretch() -> None:
    draft = Draft(5, 5, None, None, "BA10", Verdict.NOT_FOUND, How.HEARD)
    lack = missing(draft, KEYS)
    assert lack is not None and "stretch" in lack.label.en
    assert missing(Draft(5, 6, None, None, "BA10", Verdict.NOT_FOUND, How.HEARD), KEYS) is None


def test_every_checklist_point_has_its_number() -> None:
    assert [number_of(code) for code in ("BA07", "BA22.1", "CH12", "BA100")] == ["07", "22.1", "12", "100"]
    for checklist in load_checklists().values():
        numbers = [number_of(point.code) for point in checklist.every_point()]
        assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("10", "BA10"), ("07", "BA07"), ("22.1", "BA22.1"), ("99", None), ("1007", "BA07"), ("22.9", None)],
)
def test_digits_choose_the_point(panel: MarkPanel, typed: str, code: str | None) -> None:
    type_digits(panel, typed)
    assert panel.point.code == code
    assert panel.draft().point == code


def test_one_digit_and_enter_is_its_two_digit_number(panel: MarkPanel) -> None:
    panel.type_digit("7")
    assert panel.draft().point is None
    panel.accept()
    assert panel.draft().point == "BA07"


def test_the_first_enter_accepts_the_digits_and_the_second_saves(panel: MarkPanel) -> None:
    heard = Heard(panel.wished)
    panel.restore(Draft(5, None, None, None, None, Verdict.GIVEN, How.HEARD))
    type_digits(panel, "10")
    panel.accept()
    assert heard.said == []
    panel.accept()
    assert heard.said[0].point == "BA10"


def test_an_unknown_number_is_said_and_leaves_no_old_point_behind(panel: MarkPanel) -> None:
    type_digits(panel, "10")
    panel.accept()
    type_digits(panel, "88")
    assert "88" in panel.point._echo.text() and panel.draft().point is None
    panel.erase_digit()
    panel.type_digit("1")
    assert panel.point.code is None
    panel.erase_digit()
    panel.erase_digit()
    type_digits(panel, "11")
    assert panel.point.code == "BA11"


def test_part_of_a_name_after_the_slash_finds_the_point_in_both_languages(panel: MarkPanel) -> None:
    left = Heard(panel.left)
    for text, code in (("surrender", "BA10"), ("犹豫", None)):
        panel.start_filter()
        QTest.keyClicks(panel.point._filter, text) if text.isascii() else panel.point._filter.setText(text)
        found = [panel.point._list.item(row).text() for row in range(panel.point._list.count())]
        assert found and all(text in row.casefold() for row in found)
        QTest.keyClick(panel.point._filter, Qt.Key.Key_Return)
        assert panel.draft().point is not None and (code is None or found[0].startswith(panel.draft().point or ""))
    assert len(left.said) == 2 and not panel.point._list.isVisible()


def test_the_filter_also_finds_the_second_checklist_and_says_when_nothing_fits(panel: MarkPanel) -> None:
    panel.start_filter()
    QTest.keyClicks(panel.point._filter, "CH03")
    QTest.keyClick(panel.point._filter, Qt.Key.Key_Return)
    assert panel.draft().point == "CH03"
    panel.start_filter()
    QTest.keyClicks(panel.point._filter, "zzzz")
    assert "zzzz" in panel.point._list.item(0).text()
    QTest.keyClick(panel.point._filter, Qt.Key.Key_Return)
    assert panel.draft().point == "CH03"
    QTest.keyClick(panel.point._filter, Qt.Key.Key_Escape)
    assert panel.draft().point == "CH03" and panel.point._filter.text() == ""


def test_arrows_move_in_the_filtered_list(panel: MarkPanel) -> None:
    panel.start_filter()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(panel.point._filter, key)
    assert panel.draft().point == "BA02"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_point_shows_its_names_its_test_and_what_proves_it(panel: MarkPanel, language: str) -> None:
    set_language(language)
    panel.choose_point("BA02")
    shown = texts(panel)
    point = LISTS[0].point("BA02")
    line = point.looked_for
    assert line.zh != line.en and (line.zh in shown) == (language == "zh")
    for part in (point.code, point.label.en, point.label.zh, line.text(language)):
        assert part in shown
    assert ("heard; or heard and signed" if language == "en" else "听到；或听到并且签署") in shown


def test_a_line_that_says_no_more_than_the_name_is_left_out_in_that_language(panel: MarkPanel) -> None:
    point = LISTS[1].point("CH08")
    line = point.looked_for
    assert line.en == point.label.en and line.zh != point.label.zh
    panel.choose_point("CH08")
    assert texts(panel).count(point.label.en) == 1
    set_language("zh")
    assert line.zh in texts(panel)


def test_the_warning_comes_while_choosing_and_goes_again(panel: MarkPanel) -> None:
    panel.set_in(1)
    panel.choose_point("BA02")
    panel.choose_verdict(Verdict.GIVEN)
    assert panel.doubt_sentence() == ""
    panel.choose_how(How.SEEN)
    assert panel.doubt_sentence() == "BA02 has to be heard." and panel.save_button.isEnabled()
    set_language("zh")
    assert panel.doubt_sentence() == "BA02 须听到。"
    panel.choose_how(How.HEARD)
    assert panel.doubt_sentence() == ""


def test_a_mark_on_a_page_needs_no_times(panel: MarkPanel) -> None:
    heard = Heard(panel.wished)
    panel.set_in(5)
    panel.set_page(2, Box(1, 2, 3, 4))
    panel.choose_point("BA13")
    panel.choose_verdict(Verdict.GIVEN)
    panel.choose_how(How.SIGNED)
    panel.save()
    assert (heard.said[0].page, heard.said[0].box, heard.said[0].in_us) == (2, Box(1, 2, 3, 4), None)
    panel.saved()
    assert panel.draft() == Draft(page=2)


def test_nothing_is_wished_for_twice_while_it_is_being_saved(panel: MarkPanel) -> None:
    heard = Heard(panel.wished)
    panel.restore(Draft(5, None, None, None, "BA10", Verdict.GIVEN, How.HEARD, "words", "note"))
    panel.save()
    panel.save()
    panel.cancel()
    assert len(heard.said) == 1 and panel.quote.toPlainText() == "words"


def test_after_a_failure_everything_typed_is_still_there(panel: MarkPanel) -> None:
    draft = Draft(5, 9, None, None, "BA10", Verdict.GIVEN, How.HEARD, "words", "note")
    panel.restore(draft)
    panel.save()
    panel.failed(Label("The disk is full.", "磁盘已满。"))
    assert panel.draft() == draft and panel.sentence() == "The disk is full."
    set_language("zh")
    assert panel.sentence() == "磁盘已满。" and panel.save_button.isEnabled()


def test_after_saving_the_panel_is_empty(panel: MarkPanel) -> None:
    panel.restore(Draft(5, 9, None, None, "BA10", Verdict.GIVEN, How.HEARD, "words", "note"))
    panel.save()
    panel.saved()
    assert panel.draft() == Draft() and panel.note.toPlainText() == ""
    assert not panel.cancel_button.isEnabled()


def test_escape_leaves_a_text_field_and_then_cancels_the_draft(panel: MarkPanel) -> None:
    left, cancelled = Heard(panel.left), Heard(panel.cancelled)
    panel.set_in(5)
    panel.focus_quote()
    QTest.keyClicks(panel.quote, "abc")
    QTest.keyClick(panel.quote, Qt.Key.Key_Escape)
    assert len(left.said) == 1 and panel.draft().quote == "abc"
    panel.verdict.button(Verdict.GIVEN).setFocus()
    QTest.keyClick(panel.verdict.button(Verdict.GIVEN), Qt.Key.Key_Escape)
    assert len(cancelled.said) == 1 and panel.draft() == Draft() and panel.quote.toPlainText() == ""


def test_tab_reaches_every_choice_and_space_chooses_it(panel: MarkPanel) -> None:
    panel.point._filter.setFocus()
    seen = set()
    for _ in range(24):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.add(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    for verdict in Verdict:
        assert verdict.label.en in seen
    panel.verdict.button(Verdict.CONTRADICTED).setFocus()
    QTest.keyClick(panel.verdict.button(Verdict.CONTRADICTED), Qt.Key.Key_Space)
    assert panel.draft().verdict is Verdict.CONTRADICTED


def test_digits_typed_while_a_button_has_the_focus_choose_the_point(panel: MarkPanel) -> None:
    button = panel.how.button(How.HEARD)
    button.setFocus()
    QTest.keyClicks(button, "10")
    assert panel.draft().point == "BA10"
    QTest.keyClick(button, Qt.Key.Key_Backspace)
    assert panel.draft().point is None


def test_chinese_is_written_with_an_input_method_in_the_text_fields(panel: MarkPanel) -> None:
    panel.focus_quote()
    assert panel.quote.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    event = QInputMethodEvent()
    event.setCommitString("随时都可以取")
    QApplication.sendEvent(panel.quote, event)
    assert panel.draft().quote == "随时都可以取"


def test_shift_and_enter_breaks_the_line_and_paste_is_plain(panel: MarkPanel) -> None:
    panel.focus_quote()
    QTest.keyClicks(panel.quote, "a")
    QTest.keyClick(panel.quote, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("plain")
    panel.quote.insertFromMimeData(data)
    assert panel.draft().quote.replace("\u2028", "\n") == "a\nplain"


def test_a_quote_of_200_000_signs_goes_in_and_out_whole(panel: MarkPanel) -> None:
    text = "他说没有手续费。" * 25_000
    started = time.process_time()
    data = QMimeData()
    data.setText(text)
    panel.quote.insertFromMimeData(data)
    panel.restore(Draft(5, None, None, None, "BA10", Verdict.GIVEN, How.HEARD, panel.draft().quote, ""))
    heard = Heard(panel.wished)
    panel.save()
    assert heard.said[0].quote == text
    assert time.process_time() - started < 20, "an order of magnitude too slow, on any machine"


def test_a_panel_that_is_gone_no_longer_follows_the_language(show: Show, app: QApplication) -> None:
    panel = MarkPanel(KEYS)
    panel.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    set_language("zh")


def test_without_a_checklist_it_says_so(show: Show) -> None:
    panel = MarkPanel(KEYS)
    panel.set_checklists([])
    type_digits(panel, "10")
    assert "no checklist" in texts(panel)
