"""What the child does for an open clip: frames and stretches of sound."""

from __future__ import annotations

import time
from collections.abc import Iterator
from fractions import Fraction
from math import gcd

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray

from evidence.errors import MediaDamaged
from evidence.media import reasons
from evidence.media.ahead import Ahead
from evidence.media.frames import FrameTable
from evidence.media.hear import Stretches, with_channels
from evidence.media.opening_names import LONGEST
from evidence.media.paths import path_of
from evidence.media.pcm import Samples
from evidence.media.plain import Fields
from evidence.media.scaling import smaller
from evidence.media.seek import ExactDecoder
from evidence.media.sounds import SoundTable
from evidence.media.tray import tray_of
from evidence.media.wire import MOST_BYTES, Blob
from evidence.progress import Progress

Answer = tuple[dict[str, object], Blob]
# One for all frames: a frame that converts itself keeps a scaler, and that keeps threads, for as long as it is cached.
_scaler = VideoReformatter()
MOST_CACHE = 2 << 30
MARGIN = 2048
"""Samples on either side that the resampler gets to see beside the stretch."""
LARGE = 128 << 10
"""Bytes of a picture below which the pipe is as fast."""
EVEN = 2
"""To be looked at, smaller pictures have whole pixels of colour: otherwise FFmpeg takes ten times as long over them."""
SOON = 8
"""A frame that is no more than so many away comes sooner than anybody could look at a preview."""


