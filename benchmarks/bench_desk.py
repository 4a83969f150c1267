"""The desk: from the key until a mark is drawn and on disk, stalls of the window, finding words in a million lines."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.window.hits import MOST
from app.window.mainwindow import MainWindow
from app.window.settings import Settings
from app.window.start import make_application, make_window
from benchmarks.cases import Bench, bench_library
from benchmarks.heartbeat import Heartbeat
from benchmarks.measuring import Section, Series, ms, ratio
from evidence.model.transcript import Cue, TranscriptFormat
from evidence.store.library import Library
from evidence.store.search import find
from evidence.store.transcripts import keep_transcript
from evidence.transcripts.reading import Reading
from tests import barcodes
from tests.barcodes import Recipe

MARKS, KEYS, LINES, PER_FILE = 10_000, 60, 1_000_000, 100_000
WORDS = ("the", "charges", "were", "named", "account", "signed", "before", "退保", "费用", "客户", "说明", "现金价值")
ASKED = ("surr", "charges", "named before", "退保", "费用", "不存在")


def sections(quick: bool = False) -> list[Section]:
    """Everything of this benchmark."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        folder = Path(name)
        return [*_desk(folder / "desk", quick), _search(folder / "search", quick)]


# -- the window


def _desk(folder: Path, quick: bool) -> list[Section]:
    folder.mkdir()
    count, keys = (200, 3) if quick else (MARKS, KEYS)
    recording = barcodes.make(folder / "clip.mp4", Recipe(frames=3000, gop=50))
    long = barcodes.make(folder / "other.mp4", Recipe(frames=300 if quick else 9000, gop=50))
    with bench_library(folder / "library", recording) as bench:
        _without_waiting(bench)
        for number in range(count):
            bench.mark(number)
    with bench_library(folder / "small", recording) as bench:
        for number in range(2 if quick else 20):
            bench.mark(number)
    application = make_application()
    with _Hand(application, folder / "library", folder / "settings.ini") as hand:
        marking = _marking(hand, folder, count, keys)
    with _Hand(application, folder / "small", folder / "settings.ini") as hand:
        stalls = _stalls(hand, folder, long)
    return [marking, stalls]


def _without_waiting(bench: Bench) -> None:
    """While the library is filled, no commit waits for the disk: what is measured opens it anew."""
    bench.library.db.execute("PRAGMA synchronous = OFF")


class _Hand:
    """One window with its case open, and the hand on its keys."""

    def __init__(self, application: QApplication, folder: Path, settings: Path) -> None:
        self.window: MainWindow = make_window(folder, Settings(settings))
        self.beats = Heartbeat()
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        cases = self.window.cases.view.model()
        self.beats.until(lambda: cases.rowCount() > 0, "the list of complaints")
        self.press(Qt.Key.Key_Return)
        player = self.window.desk.stage.player
        self.beats.until(lambda: player.exact and player.at_us is not None, "the first picture")
        self.beats.until(lambda: not self.window.jobs.running, "what is read at first")
        application.processEvents()

    def __enter__(self) -> _Hand:
        return self

    def __exit__(self, *_: object) -> None:
        self.window.close()
        self.window.deleteLater()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def play(self) -> None:
        """Let the clip play."""
        player = self.window.desk.stage.player
        if not player.playing:
            player.to_start()
            self.press(Qt.Key.Key_Space)
            self.beats.until(lambda: player.playing, "the clip plays")

    def mark(self) -> tuple[float, float, float]:
        """Make a mark while the clip plays: seconds from Enter until it is committed and its row drawn, and a stall.

        Last the processor time that the window's thread took meanwhile, playing included: other work does not touch it.
        """
        session, table = self.window.session, self.window.desk.marks
        self.play()
        for key in (Qt.Key.Key_I, Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_Return, Qt.Key.Key_F2):
            self.press(key)
        self.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
        self.beats.rest(0.1)
        done: list[tuple[float, float]] = []

        def drawn(_: object) -> None:
            table.view.viewport().repaint()  # at once, so that its painting is part of the figure
            done.append((time.perf_counter(), time.thread_time()))

        heard = session.saved.connect(drawn)
        begun, worked = time.perf_counter(), time.thread_time()

        def work() -> None:
            self.press(Qt.Key.Key_Return)
            self.beats.until(lambda: bool(done), "a mark is saved")

        stalls = self.beats.stalls(work)
        session.saved.disconnect(heard)
        return done[0][0] - begun, max(stalls.values), done[0][1] - worked


