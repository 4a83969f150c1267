"""The watch on every test (conftest.py) has been seen to bite."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

BAD_TESTS = '''
"""Each of these leaves something behind, or says something it should not."""
import logging, subprocess, sys, threading, time, warnings

def test_thread():
    threading.Thread(target=time.sleep, args=(8,), name="lingering", daemon=True).start()

def test_child():
    global child
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(8)"])

def test_log():
    logging.getLogger("somewhere").warning("not expected")

def test_warning():
    warnings.warn("deprecated", DeprecationWarning)

def test_good_log(log_watch):
    logging.getLogger("somewhere").warning("expected this time")
    log_watch.expect("expected this")

def test_missing_log(log_watch):
    log_watch.expect("never said")

def test_good():
    thread = threading.Thread(target=time.sleep, args=(0.1,))
    thread.start()

def test_qt():
    from PySide6.QtCore import QObject, QCoreApplication, qWarning

def test_qt_warning():
    from PySide6.QtCore import qWarning
    qWarning("a timer was stopped from another thread")
'''


def test_what_a_test_leaves_behind_fails_it(tmp_path: Path) -> None:
    conftest = (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8")
    (tmp_path / "conftest.py").write_text(conftest.replace("PATIENCE_S = 5.0", "PATIENCE_S = 0.3"), encoding="utf-8")
    (tmp_path / "test_bad.py").write_text(BAD_TESTS, encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rA", "-W", "error", "-p", "no:cacheprovider", "--rootdir", ".", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    outcome = {
        line.split("::")[1].split()[0]: line.split()[0]
        for line in result.stdout.splitlines()
        if "::" in line and " " in line
    }
    assert outcome == {
        "test_thread": "ERROR",
        "test_child": "ERROR",
        "test_log": "ERROR",
        "test_warning": "FAILED",
        "test_good_log": "PASSED",
        "test_missing_log": "FAILED",
        "test_good": "PASSED",
        "test_qt": "PASSED",
        "test_qt_warning": "ERROR",
    }, result.stdout
    assert "lingering" in result.stdout
    assert "not expected" in result.stdout
    assert "a timer was stopped" in result.stdout
