"""A zip archive of files as they are, written in one way only: the same files give the same bytes.

Python's own writer stamps what it knows of the machine; here nothing but names, sizes, check sums and one given moment
goes into the archive, so that the reader in `exports.verify` can say of every byte whether it belongs there.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

MOST_32 = 0xFFFFFFFF
MOST_16 = 0xFFFF
LARGE_FROM = MOST_32
"""Sizes and places from here on are written with 64 bits."""

_UTF8 = 0x0800
_MADE_BY = (3 << 8) | 45
"""As from Unix, so that the permissions below are understood."""
_PERMISSIONS = 0o100644 << 16
_PLAIN, _LARGE = 20, 45
"""The version of the format that a reader needs: 45 for what is larger than 32 bits can say."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: bytes
    size: int
    crc: int
    offset: int


class StoredZip:
    """Appends files to an archive. The file must be open for reading and writing, and empty."""

    def __init__(self, file: BinaryIO, moment: datetime) -> None:
        """Begin; every file carries `moment`, in UTC."""
        self._file = file
        self._entries: list[_Entry] = []
        self._at = 0
        self._when = _dos(moment.astimezone(UTC))

    def add(self, name: str, size: int, pieces: Iterable[bytes]) -> None:
        """Append a file.

        Raises:
            ValueError: there were more or fewer bytes than said.
            OSError: they could not be written.
        """
        begin, coded = self._at, name.encode("utf-8")
        self._write(self._local(coded, size, 0))
        crc = count = 0
        for piece in pieces:
            crc = zlib.crc32(piece, crc)
            count += len(piece)
            self._write(piece)
        if count != size:
            raise ValueError(f"{name}: {count} bytes instead of {size}")
        entry = _Entry(coded, size, crc, begin)
        self._file.seek(begin)
        self._file.write(self._local(coded, size, crc))
        self._file.seek(self._at)
        self._entries.append(entry)

    def finish(self) -> None:
        """Write the directory.

        Raises:
            OSError: it could not be written.
        """
        begin = self._at
        for entry in self._entries:
            self._write(self._central(entry))
        size, count = self._at - begin, len(self._entries)
        large = begin >= LARGE_FROM or size >= LARGE_FROM
        if count >= MOST_16 or large:
            place = self._at
            self._write(struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, _MADE_BY, _LARGE, 0, 0, count, count, size, begin))
            self._write(struct.pack("<4sIQI", b"PK\6\7", 0, place, 1))
        short = min(count, MOST_16)
        self._write(struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, short, short, _shown(size), _shown(begin), 0))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)

    def _local(self, name: bytes, size: int, crc: int) -> bytes:
        large = size >= LARGE_FROM
        extra = struct.pack("<HHQQ", 1, 16, size, size) if large else b""
        shown = _shown(size)
        head = struct.pack(
            "<4sHHHHHIIIHH", b"PK\3\4", _LARGE if large else _PLAIN, _UTF8, 0, *self._when, crc, shown, shown,
            len(name), len(extra),
        )  # fmt: skip
        return head + name + extra

    def _central(self, entry: _Entry) -> bytes:
        wide = [entry.size, entry.size] if entry.size >= LARGE_FROM else []
        wide += [entry.offset] if entry.offset >= LARGE_FROM else []
        extra = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
        shown = _shown(entry.size)
        head = struct.pack(
            "<4sHHHHHHIIIHHHHHII", b"PK\1\2", _MADE_BY, _LARGE if wide else _PLAIN, _UTF8, 0, *self._when, entry.crc,
            shown, shown, len(entry.name), len(extra), 0, 0, 0, _PERMISSIONS, _shown(entry.offset),
        )  # fmt: skip
        return head + entry.name + extra


def _shown(number: int) -> int:
    """A number as the 32-bit field has it: all ones where it stands elsewhere."""
    return MOST_32 if number >= LARGE_FROM else number


def _dos(moment: datetime) -> tuple[int, int]:
    """Time and date as the format has them: even seconds, from 1980 on."""
    year = min(max(moment.year, 1980), 2107)
    time = moment.hour << 11 | moment.minute << 5 | moment.second // 2
    return time, (year - 1980) << 9 | moment.month << 5 | moment.day
