"""What a file's header claims about its streams, and claims that no camera or telephone makes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Stream
from av.video.stream import VideoStream

from evidence.errors import MediaDamaged
from evidence.media import reasons
from evidence.media.facts import StreamFacts
from evidence.media.frames import FrameTable
from evidence.media.opening import (
    MOST_CHANNELS,
    MOST_PIXELS,
    MOST_SAMPLE_RATE,
    MOST_SIDE,
    decodable,
    kind_of,
)
from evidence.media.structure import claimed_size

FASTEST = 10_000
"""Pictures per second above which a header is absurd."""


def stream_facts(stream: Stream) -> StreamFacts:
    """A stream as its header describes it, without times."""
    facts = StreamFacts(
        index=stream.index,
        kind=kind_of(stream),
        codec=stream.codec_context.name[:100] if decodable(stream) else "unknown",
        time_base=stream.time_base or None,
        language=(stream.language or "")[:100],
    )
    if not decodable(stream):
        return facts
    if isinstance(stream, VideoStream):
        aspect = stream.sample_aspect_ratio
        rate = stream.average_rate or stream.guessed_rate
        return replace(
            facts,
            width=stream.codec_context.width,
            height=stream.codec_context.height,
            pixel_aspect=Fraction(aspect) if aspect and aspect > 0 and aspect != 1 else None,
            rate=Fraction(rate) if rate and rate > 0 else None,
        )
    if isinstance(stream, AudioStream):
        context = stream.codec_context
        return replace(facts, sample_rate=context.sample_rate, channels=context.layout.nb_channels)
    return facts


def refuse_absurd(media: InputContainer, path: str) -> None:
    """Before anything is decoded: sizes that no camera or telephone makes.

    Raises:
        MediaDamaged: there is one.
    """
    claim = claimed_size(path)
    if claim is not None and (max(claim) > MOST_SIDE or claim[0] * claim[1] > MOST_PIXELS):
        raise MediaDamaged(*reasons.too_large(*claim))
    for stream in media.streams:
        if not decodable(stream):
            continue
        if isinstance(stream, VideoStream):
            width, height = stream.codec_context.width, stream.codec_context.height
            if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
                raise MediaDamaged(*reasons.too_large(width, height))
        elif isinstance(stream, AudioStream):
            rate, channels = stream.codec_context.sample_rate, stream.codec_context.layout.nb_channels
            if rate > MOST_SAMPLE_RATE or channels > MOST_CHANNELS:
                raise MediaDamaged(*reasons.absurd_sound(rate, channels))


def refuse_too_fast(table: FrameTable) -> None:
    """Times that mean more pictures per second than any camera takes.

    Raises:
        MediaDamaged: they do.
    """
    step = table.usual_step * table.time_base
    if table.frames > 1 and step * FASTEST < 1:
        raise MediaDamaged(*reasons.too_fast(int(1 / step) if step else 10**9))
