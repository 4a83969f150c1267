"""Case files that are written once and looked at by many tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.pdf import PdfWritten, write_case_file
from tests.exports.pdf import sample


@pytest.fixture(scope="session")
def d1(tmp_path_factory: pytest.TempPathFactory) -> PdfWritten:
    """The case D1, English edition."""
    return write_case_file(sample.case_d1(), tmp_path_factory.mktemp("d1") / "d1.pdf")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> PdfWritten:
    """A case without people, product, recordings and marks."""
    return write_case_file(sample.empty_case(), tmp_path_factory.mktemp("empty") / "empty.pdf")


@pytest.fixture(scope="session")
def fifty(tmp_path_factory: pytest.TempPathFactory) -> PdfWritten:
    """A case with fifty marks."""
    return write_case_file(sample.many_marks(50), tmp_path_factory.mktemp("fifty") / "fifty.pdf")


@pytest.fixture(params=["en", "zh", "both"])
def edition(request: pytest.FixtureRequest, tmp_path: Path) -> PdfWritten:
    """The case D1 in each edition."""
    return write_case_file(sample.case_d1(), tmp_path / f"{request.param}.pdf", language=request.param)
