"""Where a picture is painted: one pixel on one where that is as good as scaling, and never dragged out of sight."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage

ROUNDED = 2.5
"""By so many pixels a moving picture may be smaller than its place: its sides are whole, and even."""


def fits(target: QRectF, image: QImage, ratio: float) -> bool:
    """Whether an image has as many pixels as it is drawn on, give or take; `ratio` device pixels make one of ours."""
    size = target.size() * ratio
    return abs(size.width() - image.width()) <= ROUNDED and abs(size.height() - image.height()) <= ROUNDED


def painted(target: QRectF, image: QImage, ratio: float) -> QRectF:
    """Where it is painted. To scale each moving picture once more takes far longer than to paint it as it came."""
    if not fits(target, image, ratio):
        return target
    own = QRectF(QPointF(), QSizeF(image.size()) / ratio)
    own.moveCenter(target.center())
    return own


def held(corner: float, length: float, room: float) -> float:
    """Keep a picture from being dragged out of sight: small ones centred, large ones without a margin."""
    if length <= room:
        return (room - length) / 2
    return min(max(corner, room - length), 0.0)
