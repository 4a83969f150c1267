"""What a window does for its library once a day, beside the work: put half things away, copy it, read a share of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer

from app.window.mainwindow import MainWindow
from evidence.check import check_share
from evidence.errors import Refused, WorldError
from evidence.intake.copying import sweep
from evidence.labels import Label
from evidence.model.kinds import Answer
from evidence.progress import Progress
from evidence.store.backups import back_up_daily
from evidence.store.layout import Layout
from evidence.store.library import Library
from widgets.bars import MessageKind

EVERY_MS = 3_600_000
_NAME = Label("Looking after the library", "维护资料库")
_SWEPT = Label(
    "{count} unfinished copies were left by an interrupted run. They are in the library's folder “quarantine”; "
    "add the files again.",
    "上次中断留下 {count} 份未完成的副本，已移至资料库的“quarantine”文件夹；请重新添加这些文件。",
)
_FOUND = Label(
    "Today's share of checking found: {first} ({count} in all). Run “replaydesk check” for the whole library.",
    "今日的例行检查发现：{first}（共 {count} 项）。请运行“replaydesk check”检查整个资料库。",
)
_NO_COPY = Label("Today's copy of the library was not made: {reason}", "今日的资料库备份未完成：{reason}")


@dataclass(frozen=True, slots=True)
class _Done:
    swept: int
    trouble: Label | None
    found: tuple[Label, ...] = ()
    """What the day's share of checking found wrong."""


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
        if done.found:
            window.messages.say(MessageKind.ERROR, _FOUND.filled(first=done.found[0], count=len(done.found)))

    window.jobs.start(_NAME, lambda progress: _work(folder, progress), tell, lambda _: None, quiet=True)


def _work(folder: Path, progress: Progress) -> _Done:
    swept = len(sweep(Layout(folder)))
    try:
        if back_up_daily(folder, progress=progress) is None:
            return _Done(swept, None)
    except Refused:  # who audits and does nothing else writes nothing here, copies neither
        return _Done(swept, None)
    except WorldError as error:
        return _Done(swept, error.sentence, _found(folder, progress))
    return _Done(swept, None, _found(folder, progress))


def _found(folder: Path, progress: Progress) -> tuple[Label, ...]:
    """What is wrong in the share of the library that is read today."""
    try:
        with Library.open(folder, read_only=True) as library:
            report = check_share(library, date.today(), progress)
    except WorldError as error:
        return (error.sentence,)
    return tuple(one.reason for one in report.checks if one.answer is not Answer.PASSED and one.name != "originals")
