"""Verification of an exported case file or bundle: its own reader, which shares no code with the makers."""

from exports.verify.bundle import check_against, is_bundle, verify_bundle
from exports.verify.casefile import verify_case_file
from exports.verify.register import Export, Header, OriginalState, Register
from exports.verify.report import Answer, Check, Label, Question, Report, Unreadable

__all__ = [
    "Answer",
    "Check",
    "Export",
    "Header",
    "Label",
    "OriginalState",
    "Question",
    "Register",
    "Report",
    "Unreadable",
    "check_against",
    "is_bundle",
    "verify_bundle",
    "verify_case_file",
]
