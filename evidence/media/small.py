"""Small JPEGs of frames, in the child: made from decoded frames, and turned back into pixels."""

from __future__ import annotations

import time
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from evidence.errors import MediaDamaged
from evidence.media import reasons
from evidence.media.plain import Fields

SIDE = 640
QUALITY = 75

Pixels = NDArray[np.uint8]


def made(order: Fields, picture: Callable[[int], Pixels]) -> tuple[dict[str, object], bytes]:
    """JPEGs of the frames from `first` on, as many as come in the time allowed; one at least."""
    cv2.setNumThreads(1)
    first, count = order.whole("first"), order.whole("count", 1, 10_000)
    until = time.monotonic() + order.whole("for_ms", 0, 10_000) / 1000
    coded: list[bytes] = []
    for number in range(first, first + count):
        bgr = cv2.cvtColor(picture(number), cv2.COLOR_RGB2BGR)
        done, jpeg = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
        if not done:
            raise RuntimeError("OpenCV cannot write .jpg")
        coded.append(jpeg.tobytes())
        if time.monotonic() > until:
            break
    return {"first": first, "lengths": [len(jpeg) for jpeg in coded]}, b"".join(coded)


def unpacked(jpeg: bytes) -> Pixels:
    """Red, green, blue of a JPEG that `made` wrote.

    Raises:
        MediaDamaged: it is none.
    """
    cv2.setNumThreads(1)
    try:
        bgr = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        bgr = None
    if bgr is None or max(bgr.shape) > SIDE:
        raise MediaDamaged(*reasons.UNREADABLE)
    rgb: Pixels = np.ascontiguousarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)).astype(np.uint8, copy=False)
    return rgb
