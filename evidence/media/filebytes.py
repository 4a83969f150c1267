"""A file as a row of bytes, read where it is looked at: a map of it would count as memory, and files are larger."""

from __future__ import annotations

import os
import struct
from typing import Self

WINDOW = 64 << 10
_PART = 1 << 20


class FileBytes:
    """The bytes of one open file, by place."""

    def __init__(self, path: str) -> None:
        """Open it.

        Raises:
            OSError: it cannot be opened.
        """
        self._handle = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0))
        self._length = os.fstat(self._handle).st_size
        self._at, self._window = 0, b""

    def __len__(self) -> int:
        """How many bytes there are."""
        return self._length

    def part(self, at: int, length: int) -> bytes:
        """`length` bytes from `at` on; fewer at the end."""
        begin = at - self._at
        if begin >= 0 and begin + length <= len(self._window):
            return self._window[begin : begin + length]
        if length > WINDOW:
            return self._read(at, length)
        self._at, self._window = at, self._read(at, WINDOW)
        return self._window[:length]

    def whole(self, at: int) -> int:
        """The 32 bits at `at`, highest first; 0 where there are not so many."""
        four = self.part(at, 4)
        return int(struct.unpack(">I", four)[0]) if len(four) == 4 else 0

    def holds(self, words: tuple[bytes, ...], begin: int, end: int) -> bool:
        """Whether one of these lies between two places."""
        for at in range(begin, end, _PART):
            part = self.part(at, min(_PART + 8, end - at))
            if any(word in part for word in words):
                return True
        return False

    def close(self) -> None:
        """Let go of the file."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)

    def __del__(self) -> None:
        """FFmpeg lets go of what it reads without closing it."""
        self.close()

    def __enter__(self) -> Self:
        """The row itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file."""
        self.close()

    def _read(self, at: int, length: int) -> bytes:
        os.lseek(self._handle, at, os.SEEK_SET)
        parts: list[bytes] = []
        while length > 0 and (part := os.read(self._handle, length)):
            parts.append(part)
            length -= len(part)
        return b"".join(parts)
