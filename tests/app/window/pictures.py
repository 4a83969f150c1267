"""Pictures that tests make, and the number in the pixels that are on screen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from PySide6.QtGui import QImage

from tests import barcodes
from widgets.player.canvas import PictureCanvas

PAGE = (800, 1100)


def write_page(path: Path) -> Path:
    """A page with a few lines and a frame for a signature, as a photo."""
    image = Image.new("RGB", PAGE, "white")
    draw = ImageDraw.Draw(image)
    for line in range(12):
        draw.rectangle((80, 120 + 50 * line, 720 - 40 * (line % 3), 132 + 50 * line), fill=(60, 60, 60))
    draw.rectangle((80, 800, 500, 900), outline=(20, 20, 160), width=4)
    image.save(path)
    return path


def seen(canvas: PictureCanvas) -> NDArray[np.uint8]:
    """The picture as it is on screen, brought back to the size of the test recordings, grey, (height, width)."""
    shot = canvas.grab(canvas.picture_rect().toRect()).toImage()
    small = shot.scaled(barcodes.WIDTH, barcodes.HEIGHT).convertToFormat(QImage.Format.Format_Grayscale8)
    flat = np.frombuffer(small.constBits(), np.uint8).reshape(small.height(), small.bytesPerLine())
    return flat[:, : small.width()].copy()


def number_on_screen(canvas: PictureCanvas) -> int | None:
    """The number that the pixels on screen carry; None where they carry none."""
    return barcodes.read(seen(canvas))
