"""Every page and dialog in dark, changed while the window is open: nothing stays light, every text can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget

from app.window.settings import Settings
from tests.app.window.person import Person
from tests.app.window.test_looking import dialogs, laid_out, pages
from widgets.colours import DARK, LIGHT
from widgets.player.canvas import PictureCanvas
from widgets.theme import Appearance, dress, use

Pixels = NDArray[np.uint8]
LEFT = {value: name for name, value in asdict(LIGHT).items()}
for _value in asdict(DARK).values():
    LEFT.pop(_value, None)
LIGHT_ONLY = {int(value[1:], 16): name for value, name in LEFT.items() if name != "INK"}
"""Colours that belong to light alone; its ink may be met by chance where light letters are blended with the dark."""
NEAR_WHITE, MOST_WHITE = 225, 0.02
FEW = 12
"""Pixels that blending may bring to a colour of the other set by chance."""
READABLE = 3.0


@pytest.fixture
def light_again() -> Iterator[None]:
    """Light for the tests that follow; asked for before the person, it comes when the window is gone."""
    yield
    use(Appearance.LIGHT)
    use(Appearance.DESKTOP)


def pixels(image: QImage) -> Pixels:
    """Height, width, and red, green, blue."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width() * 4].reshape(plain.height(), plain.width(), 4)[:, :, :3].copy()


def without_pictures(area: QWidget) -> tuple[Pixels, NDArray[np.bool_]]:
    """What an area shows, and which of its pixels belong to the window and not to a picture of evidence."""
    seen = pixels(area.grab().toImage())
    ours = np.ones(seen.shape[:2], np.bool_)
    for canvas in area.findChildren(PictureCanvas):
        if canvas.isVisibleTo(area):
            at = canvas.mapTo(area, QPoint(0, 0))
            ours[max(at.y(), 0) : at.y() + canvas.height(), max(at.x(), 0) : at.x() + canvas.width()] = False
    return seen, ours


def left_light(area: QWidget) -> Iterator[str]:
    """What an area still shows in the colours of the other set, or nearly white."""
    seen, ours = without_pictures(area)
    white = np.count_nonzero((seen.min(axis=2) > NEAR_WHITE) & ours) / ours.size
    if white > MOST_WHITE:
        yield f"{white:.1%} is nearly white"
    codes = seen.astype(np.uint32) @ np.array([65536, 256, 1], np.uint32)
    found, counts = np.unique(codes[ours], return_counts=True)
    for code, count in zip(found.tolist(), counts.tolist(), strict=True):
        if code in LIGHT_ONLY and count > FEW:
            yield f"{count} pixels of light's {LIGHT_ONLY[code]}"


def unread(area: QWidget) -> Iterator[str]:
    """Labels whose text hardly differs from what is behind it."""
    seen = pixels(area.grab().toImage())
    for label in area.findChildren(QLabel):
        if not label.isVisibleTo(area) or not label.isEnabled() or not label.text().strip():
            continue
        at = label.mapTo(area, QPoint(0, 0))
        part = seen[max(at.y(), 0) : at.y() + label.height(), max(at.x(), 0) : at.x() + label.width()]
        if part.size and label.visibleRegion().boundingRect().height() >= label.height():
            light = luminance(part)
            behind = float(np.median(light))
            best = max((max(one, behind) + 0.05) / (min(one, behind) + 0.05) for one in (light.min(), light.max()))
            if best < READABLE:
                yield f"{label.text()!r} has a contrast of {best:.1f}"


def luminance(part: Pixels) -> NDArray[np.float64]:
    """How bright each pixel is, by WCAG 2."""
    linear = part / 255
    linear = np.where(linear <= 0.04045, linear / 12.92, ((linear + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def test_a_window_that_is_open_becomes_dark_as_a_whole(light_again: None, person: Person) -> None:
    assert dress.colours is LIGHT
    use(Appearance.DARK)
    assert dress.colours is DARK
    found: list[str] = []
    for turn in (pages, dialogs):
        for name, area in turn(person):
            laid_out(area)
            found += [f"{name}: {each}" for each in (*left_light(area), *unread(area))]
    assert not found, "\n".join(dict.fromkeys(found))
    person.window.do("all_cases")
    assert not [*left_light(person.window), *unread(person.window)]


def test_the_choice_is_remembered_and_what_is_no_choice_means_the_desktop(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    assert Settings(file).appearance is Appearance.DESKTOP
    for appearance in Appearance:
        Settings(file).appearance = appearance
        assert Settings(file).appearance is appearance
    file.write_text("[General]\nappearance=sepia\n", encoding="utf-8")
    assert Settings(file).appearance is Appearance.DESKTOP
