"""The first start: what the program does in three steps, a sample case to try, and which library to work with."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QCloseEvent, QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.jobs import Jobs
from app.window.copies import GO_BACK, Copies, copies_of
from app.window.libraries import CHOOSE, make_ready
from evidence.errors import LibraryProblem, WorldError
from evidence.labels import Label
from evidence.progress import Progress
from widgets import theme
from widgets.language import current_language, set_language, tongue, words
from widgets.parts import SpokenButton, rule
from widgets.texts import PlainLabel, SpokenLabel

if TYPE_CHECKING:
    from app.demo.building import Built

_TITLE = Label("Welcome to Replaydesk", "欢迎使用 Replaydesk")
_STEPS = (
    (
        Label("Link the recordings", "关联录音录像"),
        Label(
            "Drop camera clips, calls and papers on a complaint. Each is copied byte for byte and numbered: EX-01.",
            "将监控片段、通话录音和文件拖到投诉上。逐字节复制，并编号：EX-01。",
        ),
    ),
    (
        Label("Mark the seconds", "标注关键时刻"),
        Label(
            "Play them together. Press I and O, the number of the checklist point, and a verdict key: a mark is made.",
            "同步播放。按 I 与 O，再按要点编号和判定键，即成一个标注。",
        ),
    ),
    (
        Label("Conclude and export", "得出结论并导出"),
        Label(
            "Conclusions follow from marks and from what was played. Anybody can check the case file, without us.",
            "结论由标注和播放情况得出。导出的案卷任何人都可自行核验，无需本程序。",
        ),
    ),
)
_LIBRARY = Label(
    "Complaints and their recordings are kept in a library: a folder on this machine. "
    "Choose the one you work with, or an empty folder for a new one.",
    "投诉及其录音录像保存在资料库中，即本机上的一个文件夹。请选择您使用的资料库，或选择一个空文件夹新建资料库。",
)
_SAMPLE = Label("Try the sample case…", "试用示例案件……")
_WHERE_SAMPLE = Label("Folder in which the sample is made", "示例所在的文件夹")
_MAKING = Label("Making the sample case: recordings, marks, case file.", "正在生成示例案件：录像、标注、案卷。")
_STOP = Label("Stop", "停止")
_LEAVE = Label("Quit", "退出")
_OTHER_LANGUAGE = Label("中文", "English")
WIDE, CIRCLE = 760, 34


class _Number(QWidget):
    """The number of a step in a circle."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(QSize(CIRCLE, CIRCLE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle and the number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(QColor(theme.ACCENT), 1.6))
        painter.setBrush(QColor(theme.ACCENT_SOFT))
        painter.drawEllipse(place)
        painter.setFont(theme.sans(theme.POINT_SIZE + 3, QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.ACCENT))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class Welcome(QDialog):
    """Introduces the program and asks for a library's folder: a sample, one that is there, or an empty one.

    Signals:
        none of its own; `folder` holds the answer after `accept`.
    """

    def __init__(
        self, trouble: Label | None = None, parent: QWidget | None = None, *, damaged: Path | None = None
    ) -> None:
        """Ask; `trouble` says why the last library is not opened, `damaged` is its folder where a copy may help."""
        super().__init__(parent)
        self.folder: Path | None = None
        self.case = ""
        """The label of the sample case, if it was made."""
        self._trouble = trouble
        self._job = 0
        self._jobs = Jobs(self)
        self._sentence = PlainLabel(tone="doubt", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setVisible(False)
        self.sample_button = SpokenButton(_SAMPLE)
        self.choose_button = SpokenButton(CHOOSE, role="primary")
        self.choose_button.setDefault(True)
        self.leave_button = SpokenButton(_LEAVE)
        self.language_button = SpokenButton(_OTHER_LANGUAGE, role="quiet")
        self.back_button = SpokenButton(GO_BACK)
        self._build()
        self._offer(damaged)
        self.back_button.clicked.connect(self._ask_copy)
        self.sample_button.clicked.connect(self._ask_sample)
        self.choose_button.clicked.connect(self._ask)
        self.leave_button.clicked.connect(self._leave)
        self.language_button.clicked.connect(lambda: set_language("zh" if current_language() == "en" else "en"))
        self._jobs.progressed.connect(lambda _job, done, total: self._bar.setValue(1000 * done // max(total, 1)))
        tongue.language_changed.connect(self._speak)
        self._speak()

    def choose(self, folder: Path) -> None:
        """Take a folder: open the library in it, or make one if it is empty; say why not."""
        try:
            make_ready(folder)
        except WorldError as error:
            self._say(error.sentence)
            self._offer(folder if isinstance(error, LibraryProblem) else None)
            return
        self.folder = folder
        self.accept()

    def _offer(self, damaged: Path | None) -> None:
        """Offer the copies of a library that cannot be opened, where it has some."""
        self._damaged = damaged if damaged and copies_of(damaged) else None
        self.back_button.setVisible(self._damaged is not None)

    def _ask_copy(self) -> None:
        if self._damaged and Copies(self._damaged, self).exec() == QDialog.DialogCode.Accepted:
            self.choose(self._damaged)

    def make_sample(self, parent: Path) -> None:
        """Make the sample library below a folder and take it; it can be stopped."""
        from app.demo.building import free_folder  # takes a while to load; most windows open without it

        folder = free_folder(parent)
        self._say(_MAKING, "soft")
        self._show_working(True)
        self._job = self._jobs.start(
            _SAMPLE, lambda progress: _whole_or_nothing(folder, progress), self._made, self._failed, self._stopped
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is being made."""
        self._jobs.close()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Leave, with nothing running behind."""
        self._jobs.close()
        super().done(result)

    def _made(self, built: Built) -> None:
        self.folder, self.case = built.library, built.case
        self.accept()

    def _failed(self, error: WorldError) -> None:
        self._show_working(False)
        self._say(error.sentence)

    def _stopped(self) -> None:
        self._show_working(False)
        self._trouble = None
        self._speak()

    def _show_working(self, working: bool) -> None:
        self._bar.setValue(0)
        self._bar.setVisible(working)
        self.sample_button.setEnabled(not working)
        self.choose_button.setEnabled(not working)
        self.leave_button.speak(_STOP if working else _LEAVE)
        if not working:
            self._job = 0

    def _leave(self) -> None:
        if self._job:
            self._jobs.cancel(self._job)
        else:
            self.reject()

    def _ask(self) -> None:
        name = QFileDialog.getExistingDirectory(self, words(CHOOSE), str(Path.home()))
        if name:
            self.choose(Path(name))

    def _ask_sample(self) -> None:
        name = QFileDialog.getExistingDirectory(self, words(_WHERE_SAMPLE), str(Path.home()))
        if name:
            self.make_sample(Path(name))

    def _say(self, sentence: Label, tone: str = "doubt") -> None:
        self._trouble = sentence
        self._sentence.set_tone(tone)
        self._sentence.say(words(sentence))

    def _speak(self) -> None:
        self.setWindowTitle(words(_TITLE))
        self._bar.setAccessibleName(words(_MAKING))
        self._sentence.say(words(self._trouble) if self._trouble else "")

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(SpokenLabel(_TITLE, "title"), 1)
        head.addWidget(self.language_button)
        steps = QGridLayout()
        steps.setHorizontalSpacing(22)
        steps.setVerticalSpacing(6)
        for place, (name, text) in enumerate(_STEPS):
            about = SpokenLabel(text, "soft", wrap=True)
            about.setAlignment(Qt.AlignmentFlag.AlignTop)
            about.setMinimumHeight(76)
            steps.addWidget(_Number(place + 1), 0, place, Qt.AlignmentFlag.AlignLeft)
            steps.addWidget(SpokenLabel(name, "heading"), 1, place)
            steps.addWidget(about, 2, place)
            steps.setColumnStretch(place, 1)
        row = QHBoxLayout()
        row.addWidget(self.leave_button)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.sample_button)
        row.addWidget(self.choose_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 20)
        column.setSpacing(14)
        column.addLayout(head)
        column.addLayout(steps)
        column.addWidget(rule())
        column.addWidget(SpokenLabel(_LIBRARY, wrap=True))
        column.addWidget(self._sentence)
        column.addWidget(self._bar)
        column.addStretch(1)
        column.addLayout(row)
        self.resize(WIDE, 400)


def _whole_or_nothing(folder: Path, progress: Progress) -> Built:
    """Make the sample; where that is stopped or fails, its folder, which was not there before, is gone again."""
    try:
        from app.demo.building import build_demo

        return build_demo(folder, progress)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def ask_library(trouble: Label | None = None, damaged: Path | None = None) -> tuple[Path | None, str]:
    """The library's folder, or None if the person left, and the case to show, if any.

    `trouble` says why the last library is not opened; `damaged` is its folder where a copy of it may help.
    """
    dialog = Welcome(trouble, damaged=damaged)
    dialog.exec()
    return dialog.folder, dialog.case
