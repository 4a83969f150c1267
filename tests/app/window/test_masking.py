"""What of a picture may be shown is decided at the window: drawn, moved, previewed, checked, taken back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.window.masking import MaskDialog
from evidence.model.mark import Span
from evidence.model.masks import Mask, MaskDecision
from evidence.model.places import Box
from evidence.model.record import Record
from tests.app.window.person import Key, Modifier, Person

ALT, SHIFT, CTRL = Modifier.AltModifier, Modifier.ShiftModifier, Modifier.ControlModifier


def make_mark(person: Person) -> None:
    """M-001 on frames 2 to 5 of EX-01."""
    person.press(Key.Key_Right, Key.Key_Right)
    person.sees(2)
    person.press(Key.Key_I, Key.Key_Right, Key.Key_Right, Key.Key_Right)
    person.sees(5)
    person.press(Key.Key_O, Key.Key_1, Key.Key_0, Key.Key_Return, Key.Key_F2, (Key.Key_2, ALT), Key.Key_Return)
    person.saved_mark(0)
    person.click_mark("M-001")
    person.sees(2)


def open_masks(person: Person) -> MaskDialog:
    person.press(Key.Key_H)
    dialog = person.dialog(MaskDialog)
    person.until(lambda: dialog.sheet.canvas.picture_rect().width() > 0, "no picture came")
    return dialog


def masks(person: Person) -> list[Record[Mask]]:
    return list(person.case.papers.masks)


def gone(person: Person) -> None:
    person.until(lambda: person.desk.masking.dialog is None, "the dialog stayed open")
    person.window.activateWindow()
    person.application.processEvents()


def black(dialog: MaskDialog, x: int, y: int) -> bool:
    """Whether the picture is black on screen at a place in ten-thousandths."""
    canvas = dialog.sheet.canvas
    return canvas.grab().toImage().pixelColor(canvas.point_at(x, y)).lightness() < 8


def test_a_rectangle_is_drawn_moved_at_another_moment_previewed_and_checked(person: Person) -> None:
    make_mark(person)
    dialog = open_masks(person)
    sheet, canvas = dialog.sheet, dialog.sheet.canvas
    assert "M-001" in dialog.windowTitle() and not sheet.save.isEnabled()
    person.draw(canvas, canvas.point_at(1000, 1000), canvas.point_at(4000, 4000))
    assert sheet.save.isEnabled() and not sheet.save_checked.isEnabled()
    person.press(Key.Key_Right, Key.Key_Right, Key.Key_Right)
    person.until(lambda: "2" in sheet.list.item(0).text() or sheet.slider.value() > 0)
    person.until(lambda: person.desk.masking._player.exact and person.desk.masking._player.frame == 5)
    person.draw(canvas, canvas.point_at(2000, 2000), canvas.point_at(6000, 2000))
    assert "places: 2" in sheet.list.item(0).text()
    person.click(sheet.preview, QPoint(10, sheet.preview.height() // 2))
    person.until(lambda: sheet.save_checked.isEnabled())
    assert black(dialog, 7000, 3000) and canvas._boxes
    person.click(sheet.save_checked)
    gone(person)
    (record,) = masks(person)
    mask = record.value
    assert mask.decision is MaskDecision.MASKED and mask.checked is not None
    mark = person.case.marks[0]
    assert isinstance(mark.place, Span) and (mask.from_us, mask.to_us) == (mark.place.in_us, mark.place.out_us + 40_000)
    first, last = (key.box for key in mask.rectangles[0].keys)
    assert abs(first.x - 1000) < 80 and abs(last.x - first.x - 4000) < 120 and abs(last.width - first.width) < 5


def test_the_arrows_draw_and_move_a_rectangle_and_a_change_loses_the_check(person: Person) -> None:
    make_mark(person)
    dialog = open_masks(person)
    person.press(Key.Key_B, Key.Key_Down, (Key.Key_Right, SHIFT), Key.Key_Return)
    person.click(dialog.sheet.preview, QPoint(10, dialog.sheet.preview.height() // 2))
    person.until(lambda: dialog.sheet.save_checked.isEnabled())
    person.click(dialog.sheet.save_checked)
    gone(person)
    checked = masks(person)[0].value
    assert checked.checked is not None and checked.rectangles[0].keys[0].box == Box(3500, 4100, 3100, 1000)
    dialog = open_masks(person)
    person.until(lambda: bool(dialog.sheet.canvas._boxes), "the rectangle was not shown")
    dialog.sheet.list.setFocus()
    person.press(Key.Key_Return)
    person.until(dialog.sheet.canvas.hasFocus, "the rectangle is not in the hand")
    person.press(Key.Key_Up, Key.Key_Return)
    assert not dialog.sheet.save_checked.isEnabled()
    person.click(dialog.sheet.save)
    gone(person)
    changed = masks(person)[0].value
    assert changed.checked is None and changed.rectangles[0].keys[0].box == Box(3500, 4000, 3100, 1000)
    person.press((Key.Key_Z, CTRL))
    person.until(lambda: masks(person)[0].value == checked, "undo gave the check not back")


def test_a_picture_is_shown_as_it_is_only_on_a_basis(person: Person) -> None:
    make_mark(person)
    dialog = open_masks(person)
    sheet = dialog.sheet
    person.click(sheet.open, QPoint(8, sheet.open.height() // 2))
    assert "Record the basis" in sheet.sentence() and not sheet.preview.isEnabled()
    sheet.basis.setFocus()
    person.write("consent of 12 March")
    sheet.stretch.setCurrentIndex(1)
    sheet.stretch.activated.emit(1)
    person.click(sheet.save)
    gone(person)
    mask = masks(person)[0].value
    assert (mask.decision, mask.basis, mask.rectangles) == (MaskDecision.ON_A_BASIS, "consent of 12 March", ())
    assert mask.from_us == 0


def test_what_was_drawn_is_thrown_away_only_on_the_second_esc_and_a_call_has_nothing_to_cover(person: Person) -> None:
    dialog = open_masks(person)
    canvas = dialog.sheet.canvas
    person.draw(canvas, canvas.point_at(1000, 1000), canvas.point_at(4000, 4000))
    person.press(Key.Key_Escape)
    assert "Esc once more" in dialog.sheet.sentence()
    person.press(Key.Key_Escape)
    gone(person)
    assert masks(person) == []
    person.choose("EX-04")
    person.press(Key.Key_H)
    person.until(lambda: "no picture to cover" in person.window.messages.text())
    assert person.desk.masking.dialog is None


def test_a_page_is_covered_and_a_decision_is_taken_back(person: Person) -> None:
    person.choose("EX-05")
    dialog = open_masks(person)
    canvas = dialog.sheet.canvas
    person.draw(canvas, canvas.point_at(1000, 7200), canvas.point_at(6300, 8200))
    person.click(dialog.sheet.save)
    gone(person)
    assert (masks(person)[0].value.page, masks(person)[0].value.from_us) == (1, None)
    dialog = open_masks(person)
    assert "not checked yet" in dialog.sheet._state.text()
    QTest.mouseClick(dialog.sheet.withdraw, Qt.MouseButton.LeftButton)
    gone(person)
    assert masks(person)[0].withdrawn
