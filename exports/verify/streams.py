"""Unpacks streams of a PDF within a budget, and tells which of them are damaged."""

from __future__ import annotations

import zlib

import pikepdf

_STEP = 1 << 20


class Budget:
    """How many bytes may still be unpacked in this file; a bomb uses it up and is then left packed."""

    def __init__(self, left: int = 1 << 30) -> None:
        """Allow `left` bytes."""
        self.left = left


def packing(stream: pikepdf.Stream) -> str:
    """The filter, `""` for none, `"?"` where several are chained."""
    found: object = stream.get("/Filter")
    if isinstance(found, pikepdf.Array):
        found = found[0] if len(found) == 1 else (None if len(found) == 0 else "?")
    return "" if found is None else str(found)


def unpack(stream: pikepdf.Stream, most: int) -> bytes | None:
    """The content of a stream; None if it is damaged, packed in an unusual way, or longer than `most`."""
    kind, raw = packing(stream), stream.read_raw_bytes()
    if kind == "":
        return raw if len(raw) <= most else None
    if kind != "/FlateDecode" or "/DecodeParms" in stream:
        return None
    machine = zlib.decompressobj()
    try:
        data = machine.decompress(raw, most + 1)
    except zlib.error:
        return None
    return data if machine.eof and len(data) <= most else None


def damage(stream: pikepdf.Stream, budget: Budget) -> bool:
    """Whether the packed bytes of a stream contradict themselves."""
    if packing(stream) != "/FlateDecode":
        return False
    machine, raw = zlib.decompressobj(), stream.read_raw_bytes()
    try:
        while not machine.eof and raw:
            if budget.left <= 0:
                return False
            budget.left -= len(machine.decompress(raw, _STEP))
            raw = machine.unconsumed_tail
    except zlib.error:
        return True
    return not machine.eof or bool(machine.unused_data.strip(b"\r\n"))
