"""One open recording: any frame by its number, any stretch of sound, exactly."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from types import TracebackType
from typing import Self, TypeVar

import numpy as np

from evidence.errors import MediaLimit, NotFound, WrongUse
from evidence.media import reasons
from evidence.media.arrived import pictures_in
from evidence.media.door import Probed
from evidence.media.frames import FrameTable
from evidence.media.opening_names import forced
from evidence.media.paths import path_text
from evidence.media.pictures import Picture
from evidence.media.plain import Fields
from evidence.media.process import PATIENCE_S, Child
from evidence.media.proxypack import LARGEST
from evidence.media.sounds import SamplePlace, Sound, SoundTable
from evidence.media.tray import Tray
from evidence.media.wire import MOST_BYTES, Blob
from evidence.progress import Progress, no_progress

T = TypeVar("T")

MOST_AT_ONCE = 1000
LONGEST_SOUND_US = 600_000_000
CACHE_BYTES = 256 << 20
"""Decoded frames that the child keeps, unless told otherwise."""
REACH_MS = 40
PREVIEW_SIZE = 960, 540


@dataclass(frozen=True, slots=True)
class Reached:
    """What there is on the way to a frame: the frame itself, or a preview, under its own number."""

    picture: Picture
    preview: bool


class Clip:
    """A recording held open by a child process of its own.

    If the child crashes, hangs or is killed, the call raises MediaLimit and the next call starts another one: this side
    keeps the place, the child keeps nothing. Safe for several threads; calls wait for each other.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        known: FrameTable | Probed,
        *,
        threads: int = 1,
        cache_bytes: int = CACHE_BYTES,
        ahead: bool = False,
        background: bool = False,
        patience_s: float = PATIENCE_S,
    ) -> None:
        """Open a recording with what `probe` found out about it (a frame table alone: pictures only).

        threads: of the decoder; more than one helps only where nothing else runs.
        cache_bytes: decoded frames that the child may keep, so that steps back cost nothing.
        ahead: while nothing is asked, the child decodes what the next steps will ask for.
        background: the child gives way to everything else on the machine.
        """
        self.table: FrameTable | None = known if isinstance(known, FrameTable) else known.table
        self.sound_table: SoundTable | None = None if isinstance(known, FrameTable) else known.sound
        self._path, self._threads, self._patience_s = path_text(path), threads, patience_s
        self._cache_bytes, self._ahead, self._background = cache_bytes, ahead, background
        self._child: Child | None = None
        self._tray: Tray | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        """The clip itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """End the child. The clip can be used again; that starts another one."""
        with self._turn:
            self._end_child()

    @property
    def pid(self) -> int | None:
        """Process id of the child, if one is running."""
        child = self._child
        return child.pid if child is not None and child.alive else None

    def frame(
        self,
        number: int,
        *,
        max_width: int | None = None,
        max_height: int | None = None,
        display: bool = False,
        progress: Progress = no_progress,
    ) -> Picture:
        """The frame of that number, as stored and at full size unless told otherwise.

        display: as it is meant to be looked at, with square pixels and turned as the camera noted. `progress` counts
        frames decoded; it is called where reaching the frame takes time.

        Raises:
            NotFound: there is no such frame.
            MediaDamaged: it cannot be decoded exactly.
            MediaLimit: the decoder hung, crashed or crossed a limit; call again to start another.
        """
        return self.frames(number, 1, max_width=max_width, max_height=max_height, display=display, progress=progress)[0]

    def frames(
        self,
        first: int,
        count: int,
        *,
        max_width: int | None = None,
        max_height: int | None = None,
        display: bool = False,
        sparse_to: int | None = None,
        progress: Progress = no_progress,
    ) -> list[Picture]:
        """Frames `first` to `first + count - 1`, for playing: fewer where the recording ends or they are very large.

        sparse_to: for playing fast, up to this frame and no further, the one before it in any case: frames from which
        no other is decoded are left out where that can be checked. Each picture says which one it is.

        Raises:
            As `frame`.
        """
        table = self._table()
        self._must_have(first)
        end = table.frames if sparse_to is None else max(first + 1, min(sparse_to, table.frames))
        count = max(1, min(count, end - first, MOST_AT_ONCE))
        order = {
            "do": "frames",
            "first": first,
            "count": count,
            "max_width": max_width or 0,
            "max_height": max_height or 0,
            "display": display,
        } | ({} if sparse_to is None else {"sparse_to": end})
        return self._asked(
            lambda answer, blob: pictures_in(table, first, count, answer, blob, None if sparse_to is None else end),
            order,
            progress=progress,
        )

    def sound(
        self,
        from_us: int,
        to_us: int,
        *,
        rate: int | None = None,
        channels: int | None = None,
        progress: Progress = no_progress,
    ) -> Sound:
        """Samples whose time is not before `from_us` and before `to_us`, recording time; silence in gaps.

        Nothing before the first sample and after the last one is made up: `first_us` says where the stretch begins.
        Stretches that follow each other join without a sample missing or doubled. `rate` and `channels` convert.

        Raises:
            NotFound: the recording has no sound.
            WrongUse: more than ten minutes at once, or an absurd rate or number of channels.
            MediaDamaged, MediaLimit: as `frame`.
        """
        table = self._sound_table()
        rate, channels = rate or table.rate, channels or table.channels
        if to_us - from_us > LONGEST_SOUND_US or not (1000 <= rate <= 768_000 and 1 <= channels <= 64):
            raise WrongUse(
                "Sound comes ten minutes at once at most, at 1,000 to 768,000 samples per second, in 1 to 64 channels.",
                "每次最多读取十分钟的声音，采样率为 1000 到 768000，声道数为 1 到 64。",
            )
        first = max(table.first, table.place_from(from_us))
        count = max(0, min(table.end, table.place_from(to_us)) - first)
        if count * max(1, -(-rate // table.rate)) * max(channels, table.channels) * 2 > MOST_BYTES:
            raise WrongUse("That is too much sound at once.", "一次读取的声音过多。")
        order = {"do": "sound", "first": first, "count": count, "rate": rate, "channels": channels}
        answer, blob = self.ask(order, progress=progress) if count else (Fields({"samples": 0}), b"")
        if answer.whole("samples", 0, MOST_BYTES) * channels * 2 != len(blob):
            self.close()
            raise MediaLimit(*reasons.NONSENSE)
        samples = np.frombuffer(blob, np.int16).reshape(-1, channels)
        return Sound(samples, rate, table.shown_us(first), first, Fraction(1, table.rate))

    def sound_place(self, at_us: int) -> SamplePlace:
        """The sample that sounds at a recording time: the last one whose time is not after it.

        Raises:
            NotFound: the recording has no sound.
        """
        table = self._sound_table()
        place = table.place_at(at_us)
        return SamplePlace(place, Fraction(1, table.rate), table.shown_us(place))

    def reach(
        self,
        number: int,
        *,
        anew: bool,
        for_ms: int = REACH_MS,
        preview: tuple[int, int] = PREVIEW_SIZE,
        display: bool = False,
        small: tuple[int, bytes] | None = None,
    ) -> Reached | None:
        """Decode towards a frame for about `for_ms` milliseconds: the frame at full size if it was reached.

        anew: begin. Where the way is long, the first answer is a picture of the key frame that decoding began with,
        under its own number, scaled into `preview`; or `small`, the number and small JPEG of this frame or of one
        before it, for which nothing has to be decoded. None: not reached yet; ask again, with `anew` False, or for
        another frame: nothing is lost but the time.

        Raises:
            As `frame`.
        """
        table = self._table()
        self._must_have(number)
        order = {
            "do": "reach",
            "frame": number,
            "anew": anew,
            "for_ms": for_ms,
            "max_width": 0,
            "max_height": 0,
            "preview_width": preview[0],
            "preview_height": preview[1],
            "display": display,
        }
        begun, jpeg = small or (-1, b"")

        def reached(answer: Fields, blob: Blob) -> Reached | None:
            came = answer.whole("frame", 0, number)
            if not answer.values("sizes", 1):
                return None
            preview_came = answer.flag("preview")
            if not preview_came and came != number:
                raise ValueError("another frame came")
            return Reached(pictures_in(table, came, 1, answer, blob)[0], preview_came)

        return self._asked(reached, order | {"small": begun}, jpeg)

    def small_jpegs(self, first: int, count: int, for_ms: int) -> list[bytes]:
        """JPEGs of the frames from `first` on, at most `count`, as many as are made in about `for_ms`; one at least.

        Raises:
            As `frame`.
        """
        self._must_have(first)
        answer, blob = self.ask({"do": "small", "first": first, "count": count, "for_ms": for_ms})
        try:
            lengths = answer.wholes("lengths", count)
            if not lengths or not all(0 < length <= LARGEST for length in lengths) or sum(lengths) != len(blob):
                raise ValueError("the lengths do not fit")
        except ValueError as nonsense:
            self.close()
            raise MediaLimit(*reasons.NONSENSE) from nonsense
        view, made = memoryview(blob), []
        for length in lengths:
            made.append(bytes(view[:length]))
            view = view[length:]
        return made

    def unpacked(self, frame: int, jpeg: bytes, by: Clip | None = None) -> Picture:
        """The picture of a frame out of its small JPEG; this side never parses one.

        by: the clip whose child does it, if that of this one is not to be started for it.

        Raises:
            MediaDamaged, MediaLimit: it is none.
        """
        asked = by or self
        answer, rgb = asked.ask({"do": "unpack", "frame": frame}, jpeg)
        try:
            return pictures_in(self._table(), frame, 1, Fields({"sizes": answer.values("sizes", 1)}), rgb)[0]
        except ValueError as nonsense:
            asked.close()
            raise MediaLimit(*reasons.NONSENSE) from nonsense

    def _must_have(self, number: int) -> None:
        frames = self._table().frames
        if not 0 <= number < frames:
            raise NotFound(
                f"There is no frame {number}: the recording has frames 0 to {frames - 1}.",
                f"没有第 {number} 帧：该录像的帧号为 0 到 {frames - 1}。",
            )

    def _table(self) -> FrameTable:
        if self.table is None:
            raise NotFound("The recording has no pictures.", "该录音没有图像。")
        return self.table

    def _sound_table(self) -> SoundTable:
        if self.sound_table is None:
            raise NotFound("The recording has no sound.", "该录像没有声音。")
        return self.sound_table

    def ask(
        self, order: dict[str, object], given: bytes = b"", progress: Progress = no_progress
    ) -> tuple[Fields, bytes]:
        """Put an order to the child, for modules beside this one; what comes back is still to be checked."""
        return self._asked(lambda answer, blob: (answer, bytes(blob)), order, given, progress)

    def _asked(
        self,
        read: Callable[[Fields, Blob], T],
        order: dict[str, object],
        given: bytes = b"",
        progress: Progress = no_progress,
    ) -> T:
        """Put an order to the child and give what `read` makes of its answer; a `ValueError` of it says: nonsense.

        `read` copies what it keeps: the bytes may lie in memory that the next answer will be written to.
        """
        with self._turn:
            if self._child is None or not self._child.alive:
                self._end_child()
                with contextlib.suppress(OSError):  # then through the pipe
                    self._tray = Tray()
                self._child = Child(patience_s=self._patience_s, handles=[self._tray.handle] if self._tray else [])
                self._open(self._child)
            answer, blob = self._child.ask(order, given, progress)
            try:
                if self._tray is None or "tray" not in answer:
                    return read(answer, blob)
                with self._tray.taking(answer.whole("tray")) as view:
                    return read(answer, view)
            except ValueError as nonsense:
                self._end_child()
                raise MediaLimit(*reasons.NONSENSE) from nonsense

    def _end_child(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None
        if self._tray is not None:
            self._tray.close()
            self._tray = None

    def _open(self, child: Child) -> None:
        frames = self.table.to_bytes() if self.table else b""
        sound = self.sound_table.to_bytes() if self.sound_table else b""
        container = self.table.container if self.table else self.sound_table.container if self.sound_table else ""
        order = {
            "do": "open",
            "path": self._path,
            "demuxer": forced(container),
            "frames": len(frames),
            "threads": self._threads,
            "cache": self._cache_bytes,
            "ahead": self._ahead,
            "background": self._background,
            "tray": self._tray.handle if self._tray else -1,
        }
        child.ask(order, frames + sound)
