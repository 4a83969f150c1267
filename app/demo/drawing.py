"""Drawing by hand: smooth shapes, lettering, soft shadows, and the clock that a camera burns into its picture."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from exports.fonts import font_path

Picture = NDArray[np.uint8]
"""Height x width x 3, blue first, as OpenCV has it."""
Point = tuple[float, float]
Colour = tuple[int, int, int]
"""Blue, green, red."""

_SHIFT = 4
_PART = 1 << _SHIFT


def rgb(code: int) -> Colour:
    """`0xRRGGBB` as OpenCV wants it."""
    return (code & 255, code >> 8 & 255, code >> 16 & 255)


def _fixed(points: Iterable[Point]) -> NDArray[np.int32]:
    return np.array([[round(x * _PART), round(y * _PART)] for x, y in points], np.int32)


def polygon(picture: Picture, points: Iterable[Point], colour: Colour) -> None:
    """Fill a polygon."""
    cv2.fillPoly(picture, [_fixed(points)], colour, cv2.LINE_AA, _SHIFT)


def rectangle(picture: Picture, x: float, y: float, width: float, height: float, colour: Colour) -> None:
    """Fill an upright rectangle."""
    polygon(picture, ((x, y), (x + width, y), (x + width, y + height), (x, y + height)), colour)


def stroke(picture: Picture, points: Iterable[Point], colour: Colour, width: int = 1) -> None:
    """Draw a line of several pieces with round ends."""
    cv2.polylines(picture, [_fixed(points)], False, colour, width, cv2.LINE_AA, _SHIFT)


def ellipse(
    picture: Picture,
    centre: Point,
    radii: Point,
    colour: Colour,
    turn: float = 0,
    part: tuple[float, float] = (0, 360),
) -> None:
    """Fill an ellipse, or the part of it between two angles."""
    middle, axes = _fixed([centre])[0], _fixed([radii])[0]
    cv2.ellipse(
        picture,
        (int(middle[0]), int(middle[1])),
        (int(axes[0]), int(axes[1])),
        turn,
        part[0],
        part[1],
        colour,
        -1,
        cv2.LINE_AA,
        _SHIFT,
    )


def rounded(picture: Picture, x: float, y: float, width: float, height: float, radius: float, colour: Colour) -> None:
    """Fill a rectangle with round corners."""
    rectangle(picture, x + radius, y, width - 2 * radius, height, colour)
    rectangle(picture, x, y + radius, width, height - 2 * radius, colour)
    for cx in (x + radius, x + width - radius):
        for cy in (y + radius, y + height - radius):
            ellipse(picture, (cx, cy), (radius, radius), colour)


def gradient(picture: Picture, top: int, bottom: int, above: Colour, below: Colour) -> None:
    """Fill the rows from `top` to `bottom` with a change from one colour to the other."""
    share = np.linspace(0, 1, bottom - top)[:, None, None]
    band = np.array(above) * (1 - share) + np.array(below) * share
    picture[top:bottom] = np.broadcast_to(band, picture[top:bottom].shape).round().astype(np.uint8)


@cache
def _shadow(width: int, height: int) -> NDArray[np.float32]:
    """How much light is left under something that stands here: 1 at the rim, less in the middle."""
    y, x = np.mgrid[-1 : 1 : complex(0, height), -1 : 1 : complex(0, width)]
    dark = np.clip(1 - np.sqrt(x * x + y * y), 0, 1) ** 0.8
    return np.asarray((1 - 0.42 * dark)[:, :, None], np.float32)


def shadow(picture: Picture, centre: Point, width: float, height: float) -> None:
    """Darken an ellipse of the floor softly."""
    mask = _shadow(round(width), round(height))
    rows, columns = mask.shape[:2]
    x, y = round(centre[0]) - columns // 2, round(centre[1]) - rows // 2
    left, top = max(0, x), max(0, y)
    right, bottom = min(picture.shape[1], x + columns), min(picture.shape[0], y + rows)
    if left < right and top < bottom:
        part = picture[top:bottom, left:right]
        part[:] = (part * mask[top - y : bottom - y, left - x : right - x]).astype(np.uint8)


def camera_look(picture: Picture, seed: int, grain: float = 2.2, falloff: float = 0.22) -> Picture:
    """The still background as a camera sees it: a little grain, and darker corners."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[-1 : 1 : complex(0, height), -1 : 1 : complex(0, width)]
    light = 1 - falloff * np.clip((x * x + y * y) / 2, 0, 1)
    noise = np.random.default_rng(seed).normal(0, grain, (height, width))
    seen: Picture = np.clip(picture * light[:, :, None] + noise[:, :, None], 0, 255).astype(np.uint8)
    return seen


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_path(name)), size)


