"""Somebody who works at the window with keys and mouse, and waits until it has answered."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox, QWidget

from app.session import OpenCase
from app.window.mainwindow import MainWindow
from app.window.settings import Settings
from app.window.start import make_window
from evidence.model.mark import Mark
from evidence.store.library import Library
from evidence.store.marks import list_marks
from tests.app.window.pictures import number_on_screen
from tests.cases import cases_of
from widgets.results.exporting import ExportSheet

GENEROUS_S = 60.0
"""Nothing passes or fails by the clock: this long only until a test that would never end says so."""
Dialog = TypeVar("Dialog", bound=QDialog)
Key, Modifier = Qt.Key, Qt.KeyboardModifier


class Person:
    """One window and the hands on its keys."""

    def __init__(self, application: QApplication, folder: Path, settings: Path, width: int, height: int) -> None:
        """Open a window on the library in `folder`."""
        self.application, self.folder = application, folder
        self.window: MainWindow = make_window(folder, Settings(settings))
        self.desk, self.stage = self.window.desk, self.window.desk.stage
        self.window.resize(width, height)  # the screen of the tests is smaller, and windows are restored to fit it
        self.window.show()
        self.window.activateWindow()
        self.until(lambda: self.window.isActiveWindow())
        self.until(lambda: self.window.cases.view.model().rowCount() > 0)

    def leave(self) -> None:
        """Close the window, if it is still open."""
        for widget in self.application.topLevelWidgets():
            if isinstance(widget, QDialog):
                widget.close()
        if self.window.isVisible():
            self.window._close_anyway()
        self.window.deleteLater()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.application.processEvents()

    # -- waiting

    def until(self, condition: Callable[[], object], what: str = "it never came") -> None:
        """Let the window work until the condition holds."""
        deadline = time.monotonic() + GENEROUS_S
        while not condition():  # QTest.qWait would hold Python's lock and starve the threads
            assert time.monotonic() < deadline, f"{what}: {self.window.messages.text()!r}, {self.said()!r}"
            self.application.processEvents()
            time.sleep(0.002)

    def rest(self, seconds: float = 0.05) -> None:
        """Let the window work a moment; for things that must not happen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.application.processEvents()
            time.sleep(0.002)

    def stands(self) -> None:
        """Wait until the picture that was asked for is on screen."""
        self.until(lambda: self.stage.player.exact and self.stage.player.at_us is not None, "no picture came")

    def stands_on_other_frame(self, before: int | None) -> None:
        """Wait until another frame than `before` is on screen."""
        player = self.stage.player
        self.until(lambda: player.exact and player.frame not in (None, before), "no other picture came")

    def sees(self, number: int | None) -> None:
        """Wait until the pixels on screen carry this number."""
        self.until(lambda: self.stage.player.exact and self.number() == number, f"never saw {number}")

    # -- hands

    def press(self, *keys: Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        """Press keys, one after the other, wherever the focus is."""
        for key in keys:
            code, modifiers = key if isinstance(key, tuple) else (key, Modifier.NoModifier)
            target = QApplication.focusWidget() or QApplication.activeWindow() or self.window
            QTest.keyClick(target, code, modifiers)
            self.application.processEvents()

    def write(self, text: str) -> None:
        """Type a text where the focus is; what is not ASCII comes from an input method, as Chinese does."""
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the focus"
        if text.isascii():
            QTest.keyClicks(target, text)
        else:
            assert self.input_method_on()
            composed = QInputMethodEvent()
            composed.setCommitString(text)
            self.application.sendEvent(target, composed)
        self.application.processEvents()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click with the left button."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        self.application.processEvents()

    def draw(self, widget: QWidget, begin: QPoint, end: QPoint) -> None:
        """Draw with the left button held."""
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=begin)
        QTest.mouseMove(widget, (begin + end) / 2)
        QTest.mouseMove(widget, end)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)
        self.application.processEvents()

    def drop(self, paths: Sequence[Path], urls: Sequence[str] = ()) -> bool:
        """Drop files onto the window; whether it took them."""
        data = QMimeData()
        data.setUrls([*(QUrl.fromLocalFile(str(path)) for path in paths), *map(QUrl, urls)])
        at, none = QPoint(200, 300), Qt.KeyboardModifier.NoModifier
        buttons, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
        enter = QDragEnterEvent(at, copy, data, buttons, none)
        enter.ignore()
        self.application.sendEvent(self.window, enter)
        if not enter.isAccepted():
            return False
        self.application.sendEvent(self.window, QDropEvent(QPointF(at), copy, data, buttons, none))
        return True

    # -- going about

    def open_case(self) -> OpenCase:
        """Open the first complaint of the list with Enter, and wait for its first exhibit."""
        self.press(Key.Key_Return)
        self.until(lambda: self.window.page is self.desk)
        self.stands()
        return self.case

    def choose(self, label: str) -> None:
        """Click an exhibit of the list and wait until it is on stage."""
        view = self.desk.exhibits.view
        row = [exhibit.label for exhibit in self.case.exhibits].index(label)
        self.click(view.viewport(), view.visualRect(view.model().index(row, 0)).center())
        self.until(lambda: self.stage.opened is not None and self.stage.opened.exhibit.label == label)
        if self.stage.opened and self.stage.opened.exhibit.recording.facts.pages is None:
            self.stands()
        else:
            self.until(lambda: self.stage.page)

    def click_mark(self, label: str) -> None:
        """Click a mark in the table and wait until its place is on stage."""
        view, model = self.desk.marks.view, self.desk.marks.model
        row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == label)
        view.scrollTo(model.index(row, 0))
        self.click(view.viewport(), view.visualRect(model.index(row, 0)).center())
        mark = next(mark for mark in self.case.shown_marks if mark.label == label)
        self.until(lambda: self.stage.opened is not None and self.stage.opened.exhibit.id == mark.exhibit)

    def dialog(self, kind: type[Dialog]) -> Dialog:
        """The dialog of that kind, as soon as it is open."""
        found: list[Dialog] = []

        def there() -> bool:
            for widget in self.application.topLevelWidgets():
                if isinstance(widget, kind) and widget.isVisible():
                    found.append(widget)
            return bool(found)

        self.until(there, f"no {kind.__name__} opened")
        found[0].activateWindow()
        self.application.processEvents()
        return found[0]

    def leave_dialog(self, key: Qt.Key = Key.Key_Escape) -> None:
        """Close the dialog that is open with a key."""
        self.press(key)
        self.until(lambda: not self.application.activeModalWidget(), "a dialog stayed open")
        self.window.activateWindow()
        self.application.processEvents()

    def throw_away(self) -> None:
        """Answer the question about what is not saved: it may be lost."""
        box = self.dialog(QMessageBox)
        self.click(next(button for button in box.buttons() if button.text() == "Throw away"))
        self.until(lambda: not self.application.activeModalWidget(), "the question stayed")
        self.window.activateWindow()
        self.application.processEvents()

    def choose_copy(self, down: int = 0) -> None:
        """In the sheet before an export go down to a copy, and on to where it goes."""
        sheet = self.dialog(ExportSheet)
        sheet.copy.setFocus()
        for _ in range(down):
            QTest.keyClick(sheet.copy, Key.Key_Down)
        self.until(sheet.export.isEnabled, "the copy cannot be exported")
        QTest.keyClick(sheet, Key.Key_Return)

    def answer_file_dialog(self, text: str) -> None:
        """Type a file's name into the file dialog and press Enter."""
        dialog = self.dialog(QFileDialog)
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(name, QLineEdit)
        name.setFocus()
        name.selectAll()
        QTest.keyClicks(name, text)
        QTest.keyClick(name, Key.Key_Return)
        self.until(lambda: not _alive(dialog), "the file dialog stayed open")
        self.window.activateWindow()
        self.application.processEvents()

    def saved_mark(self, before: int) -> Mark:
        """The mark that has come to the `before` that were there, as it stands in the database."""
        self.until(lambda: len(self.case.marks) > before, "no mark was saved")
        return self.marks_on_disk()[-1]

    # -- eyes

    @property
    def case(self) -> OpenCase:
        """The open complaint."""
        opened = self.window.session.open_case
        assert opened is not None
        return opened

    def number(self) -> int | None:
        """The number in the pixels on screen."""
        return number_on_screen(self.stage.view.canvas)

    def marks_on_disk(self) -> tuple[Mark, ...]:
        """All marks of the first complaint, read from the database beside the window."""
        with Library.open(self.folder, read_only=True) as library:
            return list_marks(library, cases_of(library)[0].id)

    def said(self) -> str:
        """What the entry of marks says."""
        return self.desk.panel.sentence()

    def saved_sign(self) -> str:
        """What the sign in the corner says of saving."""
        return self.window.saved_sign.text()

    def focus_in(self, area: QWidget) -> bool:
        """Whether the focus is somewhere in this area, visibly."""
        focused = QApplication.focusWidget()
        return focused is not None and focused.isVisible() and (focused is area or area.isAncestorOf(focused))

    def input_method_on(self) -> bool:
        """Whether an input method would get the keys now."""
        focused = QGuiApplication.focusObject()
        return isinstance(focused, QWidget) and focused.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def _alive(dialog: QDialog) -> bool:
    try:
        return dialog.isVisible()
    except RuntimeError:  # closed, and deleted with it
        return False
