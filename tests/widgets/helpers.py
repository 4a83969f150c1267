"""What the tests of widgets share: listening to signals, and reading what is on screen."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget


class Show(Protocol):
    """Shows a widget, so large, with the focus."""

    def __call__(self, widget: QWidget, width: int = 800, height: int = 500) -> None: ...


class Heard:
    """What signals said, in order: a value, or a tuple where a signal says several."""

    def __init__(self, *signals: Any) -> None:
        self.said: list[Any] = []
        for signal in signals:
            signal.connect(self._hear)

    def _hear(self, *values: object) -> None:
        self.said.append(values[0] if len(values) == 1 else values)


def texts(widget: QObject) -> str:
    """Every text that a widget and its children show."""
    found = []
    for child in [widget, *widget.findChildren(QObject)]:
        for name in ("text", "toPlainText"):
            reader = getattr(child, name, None)
            if callable(reader):
                found.append(str(reader()))
    return "\n".join(found)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours by WCAG 2, from 1 to 21."""

    def luminance(colour: QColor) -> float:
        red, green, blue = map(linear, (colour.redF(), colour.greenF(), colour.blueF()))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
