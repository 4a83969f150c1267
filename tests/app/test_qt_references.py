"""PySide6 does not lose references to None and True, as 6.12.0 on Python 3.11 does until the interpreter aborts."""

from __future__ import annotations

import os
import subprocess
import sys

COUNT = """
import os, sys
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Sender(QObject):
    said = Signal(int)

reserve = [None, True, False] * 100_000  # survive the check itself; never released
application = QApplication([])
sender, label, timer = Sender(), QLabel(), QTimer()
calls = {
    "processEvents": lambda: application.processEvents(),
    "Signal.emit": lambda: sender.said.emit(1),
    "QLabel.setText": lambda: label.setText("a"),
    "QWidget.update": lambda: label.update(),
    "QWidget.setGeometry": lambda: label.setGeometry(0, 0, 5, 5),
    "QTimer.start": lambda: timer.start(10_000),
}
lost = []
for name, call in calls.items():
    before = [sys.getrefcount(single) for single in (None, True, False)]
    for _ in range(1000):
        call()
    change = [sys.getrefcount(single) - count for single, count in zip((None, True, False), before)]
    if min(change) <= -500:  # one in two calls is far from a count that merely wanders
        lost.append(f"{name}: None {change[0]}, True {change[1]}, False {change[2]} in 1000 calls")
print("; ".join(lost) or "sound", flush=True)
os._exit(0)  # no teardown: it would be done with counts that are already wrong
"""


def test_qt_does_not_lose_references_to_none_and_true() -> None:
    """In a child: a count that is wrong must not poison the tests that follow. From Python 3.12 on it always passes."""
    result = subprocess.run(
        [sys.executable, "-c", COUNT],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "sound"
