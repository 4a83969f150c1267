"""What may be said of a mark beside its verdict: who speaks, prompted or not, how directly it shows it, translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from evidence.model.kinds import Prompted, Strength
from widgets.forms.fields import LineField
from widgets.language import tongue, words
from widgets.marks.writing import WritingField
from widgets.papers.editors import OneOfEditor, PickEditor
from widgets.papers.specs import OneOf, Option, Pick
from widgets.parts import SpokenButton
from widgets.texts import SpokenLabel
from widgets.words import W


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said of a mark beside point, verdict and how it is known; nothing by default."""

    speaker: str = ""
    prompted: Prompted = Prompted.UNKNOWN
    strength: Strength | None = None
    translation: str = ""
    allegation: UUID | None = None


NOTHING_BESIDE = Beside()


class BesideFields(QWidget):
    """The fields, folded away until they are wanted or hold something.

    Signals:
        changed(): something was entered.
        submitted(): Enter was pressed in a text field.
        left(): Esc was pressed in a text field.
    """

    changed = Signal()
    submitted = Signal()
    left = Signal()

    def __init__(self) -> None:
        """Start folded and empty."""
        super().__init__()
        self._quiet = False
        self.fold = SpokenButton(W.MORE, role="quiet")
        self.fold.setCheckable(True)
        self.speaker = LineField(W.SPEAKER)
        self._prompted = PickEditor(Pick("prompted", W.PROMPTED, kind=Prompted))
        self._strength = PickEditor(Pick("strength", W.STRENGTH, kind=Strength, unset=W.STRENGTH_UNSET))
        self._allegation = OneOfEditor(OneOf("allegation", W.OF_ALLEGATION, nothing=W.OF_NO_ALLEGATION))
        self.translation = WritingField()
        self._inside = QWidget()
        self._build()
        self.fold.toggled.connect(self._inside.setVisible)
        for box in (self._prompted.widget, self._strength.widget, self._allegation.widget):
            box.activated.connect(self._say)
        self.speaker.textEdited.connect(self._say)
        self.speaker.returnPressed.connect(self.submitted)
        self.translation.textChanged.connect(self._say)
        self.translation.submitted.connect(self.submitted)
        self.translation.left.connect(self.left)
        tongue.language_changed.connect(self._speak)
        self._speak()
        self._inside.hide()

    def values(self) -> Beside:
        """What was entered."""
        prompted, strength, allegation = self._prompted.value(), self._strength.value(), self._allegation.value()
        return Beside(
            self.speaker.text().strip(),
            Prompted.UNKNOWN if prompted is None else Prompted(prompted),
            None if strength is None else Strength(strength),
            self.translation.toPlainText().strip(),
            allegation if isinstance(allegation, UUID) else None,
        )

    def show_values(self, beside: Beside) -> None:
        """Show these without a signal; they unfold where they say something."""
        if beside == self.values():
            return
        self._quiet = True
        self.speaker.setText(beside.speaker)
        self._prompted.show(beside.prompted)
        self._strength.show(beside.strength)
        self._allegation.show(beside.allegation)
        self.translation.setPlainText(beside.translation)
        self._quiet = False
        if beside != NOTHING_BESIDE:
            self.fold.setChecked(True)

    def set_allegations(self, allegations: Sequence[Option]) -> None:
        """The allegations that a mark may be about."""
        self._allegation.set_options(allegations)

    def start(self) -> None:
        """Unfold and put the cursor into the first field."""
        self.fold.setChecked(True)
        self.speaker.setFocus()

    def _say(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def _build(self) -> None:
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        rows: tuple[tuple[SpokenLabel, QWidget], ...] = (
            (SpokenLabel(W.SPEAKER, "soft"), self.speaker),
            (SpokenLabel(W.PROMPTED, "soft"), self._prompted.widget),
            (SpokenLabel(W.STRENGTH, "soft"), self._strength.widget),
            (SpokenLabel(W.OF_ALLEGATION, "soft"), self._allegation.widget),
            (SpokenLabel(W.TRANSLATION, "soft"), self.translation),
        )
        for row, (name, field) in enumerate(rows):
            grid.addWidget(name, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.fold)
        column.addWidget(self._inside)

    def _speak(self) -> None:
        self.translation.setAccessibleName(words(W.TRANSLATION))
