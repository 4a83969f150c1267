"""Memory of pictures that comes and goes many times a second stays with the process instead of being asked for anew."""

from __future__ import annotations

import contextlib
import ctypes
import sys

KEPT = 32 << 20
"""Bytes in one piece up to which this holds: pictures of 4K; larger ones are rare."""
SPARE = 64 << 20
"""So much may be kept that is not in use at the moment."""

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # mallopt


def keep_memory() -> None:
    """Keep freed memory for the next picture. Only glibc can be told; elsewhere nothing changes.

    A picture of 1920 x 1080 is 1,400 pages. Given back and fetched each time, they cost more than converting it does.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # another C library
            c = ctypes.CDLL(None)
            c.mallopt(_MMAP_THRESHOLD, KEPT)
            c.mallopt(_TRIM_THRESHOLD, SPARE)
