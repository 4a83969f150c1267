"""Who one is, whether one's round is done, and the approval of a version: the few acts that are not papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence.labels import Label
from widgets.forms.fields import LineField, set_wrong
from widgets.language import tongue, words
from widgets.papers import words as said
from widgets.parts import SpokenButton, card
from widgets.texts import PlainLabel, SpokenLabel


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand for the person who looks. `rounds` and `versions` are told line by line, the latest last."""

    account: str
    name: str = ""
    duties: tuple[Label, ...] = ()
    blind: bool = False
    rounds: tuple[Label, ...] = ()
    versions: tuple[Label, ...] = ()
    may_finish: bool = False
    may_approve: bool = False
    may_reopen: bool = False


class SignOff(QWidget):
    """Name, rounds, approval.

    Signals:
        named(str): the name that was chosen.
        finished(): one's round is done.
        approved(): this version is approved.
        reopened(str): a new version is opened, for this reason.
    """

    named = Signal(str)
    finished = Signal()
    approved = Signal()
    reopened = Signal(str)

    def __init__(self) -> None:
        """Nothing is known yet."""
        super().__init__()
        self._standing = Standing("")
        self._failure: Label | None = None
        self.name = LineField(said.YOU, said.NAME_HINT)
        self.name_button = SpokenButton(said.CHOOSE_NAME)
        self.finish_button = SpokenButton(said.FINISH_ROUND, role="primary")
        self.approve_button = SpokenButton(said.APPROVE, role="primary")
        self.reason = LineField(said.REOPEN, said.REASON_HINT)
        self.reopen_button = SpokenButton(said.REOPEN)
        self._you, self._duties = PlainLabel(), PlainLabel(tone="soft", wrap=True)
        self._rounds, self._versions = PlainLabel(tone="soft", wrap=True), PlainLabel(tone="soft", wrap=True)
        self._sentence = PlainLabel(tone="bad", wrap=True)
        self._build()
        self.name_button.clicked.connect(lambda: self._send(self.name, said.NAME_EMPTY, self.named.emit))
        self.name.returnPressed.connect(self.name_button.click)
        self.finish_button.clicked.connect(self.finished)
        self.approve_button.clicked.connect(self.approved)
        self.reopen_button.clicked.connect(lambda: self._send(self.reason, said.REASON_EMPTY, self.reopened.emit))
        self.reason.returnPressed.connect(self.reopen_button.click)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def set_standing(self, standing: Standing) -> None:
        """Show how things stand now."""
        self._standing, self._failure = standing, None
        self._speak()

    def done(self) -> None:
        """What was asked for is on disk."""
        self.reason.clear()
        self.name.clear()

    def failed(self, reason: Label) -> None:
        """What was asked for was not done, for this reason."""
        self._failure = reason
        self._speak()

    def sentence(self) -> str:
        """Why something was not done, or nothing."""
        return self._sentence.text()

    def text(self) -> str:
        """Everything that is told, in lines."""
        told = (self._you, self._duties, self._rounds, self._versions)
        return "\n".join(one.text() for one in told if one.text())

    def _send(self, field: LineField, empty: Label, send: Callable[[str], object]) -> None:
        text = field.text().strip()
        set_wrong(field, not text)
        if not text:
            field.setFocus()
            self.failed(empty)
            return
        send(text)

    def _build(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(10)
        page.addWidget(SpokenLabel(said.SIGN_OFF, "title"))
        page.addWidget(self._sentence)
        for heading, told, acts in (
            (said.YOU, (self._you, self._duties), (self.name, self.name_button)),
            (said.ROUNDS, (self._rounds,), (self.finish_button,)),
            (said.VERSION, (self._versions,), (self.approve_button, self.reason, self.reopen_button)),
        ):
            frame = card()
            column = QVBoxLayout(frame)
            column.setContentsMargins(16, 12, 16, 14)
            column.setSpacing(8)
            column.addWidget(SpokenLabel(heading, "section"))
            for label in told:
                column.addWidget(label)
            row = QHBoxLayout()
            for act in acts:
                row.addWidget(act, 1 if isinstance(act, LineField) else 0)
            if not any(isinstance(act, LineField) for act in acts):
                row.addStretch(1)
            column.addLayout(row)
            page.addWidget(frame)
        page.addStretch(1)

    def _speak(self) -> None:
        now = self._standing
        self.setAccessibleName(words(said.SIGN_OFF))
        known = said.YOU_ARE if now.name else said.NO_NAME
        self._you.say(words(known, name=now.name, account=now.account) if now.account else "")
        duties = ", ".join(words(one) for one in now.duties)
        self._duties.say(words(said.YOUR_DUTIES, duties=duties) if now.duties else words(said.NO_DUTY))
        rounds = [words(one) for one in now.rounds] + ([words(said.BLIND)] if now.blind else [])
        self._rounds.say("\n".join(rounds))
        self._versions.say("\n".join(words(one) for one in now.versions))
        for widget, shown in (
            (self.name, not now.name),
            (self.name_button, not now.name),
            (self.finish_button, now.may_finish),
            (self.approve_button, now.may_approve),
            (self.reason, now.may_reopen),
            (self.reopen_button, now.may_reopen),
        ):
            widget.setVisible(shown)
        self._sentence.say(words(self._failure) if self._failure else "")
        self._sentence.setVisible(self._failure is not None)
