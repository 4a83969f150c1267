"""Brings exactly the frame that was asked for, in the child: seeks, counts from the key frame, and checks."""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterator
from fractions import Fraction
from itertools import chain
from typing import Any, cast

from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from evidence.errors import MediaDamaged
from evidence.media.decode import Decoding, check_memory, fingerprint, serial_of
from evidence.media.frames import UNKNOWN, FrameTable
from evidence.media.opening import decoder_version, open_media
from evidence.media.opening_names import names_of
from evidence.media.quick import Quick
from evidence.media.window import FrameWindow
from evidence.progress import Progress

LONGEST_SEARCH = 3000
"""Packets read after a seek until the wanted key packet must have come."""
STEP_ON = 12
"""Frames that are rather decoded than jumped over."""
WHOLE_BEFORE = 5
"""Frames before the wanted one that are decoded in any case: the next steps back."""
# Nothing is ever decoded from a picture that says so, and the file gives every picture its own time.
LEAN_CODECS, LEAN_FILES = {"h264"}, {"mov", "mp4", "matroska"}
# Their own seeking by time lands behind the key frame, or nowhere.
SOUGHT_BY_BYTE = {"mpegts", "mpeg", "mpegvideo", "h264", "hevc", "m4v", "h261", "h263", "vc1", "mjpeg", "cavsvideo"}
# Each picture builds on all before it, whatever the file says about key frames.
ONLY_FROM_THE_START = {"gif", "apng", "zmbv", "flashsv", "flashsv2"}


