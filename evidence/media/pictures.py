"""A decoded picture: of a frame or of a page, as bytes red, green, blue; and as PNG or JPEG."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from evidence.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Picture:
    """One frame of a recording. `rgb` holds `height` rows of `width` pixels of 3 bytes, without padding."""

    frame: int
    pts: int
    """Time stamp in `time_base`, as it stands in the frame table and in references."""
    time_base: Fraction
    shown_us: int
    """Recording time in microseconds."""
    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page of a document, or a photo. `page` counts from 1; `rgb` as in `Picture`."""

    page: int
    width: int
    height: int
    rgb: bytes


def still_png(picture: Picture | PagePicture) -> bytes:
    """PNG of a picture, without loss and without metadata: the same picture gives the same bytes."""
    import cv2

    return _encoded(picture, ".png", [cv2.IMWRITE_PNG_COMPRESSION, 6])


def still_jpeg(picture: Picture | PagePicture, quality: int = 90) -> bytes:
    """JPEG of a picture; quality 1 to 100.

    Raises:
        WrongUse: there is no such quality.
    """
    if not 1 <= quality <= 100:
        raise WrongUse(f"JPEG quality {quality}: 1 to 100 is needed.", f"JPEG 质量 {quality}：应为 1 到 100。")
    import cv2

    return _encoded(picture, ".jpg", [cv2.IMWRITE_JPEG_QUALITY, quality])


def pixels(picture: Picture | PagePicture) -> NDArray[np.uint8]:
    """Shape (height, width, 3), red, green, blue; read-only."""
    return np.frombuffer(picture.rgb, np.uint8).reshape(picture.height, picture.width, 3)


def _encoded(picture: Picture | PagePicture, kind: str, options: list[int]) -> bytes:
    # OpenCV works on decoded arrays only; it never opens a file of evidence. It is imported at the first still: it
    # would double the time that a command needs to start.
    import cv2

    done, coded = cv2.imencode(kind, cv2.cvtColor(pixels(picture), cv2.COLOR_RGB2BGR), options)
    if not done:
        raise RuntimeError(f"OpenCV cannot write {kind}")
    return coded.tobytes()
