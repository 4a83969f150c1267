"""What a person should know while typing: quiet lines beside a field, never in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from evidence.labels import Label
from widgets.language import tongue, words
from widgets.parts import SignView
from widgets.signs import INFO
from widgets.texts import PlainLabel


class NoticeLines(QWidget):
    """Lines that come and go below a field; where there are none it takes no room and gets no focus."""

    def __init__(self, field: QWidget | None = None) -> None:
        """Belong to `field`, which says the lines to a screen reader too."""
        super().__init__()
        self._field = field
        self._said: tuple[Label, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(2)
        self._lines: list[_Line] = []
        self.hide()
        tongue.language_changed.connect(self._speak)

    def show_notices(self, said: Sequence[Label]) -> None:
        """Show these, and no others."""
        if tuple(said) == self._said:
            return
        self._said = tuple(said)
        while len(self._lines) < len(self._said):
            line = _Line()
            self._lines.append(line)
            self._column.addWidget(line)
        for at, line in enumerate(self._lines):
            line.setVisible(at < len(self._said))
        self.setVisible(bool(self._said))
        self._speak()

    def text(self) -> str:
        """What is shown, line by line."""
        return "\n".join(words(one) for one in self._said)

    def _speak(self) -> None:
        for line, label in zip(self._lines, self._said, strict=False):
            line.text.say(words(label))
        self.setAccessibleName(self.text())
        if self._field is not None:
            self._field.setAccessibleDescription(self.text())


class _Line(QWidget):
    """A sign and a sentence."""

    def __init__(self) -> None:
        super().__init__()
        sign = SignView(parent=self)
        sign.show_sign(INFO)
        self.text = PlainLabel(tone="soft", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)


def watch(part: QWidget, changed: Callable[[], None]) -> None:
    """Call `changed` at every change of a field in this part."""
    for line in part.findChildren(QLineEdit):
        line.textChanged.connect(lambda _text: changed())
    for box in part.findChildren(QComboBox):
        box.currentIndexChanged.connect(lambda _row: changed())
