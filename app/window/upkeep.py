"""What a window does for its library once a day, beside the work: put away what was left half, copy the database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer

from app.window.mainwindow import MainWindow
from evidence.errors import Refused, WorldError
from evidence.intake.copying import sweep
from evidence.labels import Label
from evidence.progress import Progress
from evidence.store.backups import back_up_daily
from evidence.store.layout import Layout
from widgets.bars import MessageKind

EVERY_MS = 3_600_000
_NAME = Label("Looking after the library", "维护资料库")
_SWEPT = Label(
    "{count} unfinished copies were left by an interrupted run. They are in the library's folder “quarantine”; "
    "add the files again.",
    "上次中断留下 {count} 份未完成的副本，已移至资料库的“quarantine”文件夹；请重新添加这些文件。",
)
_NO_COPY = Label("Today's copy of the library was not made: {reason}", "今日的资料库备份未完成：{reason}")


@dataclass(frozen=True, slots=True)
class _Done:
    swept: int
    trouble: Label | None


def look_after(window: MainWindow) -> None:
    """Begin it, in a thread of its own, and again where the window stays open into another day."""
    timer = QTimer(window)
    timer.setInterval(EVERY_MS)
    timer.timeout.connect(lambda: _begin(window))
    timer.start()
    _begin(window)


def _begin(window: MainWindow) -> None:
    if window.session.held or window.jobs.closed:
        return
    folder = window.session.folder

    def tell(done: _Done) -> None:
        if done.swept:
            window.messages.say(MessageKind.WARNING, _SWEPT.filled(count=done.swept))
        if done.trouble:
            window.messages.say(MessageKind.ERROR, _NO_COPY.filled(reason=done.trouble))

    window.jobs.start(_NAME, lambda progress: _work(folder, progress), tell, lambda _: None, quiet=True)


def _work(folder: Path, progress: Progress) -> _Done:
    swept = len(sweep(Layout(folder)))
    try:
        back_up_daily(folder, progress=progress)
    except Refused:  # who audits and does nothing else writes nothing here, copies neither
        return _Done(swept, None)
    except WorldError as error:
        return _Done(swept, error.sentence)
    return _Done(swept, None)