def lettering(picture: Picture, place: Point, text: str, size: int, colour: Colour, font: str = "CJK") -> None:
    """Write text whose middle stands at `place`."""
    image = Image.fromarray(picture[:, :, ::-1])
    ImageDraw.Draw(image).text(place, text, font=_font(font, size), fill=colour[::-1], anchor="mm")
    picture[:] = np.asarray(image)[:, :, ::-1]


_COLUMNS = (0, 0.26, 0.56, 1)
"""Where the columns of a table of three begin and end, in parts of its width."""


def table_sheet(
    title: str, heads: tuple[str, str, str], rows: Iterable[tuple[str, str, str]], width: int, size: int
) -> Picture:
    """A white sheet with a ruled table on it, letters of `size` pixels."""
    rows = tuple(rows)
    step = round(size * 1.75)
    height = round(size * 3.4) + step * (len(rows) + 1) + size
    image = Image.new("RGB", (width, height), (250, 250, 247))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width - 1, height - 1), outline=(170, 170, 165))
    draw.text((width / 2, size * 1.7), title, font=_font("CJK-Md", round(size * 1.15)), fill=(30, 34, 40), anchor="mm")
    left, top, edges = size, round(size * 3.1), [size + (width - 2 * size) * share for share in _COLUMNS]
    draw.rectangle((left, top, width - left, top + step), fill=(222, 229, 233))
    for number, row in enumerate((heads, *rows)):
        y = top + number * step
        draw.line((left, y, width - left, y), fill=(150, 155, 160), width=1)
        for place, text in enumerate(row):
            middle = ((edges[place] + edges[place + 1]) / 2, y + step / 2)
            draw.text(
                middle, text, font=_font("CJK-Md" if number == 0 else "CJK", size), fill=(30, 34, 40), anchor="mm"
            )
    last = top + (len(rows) + 1) * step
    for x in edges:
        draw.line((x, top, x, last), fill=(150, 155, 160), width=1)
    draw.line((left, last, width - left, last), fill=(150, 155, 160), width=1)
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])


def paste(picture: Picture, sheet: Picture, x: int, y: int) -> None:
    """Put a sheet on the picture; what stands over its edges is cut off."""
    height, width = sheet.shape[:2]
    left, top = max(0, x), max(0, y)
    right, bottom = min(picture.shape[1], x + width), min(picture.shape[0], y + height)
    if left < right and top < bottom:
        picture[top:bottom, left:right] = sheet[top - y : bottom - y, left - x : right - x]


# A camera's own letters, five dots wide and seven high, each row as a number.
_DOTS = {
    "0": (14, 17, 19, 21, 25, 17, 14), "1": (4, 12, 4, 4, 4, 4, 14), "2": (14, 17, 1, 2, 4, 8, 31),
    "3": (31, 2, 4, 2, 1, 17, 14), "4": (2, 6, 10, 18, 31, 2, 2), "5": (31, 16, 30, 1, 1, 17, 14),
    "6": (6, 8, 16, 30, 17, 17, 14), "7": (31, 1, 2, 4, 8, 8, 8), "8": (14, 17, 17, 14, 17, 17, 14),
    "9": (14, 17, 17, 15, 1, 2, 12), "-": (0, 0, 0, 31, 0, 0, 0), ":": (0, 12, 12, 0, 12, 12, 0),
    "A": (14, 17, 17, 31, 17, 17, 17), "C": (14, 17, 16, 16, 16, 17, 14), "D": (28, 18, 17, 17, 17, 18, 28),
    "E": (31, 16, 16, 30, 16, 16, 31), "K": (17, 18, 20, 24, 20, 18, 17), "M": (17, 27, 21, 21, 17, 17, 17),
    "S": (15, 16, 16, 14, 1, 1, 30), " ": (0, 0, 0, 0, 0, 0, 0),
}  # fmt: skip


@cache
def _dot_text(text: str, size: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Where the letters are, and where their dark rim is."""
    columns = np.zeros((9, 6 * len(text) + 1), np.uint8)
    for place, letter in enumerate(text):
        for row, dots in enumerate(_DOTS[letter]):
            for column in range(5):
                columns[1 + row, 1 + 6 * place + column] = dots >> (4 - column) & 1
    letters = columns.repeat(size, 0).repeat(size, 1)
    rim: NDArray[Any] = cv2.dilate(letters, np.ones((3, 3), np.uint8), iterations=max(1, size // 2))
    return letters.astype(bool), rim.astype(bool)


def burn_in(picture: Picture, text: str, x: int, y: int, size: int) -> None:
    """Draw a camera's clock: white dots with a dark rim, `size` pixels each, readable on any ground."""
    letters, rim = _dot_text(text, size)
    part = picture[y : y + rim.shape[0], x : x + rim.shape[1]]
    part[rim] = 24
    part[letters] = 244
