"""What every test gets: no screen, no home folder, and a look at what it left behind."""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing import resource_tracker
from pathlib import Path

import pytest
from hypothesis import settings

# Before anything imports Qt. A test that wants a real window sets another platform in its child process.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("REPLAYDESK_LIBRARY", None)

# A check says the same twice: examples follow from the test, and no example is judged by the clock. To look further,
# run with HYPOTHESIS_PROFILE=exploring.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("exploring", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_S = 5.0
"""How long a thread or child that is about to end may take after its test."""

_QT_HARMLESS = re.compile(
    # The offscreen platform has no window manager; a machine without sound, graphics card or session says so.
    r"does not support|No audio device|PulseAudio|pulseaudio|symbolsresolver|XDG_RUNTIME_DIR|No RHI backend"
)


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings and caches go to a temporary folder, not to the home of whoever runs the tests."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(home / name.lower()))
        yield


@pytest.fixture(scope="session")
def shared_media() -> Path:
    """The folder of real recordings beside the repository; tests that need it are skipped where it is not."""
    folder = ROOT.parent / "shared" / "media"
    if not folder.is_dir():
        pytest.skip("the real recordings (../shared/media beside the repository) are not on this machine")
    return folder


class LogWatch(logging.Handler):
    """Keeps every record at WARNING or above until a test says that it expected it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def expect(self, pattern: str) -> list[logging.LogRecord]:
        """Take out the records whose message matches `pattern` (a regular expression, searched); one must be there."""
        found = [record for record in self.records if re.search(pattern, record.getMessage())]
        assert found, f"nothing was logged that matches {pattern!r}, only {[r.getMessage() for r in self.records]}"
        self.records = [record for record in self.records if record not in found]
        return found


@pytest.fixture(autouse=True)
def log_watch() -> Iterator[LogWatch]:
    """Fail the test on a log record at WARNING or above that it did not `expect` (an idea of qutebrowser's)."""
    watch = LogWatch()
    _hear_qt()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    if watch.records:
        lines = "\n".join(f"{r.levelname} {r.name}: {r.getMessage()}" for r in watch.records)
        pytest.fail(f"unexpected log records:\n{lines}", pytrace=False)


@pytest.fixture(autouse=True)
def _nothing_left_over() -> Iterator[None]:
    """Fail the test on threads and child processes that it started and that outlive it (an idea of napari's)."""
    threads, children = _threads(), _children()
    yield
    deadline = time.monotonic() + PATIENCE_S
    while True:
        new_threads = {name for ident, name in _threads().items() if ident not in threads}
        new_children = {name for pid, name in _children().items() if pid not in children}
        if not new_threads and not new_children:
            return
        if time.monotonic() > deadline:
            break
        time.sleep(0.02)
    pytest.fail(f"left over: threads {sorted(new_threads)}, children {sorted(new_children)}", pytrace=False)


def _threads() -> dict[int, str]:
    """Running threads that have run Python code, by their number."""
    found: dict[int, str] = {}
    for thread in threading.enumerate():
        if not isinstance(thread, threading._DummyThread):
            found[thread.ident or 0] = thread.name
            continue
        # A thread of Qt's that ran Python code stays in Python's list after it has ended, and those of Qt's pool
        # wait idly for half a minute by design.
        comm = Path(f"/proc/self/task/{thread.native_id}/comm")
        if comm.exists() and not comm.read_text().startswith("Thread (pooled)"):
            found[thread.ident or 0] = f"{thread.name} (Qt)"
    return found


def _children() -> dict[int, str]:
    """Child processes that have not ended, by process number (on Linux; elsewhere none are seen)."""
    tracker = getattr(resource_tracker._resource_tracker, "_pid", None)  # multiprocessing's own, lives as long as we do
    found: dict[int, str] = {}
    own = os.getpid()
    for pid in os.listdir("/proc") if os.path.isdir("/proc") else ():  # twice for each test: without patterns and Path
        if not pid.isdigit():
            continue
        try:
            with open(f"/proc/{pid}/stat", errors="replace") as stat:
                name, _, rest = stat.read().partition("(")[2].rpartition(")")
        except OSError:  # it ended while we looked
            continue
        state, parent = rest.split(maxsplit=2)[:2]
        if int(parent) == own and int(pid) != tracker:
            found[int(pid)] = f"{name} ({pid}, state {state})"
    return found


def _hear_qt() -> None:
    """Once Qt is there, turn its warnings into log records, so that they fail a test like any other."""
    if "PySide6.QtCore" not in sys.modules or getattr(_hear_qt, "done", False):
        return
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    levels = {
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }

    def handler(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        text = f"{context.category}: {message}"
        level = logging.DEBUG if _QT_HARMLESS.search(text) else levels.get(kind, logging.DEBUG)
        logging.getLogger("qt").log(level, "%s", text)

    qInstallMessageHandler(handler)
    _hear_qt.done = True  # type: ignore[attr-defined]  # the function's own memory
