"""One application for all tests of widgets; English at the start of each; every window closed at its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.widgets.helpers import Show
from widgets.theme import apply_theme
from widgets.words import set_language

FONTS = Path(__file__).resolve().parents[2] / "exports" / "fonts"


@pytest.fixture(scope="session")
def app() -> QApplication:
    """The application, dressed."""
    held = QApplication.instance()
    made = held if isinstance(held, QApplication) else QApplication([])
    apply_theme(made, sorted(FONTS.glob("*.ttf")))
    return made


@pytest.fixture(autouse=True)
def _english(app: QApplication) -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")
    for widget in app.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()


@pytest.fixture
def show(app: QApplication) -> Show:
    """Show a widget, so large, with the focus."""

    def _show(widget: QWidget, width: int = 800, height: int = 500) -> None:
        widget.resize(width, height)
        widget.show()
        QTest.qWaitForWindowExposed(widget)
        widget.activateWindow()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        app.processEvents()

    return _show