class Desk:
    """One open clip."""

    def __init__(self, order: Fields, blob: bytes) -> None:
        """Open it with its tables: `blob` holds the frame table, then the sound table."""
        path, demuxer = path_of(order), order.text("demuxer", LONGEST)
        length = order.whole("frames", 0, len(blob))
        self._pictures = self._sounds = None
        self._ahead: Ahead | None = None
        self._way: tuple[int, Iterator[tuple[int, VideoFrame]]] | None = None
        self._sound_table: SoundTable | None = None
        if length:
            table = FrameTable.from_bytes(blob[:length])
            self._pictures = ExactDecoder(
                path, table, demuxer, order.whole("threads", 1, 64), order.whole("cache", 0, MOST_CACHE)
            )
            self._table = table
            self._ahead = Ahead(self._pictures, table) if order.flag("ahead") else None
            self._tray = tray_of(order.signed("tray"))
        if len(blob) > length:
            self._sound_table = SoundTable.from_bytes(blob[length:])
            self._sounds = Stretches(path, self._sound_table, demuxer)

    def answer(self, what: str, order: Fields, blob: bytes, progress: Progress) -> Answer:
        """Frames or sound."""
        if self._ahead is not None:
            self._ahead.order_came()
        if what == "reach":
            return self._reach(order, blob)
        if what in ("small", "unpack"):
            return self._small(what, order, blob, progress)
        if what == "frames":
            return self._frames(order, progress)
        if what == "sound":
            return self._sound(order, progress)
        raise ValueError("no such order")

    def ahead(self) -> float | None:
        """While no order waits: decode a little ahead; returns after how many seconds to come again, None: done."""
        return self._ahead.step() if self._ahead is not None else None

    def _reach(self, order: Fields, jpeg: bytes) -> Answer:
        """Decode towards a frame for a while: the frame if it was reached, a preview of it, or nothing yet."""
        if self._pictures is None:
            raise MediaDamaged(*reasons.NO_STREAMS)
        wanted, until = order.whole("frame"), time.monotonic() + order.whole("for_ms", 0, 10_000) / 1000
        window = self._pictures.window
        if self._way is None or self._way[0] != wanted or order.flag("anew"):
            window.look_at(wanted)
            self._way = wanted, self._pictures.approach(wanted)
        if (kept := self._pictures.kept(wanted)) is not None:
            self._way = None
            return self._drawn(wanted, kept, order, "max")
        if jpeg and order.flag("anew") and self._far(wanted) and (drawn := self._drawn_small(order, jpeg)) is not None:
            return drawn
        if order.flag("anew") and self._far(wanted) and (quick := self._pictures.glance(wanted)) is not None:
            return self._drawn(*quick, order, "preview")
        for number, frame in self._way[1]:
            if number == wanted:
                self._way = None
                return self._drawn(wanted, frame, order, "max")
            if order.flag("anew") and self._far(wanted, number) and self._pictures.sure(number, frame):
                return self._drawn(number, frame, order, "preview")
            if time.monotonic() > until:
                break
        return {"frame": wanted, "sizes": []}, b""

    def _far(self, wanted: int, number: int | None = None) -> bool:
        """Whether a frame on the way, or the key frame, is worth being shown: the rest of the group takes a while."""
        points = self._table.points
        place = points.before(wanted)
        if place < 0:
            return False
        key = points.frame[place]
        return key <= (key if number is None else number) < wanted - SOON

    def _drawn(self, number: int, frame: VideoFrame, order: Fields, box: str) -> Answer:
        pictures = self._pictures
        aspect = pictures.pixel_aspect if pictures is not None and order.flag("display") else None
        width, height = order.whole(f"{box}_width", 0, 100_000), order.whole(f"{box}_height", 0, 100_000)
        return self._one(number, rgb_of(frame, width, height, aspect), preview=box == "preview")

    def _drawn_small(self, order: Fields, jpeg: bytes) -> Answer | None:
        from evidence.media import small

        try:
            return self._one(order.whole("small"), small.unpacked(jpeg), preview=True)
        except MediaDamaged:
            return None

    def _one(self, number: int, pixels: NDArray[np.uint8], preview: bool) -> Answer:
        size = [pixels.shape[1], pixels.shape[0]]
        return self._handed({"frame": number, "sizes": [size], "preview": preview}, [pixels])

    def _small(self, what: str, order: Fields, blob: bytes, progress: Progress) -> Answer:
        from evidence.media import small

        if what == "unpack":
            return self._one(order.whole("frame"), small.unpacked(blob), preview=True)
        pictures = self._pictures
        if pictures is None:
            raise MediaDamaged(*reasons.NO_STREAMS)
        aspect = pictures.pixel_aspect
        return small.made(
            order, lambda number: rgb_of(pictures.frame(number, progress), small.SIDE, small.SIDE, aspect)
        )

    def _handed(self, answer: dict[str, object], pictures: list[NDArray[np.uint8]]) -> Answer:
        """The answer with its pictures, which lie in the tray if they are large and fit."""
        length = sum(picture.nbytes for picture in pictures)
        if self._tray is None or not LARGE <= length <= len(self._tray):
            return answer, b"".join(picture.tobytes() for picture in pictures)
        at = 0
        for picture in pictures:
            self._tray[at : at + picture.nbytes] = picture.reshape(-1).data
            at += picture.nbytes
        return answer | {"tray": length}, b""

    def _frames(self, order: Fields, progress: Progress) -> Answer:
        if self._pictures is None:
            raise MediaDamaged(*reasons.NO_STREAMS)
        first, count = order.whole("first"), order.whole("count", 1, 10_000)
        box = order.whole("max_width", 0, 100_000), order.whole("max_height", 0, 100_000)
        aspect = self._pictures.pixel_aspect if order.flag("display") else None
        numbers: list[int] = []
        sizes: list[list[int]] = []
        parts: list[NDArray[np.uint8]] = []
        total = 0
        pictures, end = self._pictures, order.whole("sparse_to") if "sparse_to" in order else None
        run: Iterator[tuple[int, VideoFrame]]
        if end is None:
            run = ((number, pictures.frame(number, progress)) for number in range(first, first + count))
        else:
            run = pictures.sparsely(first, min(end, self._table.frames), progress)
        for number, frame in run:
            pixels = rgb_of(frame, *box, aspect)
            total += pixels.nbytes
            if parts and total > MOST_BYTES:
                break
            numbers.append(number)
            sizes.append([pixels.shape[1], pixels.shape[0]])
            parts.append(pixels)
            if len(parts) == count:
                break
        return self._handed({"sizes": sizes} | ({} if end is None else {"numbers": numbers}), parts)

    def _sound(self, order: Fields, progress: Progress) -> Answer:
        table = self._sound_table
        if self._sounds is None or table is None:
            raise MediaDamaged(*reasons.NO_SOUND)
        first, count = order.signed("first"), order.whole("count")
        rate, channels = order.whole("rate", 1, 1_000_000), order.whole("channels", 1, 64)
        if rate == table.rate:
            sound = self._sounds.stretch(first, count, progress)
        else:
            # The margin begins where a sample of the one rate and one of the other fall together.
            step = table.rate // gcd(table.rate, rate)
            begin = (first - MARGIN) // step * step
            wide = self._sounds.stretch(begin, first - begin + count + MARGIN, progress)
            skip = -(-(first - begin) * rate // table.rate)
            wanted = -(-(first - begin + count) * rate // table.rate) - skip
            sound = resampled(wide, table.rate, rate)[skip : skip + wanted]
        sound = np.ascontiguousarray(with_channels(sound, channels))
        return {"samples": len(sound)}, sound.tobytes()


def rgb_of(frame: VideoFrame, max_width: int, max_height: int, aspect: Fraction | None) -> NDArray[np.uint8]:
    """Red, green, blue of a frame, shape (height, width, 3), made smaller to fit the box (0: no limit).

    aspect: width of a pixel over its height, to get the picture as it is meant to be looked at, with square pixels and
    turned as the camera noted; None for the stored picture.
    """
    quarter = round(-frame.rotation / 90) % 4 if aspect is not None else 0
    width, height = frame.width, frame.height
    if aspect is not None and aspect != 1 and Fraction(1, 10) <= aspect <= 10:
        width = max(1, round(width * aspect))
    box = (max_height, max_width) if quarter % 2 else (max_width, max_height)
    over = max(1.0, width / box[0] if box[0] else 1.0, height / box[1] if box[1] else 1.0)
    if over > 1:
        width, height = max(1, int(width / over)), max(1, int(height / over))
        if aspect is not None and width > EVEN and height > EVEN:
            width, height = width - width % EVEN, height - height % EVEN
    if aspect is not None:
        frame = smaller(frame, width, height) or frame
    pixels = _scaler.reformat(frame, width, height, format="rgb24", threads=1).to_ndarray()
    rgb: NDArray[np.uint8] = np.ascontiguousarray(np.rot90(pixels, -quarter) if quarter else pixels)
    return rgb


def resampled(samples: Samples, rate: int, wanted: int) -> Samples:
    """The same sound at another rate."""
    channels = samples.shape[1]
    layout = {1: "mono", 2: "stereo"}.get(channels, f"{channels}c")
    frame = AudioFrame.from_ndarray(np.ascontiguousarray(samples).reshape(1, -1), format="s16", layout=layout)
    frame.sample_rate = rate
    resampler = AudioResampler(format="s16", layout=layout, rate=wanted)
    pieces = [
        part.to_ndarray().reshape(-1, channels) for part in (*resampler.resample(frame), *resampler.resample(None))
    ]
    return np.concatenate(pieces).astype(np.int16, copy=False)
