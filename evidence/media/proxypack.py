"""Small JPEGs of frames, kept in one file per recording for dragging on the timeline. Deletable at any time.

The file is a head (magic, version, identity of recording and frame table) and records, only ever appended: a head of
their own and the JPEG. Every checksum begins with the identity, so a record of another recording is none of ours.
Reading ends at the first record that is cut or changed; writing goes on there.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
import threading
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from evidence.media.frames import FrameTable

ENDING = ".proxy"
CAP_BYTES = 2 << 30
"""Of all proxies of a library; those not used for longest go first."""
LARGEST = 4 << 20

_HEAD = struct.Struct("<4sH32sI")
_RECORD = struct.Struct("<4sIII")  # magic, frame, length, CRC-32 of the JPEG; then the CRC-32 of these
_CHECK = struct.Struct("<I")
_MAGIC, _RECORD_MAGIC, _VERSION = b"RDpx", b"RDpf", 1


def identity_of(sha256: str, table: FrameTable) -> bytes:
    """What a proxy belongs to: these bytes, and frames numbered like this."""
    known = hashlib.sha256(f"{sha256} {table.stream} {table.time_base} {table.frames} ".encode())
    known.update(table.pts.tobytes())
    return known.digest()


class Pack(Protocol):
    """Small pictures of what is played as one recording, by its frame numbers."""

    @property
    def writable(self) -> bool:
        """Whether it still makes sense to make some."""

    def missing(self, first: int, end: int, lost: Collection[int]) -> int | None:
        """The first frame before `end` that is neither there nor `lost` and could be kept; None if there is none."""

    def get(self, frame: int) -> bytes | None:
        """The JPEG of a frame; None where there is none."""

    def add(self, frame: int, jpeg: bytes) -> bool:
        """Keep the JPEG of a frame; False if it cannot be kept."""

    def close(self) -> None:
        """Let go of the files."""


class Place(Protocol):
    """Where small pictures are kept."""

    def open(self, table: FrameTable) -> Pack:
        """Open or make it for what has this table."""


class ProxyPack:
    """The proxy of one recording, for several threads. Whatever happens to its file, it raises nothing."""

    def __init__(self, path: Path, identity: bytes, mode: int = 0o600, cap: int = CAP_BYTES) -> None:
        """Open or make it; where it cannot be written (or another process writes), it is only read."""
        self._path, self._mode, self._cap = path, mode, cap
        self._seed = zlib.crc32(identity)
        self._head = _HEAD.pack(_MAGIC, _VERSION, identity, self._seed)
        self._places: dict[int, tuple[int, int, int]] = {}
        self._end = self._cleared = 0
        self._turn = threading.Lock()
        self.writable = False
        self._file: BinaryIO | None = None
        with contextlib.suppress(OSError):
            self._open()

    def __contains__(self, frame: int) -> bool:
        """Whether there is a picture of this frame."""
        return frame in self._places

    def __len__(self) -> int:
        """How many pictures there are."""
        return len(self._places)

    def missing(self, first: int, end: int, lost: Collection[int]) -> int | None:
        """As of a `Pack`."""
        if not self.writable:
            return None
        # In one go, not frame by frame: meanwhile the window's thread could not run.
        return min(set(range(first, end)).difference(self._places, lost), default=None)

    def get(self, frame: int) -> bytes | None:
        """The JPEG of a frame; None where there is none, or it was changed."""
        with self._turn:
            place = self._places.get(frame)
            if place is None or self._file is None:
                return None
            at, length, check = place
            with contextlib.suppress(OSError, ValueError):
                self._file.seek(at)
                jpeg = self._file.read(length)
                if len(jpeg) == length and zlib.crc32(jpeg, self._seed) == check:
                    return jpeg
            del self._places[frame]
            return None

    def add(self, frame: int, jpeg: bytes) -> bool:
        """Keep the JPEG of a frame; False if it cannot be kept, and then no other either."""
        with self._turn:
            if not self.writable or self._file is None or not 0 < len(jpeg) <= LARGEST:
                return False
            check = zlib.crc32(jpeg, self._seed)
            head = _RECORD.pack(_RECORD_MAGIC, frame, len(jpeg), check)
            record = head + _CHECK.pack(zlib.crc32(head, self._seed)) + jpeg
            try:
                if self._end + len(record) > self._cap // 2:  # begin anew, around the place looked at now
                    self._begin()
                if self._end - self._cleared > self._cap // 64:
                    self._cleared = self._end
                    make_room(self._path, self._cap)
                self._file.seek(self._end)
                if self._file.write(record) != len(record):
                    raise OSError("cut short")
            except (OSError, ValueError):  # a full disk, a lost one
                self.writable = False
                with contextlib.suppress(OSError, ValueError):
                    self._file.truncate(self._end)
                return False
            self._places[frame] = self._end + len(record) - len(jpeg), len(jpeg), check
            self._end += len(record)
            return True

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self.writable = False
            self._places = {}
            if self._file is not None:
                with contextlib.suppress(OSError):
                    self._file.close()
                self._file = None

    def _open(self) -> None:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        try:
            handle = os.open(self._path, flags, self._mode)
            self.writable = True
        except OSError:
            handle = os.open(self._path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._file = os.fdopen(handle, "r+b" if self.writable else "rb", buffering=0)
        self.writable = self.writable and _lock(handle)
        self._scan(os.fstat(handle).st_size)
        if self.writable:
            with contextlib.suppress(OSError):
                os.utime(self._path)  # used now
            make_room(self._path, self._cap)

    def _scan(self, size: int) -> None:
        file = self._file
        assert file is not None
        if file.read(len(self._head)) != self._head:
            if self.writable:
                self._begin()
            return
        at = len(self._head)
        while at < size:
            file.seek(at)
            head = file.read(_RECORD.size + _CHECK.size)
            if len(head) < _RECORD.size + _CHECK.size:
                break
            magic, frame, length, check = _RECORD.unpack_from(head)
            sound = _CHECK.unpack_from(head, _RECORD.size)[0] == zlib.crc32(head[: _RECORD.size], self._seed)
            if magic != _RECORD_MAGIC or not sound or not 0 < length <= LARGEST or at + len(head) + length > size:
                break
            self._places[frame] = at + len(head), length, check
            at += len(head) + length
        self._end = at
        if self.writable and at < size:
            file.truncate(at)

    def _begin(self) -> None:
        """An empty file."""
        assert self._file is not None
        self._places = {}
        self._file.truncate(0)
        self._file.seek(0)
        self._file.write(self._head)
        self._end, self._cleared = len(self._head), 0


@dataclass(frozen=True, slots=True)
class ProxyPlace:
    """Where the proxy of a recording lies."""

    path: Path
    sha256: str
    mode: int = 0o600
    cap: int = CAP_BYTES

    def open(self, table: FrameTable) -> ProxyPack:
        """Open or make it for a recording with this table."""
        return ProxyPack(self.path, identity_of(self.sha256, table), self.mode, self.cap)


def make_room(own: Path, cap: int) -> None:
    """Delete the proxies in a folder that were not used for longest, until all of them fit; never `own`."""
    found = []
    with contextlib.suppress(OSError):
        for path in own.parent.glob(f"*{ENDING}"):
            with contextlib.suppress(OSError):
                about = path.stat()
                found.append((about.st_mtime_ns, about.st_size, path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= cap:
            return
        if path != own:
            with contextlib.suppress(OSError):
                path.unlink()
                total -= size


def _lock(handle: int) -> bool:
    """Whether nobody else writes this file; where a system cannot tell, the library's own lock must do."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
