"""Reads the structure of a zip archive, and says of every byte of it whether it belongs there. Nothing is unpacked."""

from __future__ import annotations

import stat
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from exports.verify.bundle.names import folded, refuse_name, shown
from exports.verify.report import Label

MOST_ENTRIES = 100_000
MOST_DIRECTORY = 64 << 20
MOST_RATIO = 200
_SLACK = 1 << 20
"""A small file of zeros packs better than any evidence does; it fills no disk."""

_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _DESCRIPTOR, _UTF8 = 0x1, 0x8, 0x800
_KNOWN_FLAGS = _DESCRIPTOR | _UTF8 | 0x6
_MOST_32, _MOST_16 = 0xFFFFFFFF, 0xFFFF
LARGE_FROM = _MOST_32
"""Sizes and places from here on stand in fields of 64 bits."""
_LOCAL, _CENTRAL, _END = "<4sHHHHHIIIHH", "<4sHHHHHHIIIHHHHHII", "<4sHHHHIIH"
_UNIX_LINK, _WIDE = 0x000D, 0x0001


class Refused(Exception):
    """The archive is not read any further; `name` is the entry that is to blame, or ""."""

    def __init__(self, en: str, zh: str, name: str = "") -> None:
        """Take the sentence in English and in Chinese."""
        super().__init__(en)
        self.sentence, self.name = Label(en, zh), name


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the archive, and where its bytes lie."""

    name: str
    size: int
    packed: int
    crc: int
    method: int
    begin: int
    folder: bool


@dataclass(frozen=True, slots=True)
class Archive:
    """What is in an archive. `odd` are entries that are not packed like the others, `gaps` is what lies between."""

    entries: tuple[Entry, ...]
    odd: tuple[str, ...]
    gaps: tuple[Label, ...]
    repacked: bool
    """Whether another program than ours packed all of it."""


def read_archive(file: BinaryIO) -> Archive:
    """Read the directory of an archive and the head of every file in it.

    Raises:
        Refused: it is no archive, or one that is not opened: the sentence says why.
        OSError: it could not be read.
    """
    size = file.seek(0, 2)
    count, begin, length, tail = _end(file, size)
    if count > MOST_ENTRIES or length > MOST_DIRECTORY:
        raise Refused(
            f"The archive is said to hold {count} files, more than a bundle can have.",
            f"该压缩包标称含有 {count} 个文件，超出证据包可能的数量。",
        )
    if begin + length + len(tail) != size:
        raise Refused(
            "The directory of the archive does not end where the archive ends: bytes were added, or are missing.",
            "压缩包目录的结尾与文件结尾不符：有字节被添加或缺失。",
        )
    found = list(_central(_read(file, begin, length), count))
    _refuse(found)
    heads = [_local(file, one, begin) for one in found]
    when = Counter(one.when for one in found).most_common(1)[0][0] if found else (0, 0)
    odd = [one.name for one, head in zip(found, heads, strict=True) if not _ours(one, head, when)]
    gaps = list(_gaps(found, heads, begin))
    if tail != _our_end(count, begin, length):
        gaps.append(Label("the end of the archive says something else than its directory", "压缩包结尾与其目录不符"))
    entries = tuple(
        Entry(one.name.rstrip("/"), one.size, one.packed, one.crc, one.method, head.data, one.name.endswith("/"))
        for one, head in zip(found, heads, strict=True)
    )
    repacked = bool(found) and len(odd) == len(found)
    return Archive(entries, () if repacked else tuple(odd), tuple(gaps), repacked)


@dataclass(frozen=True, slots=True)
class _Listed:
    """An entry of the directory."""

    raw: bytes
    name: str
    coded: bytes
    made_by: int
    flags: int
    method: int
    when: tuple[int, int]
    crc: int
    packed: int
    size: int
    extra: bytes
    mode: int
    offset: int


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a file before its bytes."""

    raw: bytes
    data: int


def _read(file: BinaryIO, at: int, length: int) -> bytes:
    file.seek(at)
    data = file.read(length)
    if len(data) != length:
        raise Refused("The archive was cut off.", "压缩包被截断。")
    return data


def _end(file: BinaryIO, size: int) -> tuple[int, int, int, bytes]:
    """Number of entries, place and length of the directory, and all bytes behind it."""
    if size < 22 or not (raw := _read(file, size - 22, 22)).startswith(b"PK\5\6"):
        raise Refused(
            "The archive does not end as one: it was cut off, or something was added behind it.",
            "压缩包结尾不正确：已被截断，或其后附加了内容。",
        )
    _, disk, first, here, count, length, begin, comment = struct.unpack(_END, raw)
    if disk or first or comment or here != count:
        raise Refused("The end of the archive contradicts itself.", "压缩包结尾自相矛盾。")
    if size >= 42 and (locator := _read(file, size - 42, 20)).startswith(b"PK\6\7"):
        _, disk, place, disks = struct.unpack("<4sIQI", locator)
        if disk or disks != 1 or place > size - 42 - 56:
            raise Refused("The end of the archive contradicts itself.", "压缩包结尾自相矛盾。")
        wide = _read(file, place, 56)
        sign, _, _, _, disk, first, here, count, length, begin = struct.unpack("<4sQHHIIQQQQ", wide)
        if sign != b"PK\6\6" or disk or first or here != count or place + 56 != size - 42:
            raise Refused("The end of the archive contradicts itself.", "压缩包结尾自相矛盾。")
        return count, begin, length, wide + locator + raw
    return count, begin, length, raw


