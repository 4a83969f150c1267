"""Decodes sound in the child: where each sample stands, stretches of it, and its loudest and softest values."""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from typing import Any, cast

import numpy as np
from av.audio.fifo import AudioFifo
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from numpy.typing import NDArray

from evidence.errors import MediaDamaged
from evidence.media import reasons
from evidence.media.decode import Decoding, check_memory, serial_of
from evidence.media.frames import UNKNOWN
from evidence.media.opening import open_media, time_base_of
from evidence.media.opening_names import names_of
from evidence.media.pcm import Samples, as_16_bit
from evidence.media.sounds import SoundPoints, SoundTable
from evidence.progress import Progress

JUMP_S = Fraction(1, 10)
"""A packet's stamp that is later than the samples before it by more than this starts a new run."""
LONGEST_GAP_S = 366 * 24 * 3600
POINTS_APART_S = Fraction(1, 2)
LEAD_S = Fraction(1, 2)
"""Decoded before a stretch and thrown away: codecs need some packets until they give what they gave the first time."""
LONGEST_SEARCH = 2000
SOUGHT_BY_BYTE = {"mpegts", "mpeg", "mp3", "aac", "ac3", "eac3", "dts", "loas", "amr", "amrnb", "amrwb", "flac"}

_KINDS = {"s16": np.int16, "s16p": np.int16, "flt": np.float32, "fltp": np.float32}
_Head = tuple[int, int, int]  # stamp, byte offset and CRC-32 of a packet


def samples_of(frame: AudioFrame) -> Samples:
    """Samples of a decoded frame as 16 bit, shape (samples, channels)."""
    return as_16_bit(_as_decoded(frame))


def _as_decoded(frame: AudioFrame) -> NDArray[Any]:
    """Samples as the decoder gave them, shape (samples, channels)."""
    channels = frame.layout.nb_channels
    kind = _KINDS.get(frame.format.name)
    if kind is not None and (channels == 1 or not frame.format.is_planar):
        # For hours of sound: a view costs a tenth of `to_ndarray`, which stacks the planes.
        plane: Any = frame.planes[0]
        return np.frombuffer(plane, kind, frame.samples * channels).reshape(-1, channels)
    data: NDArray[Any] = frame.to_ndarray()
    return data.T if frame.format.is_planar else data.reshape(-1, channels)


_NO_SAMPLES: NDArray[Any] = np.zeros((0, 1), np.int16)


class Placer:
    """Gives each decoded frame its place: counted on, and moved on where the stamps leave a gap.

    Stamps that fall behind the count are not followed: two samples never share a place.
    """

    def __init__(self, rate: int, time_base: Fraction) -> None:
        """Places are counted in 1/`rate`, stamps in `time_base`."""
        ticks = time_base * rate
        self._above, self._below = ticks.numerator, ticks.denominator
        self._jump, self._longest = int(JUMP_S * rate), LONGEST_GAP_S * rate
        self._next: int | None = None
        self.places, self.lengths = array("q"), array("q")
        self.behind = 0
        """By how many samples stamps were behind the count at most."""

    def place(self, stamp: int | None, count: int) -> int:
        """Place of the first of `count` samples whose stamp is `stamp`."""
        # Rounded in whole numbers: this runs for every packet of hours of sound.
        at = self._next
        if at is not None and stamp is not None and stamp * self._above == at * self._below:
            self.lengths[-1] += count
            self._next = at + count
            return at
        stated = None if stamp is None else (2 * stamp * self._above + self._below) // (2 * self._below)
        if at is None:
            at = stated or 0
        elif stated is not None and self._jump < stated - at < self._longest:
            at = stated
        elif stated is not None:
            self.behind = max(self.behind, at - stated)
        if not self.places or at != self._next:
            self.places.append(at)
            self.lengths.append(0)
        self.lengths[-1] += count
        self._next = at + count
        return at


