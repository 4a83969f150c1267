"""Recordings for the benchmarks, made on the spot; every picture carries its own number."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from tests import barcodes
from tests.barcodes import Recipe

FRAMES = 120
_rng = random.Random(11)
UNEVEN = [0]
for _ in range(FRAMES - 1):
    UNEVEN.append(UNEVEN[-1] + _rng.randrange(40, 200))
GAPS = [number * 40 + (9_400 if number >= 50 else 0) + (31_000 if number >= 90 else 0) for number in range(FRAMES)]
SLOW = [number * 1000 for number in range(FRAMES)]
_X265 = {"x265-params": "log-level=none:keyint=30:min-keyint=30:pools=1:frame-threads=1"}

KINDS: dict[str, tuple[str, Recipe]] = {
    "H.264, MP4": ("plain.mp4", Recipe()),
    "H.264, B-frames, open groups, MP4": ("open.mp4", Recipe(b_frames=3, open_gop=True, gop=15)),
    "H.264, variable rate, MP4": ("uneven.mp4", Recipe(ticks=UNEVEN)),
    "H.264, variable rate, B-frames, MKV": ("uneven.mkv", Recipe(ticks=UNEVEN, b_frames=2)),
    "H.264, fragmented MP4": ("fragmented.mp4", Recipe(b_frames=2, muxing={"movflags": "frag_keyframe+empty_moov"})),
    "H.264, late start, MOV": ("late.mov", Recipe(start_ticks=250)),
    "H.264, two gaps, MKV": ("gaps.mkv", Recipe(ticks=GAPS, gop=25)),
    "H.264, one picture a second, MP4": ("slow.mp4", Recipe(ticks=SLOW, gop=25)),
    "H.264, transport stream that starts after 26 h": (
        "offset.ts",
        Recipe(format="mpegts", b_frames=2, open_gop=True, start_ticks=93_712 * 25),
    ),
    "H.264, program stream": ("h264.mpg", Recipe(format="vob", gop=25)),
    "H.264, raw stream": ("raw.h264", Recipe(format="h264", b_frames=2)),
    "H.264, AVI": ("h264.avi", Recipe(b_frames=2)),
    "H.264, FLV": ("h264.flv", Recipe(b_frames=2)),
    "H.265, MP4": ("h265.mp4", Recipe(codec="libx265", gop=30, options=_X265)),
    "MPEG-2, transport stream": ("mpeg2.ts", Recipe(codec="mpeg2video", format="mpegts", b_frames=2)),
    "MPEG-2, program stream": ("mpeg2.mpg", Recipe(codec="mpeg2video", format="mpeg", b_frames=2)),
    "MPEG-4 part 2, AVI": ("mpeg4.avi", Recipe(codec="mpeg4", b_frames=2)),
    "Motion JPEG, AVI": ("mjpeg.avi", Recipe(codec="mjpeg", pixel_format="yuvj420p")),
    "Motion JPEG, variable rate, MKV": ("mjpeg.mkv", Recipe(codec="mjpeg", pixel_format="yuvj420p", ticks=UNEVEN)),
    "VP8 with hidden frames, WebM": (
        "vp8.webm",
        Recipe(codec="libvpx", options={"auto-alt-ref": "1", "lag-in-frames": "16"}),
    ),
    "WMV, ASF": ("wmv.asf", Recipe(codec="wmv2", format="asf")),
}

RATE = 25


def make_large(path: Path, frames: int, gop: int, width: int = 1280, height: int = 720) -> Path:
    """H.264 with two B-frames, a moving textured picture at constant quality; frame n shows the number n."""
    texture = np.random.default_rng(3).integers(70, 180, (height // 8, width // 8 + 64), np.uint8)
    texture = texture.repeat(8, 0).repeat(8, 1)
    colour = np.full(width * height // 2, 128, np.uint8)
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=RATE, options={
            "preset": "veryfast", "crf": "24",
            "x264-params": f"keyint={gop}:min-keyint={gop}:scenecut=0:bframes=2:b-adapt=0:threads=1",
        })  # fmt: skip
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(frames):
            shift = 2 * number % 512
            luma = np.ascontiguousarray(texture[:height, shift : shift + width])
            stamp = barcodes.drawn(number, barcodes.WIDTH, 2 * barcodes.CELL)
            luma[: stamp.shape[0], : stamp.shape[1]] = stamp
            planar = np.concatenate([luma.reshape(-1), colour]).reshape(height * 3 // 2, width)
            frame = VideoFrame.from_ndarray(planar, format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            output.mux(stream.encode(frame))
        output.mux(stream.encode())
    return path


def repeat(source: Path, path: Path, times: int) -> Path:
    """The packets of a constant-rate recording `times` in a row, without encoding them again; for counting only."""
    with av.open(str(source)) as media, av.open(str(path), "w") as output:
        stream = media.streams.video[0]
        target = output.add_stream_from_template(stream)
        packets = [packet for packet in media.demux(stream) if packet.size]
        assert stream.time_base is not None
        length = round(len(packets) / RATE / stream.time_base)
        for turn in range(times):
            media.seek(0)
            for packet in media.demux(stream):
                if not packet.size or packet.pts is None or packet.dts is None:
                    continue
                packet.pts, packet.dts = packet.pts + turn * length, packet.dts + turn * length
                packet.stream = target
                output.mux(packet)
    return path
