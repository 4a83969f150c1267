"""Running the event loop until something is true, without holding Python's lock as QTest.qWait does."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

GENEROUS_S = 30.0
"""Nothing passes or fails by the clock: this long only until a test that would never end says so."""


def until(condition: Callable[[], object]) -> None:
    """Run the event loop until the condition holds."""
    deadline = time.monotonic() + GENEROUS_S
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        QCoreApplication.processEvents()
        time.sleep(0.002)


def settle(seconds: float = 0.05) -> None:
    """Run the event loop a moment; for what must not come."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.002)
