"""Cuts a stretch out of a recording, in the child: packets as they are, or pictures and sound encoded again.

The child may write no file. What the muxer writes goes back in pieces, each with its place in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import cast

import av
import numpy as np
from av.container import OutputContainer
from av.packet import Packet
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from evidence.errors import MediaDamaged
from evidence.media import reasons
from evidence.media.copying import CopyPlan
from evidence.media.covering import blacken, boxes_at, read_covers
from evidence.media.cut import ENCODER, ENCODING
from evidence.media.cutsound import SoundTrack
from evidence.media.frames import FrameTable
from evidence.media.hear import Stretches
from evidence.media.opening import decoder_version
from evidence.media.opening_names import LONGEST
from evidence.media.paths import path_of
from evidence.media.plain import Fields
from evidence.media.seek import ExactDecoder
from evidence.media.sounds import SoundTable
from evidence.media.wire import Blob
from evidence.model.places import Box
from evidence.progress import Progress

PIECE = 4 << 20
MOST_UNSENT = 256 << 20
Answer = tuple[dict[str, object], Blob]


class Sink:
    """A file in pieces: keeps what is written until it is sent. Nothing can be read back."""

    def __init__(self) -> None:
        """Nothing is written yet."""
        self._at = self._end = self.unsent = 0
        self._pieces: list[tuple[int, bytes]] = []

    def write(self, data: bytes) -> int:
        """Take bytes at the current place."""
        self._pieces.append((self._at, bytes(data)))
        self._at += len(data)
        self._end = max(self._end, self._at)
        self.unsent += len(data)
        if self.unsent > MOST_UNSENT:
            raise MemoryError
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move; muxers go back to fill in sizes."""
        self._at = offset + (0, self._at, self._end)[whence]
        return self._at

    def tell(self) -> int:
        """The current place."""
        return self._at

    def take(self) -> Answer:
        """What was written since the last time: places and lengths, and the bytes."""
        places = [[at, len(data)] for at, data in self._pieces]
        blob = b"".join(data for _, data in self._pieces)
        self._pieces, self.unsent = [], 0
        return {"places": places}, blob


