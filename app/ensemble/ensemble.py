"""Several recordings on one wall clock: every camera shows exactly its frame of that time, every call its sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Slot

from app.ensemble.hall import Hall
from app.ensemble.lane import Lane
from app.player.state import TELL_RAN_US, PlayerState

SLOWEST, FASTEST = 0.25, 4.0
TICK_MS = 15
"""The longest wait between two looks at the clock."""
TELL_US = 30_000
"""How often the time is told while it plays."""
NEAR_US = 20_000
"""So little before a beginning a hand cannot have meant what is not there yet."""
WAIT_US = 3_000_000
"""How long the others wait for a track that takes long to decode."""


class Ensemble(Hall):
    """Plays tracks together; no widgets. All methods are called from the thread of the interface, return at once.

    Wall times are whole microseconds after the common zero of the tracks (`app.ensemble.placing`). `seek`, `step` and
    `pause` end with every track on exactly the frame on screen at `wall_us`, at full size, or showing nothing and why.
    The sound of the audible tracks leads; without a device, and backward, the monotonic clock.

    Signals:
        shown(object): a Shown: a track's picture and what is true of exactly this picture.
        time(object): wall time (int).
        dropped(str, int): a track's late frames that were left out since `open`.
        track_state(str, object): a TrackState: before exact decoding playing gap after failed. Before, in a gap and
            after it nothing is shown: the last picture is to be taken away.
        state(object): a PlayerState of all together. A mark waits for "paused" or "ended".
        sound_state(str, object): a SoundState of one track: on off no_track no_device failed.
        levels(object): what is heard now, a Level for each key, while it plays; empty when it stands.
        activated(str): another track is stepped and marked.
        failed(str, object): a track, and the WorldError that says why it does not go on; the others do.
        ended(): the end was reached while playing.
        looped(): the loop began anew.
        ran(object): a Ran of wall times: what was played forward since it was told last.
    """

    def seek(self, wall_us: int) -> None:
        """Go to a wall time; goes on playing if it plays.

        Just before the beginning of a track it is that beginning, where no other picture is changed by it: a hand on a
        timeline means the first frame, not the nothing before it.
        """
        wall_us = self._inside(wall_us)
        begins = [voice.lane.begin_us for voice in self._voices.values()]
        near = min((begin for begin in begins if 0 < begin - wall_us <= NEAR_US), default=wall_us)
        same = all(
            voice.lane.begin_us == near or voice.lane.frame_at(near) == voice.lane.frame_at(wall_us)
            for voice in self._voices.values()
        )
        self._go(near if same else wall_us)

    def _go(self, wall_us: int) -> None:
        if not self._voices:
            return
        wall_us = self._inside(wall_us)
        if self._running is not None:
            self._begin(wall_us)
        else:
            self._rest_at(wall_us, PlayerState.PAUSED)

    def move(self, key: str, start_us: int) -> None:
        """Put a track at another place on the wall clock. Marks are not touched: they are made on recordings."""
        voice = self._voices.get(key)
        if voice is None:
            return
        wall_us = self.wall_us
        voice.lane = Lane(replace(voice.lane.track, start_us=start_us))
        if self._sound is not None:
            self._sound.move(voice.lane)
        self.seek(wall_us)

    def show_frame(self, key: str, frame: int) -> None:
        """Stop where this frame of a track is on screen."""
        voice = self._voices.get(key)
        if voice is not None and voice.lane.extent.table is not None:
            self._halt()
            frame = voice.lane.extent.frame_inside(frame)
            self._go(voice.lane.wall_of(voice.lane.extent.table.shown_us(frame)))

    def step(self, frames: int) -> None:
        """Stop, and go so many frames of the active track on or back; tenths of a second where it has no pictures."""
        voice = self._voices.get(self._active)
        if voice is not None:
            self._halt()
            self._rest_at(self._inside(voice.lane.stepped(self._wall_us, frames)), PlayerState.PAUSED)

    def step_time(self, us: int) -> None:
        """Go this much time on or back; goes on playing if it plays."""
        self.seek(self.wall_us + us)

    def to_start(self) -> None:
        """Go to where the first track begins."""
        self.seek(self.begin_us)

    def to_end(self) -> None:
        """Stop on the last frame of all."""
        self._halt()
        self.seek(self.last_us)

    def play(self, speed: float | None = None, back: bool = False) -> None:
        """Play from the place; at the end, from the start. Speed 0.25 to 4; None: as before. Back: at speed 1."""
        if not self._voices:
            return
        before = self._speed, self._back
        self._back = back
        if speed is not None:
            self._speed = min(max(speed, SLOWEST), FASTEST)
        if self._running is not None:
            if (self._speed, self._back) != before:
                self._begin(self._inside(self.wall_us))
            return
        at = self._wall_us
        if not back and at >= self.last_us:
            at = self.begin_us
        self._begin(self._loop[0] if self._loop and not back and not self._in_loop(at) else at)

    def pause(self) -> None:
        """Stop where time is."""
        if self._running is not None:
            self._rest_at(self._inside(self.wall_us), PlayerState.PAUSED)

    def toggle(self) -> None:
        """Play if it stands, stand if it plays."""
        if self._running is not None:
            self.pause()
        else:
            self.play()

    @property
    def speed(self) -> float:
        """Speed of playing."""
        return self._speed

    @property
    def back(self) -> bool:
        """Whether it plays backward."""
        return self._running is not None and self._back

    def set_speed(self, speed: float) -> None:
        """Speed 0.25 to 4, at once if it plays. Sound keeps its pitch."""
        if self._running is not None:
            self.play(speed, self._back)
        else:
            self._speed = min(max(speed, SLOWEST), FASTEST)

    def set_loop(self, in_us: int | None, out_us: int | None) -> None:
        """Play from in to out again and again; without either, straight on."""
        self._loop = (in_us, out_us) if in_us is not None and out_us is not None and out_us > in_us else None

    @property
    def loop(self) -> tuple[int, int] | None:
        """From where to where it loops."""
        return self._loop

    def set_skips(self, stretches: Sequence[tuple[int, int]]) -> None:
        """Stretches of wall time that are passed over in playing. Nothing is recorded there, so nothing is left out."""
        self._skips = tuple(stretches)

    def set_stops(self, key: str, at_us: Sequence[int]) -> None:
        """Places in one track's recording time that `jump` stops at, beside its beginning, end and gaps."""
        self._stops[key] = tuple(at_us)

    def jump(self, direction: int) -> bool:
        """Go to the next (1) or previous (-1) beginning, end, gap, or stop; False where there is none."""
        here = self.wall_us
        voices = self._voices.values()
        places = {place for voice in voices for place in voice.lane.edges()}
        places |= {voice.lane.wall_of(at) for voice in voices for at in self._stops.get(voice.key, ())}
        after = [
            place for place in sorted(map(self._inside, places)) if (place > here if direction > 0 else place < here)
        ]
        if after:
            self._go(after[0] if direction > 0 else after[-1])
        return bool(after)

    def _in_loop(self, wall_us: int) -> bool:
        return self._loop is not None and self._loop[0] <= wall_us < self._loop[1]

    def _inside(self, wall_us: int) -> int:
        return min(max(wall_us, self.begin_us), max(self.last_us, self.begin_us))

    def _halt(self) -> None:
        """Stop playing because something else is wanted; keeps the place."""
        if self._running is not None:
            self._wall_us = self._inside(self.wall_us)
            self._stand()

    def _stand(self) -> None:
        self._timer.stop()
        self._tell_ran()
        self._running, self._started = None, False
        for voice in self._voices.values():
            voice.halt()
        if self._sound is not None:
            self._sound.halt()
        self.levels.emit({})

    def _rest_at(self, wall_us: int, rest: PlayerState) -> None:
        """Stand at a time, every track on its frame at full size."""
        if self._running is not None:
            self._stand()
        self._serial += 1
        self._wall_us, self._rest = wall_us, rest
        for voice in list(self._voices.values()):
            voice.rest(wall_us, self._serial)
        self._tell(wall_us)
        self._settle()

    def _settle(self) -> None:
        if self._running is not None or not self._voices:
            return
        voices = self._voices.values()
        if any(voice.waiting for voice in voices):
            self._say(PlayerState.DECODING)
        else:
            self._say(PlayerState.FAILED if all(voice.error for voice in voices) else self._rest)

    def _begin(self, wall_us: int) -> None:
        """Play from a time on as soon as the first frames and the first sound are decoded."""
        self._tell_ran()
        self._serial += 1
        self._running, self._started = self._serial, False
        self._wall_us, self._begun_ns = wall_us, self._now_ns()
        for voice in self._voices.values():
            voice.begin(wall_us, self._speed, self._back)
        if self._sound is not None:
            if self._back:
                self._sound.halt()
            else:
                self._sound.prepare(self._serial, wall_us, self._speed)
        self._say(PlayerState.DECODING)
        self._timer.start(0)

    @Slot()
    def _tick(self) -> None:
        """Show what is due."""
        run = self._running
        if run is None:
            return
        if not self._started:
            self._start_if_ready()
        now_us = self._time_by_sound()
        for voice in list(self._voices.values()):
            if voice.play_to(self._inside(now_us), self._started, self._back):
                self.dropped.emit(voice.key, voice.late)
            if self._running != run:  # whoever heard of it wanted something else
                return
        if self._started:
            self._tell_run(now_us)
            self._tell_ran(TELL_RAN_US)
            if self._running != run or self._at_an_edge(now_us):
                return
        self._timer.start(self._wait_ms(now_us))

    def _wait_ms(self, now_us: int) -> int:
        due = [next_us for voice in self._voices.values() if (next_us := voice.next_wall_us(self._back)) is not None]
        if not due or not self._started:
            return TICK_MS if self._started else 5
        left_us = now_us - max(due) if self._back else min(due) - now_us
        return min(max(int(left_us / self._speed / 1000), 1), TICK_MS)

    def _start_if_ready(self) -> None:
        waited_us = (self._now_ns() - self._begun_ns) // 1000
        if waited_us < WAIT_US:
            if not all(voice.ready for voice in self._voices.values()):
                return
            if self._sound is not None and not self._back and not self._sound.primed:
                return
        self._started = True
        by_sound = self._sound is not None and not self._back and self._sound.audible
        self._ran_us, self._ran_speed = self._wall_us, -1.0 if self._back else self._speed
        self._clock.start(self._wall_us, self._ran_speed, by_sound)
        if self._sound is not None and not self._back:
            self._sound.go()
        self._say(PlayerState.PLAYING)

    def _time_by_sound(self) -> int:
        if not self._started:
            return self._wall_us
        sound = self._sound
        if sound is not None and not self._back:
            heard = sound.heard
            if heard is not None and heard is not self._heard and heard.serial == self._running:
                self._heard = heard
                self._clock.sound_was_at(heard.us, heard.at_ns)
            if not self._clock.held:
                sound.follow(self._clock.now_us())
        return self._clock.now_us()

    def _tell_run(self, now_us: int) -> None:
        if abs(now_us - self._said_us) >= TELL_US:
            self._tell(self._inside(now_us))
            self.levels.emit(self._desk.levels_by(now_us))

    def _tell(self, wall_us: int) -> None:
        self._said_us = wall_us
        self.time.emit(wall_us)

    def _at_an_edge(self, now_us: int) -> bool:
        """Pass over empty time, begin the loop anew, or stop at the end; whether one of these was due."""
        skipped = next((each for each in self._skips if each[0] < now_us < each[1]), None)
        if skipped is not None:
            self._begin(skipped[0 if self._back else 1])
        elif self._back:
            if now_us > self.begin_us:
                return False
            self._rest_at(self.begin_us, PlayerState.PAUSED)
        elif self._loop is not None and now_us >= min(self._loop[1], self.end_us):
            self._begin(self._inside(self._loop[0]))
            self.looped.emit()
            return True
        elif now_us < self.end_us:
            return False
        else:
            self._rest_at(self.last_us, PlayerState.ENDED)
            self.ended.emit()
        return True
