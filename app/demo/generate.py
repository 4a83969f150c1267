"""Makes the recordings and papers of the sample case in a folder: all of them, or none."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

import numpy as np

from app.demo import plan, story
from app.demo.above import ABOVE_SIZE, above_at
from app.demo.drawing import Picture, burn_in
from app.demo.encode import Film, write_call, write_film
from app.demo.front import FRONT_SIZE, front_at
from app.demo.lobby import SIZE as LOBBY_SIZE
from app.demo.lobby import lobby_at
from app.demo.material import Material
from app.demo.papers import write_call_log, write_photo, write_receipt
from app.demo.script import AGENT, CALL_BACK, CUSTOMER, SALES_DESK
from app.demo.voices import Sound, resampled, speak, track
from evidence.progress import Progress, no_progress

LOBBY_RATE = 25
DUAL_RATE = 15
QUICK_RATE = 3
"""Frames per second, of both, where it must be quick."""
TELEPHONE_RATE = 8_000
TRANSPORT_TICKS = 90_000
_SLOWEST, _FASTEST = 6, 15
"""Frames per second between which the recorder of camera 05 wavers."""
_PAPERS = 3


class _Count:
    """Counts what is done, and lets the caller stop the work at every step."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._done, self._total, self._progress = 0, total, progress
        progress(0, total)

    def step(self) -> None:
        self._done += 1
        self._progress(self._done, self._total)


def make_material(folder: Path, *, progress: Progress = no_progress, quick: bool = False) -> Material:
    """Generate the sample files in `folder` and say what they show.

    The files are made under a temporary name beside their place and moved there together at the end; files of the
    same name are replaced. Stopped or failed, the folder is as it was. With `quick` the even clips have fewer
    frames; everything else, words and marks too, is the same.

    Raises:
        Cancelled: `progress` stopped the work.
        OSError: the folder cannot be written.
    """
    files = plan.planned_files(folder)
    lobby_rate, dual_rate = (QUICK_RATE, QUICK_RATE) if quick else (LOBBY_RATE, DUAL_RATE)
    desk_times = _wavering_times()
    evenly = lobby_rate * plan.LOBBY_SECONDS + dual_rate * SALES_DESK.length_ms // 1000
    count = _Count(evenly + len(desk_times) + len(SALES_DESK.lines) + len(CALL_BACK.lines) + _PAPERS, progress)
    existed = folder.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=".making-", dir=folder))
    try:
        at = {made.key: making / made.path.name for made in files}
        _make_lobby(at["lobby"], lobby_rate, count)
        _make_desk(at["desk"], desk_times, count)
        _make_dual(at["dual"], dual_rate, count)
        _make_call(at["call"], count)
        receipt_box = write_receipt(at["receipt"])
        count.step()
        call_box, item_box = write_call_log(at["call-log"])
        count.step()
        surrender_box = write_photo(at["surrender"])
        count.step()
        for made in files:
            os.replace(at[made.key], made.path)
    finally:
        shutil.rmtree(making, ignore_errors=True)
        if not existed and not any(folder.iterdir()):
            folder.rmdir()
    return Material(
        folder=folder,
        files=files,
        case=story.sample_case(),
        verbatim_en=story.VERBATIM_EN,
        evidenced=story.EVIDENCED,
        marks=plan.planned_marks(receipt_box, call_box, item_box, surrender_box),
        expected=plan.EXPECTED,
    )


def clock_text(camera: str, start: str, at: float) -> str:
    """What a camera's clock shows `at` seconds after its first frame: whole seconds, never ahead."""
    shown = datetime.fromisoformat(start) + timedelta(microseconds=round(at * 1_000_000))
    return f"{camera}  {shown:%Y-%m-%d %H:%M:%S}"


def _make_lobby(path: Path, rate: int, count: _Count) -> None:
    def pictures() -> Iterator[tuple[int, Picture]]:
        for number in range(plan.LOBBY_SECONDS * rate):
            at = number / rate
            picture = lobby_at(at)
            burn_in(picture, clock_text("CAM 03", plan.LOBBY_DEVICE_START, at), 24, 10, 3)
            yield number, picture
            count.step()

    write_film(path, Film("mp4", LOBBY_SIZE, Fraction(1, rate), Fraction(rate)), pictures())


def _wavering_times() -> tuple[int, ...]:
    """Ticks of the frames of camera 05: uneven, and none within the gap."""
    draw = random.Random(5)
    at, times = 0.0, []
    while at < plan.DESK_SECONDS:
        if not plan.DESK_GAP[0] < at < plan.DESK_GAP[1]:
            times.append(round(at * TRANSPORT_TICKS))
        at += draw.uniform(1 / _FASTEST, 1 / _SLOWEST)
    return tuple(times)


def _make_desk(path: Path, times: tuple[int, ...], count: _Count) -> None:
    def pictures() -> Iterator[tuple[int, Picture]]:
        for ticks in times:
            at = ticks / TRANSPORT_TICKS
            picture = above_at(plan.DESK_IN_DUAL + at)
            burn_in(picture, clock_text("CAM 05", plan.DESK_DEVICE_START, at), 16, 12, 2)
            yield ticks, picture
            count.step()

    first = plan.DESK_FIRST_US * TRANSPORT_TICKS // 1_000_000
    film = Film(
        "mpegts",
        ABOVE_SIZE,
        Fraction(1, TRANSPORT_TICKS),
        Fraction(10),
        b_frames=2,
        first_ticks=first,
        # Without it the container adds a delay of its own to every time stamp.
        options=(("mpegts_copyts", "1"),),
    )
    write_film(path, film, pictures())


def _make_dual(path: Path, rate: int, count: _Count) -> None:
    sound = track(SALES_DESK, speak(SALES_DESK, line_done=count.step))
    sound += _hiss(len(sound), 31, 0.0012)

    def pictures() -> Iterator[tuple[int, Picture]]:
        for number in range(SALES_DESK.length_ms * rate // 1000):
            at = number / rate
            picture = front_at(at)
            burn_in(picture, clock_text("DESK 2", plan.DUAL_START, at), 24, 14, 3)
            yield number, picture
            count.step()

    write_film(path, Film("mp4", FRONT_SIZE, Fraction(1, rate), Fraction(rate)), pictures(), sound)


def _make_call(path: Path, count: _Count) -> None:
    lines = speak(CALL_BACK, line_done=count.step)
    sides = []
    for seed, who in ((41, CUSTOMER), (42, AGENT)):
        side = resampled(track(CALL_BACK, lines, who), TELEPHONE_RATE)
        sides.append(_telephone(side) + _hiss(len(side), seed, 0.0015))
    write_call(path, sides[0], sides[1], TELEPHONE_RATE)


def _telephone(sound: Sound) -> Sound:
    """Only what a telephone line carries: 300 to 3,400 Hz."""
    spectrum = np.fft.rfft(sound)
    hertz = np.fft.rfftfreq(len(sound), 1 / TELEPHONE_RATE)
    spectrum[(hertz < 300) | (hertz > 3_400)] = 0
    return np.fft.irfft(spectrum, len(sound)).astype(np.float32)


def _hiss(size: int, seed: int, level: float) -> Sound:
    return np.random.default_rng(seed).normal(0, level, size).astype(np.float32)
