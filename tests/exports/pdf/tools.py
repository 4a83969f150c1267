"""The strangers' tools that the tests look at a case file with, and case files made once for all tests."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

POPPLER = ("pdfinfo", "pdftotext", "pdfimages", "pdffonts", "pdfdetach", "pdftoppm")

needs_poppler = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in POPPLER), reason="poppler's command line tools are not installed"
)
needs_qpdf = pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf's command line tool is not installed")

ROOT = Path(__file__).resolve().parents[3]

_CHILD = """
import sys
from pathlib import Path
from exports.pdf import write_case_file
from tests.exports.pdf import sample
case = getattr(sample, sys.argv[1])()
print(write_case_file(case, Path(sys.argv[2]), language=sys.argv[3]).sha256)
"""


def run(*command: str | Path) -> str:
    """What a command prints; it must succeed."""
    done = subprocess.run([str(word) for word in command], capture_output=True, check=False)
    assert done.returncode == 0, (command, done.stdout[-2000:], done.stderr[-2000:])
    return done.stdout.decode("utf-8")


def write_in_child(case: str, target: Path, language: str, **environment: str) -> str:
    """Write a case of the sample in a process of its own; the SHA-256 of the file."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, case, str(target), language],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@functools.cache
def text_of(path: Path) -> str:
    """The text as a reader copies it, page by page."""
    return run("pdftotext", "-layout", path, "-")


@functools.cache
def plain_text_of(path: Path) -> str:
    """The text in the order it was drawn."""
    return run("pdftotext", "-raw", path, "-")
