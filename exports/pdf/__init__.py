"""The case file: a PDF that prints the case, carries it as data, and is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exports.pdf.data import CaseFileData, PdfWritten, Still, Waveform

if TYPE_CHECKING:
    from exports.pdf.casefile import write_case_file

__all__ = ["CaseFileData", "PdfWritten", "Still", "Waveform", "write_case_file"]


def __getattr__(name: str) -> Any:
    """The maker when it is first asked for: it takes a while to load, and the window has no use for it at its start."""
    if name == "write_case_file":
        from exports.pdf.casefile import write_case_file

        return write_case_file
    raise AttributeError(name)
