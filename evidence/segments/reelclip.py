"""The frames and the sound of several files as if they were one open recording; neighbours are opened ahead."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evidence.errors import WorldError
from evidence.media.clip import CACHE_BYTES, PREVIEW_SIZE, REACH_MS, Clip, Reached
from evidence.media.door import Probed
from evidence.media.pictures import Picture
from evidence.media.sounds import Sound
from evidence.progress import Progress, no_progress
from evidence.segments.reel import Reel

AHEAD_US = 5_000_000
"""So near to a border the file behind it is opened, so that nobody waits there."""


def clip_of(path: str | os.PathLike[str], probed: Probed, **options: Any) -> Clip:
    """A recording held open: one file, or a reel of several."""
    return ReelClip(probed, **options) if isinstance(probed, Reel) else Clip(path, probed, **options)


class ReelClip(Clip):
    """A `Clip` whose frames and times are those of a reel.

    Every piece has a clip, and so a child, of its own; at most the one in use and its neighbours are open. A picture
    carries the number and time that it has in the reel, and the time stamp that it has in its file.
    """

    def __init__(self, reel: Reel, *, cache_bytes: int = CACHE_BYTES, **options: Any) -> None:
        """Open the pieces of `reel` as they are needed; two of them share `cache_bytes`. Options as for a `Clip`."""
        super().__init__(reel.pieces[0].path, reel, cache_bytes=cache_bytes, **options)
        self._reel, self._time = reel, reel.time
        self._clips = [Clip(one.path, one.probed, cache_bytes=cache_bytes // 2, **options) for one in reel.pieces]
        self._in_use = 0
        self._opening: _Opening | None = None

    @property
    def pid(self) -> int | None:
        """Process id of the child of the piece in use, if one is running."""
        return self._clips[self._in_use].pid

    def close(self) -> None:
        """End all children."""
        if self._opening is not None:
            self._opening.stop()
        for clip in self._clips:
            clip.close()

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
        """As of a `Clip`: fewer also where a piece ends."""
        self._must_have(first)
        piece, number = self._reel.where(first)
        end = self._end_of(piece)
        clip = self._use(piece)
        found = clip.frames(
            number, min(count, end - first), max_width=max_width, max_height=max_height, display=display,
            sparse_to=None if sparse_to is None else min(sparse_to, end) - first + number,
            progress=progress,
        )  # fmt: skip
        self._open_ahead(piece, found[-1].shown_us if found else 0)
        return [self._renamed(piece, picture) for picture in found]

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
        """As of a `Clip`."""
        self._must_have(number)
        piece, own = self._reel.where(number)
        there, begun = self._reel.where(small[0]) if small else (-1, 0)
        held = (begun, small[1]) if small and there == piece else None
        found = self._use(piece).reach(own, anew=anew, for_ms=for_ms, preview=preview, display=display, small=held)
        if found is None:
            return None
        if not found.preview:
            self._open_ahead(piece, found.picture.shown_us)
        return Reached(self._renamed(piece, found.picture), found.preview)

    def sound(
        self,
        from_us: int,
        to_us: int,
        *,
        rate: int | None = None,
        channels: int | None = None,
        progress: Progress = no_progress,
    ) -> Sound:
        """As of a `Clip`; between the sounds of two pieces there is silence."""
        table = self._sound_table()
        rate, channels = rate or table.rate, channels or table.channels
        first_us = max(from_us, table.start_us)
        end_us = max(first_us, min(to_us, table.end_us))
        parts: list[NDArray[np.int16]] = []
        begun_us: int | None = None
        held = 0  # samples since begun_us
        for piece, low_us, high_us in self._pieces_of(first_us, end_us):
            begin_us = self._time.begins[piece]
            clip = self._clips[piece]
            if clip.sound_table is None:
                continue
            sound = self._use(piece).sound(
                low_us - begin_us, high_us - begin_us, rate=rate, channels=channels, progress=progress
            )
            self._open_ahead(piece, high_us - begin_us)
            if not len(sound.samples):
                continue
            at_us = sound.first_us + begin_us
            if begun_us is None:
                begun_us = first_us if at_us - first_us > 2_000_000 // rate else at_us
            missing = round((at_us - begun_us) * rate / 1e6) - held
            if missing > 1:  # less joins the piece before
                parts.append(np.zeros((missing, channels), np.int16))
            parts.append(sound.samples)
            held = sum(len(part) for part in parts)
        begun_us = first_us if begun_us is None else begun_us
        if end_us < table.end_us and (missing := round((end_us - begun_us) * rate / 1e6) - held) > 1:
            parts.append(np.zeros((missing, channels), np.int16))
        samples = np.concatenate(parts) if parts else np.zeros((0, channels), np.int16)
        return Sound(samples, rate, begun_us, table.place_at(begun_us), Fraction(1, table.rate))

    def small_jpegs(self, first: int, count: int, for_ms: int) -> list[bytes]:
        """As of a `Clip`: fewer also where a piece ends."""
        self._must_have(first)
        piece, number = self._reel.where(first)
        return self._use(piece).small_jpegs(number, min(count, self._end_of(piece) - first), for_ms)

    def unpacked(self, frame: int, jpeg: bytes, by: Clip | None = None) -> Picture:
        """As of a `Clip`; whatever piece the frame is of, the child that runs does it: nobody waits for another."""
        piece, number = self._reel.where(frame)
        return self._renamed(piece, self._clips[piece].unpacked(number, jpeg, by or self._clips[self._in_use]))

    def _end_of(self, piece: int) -> int:
        """The number here of the frame behind the last one of a piece."""
        firsts = self._reel.first_frames
        return firsts[piece + 1] if piece + 1 < len(firsts) else self._table().frames

    def _pieces_of(self, from_us: int, to_us: int) -> Sequence[tuple[int, int, int]]:
        """Pieces with the virtual times that are asked of each; before the first and after the last one too."""
        begins = self._time.begins
        found = []
        for piece in range(len(begins)):
            low = from_us if piece == 0 else max(from_us, begins[piece])
            high = to_us if piece + 1 == len(begins) else min(to_us, begins[piece + 1])
            if high > low:
                found.append((piece, low, high))
        return found

    def _use(self, piece: int) -> Clip:
        if piece != self._in_use:
            self._in_use = piece  # first of all: whoever ends us ends the child that we may have to wait for
            for number, clip in enumerate(self._clips):
                if abs(number - piece) > 1:
                    clip.close()
        return self._clips[piece]

    def _renamed(self, piece: int, picture: Picture) -> Picture:
        return replace(
            picture,
            frame=picture.frame + self._reel.first_frames[piece],
            shown_us=picture.shown_us + self._time.begins[piece],
        )

    def _open_ahead(self, piece: int, at_us: int) -> None:
        """Near a border, open what lies behind it."""
        length = self._time.ends[piece] - self._time.begins[piece]
        neighbour = piece + 1 if at_us > length - AHEAD_US else piece - 1 if at_us < AHEAD_US else piece
        for number, away_us in ((piece - 1, at_us), (piece + 1, length - at_us)):
            if 0 <= number < len(self._clips) and away_us > 2 * AHEAD_US and self._clips[number].pid is not None:
                self._clips[number].close()
        if not 0 <= neighbour < len(self._clips) or self._clips[neighbour].pid is not None:
            return
        if self._opening is not None and self._opening.is_alive():
            return
        self._opening = _Opening(self._clips[neighbour])
        self._opening.start()


class _Opening(threading.Thread):
    """Starts the child of a clip beside everything else."""

    def __init__(self, clip: Clip) -> None:
        super().__init__(name="neighbour opening", daemon=True)
        self.clip = clip

    def run(self) -> None:
        """Have the first of it; whoever asks for more hears of what is wrong."""
        with contextlib.suppress(WorldError):
            if self.clip.table is not None:
                self.clip.frames(0, 1, max_width=16, max_height=16)
            elif self.clip.sound_table is not None:
                start = self.clip.sound_table.start_us
                self.clip.sound(start, start + 1000)

    def stop(self) -> None:
        """End it, whatever the child is doing."""
        while self.is_alive():
            if (pid := self.clip.pid) is not None:
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGTERM)
            self.join(0.01)
