"""Whether the packets of a stretch can be taken as they are, and those packets. In the child."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any

from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.video.stream import VideoStream

from evidence.errors import MediaDamaged, Refused
from evidence.media import reasons
from evidence.media.decode import Decoding, check_memory
from evidence.media.frames import UNKNOWN, FrameTable
from evidence.media.opening import open_media

SOURCES = {"mov", "matroska", "flv", "avi"}
"""Containers whose packets go into the targets as they are; those of TS, PS and raw streams are in another form."""
CODECS = {
    "mp4": {"h264", "hevc", "mpeg4", "av1", "vp9"},
    "mov": {"h264", "hevc", "mpeg4", "mjpeg", "prores"},
    "matroska": {"h264", "hevc", "mpeg4", "mjpeg", "vp8", "vp9", "av1", "mpeg2video"},
}
LONGEST_SEARCH = 3000

NO_COPY = {
    "container": (
        "The packets of this container cannot be taken over as they are: it has to be encoded.",
        "该封装格式的数据包无法原样复制：需要重新编码。",
    ),
    "codec": (
        "This kind of video does not go into a file of that kind as it is: it has to be encoded.",
        "该视频编码无法原样放入所选文件格式：需要重新编码。",
    ),
    "times": (
        "The time stamps of this recording had to be filled in: it has to be encoded.",
        "该录像的时间戳经过补全：需要重新编码。",
    ),
    "key": (
        "The first frame is not a key frame, so it cannot be shown without those before it: it has to be encoded.",
        "首帧不是关键帧，离开之前的帧无法显示：需要重新编码。",
    ),
    "order": (
        "Frames of this stretch depend on frames outside of it: it has to be encoded.",
        "该片段中的帧依赖片段之外的帧：需要重新编码。",
    ),
}


class CopyPlan:
    """The packets of frames `first` to `last`, if they stand by themselves."""

    stream: VideoStream

    def __init__(self, path: str, demuxer: str, table: FrameTable, first: int, last: int, form: str) -> None:
        """Look at the packets.

        Raises:
            Refused: they cannot be copied so that exactly these frames are shown.
        """
        self._path, self._demuxer, self._table = path, demuxer, table
        self._first, self._last = first, last
        if not SOURCES & set(table.container.split(",")):
            raise Refused(*NO_COPY["container"])
        if table.codec not in CODECS.get(form, set()):
            raise Refused(*NO_COPY["codec"])
        if not table.as_decoded:
            raise Refused(*NO_COPY["times"])
        self._point = table.points.before(first)
        if self._point < 0 or table.points.frame[self._point] != first:
            raise Refused(*NO_COPY["key"])
        with self.opened() as packets:
            stamps = []
            for packet in packets:
                if packet.pts is None or packet.dts is None:
                    raise Refused(*NO_COPY["times"])
                stamps.append(packet.pts + table.pts[first])
        if sorted(stamps) != list(table.pts[first : last + 1]):
            raise Refused(*NO_COPY["order"])

    @contextmanager
    def opened(self) -> Iterator[Iterator[Packet[Any]]]:
        """Open the recording; the packets in the order of the file, their stamps counted from the first frame."""
        with open_media(self._path, self._demuxer) as media:
            stream = media.streams[self._table.stream] if self._table.stream < len(media.streams) else None
            if not isinstance(stream, VideoStream):
                raise MediaDamaged(*reasons.NOTHING_DECODED)
            self.stream = stream
            yield self._packets(media, stream)

    def _packets(self, media: InputContainer, stream: VideoStream) -> Iterator[Packet[Any]]:
        zero, left = self._table.pts[self._first], self._last - self._first + 1
        for packet in self._from_key(media, stream):
            if not left:
                break
            if packet.size == 0:
                continue
            left -= 1
            packet.pts = None if packet.pts is None else packet.pts - zero
            packet.dts = None if packet.dts is None else packet.dts - zero
            yield packet

    def _from_key(self, media: InputContainer, stream: VideoStream) -> Iterator[Packet[Any]]:
        """From the key packet of the first frame on: sought, or else read from the start of the file."""
        points, point = self._table.points, self._point
        at = points.dts[point] if points.dts[point] != UNKNOWN else points.pts[point]
        if at != UNKNOWN:
            try:
                media.seek(at, stream=stream)
            except FFmpegError as error:
                check_memory(error)
            packets = Decoding(media, stream).packets()
            for searched, packet in enumerate(packets):
                if self._is(packet):
                    return chain([packet], packets)
                if searched > LONGEST_SEARCH:
                    break
            media.seek(0)
        packets = Decoding(media, stream).packets()
        for packet in packets:
            if self._is(packet):
                return chain([packet], packets)
        raise Refused(*NO_COPY["key"])

    def _is(self, packet: Packet[Any]) -> bool:
        points, point = self._table.points, self._point
        same = packet.pos == points.pos[point] or packet.pts == points.pts[point]
        return bool(packet.size and packet.is_keyframe and same and zlib.crc32(packet) == points.crc[point])
