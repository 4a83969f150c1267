"""The findings of one recording: what was looked for, how far that is, the list; a click leads there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QToolButton, QVBoxLayout, QWidget

from evidence.assist.findings import FindingKind, Quality
from evidence.labels import Label
from widgets import theme
from widgets.language import tongue, words
from widgets.parts import SpokenButton
from widgets.plain import tip
from widgets.quality.table import AT, LENGTH, SIGN_HEIGHT, SIGN_WIDTH, WHAT, FindingModel, kind_icon
from widgets.quality.words import Q
from widgets.rows import EnterTable, emptiness, show_view
from widgets.texts import ElidedLabel, SpokenLabel


class Looked(Enum):
    """How far the looking at one recording is."""

    NOTHING_CHOSEN = auto()
    NOT_PLAYING = auto()
    WAITING = auto()
    GOING_ON = auto()
    STOPPED = auto()
    FAILED = auto()
    DONE = auto()


@dataclass(frozen=True, slots=True)
class Looking:
    """What is known about the findings of one recording."""

    state: Looked = Looked.NOTHING_CHOSEN
    name: str = ""
    quality: Quality | None = None
    percent: int = 0
    reason: Label | None = None

    def words(self) -> str:
        """How far it is, in words; nothing once it is done."""
        match self.state:
            case Looked.GOING_ON:
                return words(Q.LOOKING, percent=self.percent)
            case Looked.WAITING:
                return words(Q.WAITING)
            case Looked.STOPPED:
                return words(Q.STOPPED)
            case Looked.FAILED:
                return words(Q.FAILED, reason=words(self.reason) if self.reason else "")
        return ""


class FindingsPanel(QWidget):
    """List, legend and progress. Each kind in the legend can be left out of the list.

    Signals:
        sought(object): the recording time (int, microseconds) of the finding that was chosen.
        look_wished(): look now.
        stop_wished(): stop looking.
    """

    sought = Signal(object)
    look_wished = Signal()
    stop_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with no recording."""
        super().__init__(parent)
        self.looking = Looking()
        self.model = FindingModel()
        self.view = EnterTable()
        self.view.setModel(self.model)
        self.view.setIconSize(QSize(SIGN_WIDTH, SIGN_HEIGHT))
        header = self.view.horizontalHeader()
        header.setSortIndicatorShown(False)
        for number, width in ((AT, 110), (LENGTH, 76), (WHAT, 300)):
            self.view.setColumnWidth(number, width)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self._said = ElidedLabel()
        self.stop, self.look = SpokenButton(Q.STOP, role="quiet"), SpokenButton(Q.LOOK, role="quiet")
        self.kinds = {kind: self._kind_button(kind) for kind in FindingKind}
        self._empty = SpokenLabel(Q.CHOOSE, "soft", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = emptiness(self.view, self._empty)
        head = QHBoxLayout()
        head.setContentsMargins(4, 2, 4, 0)
        head.setSpacing(3)
        head.addWidget(self._said, 1)
        for button in (*self.kinds.values(), self.look, self.stop):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.view.clicked.connect(self._choose)
        self.view.entered_row.connect(self._choose)
        self.look.clicked.connect(self.look_wished)
        self.stop.clicked.connect(self.stop_wished)
        tongue.language_changed.connect(self._speak)
        theme.dress.changed.connect(self._draw_kinds)
        self.show_looking(Looking())

    def show_looking(self, looking: Looking) -> None:
        """Show what is known about a recording."""
        news = looking.quality is not self.looking.quality
        self.looking = looking
        if news:
            self.model.set_findings(looking.quality.findings if looking.quality else ())
        self._speak()

    def _kind_button(self, kind: FindingKind) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setChecked(True)
        button.setIcon(kind_icon(kind))
        button.setIconSize(QSize(SIGN_WIDTH, SIGN_HEIGHT))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.toggled.connect(self._filter)
        return button

    def _draw_kinds(self) -> None:
        for kind, button in self.kinds.items():
            button.setIcon(kind_icon(kind))

    def _filter(self) -> None:
        self.model.hide([kind for kind, button in self.kinds.items() if not button.isChecked()])
        self._speak()

    def _choose(self, index: QModelIndex) -> None:
        finding = self.model.finding_at(index.row())
        if finding is not None:
            self.sought.emit(finding.from_us)

    def _speak(self) -> None:
        looking, quality = self.looking, self.looking.quality
        counts = self.model.counts()
        for kind, button in self.kinds.items():
            count = counts[kind]
            button.setVisible(count > 0)
            button.setText(f"{count:,}")
            said = words(Q.SHOWN if button.isChecked() else Q.HIDDEN, name=words(kind.label), count=f"{count:,}")
            button.setToolTip(tip(said))
            button.setAccessibleName(said)
        self.stop.setVisible(looking.state in (Looked.GOING_ON, Looked.WAITING))
        self.look.setVisible(looking.state in (Looked.STOPPED, Looked.FAILED))
        self._said.say(" ".join(part for part in (looking.name, self._sentence(quality)) if part))
        self._empty.speak(_EMPTY.get(looking.state, Q.HINT))
        show_view(self, self.view, self._stack, filled=bool(quality and quality.findings))
        self.view.setAccessibleName(words(Q.LIST_ACCESS))
        self.model.retranslate()

    def _sentence(self, quality: Quality | None) -> str:
        if quality is None:
            return self.looking.words()
        found = len(quality.findings)
        said = [words(Q.LOOKED, count=f"{found:,}") if found else words(Q.NONE)]
        if quality.summary.usual_loudness is not None:
            said.append(words(Q.USUAL, lufs=f"{quality.summary.usual_loudness / 100:.1f}".replace("-", "−")))
        if quality.summary.left_off:
            said.append(words(Q.LEFT_OFF, count=f"{quality.summary.left_off:,}"))
        return " ".join(said)


_EMPTY = {Looked.NOTHING_CHOSEN: Q.CHOOSE, Looked.NOT_PLAYING: Q.NO_PLAYING, Looked.DONE: Q.NONE}
