"""Verification of a bundle, as an archive or as a folder: its own reader of both, which writes nothing anywhere."""

from exports.verify.bundle.checking import verify_bundle
from exports.verify.bundle.comparing import check_against
from exports.verify.bundle.source import is_bundle

__all__ = ["check_against", "is_bundle", "verify_bundle"]
