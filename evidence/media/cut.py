"""A stretch of a recording as a file of its own: exact to the frame and to the sample. The bytes come in pieces."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evidence.errors import MediaLimit, NotFound, Refused, WrongUse
from evidence.media import reasons
from evidence.media.covering import Cover, plain_covers
from evidence.media.door import Probed
from evidence.media.frames import FrameTable
from evidence.media.opening_names import forced
from evidence.media.paths import path_text
from evidence.media.plain import Fields
from evidence.media.process import PATIENCE_S, Child
from evidence.progress import Progress, no_progress
from evidence.timecode import format_time

LARGEST = 1 << 40
ENCODER = "libx264"
ENCODING = {"preset": "veryfast", "crf": "15", "x264-params": "bframes=0:keyint=50:threads=1:log-level=none"}
"""No B-frames: the first picture is shown at zero by every player, without an edit list. Nearly no visible loss."""

SOURCES = {"mov", "matroska", "flv", "avi"}
"""Containers whose packets go into the targets as they are; those of TS, PS and raw streams are in another form."""
CODECS = {
    "mp4": {"h264", "hevc", "mpeg4", "av1", "vp9"},
    "mov": {"h264", "hevc", "mpeg4", "mjpeg", "prores"},
    "matroska": {"h264", "hevc", "mpeg4", "mjpeg", "vp8", "vp9", "av1", "mpeg2video"},
}

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
    "covered": (
        "Something is covered in this stretch: it has to be encoded.",
        "该片段中有遮挡：需要重新编码。",
    ),
    "order": (
        "Frames of this stretch depend on frames outside of it: it has to be encoded.",
        "该片段中的帧依赖片段之外的帧：需要重新编码。",
    ),
}

Write = Callable[[int, bytes], None]
"""`write(place, data)`: bytes for a place in the new file; places may go back to fill in sizes."""


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file that can be written."""

    suffix: str
    format: str
    sound_codec: str
    pictures: bool


FORMS = {
    form.suffix: form
    for form in (
        Form(".mp4", "mp4", "aac", True),
        Form(".mov", "mov", "pcm_s16le", True),
        Form(".mkv", "matroska", "pcm_s16le", True),
        Form(".wav", "wav", "pcm_s16le", False),
        Form(".flac", "flac", "flac", False),
    )
}
"""By the ending of the file's name."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is cut out: whole frames and the samples that sound while they are shown, or samples alone."""

    first: int | None
    """First and last frame; None where only sound is cut."""
    last: int | None
    begin: int
    """Place of the first sample, and how many there are."""
    count: int
    late: int
    """Samples from the first frame to the first sample: more than 0 where sound begins later than the stretch."""
    in_us: int
    """Recording time of the first frame or sample."""
    out_us: int
    """Recording time of the last frame or sample."""
    end_us: int
    """Recording time at which the last one ends."""


def stretch_of(probed: Probed, in_us: int, out_us: int, *, pictures: bool) -> Stretch:
    """Frames from the one on screen at `in_us` to the one on screen at `out_us`; samples: from `in_us` up to `out_us`.

    Raises:
        NotFound: the recording has no such time, or nothing of the kind.
        WrongUse: it ends before it begins.
    """
    if out_us < in_us or (out_us == in_us and not pictures):
        raise WrongUse("The stretch ends before it begins.", "片段的终点早于起点。")
    table, sound = probed.table, probed.sound
    if pictures and table is not None:
        _inside(in_us, out_us, 0, table.duration_us)
        first, last = table.frame_at(in_us), table.frame_at(out_us)
        begin_us, end_us = table.shown_us(first), table.duration_us
        if last + 1 < table.frames:
            end_us = table.shown_us(last + 1)
        begin = count = late = 0
        if sound is not None:
            wanted, end = sound.place_from(begin_us), sound.place_from(end_us)
            begin = max(wanted, sound.first)
            count, late = max(0, min(end, sound.end) - begin), begin - wanted
        return Stretch(first, last, begin, count, late if count else 0, begin_us, table.shown_us(last), end_us)
    if sound is None:
        raise NotFound("The recording has no sound to be cut out.", "该录像没有可截取的声音。")
    _inside(in_us, out_us, sound.start_us, sound.end_us)
    begin, end = max(sound.first, sound.place_from(in_us)), min(sound.end, sound.place_from(out_us))
    if end <= begin:
        raise NotFound("There is no sound in this stretch.", "该片段中没有声音。")
    return Stretch(
        None, None, begin, end - begin, 0, sound.shown_us(begin), sound.shown_us(end - 1), sound.shown_us(end)
    )


