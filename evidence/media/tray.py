"""A piece of memory that a child draws pictures into: large ones need not go through a pipe.

It has no name, so nothing can be left behind, whoever crashes; it is sealed, so the child cannot make it smaller under
our hands. Only Linux has such a thing; elsewhere pictures come through the pipe.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import sys
from collections.abc import Iterator

ROOM = 64 << 20
"""Enough for a picture of 22 million pixels. Pages count only once they are written to."""


class Tray:
    """Our side of it."""

    def __init__(self, room: int = ROOM) -> None:
        """Make it.

        Raises:
            OSError: the system has no such thing, or no memory for it.
        """
        if sys.platform != "linux":
            raise OSError("no memory files here")
        import fcntl

        self.handle = os.memfd_create("pictures", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        try:
            os.ftruncate(self.handle, room)
            fcntl.fcntl(self.handle, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
            self._memory = mmap.mmap(self.handle, room)
        except BaseException:
            os.close(self.handle)
            raise

    @contextlib.contextmanager
    def taking(self, length: int) -> Iterator[memoryview]:
        """The first bytes, to be copied: the child could still change what lies in them.

        Raises:
            ValueError: so much does not fit.
        """
        if not 0 <= length <= len(self._memory):
            raise ValueError("more than fits")
        with memoryview(self._memory) as whole, whole[:length] as view:
            yield view

    def close(self) -> None:
        """Let go of it."""
        self._memory.close()
        with contextlib.suppress(OSError):
            os.close(self.handle)


def tray_of(handle: int) -> memoryview | None:
    """The child's side: what it can write to; None if there is none."""
    if sys.platform != "linux" or handle < 0:
        return None
    try:
        return memoryview(mmap.mmap(handle, os.fstat(handle).st_size))
    except (OSError, ValueError):
        return None
