"""Looking for places to look at: what one pass over a recording costs, beside decoding it and keeping nothing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import av
import numpy as np

from benchmarks.clips import RATE, make_large, repeat
from benchmarks.measuring import Section, ratio, spending
from evidence.assist.quality import quality
from evidence.media.door import Probed, probe
from evidence.media.frames import FrameTable
from tests import barcodes

FRAMES = 500
REPEATS = 6
MINUTES = 60


def _decoded(path: Path) -> None:
    with av.open(str(path)) as media:
        for stream in (*media.streams.video[:1], *media.streams.audio[:1]):
            stream.codec_context.thread_count = 1
        for packet in media.demux():
            for _ in packet.decode():
                pass


def _row(name: str, path: Path, probed: Probed, seconds: float) -> tuple[str, ...]:
    with spending() as ours:
        found = quality(path, probed)
    with spending() as limit:
        _decoded(path)
    return (
        name, f"{seconds:.0f} s", f"{ours.cpu_s:.2f} s", f"{seconds / ours.cpu_s:.0f}", f"{limit.cpu_s:.2f} s",
        ratio(ours.cpu_s, limit.cpu_s), f"{len(found.findings)}",
    )  # fmt: skip


def sections(quick: bool = False) -> list[Section]:
    """Everything of this benchmark."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        folder = Path(name)
        for width, height in ((704, 576), (1280, 720), (1920, 1080)):
            base = make_large(folder / f"{height}.mp4", 50 if quick else FRAMES, 50, width, height)
            path = repeat(base, folder / f"{height}_long.mp4", 1 if quick else REPEATS)
            probed = probe(path, confirm=False)
            assert isinstance(probed.table, FrameTable)
            rows.append(_row(f"pictures, {width} x {height}", path, probed, probed.table.frames / RATE))
        minutes = 1 if quick else MINUTES
        sound = np.resize(barcodes.tone(60.0), minutes * 60 * 8000)
        for channels in (1, 2):
            both = np.repeat(sound[:, None], channels, axis=1)
            path = barcodes.write_wav(folder / f"call{channels}.wav", both)
            rows.append(_row(f"sound, 8 kHz, {channels} channels", path, probe(path), minutes * 60))
    return [
        Section(
            "Looking for places to look at",
            "Gaps, black, unchanging and sudden pictures; silence, interruptions, full scale, loudness, keys and "
            "tones: one pass in a child process, one thread. CPU seconds of program and child; beside it PyAV in one "
            "process with one thread, decoding and keeping nothing.",
            ("recording", "length", "Replaydesk, CPU", "times real time", "decoding alone, CPU", "ratio", "findings"),
            rows,
            (
                "The recordings are drawn at constant quality, with a busy picture: real cameras decode faster.",
                "Starting the child is 0.3 to 0.5 CPU seconds of each figure.",
                "PCM needs no decoding to speak of, so the ratio of sound says little; its times real time do.",
            ),
        )
    ]


if __name__ == "__main__":
    for section in sections("--quick" in sys.argv):
        print(section.markdown())
