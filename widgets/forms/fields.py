"""Fields of a form: a choice from a closed list, a date, an amount, a whole number; each says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from evidence.labels import Label, Labelled
from evidence.model.case import DatedFact, Money
from widgets.forms import words as said
from widgets.language import tongue, words
from widgets.parts import ArrowBox, restyle
from widgets.plain import plain
from widgets.texts import SpokenLabel
from widgets.words import W

Choice = TypeVar("Choice", bound=Labelled)
MOST_MINOR = 10**15
FIRST_YEAR, LAST_YEAR = 1880, 2200
_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{1,2}))?")


class Invalid(Exception):
    """What was typed into a field cannot be understood; carries the sentence and the field."""

    def __init__(self, label: Label, field: QWidget, **values: object) -> None:
        """Take the sentence, what fills its places, and the field to go to."""
        super().__init__(label.en)
        self.label, self.field, self.values_in = label, field, values

    @property
    def sentence(self) -> Label:
        """The sentence in both languages."""
        texts = (
            text.format(**{key: _word(value, language) for key, value in self.values_in.items()})
            for text, language in ((self.label.en, "en"), (self.label.zh, "zh"))
        )
        return Label(*texts)


Value = TypeVar("Value")


def strictly(read: Callable[[], Value]) -> Value:
    """What a field says.

    Raises:
        Invalid: it cannot be understood.
    """
    return read()


def as_far_as_typed(read: Callable[[], Value]) -> Value | None:
    """What a field says; nothing while it cannot be understood."""
    try:
        return read()
    except Invalid:
        return None


def _word(value: object, language: str) -> object:
    return value.text(language) if isinstance(value, Label) else value


def set_wrong(field: QWidget, wrong: bool) -> None:
    """Frame a field in red, or no longer."""
    value = "true" if wrong else "false"
    if field.property("wrong") != value:
        field.setProperty("wrong", value)
        restyle(field)


class ChoiceBox(ArrowBox):
    """One member of a closed list of the domain, in the language in use.

    Signals:
        chosen(object): another member was chosen by hand.
    """

    chosen = Signal(object)

    def __init__(self, kind: Iterable[Choice], name: Label, parent: QWidget | None = None) -> None:
        """Offer every member of `kind`, an enumeration or some of its members; `name` is what is read out."""
        super().__init__(parent)
        self._members: list[Labelled] = list(kind)
        self._name = name
        for _ in self._members:
            self.addItem("", None)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._speak()
        self.activated.connect(lambda _row: self.chosen.emit(self.value()))
        tongue.language_changed.connect(self._speak)

    def value(self) -> Labelled:
        """The member chosen."""
        return self._members[max(self.currentIndex(), 0)]

    def set_value(self, member: Labelled) -> None:
        """Choose `member` without a signal."""
        self.setCurrentIndex(self._members.index(member))

    def _speak(self) -> None:
        for row, member in enumerate(self._members):
            self.setItemText(row, words(member.label))
        self.setAccessibleName(words(self._name))


class LineField(QLineEdit):
    """One line of text; `name` is what is read out and what sentences call it."""

    def __init__(self, name: Label, hint: Label | None = None, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.name, self._hint = name, hint
        self.textChanged.connect(lambda _text: set_wrong(self, False))
        tongue.language_changed.connect(self._speak)
        self._speak()

    def _speak(self) -> None:
        self.setAccessibleName(words(self.name))
        self.setPlaceholderText(words(self._hint) if self._hint else "")


class DateField(LineField):
    """A day, typed as 2026-03-12; 2026/3/12 and 2026年3月12日 are understood too."""

    def __init__(self, name: Label, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(name, W.DATE_HINT, parent)
        self.setMaximumWidth(150)

    def day(self) -> date | None:
        """The day typed; None when the field is empty.

        Raises:
            Invalid: it is no day of the calendar.
        """
        text = self.text().strip()
        if not text:
            return None
        if match := _DATE.fullmatch(text):
            try:
                return date(*(int(part) for part in match.groups()))
            except ValueError:
                pass
        raise Invalid(W.BAD_DATE, self, name=plain(text, 40), example="2026-03-12")

    def set_day(self, day: date | None) -> None:
        """Show a day."""
        self.setText(day.isoformat() if day else "")


class NumberField(LineField):
    """A whole number from 0 to `most`."""

    def __init__(self, name: Label, most: int, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(name, None, parent)
        self._most = most
        self.setMaximumWidth(90)

    def number(self) -> int | None:
        """The number typed; None when the field is empty.

        Raises:
            Invalid: it is not a whole number in range.
        """
        text = self.text().strip()
        if not text:
            return None
        if text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= self._most:
            return int(text)
        raise Invalid(W.BAD_NUMBER, self, name=plain(text, 40), most=self._most)

    def set_number(self, number: int | None) -> None:
        """Show a number."""
        self.setText("" if number is None else str(number))


class YearField(LineField):
    """A year of birth, from 1880 on."""

    def __init__(self, name: Label, parent: QWidget | None = None) -> None:
        """Start empty; the field is called by its name inside, too."""
        super().__init__(name, name, parent)
        self.setMaximumWidth(110)

    def number(self) -> int | None:
        """The year typed; None when the field is empty.

        Raises:
            Invalid: it is no year that somebody alive was born in.
        """
        text = self.text().strip()
        if not text:
            return None
        if re.fullmatch("[0-9]{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
            return int(text)
        raise Invalid(said.BAD_YEAR, self, name=plain(text, 40))

    def set_number(self, number: int | None) -> None:
        """Show a year."""
        self.setText("" if number is None else str(number))


class MoneyField(QWidget):
    """An amount and its currency."""

    def __init__(self, name: Label, parent: QWidget | None = None) -> None:
        """Start empty, in CNY."""
        super().__init__(parent)
        self.amount = LineField(name)
        self.amount.setMaximumWidth(170)
        self.currency = LineField(W.CURRENCY)
        self.currency.setText("CNY")
        self.currency.setMaximumWidth(64)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.amount)
        row.addWidget(self.currency)
        row.addStretch(1)
        self.setFocusProxy(self.amount)

    def money(self) -> Money | None:
        """The amount typed; None when the field is empty.

        Raises:
            Invalid: it is no amount, or the currency is no code of three letters.
        """
        text = self.amount.text().strip().replace("，", ",")
        if not text:
            return None
        match = _AMOUNT.fullmatch(text)
        currency = self.currency.text().strip().upper()
        if not match or int(match[1].replace(",", "")) * 100 > MOST_MINOR:
            raise Invalid(W.BAD_AMOUNT, self.amount, name=plain(text, 40))
        if not re.fullmatch("[A-Z]{3}", currency):
            raise Invalid(W.BAD_CURRENCY, self.currency, name=plain(currency, 20))
        return Money(int(match[1].replace(",", "")) * 100 + int((match[2] or "").ljust(2, "0")), currency)

    def set_money(self, money: Money | None) -> None:
        """Show an amount."""
        self.amount.setText(f"{money.minor // 100:,}.{money.minor % 100:02}" if money else "")
        if money:
            self.currency.setText(money.currency)


class EvidencedDate(QWidget):
    """A date and the exhibit that proves it."""

    def __init__(self, name: Label, parent: QWidget | None = None) -> None:
        """Start empty, without exhibits to choose from."""
        super().__init__(parent)
        self.date = DateField(name)
        self.exhibit = ArrowBox()
        self.exhibit.setMinimumContentsLength(18)
        self.exhibit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._exhibits: list[UUID] = []
        self.exhibit.addItem("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.date)
        row.addWidget(SpokenLabel(W.EVIDENCED_BY, "soft"))
        row.addWidget(self.exhibit, 1)
        self.setFocusProxy(self.date)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def set_exhibits(self, exhibits: Sequence[tuple[UUID, str]]) -> None:
        """Offer these exhibits, each with its label and title; the one chosen stays chosen."""
        chosen = self._chosen()
        self._exhibits = [own for own, _ in exhibits]
        while self.exhibit.count() > 1:
            self.exhibit.removeItem(1)
        for _, text in exhibits:
            self.exhibit.addItem(plain(text, 120))
        self._choose(chosen)

    def fact(self) -> DatedFact | None:
        """The date with its proof; None when no date is typed.

        Raises:
            Invalid: what is typed is no date.
        """
        day = self.date.day()
        return DatedFact(day, self._chosen()) if day else None

    def set_fact(self, fact: DatedFact | None) -> None:
        """Show a date with its proof."""
        self.date.set_day(fact.day if fact else None)
        if fact and fact.exhibit and fact.exhibit not in self._exhibits:
            self.set_exhibits(
                [
                    *((own, self.exhibit.itemText(row)) for row, own in enumerate(self._exhibits, 1)),
                    (fact.exhibit, str(fact.exhibit)[:8]),
                ]
            )
        self._choose(fact.exhibit if fact else None)

    def _chosen(self) -> UUID | None:
        row = self.exhibit.currentIndex()
        return self._exhibits[row - 1] if row > 0 else None

    def _choose(self, exhibit: UUID | None) -> None:
        self.exhibit.setCurrentIndex(self._exhibits.index(exhibit) + 1 if exhibit in self._exhibits else 0)

    def _speak(self) -> None:
        self.exhibit.setItemText(0, words(W.STATED_ONLY))
        self.exhibit.setAccessibleName(f"{words(self.date.name)}, {words(W.EVIDENCED_BY)}")