def _our_end(count: int, begin: int, length: int) -> bytes:
    """How the end reads that says this."""
    wide = b""
    if count >= _MOST_16 or length >= LARGE_FROM or begin >= LARGE_FROM:
        wide = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 3 << 8 | 45, 45, 0, 0, count, count, length, begin)
        wide += struct.pack("<4sIQI", b"PK\6\7", 0, begin + length, 1)
    short = min(count, _MOST_16)
    return wide + struct.pack(_END, b"PK\5\6", 0, 0, short, short, _short(length), _short(begin), 0)


def _short(number: int) -> int:
    return _MOST_32 if number >= LARGE_FROM else number


def _central(data: bytes, count: int) -> Iterator[_Listed]:
    at = 0
    for _ in range(count):
        fixed = data[at : at + 46]
        if len(fixed) < 46 or not fixed.startswith(b"PK\1\2"):
            raise Refused("The directory of the archive cannot be read.", "压缩包目录无法读取。")
        (
            _,
            made_by,
            _,
            flags,
            method,
            time,
            date,
            crc,
            packed,
            size,
            names,
            extras,
            comment,
            disk,
            _,
            outer,
            offset,
        ) = struct.unpack(_CENTRAL, fixed)
        whole = 46 + names + extras + comment
        raw = data[at : at + whole]
        if len(raw) < whole or comment or disk:
            raise Refused("The directory of the archive cannot be read.", "压缩包目录无法读取。")
        coded, extra = raw[46 : 46 + names], raw[46 + names :]
        name = _name(coded, flags)
        size, packed, offset = _wide(extra, size, packed, offset, name)
        mode = outer >> 16 if made_by >> 8 == 3 else 0
        yield _Listed(raw, name, coded, made_by, flags, method, (time, date), crc, packed, size, extra, mode, offset)
        at += whole
    if at != len(data):
        raise Refused("The directory of the archive is longer than its entries.", "压缩包目录长于其条目。")


def _name(coded: bytes, flags: int) -> str:
    try:
        return coded.decode("utf-8" if flags & _UTF8 else "ascii")
    except UnicodeDecodeError:
        name = shown(coded.decode("latin-1"))
        raise Refused(
            f"The name “{name}” in the archive cannot be read.", f"压缩包中的名称“{name}”无法读取。", name
        ) from None


def _fields(extra: bytes, name: str) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(extra):
        head = extra[at : at + 4]
        kind, length = struct.unpack("<HH", head) if len(head) == 4 else (0, len(extra))
        value = extra[at + 4 : at + 4 + length]
        if len(value) != length:
            raise Refused(
                f"What is said about “{shown(name)}” cannot be read.", f"“{shown(name)}”的附加信息无法读取。", name
            )
        yield kind, value
        at += 4 + length


def _wide(extra: bytes, size: int, packed: int, offset: int, name: str) -> tuple[int, int, int]:
    """The three numbers, where they are too large for the fixed part."""
    for kind, value in _fields(extra, name):
        if kind != _WIDE:
            continue
        wanted = [number == _MOST_32 for number in (size, packed, offset)]
        if len(value) < 8 * sum(wanted):
            raise Refused(
                f"What is said about “{shown(name)}” cannot be read.", f"“{shown(name)}”的附加信息无法读取。", name
            )
        numbers = iter(struct.unpack(f"<{sum(wanted)}Q", value[: 8 * sum(wanted)]))
        return (
            next(numbers) if wanted[0] else size,
            next(numbers) if wanted[1] else packed,
            next(numbers) if wanted[2] else offset,
        )
    return size, packed, offset


def _refuse(found: list[_Listed]) -> None:
    """Refuse the whole archive where an entry is none of a bundle's."""
    seen: dict[str, str] = {}
    for one in found:
        plain = one.name.rstrip("/") if one.name.endswith("/") else one.name
        why = refuse_name(plain) or _refuse_kind(one)
        if why is not None:
            raise Refused(
                f"The archive holds “{shown(one.name)}”, and {why.en}; it was not opened.",
                f"压缩包中有“{shown(one.name)}”：{why.zh}；未予打开。",
                shown(one.name),
            )
        twin = seen.setdefault(folded(plain), one.name)
        if twin is not one.name:
            raise Refused(
                f"The archive holds “{shown(one.name)}” twice, or under two names that one system takes for the same "
                f"(“{shown(twin)}”); it was not opened.",
                f"压缩包中有两个“{shown(one.name)}”，或有两个在某些系统上视为相同的名称（“{shown(twin)}”）；未予打开。",
                shown(one.name),
            )


