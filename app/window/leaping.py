"""Findings of the recording on stage: its lanes, its row of buttons and level, leaping from stop to stop, the loop."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.player.player import Player
from app.window.opening import Opened
from widgets.keys import KeyTable
from widgets.player.stagebar import StageBar
from widgets.quality.lanes import Found
from widgets.quality.panel import Looking
from widgets.timeline.timeline import Timeline


class Leaping:
    """Between the player of a single recording and what was found in it."""

    def __init__(self, player: Player, timeline: Timeline, keys: KeyTable) -> None:
        """Drive `player`; `bar` is to be placed."""
        self._player, self._timeline = player, timeline
        self.bar = StageBar(keys)
        self.loudness_at: Callable[[int], tuple[bool, int | None]] = lambda _: (False, None)
        """Whether the loudness was measured, and how loud a time is, in LU from what is usual in the recording."""
        self._looking = Looking()
        self._opened: Opened | None = None
        player.level.connect(self.bar.set_level)

    def open(self, opened: Opened | None) -> None:
        """Another recording is on stage, or none."""
        self._opened = opened
        there = opened.probed if opened else None
        self.bar.set_senses(bool(there and there.table), bool(there and there.sound))

    def set_found(self, looking: Looking) -> None:
        """Show what was found, or how far the looking is."""
        self._looking = looking
        quality = looking.quality
        self._timeline.set_found(None if quality is None else Found(quality.findings), looking.words())
        self.say_loudness()

    def say_loudness(self) -> None:
        """Show how loud the place shown is."""
        if self._opened is not None and self._player.at_us is not None:
            self.bar.set_loudness(*self.loudness_at(self._player.at_us))

    def leap(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) cut, side of a gap or of what cannot be seen, or end."""
        here, opened = self._player.at_us, self._opened
        if here is None or opened is None:
            return
        gaps, quality = opened.exhibit.recording.facts.gaps, self._looking.quality
        stops = [edge for gap in gaps for edge in (gap.from_us, gap.to_us)]
        place = next_stop([*stops, *(quality.stops() if quality else ())], here, direction, self._shown_us)
        if place is not None:
            self.seek(place)
        elif direction > 0:
            self._player.to_end()
        else:
            self._player.to_start()

    def loop(self) -> None:
        """From in to out, or straight on again."""
        player, shown = self._player, self._timeline.strip.shown
        player.set_loop(*((None, None) if player.loop else (shown.in_us, shown.out_us)))
        self.bar.set_looping(player.loop is not None)
        if player.loop is not None and not player.playing:
            player.play()

    def seek(self, at_us: int) -> None:
        """Go to a time of the timeline."""
        self._timeline.set_position(at_us)
        self._player.show_time(at_us)

    def _shown_us(self, at_us: int) -> int:
        table = self._opened.probed.table if self._opened else None
        return table.shown_us(table.frame_at(at_us)) if table else at_us


def next_stop(stops: Iterable[int], here: int, direction: int, shown_us: Callable[[int], int]) -> int | None:
    """The next (1) or previous (-1) of the stops, None where there is none.

    `shown_us` gives the time of the frame on screen at a stop: between two frames a stop would never be left.
    """
    places = sorted({shown_us(at) for at in stops})
    beyond = [at for at in places if (at > here if direction > 0 else at < here)]
    return (beyond[0] if direction > 0 else beyond[-1]) if beyond else None