class ExactDecoder:
    """Frames of one clip by number. The truth is what decoding from the start shows.

    After a seek the first packet must be, byte for byte, the key packet that the table names; frames are counted from
    it; the frame's fingerprint, or its time stamp, must be the table's. If any of this fails, the clip is decoded from
    its start, counting. Frames on the way are counted and kept; each is checked when it is handed out.
    """

    def __init__(
        self, path: str, table: FrameTable, demuxer: str = "", threads: int = 1, cache_bytes: int = 256 << 20
    ) -> None:
        """Get ready; the file is opened at the first wish. Decoded frames are kept up to `cache_bytes`."""
        self._path, self._table, self._demuxer, self._threads = path, table, demuxer, threads
        self.window = FrameWindow(cache_bytes)
        self._names = names_of(table.container)
        self._prints = table.prints if table.decoder == decoder_version() else None
        self._can_seek = bool(
            (self._prints or table.as_decoded) and len(table.points) and table.codec not in ONLY_FROM_THE_START
        )
        self._media: InputContainer | None = None
        self._stream: VideoStream | None = None
        self._decoding: Decoding | None = None
        self._landed: Packet[Any] | None = None
        """The key packet that the way begins with."""
        self._quick = Quick()
        self._numbered: Iterator[tuple[int, VideoFrame]] = iter(())
        self._next: int | None = None
        """Number of the frame that comes next."""
        self._from_start = False
        self.sparse = False
        """Whether a run is going on that leaves pictures out: the next order goes on with it."""
        self._whole_from = 0
        """Before this frame some were left out on the way that is being decoded."""
        self._can_be_lean = (  # the fingerprint shows if a damaged file decodes to something else then
            self._prints is not None
            and len(self._prints) > 0
            and table.as_decoded
            and table.codec in LEAN_CODECS
            and not self._names.isdisjoint(LEAN_FILES)
        )

    @property
    def pixel_aspect(self) -> Fraction:
        """Width of a pixel over its height."""
        aspect = self._open()[1].sample_aspect_ratio
        return Fraction(aspect) if aspect and aspect > 0 else Fraction(1)

    def close(self) -> None:
        """Close the file."""
        if self._media is not None:
            self._media.close()
        self._media, self._next = None, None

    def frame(self, wanted: int, progress: Progress) -> VideoFrame:
        """This frame, exactly. `progress` counts frames on the way to it.

        Raises:
            MediaDamaged: it cannot be decoded, or the file is no longer the one that the table was made from.
        """
        self.window.look_at(wanted)
        kept = self.kept(wanted)
        if kept is not None:
            return kept
        for number, frame in self.approach(wanted):
            if number == wanted:
                return frame
            progress(number, wanted)
        raise AssertionError("an approach ends with the frame wanted, or raises")

    def kept(self, number: int) -> VideoFrame | None:
        """This frame, if it was decoded before and is still kept."""
        frame = self.window.get(number)
        if frame is not None and not self.sure(number, frame):
            self.window.drop(number)
            return None
        return frame

    def approach(self, wanted: int, whole: bool = False) -> Iterator[tuple[int, VideoFrame]]:
        """Decode towards this frame: frames on the way with their numbers, then it itself, which alone is sure.

        May be left at any frame, and another approach begun. Frames far before the wanted one from which no other is
        decoded are left out where that can be checked, unless the `whole` way is asked for, as always on the way back.

        Raises:
            MediaDamaged: as `frame`.
        """
        self.sparse = False
        if self._goes_on_to(wanted) and (yield from self._read_to(wanted)):
            return
        if self._can_seek:
            place = self._table.points.before(wanted)
            if not whole and self._land_leanly(place, wanted) and (yield from self._read_to(wanted)):
                return
            for point, by_byte in self._attempts(place):
                if self._land(point, by_byte) and (yield from self._read_to(wanted)):
                    return
        self._restart()
        if not (yield from self._read_to(wanted)):
            raise MediaDamaged(
                f"Frame {wanted} cannot be decoded any more as it was when the recording was indexed: "
                "the file was changed, or another decoder is installed. Index the recording again.",
                f"第 {wanted} 帧的解码结果与建立索引时不同：文件已被更改，或解码器已更换。请重新建立索引。",
            )

    def glance(self, wanted: int) -> tuple[int, VideoFrame] | None:
        """Begin the way to this frame, which `approach` goes on with: a quick picture of its key frame, and its number.

        Only to be looked at: it is coarser than the frame. None where the way begins otherwise, or gives none.
        """
        self.sparse = False
        points = self._table.points
        place = points.before(wanted)
        if not self._can_seek or place < 0 or self._goes_on_to(wanted):
            return None
        by_byte = not self._names.isdisjoint(SOUGHT_BY_BYTE)
        if not (self._land_leanly(place, wanted) or self._land(place, by_byte)) or self._landed is None:
            return None
        number, frame = points.frame[place], self._quick.picture(self._open()[1], self._landed)
        if frame is None or (self._table.as_decoded and frame.pts != self._table.pts[number]):
            return None
        return number, frame

    def _land_leanly(self, place: int, wanted: int) -> bool:
        """Land at a seek point and leave out what no other is decoded from; False where that is not to be done."""
        if place < 0 or self.window.direction < 0 or not self._can_be_lean:
            return False
        whole_from = wanted - WHOLE_BEFORE
        return whole_from > self._table.points.frame[place] + 1 and self._land(place, False, whole_from)

    def sparsely(self, first: int, end: int, progress: Progress) -> Iterator[tuple[int, VideoFrame]]:
        """Frames from `first` up to, not including, `end`, without those from which no other is decoded.

        For playing fast. The last one comes in any case, and where leaving out cannot be checked every one does. Each
        carries its own number and is sure. May be left at any frame; the next run goes on from there.

        Raises:
            MediaDamaged: as `frame`.
        """
        at = first
        if self._can_be_lean and self._runs_sparsely(first, end):
            for number, frame in self._numbered:
                self._next = number + 1
                if number >= end:
                    break
                if number < first:
                    progress(number, first)
                elif self.sure(number, frame):
                    self.window.look_at(number)
                    self.window.keep(number, frame)
                    yield number, frame
                    at = number + 1
                else:
                    self._can_be_lean = False
                    break
            at = max(at, end - 1) if self._can_be_lean and at < end else at
        for number in range(at, end):
            yield number, self.frame(number, progress)

    def _runs_sparsely(self, first: int, end: int) -> bool:
        """Go on leaving out, or begin at the key frame before; False where that cannot be done."""
        points = self._table.points
        place = points.before(first)
        if place < 0 or end < 2:
            return False
        ahead = self._next is not None and self._next <= first and points.frame[place] <= self._next
        if not ahead and not self._land(place, False, end - 1):
            return False
        if self._decoding is not None:
            self._decoding.whole_from = self._table.pts[end - 1]
        self._whole_from, self.sparse = end - 1, True
        return True

    def _goes_on_to(self, wanted: int) -> bool:
        """Whether decoding on is as good as seeking."""
        if self._next is None or wanted < max(self._next, self._whole_from):
            return False
        if wanted - self._next <= STEP_ON or not self._can_seek:
            return True
        place = self._table.points.before(wanted)
        return place < 0 or self._table.points.frame[place] <= self._next

    def _attempts(self, place: int) -> Iterator[tuple[int, bool]]:
        """(seek point, whether by byte) in the order in which they are tried."""
        by_byte = not self._names.isdisjoint(SOUGHT_BY_BYTE)
        for point in (place, place - 1, place - 4):
            if point >= 0:
                yield point, by_byte
        if place >= 0:
            yield place, not by_byte

    def _open(self) -> tuple[InputContainer, VideoStream]:
        if self._media is None or self._stream is None:
            self._media = open_media(self._path, self._demuxer)
            if self._table.stream >= len(self._media.streams):
                raise MediaDamaged(*_OTHER_FILE)
            stream = self._media.streams[self._table.stream]
            if not isinstance(stream, VideoStream):
                raise MediaDamaged(*_OTHER_FILE)
            self._stream = stream
        return self._media, self._stream

    def _restart(self) -> None:
        self.close()
        media, stream = self._open()
        self._decoding = Decoding(media, stream, 1)
        frames = (cast(VideoFrame, frame) for frame, _ in self._decoding.frames())
        self._numbered, self._next, self._from_start = self._count(frames, 0), 0, True
        self._whole_from = 0

    def _land(self, point: int, by_byte: bool, whole_from: int = 0) -> bool:
        """Seek so that the next frame to come is that of the seek point; before `whole_from` some may be missing."""
        points = self._table.points
        self._next, self._from_start, self._whole_from = None, False, whole_from
        self._landed = None
        media, stream = self._open()
        try:
            if by_byte:
                if points.pos[point] == UNKNOWN:
                    return False
                media.seek(points.pos[point], unsupported_byte_offset=True)
            else:
                at = points.dts[point] if points.dts[point] != UNKNOWN else points.pts[point]
                if at == UNKNOWN:
                    return False
                media.seek(at, stream=stream)
        except FFmpegError as error:
            check_memory(error)
            return False
        self._decoding = decoding = Decoding(media, stream, self._threads)
        decoding.whole_from = self._table.pts[whole_from] if whole_from else None
        packets = decoding.packets()
        for searched, packet in enumerate(packets):
            if packet.size and self._is(packet, point, by_byte):
                frames = self._after(decoding, packet, packets)
                self._numbered, self._next = self._count(frames, points.frame[point]), points.frame[point]
                self._landed = packet
                return True
            if searched > LONGEST_SEARCH:
                break
        return False

    def _is(self, packet: Packet[Any], point: int, by_byte: bool) -> bool:
        """Whether this is the key packet of the seek point.

        Sought by byte it is the first one with these bytes; a program stream's packet has no place of its own then.
        """
        points = self._table.points
        same_place = (
            by_byte or packet.pos == points.pos[point] or packet.pts == points.pts[point]
        )  # None equals neither
        return packet.is_keyframe and same_place and zlib.crc32(packet) == points.crc[point]

    @staticmethod
    def _after(decoding: Decoding, first: Packet[Any], rest: Iterator[Packet[Any]]) -> Iterator[VideoFrame]:
        """Frames from that of the first packet on; leading pictures of an open group come before it and are dropped."""
        begun = False
        for serial, packet in enumerate(chain([first], rest)):
            for each in decoding.decode(packet, serial):
                frame = cast(VideoFrame, each)
                came_from = serial_of(frame)
                begun = begun or came_from == 0 or (came_from is None and bool(frame.key_frame))
                if begun:
                    yield frame

    def _count(self, frames: Iterator[VideoFrame], first: int) -> Iterator[tuple[int, VideoFrame]]:
        """Give frames their numbers: counted where every frame was and is decoded, else by time stamp."""
        table, counts = self._table, self._table.confirmed or not self._table.as_decoded
        for count, frame in enumerate(frames, first):
            if counts and not self._whole_from:  # a whole way may become a sparse one
                yield count, frame
            elif frame.pts is not None and (number := table.number_of(frame.pts)) is not None:
                yield number, frame

    def sure(self, number: int, frame: VideoFrame) -> bool:
        """Whether this is the frame of that number."""
        if number >= self._table.frames:
            return False
        if self._prints:
            return fingerprint(frame) == self._prints[number]
        if self._table.as_decoded:
            return frame.pts == self._table.pts[number]
        return self._from_start

    def _read_to(self, wanted: int) -> Generator[tuple[int, VideoFrame], None, bool]:
        """Decode on up to this frame; False if it does not come or is not the one."""
        for number, frame in self._numbered:
            self._next = number + 1
            if number >= self._table.frames or (number == wanted and not self.sure(number, frame)):
                break
            self.window.keep(number, frame)
            if number > wanted:
                break
            yield number, frame
            if number == wanted:
                return True
        self._next = None
        return False


_OTHER_FILE = (
    "The file is not the one that was indexed: its streams differ.",
    "该文件不是建立索引时的文件：数据流不同。",
)
