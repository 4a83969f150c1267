"""A sheet to fill in: fields under their names, one sentence about what is wrong, save and cancel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evidence.labels import Label
from widgets.forms.fields import Invalid, set_wrong
from widgets.language import tongue, words
from widgets.marks.writing import WritingField
from widgets.papers.editors import Editor, WhenEditor, make_editor
from widgets.papers.specs import Field, OneOf, Option, SomeOf, Tick
from widgets.papers.words import SAVE, WITHDRAW
from widgets.parts import SpokenButton
from widgets.texts import PlainLabel, SpokenLabel
from widgets.words import W


class Sheet(QWidget):
    """The fields of one paper. What was typed stays until it is saved or thrown away by hand.

    Signals:
        submitted(object): a dict of field key to value; call `saved()` or `failed(reason)`.
        cancelled(): the sheet shall be put away.
        withdrawn(): the paper shown shall be taken back.
    """

    submitted = Signal(object)
    cancelled = Signal()
    withdrawn = Signal()

    def __init__(self, fields: Sequence[Field], pairs: frozenset[str] = frozenset()) -> None:
        """Lay out `fields`; those named in `pairs` stand beside the one before."""
        super().__init__()
        self._editors: dict[str, Editor] = {field.key: make_editor(field) for field in fields}
        self._wrong: Invalid | None = None
        self._failure: Label | None = None
        self._shown: dict[str, Any] = {}
        self._sentence = PlainLabel(wrap=True)
        self.save_button = SpokenButton(SAVE, "Ctrl+Enter", role="primary")
        self.cancel_button = SpokenButton(W.FORM_CANCEL, "Esc")
        self.withdraw_button = SpokenButton(WITHDRAW, role="quiet")
        self.withdraw_button.setVisible(False)
        self.withdraw_button.clicked.connect(self.withdrawn)
        self._build(fields, pairs)
        self.save_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self.cancelled)
        for editor in self._editors.values():
            if isinstance(editor.widget, WritingField):
                editor.widget.left.connect(self.cancel_button.setFocus)
        tongue.language_changed.connect(self._speak)
        self.show_values({})

    def editor(self, key: str) -> Editor:
        """The editor of a field."""
        return self._editors[key]

    def set_options(self, key: str, options: Sequence[Option]) -> None:
        """What a choosing field offers now."""
        self._editors[key].set_options(options)

    def set_zone(self, zone: str) -> None:
        """The zone in which times of day are typed."""
        for editor in self._editors.values():
            if isinstance(editor, WhenEditor):
                editor.set_zone(zone)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show a paper, or by an empty mapping an empty sheet."""
        for key, editor in self._editors.items():
            editor.show(values.get(key))
        self._wrong = self._failure = None
        self._shown = self._typed()
        self._speak()

    @property
    def changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._typed() != self._shown

    def values(self) -> dict[str, Any]:
        """What was entered.

        Raises:
            Invalid: a field cannot be understood or is missing; carries the sentence and the field.
        """
        return {key: editor.value() for key, editor in self._editors.items()}

    def submit(self) -> None:
        """Send the values, or go to the first field that is wrong and say why."""
        if self._wrong:
            set_wrong(self._wrong.field, False)
        self._wrong = self._failure = None
        try:
            values = self.values()
        except Invalid as invalid:
            self._wrong = invalid
            set_wrong(invalid.field, True)
            invalid.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(invalid.field)
            self._speak()
            return
        self._speak()
        self.submitted.emit(values)

    def failed(self, reason: Label) -> None:
        """The paper was not saved, for this reason; everything typed stays."""
        self._failure = reason
        self._speak()

    def sentence(self) -> str:
        """What the sheet says: what is wrong, or nothing."""
        return self._sentence.text()

    def start(self) -> None:
        """Give the focus to the first field."""
        next(iter(self._editors.values())).widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves, Esc leaves."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> dict[str, Any]:
        """What stands in the fields, understood or not."""
        typed: dict[str, Any] = {}
        for key, editor in self._editors.items():
            try:
                typed[key] = editor.value()
            except Invalid as invalid:
                typed[key] = invalid.sentence
        return typed

    def _build(self, fields: Sequence[Field], pairs: frozenset[str]) -> None:
        inner = QWidget()
        inner.setObjectName("paper")
        inner.setProperty("role", "paper")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        line = -2
        for field in fields:
            beside = field.key in pairs
            line += 0 if beside else 2
            column = 1 if beside else 0
            span = 1 if beside or _next_is_beside(fields, field, pairs) else 2
            if not isinstance(field, Tick):
                grid.addWidget(SpokenLabel(field.label, "soft"), line, column, 1, span)
            grid.addWidget(self._editors[field.key].widget, line + 1, column, 1, span)
            grid.setRowMinimumHeight(line, 22)
        grid.setRowStretch(line + 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        foot = QHBoxLayout()
        foot.addWidget(self.withdraw_button)
        foot.addWidget(self._sentence, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addWidget(self._scroll, 1)
        page.addLayout(foot)

    def _speak(self) -> None:
        sentence = self._failure or (self._wrong.sentence if self._wrong else None)
        self._sentence.say(f"{words(sentence)} {words(W.FORM_KEPT)}" if sentence else "")
        self._sentence.set_tone("bad" if sentence else "soft")


def _next_is_beside(fields: Sequence[Field], field: Field, pairs: frozenset[str]) -> bool:
    at = list(fields).index(field) + 1
    return at < len(fields) and fields[at].key in pairs


def offers(fields: Sequence[Field]) -> tuple[str, ...]:
    """Keys of the fields that choose from options."""
    return tuple(field.key for field in fields if isinstance(field, OneOf | SomeOf))
