"""The spoken lines as samples: from espeak-ng where it is installed, otherwise from the stored Opus files."""

from __future__ import annotations

import io
import shutil
import subprocess
import wave
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from app.demo.script import AGENT, CUSTOMER, SELLER, Line, Script

Sound = NDArray[np.float32]
"""Mono samples between -1 and 1."""

RATE = 48_000
"""Samples per second of everything in this module."""

_VOICES = {SELLER: ("m3", 165), CUSTOMER: ("f2", 165), AGENT: ("f4", 170)}
"""Variant of the voice, and words per minute."""
_TIMEOUT_SECONDS = 20
_LOUDEST = 0.6
_SILENT = 0.004


def speak(script: Script, *, line_done: Callable[[], None] = lambda: None) -> tuple[Sound, ...]:
    """The samples of every line of a script, each no longer than its slot.

    The words and the slots are the same whichever way the sound is made.
    """
    program = shutil.which("espeak-ng")
    stored = None if program else stored_track(script)
    lines: list[Sound] = []
    for line in script.lines:
        if program:
            lines.append(_spoken(program, line))
        else:
            assert stored is not None
            lines.append(stored[_sample(line.at_ms) : _sample(line.until_ms)])
        line_done()
    return tuple(lines)


def track(script: Script, lines: tuple[Sound, ...], who: str | None = None) -> Sound:
    """All lines at their places in silence; with `who` only that person's."""
    whole = np.zeros(_sample(script.length_ms), np.float32)
    for line, sound in zip(script.lines, lines, strict=True):
        if who in (None, line.who):
            begin = _sample(line.at_ms)
            whole[begin : begin + len(sound)] += sound
    return whole


def stored_path(script: Script) -> Path:
    """Where the stored sound of a script lies in this package."""
    return Path(str(resources.files("app.demo"))) / "data" / f"{script.key}.opus"


def stored_track(script: Script) -> Sound:
    """The stored sound of a script, as long as the script."""
    with av.open(str(stored_path(script)), options={"protocol_whitelist": "file"}) as source:
        resampler = av.AudioResampler("fltp", "mono", RATE)
        parts = [part.to_ndarray()[0] for frame in source.decode(audio=0) for part in resampler.resample(frame)]
    whole = np.zeros(_sample(script.length_ms), np.float32)
    sound = np.concatenate(parts)[: len(whole)]
    whole[: len(sound)] = sound
    return whole


def resampled(sound: Sound, rate: int) -> Sound:
    """The same sound at another rate, without what the lower rate cannot carry."""
    size = len(sound) * rate // RATE
    spectrum = np.fft.rfft(sound)[: size // 2 + 1]
    return (np.fft.irfft(spectrum, size) * (size / len(sound))).astype(np.float32)


def _sample(ms: int) -> int:
    return ms * RATE // 1000


def _spoken(program: str, line: Line) -> Sound:
    """One line from espeak-ng; spoken faster where a version of it takes longer than the slot."""
    variant, words_per_minute = _VOICES[line.who]
    voice = f"en-us+{variant}"
    if line.meaning:
        voice, words_per_minute = f"cmn-latn-pinyin+{variant}", words_per_minute - 25
    room = _sample(line.until_ms - line.at_ms)
    sound: Sound = np.zeros(0, np.float32)
    for attempt in range(4):
        sound = _synthesize(program, voice, words_per_minute + 20 * attempt, line.spoken or line.text)
        if len(sound) <= room:
            return sound
    return sound[:room]


def _synthesize(program: str, voice: str, words_per_minute: int, words: str) -> Sound:
    said = subprocess.run(
        [program, "-v", voice, "-s", str(words_per_minute), "--stdout", "--", words],
        check=True,
        capture_output=True,
        timeout=_TIMEOUT_SECONDS,
        stdin=subprocess.DEVNULL,
    )
    with wave.open(io.BytesIO(said.stdout)) as source:
        rate = source.getframerate()
        # The length in the header is not known when it is written to a pipe: the rest of the bytes is the sound.
        samples: NDArray[Any] = np.frombuffer(said.stdout[44 : 44 + (len(said.stdout) - 44) // 2 * 2], "<i2")
    loud = np.flatnonzero(np.abs(samples) > 32_768 * _SILENT)
    if not len(loud):
        return np.zeros(0, np.float32)
    part = samples[loud[0] : loud[-1] + 1].astype(np.float32)
    part *= _LOUDEST / float(np.abs(part).max())
    places = np.arange(len(part) * RATE // rate) * (rate / RATE)
    sound: Sound = np.interp(places, np.arange(len(part)), part).astype(np.float32)
    return sound
