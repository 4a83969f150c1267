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
from evidence.media.cut import NO_COPY, refuse_copy
from evidence.media.decode import Decoding, check_memory
from evidence.media.frames import UNKNOWN, FrameTable
from evidence.media.opening import open_media

LONGEST_SEARCH = 3000


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
        refuse_copy(table, first, form)
        self._point = table.points.before(first)
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
