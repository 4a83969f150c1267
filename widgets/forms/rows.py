"""Lines that repeat in a form: people and allegations; lines are added and removed, the last empty one stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence.labels import Label
from evidence.model.kinds import Responsible, Role
from widgets.forms import words as said
from widgets.forms.fields import ChoiceBox, Invalid, LineField, YearField, as_far_as_typed
from widgets.forms.notices import watch
from widgets.forms.values import AllegationValues, PersonValues
from widgets.language import tongue, words
from widgets.marks.writing import WritingField
from widgets.parts import SignButton, SpokenButton
from widgets.signs import CLOSE
from widgets.words import W

_BRACKETS = str.maketrans("［］【】", "[][]")
_CODE = re.compile(r"[A-Z]{2}[0-9]{2,3}(?:\.[0-9]{1,3})?")
SELLERS = (Role.SELLER_BANK, Role.SELLER_INSURER)
Row = TypeVar("Row", bound="FormRow")
Values = TypeVar("Values")


class FormRow(QWidget):
    """One line with its button that removes it.

    Signals:
        removed(): the button was pressed.
    """

    removed = Signal()

    def __init__(self, fields: Sequence[tuple[QWidget, int]], first: QWidget) -> None:
        """Lay out `fields` with their stretches; `first` gets the focus of a new line."""
        super().__init__()
        self.first = first
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for field, stretch in fields:
            row.addWidget(field, stretch)
        remove = SignButton(W.REMOVE_ROW, CLOSE, role="quiet", side=12)
        remove.clicked.connect(self.removed)
        row.addWidget(remove)


class PersonRow(FormRow):
    """Somebody in the case."""

    def __init__(self, values: PersonValues | None = None) -> None:
        """Show `values`, or an empty line."""
        self.id: UUID | None = values.id if values else None
        self.role = ChoiceBox(Role, W.ROLE)
        self.name = LineField(W.NAME, W.NAME)
        self.organisation = LineField(W.ORGANISATION, W.ORGANISATION)
        self.pseudonym = LineField(W.PSEUDONYM, W.PSEUDONYM)
        self.birth_year = YearField(said.BIRTH_YEAR)
        self.registration = LineField(said.REGISTRATION, said.REGISTRATION)
        super().__init__(
            (
                (self.role, 0),
                (self.name, 3),
                (self.organisation, 3),
                (self.pseudonym, 2),
                (self.birth_year, 0),
                (self.registration, 2),
            ),
            self.name,
        )
        policy = self.registration.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the lines stay below each other
        self.registration.setSizePolicy(policy)
        self.role.currentIndexChanged.connect(self._suit_role)
        if values:
            self.role.set_value(values.role)
            self.name.setText(values.name)
            self.organisation.setText(values.organisation)
            self.pseudonym.setText(values.pseudonym)
            self.birth_year.set_number(values.birth_year)
            self.registration.setText(values.registration)
        self._suit_role()

    def _suit_role(self) -> None:
        """Who sells is registered to do so; nobody else is asked."""
        self.registration.setVisible(self.role.value() in SELLERS or bool(self.registration.text()))

    def values(self) -> PersonValues | None:
        """What was entered; None for an empty line.

        Raises:
            Invalid: somebody without a name.
        """
        role = self.role.value()
        name, rest = self.name.text().strip(), (self.organisation.text().strip(), self.pseudonym.text().strip())
        born, registration = self.birth_year.number(), self.registration.text().strip()
        if not name and (any(rest) or self.id or born is not None or registration):
            raise Invalid(W.BAD_PERSON, self.name, role=Label(role.label.en.lower(), role.label.zh))
        return PersonValues(self.id, Role(role), name, *rest, born, registration) if name else None

    def draft(self) -> PersonValues:
        """What was entered as far as it can be understood; the name may be missing."""
        born = as_far_as_typed(self.birth_year.number)
        return PersonValues(self.id, Role(self.role.value()), self.name.text().strip(), birth_year=born)


class AllegationRow(FormRow):
    """One allegation."""

    def __init__(self, values: AllegationValues | None = None) -> None:
        """Show `values`, or an empty line."""
        self.id: UUID | None = values.id if values else None
        self.text = LineField(W.ALLEGATION, W.ALLEGATION)
        self.responsible = ChoiceBox(Responsible, W.RESPONSIBLE)
        self.questions = WritingField(2, enter_submits=False)
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.text)
        column.addWidget(self.questions)
        super().__init__(((told, 5), (self.responsible, 0)), self.text)
        self.questions.left.connect(self.responsible.setFocus)
        tongue.language_changed.connect(self._speak)
        self._speak()
        if values:
            self.text.setText(values.text)
            self.responsible.set_value(values.responsible)
            self.questions.setPlainText("\n".join(_line(*one) for one in values.questions))

    def _speak(self) -> None:
        self.questions.setPlaceholderText(words(said.QUESTIONS))
        self.questions.setAccessibleName(words(said.QUESTIONS))

    def _asked(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        found = []
        for line in self.questions.toPlainText().splitlines():
            told, rest = _split(line)
            codes = tuple(part for part in re.split(r"[\s,，、;；]+", rest) if part)
            if not all(_CODE.fullmatch(one) for one in codes):
                raise Invalid(said.BAD_CODES, self.questions, codes=rest[:40])
            if told:
                found.append((told, codes))
        return tuple(found)

    def values(self) -> AllegationValues | None:
        """What was entered; None for an empty line.

        Raises:
            Invalid: questions without what they are about, or codes that are none.
        """
        text, asked = self.text.text().strip(), self._asked()
        if asked and not text:
            raise Invalid(said.BAD_ALLEGATION, self.text)
        return AllegationValues(self.id, text, Responsible(self.responsible.value()), asked) if text else None


def _split(line: str) -> tuple[str, str]:
    """A question, and what stands in brackets at its end."""
    line = line.strip().translate(_BRACKETS)
    told, found, rest = line.rpartition("[")
    return (told.strip(), rest[:-1]) if found and rest.endswith("]") else (line, "")


def _line(text: str, codes: Sequence[str]) -> str:
    """A question as it is written: `Was the table shown? [BA10, BA18]`."""
    return f"{text} [{', '.join(codes)}]" if codes else text


class FormRows(QWidget, Generic[Values, Row]):
    """Lines that repeat, with the button that adds one below them; there is always one.

    Signals:
        edited(): something in the lines changed, or a line came or went.
    """

    edited = Signal()

    def __init__(self, make: Callable[[Values | None], Row], add: Label) -> None:
        """Start without lines; `make` makes one, `add` stands on the button."""
        super().__init__()
        self._make = make
        self.lines: list[Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        button = SpokenButton(add, role="quiet", parent=self)
        button.clicked.connect(lambda: self.add(None, focus=True))
        foot = QHBoxLayout()
        foot.addWidget(button)
        foot.addStretch(1)
        self._column.addLayout(foot)

    def add(self, values: Values | None, focus: bool = False) -> Row:
        """Add a line."""
        row = self._make(values)
        watch(row, self.edited.emit)
        self.edited.emit()
        row.removed.connect(lambda: self._remove(row))
        self.lines.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        if focus:
            row.first.setFocus()
        return row

    def show_values(self, entries: Sequence[Values]) -> None:
        """Show these."""
        for row in list(self.lines):
            self._remove(row)
        for values in entries or (None,):
            self.add(values)

    def _remove(self, row: Row) -> None:
        self.lines.remove(row)
        self.edited.emit()
        self._column.removeWidget(row)
        row.hide()
        row.setParent(None)  # it lives until the next turn of the events, and is no part of the form any more
        row.deleteLater()


class PeopleRows(FormRows[PersonValues, PersonRow]):
    """The people of a case, one line each."""

    def __init__(self) -> None:
        """Start without people."""
        super().__init__(PersonRow, W.ADD_PERSON)


class AllegationRows(FormRows[AllegationValues, AllegationRow]):
    """The allegations of a case, one line each."""

    def __init__(self) -> None:
        """Start without allegations."""
        super().__init__(AllegationRow, W.ADD_ALLEGATION)
