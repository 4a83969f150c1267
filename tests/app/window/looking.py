"""Looks at what is on screen as somebody does who sees badly, or has no mouse: names, Tab, focus, words cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from widgets.texts import ElidedLabel

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView, QAbstractSlider, QTabBar)
MOST_STEPS = 400
Kind = TypeVar("Kind", bound=QWidget)


def controls(area: QWidget) -> list[QWidget]:
    """Everything visible that can be pressed, chosen or written into, or that takes the focus by Tab."""
    found = []
    for widget in area.findChildren(QWidget):
        if not widget.isVisibleTo(area) or widget.focusProxy() or _in_another(widget):
            continue
        if isinstance(widget, CONTROLS) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
    return found


def name_of(widget: QWidget) -> str:
    """What a screen reader says."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def told(widget: QWidget) -> str:
    """A widget in words, for a test that fails."""
    where = widget.parentWidget()
    return f"{type(widget).__name__} {name_of(widget)!r} in {type(where).__name__}"


def nameless(area: QWidget) -> list[str]:
    """Controls without an accessible name."""
    return [told(widget) for widget in controls(area) if not name_of(widget).strip()]


def unreached(area: QWidget) -> list[str]:
    """Controls that can be used but that Tab does not lead to; radio buttons share one place in the round."""
    window = area.window()
    seen: list[QWidget] = []
    for _ in range(MOST_STEPS):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
        at = QApplication.focusWidget()
        if at is None or (at in seen and at is seen[0]):
            break
        if at not in seen:
            seen.append(at)
    wanted = [one for one in controls(area) if one.isEnabled() and not _beside_another(one)]
    return [told(one) for one in wanted if one not in seen]


def without_visible_focus(area: QWidget) -> list[str]:
    """Controls that look the same with and without the focus."""
    found = []
    for widget in controls(area):
        if not widget.isEnabled() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        with_focus = _drawn(widget, True)
        widget.clearFocus()
        without = _drawn(widget, False)
        if with_focus is not None and with_focus == without:
            found.append(told(widget))
    return found


def cut_off(area: QWidget) -> list[str]:
    """Words that do not fit where they stand."""
    return [*_cut_labels(area), *_cut_buttons(area), *_cut_tabs(area), *_cut_fields(area), *_clipped(area)]


def _cut_labels(area: QWidget) -> Iterator[str]:
    for label in _visible(area, QLabel):
        if not label.text() or isinstance(label, ElidedLabel):  # its whole text is in the tooltip
            continue
        if label.wordWrap():
            fits = label.heightForWidth(label.width()) <= label.height() + 1
        else:
            metrics = QFontMetrics(label.font())
            lines = label.text().split("\n")
            wide = max(metrics.horizontalAdvance(line) for line in lines)
            fits = wide <= label.contentsRect().width() + 1
            fits = fits and metrics.height() * len(lines) <= label.contentsRect().height() + 4
        if not fits:
            yield f"{label.text()!r} has {label.width()} × {label.height()} in {type(label.parentWidget()).__name__}"


def _cut_buttons(area: QWidget) -> Iterator[str]:
    for button in _visible(area, QAbstractButton):
        wide, high = button.minimumSizeHint().width(), button.minimumSizeHint().height()
        if button.text() and (wide > button.width() + 1 or high > button.height() + 1):
            yield f"{button.text()!r} needs {wide} × {high} and has {button.width()} × {button.height()}"


def _cut_tabs(area: QWidget) -> Iterator[str]:
    for bar in _visible(area, QTabBar):
        wide = sum(bar.tabRect(number).width() for number in range(bar.count()))
        if wide > bar.width() + 1:
            yield f"tabs need {wide} and have {bar.width()}"


def _cut_fields(area: QWidget) -> Iterator[str]:
    for field in _visible(area, QLineEdit):
        shown = field.text() or field.placeholderText()
        room = field.contentsRect().width() - 2 * 7
        if QFontMetrics(field.font()).horizontalAdvance(shown) > room and not field.text():
            yield f"the hint {shown!r} has {room}"
    for box in _visible(area, QComboBox):
        shown = box.currentText()
        if QFontMetrics(box.font()).horizontalAdvance(shown) > box.width() - 26:
            yield f"the choice {shown!r} has {box.width() - 26}"


def _clipped(area: QWidget) -> Iterator[str]:
    """What reaches over the side of the page it stands on, where nothing scrolls there."""
    for widget in (*_visible(area, QLabel), *_visible(area, QAbstractButton)):
        seen = _seen(widget, area)
        if seen.height() > 0 and seen.width() < widget.width() and widget.sizeHint().width() > seen.width():
            yield f"{told(widget)}: {seen.width()} of {widget.width()} are seen"


def hidden_behind(area: QWidget) -> list[str]:
    """Controls of which a part cannot be seen, because what they stand on is too small."""
    return [told(one) for one in controls(area) if _seen(one, area).size() != one.size()]


def _seen(widget: QWidget, area: QWidget) -> QRect:
    """The part of a widget that no ancestor cuts off, in its own places."""
    part, at = widget.rect(), widget
    while at is not area and (around := at.parentWidget()) is not None:
        part = part.translated(at.pos()) & around.rect()
        at = around
    return part


def _visible(area: QWidget, kind: type[Kind]) -> Sequence[Kind]:
    return [one for one in area.findChildren(kind) if one.isVisibleTo(area) and one.width() > 0 and one.height() > 0]


def _drawn(widget: QWidget, focused: bool) -> QImage | None:
    """How it looks; None where the focus is another's by now."""
    QApplication.sendPostedEvents()
    return widget.grab().toImage() if widget.hasFocus() is focused else None


def _in_another(widget: QWidget) -> bool:
    """A part of a control: the line of a combo box, the header of a table, the bar of a page that scrolls."""
    if isinstance(widget, QScrollBar):
        return True
    at = widget.parentWidget()
    while at is not None:
        if isinstance(at, QComboBox | QLineEdit | QPlainTextEdit | QAbstractItemView | QTabBar):
            return True
        at = at.parentWidget()
    return False


def _beside_another(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) and widget.autoExclusive()
