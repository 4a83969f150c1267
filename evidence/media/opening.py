"""Opens one recording, in the child, so that it can show no other file and fetch nothing."""

from __future__ import annotations

import os
import stat
from fractions import Fraction
from typing import Literal

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from evidence.errors import MediaDamaged, MediaLimit, Refused
from evidence.media import reasons
from evidence.media.facts import LONGEST_CREATED
from evidence.media.opening_names import opening_of
from evidence.media.salvaging import stream_of

# Demuxers that read this one file and nothing else, by FFmpeg's own names; tests hold the list against the library.
# Left out on purpose: hls, dash, concat, image2 and other sequences, sdp, rtsp, imf, lavfi, ffmetadata, data, swf,
# subtitles; and those that take any bytes for sound (see opening_names).
FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,asf,flv,mxf,gxf,nsv,nut,rm,wtv,ivf,obu,dv,"
    "dhav,lmlm4,ifv,iv8,hxvs,"  # recorders: Dahua, Linux Media Labs, IFV, IndigoVision, HXVS
    "mpegvideo,h264,hevc,m4v,h261,h263,vc1,mjpeg,av1,vvc,cavsvideo,gif,apng,yuv4mpegpipe,"
    "wav,w64,aiff,au,caf,voc,ogg,flac,mp3,aac,ac3,eac3,dts,loas,amr,amrnb,amrwb,ape,wv,tta,qcp,dss,nistsphere,xwma"
)
MOST_SIDE = 16_384
MOST_PIXELS = 100_000_000
MOST_SAMPLE_RATE = 768_000
MOST_CHANNELS = 64
_NOT_SHOWN = Disposition.attached_pic | Disposition.timed_thumbnails

Kind = Literal["picture", "sound", "subtitle", "data", "cover"]
Track = VideoStream | AudioStream
"""A stream that can be shown or heard."""


def open_media(path: str, demuxer: str = "") -> InputContainer:
    """Open a recording; `demuxer` is a text of `opening_names`, or "" to find out.

    Raises:
        Refused: it is not a regular file.
        MediaDamaged: it is nothing that can be read here.
        MediaLimit: it asks for more memory than is allowed.
    """
    path = os.path.abspath(path)
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise Refused(*reasons.NOT_REGULAR)
    except (OSError, ValueError) as missing:
        raise MediaDamaged(*reasons.UNREADABLE) from missing
    told = opening_of(demuxer)
    forced = told.demuxer if told is not None else None
    options = {
        "protocol_whitelist": "file",
        "format_whitelist": f"{FORMATS},{forced}" if forced else FORMATS,
        "enable_drefs": "0",
        # Clocks that wrap or were set back are continued by times.py; FFmpeg takes every step back for a wrap, and a
        # camera that was switched off and on for 25 hours of nothing.
        "correct_ts_overflow": "0",
        "max_streams": "200",
        "max_size": "32768",  # of a packet of WAV: some seconds, instead of a sixteenth
    } | (told.options if told else {})
    file = stream_of(path, told) if told is not None and told.parameters is not None else path
    try:
        return av.open(file, "r", format=forced, options=options, metadata_errors="replace")
    except FFmpegError as error:
        raise damage_of(error) from error


def damage_of(error: FFmpegError) -> MediaDamaged | MediaLimit:
    """What to say about an error of FFmpeg. Its own words are for engineers, they stay in the exception's cause."""
    if isinstance(error, MemoryError):
        return MediaLimit(*reasons.MEMORY)
    if isinstance(error, PermissionError):
        return MediaDamaged(*reasons.UNREADABLE)
    return MediaDamaged(*reasons.NO_FORMAT)


def kind_of(stream: Stream) -> Kind:
    """What a stream is for; a cover is a still picture beside the sound, not a recording."""
    if stream.type == "video":
        return "cover" if stream.disposition & _NOT_SHOWN else "picture"
    if stream.type == "audio":
        return "sound"
    return "subtitle" if stream.type == "subtitle" else "data"


def decodable(stream: Stream) -> bool:
    """Whether there is a decoder for it."""
    # PyAV gives None where FFmpeg knows no decoder; its own types do not say so.
    return getattr(stream, "codec_context", None) is not None


def main_stream(media: InputContainer, kind: Literal["picture", "sound"]) -> Track | None:
    """The one that is shown or heard: the default one, else the largest picture, else the first."""

    def rank(stream: Track) -> tuple[bool, int, int]:
        size = stream.codec_context.width * stream.codec_context.height if isinstance(stream, VideoStream) else 0
        return bool(stream.disposition & Disposition.default), size, -stream.index

    tracks = [stream for stream in media.streams if isinstance(stream, VideoStream | AudioStream)]
    mine = [stream for stream in tracks if kind_of(stream) == kind and decodable(stream)]
    return max(mine, key=rank, default=None)


def time_base_of(stream: Stream) -> Fraction:
    """Seconds per tick of a stream's time stamps; 1/1000000 where the file gives none."""
    base = stream.time_base
    return base if base else Fraction(1, 1_000_000)


def rate_of(stream: Stream) -> Fraction:
    """Nominal pictures per second; 25 where the file gives nothing sensible."""
    if isinstance(stream, VideoStream):
        for rate in (stream.average_rate, stream.guessed_rate):
            if rate and 0 < rate <= 1000:
                return Fraction(rate)
    return Fraction(25)


def created_in(media: InputContainer) -> str | None:
    """When the file says that it was made; the telephone's own words first, since they keep its offset."""
    told = [media.metadata, *(stream.metadata for stream in media.streams)]
    for name in ("com.apple.quicktime.creationdate", "creation_time"):
        for tags in told:
            if text := "".join(char for char in tags.get(name, "") if char.isprintable()).strip():
                return text[:LONGEST_CREATED]
    return None


def decoder_version() -> str:
    """Name and version of the decoder, for tables that depend on its exact pictures."""
    return "libavcodec " + ".".join(str(part) for part in av.library_versions["libavcodec"])
