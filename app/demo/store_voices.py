"""A maintainer's tool: speak both scripts once with espeak-ng and store them: `python -m app.demo.store_voices`."""

from __future__ import annotations

import json
import sys
from fractions import Fraction

import av
import numpy as np

from app.demo.script import CALL_BACK, SALES_DESK, Script
from app.demo.voices import RATE, Sound, speak, stored_path, track

BIT_RATE = 16_000


def words_of(script: Script) -> dict[str, object]:
    """What lies beside the stored sound: every line with its slot."""
    lines = [
        {"at_ms": line.at_ms, "until_ms": line.until_ms, "who": line.who, "text": line.text} for line in script.lines
    ]
    return {"length_ms": script.length_ms, "lines": lines}


def store(script: Script) -> int:
    """Write the Opus file and its words; returns the bytes of the sound."""
    path = stored_path(script)
    _write_opus(str(path), track(script, speak(script)))
    text = json.dumps(words_of(script), ensure_ascii=False, indent=1) + "\n"
    path.with_suffix(".json").write_text(text, encoding="utf-8")
    return path.stat().st_size


def _write_opus(path: str, sound: Sound) -> None:
    with av.open(path, "w", format="ogg", container_options={"fflags": "+bitexact"}) as output:
        stream = output.add_stream("libopus", rate=RATE, options={"application": "voip", "frame_duration": "60"})
        stream.bit_rate, stream.layout = BIT_RATE, "mono"
        for begin in range(0, len(sound), RATE):
            samples = np.round(sound[begin : begin + RATE] * 32_767).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, begin, Fraction(1, RATE)
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))


if __name__ == "__main__":
    for one in (SALES_DESK, CALL_BACK):
        sys.stdout.write(f"{stored_path(one).name}: {store(one)} bytes\n")
