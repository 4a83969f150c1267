"""Ctrl+Tab: from one area of the desk to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.window.desk import Desk


def to_next_area(desk: Desk) -> None:
    """Give the keys to the area after the one that has them."""
    areas: list[QWidget] = [desk.exhibits, desk.views.current, desk.panel, desk.tabs]
    focused = QApplication.focusWidget()
    at = next((place for place, area in enumerate(areas) if focused and area.isAncestorOf(focused)), -1)
    area = areas[(at + 1) % len(areas)]
    inside = desk.tabs.currentWidget() if area is desk.tabs else area
    for widget in (inside.focusProxy(), *inside.findChildren(QWidget), desk.tabs.tabBar()):
        if widget is not None and _takes_focus(widget):
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
