"""An hour of a telephone call to its waveform: CPU seconds and memory."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream

from benchmarks.measuring import Section, mebibytes, ratio, run, spending

SECONDS = 3600
RATE = 8000
KINDS = {"WAV, 16 bit": ("wav", "pcm_s16le"), "WAV, G.711": ("wav", "pcm_mulaw"), "MP3": ("mp3", "libmp3lame")}


def make_call(path: Path, codec: str, seconds: int) -> Path:
    """Somebody who speaks half of the time, in one channel."""
    chance = np.random.default_rng(7)
    time = np.arange(RATE) / RATE
    voice = (9000 * np.sin(2 * np.pi * 220 * time) + chance.normal(0, 1500, RATE)).astype(np.int16)
    quiet = chance.normal(0, 20, RATE).astype(np.int16)
    with av.open(str(path), "w") as output:
        stream = output.add_stream(codec, rate=RATE)
        assert isinstance(stream, AudioStream)
        stream.layout = "mono"
        for second in range(seconds):
            frame = AudioFrame.from_ndarray((quiet if second // 4 % 2 else voice).reshape(1, -1), "s16", "mono")
            frame.sample_rate, frame.pts = RATE, second * RATE
            output.mux(stream.encode(frame))
        output.mux(stream.encode())
    return path


def decoded_alone(path: Path) -> float:
    """CPU seconds of PyAV for the same sound, keeping nothing."""
    with spending() as spent, av.open(str(path)) as media:
        for _ in media.decode(media.streams.audio[0]):
            pass
    return spent.cpu_s


def waveforms(folder: Path, seconds: int) -> Section:
    """The table."""
    rows = []
    for name, (ending, codec) in KINDS.items():
        path = make_call(folder / f"{codec}.{ending}", codec, seconds)
        ran = run([sys.executable, "-m", "benchmarks.drawing", str(path)])
        said = json.loads(ran.output)
        alone = decoded_alone(path)
        rows.append((
            name, f"{said['samples'] / RATE:.0f} s", ratio(said["peaks_s"], alone), f"{said['peaks_s']:.2f} s",
            f"{said['table_s']:.2f} s", mebibytes(ran.peak_bytes),
        ))  # fmt: skip
    return Section(
        "An hour of sound to its waveform",
        f"{seconds} s of {RATE // 1000} kHz in one channel; CPU seconds of the program and its child process. The "
        "sound table is made once, when the file is taken in.",
        ("recording", "length", "waveform / decoding alone", "waveform, CPU", "sound table, CPU", "memory at most"),
        rows,
        (
            "Starting the child is 0.2 to 0.5 CPU seconds of each figure.",
            "Decoding alone: PyAV in one process, keeping nothing.",
            "Memory: proportional set size of the program without a window and its child, at most.",
        ),
    )


def sections(quick: bool = False) -> list[Section]:
    """Everything of this benchmark."""
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        return [waveforms(Path(name), 60 if quick else SECONDS)]


if __name__ == "__main__":
    for section in sections("--quick" in sys.argv):
        print(section.markdown())
