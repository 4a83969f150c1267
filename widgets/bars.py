"""What the program is doing, what it has to say, and whether everything is saved: never in a modal window."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from evidence.labels import Label, Labelled
from evidence.timecode import Moment
from widgets import theme
from widgets.language import tongue, words
from widgets.parts import SignButton, SignView, SpokenButton
from widgets.plain import plain
from widgets.signs import CLOSE, ERROR_TRIANGLE, INFO, SAVED, WARNING_TRIANGLE, Sign
from widgets.texts import ElidedLabel, PlainLabel
from widgets.words import W

PARTS = 1_000
"""Progress bars count thousandths: bytes do not fit into their numbers."""
LONG_SENTENCE = 1_000
WHOLE_WORD = 100
"""Digests and paths up to this length stay whole, so that they can be selected and copied."""


class _JobRow(QWidget):
    """One job: name, bar, share, cancel."""

    def __init__(self, name: Label) -> None:
        super().__init__()
        self.name, self.stopping = name, False
        self._title = ElidedLabel()
        self._detail = ElidedLabel(tone="soft", mode=Qt.TextElideMode.ElideMiddle)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._share = PlainLabel(tone="soft")
        self._share.setMinimumWidth(44)
        self._share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.button = SpokenButton(W.JOB_STOP, role="quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 6, 2)
        row.setSpacing(12)
        row.addWidget(self._title, 3)
        row.addWidget(self._detail, 4)
        row.addWidget(self._bar, 4)
        row.addWidget(self._share)
        row.addWidget(self.button)
        self._done, self._total, self._about = 0, 0, ""
        tongue.language_changed.connect(self.speak)

    def show_progress(self, done: int, total: int, about: str) -> None:
        self._done, self._total, self._about = done, total, about
        self.speak()

    def stop(self) -> None:
        self.stopping = True
        self.button.setEnabled(False)
        self.button.speak(W.JOB_STOPPING)

    def speak(self) -> None:
        self._title.say(words(self.name))
        self._detail.say(self._about)
        part = min(max(self._done * PARTS // self._total, 0), PARTS) if self._total else 0
        self._bar.setRange(0, PARTS if self._total else 0)
        self._bar.setValue(part)
        self._share.say(words(W.JOB_PERCENT, percent=part * 100 // PARTS) if self._total else "")
        self._bar.setAccessibleName(words(self.name))
        self.button.setAccessibleName(words(W.JOB_STOP_NAMED, name=words(self.name)))


class JobBar(QWidget):
    """The jobs that run now; hidden while none does.

    Signals:
        cancelled(object): the button of this job was pressed; it goes on until `end_job`.
    """

    cancelled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without jobs."""
        super().__init__(parent)
        self._rows: dict[Hashable, _JobRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        tongue.language_changed.connect(self._speak)
        self._speak()
        self.hide()

    def show_job(self, job: Hashable, name: Label, done: int = 0, total: int = 0, about: str = "") -> None:
        """Show that `job` has done `done` of `total` units (0: not known); `about` is what it is at, such as a file."""
        row = self._rows.get(job)
        if row is None:
            row = _JobRow(name)
            row.button.clicked.connect(lambda: self._stop(job))
            self._rows[job] = row
            self._column.addWidget(row)
        row.name = name
        row.show_progress(done, total, about)
        self.show()

    def end_job(self, job: Hashable) -> None:
        """The job is over, whatever its end."""
        if row := self._rows.pop(job, None):
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.setVisible(bool(self._rows))

    def jobs(self) -> tuple[Hashable, ...]:
        """The jobs shown."""
        return tuple(self._rows)

    def button(self, job: Hashable) -> SpokenButton:
        """The cancel button of a job."""
        return self._rows[job].button

    def _speak(self) -> None:
        self.setAccessibleName(words(W.JOBS))

    def _stop(self, job: Hashable) -> None:
        if (row := self._rows.get(job)) and not row.stopping:
            row.stop()
            self.cancelled.emit(job)


class MessageKind(Labelled):
    """How grave a message is. Errors stay until somebody dismisses them."""

    INFO = "info", "Note", "提示"
    WARNING = "warning", "Warning", "警告"
    ERROR = "error", "Error", "错误"


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence."""

    kind: MessageKind
    label: Label


_MESSAGE_SIGNS: dict[MessageKind, Sign] = {
    MessageKind.INFO: INFO,
    MessageKind.WARNING: WARNING_TRIANGLE,
    MessageKind.ERROR: ERROR_TRIANGLE,
}


class MessageBar(QFrame):
    """One sentence at a time, beside the work and never in its way; hidden while there is nothing to say.

    Signals:
        dismissed(object): this Message was put away.
    """

    dismissed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start silent."""
        super().__init__(parent)
        self._messages: list[Message] = []
        self._sign = SignView(side=18)
        self._text = PlainLabel(wrap=True)
        self._text.long_word = WHOLE_WORD
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = PlainLabel(tone="soft")
        self.button = SignButton(W.DISMISS, CLOSE, role="quiet", side=14)
        self.button.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.setObjectName("message")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        tongue.language_changed.connect(self._speak)
        theme.dress.changed.connect(self._speak)
        self._speak()

    def say(self, kind: MessageKind, label: Label) -> None:
        """Say a sentence. A note or warning gives way to the next message; an error waits until it is dismissed."""
        message = Message(kind, label)
        kept = [old for old in self._messages if old.kind is MessageKind.ERROR and old != message]
        self._messages = [*kept, message]
        self._speak()

    def dismiss(self) -> None:
        """Put the sentence shown away; an older error comes back."""
        if self._messages:
            message = self._messages.pop()
            self._speak()
            self.dismissed.emit(message)

    def message(self) -> Message | None:
        """The message shown."""
        return self._messages[-1] if self._messages else None

    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def _speak(self) -> None:
        message = self.message()
        self.setVisible(message is not None)
        if message is None:
            return
        sign = _MESSAGE_SIGNS[message.kind]
        self._sign.show_sign(sign)
        text = plain(words(message.label), LONG_SENTENCE, keep_lines=True)
        self._text.say(text)
        self._more.say(words(W.MESSAGE_MORE, count=len(self._messages) - 1) if len(self._messages) > 1 else "")
        self.setStyleSheet(
            f"QFrame#message {{ background: {sign.soft}; border: none; border-left: 4px solid {sign.colour}; }}"
        )
        self.setAccessibleName(f"{words(message.kind.label)}: {text}")


class SavedSign(QWidget):
    """Whether what was entered is in the library: said only after it is.

    Signals:
        none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing to save."""
        super().__init__(parent)
        self._label, self._values = W.NOTHING_TO_SAVE, dict[str, str]()
        self._reason: Label | None = None
        self._mark: Sign | None = None
        self._sign = SignView(side=14)
        self._text = ElidedLabel()
        self._text.setMinimumWidth(140)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(6)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def show_saved(self, at: Moment) -> None:
        """Everything is in the library since `at`."""
        self._set(W.SAVED_AT, SAVED, {"time": at.text(0)[11:19]})

    def show_saving(self) -> None:
        """Something is on its way to the library."""
        self._set(W.SAVING, None, {})

    def show_failed(self, reason: Label) -> None:
        """Something did not get into the library."""
        self._set(W.NOT_SAVED, ERROR_TRIANGLE, {}, reason)

    def text(self) -> str:
        """The words shown."""
        return self._text.whole

    def _set(self, label: Label, mark: Sign | None, values: dict[str, str], reason: Label | None = None) -> None:
        self._label, self._mark, self._values, self._reason = label, mark, values, reason
        self._speak()

    def _speak(self) -> None:
        values = {**self._values, "reason": words(self._reason)} if self._reason else self._values
        self._sign.show_sign(self._mark)
        self._text.set_tone("bad" if self._reason else "soft")
        self._text.say(words(self._label, **values))
        self.setAccessibleName(self._text.whole)
