"""Entering a mark: where, which point, which verdict, how it is known, the words. Everything by keys or mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evidence.labels import Label
from evidence.model.kinds import How, Verdict
from evidence.model.places import Box
from evidence.rules.checklists import Checklist
from evidence.timecode import format_length, format_time
from widgets import theme
from widgets.keys import DIGITS, KeyTable
from widgets.language import tongue, words
from widgets.marks.beside import BesideFields
from widgets.marks.choices import ChoiceGrid
from widgets.marks.points import PointChooser
from widgets.marks.wish import Draft, MarkWish, missing
from widgets.marks.writing import WritingField
from widgets.parts import SpokenButton, rule
from widgets.signs import VERDICT_SIGNS
from widgets.texts import MonoLabel, PlainLabel, SpokenLabel
from widgets.words import W

__all__ = ["Doubt", "Draft", "MarkPanel", "MarkWish"]

Doubt = Callable[[str, How, Verdict], "Label | None"]
"""`doubt(point, how, verdict)`: why this way of knowing does not prove the point, or None."""


class MarkPanel(QWidget):
    """The entry of one mark.

    Signals:
        wished(object): a complete MarkWish; call `saved()` or `failed(reason)` when it is decided.
        cancelled(): the draft was thrown away; the selection on the timeline goes with it.
        left(): a text field was left; the focus belongs back to the player.
    """

    wished = Signal(object)
    cancelled = Signal()
    left = Signal()

    def __init__(self, keys: KeyTable, doubt: Doubt | None = None, parent: QWidget | None = None) -> None:
        """Show the keys of `keys`; ask `doubt` whenever point, verdict and way of knowing are chosen."""
        super().__init__(parent)
        self._keys, self._doubt = keys, doubt
        self._draft = Draft()
        self._saving = False
        self._failure: Label | None = None
        self.point = PointChooser()
        self.verdict = ChoiceGrid(list(Verdict), keys, "verdict", VERDICT_SIGNS, W.VERDICT, columns=2)
        self.how = ChoiceGrid(list(How), keys, "how", {}, W.HOW, columns=3)
        self.quote = WritingField()
        self.note = WritingField()
        self.beside = BesideFields()
        self._in, self._out, self._length = MonoLabel(), MonoLabel(), MonoLabel()
        self._in_name, self._out_name = SpokenLabel(W.IN, "soft"), SpokenLabel(W.OUT, "soft")
        self._length_name = SpokenLabel(W.LENGTH_SHORT, "soft")
        self._doubt_line = PlainLabel(tone="doubt", wrap=True)
        self._sentence = PlainLabel(wrap=True)
        self.save_button = SpokenButton(W.SAVE_MARK, "Enter", role="primary")
        self._heading = SpokenLabel(W.MARK, "section")
        self.cancel_button = SpokenButton(W.CANCEL_DRAFT, "Esc")
        self._build()
        self.point.chosen.connect(lambda code: self._change(point=code))
        self.point.left.connect(self.left)
        self.verdict.chosen.connect(self.choose_verdict)
        self.how.chosen.connect(self.choose_how)
        for field in (self.quote, self.note):
            field.textChanged.connect(self._text_changed)
            field.submitted.connect(self.accept)
            field.left.connect(self.left)
        self.beside.changed.connect(lambda: self._change(beside=self.beside.values()))
        self.beside.submitted.connect(self.accept)
        self.beside.left.connect(self.left)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.cancel)
        tongue.language_changed.connect(self._speak)
        self._speak()

    # -- what the owner tells

    def set_checklists(self, checklists: Sequence[Checklist]) -> None:
        """Offer a complaint's checklists; typed digits mean points of the first."""
        self.point.set_checklists(checklists)
        self._change(point=None)

    def set_in(self, at_us: int | None) -> None:
        """The mark begins at this recording time."""
        self._change(in_us=at_us, page=None, box=None)

    def set_out(self, at_us: int | None) -> None:
        """The mark ends at this recording time."""
        self._change(out_us=at_us, page=None, box=None)

    def set_page(self, page: int | None, box: Box | None = None) -> None:
        """The mark lies on this page (from 1) of a document, on the whole of it or in a box; None: not on a page."""
        self._change(page=page, box=box, in_us=None, out_us=None)

    def saved(self) -> None:
        """The mark wished is in the library: be ready for the next one."""
        self.restore(Draft(page=self._draft.page))

    def failed(self, reason: Label) -> None:
        """The mark wished was not saved, for this reason; everything typed stays."""
        self._saving, self._failure = False, reason
        self._speak()

    @property
    def saving(self) -> bool:
        """Whether what it shows was wished for and is not decided yet."""
        return self._saving

    def draft(self) -> Draft:
        """What was entered so far."""
        return self._draft

    def restore(self, draft: Draft) -> None:
        """Show this draft in place of the present one."""
        self.point.choose(draft.point)
        self.verdict.choose(draft.verdict)
        self.how.choose(draft.how)
        for field, text in ((self.quote, draft.quote), (self.note, draft.note)):
            if field.toPlainText() != text:
                field.blockSignals(True)
                field.setPlainText(text)
                field.blockSignals(False)
        self.beside.show_values(draft.beside)
        self._draft, self._failure, self._saving = replace(draft, point=self.point.code), None, False
        self._speak()

    # -- what keys and buttons do

    def type_digit(self, digit: str) -> None:
        """A digit of the point's number, or the point before a sub-point."""
        self.point.type_digit(digit)

    def erase_digit(self) -> None:
        """Take the last digit back."""
        self.point.erase_digit()

    def start_filter(self) -> None:
        """Look for the point by part of its name."""
        self.point.start_filter()

    def choose_point(self, code: str | None) -> None:
        """Choose a point by its code."""
        self.point.choose(code)
        self._change(point=self.point.code)

    def choose_verdict(self, verdict: Verdict) -> None:
        """Choose a verdict; digits typed before are accepted with it."""
        self.point.accept_digits()
        self.verdict.choose(verdict)
        self._change(verdict=verdict)

    def choose_how(self, how: How) -> None:
        """Say how it is known; digits typed before are accepted with it."""
        self.point.accept_digits()
        self.how.choose(how)
        self._change(how=how)

    def focus_quote(self) -> None:
        """Put the cursor into the quote."""
        self._go_to(self.quote)

    def add_quote(self, text: str) -> None:
        """Put words behind those that stand in the quote; the cursor goes there."""
        before = self.quote.toPlainText().rstrip()
        self.quote.setPlainText(f"{before}\n{text}" if before else text)
        self.quote.moveCursor(QTextCursor.MoveOperation.End)
        self.focus_quote()

    def focus_note(self) -> None:
        """Put the cursor into the note."""
        self._go_to(self.note)

    def focus_beside(self) -> None:
        """Unfold what may be said beside, and put the cursor there."""
        self.beside.start()
        self._scroll.ensureWidgetVisible(self.beside)

    def accept(self) -> None:
        """What Enter does: accept digits that were typed, otherwise save."""
        if self.point.pending:
            self.point.accept_digits()
            self._change(point=self.point.code)
        else:
            self.save()

    def save(self) -> None:
        """Wish for the mark, if nothing is missing; otherwise the sentence says what is."""
        wish = self._draft.wish()
        if self._saving or wish is None or missing(self._draft, self._keys):
            self._sentence.set_tone("bad")
            return
        self._saving, self._failure = True, None
        self._speak()
        self.wished.emit(wish)

    def cancel(self) -> None:
        """Throw the draft away."""
        if not self._saving:
            self.restore(Draft(page=self._draft.page))
            self.cancelled.emit()

    def sentence(self) -> str:
        """What the panel says: what is missing, that it is complete, or why saving failed."""
        return self._sentence.text()

    def doubt_sentence(self) -> str:
        """The warning that the way of knowing does not prove the point; empty when there is none."""
        return self._doubt_line.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Esc and digits also work while a button of the panel has the focus."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.text() in (*DIGITS, ".") and event.text():
            self.type_digit(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self.erase_digit()
        elif event.text() == "/":
            self.start_filter()
        else:
            super().keyPressEvent(event)

    # -- inside

    def _change(self, **parts: object) -> None:
        self._draft = replace(self._draft, **parts)  # type: ignore[arg-type]  # parts are fields of Draft
        self._failure = None
        self._speak()

    def _go_to(self, field: QWidget) -> None:
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(field)

    def _text_changed(self) -> None:
        self._change(quote=self.quote.toPlainText(), note=self.note.toPlainText())

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(4)
        column.addWidget(self._heading)
        times = QGridLayout()
        times.setHorizontalSpacing(12)
        times.setVerticalSpacing(0)
        pairs = ((self._in_name, self._in), (self._out_name, self._out), (self._length_name, self._length))
        for place, (name, value) in enumerate(pairs):
            times.addWidget(name, 0, place)
            times.addWidget(value, 1, place)
            times.setColumnStretch(place, 1)
        column.addLayout(times)
        column.addWidget(rule())
        sections: tuple[tuple[Label, QWidget], ...] = (
            (W.POINT, self.point),
            (W.VERDICT, self.verdict),
            (W.HOW, self.how),
            (W.QUOTE, self.quote),
            (W.NOTE, self.note),
        )
        for heading, widget in sections:
            column.addWidget(SpokenLabel(heading, "soft", points=theme.POINT_SIZE - 1))
            column.addWidget(widget)
        column.addWidget(self.beside)
        column.addStretch(1)
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 6, 14, 10)
        foot.addWidget(self._doubt_line)
        foot.addWidget(self._sentence)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save_button, 1)
        buttons.addWidget(self.cancel_button)
        foot.addLayout(buttons)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(scroll, 1)
        page.addWidget(rule())
        page.addLayout(foot)
        self.setMinimumWidth(320)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner.setProperty("role", "paper")

    def _speak(self) -> None:
        draft = self._draft
        if draft.mark is None:
            self._heading.speak(W.MARK)
            self.save_button.speak(W.SAVE_MARK)
        else:
            self._heading.speak(W.EDITING, mark=draft.label)
            self.save_button.speak(W.SAVE_EDIT.filled(mark=draft.label))
        self._show_place(draft)
        self.quote.setPlaceholderText(words(W.QUOTE_HINT))
        self.quote.setAccessibleName(words(W.QUOTE))
        self.note.setPlaceholderText(words(W.NOTE_HINT))
        self.note.setAccessibleName(words(W.NOTE))
        self.setAccessibleName(words(W.MARK))
        lack = missing(draft, self._keys)
        if self._failure:
            text, tone = words(self._failure), "bad"
        elif self._saving:
            text, tone = words(W.SAVING_MARK), "soft"
        elif lack:
            text, tone = words(lack.label, **lack.values), "soft"
        else:
            text, tone = words(W.READY), "good"
        self._sentence.say(text)
        self._sentence.set_tone(tone)
        self.save_button.setEnabled(lack is None and not self._saving)
        self.cancel_button.setEnabled(draft.begun and not self._saving)
        self._show_doubt(draft)

    def _show_place(self, draft: Draft) -> None:
        unset = words(W.UNSET)
        on_page = draft.page is not None
        self._in_name.speak(W.PAGE if on_page else W.IN)
        if on_page:
            values = (str(draft.page), words(W.BOX_DRAWN if draft.box else W.WHOLE_PAGE), "")
        else:
            values = (
                unset if draft.in_us is None else format_time(draft.in_us),
                unset if draft.out_us is None else format_time(draft.out_us),
                "",
            )
            if draft.in_us is not None and draft.out_us is not None and draft.out_us >= draft.in_us:
                length = draft.out_us - draft.in_us
                values = (*values[:2], format_length(length) if length else words(W.ONE_FRAME))
        for label, value in zip((self._in, self._out, self._length), values, strict=True):
            label.say(value)
        self._out_name.setVisible(not on_page)
        self._length_name.setVisible(not on_page)

    def _show_doubt(self, draft: Draft) -> None:
        reason = None
        if self._doubt and draft.point and draft.how and draft.verdict:
            reason = self._doubt(draft.point, draft.how, draft.verdict)
        self._doubt_line.say(words(reason) if reason else "")
        self._doubt_line.setVisible(reason is not None)