def _inside(in_us: int, out_us: int, low: int, high: int) -> None:
    if not (low <= in_us and out_us <= high):
        raise NotFound(
            f"There is no such stretch: the recording goes from {format_time(low)} to {format_time(high)}.",
            f"没有该片段：录制内容为 {format_time(low)} 至 {format_time(high)}。",
        )


def refuse_copy(table: FrameTable, first: int, form: str) -> None:
    """Say what the table alone shows to stand against copying packets from this frame on.

    Raises:
        Refused: it is not possible so that exactly these frames are shown.
    """
    if not SOURCES & set(table.container.split(",")):
        raise Refused(*NO_COPY["container"])
    if table.codec not in CODECS.get(form, set()):
        raise Refused(*NO_COPY["codec"])
    if not table.as_decoded:
        raise Refused(*NO_COPY["times"])
    point = table.points.before(first)
    if point < 0 or table.points.frame[point] != first:
        raise Refused(*NO_COPY["key"])


def cut(
    path: str | os.PathLike[str],
    probed: Probed,
    stretch: Stretch,
    form: Form,
    write: Write,
    *,
    copy: bool,
    covers: Sequence[Cover] = (),
    progress: Progress = no_progress,
    patience_s: float = PATIENCE_S,
) -> str:
    """Cut it out and hand the bytes of the new file to `write`; the version of the decoder that was used.

    copy: take the packets of the pictures as they are; otherwise they are decoded and encoded as H.264, `covers` being
    black in them. Sound is always decoded, so that it is cut at the sample. `progress` counts frames or samples.

    Raises:
        Refused: it cannot be copied so that exactly these frames are shown.
        MediaDamaged, MediaLimit: it could not be decoded, or the child broke a limit.
    """
    table = probed.table if stretch.first is not None else None
    sound = probed.sound if stretch.count else None
    frames, heard = table.to_bytes() if table else b"", sound.to_bytes() if sound else b""
    if copy and covers:
        raise Refused(*NO_COPY["covered"])
    if copy and table is not None and stretch.first is not None:
        refuse_copy(table, stretch.first, form.format)
    container = table.container if table else sound.container if sound else ""
    turned = probed.facts.stream(probed.facts.picture)
    order = {
        "do": "cut",
        "batch": True,
        "path": path_text(path),
        "demuxer": forced(container),
        "frames": len(frames),
        "copy": copy,
        "format": form.format,
        "first": stretch.first or 0,
        "last": stretch.last or 0,
        "begin": stretch.begin,
        "count": stretch.count,
        "late": stretch.late,
        "sound_codec": form.sound_codec,
        "covers": plain_covers(covers),
        "rotation": turned.rotation if turned is not None else 0,
    }
    with Child(patience_s=patience_s) as child:
        child.ask(order, frames + heard, progress)
        while True:
            answer, blob = child.ask({"do": "more"}, progress=progress)
            try:
                for at, data in _pieces(answer, blob):
                    write(at, data)
                if answer.flag("end"):
                    return answer.text("decoder", 100)
            except ValueError as nonsense:
                raise MediaLimit(*reasons.NONSENSE) from nonsense


def _pieces(answer: Fields, blob: bytes) -> list[tuple[int, bytes]]:
    taken = 0
    pieces = []
    for value in answer.values("places", 10_000_000):
        at, length = Fields({"place": value}).wholes("place", 2)
        if not (0 <= at <= LARGEST and 0 <= length <= len(blob) - taken):
            raise ValueError("a piece lies outside")
        pieces.append((at, blob[taken : taken + length]))
        taken += length
    if taken != len(blob):
        raise ValueError("bytes are left over")
    return pieces
