"""A JPEG as a PDF object: its bytes as they are, so that they can be taken out again and their hash compared."""

from __future__ import annotations

COLOURS = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}

_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def jpeg_size(jpeg: bytes) -> tuple[int, int, int]:
    """Width and height in pixels, and number of colours.

    Raises:
        ValueError: the bytes are not a JPEG.
    """
    if jpeg[:2] != b"\xff\xd8":
        raise ValueError("a still that is not a JPEG")
    at = 2
    while at + 9 < len(jpeg):
        if jpeg[at] != 0xFF:
            raise ValueError("a still whose JPEG is damaged")
        marker = jpeg[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _START_OF_FRAME:
            height, width = int.from_bytes(jpeg[at + 5 : at + 7], "big"), int.from_bytes(jpeg[at + 7 : at + 9], "big")
            return width, height, jpeg[at + 9]
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    raise ValueError("a still without a picture in it")


def jpeg_object(jpeg: bytes) -> bytes:
    """The image object.

    Raises:
        ValueError: the bytes are not a JPEG.
    """
    width, height, colours = jpeg_size(jpeg)
    inverted = " /Decode [1 0 1 0 1 0 1 0]" if colours == 4 else ""
    head = (
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8"
        f" /ColorSpace {COLOURS[colours]}{inverted} /Filter /DCTDecode /Length {len(jpeg)} >>\nstream\n"
    )
    return head.encode("ascii") + jpeg + b"\nendstream"
