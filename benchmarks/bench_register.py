"""The list of complaints: until the window is usable on a large library, and stalls while it is sorted and scrolled."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.demo.register import build_register
from app.window.mainwindow import MainWindow
from app.window.settings import Settings
from app.window.start import make_application, make_window
from benchmarks.heartbeat import Heartbeat
from benchmarks.measuring import Section, Series, ms
from evidence.register.lines import Column
from evidence.store.library import Library
from widgets.register.model import COLUMNS

COMPLAINTS, STARTS, ROUNDS, SCROLLS = 100_000, 5, 5, 60
REST_S = 1.0
WORDS = ("fee", "0042", "K-83", "station fee")


def sections(quick: bool = False) -> list[Section]:
    """Everything of this benchmark."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    count = 300 if quick else COMPLAINTS
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        folder = Path(name)
        with Library.create(folder / "library") as library:
            library.db.execute("PRAGMA synchronous = OFF")  # while it is filled, no commit waits for the disk
            build_register(library, count, "en")
        return measured(folder / "library", folder / "settings.ini", 1 if quick else STARTS, 1 if quick else ROUNDS)


def measured(library: Path, settings: Path, starts: int = STARTS, rounds: int = ROUNDS) -> list[Section]:
    """The figures of one library."""
    application = make_application()
    usable, shown, cost = Series(), Series(), Series()
    for _ in range(starts):
        begun, spent = time.perf_counter(), time.process_time()
        window, beats = _open(library, settings)
        shown.values.append(time.perf_counter() - begun)
        beats.until(partial(_known, window), "the list of complaints")
        window.cases.view.viewport().repaint()
        usable.values.append(time.perf_counter() - begun)
        cost.values.append(time.process_time() - spent)
        _close(application, window)
    window, beats = _open(library, settings)
    beats.until(partial(_known, window), "the list of complaints")
    beats.rest(REST_S)
    count = window.cases.model.all
    rows = [
        (what, ms(took.median), ms(max(took.values)), ms(max(cpu.values)), ms(max(stalls.values)), ms(max(idle.values)))
        for what, (took, cpu, stalls, idle) in {
            "sorted by another column": _told(beats, window, [_sorting(window, one) for one in Column] * rounds),
            "narrowed down by kind, branch, state, deadline": _told(beats, window, _choices(window) * rounds),
            "words typed": _told(beats, window, [_typing(window, one) for one in WORDS] * rounds),
            "scrolled by a page": _told(beats, window, [_paging(window)] * SCROLLS),
            "to the end and to the start": _told(beats, window, [_end(window), _home(window)] * rounds),
        }.items()
    ]
    _close(application, window)
    return [
        Section(
            f"The list of complaints, {count:,} of them",
            "The real window (drawn offscreen). A timer in its thread beats every 5 ms; a stall is by how much a beat "
            "came late. At rest: the worst in the second before, with nothing to do. Processor time is that of the "
            "window's thread; for the start, the median of all threads.",
            ("what", "until it is shown, median", "most", "processor time, most", "longest stall", "longest at rest"),
            [
                ("window made and shown", ms(shown.median), ms(max(shown.values)), "-", "-", "-"),
                (
                    "window usable: the first complaints drawn",
                    ms(usable.median),
                    ms(max(usable.values)),
                    ms(cost.median),
                    "-",
                    "-",
                ),
                *rows,
            ],
            (
                "The aims are 1.5 s until the window is usable, and 50 ms for a stall. The start of Python and Qt is "
                "not counted.",
                _load(),
            ),
        )
    ]


def _open(library: Path, settings: Path) -> tuple[MainWindow, Heartbeat]:
    window = make_window(library, Settings(settings))
    beats = Heartbeat()
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    return window, beats


def _known(window: MainWindow) -> bool:
    return window.cases.model.known


def _close(application: QApplication, window: MainWindow) -> None:
    window.close()
    window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # a window that is left over would be dressed again
    application.processEvents()


Step = Callable[[], None]


def _told(beats: Heartbeat, window: MainWindow, steps: list[Step]) -> tuple[Series, Series, Series, Series]:
    """Seconds until each step is shown, of the window's thread alone, stalls meanwhile, and stalls at rest before."""
    took, cpu, stalls, idle = Series(), Series(), Series(), beats.stalls(lambda: beats.rest(REST_S))
    model = window.cases.model
    for step in steps:

        def work(step: Step = step) -> None:
            begun, spent = time.perf_counter(), time.thread_time()
            step()
            beats.until(lambda: not model.waiting, "the page")
            window.cases.view.viewport().repaint()
            beats.until(lambda: not model.waiting, "the page that is seen")
            took.values.append(time.perf_counter() - begun)
            cpu.values.append(time.thread_time() - spent)

        stalls.values += beats.stalls(work).values
    window.cases.show_all()
    beats.until(lambda: not model.waiting, "all complaints")
    return took, cpu, stalls, idle


def _sorting(window: MainWindow, column: Column) -> Step:
    header = window.cases.view.horizontalHeader()
    return lambda: header.setSortIndicator(COLUMNS.index(column), Qt.SortOrder.AscendingOrder)


def _choices(window: MainWindow) -> list[Step]:
    return [partial(box.setCurrentIndex, place) for box in window.cases.filters.choices for place in (1, 2, 0)]


def _typing(window: MainWindow, text: str) -> Step:
    def work() -> None:
        window.cases.filter.setText(text)
        window.cases._pause.stop()  # the pause after typing is a wish, not a cost
        window.cases._look()

    return work


def _paging(window: MainWindow) -> Step:
    return lambda: QTest.keyClick(window.cases.view, Qt.Key.Key_PageDown)


def _end(window: MainWindow) -> Step:
    return window.cases.view.scrollToBottom


def _home(window: MainWindow) -> Step:
    return window.cases.view.scrollToTop


def _load() -> str:
    return f"The load was {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores at the end."