class Cutter:
    """One cut, done piece by piece as it is asked for."""

    def __init__(self, order: Fields, blob: bytes) -> None:
        """Get ready with the tables: `blob` holds the frame table, then the sound table."""
        self._path, self._demuxer = path_of(order), order.text("demuxer", LONGEST)
        length = order.whole("frames", 0, len(blob))
        self._table = FrameTable.from_bytes(blob[:length]) if length else None
        self._sound_table = SoundTable.from_bytes(blob[length:]) if len(blob) > length else None
        self._copy, self._format = order.flag("copy"), order.text("format", 20)
        self._first, self._last = order.whole("first"), order.whole("last")
        self._begin, self._count = order.signed("begin"), order.whole("count")
        self._late = order.whole("late")
        self._codec, self._rotation = order.text("sound_codec", 20), order.whole("rotation", 0, 270)
        self._covers = read_covers(order)
        if self._table is not None and not self._first <= self._last < self._table.frames:
            raise ValueError("no such frames")
        self._sink = Sink()
        self._done = self._total = 0
        self._work = self._run()

    def more(self, progress: Progress) -> Answer:
        """The next piece. `progress` counts frames, or samples where there are no pictures."""
        ended = True
        for _ in self._work:
            progress(self._done, self._total)
            if self._sink.unsent >= PIECE:
                ended = False
                break
        head, blob = self._sink.take()
        return head | {"end": ended, "decoder": decoder_version()}, blob

    def _run(self) -> Iterator[None]:
        options = {"fflags": "+bitexact"}
        with av.open(cast(str, self._sink), "w", format=self._format, options=options) as output:
            track = None
            if self._table is None:
                self._total = self._count
                track = self._track(output)
                while track is not None and not track.done:
                    self._done = track.write_until(track.written + track.rate)
                    yield
            elif self._copy:
                yield from self._copied(output, self._table)
            else:
                yield from self._encoded(output, self._table)
        yield

    def _track(self, output: OutputContainer) -> SoundTrack | None:
        table = self._sound_table
        if table is None or not self._count:
            return None
        stretches = Stretches(self._path, table, self._demuxer)
        return SoundTrack(output, stretches, table, self._begin, self._count, self._late, self._codec)

    def _copied(self, output: OutputContainer, table: FrameTable) -> Iterator[None]:
        plan = CopyPlan(self._path, self._demuxer, table, self._first, self._last, self._format)
        self._total = self._last - self._first + 1
        with plan.opened() as packets:
            stream = output.add_stream_from_template(plan.stream)
            stream.time_base = plan.stream.time_base
            track = self._track(output)
            for packet in packets:
                packet.stream = stream
                at = (packet.dts or 0) * table.time_base
                output.mux(packet)
                if track is not None:
                    track.write_until(int((at + 1) * track.rate))
                self._done += 1
                yield
            if track is not None:
                track.write_until(self._count)

    def _encoded(self, output: OutputContainer, table: FrameTable) -> Iterator[None]:
        decoder = ExactDecoder(self._path, table, self._demuxer)
        self._total = self._last - self._first + 1
        stream: VideoStream | None = None
        track: SoundTrack | None = None
        lengths: dict[int, int] = {}
        for number in range(self._first, self._last + 1):
            frame = upright(decoder.frame(number, lambda *_: None), self._rotation)
            if boxes := boxes_at(self._covers, table.shown_us(number)):
                frame = covered(frame, boxes)
            if stream is None:
                stream = self._video(output, table, frame, decoder.pixel_aspect)
                track = self._track(output)
            wanted = stream.pix_fmt or "yuv420p"
            picture = frame.reformat(width=stream.width, height=stream.height, format=wanted)
            picture.pict_type = PictureType.NONE
            after = table.pts[number + 1] if number + 1 < table.frames else table.end
            picture.pts, picture.time_base = table.pts[number] - table.pts[self._first], table.time_base
            picture.duration = after - table.pts[number]
            lengths[picture.pts] = picture.duration
            output.mux(_timed(stream.encode(picture), lengths))
            if track is not None:
                track.write_until(int((picture.pts * table.time_base + 1) * track.rate))
            self._done += 1
            yield
        if stream is not None:
            output.mux(_timed(stream.encode(), lengths))
        if track is not None:
            track.write_until(self._count)

    def _video(self, output: OutputContainer, table: FrameTable, frame: VideoFrame, aspect: Fraction) -> VideoStream:
        span = (table.pts[self._last] - table.pts[self._first]) * table.time_base
        rate = (self._last - self._first) / span if span > 0 else Fraction(25)
        stream = output.add_stream(ENCODER, rate=rate.limit_denominator(1001), options=dict(ENCODING))
        if not isinstance(stream, VideoStream):
            raise MediaDamaged(*reasons.NOTHING_DECODED)
        stream.width, stream.height = frame.width, frame.height
        stream.pix_fmt = "yuv444p" if frame.width % 2 or frame.height % 2 else "yuv420p"
        context = stream.codec_context
        context.time_base = stream.time_base = table.time_base
        if aspect != 1:
            context.sample_aspect_ratio = 1 / aspect if self._rotation % 180 else aspect
        return stream


def _timed(packets: list[Packet[VideoStream]], lengths: dict[int, int]) -> list[Packet[VideoStream]]:
    """Packets with the length of their picture, which the encoder forgets; of the last one nothing else tells it."""
    for packet in packets:
        if packet.pts is not None:
            packet.duration = lengths.pop(packet.pts, packet.duration)
    return packets


def covered(frame: VideoFrame, boxes: Sequence[Box]) -> VideoFrame:
    """The frame with boxes in black."""
    pixels: NDArray[np.uint8] = np.ascontiguousarray(frame.to_ndarray(format="rgb24"))
    blacken(pixels, boxes)
    return VideoFrame.from_ndarray(pixels, format="rgb24")


def upright(frame: VideoFrame, rotation: int) -> VideoFrame:
    """The frame turned clockwise as the camera noted; the same frame where there is nothing to turn."""
    if not rotation % 360:
        return frame
    turned: NDArray[np.uint8] = np.rot90(frame.to_ndarray(format="rgb24"), -(rotation // 90))
    return VideoFrame.from_ndarray(np.ascontiguousarray(turned), format="rgb24")
