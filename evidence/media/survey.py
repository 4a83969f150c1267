"""One pass over all packets of a file, without decoding: the times of every stream and what looks doubtful."""

from __future__ import annotations

import zlib
from array import array
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from av.container import InputContainer
from av.error import FFmpegError

from evidence.media.decode import check_memory
from evidence.media.frames import UNKNOWN, FrameTable, SeekPoints
from evidence.media.opening import Track, rate_of, time_base_of
from evidence.media.times import Times, times_of
from evidence.progress import Progress

# Packets are cut out by a parser (raw and program streams), or their times are guessed (AVI), or change after a seek
# (ASF).
UNSURE_CONTAINERS = {
    "mpeg", "mpegvideo", "h264", "hevc", "m4v", "h261", "h263", "vc1", "mjpeg", "av1", "vvc", "cavsvideo", "asf",
    "avi", "dhav", "lmlm4", "ifv", "iv8", "hxvs", "nsv", "rm", "dv", "gxf", "mxf", "gif",
}  # fmt: skip
# One packet is one picture, shown, in these; others hide pictures or pack two into one packet.
SURE_CODECS = {"h264", "hevc", "mjpeg", "rawvideo", "mpeg2video", "mpeg1video", "h263", "prores", "dnxhd", "ffv1"}

NO_TIMES = {"mpegvideo", "h264", "hevc", "m4v", "h261", "h263", "vc1", "mjpeg", "vvc", "cavsvideo"}
"""One picture after the other and nothing else: what FFmpeg gives as their times is a rate, counted on."""
NO_DURATIONS = {"dhav"}
"""Their packets all claim to last one tick."""
EARLY = 64
"""Packets among which a stream's first picture or sound is; what is stamped lower later is a clock set back."""


@dataclass
class Span:
    """First and last time stamp of one stream, in its own ticks, and how many packets it has."""

    first: int = UNKNOWN
    end: int = UNKNOWN
    packets: int = 0


@dataclass
class Packets:
    """The packets of the main picture stream, in the order of the file."""

    pts: array[int] = field(default_factory=lambda: array("q"))
    dts: array[int] = field(default_factory=lambda: array("q"))
    length: array[int] = field(default_factory=lambda: array("q"))
    """Duration in ticks; 0 where not known."""
    keys: list[tuple[int, int, int]] = field(default_factory=list)
    """(number of the packet, byte offset, CRC-32) of those at which decoding can start."""
    discarded: int = 0
    damaged: int = 0


@dataclass
class Survey:
    """What one pass over the file found."""

    spans: dict[int, Span]
    picture: Packets
    broken_off: bool = False
    """Reading ended with an error."""


def survey(media: InputContainer, picture: Track | None, progress: Progress) -> Survey:
    """Read every packet once. `progress` counts bytes."""
    size = media.size
    spans = {stream.index: Span() for stream in media.streams}
    found = Survey(spans, Packets())
    wanted = picture.index if picture else -1
    packets, done, pos = found.picture, 0, UNKNOWN
    try:
        for packet in media.demux():
            if packet.size == 0 and packet.pts is None and packet.dts is None:
                continue  # the empty one that ends each stream
            span = spans[packet.stream_index]
            span.packets += 1
            pts, dts, length = packet.pts, packet.dts, packet.duration or 0
            at = pts if pts is not None else dts
            if at is not None and not packet.is_discard:
                if span.packets <= EARLY or span.first == UNKNOWN:
                    span.first = at if span.first == UNKNOWN else min(span.first, at)
                span.end = max(span.end, at + length)
            if packet.stream_index == wanted:
                pos = pos if packet.pos is None else packet.pos  # one that begins inside another's has none of its own
                if packet.is_keyframe:
                    packets.keys.append((len(packets.pts), pos, zlib.crc32(packet)))
                packets.pts.append(UNKNOWN if pts is None else pts)
                packets.dts.append(UNKNOWN if dts is None else dts)
                packets.length.append(length)
                packets.discarded += packet.is_discard
                packets.damaged += packet.is_corrupt
            done = max(done, packet.pos or 0)
            progress(min(done, size), size)
    except FFmpegError as error:
        check_memory(error)
        found.broken_off = True
    return found


def unsure(packets: Packets, media: InputContainer, stream: Track) -> bool:
    """Whether the packets do not prove how many frames are shown, in which order and when."""
    names = set(media.format.name.split(","))
    known = [pts for pts in packets.pts if pts != UNKNOWN]
    decoding = [dts for dts in packets.dts if dts != UNKNOWN]
    interlaced = getattr(stream.codec_context, "field_order", 0) not in (0, 1)  # unknown, progressive
    return bool(
        names & UNSURE_CONTAINERS
        or stream.codec_context.name not in SURE_CODECS
        or len(known) < len(packets.pts)
        or len(set(known)) < len(known)
        or any(after <= before for before, after in pairwise(decoding))
        or packets.discarded
        or packets.damaged
        or not packets.keys
        or packets.keys[0][0] != 0
        or packets.pts[0] != min(known)
        or ("mpegts" in names and interlaced)
        or 0 < stream.frames != len(packets.pts)
    )


def table_from_packets(packets: Packets, media: InputContainer, stream: Track) -> tuple[FrameTable, Times]:
    """The frame table as far as packets tell: unconfirmed. There must be packets."""
    count = len(packets.pts)
    base, rate = time_base_of(stream), rate_of(stream)
    order = list(range(count))
    if all(pts != UNKNOWN for pts in packets.pts):
        order.sort(key=lambda number: packets.pts[number])
    times = times_of([packets.pts[number] for number in order], base, rate)
    frame_of = {number: frame for frame, number in enumerate(order)}
    points = SeekPoints()
    for number, pos, crc in packets.keys:
        add_point(points, frame_of[number], packets.pts[number], packets.dts[number], pos, crc)
    return table(times, ticks(packets.length[order[-1]], base, times), points, media, stream), times


def add_point(points: SeekPoints, frame: int, pts: int, dts: int, pos: int, crc: int) -> None:
    """Note a seek point, unless it comes before the last one in the order of presentation."""
    if points.frame and frame <= points.frame[-1]:
        return
    for column, value in zip(
        (points.frame, points.pts, points.dts, points.pos, points.crc), (frame, pts, dts, pos, crc), strict=True
    ):
        column.append(value)


def ticks(length: int, time_base: Fraction, times: Times) -> int:
    """The last frame's duration in the table's ticks; the usual step where the file does not tell."""
    return round(length * time_base / times.time_base) if length > 0 and not times.nominal else times.step


def table(times: Times, last: int, points: SeekPoints, media: InputContainer, stream: Track) -> FrameTable:
    """An unconfirmed table of these times; `last` is the duration of the last frame in ticks."""
    if media.format.name in NO_DURATIONS:
        last = times.step
    return FrameTable(
        stream=stream.index,
        container=media.format.name,
        codec=stream.codec_context.name,
        time_base=times.time_base,
        pts=times.pts,
        end=times.pts[-1] + max(1, last),
        points=points,
        as_decoded=times.as_decoded,
    )
