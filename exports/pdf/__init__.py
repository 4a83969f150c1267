"""The case file: a PDF that prints the case, carries it as data, and is sealed."""

from exports.pdf.casefile import write_case_file
from exports.pdf.data import CaseFileData, PdfWritten, Still, Waveform

__all__ = ["CaseFileData", "PdfWritten", "Still", "Waveform", "write_case_file"]
