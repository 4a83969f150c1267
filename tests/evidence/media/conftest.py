"""What the tests of the media door share."""

from __future__ import annotations

import compileall
from pathlib import Path

import pytest

import evidence.media


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    """The child may write no files, so in a checkout it would compile its modules anew at every start."""
    compileall.compile_dir(Path(evidence.media.__file__).parent, quiet=2)
