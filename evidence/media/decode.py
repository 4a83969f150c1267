"""Decodes one recording from its start, the way that says what is true of its frames."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, cast

import numpy as np
from av.audio.frame import AudioFrame
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from evidence.errors import MediaLimit
from evidence.media import reasons
from evidence.media.frames import UNKNOWN, FrameTable, SeekPoints
from evidence.media.opening import Track
from evidence.progress import Progress

LINES_APART = 4
"""A fingerprint covers every fourth line: each block that a codec can get wrong, at a quarter of the time."""
SMALL = 200_000  # pixels; all lines of pictures below this

Frame = VideoFrame | AudioFrame


def check_memory(error: FFmpegError) -> None:
    """FFmpeg reports a lack of memory as one of its errors; that one is a limit, not damage.

    Raises:
        MediaLimit: it was that one.
    """
    if isinstance(error, MemoryError):
        raise MediaLimit(*reasons.MEMORY) from error


class Decoding:
    """Frames of one stream as they come out of the decoder, each with the number of the packet it came from.

    Packets that cannot be decoded are counted and left out; decoding goes on behind them.
    """

    def __init__(self, media: InputContainer, stream: Track, threads: int = 1) -> None:
        """Decode `stream` from where `media` stands."""
        self._media, self._stream = media, stream
        stream.codec_context.copy_opaque = True
        if isinstance(stream, VideoStream) and not stream.codec_context.is_open:
            stream.codec_context.thread_count = threads
            stream.codec_context.thread_type = "AUTO" if threads > 1 else "NONE"
        self.errors = 0
        self.broken_off = False
        self.whole_from: int | None = None
        """Pictures before this time stamp may be left out if nothing is decoded from them; None: every one comes."""
        self._leaves_out = False
        self._leave_out(False)

    def packets(self) -> Iterator[Packet[Any]]:
        """Packets of the stream, the empty one at the end included; an error of reading ends them."""
        try:
            yield from self._media.demux(self._stream)
        except FFmpegError as error:
            check_memory(error)
            self.broken_off = True
            self.errors += 1
            yield Packet()

    def decode(self, packet: Packet[Any], serial: int | None) -> list[Frame]:
        """Frames that come out when this packet goes in; an empty packet brings out the rest.

        serial None: nobody will ask which packet a frame came from.
        """
        try:
            if packet.size == 0 and packet.pts is None:
                return list(self._stream.codec_context.decode(None))
            if serial is not None:
                packet.opaque = serial
            early = self.whole_from is not None and packet.pts is not None and packet.pts < self.whole_from
            if early is not self._leaves_out:
                self._leave_out(early)
            return list(self._stream.codec_context.decode(packet))
        except FFmpegError as error:
            check_memory(error)
            self.errors += not isinstance(error, EOFError)
            return []

    def _leave_out(self, unreferenced: bool) -> None:
        if isinstance(self._stream, VideoStream):
            self._leaves_out = unreferenced
            self._stream.codec_context.skip_frame = "NONREF" if unreferenced else "DEFAULT"

    def frames(self) -> Iterator[tuple[Frame, int | None]]:
        """(frame, number of its packet counted from 0) up to the end of the stream."""
        for serial, packet in enumerate(self.packets()):
            for frame in self.decode(packet, serial):
                yield frame, serial_of(frame)


def serial_of(frame: Frame) -> int | None:
    """Number of the packet that a frame came from, where the decoder hands it through."""
    serial = frame.opaque
    return serial if isinstance(serial, int) else None


def fingerprint(frame: VideoFrame) -> int:
    """CRC-32 over the lines of the first plane (brightness, or everything in packed formats)."""
    plane, form = frame.planes[0], frame.format
    if plane.line_size <= 0:  # stored upside down
        return zlib.crc32(np.ascontiguousarray(frame.to_ndarray(format="rgb24")).data)
    if form.is_planar:
        width = frame.width * (2 if form.components[0].bits > 8 else 1)
    else:
        width = -(-frame.width * form.padded_bits_per_pixel // 8)
    # PyAV's planes are buffers; its types do not say so.
    lines = np.frombuffer(cast(memoryview, plane), np.uint8).reshape(-1, plane.line_size)
    apart = LINES_APART if frame.width * frame.height >= SMALL else 1
    return zlib.crc32(np.ascontiguousarray(lines[: frame.height : apart, : min(width, plane.line_size)]).data)


@dataclass(frozen=True)
class Confirmation:
    """What decoding every frame once showed."""

    table: FrameTable | None
    """None if no frame could be decoded."""
    flaws: int
    filled: int = 0
    restarts: int = 0
    nominal: bool = False
    slots: bool = False
    """Times are slots that the container counts, not stamps of its own."""
    reordered: bool = False
    """Pictures are stored in another order than they are shown."""
    rotation: int = 0


def confirm(media: InputContainer, stream: Track, expected: int, progress: Progress) -> Confirmation:
    """Decode every frame from the start and note its time, fingerprint and seek point. `progress` counts frames."""
    from evidence.media.opening import decoder_version, rate_of, time_base_of
    from evidence.media.survey import add_point, table, ticks
    from evidence.media.times import times_of

    decoding = Decoding(media, stream)
    stamps, decoded, prints = array("q"), array("q"), array("I")
    keys: dict[int, tuple[int, int, int, int]] = {}
    points = SeekPoints()
    length = flaws = rotation = latest = 0
    reordered = False
    pos = UNKNOWN
    for serial, packet in enumerate(decoding.packets()):
        pos = pos if packet.pos is None else packet.pos  # one that begins inside another's has none of its own
        if packet.is_keyframe and packet.size:
            pts, dts = (UNKNOWN if value is None else value for value in (packet.pts, packet.dts))
            keys[serial] = (pts, dts, pos, zlib.crc32(packet))
        flaws += packet.is_corrupt
        for each in decoding.decode(packet, serial):
            frame, number = cast(VideoFrame, each), len(stamps)
            if number == 0:
                rotation = round(-frame.rotation / 90) * 90 % 360
            came_from = serial_of(frame)
            if came_from is not None:
                reordered, latest = reordered or came_from < latest, came_from
            if came_from is not None and (key := keys.pop(came_from, None)):
                add_point(points, number, *key)
            stamps.append(UNKNOWN if frame.pts is None else frame.pts)
            decoded.append(UNKNOWN if frame.dts is None else frame.dts)
            prints.append(fingerprint(frame))
            flaws += frame.is_corrupt
            length = frame.duration
        progress(len(stamps), max(expected, len(stamps)))
    flaws += decoding.errors
    if not stamps:
        return Confirmation(None, flaws)
    base = time_base_of(stream)
    by_decoding = "avi" in media.format.name and _faulty(decoded) < _faulty(stamps)
    times = times_of(decoded if by_decoding else stamps, base, rate_of(stream))
    made = table(times, ticks(length, base, times), points, media, stream)
    made = replace(
        made,
        confirmed=True,
        decoder=decoder_version(),
        prints=prints,
        as_decoded=made.as_decoded and not by_decoding,
    )
    filled = 0 if by_decoding else times.filled
    return Confirmation(made, flaws, filled, times.restarts, times.nominal, by_decoding, reordered, rotation)


def _faulty(stamps: array[int]) -> int:
    """How many are missing or not after the one before.

    AVI counts slots and leaves times to guessing; of FFmpeg's two guesses the better one is taken, as its player does.
    """
    return sum(stamp == UNKNOWN or stamp <= before for before, stamp in pairwise(stamps))
