"""What the child does to measure a recording: one pass over its pictures, one over its sound."""

from __future__ import annotations

from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from evidence.errors import MediaDamaged
from evidence.media import reasons
from evidence.media.frames import FrameTable
from evidence.media.gauge import Gauge
from evidence.media.hear import Listening
from evidence.media.measured import Measured, PictureSeries, SoundSeries
from evidence.media.opening import decodable, open_media
from evidence.media.opening_names import LONGEST
from evidence.media.paths import path_of
from evidence.media.plain import Fields
from evidence.media.sounds import SoundTable
from evidence.media.watch import watch
from evidence.media.wire import Blob
from evidence.progress import Progress, part

PICTURES_SHARE = 900
"""Of a thousand parts of the work, where there are pictures and sound."""


def measure(order: Fields, blob: bytes, progress: Progress) -> tuple[dict[str, object], Blob]:
    """Everything that can be measured; `blob` holds the frame table, then the sound table."""
    length = order.whole("frames", 0, len(blob))
    path, demuxer = path_of(order), order.text("demuxer", LONGEST)
    border = PICTURES_SHARE if 0 < length < len(blob) else 1000 if length else 0
    pictures = sound = None
    if length:
        pictures = _pictures(path, demuxer, FrameTable.from_bytes(blob[:length]), part(progress, 0, border))
    if length < len(blob):
        sound = _sound(path, demuxer, SoundTable.from_bytes(blob[length:]), part(progress, border, 1000))
    return {}, Measured(pictures, sound).to_bytes()


def _pictures(path: str, demuxer: str, table: FrameTable, progress: Progress) -> PictureSeries:
    with open_media(path, demuxer) as media:
        stream = media.streams[table.stream] if table.stream < len(media.streams) else None
        if not isinstance(stream, VideoStream) or not decodable(stream):
            raise MediaDamaged(*reasons.NOTHING_DECODED)
        return watch(media, stream, table, progress)


def _sound(path: str, demuxer: str, table: SoundTable, progress: Progress) -> SoundSeries:
    gauge = Gauge(table.rate, table.channels)
    with open_media(path, demuxer) as media:
        stream = media.streams[table.stream] if table.stream < len(media.streams) else None
        if not isinstance(stream, AudioStream) or not decodable(stream):
            raise MediaDamaged(*reasons.NO_SOUND)
        for place, samples in Listening(media, stream).samples():
            gauge.add(place, samples)
            progress(max(0, place - table.first), table.end - table.first)
    return gauge.finish()
