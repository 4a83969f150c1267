"""Whether pictures are black where a copy says that they are covered. Meant for the reading process."""

from __future__ import annotations

import ctypes
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from exports.verify.parts import Attachment

Box = tuple[int, int, int, int]
WHOLE = 10_000
"""Boxes are in ten-thousandths of the picture."""
_DARK = 32
"""A JPEG of black is nearly black."""
_EDGE = 16
"""Next to an edge a JPEG rings, as far as a block of it reaches."""
_MOST_PIXELS = 16_384 * 16_384


def covered_places(attachments: Iterable[Attachment]) -> dict[str, list[Box]]:
    """The boxes that case.json says are covered, by the digest of the picture; nothing where it is no such case."""
    found: dict[str, list[Box]] = {}
    for item in attachments:
        try:
            for picture in _pictures(json.loads(item.data or b"null")):
                boxes = [(one["x"], one["y"], one["width"], one["height"]) for one in picture["covered"]]
                if boxes and all(type(side) is int for box in boxes for side in box):
                    found.setdefault(str(picture["sha256"]), []).extend(boxes)
        except (ValueError, KeyError, TypeError, RecursionError):
            continue  # the checks of the data say what is wrong with it
    return found


def _pictures(case: Any) -> Iterator[dict[str, Any]]:
    marks = case.get("marks", []) if isinstance(case, dict) else []
    for mark in marks:
        picture = mark.get("picture")
        if isinstance(picture, dict) and "covered" in picture:
            yield picture


def uncovered(data: bytes, places: dict[str, list[Box]]) -> dict[str, int]:
    """How many of the places of each picture are not black; pictures that cannot be decoded have them all open."""
    found = {sha256: len(boxes) for sha256, boxes in places.items()}
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
                sha256 = hashlib.sha256(bytes(item.get_data(decode_simple=False))).hexdigest()
                if sha256 in places:
                    found[sha256] = _open(item, places[sha256])
            page.close()
    finally:
        document.close()
    return found


def _open(item: Any, boxes: list[Box]) -> int:
    width, height = item.get_px_size()
    if width * height > _MOST_PIXELS:
        return len(boxes)
    bitmap = item.get_bitmap()
    pixels = ctypes.string_at(bitmap.buffer, bitmap.stride * bitmap.height)
    step = bitmap.n_channels
    return sum(not _is_black(pixels, bitmap.stride, step, bitmap.width, bitmap.height, box) for box in boxes)


def _is_black(pixels: bytes, stride: int, step: int, width: int, height: int, box: Box) -> bool:
    x, y, wide, high = box
    left, right = _inside(x * width // WHOLE, -(-(x + wide) * width // WHOLE))
    top, bottom = _inside(y * height // WHOLE, -(-(y + high) * height // WHOLE))
    channels = range(min(step, 3))
    for row in range(max(0, top), min(height, bottom)):
        line = pixels[row * stride + max(0, left) * step : row * stride + min(width, right) * step]
        if any(max(line[channel::step], default=0) > _DARK for channel in channels):
            return False
    return True


def _inside(begin: int, end: int) -> tuple[int, int]:
    """A stretch of pixels without its edges; its middle where it is short."""
    edge = min(_EDGE, (end - begin) // 3)
    return begin + edge, max(begin + edge + 1, end - edge)
