"""What the tests of widgets share: listening to signals, and reading what is on screen."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QObject
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