def _refuse_kind(one: _Listed) -> Label | None:
    if one.flags & _ENCRYPTED:
        return Label("it is encrypted", "它已加密")
    kind = stat.S_IFMT(one.mode)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or any(
        number == _UNIX_LINK and len(value) > 12 for number, value in _fields(one.extra, one.name)
    ):
        return Label("it is a link or a device, not a file", "它是链接或设备，不是文件")
    if one.method not in (_STORED, _DEFLATED) or one.flags & ~_KNOWN_FLAGS:
        return Label("it is packed in a way that no bundle is", "其压缩方式不是证据包所用的方式")
    if one.method == _STORED and one.packed != one.size:
        return Label("its two sizes are not the same", "其两个大小不一致")
    if one.size > MOST_RATIO * one.packed + _SLACK:
        return Label("it would unpack to more than it can hold", "其解压后的大小超出可能")
    if one.name.endswith("/") and one.size:
        return Label("it is a folder with contents of its own", "它是带有内容的文件夹")
    return None


def _local(file: BinaryIO, one: _Listed, directory: int) -> _Head:
    """The head of a file; it must say what the directory says."""
    fixed = _read(file, one.offset, 30) if one.offset + 30 <= directory else b""
    if not fixed.startswith(b"PK\3\4"):
        raise _contradicted(one)
    _, _, flags, method, time, date, crc, packed, size, names, extras = struct.unpack(_LOCAL, fixed)
    raw = fixed + _read(file, one.offset + 30, names + extras)
    coded, extra = raw[30 : 30 + names], raw[30 + names :]
    size, packed, _ = _wide(extra, size, packed, 0, one.name)
    told = (crc, packed, size) if not flags & _DESCRIPTOR or crc or packed or size else (one.crc, one.packed, one.size)
    data = one.offset + len(raw)
    same = (coded, flags, method, (time, date), *told)
    if same != (one.coded, one.flags, one.method, one.when, one.crc, one.packed, one.size):
        raise _contradicted(one)
    if data + one.packed > directory:
        raise _contradicted(one)
    return _Head(raw, data)


def _contradicted(one: _Listed) -> Refused:
    return Refused(
        f"Before “{shown(one.name)}” the archive says something else than in its directory.",
        f"压缩包在“{shown(one.name)}”之前的记录与其目录不符。",
        shown(one.name),
    )


def _ours(one: _Listed, head: _Head, when: tuple[int, int]) -> bool:
    """Whether an entry is packed as our bundles are, byte for byte."""
    wide_size, wide_offset = one.size >= LARGE_FROM, one.offset >= LARGE_FROM
    size, version = _short(one.size), 45 if wide_size else 20
    extra = struct.pack("<HHQQ", 1, 16, one.size, one.size) if wide_size else b""
    local = struct.pack(
        _LOCAL, b"PK\3\4", version, _UTF8, 0, *when, one.crc, size, size, len(one.coded), len(extra)
    )  # fmt: skip
    numbers = [*([one.size, one.size] if wide_size else []), *([one.offset] if wide_offset else [])]
    more = struct.pack(f"<HH{len(numbers)}Q", 1, 8 * len(numbers), *numbers) if numbers else b""
    central = struct.pack(
        _CENTRAL, b"PK\1\2", 3 << 8 | 45, 45 if numbers else 20, _UTF8, 0, *when, one.crc, size, size, len(one.coded),
        len(more), 0, 0, 0, 0o100644 << 16, _short(one.offset),
    )  # fmt: skip
    return head.raw == local + one.coded + extra and one.raw == central + one.coded + more


def _gaps(found: list[_Listed], heads: list[_Head], directory: int) -> Iterator[Label]:
    """Bytes of two files at once, or of none."""
    at, before = 0, ""
    ordered = sorted(zip(found, heads, strict=True), key=lambda pair: pair[0].offset)
    nexts = [*(one.offset for one, _ in ordered[1:]), directory]
    for (one, head), later in zip(ordered, nexts, strict=False):
        if one.offset < at:
            raise Refused(
                f"In the archive “{shown(one.name)}” lies over “{shown(before)}”; it was not opened.",
                f"压缩包中“{shown(one.name)}”与“{shown(before)}”重叠；未予打开。",
                shown(one.name),
            )
        if one.offset > at:
            yield _between(one.offset - at, shown(before) or "its beginning", shown(before) or "开头")
        at, before = head.data + one.packed, one.name
        if one.flags & _DESCRIPTOR and later - at in (12, 16, 20, 24):
            at = later
    if at != directory:
        yield _between(directory - at, shown(before), shown(before))


def _between(count: int, en: str, zh: str) -> Label:
    return Label(f"{count} bytes after {en} belong to no file", f"{zh} 之后有 {count} 个字节不属于任何文件")
