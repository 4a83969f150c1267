"""The editor of each kind of field: a widget, and how its value is read and shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHBoxLayout, QListView, QWidget

from evidence.errors import WrongUse
from evidence.labels import Labelled
from evidence.model.case import Money
from evidence.timecode import Moment, parse_wall
from widgets.forms.fields import DateField, Invalid, LineField, MoneyField
from widgets.language import tongue, words
from widgets.marks.writing import WritingField
from widgets.papers.specs import Amount, Block, Day, Field, Key, Line, OneOf, Option, Pick, SomeOf, Tick, When
from widgets.papers.ticking import TickModel, said
from widgets.papers.words import NOW, WHEN_HINT
from widgets.parts import ArrowBox, SpokenButton
from widgets.plain import plain, tip
from widgets.ticks import TickDelegate

ROW = 24


class _Listener(QObject):
    """Hears of another language as long as the widget is there to which it belongs."""

    def __init__(self, widget: QWidget, speak: Callable[[], None]) -> None:
        super().__init__(widget)
        self._speak = speak
        tongue.language_changed.connect(self.listen)

    def listen(self) -> None:
        self._speak()


class Editor:
    """A field on screen. `widget` is what is placed; values are those that the field's kind names."""

    widget: QWidget

    def __init__(self, field: Field) -> None:
        """Keep what is asked."""
        self.field = field

    def value(self) -> Any:
        """What was entered.

        Raises:
            Invalid: it cannot be understood, or is missing.
        """
        value = self._read()
        if self.field.missing is not None and (value is None or value == "" or value == ()):
            raise Invalid(self.field.missing, self.widget)
        return value

    def show(self, value: Any) -> None:
        """Show a value; None empties the field."""
        raise NotImplementedError

    def set_options(self, options: Sequence[Option]) -> None:
        """What can be chosen now; only for fields that choose."""
        raise TypeError(f"the field {self.field.key} offers no choice")

    def _read(self) -> Any:
        raise NotImplementedError

    def _follow_language(self, speak: Callable[[], None]) -> None:
        """Say the words now and in every language chosen later."""
        _Listener(self.widget, speak)
        speak()


class LineEditor(Editor):
    """One line of text."""

    def __init__(self, field: Line) -> None:
        """Start empty."""
        super().__init__(field)
        self.widget: LineField = LineField(field.label, field.hint)

    def show(self, value: str | None) -> None:
        """Show a text from its beginning."""
        self.widget.setText(value or "")
        self.widget.setCursorPosition(0)

    def _read(self) -> str:
        return self.widget.text().strip()


class BlockEditor(Editor):
    """Text of several lines."""

    def __init__(self, field: Block) -> None:
        """Start empty."""
        super().__init__(field)
        self.widget: WritingField = WritingField(field.lines, enter_submits=False)
        self._follow_language(self._speak)

    def show(self, value: str | None) -> None:
        """Show a text."""
        self.widget.setPlainText(value or "")

    def _read(self) -> str:
        return self.widget.toPlainText().strip()

    def _speak(self) -> None:
        self.widget.setAccessibleName(words(self.field.label))
        self.widget.setPlaceholderText(words(self.field.hint) if self.field.hint else "")


class PickEditor(Editor):
    """One member of a closed list; where the field may stay unset, the first line says so."""

    field: Pick

    def __init__(self, field: Pick) -> None:
        """Start with nothing chosen where that is allowed, otherwise with the first member."""
        super().__init__(field)
        self._members: list[Labelled | None] = [None] if field.unset else []
        self._members += list(field.kind)
        self.widget: ArrowBox = ArrowBox()
        for _ in self._members:
            self.widget.addItem("")
        self.widget.setSizeAdjustPolicy(ArrowBox.SizeAdjustPolicy.AdjustToContents)
        self._follow_language(self._speak)

    def show(self, value: Labelled | None) -> None:
        """Choose a member."""
        self.widget.setCurrentIndex(self._members.index(value) if value in self._members else 0)

    def _read(self) -> Labelled | None:
        return self._members[max(self.widget.currentIndex(), 0)]

    def _speak(self) -> None:
        for row, member in enumerate(self._members):
            label = member.label if member is not None else self.field.unset
            self.widget.setItemText(row, words(label) if label else "")
        self.widget.setAccessibleName(words(self.field.label))


class DayEditor(Editor):
    """A day."""

    def __init__(self, field: Day) -> None:
        """Start empty."""
        super().__init__(field)
        self.widget: DateField = DateField(field.label)

    def show(self, value: date | None) -> None:
        """Show a day."""
        self.widget.set_day(value)

    def _read(self) -> date | None:
        return self.widget.day()


