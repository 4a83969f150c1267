"""Marks are shown in the office: only as decided, nothing else on the screen, and written into the disclosure log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.window.masking import MaskDialog
from app.window.show.showing import SetupDialog
from evidence.model.masks import KeyBox, Mask, MaskDecision, Rectangle
from evidence.model.places import Box
from evidence.model.record import Record
from evidence.model.requests import Disclosure
from evidence.store.library import Library
from evidence.store.masks import add_mask, check_mask
from evidence.store.requests import list_disclosures
from tests.app.player.pace import HandDevices
from tests.app.window import looking
from tests.app.window.person import Key, Modifier, Person
from tests.app.window.test_masking import gone, make_mark, open_masks
from tests.cases import cases_of
from widgets.language import set_language
from widgets.show.screen import ShowScreen

ALT, CTRL = Modifier.AltModifier, Modifier.ControlModifier


def second_mark(person: Person) -> None:
    """M-002 on one frame, of which nothing is decided."""
    person.press(Key.Key_End)
    person.stands_on_other_frame(2)
    person.press(Key.Key_I, Key.Key_1, Key.Key_1, Key.Key_Return, Key.Key_F2, (Key.Key_2, ALT), Key.Key_Return)
    person.saved_mark(1)


def decide(person: Person, decision: MaskDecision, *boxes: Box, basis: str = "") -> None:
    """A decision about all of EX-01, checked."""
    case_id, exhibit = person.case.id, person.case.exhibits[0].id
    rectangles = tuple(Rectangle((KeyBox(0, box),)) for box in boxes)
    mask = Mask(exhibit, decision, rectangles, 0, 60_000_000, basis=basis)
    done: list[bool] = []

    def work(library: Library) -> object:
        return check_mask(library, case_id, add_mask(library, case_id, mask).label)

    person.window.session.write(work, lambda: done.append(True), lambda _: None)
    person.until(lambda: done)


def set_up(person: Person, *, sound: str | None = None, ticked: int = 2) -> SetupDialog:
    """Fill in the sheet up to its last button."""
    person.press((Key.Key_D, CTRL))
    dialog = person.dialog(SetupDialog)
    setup = dialog.setup
    setup.list.setFocus()
    for row in range(min(ticked, setup.list.count())):
        setup.list.setCurrentRow(row)
        if setup.list.item(row).checkState().value == 0:
            person.press(Key.Key_Space)
    for key, text in (("shown_to", "the customer"), ("basis", "her own conversation"), ("place", "office 2")):
        field = setup.sheet.editor(key).widget
        assert isinstance(field, QLineEdit)
        field.setFocus()
        person.write(text)
    if sound is not None:
        setup.sheet.editor("sound").show(True)
        setup.sheet.editor("sound_basis").show(sound)
    return dialog


def begin(person: Person) -> ShowScreen:
    person.press((Key.Key_Return, CTRL))
    screen = on_screen(person)
    person.until(lambda: pixels(screen).size > 0, "no picture")
    return screen


def on_screen(person: Person) -> ShowScreen:
    """The screen that is shown, as soon as its mark stands."""
    person.until(lambda: person.window.showing.screen is not None, "nothing was shown")
    screen = person.window.showing.screen
    assert screen is not None
    screen.activateWindow()
    person.until(lambda: person.window.showing._panes[0].exact, "no mark came")
    return screen


def pixels(screen: ShowScreen, pane: int = 0) -> NDArray[np.uint8]:
    """The picture on the screen that is shown, grey."""
    canvas = screen.panes[pane].canvas
    image = canvas.grab(canvas.picture_rect().toRect()).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    if image.isNull():
        return np.zeros((0, 0), np.uint8)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return flat[:, : image.width()].copy()


def part(picture: NDArray[np.uint8], x: float, y: float, right: float, bottom: float) -> NDArray[np.uint8]:
    height, width = picture.shape
    return picture[int(y * height) : int(bottom * height), int(x * width) : int(right * width)]


def log(person: Person) -> list[Record[Disclosure]]:
    with Library.open(person.folder, read_only=True) as library:
        return list(list_disclosures(library, cases_of(library)[0].id))


def all_grey(screen: ShowScreen) -> bool:
    picture = pixels(screen)
    return bool(picture.size and (np.abs(picture.astype(int) - 128) < 3).all())


def ended(person: Person) -> None:
    person.until(lambda: person.window.showing.screen is None)
    person.window.activateWindow()
    person.application.processEvents()


def test_a_mark_is_masked_shown_and_logged_and_the_log_is_there_after_a_restart(
    sit_down: Callable[..., Person],
) -> None:
    person = sit_down()
    person.open_case()
    make_mark(person)
    sheet = open_masks(person).sheet
    person.draw(sheet.canvas, sheet.canvas.point_at(5000, 5000), sheet.canvas.point_at(9000, 9000))
    person.click(sheet.preview, QPoint(10, sheet.preview.height() // 2))
    person.until(lambda: sheet.save_checked.isEnabled())
    person.click(sheet.save_checked)
    gone(person)
    second_mark(person)
    dialog = set_up(person)
    assert "Masked" in dialog.setup.list.item(0).text() and "Grey" in dialog.setup.list.item(1).text()
    person.window.showing._now = lambda: datetime(2026, 3, 12, 2, 0, tzinfo=UTC)
    screen = begin(person)
    assert screen.count() == "1 of 2"
    person.until(lambda: part(pixels(screen), 0.52, 0.52, 0.88, 0.88).max() < 8, "the covered part is seen")
    assert part(pixels(screen), 0.1, 0.5, 0.45, 0.95).std() > 10
    shown = " ".join(label.text() for label in screen.findChildren(QLabel))
    assert not any(word in shown for word in ("M-001", "EX-01", "charges", "customer", "Given"))
    person.press(Key.Key_Space)
    player = person.window.showing._panes[0]._player
    person.until(lambda: not player.playing and player.exact and player.frame == 5, "it did not stop at the end")
    person.press(Key.Key_R)
    person.until(lambda: not player.playing and player.exact and player.frame == 5)
    person.press(Key.Key_Right)
    person.until(lambda: screen.count() == "2 of 2" and all_grey(screen), "what nobody decided about is seen")
    person.press(Key.Key_Right, Key.Key_Escape)
    ended(person)
    person.until(lambda: log(person))
    person.window.close()
    again = sit_down()
    (record,) = log(again)
    value = record.value
    assert value.what == "M-001 (EX-01) 2026-03-12 10:00:00: masked, without sound"
    assert (value.shown_to, value.place, value.basis, value.masked) == (
        "the customer", "office 2", "her own conversation", True,
    )  # fmt: skip
    assert value.exhibit is not None and value.shown.at == datetime(2026, 3, 12, 2, 0, tzinfo=UTC)


def test_sound_needs_a_basis_and_a_showing_that_is_broken_off_is_logged(person: Person) -> None:
    make_mark(person)
    decide(person, MaskDecision.ON_A_BASIS, basis="consent of 12 March")
    dialog = set_up(person, sound="")
    person.press((Key.Key_Return, CTRL))
    assert "recorded basis" in dialog.setup.sheet.sentence() and person.window.showing.screen is None
    dialog.setup.sheet.editor("sound_basis").show("consent to sound")
    screen = begin(person)
    person.until(lambda: pixels(screen).std() > 10)
    person.window.close()
    (record,) = log(person)
    assert record.value.what.endswith(": as it is (consent of 12 March), without sound")  # no sound was there
    assert (record.value.masked, record.value.basis) == (False, "her own conversation")


def test_where_nothing_was_seen_nothing_is_written_and_a_decision_holds_at_once(person: Person) -> None:
    make_mark(person)
    set_up(person)
    screen = begin(person)
    person.until(lambda: all_grey(screen))
    person.press(Key.Key_Escape)
    ended(person)
    person.until(lambda: "nothing was written" in person.window.messages.text())
    assert log(person) == []
    set_up(person)
    screen = begin(person)
    person.until(lambda: all_grey(screen))
    decide(person, MaskDecision.MASKED, Box(0, 0, 5000, 10_000))
    person.until(lambda: part(pixels(screen), 0.6, 0.1, 0.9, 0.9).std() > 10)
    assert part(pixels(screen), 0.05, 0.05, 0.45, 0.95).max() < 8
    person.click(person.window.showing.bar._during[-1])
    ended(person)
    bar = person.window.showing.bar
    person.until(lambda: bar.isVisible() and "disclosure log" in bar.text())
    person.click(bar.paper_button("statements"))
    assert person.window.page is person.window.papers and not bar.isVisible()
    assert person.window.papers.sections["statements"].sheet.isVisible()
    assert log(person)[0].value.what.endswith("masked, partly grey, without sound")


def test_two_marks_are_compared_in_the_order_that_was_chosen(person: Person) -> None:
    make_mark(person)
    second_mark(person)
    decide(person, MaskDecision.ON_A_BASIS, basis="consent")
    dialog = set_up(person)
    dialog.setup.list.setFocus()
    dialog.setup.list.setCurrentRow(1)
    person.press((Key.Key_Up, CTRL))
    dialog.setup.sheet.editor("compare").show(True)
    screen = begin(person)
    showing = person.window.showing
    person.until(lambda: all(pane.exact for pane in showing._panes) and pixels(screen, 1).size)
    assert screen.count() == "1 of 1" and "M-002" in showing.bar.text().split("M-001")[0]
    person.press(Key.Key_Escape)
    ended(person)
    person.until(lambda: log(person))
    assert [line[:5] for line in log(person)[0].value.what.splitlines()] == ["M-002", "M-001"]


@pytest.mark.parametrize("basis", [None, "consent to sound"])
def test_a_call_is_heard_only_on_its_basis_and_otherwise_nothing_is_written(person: Person, basis: str | None) -> None:
    person.choose("EX-04")
    person.press(Key.Key_I, Key.Key_End)
    person.until(lambda: (person.stage.player.at_us or 0) > 2_000_000)
    person.press(Key.Key_O, Key.Key_1, Key.Key_0, Key.Key_Return, Key.Key_F2, (Key.Key_1, ALT), Key.Key_Return)
    person.saved_mark(0)
    devices = HandDevices()
    person.window.showing._find_output = devices
    dialog = set_up(person, sound=basis)
    assert "Sound alone" in dialog.setup.list.item(0).text()
    person.press((Key.Key_Return, CTRL))
    screen = on_screen(person)
    person.press(Key.Key_Space)
    playing = person.window.showing._panes[0]
    person.until(lambda: playing._player.playing and devices.outputs and devices.outputs[-1].taken)
    assert (devices.outputs[-1].volume > 0) is (basis is not None)
    screen.activateWindow()
    person.press(Key.Key_Escape)
    ended(person)
    if basis is None:
        person.until(lambda: "nothing was written" in person.window.messages.text())
        assert log(person) == []
    else:
        person.until(lambda: log(person))
        value = log(person)[0].value
        assert value.what.endswith(": with sound") and value.basis.endswith("; sound: consent to sound")


def test_about_a_grey_picture_is_decided_from_the_sheet(person: Person) -> None:
    make_mark(person)
    dialog = set_up(person)
    dialog.setup.list.setFocus()
    person.press(Key.Key_H)
    sheet = person.dialog(MaskDialog).sheet
    person.until(lambda: sheet.canvas.picture_rect().width() > 0)
    person.draw(sheet.canvas, sheet.canvas.point_at(5000, 5000), sheet.canvas.point_at(9000, 9000))
    person.click(sheet.save)
    person.until(lambda: person.desk.masking.dialog is None and person.case.papers.masks)
    assert "Grey" in dialog.setup.list.item(0).text()  # nobody has checked it yet
    person.dialog(SetupDialog).setup.list.setFocus()
    person.press(Key.Key_H)
    sheet = person.dialog(MaskDialog).sheet
    person.click(sheet.preview, QPoint(10, sheet.preview.height() // 2))
    person.until(lambda: sheet.save_checked.isEnabled())
    person.click(sheet.save_checked)
    person.until(lambda: "Masked" in dialog.setup.list.item(0).text())
    assert dialog.setup.chosen() == [person.case.marks[0].id]


def test_where_nothing_can_be_written_nothing_is_shown(person: Person, sit_down: Callable[..., Person]) -> None:
    make_mark(person)
    other = sit_down()
    other.open_case()
    other.press((Key.Key_D, CTRL))
    other.until(lambda: "open in another window" in other.window.messages.text())
    assert other.window.showing.dialog is None and other.window.showing.screen is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_both_dialogs_can_be_used_without_a_mouse_and_cut_no_words(person: Person, language: str) -> None:
    make_mark(person)
    set_language(language)
    dialog = open_masks(person)
    person.draw(dialog.sheet.canvas, *(dialog.sheet.canvas.point_at(at, at) for at in (1000, 5000)))
    found = looked_at(dialog)
    person.press(Key.Key_Escape, Key.Key_Escape)
    gone(person)
    person.press((Key.Key_D, CTRL))
    found += looked_at(person.dialog(SetupDialog))
    assert not found, "\n".join(found)


def looked_at(area: QWidget) -> list[str]:
    return [
        *looking.cut_off(area), *looking.nameless(area), *looking.unreached(area), *looking.without_visible_focus(area)
    ]  # fmt: skip


def test_leaving_the_complaint_ends_the_showing(person: Person) -> None:
    make_mark(person)
    decide(person, MaskDecision.ON_A_BASIS, basis="consent")
    set_up(person)
    screen = begin(person)
    person.until(lambda: pixels(screen).std() > 10)
    person.window.activateWindow()
    person.window.do("all_cases")
    person.until(lambda: person.window.page is person.window.cases)
    assert person.window.showing.screen is None
    person.until(lambda: log(person))
