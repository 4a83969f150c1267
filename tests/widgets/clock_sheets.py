"""Sheets for tests and gallery of clocks; pictures of them by `python -m tests.widgets.clock_sheets FOLDER`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from evidence.clock.proposals import proposals_for
from evidence.model.kinds import ClockMethod, RecordingKind
from evidence.model.recording import Clock
from evidence.timecode import MICROSECONDS, parse_wall
from tests.widgets import samples
from widgets.clocks.sheet import ClockView
from widgets.clocks.values import ClockSheet, EventNumber, PastClock, Sighting, Way
from widgets.keys import KeyTable
from widgets.theme import apply_theme
from widgets.words import set_language

ZONE = "Asia/Shanghai"
FONTS = Path(__file__).resolve().parents[2] / "exports" / "fonts"
HERE = samples.exhibit(
    1,
    "Lobby camera",
    name="lobby_2026-03-12_10-00-00.mp4",
    media=samples.facts(created="2026-03-12T02:12:05Z"),
    clock=Clock(parse_wall("2026-03-12 10:00:00", ZONE), method=ClockMethod.FILENAME),
)
THERE = samples.exhibit(
    2,
    "Sales desk 3, dual recording",
    RecordingKind.DUAL_RECORDING,
    clock=Clock(parse_wall("2026-03-12 10:00:10", ZONE), 0, 500_000, ClockMethod.NTP_LOG),
)


def seen(at_s: float) -> Sighting:
    """A moment with its picture."""
    return Sighting(round(at_s * MICROSECONDS), samples.picture(), 640, 360)


def sheet(**changes: object) -> ClockSheet:
    """A camera with an unchecked clock beside a desk whose clock was checked; one event is marked in both."""
    made = ClockSheet(
        HERE,
        ZONE,
        proposals_for(HERE, ZONE),
        seen(62.48),
        (THERE, samples.exhibit(4, "Call-back of 13 March", RecordingKind.CALLBACK_AUDIO, clock=Clock())),
        {EventNumber.ONE: {HERE.id: seen(62.48), THERE.id: seen(100)}},
        tuple(samples.mark(n, exhibit=1, in_s=60.0 * n) for n in range(1, 8)),
        (
            PastClock(samples.MADE, "M. Tan", Clock(parse_wall("2026-03-12 10:00:05", ZONE), method=ClockMethod.TYPED)),
            PastClock(samples.MADE, "M. Tan", HERE.recording.clock),
        ),
        2,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names the fields it changes


def main() -> None:
    """Save pictures of every way in both languages."""
    folder = Path(sys.argv[1])
    application = QApplication([])
    apply_theme(application, sorted(FONTS.glob("*.ttf")))
    for language in ("en", "zh"):
        set_language(language)
        for way in Way:
            view = ClockView(KeyTable())
            view.show_sheet(sheet(), way)
            if way is Way.READING:
                view.reading.wall.text.setText("2026-03-12 10:01:45.5")
                view.reading.doubt.set_doubt(MICROSECONDS)
            if way is Way.EVENT:
                view.event_page.doubt.set_doubt(200_000)
            view.resize(1100, 620)
            view.show()
            application.processEvents()
            view.grab().save(str(folder / f"clock-{way.value}-{language}.png"))
            view.close()


if __name__ == "__main__":
    main()