class Listening:
    """All sound of a stream from its start: samples with their places; afterwards the table."""

    def __init__(self, media: InputContainer, stream: AudioStream, decode: bool = True) -> None:
        """Listen to `stream` from where `media` stands, which is its start.

        decode False: for hours of sound; places come from the durations of packets and `samples` gives empty ones.
        """
        self._media, self._stream, self._decode = media, stream, decode
        context = stream.codec_context
        self.rate, self.channels = context.sample_rate, context.layout.nb_channels
        self.decoding = Decoding(media, stream)
        self._placer = Placer(self.rate, time_base_of(stream))
        self._points = SoundPoints()
        self._apart = int(POINTS_APART_S * self.rate)
        self.flaws = 0

    def samples(self, at_once: int = 1) -> Iterator[tuple[int, Samples]]:
        """(place, samples) of every decoded frame; or of so many that follow each other as make `at_once` samples."""
        held: list[NDArray[Any]] = []
        begin = length = 0
        for place, frame in self.frames():
            data = _as_decoded(frame) if frame is not None else _NO_SAMPLES
            if held and (
                length >= at_once
                or place != begin + length
                or data.dtype != held[0].dtype
                or data.shape[1] != held[0].shape[1]
            ):
                yield begin, self._together(held)
                held, length = [], 0
            if not held:
                begin = place
            held.append(data)
            length += len(data)
        if held:
            yield begin, self._together(held)

    def _together(self, held: list[NDArray[Any]]) -> Samples:
        data = held[0] if len(held) == 1 else np.concatenate(held)
        return with_channels(as_16_bit(data), self.channels)

    def frames(self) -> Iterator[tuple[int, AudioFrame | None]]:
        """(place, frame) of every decoded frame; None in its place where nothing is decoded."""
        heads: dict[int, _Head] = {}
        for serial, packet in enumerate(self.decoding.packets()):
            if packet.size and packet.pos is not None:
                heads[serial] = (UNKNOWN if packet.pts is None else packet.pts, packet.pos, zlib.crc32(packet))
                heads.pop(serial - 8, None)
            self.flaws += packet.is_corrupt
            if not self._decode:
                yield from self._counted(packet, heads.get(serial))
                continue
            for each in self.decoding.decode(packet, serial):
                frame = cast(AudioFrame, each)
                if frame.sample_rate != self.rate or frame.samples == 0:
                    self.flaws += frame.samples > 0
                    continue
                place = self._placer.place(frame.pts, frame.samples)
                came_from = serial_of(frame)
                # Only the first frame of a packet: ADPCM has several in one.
                self._note(place, heads.pop(came_from, None) if came_from is not None else None)
                yield place, frame

    def joined(self, at_once: int) -> Iterator[tuple[int, NDArray[Any]]]:
        """As `samples`, for hours of sound of which no table is wanted: nothing is noted, and FFmpeg joins them.

        Samples come as the decoder gave them, where the number of channels is that of the stream.
        """
        held, begin, length = AudioFifo(), 0, 0
        for place, frame in self._placed():
            count = frame.samples
            if length and (length >= at_once or place != begin + length):
                yield begin, self._out_of(held)
                length = 0
            frame.pts = None  # the place is known; FFmpeg would count for itself
            try:
                held.write(frame)
            except ValueError:  # another format from here on
                if length:
                    yield begin, self._out_of(held)
                held, length = AudioFifo(), 0
                held.write(frame)
            if not length:
                begin = place
            length += count
        if length:
            yield begin, self._out_of(held)

    def _out_of(self, held: AudioFifo) -> NDArray[Any]:
        frame = held.read()
        data = _as_decoded(frame) if frame is not None else _NO_SAMPLES
        return data if data.shape[1] == self.channels else with_channels(as_16_bit(data), self.channels)

    def _placed(self) -> Iterator[tuple[int, AudioFrame]]:
        """As `frames`, with nothing noted about packets."""
        decode, place_of, rate = self.decoding.decode, self._placer.place, self.rate
        for packet in self.decoding.packets():
            for each in decode(packet, None):
                frame = cast(AudioFrame, each)
                if (count := frame.samples) and frame.sample_rate == rate:
                    yield place_of(frame.pts, count), frame

    def _counted(self, packet: Packet[Any], head: _Head | None) -> Iterator[tuple[int, AudioFrame | None]]:
        count = round((packet.duration or 0) * time_base_of(self._stream) * self.rate)
        if packet.size and count > 0:
            place = self._placer.place(packet.pts, count)
            self._note(place, head)
            yield place, None

    def _note(self, place: int, head: _Head | None) -> None:
        """Keep a seek point, about twice a second."""
        if head is None or (len(self._points) and place < self._points.place[-1] + self._apart):
            return
        columns = (self._points.place, self._points.pts, self._points.pos, self._points.crc)
        for column, value in zip(columns, (place, *head), strict=True):
            column.append(value)

    def table(self, zero: Fraction | None) -> SoundTable | None:
        """The table of what was heard; `zero` None: zero is the first sample. None if nothing was heard."""
        if not self._placer.places:
            return None
        return SoundTable(
            stream=self._stream.index,
            container=self._media.format.name,
            codec=self._stream.codec_context.name,
            rate=self.rate,
            channels=self.channels,
            time_base=time_base_of(self._stream),
            zero=Fraction(self._placer.places[0], self.rate) if zero is None else zero,
            run_place=self._placer.places,
            run_length=self._placer.lengths,
            points=self._points,
            confirmed=self._decode,
        )


def with_channels(samples: Samples, channels: int) -> Samples:
    """The same sound in another number of channels: mixed to one, or repeated."""
    has = samples.shape[1]
    if has == channels:
        return samples
    if channels == 1:
        mixed: Samples = np.rint(samples.mean(axis=1, dtype=np.float64)).astype(np.int16)
        return mixed[:, None]
    return samples[:, [channel % has for channel in range(channels)]]