def _marking(hand: _Hand, folder: Path, count: int, keys: int) -> Section:
    shown, stalls, worked, plain, idle = Series(), Series(), Series(), Series(), Series()
    handle = os.open(folder / "plain.bin", os.O_WRONLY | os.O_CREAT, 0o600)
    for _ in range(keys):  # in turn, so that a busy moment of the machine meets all of them
        for series, value in zip((shown, stalls, worked), hand.mark(), strict=True):
            series.values.append(value)
        begun = time.perf_counter()
        os.write(handle, b"x" * 4096)
        os.fsync(handle)
        plain.values.append(time.perf_counter() - begun)
        idle.values += hand.beats.stalls(lambda: hand.beats.rest(0.2)).values
    os.close(handle)
    rows = [
        (what, ms(one.median), ms(one.p95), ms(max(one.values)), ratio(one.median, plain.median))
        for what, one in (
            ("Enter to the mark on disk and its row drawn", shown),
            ("longest stall of the window meanwhile", stalls),
            ("processor time of the window's thread for it", worked),
            ("4 KiB and fsync (the disk)", plain),
            ("a late beat while the clip plays and nobody types", idle),
        )
    ]
    return Section(
        f"A mark among {count:,}",
        f"{keys} marks by keys in a case with {count:,} marks on one recording that plays, in the real window "
        "(drawn offscreen). A timer in the window's thread beats every 5 ms; a stall is by how much a beat came late.",
        ("what", "median", "95th percentile", "most", "median / fsync"),
        rows,
        ("The aim is 100 ms at the 95th percentile on a machine that has a core for the window and one for the rest.",),
    )


def _stalls(hand: _Hand, folder: Path, long: Path) -> Section:
    window, beats = hand.window, hand.beats
    target = folder / "case.pdf"

    def until_quiet(begin: Callable[[], object]) -> Callable[[], None]:
        def work() -> None:
            begin()
            beats.until(lambda: not window.jobs.running, "a job ends")

        return work

    def look() -> None:
        exhibit = window.session.open_case.exhibits[-1] if window.session.open_case else None
        if exhibit is not None:
            window.desk.findings.inspecting.look_now(exhibit.recording)
        beats.rest(3)

    rows = []
    for what, work in (
        ("nothing to do", lambda: beats.rest(3)),
        ("linking and indexing a recording", until_quiet(lambda: window.errands.add([long]))),
        ("looking through a recording", look),
        ("exporting a case file", until_quiet(lambda: window.errands.export(target, "internal", "en"))),
    ):
        before = beats.stalls(lambda: beats.rest(1))
        found = beats.stalls(work)
        rows.append(
            (what, f"{len(found.values)}", ms(found.median), ms(found.p95), ms(max(found.values)),
             ms(max(before.values)))
        )  # fmt: skip
    return Section(
        "Stalls of the window during long work",
        "How late a timer of 5 ms in the window's thread came; beside it the worst in a second of rest just before.",
        ("during", "beats", "median", "95th percentile", "most", "most at rest"),
        rows,
        ("The aim is 50 ms at most. With other work on all cores a beat is late at rest, too.",),
    )


# -- words


def _search(folder: Path, quick: bool) -> Section:
    lines = 2_000 if quick else LINES
    folder.mkdir()
    recording = barcodes.make(folder / "clip.mp4", Recipe(frames=60))
    first: dict[str, Series] = {}
    again: dict[str, Series] = {}
    hits: dict[str, int] = {}
    peer = Series()
    with bench_library(folder / "library", recording) as bench:
        _without_waiting(bench)
        for begin in range(0, lines, PER_FILE):
            cues = tuple(_cue(number) for number in range(begin, min(begin + PER_FILE, lines)))
            reading = Reading(TranscriptFormat.SRT, "utf-8", f"{begin:064x}", "", 0, cues, ())
            keep_transcript(bench.library, bench.case.id, bench.exhibit, reading, "lines.srt")
    with Library.open(folder / "library", read_only=True) as library:
        for text in ASKED:
            first[text], again[text] = Series(), Series()
            for turn in range(3 if quick else 21):
                begun = time.perf_counter()
                hits[text] = len(find(library, text, MOST))
                (again if turn else first)[text].values.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            library.rows("SELECT count(*) FROM complaint")
            peer.values.append(time.perf_counter() - begun)
    rows = [
        (f"`{text}`", f"{hits[text]}", ms(first[text].median), ms(again[text].median), ms(again[text].p95))
        for text in ASKED
    ]
    rows.append(("one row counted (the least a query takes)", "1", "-", ms(peer.median), ms(peer.p95)))
    return Section(
        f"Finding words in {lines:,} lines",
        f"Transcripts of {lines:,} lines in one library; the newest {MOST} places that hold the words, "
        "as the window asks.",
        ("words", "places", "the first time", "median", "95th percentile"),
        rows,
        ("The aim is 50 ms. `不存在` is nowhere.",),
    )


def _cue(number: int) -> Cue:
    text = " ".join(WORDS[number * factor % len(WORDS)] for factor in (1, 5, 7, 11)) + f" {number}"
    return Cue(number * 1000, number * 1000 + 900, "", text if number % 97 else f"surrender 退保 {number}")


if __name__ == "__main__":
    for section in sections("--quick" in sys.argv):
        print(section.markdown())
