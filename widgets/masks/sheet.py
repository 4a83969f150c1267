"""The sheet on which it is decided what of a picture may be shown: picture left, decision right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from evidence.errors import WorldError
from evidence.labels import Label
from evidence.model.masks import KeyBox, Mask, MaskDecision, Rectangle
from evidence.model.places import Box
from evidence.timecode import format_time
from widgets.keys import KeyBinder, KeyTable, Where
from widgets.language import tongue, words
from widgets.masks.canvas import MaskCanvas
from widgets.masks.values import MaskStart, Stretch
from widgets.masks.words import K
from widgets.parts import ArrowBox, SignButton, SpokenButton, card
from widgets.signs import PAUSE, PLAY
from widgets.texts import ElidedLabel, MonoLabel, SpokenLabel
from widgets.times import moment_words
from widgets.words import W

SLIDER = 1_000
COLUMN = 360


class MaskSheet(QWidget):
    """Everything about one decision. Nothing is saved before a button is pressed.

    Signals:
        wished(object, bool): the Mask that shall stand, and whether this person has checked it.
        withdrawn(): the decision that stands shall be taken back.
        cancelled(): nothing shall change.
        moved(str): an action of the key table that moves through the recording.
        sought(object): recording time (int) that shall be shown.
        changed(): what would be shown is another now; ask `draft` and show the picture again.
    """

    wished = Signal(object, bool)
    withdrawn = Signal()
    cancelled = Signal()
    moved = Signal(str)
    sought = Signal(object)
    changed = Signal()

    def __init__(self, keys: KeyTable, parent: QWidget | None = None) -> None:
        """Start without a picture."""
        super().__init__(parent)
        self._start: MaskStart | None = None
        self._rectangles: list[Rectangle] = []
        self._at_us = 0
        self._chosen: int | None = None
        self._looked = self._unsaved = False
        self._failure: Label | None = None
        self.canvas = MaskCanvas()
        self.play = SignButton(W.PLAY, PLAY, keys.shown("play_pause"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, SLIDER)
        self._time = MonoLabel()
        self.cover, self.open = QRadioButton(), QRadioButton()
        self.stretch, self.list = ArrowBox(), QListWidget()
        self.move_button = SpokenButton(K.MOVE, "Enter", role="quiet")
        self.remove_button = SpokenButton(K.REMOVE, "Delete", role="quiet")
        self.forget_button = SpokenButton(K.FORGET_KEY, role="quiet")
        self.basis, self.preview = QLineEdit(), QCheckBox()
        self.save, self.save_checked = SpokenButton(K.SAVE), SpokenButton(K.SAVE_CHECKED, role="primary")
        self.cancel, self.withdraw = SpokenButton(K.CANCEL, "Esc"), SpokenButton(K.WITHDRAW, role="quiet")
        self._title, self._state = ElidedLabel(tone="title"), SpokenLabel(K.NEW, "soft", wrap=True)
        self._basis_name = SpokenLabel(K.BASIS, "soft")
        self._hint, self._sentence = SpokenLabel(K.NONE, "soft", wrap=True), SpokenLabel(None, "soft", wrap=True)
        self._place()
        self._connect(keys)
        tongue.language_changed.connect(self._speak)

    # -- what is decided

    def show_start(self, start: MaskStart) -> None:
        """Begin with the decision that stands, or with none."""
        self._start = start
        value = start.record.value if start.record else None
        self._rectangles = list(value.rectangles) if value else []
        self._chosen = 0 if self._rectangles else None
        self._looked, self._failure = False, None
        opened = value is not None and value.decision is MaskDecision.ON_A_BASIS
        self.open.setChecked(opened)
        self.cover.setChecked(not opened)
        self.basis.setText(value.basis if value else "")
        self.preview.setChecked(False)
        self.stretch.clear()
        self.stretch.addItems([""] * len(start.stretches))
        self.withdraw.setVisible(start.record is not None and start.writable)
        in_time = start.stretches[0].page is None
        for widget in (self.play, self.slider, self._time, self.forget_button):
            widget.setVisible(in_time)
        self._at_us = start.stretches[0].from_us or 0
        self._unsaved = False
        self._speak()
        self._show()

    @property
    def chosen_stretch(self) -> Stretch | None:
        """For what it is decided."""
        if self._start is None:
            return None
        return self._start.stretches[max(self.stretch.currentIndex(), 0)]

    @property
    def previewing(self) -> bool:
        """Whether the picture is wanted as it will be shown."""
        return self.preview.isChecked()

    @property
    def unsaved(self) -> bool:
        """Whether something was decided that is not saved."""
        return self._unsaved

    def draft(self) -> Mask:
        """The decision as it stands on the sheet.

        Raises:
            WrongUse: it decides nothing yet, with the sentence that says what is missing.
        """
        stretch = self.chosen_stretch
        if self._start is None or stretch is None:
            raise RuntimeError("no decision was begun")
        masked = self.cover.isChecked()
        return Mask(
            self._start.exhibit,
            MaskDecision.MASKED if masked else MaskDecision.ON_A_BASIS,
            tuple(self._rectangles) if masked else (),
            stretch.from_us,
            stretch.to_us,
            stretch.page,
            self.basis.text().strip(),
        )

    def failed(self, reason: Label) -> None:
        """Say why it was not saved; all that was drawn stays."""
        self._failure = reason
        self._show()

    def sentence(self) -> str:
        """What the line at the bottom says."""
        return self._sentence.text()

    # -- the picture

    def show_picture(self, rgb: bytes, width: int, height: int, at_us: int) -> None:
        """The picture of a moment, covered or not, as `previewing` says."""
        self._at_us = at_us
        self.canvas.show_picture(rgb, width, height, page=True)
        stretch = self.chosen_stretch
        if stretch is not None and stretch.from_us is not None and stretch.to_us is not None:
            whole = max(stretch.to_us - stretch.from_us, 1)
            self.slider.blockSignals(True)
            self.slider.setValue((at_us - stretch.from_us) * SLIDER // whole)
            self.slider.blockSignals(False)
        self._time.say(format_time(at_us))
        if self.previewing:
            self._looked = True
        self._show()

    def set_playing(self, playing: bool) -> None:
        """Show whether it plays."""
        self.play.show_as(W.PAUSE if playing else W.PLAY, PAUSE if playing else PLAY)

    # -- drawing

    def _add(self, box: Box) -> None:
        self._rectangles.append(Rectangle((KeyBox(self._at_us, box),)))
        self._chosen = len(self._rectangles) - 1
        self._edited()

    def _move(self, number: int, box: Box) -> None:
        self._chosen = number
        self._rectangles[number] = self._rectangles[number].placed(self._at_us, box)
        self._edited()

    def _touch(self, number: int) -> None:
        self._chosen = number
        self._show()

    def _remove(self) -> None:
        if self._chosen is not None and self._chosen < len(self._rectangles):
            del self._rectangles[self._chosen]
            self._chosen = min(self._chosen, len(self._rectangles) - 1) if self._rectangles else None
            self._edited()

    def _forget_key(self) -> None:
        if self._chosen is not None and (left := self._rectangles[self._chosen].without(self._at_us)) is not None:
            self._rectangles[self._chosen] = left
            self._edited()

    def _move_by_keys(self) -> None:
        if self._chosen is not None:
            self.canvas.begin_move(self._chosen)

    def _edited(self) -> None:
        """Another content: whoever had looked has to look again."""
        self._looked, self._failure, self._unsaved = False, None, True
        self._show()
        self.changed.emit()

    # -- showing

    def _trouble(self) -> Label | None:
        """What is missing before it can be saved."""
        if self._start is not None:
            try:
                self.draft()
            except WorldError as error:
                return error.sentence
        return None

    def _show(self) -> None:
        masked, writable = self.cover.isChecked(), bool(self._start and self._start.writable)
        trouble = self._trouble()
        boxes = [one.box_at(self._at_us) for one in self._rectangles] if masked else []
        self.canvas.set_boxes(boxes, self._chosen, editable=masked and not self.previewing)
        self._show_list()
        for widget in (self.list, self.move_button, self.remove_button, self._hint):
            widget.setVisible(masked)
        chosen = self._rectangles[self._chosen] if self._chosen is not None and self._rectangles else None
        self.forget_button.setVisible(masked and bool(self._start and self._start.stretches[0].page is None))
        self.forget_button.setEnabled(chosen is not None and chosen.without(self._at_us) not in (None, chosen))
        for button in (self.move_button, self.remove_button):
            button.setEnabled(chosen is not None and not self.previewing)
        self._basis_name.speak(K.BASIS if masked else K.BASIS_OPEN)
        self.basis.setAccessibleName(words(K.BASIS if masked else K.BASIS_OPEN))
        self.preview.setEnabled(trouble is None)
        self.save.setEnabled(trouble is None and writable)
        self.save_checked.setEnabled(trouble is None and writable and self._looked)
        said = self._failure or trouble or (K.LOOKED if self._looked else K.LOOK_FIRST)
        self._sentence.speak(said)
        self._sentence.set_tone("bad" if self._failure else "soft")

    def _show_list(self) -> None:
        self.list.blockSignals(True)
        while self.list.count() > len(self._rectangles):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(self._rectangles):
            self.list.addItem("")
        for number, one in enumerate(self._rectangles):
            here = len(one.keys) > 1 and any(key.at_us == self._at_us for key in one.keys)
            label = K.RECTANGLE_KEY if here else K.RECTANGLE
            self.list.item(number).setText(words(label, number=number + 1, keys=len(one.keys)))
        self.list.setCurrentRow(self._chosen if self._chosen is not None else -1)
        self.list.blockSignals(False)

    def _turn_preview(self) -> None:
        self._show()
        self.changed.emit()

    def _save(self, checked: bool) -> None:
        self._failure = None
        self.wished.emit(self.draft(), checked)

    def _seek(self, value: int) -> None:
        stretch = self.chosen_stretch
        if stretch is not None and stretch.from_us is not None and stretch.to_us is not None:
            self.sought.emit(min(stretch.from_us + value * (stretch.to_us - stretch.from_us) // SLIDER,
                                 stretch.to_us - 1))  # fmt: skip

    def _do(self, action: str) -> None:
        if action == "box":
            self.canvas.begin_box()
        else:
            self.moved.emit(action)

    def _speak(self) -> None:
        start = self._start
        self.cover.setText(words(MaskDecision.MASKED.label))
        self.open.setText(words(MaskDecision.ON_A_BASIS.label))
        self.preview.setText(words(K.PREVIEW))
        self.list.setAccessibleName(words(K.RECTANGLES))
        self.stretch.setAccessibleName(words(K.STRETCH))
        self.slider.setAccessibleName(words(K.PLACE))
        self.canvas.setAccessibleName(words(K.PICTURE))
        if start is None:
            return
        self._title.say(words(K.TITLE, name=start.name))
        record, checked = start.record, start.record.value.checked if start.record else None
        if record is None:
            self._state.speak(K.NEW)
        elif checked is None:
            self._state.speak(K.UNCHECKED, name=record.label)
        else:
            self._state.speak(K.CHECKED, name=record.label, by=checked.by, at=moment_words(checked.at, 0))
        for number, stretch in enumerate(start.stretches):
            self.stretch.setItemText(number, words(stretch.name))
        self._show()

    def _place(self) -> None:
        under = QHBoxLayout()
        under.addWidget(self.play)
        under.addWidget(self.slider, 1)
        under.addWidget(self._time)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.canvas, 1)
        left.addLayout(under)
        tools = QHBoxLayout()
        for button in (self.move_button, self.remove_button, self.forget_button):
            tools.addWidget(button)
        tools.addStretch(1)
        right = card()
        right.setFixedWidth(COLUMN)
        column = QVBoxLayout(right)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        above = (self._state, SpokenLabel(K.STRETCH, "soft"), self.stretch, self.cover, self._hint)
        for widget in above:
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addLayout(tools)
        below = (self.open, self._basis_name, self.basis, self.preview, self._sentence)
        for part in below:
            column.addWidget(part)
        foot = QHBoxLayout()
        foot.addWidget(self.withdraw)
        foot.addStretch(1)
        for button in (self.cancel, self.save, self.save_checked):
            foot.addWidget(button)
        both = QHBoxLayout()
        both.setSpacing(14)
        both.addWidget(self._left, 1)
        both.addWidget(right)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addWidget(self._title)
        page.addLayout(both, 1)
        page.addLayout(foot)
        for button in self.findChildren(SpokenButton):
            button.setAutoDefault(False)  # Enter belongs to the picture
        self.setFocusProxy(self.canvas)

    def _connect(self, keys: KeyTable) -> None:
        self.canvas.box_drawn.connect(self._add)
        self.canvas.moved.connect(self._move)
        self.canvas.touched.connect(self._touch)
        self.play.clicked.connect(lambda: self.moved.emit("play_pause"))
        self.slider.valueChanged.connect(self._seek)
        self.cover.toggled.connect(lambda _: self._edited())
        self.basis.textEdited.connect(lambda _: self._edited())
        self.stretch.activated.connect(lambda _: self._edited())
        self.preview.toggled.connect(lambda _: self._turn_preview())
        self.list.currentRowChanged.connect(self._touch)
        self.list.itemActivated.connect(lambda _: self._move_by_keys())
        self.move_button.clicked.connect(self._move_by_keys)
        self.remove_button.clicked.connect(self._remove)
        self.forget_button.clicked.connect(self._forget_key)
        self.save.clicked.connect(lambda: self._save(False))
        self.save_checked.clicked.connect(lambda: self._save(True))
        self.cancel.clicked.connect(self.cancelled)
        self.withdraw.clicked.connect(self.withdrawn)
        KeyBinder(self._left, keys, [Where.STAGE]).pressed.connect(self._do)