class WhenEditor(Editor):
    """A day and a time of day; a button takes the present one."""

    def __init__(self, field: When) -> None:
        """Start empty, in the zone UTC until another is set."""
        super().__init__(field)
        self._zone = "UTC"
        self._shown: Moment | None = None
        self.line = LineField(field.label, WHEN_HINT)
        self.line.setMinimumWidth(160)
        self.line.setMaximumWidth(190)
        self.now_button = SpokenButton(NOW, role="quiet")
        self.now_button.clicked.connect(self.take_now)
        self.widget = QWidget()
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line)
        row.addWidget(self.now_button)
        row.addStretch(1)
        self.widget.setFocusProxy(self.line)

    def set_zone(self, zone: str) -> None:
        """The zone in which times are typed from now on."""
        self._zone = zone

    def take_now(self) -> None:
        """Show the present minute."""
        self.show(Moment(datetime.now(UTC).replace(second=0, microsecond=0), self._zone, ""))

    def show(self, value: Moment | None) -> None:
        """Show a time in the zone in which it was given."""
        self._shown = value
        self.line.setText(self._text(value) if value else "")

    def _read(self) -> Moment | None:
        text = self.line.text().strip()
        if not text:
            return None
        if self._shown is not None and text == self._text(self._shown):
            return self._shown  # nothing was typed: seconds that are not shown stay
        try:
            return parse_wall(text, self._zone)
        except WrongUse as wrong:
            raise Invalid(wrong.sentence, self.line) from wrong

    @staticmethod
    def _text(value: Moment) -> str:
        whole = value.text()
        return f"{whole[:10]} {whole[11:16]}" + whole[19:]


class AmountEditor(Editor):
    """An amount and its currency."""

    def __init__(self, field: Amount) -> None:
        """Start empty."""
        super().__init__(field)
        self.widget: MoneyField = MoneyField(field.label)

    def show(self, value: Money | None) -> None:
        """Show an amount."""
        self.widget.set_money(value)

    def _read(self) -> Money | None:
        return self.widget.money()


class TickEditor(Editor):
    """Yes or no; the words stand beside the box."""

    def __init__(self, field: Tick) -> None:
        """Start with no."""
        super().__init__(field)
        self.widget: QCheckBox = QCheckBox()
        self._follow_language(self._speak)

    def show(self, value: bool | None) -> None:
        """Show yes or no."""
        self.widget.setChecked(bool(value))

    def _read(self) -> bool:
        return self.widget.isChecked()

    def _speak(self) -> None:
        self.widget.setText(words(self.field.label))
        self.widget.setAccessibleName(words(self.field.label))


class OneOfEditor(Editor):
    """One of the options, or none."""

    field: OneOf

    def __init__(self, field: OneOf) -> None:
        """Start with no options."""
        super().__init__(field)
        self.widget: ArrowBox = ArrowBox()
        self.widget.setMinimumContentsLength(18)
        self.widget.setSizeAdjustPolicy(ArrowBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.widget.addItem("")
        self._options: list[Key] = []
        self._offered: tuple[Option, ...] = ()
        self._follow_language(self._speak)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these; the one chosen stays chosen."""
        chosen = self._read()
        while self.widget.count() > 1:
            self.widget.removeItem(1)
        self._offered, self._options = tuple(options), [one.key for one in options]
        for one in options:
            self.widget.addItem(said(one, 120))
        self.show(chosen)

    def show(self, value: Key | None) -> None:
        """Choose an option."""
        offered = len(self._offered)
        while self.widget.count() > offered + 1:  # what was kept for another value is not offered any more
            self.widget.removeItem(offered + 1)
        del self._options[offered:]
        if value is not None and value not in self._options:
            # What was chosen once stays chosen, though it is not on offer any more.
            self._options.append(value)
            self.widget.addItem(plain(str(value)[:8]))
        self.widget.setCurrentIndex(0 if value is None else self._options.index(value) + 1)

    def _read(self) -> Key | None:
        row = self.widget.currentIndex()
        return self._options[row - 1] if row > 0 else None

    def _speak(self) -> None:
        self.widget.setItemText(0, words(self.field.nothing))
        for row, one in enumerate(self._offered, 1):
            self.widget.setItemText(row, said(one, 120))
        self.widget.setAccessibleName(words(self.field.label))


class SomeOfEditor(Editor):
    """Any number of the options, ticked in a list."""

    field: SomeOf

    def __init__(self, field: SomeOf) -> None:
        """Start with no options."""
        super().__init__(field)
        self.model = TickModel()
        self.widget: QListView = QListView()
        self.widget.setModel(self.model)
        self.widget.setUniformItemSizes(True)
        self.widget.setItemDelegate(TickDelegate(self.widget))
        self.widget.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.widget.setFixedHeight(field.rows * ROW + 8)
        self.widget.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._follow_language(self._speak)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these; what is ticked stays ticked."""
        self.model.set_options(options)
        self._speak()

    def show(self, value: Sequence[Key] | None) -> None:
        """Tick these."""
        self.model.tick(value or ())

    def _read(self) -> tuple[Key, ...]:
        return self.model.ticked()

    def _speak(self) -> None:
        empty = "" if self.model.rowCount() else f". {words(self.field.empty)}"
        self.widget.setAccessibleName(words(self.field.label) + empty)
        self.widget.setToolTip(tip(empty.removeprefix(". ")))
        self.model.retranslate()


EDITORS: dict[type[Field], type[Any]] = {
    Line: LineEditor,
    Block: BlockEditor,
    Pick: PickEditor,
    Day: DayEditor,
    When: WhenEditor,
    Amount: AmountEditor,
    Tick: TickEditor,
    OneOf: OneOfEditor,
    SomeOf: SomeOfEditor,
}


def make_editor(field: Field) -> Editor:
    """The editor of a field."""
    editor = EDITORS[type(field)](field)
    assert isinstance(editor, Editor)
    return editor