class Stretches:
    """Any stretch of a recording's sound by place. Goes on from the stretch before without seeking."""

    def __init__(self, path: str, table: SoundTable, demuxer: str = "") -> None:
        """Get ready; the file is opened at the first wish."""
        self._path, self._table, self._demuxer = path, table, demuxer
        self._names = names_of(table.container)
        self._media: InputContainer | None = None
        self._placed: Iterator[tuple[int, Samples]] = iter(())
        self._held: list[tuple[int, Samples]] = []
        self._at: int | None = None
        """Place up to which sound was decoded."""

    def close(self) -> None:
        """Close the file."""
        if self._media is not None:
            self._media.close()
        self._media, self._at, self._held = None, None, []

    def stretch(self, first: int, count: int, progress: Progress) -> Samples:
        """`count` samples from place `first`, shape (count, channels); silence where nothing was recorded."""
        table = self._table
        last = min(first + count, table.end)
        lead = 0 if table.codec.startswith("pcm") else int(LEAD_S * table.rate)
        held_from = self._held[0][0] if self._held else self._at
        on = self._at is not None and held_from is not None and held_from <= first <= self._at + table.rate * 2
        if not on and not self._land(max(table.first, first - lead)):
            self._restart()
        pieces = list(self._held)
        while self._at is not None and self._at < last:
            piece = next(self._placed, None)
            if piece is None:
                self._at = None
                break
            place, samples = piece
            self._at = place + len(samples)
            if self._at > first:
                pieces.append(piece)
            progress(min(self._at, last), last)
        sound: Samples = np.zeros((count, table.channels), np.int16)
        for place, samples in pieces:
            begin, end = max(place, first), min(place + len(samples), first + count)
            if begin < end:
                sound[begin - first : end - first] = samples[begin - place : end - place]
        self._held = [piece for piece in pieces if piece[0] + len(piece[1]) > first + count - table.rate // 10]
        return sound

    def _open(self) -> tuple[InputContainer, AudioStream]:
        if self._media is None:
            self._media = open_media(self._path, self._demuxer)
        index = self._table.stream
        stream = self._media.streams[index] if index < len(self._media.streams) else None
        if not isinstance(stream, AudioStream):
            raise MediaDamaged(*reasons.NO_SOUND)
        return self._media, stream

    def _restart(self) -> None:
        self.close()
        media, stream = self._open()
        self._placed, self._at = Listening(media, stream).samples(), self._table.first

    def _land(self, place: int) -> bool:
        """Seek so that the next samples to come are those of the point before a place."""
        points = self._table.points
        point = points.before(place)
        self._at, self._held = None, []
        if point <= 0:
            return False
        media, stream = self._open()
        by_byte = not self._names.isdisjoint(SOUGHT_BY_BYTE)
        try:
            if by_byte:
                media.seek(points.pos[point], unsupported_byte_offset=True)
            elif points.pts[point] != UNKNOWN:
                media.seek(points.pts[point], stream=stream)
            else:
                return False
        except FFmpegError as error:
            check_memory(error)
            return False
        decoding = Decoding(media, stream)
        packets = decoding.packets()
        for searched, packet in enumerate(packets):
            if packet.size and self._is(packet, point):
                self._placed = self._after(decoding, packet, packets, points.place[point])
                self._at = points.place[point]
                return True
            if searched > LONGEST_SEARCH:
                break
        return False

    def _is(self, packet: Packet[Any], point: int) -> bool:
        points = self._table.points
        same = packet.pts == points.pts[point]
        if not self._names.isdisjoint(SOUGHT_BY_BYTE):
            same = packet.pos == points.pos[point]
        return same and zlib.crc32(packet) == points.crc[point]

    def _after(
        self, decoding: Decoding, first: Packet[Any], rest: Iterator[Packet[Any]], place: int
    ) -> Iterator[tuple[int, Samples]]:
        """Samples from that packet on; places as in the table, whatever the stamps are after a seek."""
        table = self._table
        run = max(0, _run_of(table, place))
        begun = False
        for serial, packet in enumerate(chain([first], rest)):
            frames = [cast(AudioFrame, each) for each in decoding.decode(packet, serial)]
            frames = [frame for frame in frames if frame.samples and frame.sample_rate == table.rate]
            if not begun:
                # A codec that begins with its second packet, or FFmpeg, which skips the start of MP3 sound again.
                stated = round((packet.duration or 0) * table.time_base * table.rate)
                place += max(0, stated - sum(frame.samples for frame in frames))
                begun = bool(frames)
            for frame in frames:
                if place >= table.run_place[run] + table.run_length[run] and run + 1 < len(table.run_place):
                    run += 1
                    place = table.run_place[run]
                yield place, with_channels(samples_of(frame), table.channels)
                place += frame.samples


def _run_of(table: SoundTable, place: int) -> int:
    return bisect_right(table.run_place, place) - 1
