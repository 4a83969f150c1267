"""The form in which a complaint is registered and corrected. Nothing typed is lost by a mistake in another field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evidence.labels import Label
from evidence.model.case import Case
from evidence.model.kinds import Channel, Demand, DisputeKind, Role
from widgets.forms.circumstances import CircumstancesFields
from widgets.forms.fields import ChoiceBox, DateField, Invalid, LineField, MoneyField, as_far_as_typed, set_wrong
from widgets.forms.notices import NoticeLines, watch
from widgets.forms.product import ProductFields
from widgets.forms.rows import AllegationRows, PeopleRows
from widgets.forms.values import AllegationValues, CaseValues, PersonValues, ProductValues
from widgets.forms.words import SECTION_CIRCUMSTANCES
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.marks.writing import WritingField
from widgets.parts import SpokenButton, card
from widgets.texts import PlainLabel, SpokenLabel
from widgets.words import W

REST_MS = 150
"""So long after the last key what was typed is looked at."""


class CaseForm(QWidget):
    """A complaint: what was said, by whom, about which product; allegations; dates with their proof.

    Signals:
        submitted(object): complete CaseValues; call `failed(reason)` if they cannot be saved.
        cancelled(): the form was left without saving.
        typed(): something was entered or chosen; hands rest for a moment.
    """

    submitted = Signal(object)
    cancelled = Signal()
    typed = Signal()

    def __init__(self, keys: KeyTable | None = None, parent: QWidget | None = None) -> None:
        """Start with an empty complaint; `keys` is kept for the sentences that name a key."""
        super().__init__(parent)
        self._keys = keys or KeyTable()
        self._wrong: Invalid | None = None
        self._failure: Label | None = None
        self.title = LineField(W.TITLE)
        self.kind = ChoiceBox(DisputeKind, W.KIND)
        self.received = DateField(W.RECEIVED)
        self.channel = ChoiceBox(Channel, W.CHANNEL)
        self.regulator_reference = LineField(W.REGULATOR_REFERENCE)
        self.branch = LineField(W.BRANCH)
        self.ticket = LineField(W.TICKET)
        self.demand = ChoiceBox(Demand, W.DEMAND)
        self.amount = MoneyField(W.AMOUNT)
        self.verbatim = WritingField(4, enter_submits=False)
        self.circumstances = CircumstancesFields()
        self.people = PeopleRows()
        self.product = ProductFields()
        self.allegations = AllegationRows()
        self.about_people, self.about_footage = NoticeLines(self.people), NoticeLines()
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self.typed)
        self.registered: Case | None = None
        self._heading = SpokenLabel(W.FORM_NEW, "title")
        self._sentence = PlainLabel(wrap=True)
        self.save_button = SpokenButton(W.FORM_SAVE, "Ctrl+Enter", role="primary")
        self.cancel_button = SpokenButton(W.FORM_CANCEL, "Esc")
        self._build()
        self.save_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self.cancelled)
        self.verbatim.left.connect(self.cancel_button.setFocus)
        self.kind.currentIndexChanged.connect(self._suit_kind)
        tongue.language_changed.connect(self._speak)
        watch(self.product, self._rest.start)
        self.received.textChanged.connect(lambda _text: self._rest.start())
        self.people.edited.connect(self._rest.start)
        self.show_case(None)

    def set_exhibits(self, exhibits: Sequence[tuple[UUID, str]]) -> None:
        """Offer these exhibits (identity, label and title) as proof of dates."""
        self.product.set_exhibits(exhibits)

    def show_case(self, case: Case | None) -> None:
        """Show a registered complaint to correct it, or an empty form."""
        self.registered = case
        complaint = case.complaint if case else None
        self._heading.speak(W.FORM_EDIT if case else W.FORM_NEW)
        self.title.setText(complaint.title if complaint else "")
        self.kind.set_value(complaint.kind if complaint else DisputeKind.BA)
        self.received.set_day(complaint.received if complaint else None)
        self.channel.set_value(complaint.channel if complaint else Channel.NOT_STATED)
        self.regulator_reference.setText(complaint.regulator_reference if complaint else "")
        self.branch.setText(complaint.branch if complaint else "")
        self.ticket.setText(complaint.ticket if complaint else "")
        self.circumstances.show_complaint(complaint)
        self.demand.set_value(complaint.demand if complaint else Demand.NOT_STATED)
        self.amount.set_money(complaint.amount if complaint else None)
        self.verbatim.setPlainText(complaint.verbatim if complaint else "")
        people = [
            PersonValues(one.id, one.role, one.name, one.organisation, one.pseudonym, one.birth_year, one.registration)
            for one in (case.people if case else ())
        ]
        self.people.show_values(people or [PersonValues(None, Role.COMPLAINANT, "")])
        self.product.show_product(case.product if case else None)
        self._suit_kind()
        self.allegations.show_values(
            [
                AllegationValues(one.id, one.text, one.responsible, tuple((q.text, q.points) for q in one.questions))
                for one in (case.allegations if case else ())
            ]
        )
        self._wrong = self._failure = None
        self._shown = self._typed()
        self._speak()

    @property
    def changed(self) -> bool:
        """Whether something was typed or chosen that is not saved."""
        return self._typed() != self._shown

    def _typed(self) -> list[object]:
        """What stands in all fields, understood or not."""
        return [
            *(line.text() for line in self.findChildren(QLineEdit)),
            *(text.toPlainText() for text in self.findChildren(QPlainTextEdit)),
            *(box.currentIndex() for box in self.findChildren(QComboBox)),
            *(tick.isChecked() for tick in self.circumstances.vulnerability.values()),
        ]

    def values(self) -> CaseValues:
        """What was entered.

        Raises:
            Invalid: a field cannot be understood; carries the sentence and the field.
        """
        title = self.title.text().strip()
        if not title:
            raise Invalid(W.BAD_TITLE, self.title)
        people = [row.values() for row in self.people.lines]
        allegations = [row.values() for row in self.allegations.lines]
        return CaseValues(
            title,
            DisputeKind(self.kind.value()),
            self.received.day(),
            Channel(self.channel.value()),
            self.regulator_reference.text().strip(),
            self.verbatim.toPlainText(),
            Demand(self.demand.value()),
            self.amount.money(),
            tuple(person for person in people if person),
            self.product.values(),
            tuple(allegation for allegation in allegations if allegation),
            self.branch.text().strip(),
            self.ticket.text().strip(),
            self.circumstances.values(),
        )

    def draft(self) -> tuple[date | None, tuple[PersonValues, ...], ProductValues | None]:
        """When it was received, the people and the product, as far as they can be understood while one types."""
        people = tuple(row.draft() for row in self.people.lines)
        return as_far_as_typed(self.received.day), people, self.product.draft()

    def show_notices(self, said: Mapping[str, Sequence[Label]]) -> None:
        """Say beside each field what is to be known about it; nothing is held up, and the focus stays."""
        self.product.show_notices(said)
        self.about_people.show_notices([*said.get("people", ()), *said.get("birth_year", ())])
        self.about_footage.show_notices([*said.get("footage", ()), *said.get("legal_basis", ())])

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
        """The values were not saved, for this reason; everything typed stays."""
        self._failure = reason
        self._speak()

    def sentence(self) -> str:
        """What the form says: what is wrong, or nothing."""
        return self._sentence.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves, Esc leaves."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for heading, widget, notices in (
            (W.SECTION_COMPLAINT, self._complaint(), self.about_footage),
            (SECTION_CIRCUMSTANCES, self.circumstances, None),
            (W.SECTION_PEOPLE, self.people, self.about_people),
            (W.SECTION_PRODUCT, self.product, None),
            (W.SECTION_ALLEGATIONS, self.allegations, None),
        ):
            frame = card()
            inside = QVBoxLayout(frame)
            inside.setContentsMargins(16, 12, 16, 14)
            inside.setSpacing(8)
            inside.addWidget(SpokenLabel(heading, "section"))
            inside.addWidget(widget)
            if notices is not None:
                inside.addWidget(notices)
            column.addWidget(frame)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        foot = QHBoxLayout()
        foot.addWidget(self._sentence, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(10)
        page.addWidget(self._heading)
        page.addWidget(self._scroll, 1)
        page.addLayout(foot)

    def _suit_kind(self) -> None:
        self.product.suit(DisputeKind(self.kind.value()))

    def _complaint(self) -> QWidget:
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.addWidget(SpokenLabel(W.TITLE, "soft"), 0, 0)
        grid.addWidget(self.title, 0, 1, 1, 3)
        pairs: tuple[tuple[Label, QWidget], ...] = (
            (W.KIND, self.kind),
            (W.RECEIVED, self.received),
            (W.CHANNEL, self.channel),
            (W.REGULATOR_REFERENCE, self.regulator_reference),
            (W.BRANCH, self.branch),
            (W.TICKET, self.ticket),
            (W.DEMAND, self.demand),
            (W.AMOUNT, self.amount),
        )
        for place, (label, field) in enumerate(pairs):
            grid.addWidget(SpokenLabel(label, "soft"), place // 2 + 1, place % 2 * 2)
            grid.addWidget(field, place // 2 + 1, place % 2 * 2 + 1)
        below = len(pairs) // 2 + 1
        grid.addWidget(SpokenLabel(W.VERBATIM, "soft"), below, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.verbatim, below, 1, 1, 3)
        return part

    def _speak(self) -> None:
        self.verbatim.setAccessibleName(words(W.VERBATIM))
        self.setAccessibleName(self._heading.text())
        sentence = self._failure or (self._wrong.sentence if self._wrong else None)
        self._sentence.say(f"{words(sentence)} {words(W.FORM_KEPT)}" if sentence else "")
        self._sentence.set_tone("bad" if sentence else "soft")
