"""Tables of whole numbers as bytes: a magic word, a version, a small JSON head, the columns, a checksum."""

from __future__ import annotations

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Mapping, Sequence

from evidence.media.plain import Fields

_FRONT = struct.Struct("<4sHHI")  # magic, version, number of columns, length of the JSON head
_COLUMN = struct.Struct("<cQ")  # type code of `array`, number of values
_CHECK = struct.Struct("<I")
_SIZES = {"q": 8, "I": 4, "h": 2}
_LONGEST_HEAD = 16_384


def pack(magic: bytes, version: int, head: Mapping[str, object], columns: Sequence[array[int]]) -> bytes:
    """The same values give the same bytes on every machine. Columns are arrays of type "q", "I" or "h"."""
    text = json.dumps(head, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
    parts = [_FRONT.pack(magic, version, len(columns), len(text)), text]
    for column in columns:
        parts.append(_COLUMN.pack(column.typecode.encode(), len(column)))
        parts.append(_little(column).tobytes())
    body = b"".join(parts)
    return body + _CHECK.pack(zlib.crc32(body))


def unpack(magic: bytes, version: int, codes: str, blob: bytes) -> tuple[Fields, list[array[int]]]:
    """Head and columns (of the types `codes`) of what `pack` wrote.

    Raises:
        ValueError: it is something else, of another version, cut or changed.
    """
    if len(blob) < _FRONT.size + _CHECK.size:
        raise ValueError("too short to be a table")
    view = memoryview(blob)
    found, its_version, count, head_length = _FRONT.unpack_from(view)
    if found != magic or its_version != version or count != len(codes) or head_length > _LONGEST_HEAD:
        raise ValueError("not a table of this kind and version")
    end = len(blob) - _CHECK.size
    if _CHECK.unpack_from(view, end)[0] != zlib.crc32(view[:end]):
        raise ValueError("the table was changed or cut")
    at = _FRONT.size + head_length
    head = Fields.read(bytes(view[_FRONT.size : min(at, end)]))
    columns = []
    for code in codes:
        if at + _COLUMN.size > end:
            raise ValueError("a column is missing")
        its_code, length = _COLUMN.unpack_from(view, at)
        at += _COLUMN.size
        size = length * _SIZES[code]
        if its_code != code.encode() or size > end - at:
            raise ValueError("a column is cut or of another type")
        column: array[int] = array(code)
        column.frombytes(view[at : at + size])
        columns.append(_little(column))
        at += size
    if at != end:
        raise ValueError("bytes are left over")
    return head, columns


def _little(column: array[int]) -> array[int]:
    if column.itemsize != _SIZES[column.typecode]:
        raise RuntimeError(f"arrays of type {column.typecode} have another size on this machine")
    if sys.byteorder == "little":
        return column
    swapped = column[:]
    swapped.byteswap()
    return swapped
