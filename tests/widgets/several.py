"""Sample recordings for the views of several; `python -m tests.widgets.several FOLDER` saves pictures of them."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication

from evidence.labels import Label
from evidence.media.facts import Gap
from evidence.model.mark import Mark, Span
from evidence.timecode import MICROSECONDS, format_time
from tests.widgets import samples
from widgets.keys import KeyTable
from widgets.player.meter import Level
from widgets.player.picture import FrameCaption, FrameState
from widgets.player.transport import SoundState
from widgets.theme import apply_theme
from widgets.together.values import Channel, TrackLine
from widgets.together.view import TogetherView
from widgets.words import set_language

MINUTE = 60 * MICROSECONDS
ZERO_US = (10 * 60 + 14) * MINUTE
FONTS = Path(__file__).resolve().parents[2] / "exports" / "fonts"
BY_CLOCK = Label("placed by its clock", "按时钟定位")
UNPLACED = Label("start not known", "起始时间不详")


def wave(from_us: int, to_us: int, count: int) -> NDArray[np.int16]:
    """Something like speech."""
    at = np.linspace(from_us, to_us, max(count, 1)) / MICROSECONDS
    loud = (9000 * np.abs(np.sin(at / 3)) * (np.sin(at * 0.4) > -0.4)).astype(np.int16)
    return np.stack([np.stack([-loud, loud], axis=1)] * 2)


def line(
    key: str, title: str, start_us: int, length_us: int, picture: bool = True, sound: bool = False, known: bool = True
) -> TrackLine:
    """One recording that begins `start_us` after the common zero."""
    marks: tuple[Mark, ...] = ()
    if key == "EX-02":
        marks = tuple(
            replace(mark, place=replace(mark.place, in_us=n * 40 * MICROSECONDS, out_us=(n * 40 + 22) * MICROSECONDS))
            for n, mark in enumerate(samples.marks()[:4])
            if isinstance(mark.place, Span)
        )
    return TrackLine(
        key, samples.exhibits()[0].id, key, title, start_us, start_us + length_us,
        lambda at_us: at_us + start_us, lambda wall_us: wall_us - start_us,
        picture, sound, BY_CLOCK if known else UNPLACED, not known,
        (Gap(MINUTE, MINUTE + 30 * MICROSECONDS),) if key == "EX-01" else (),
        wave if sound else None, marks,
    )  # fmt: skip


def lines() -> list[TrackLine]:
    """Four cameras, one of them without a known start, and a call."""
    return [
        line("EX-01", "Counter 3, camera above", 0, 5 * MINUTE),
        line("EX-02", "Sales desk, dual recording", 20 * MICROSECONDS, 4 * MINUTE, sound=True),
        line("EX-03", "Entrance", -30 * MICROSECONDS, 3 * MINUTE),
        line("EX-04", "大堂摄像头（无时钟）", 0, 2 * MINUTE, known=False),
        line("EX-05", "Call-back by the insurer", 3 * MINUTE, 2 * MINUTE, picture=False, sound=True),
    ]


def wall(at_us: int) -> str:
    """The wall clock as it is written."""
    return f"2026-03-12 {format_time(at_us + ZERO_US)} +08:00"


def view(count: int = 5) -> TogetherView:
    """The whole of it with the first recordings."""
    made, chosen = TogetherView(KeyTable()), lines()[:count]
    made.set_tracks(chosen, ZERO_US, wall, ["EX-04"])
    made.set_active("EX-02")
    at = 83 * MICROSECONDS
    for number, (key, cell) in enumerate(made.grid.cells.items()):
        if key == "EX-01" and count > 1:
            cell.show_absence(Label("gap: nothing was recorded", "缺口：无录制内容"))
            continue
        state = (FrameState.EXACT, FrameState.PLAYING, FrameState.DECODING)[number % 3]
        clock = wall(at) if key != "EX-04" else ""
        caption = FrameCaption(at, 2075, 7500, clock, key == "EX-02", state, key != "EX-03")
        cell.show_frame(samples.picture(), 640, 360, caption)
    for key, row in made.sounds.rows.items():
        row.show_fader(80, key == "EX-05", key == "EX-02", Channel.LEFT if key == "EX-05" else Channel.BOTH)
        row.set_state(SoundState.ON if key == "EX-02" else SoundState.NO_DEVICE)
    made.sounds.set_levels({"EX-02": Level(0.3, 0.12)})
    made.timeline.set_position(at)
    made.timeline.set_selection(40 * MICROSECONDS, 62 * MICROSECONDS)
    made.transport.set_position(at)
    return made


def days() -> TogetherView:
    """A call, and a camera nearly three days later."""
    made, later = TogetherView(KeyTable()), (2 * 24 + 21) * 60 * MINUTE
    call = line("EX-05", "Call of Monday", 0, 12 * MINUTE, picture=False, sound=True)
    made.set_tracks([call, line("EX-02", "Sales desk, Thursday", 12 * MINUTE + later, 20 * MINUTE)], ZERO_US, day_wall)
    made.set_active("EX-02")
    made.timeline.set_position(3 * MINUTE)
    return made


def day_wall(at_us: int) -> str:
    """The wall clock over several days."""
    day, of_day = divmod(at_us + ZERO_US, 24 * 60 * MINUTE)
    return f"2026-03-{9 + day:02} {format_time(of_day)} +08:00"


def main() -> None:
    """Save pictures of it in both languages."""
    folder = Path(sys.argv[1])
    application = QApplication([])
    apply_theme(application, sorted(FONTS.glob("*.ttf")))
    for language in ("en", "zh"):
        set_language(language)
        for count, size in ((5, (1040, 700)), (1, (760, 520)), (3, (1300, 800))):
            made = view(count)
            made.resize(*size)
            made.show()
            application.processEvents()
            made.grab().save(str(folder / f"together-{count}-{language}.png"))
            if count == 3:
                made.adjust.contrast.setValue(60)
                made.adjust.brightness.setValue(-20)
                application.processEvents()
                made.grab().save(str(folder / f"together-adjusted-{language}.png"))
            made.close()
        for size in ((1040, 700), (620, 520)):
            made = days()
            made.resize(*size)
            made.show()
            application.processEvents()
            made.grab().save(str(folder / f"together-days-{size[0]}-{language}.png"))
            made.timeline.toggle_folds()
            made.grab().save(str(folder / f"together-days-open-{size[0]}-{language}.png"))
            made.close()


if __name__ == "__main__":
    main()
