"""One recording, played exactly: requests go to threads, decoded frames come back, the last one shown is the truth."""

from __future__ import annotations

from PySide6.QtCore import Slot

from app.player.scrubbing import Scrubbing
from app.player.state import TELL_RAN_US, PlayerState
from widgets.player.meter import SILENT
from widgets.player.transport import SoundState

SLOWEST, FASTEST = 0.25, 4.0
SOUND_STEP_US = 100_000
TICK_MS = 15
"""The longest wait between two looks at the clock."""
TELL_US = 30_000
"""How often the position is told while sound alone plays."""
TELL_IN_GAPS_US = 100_000
SOUND_WAIT_US = 3_000_000
"""How long pictures wait for sound that takes long to decode."""


class Player(Scrubbing):
    """Plays one recording; no widgets. All methods are called from the thread of the interface and return at once.

    `picture`, `frame`, `pts` and `at_us` are always those of the last picture given out by `shown` (in a recording of
    sound alone: of the last sample given out by `position`), never those of a request. A mark takes its place there.

    Signals:
        shown(object): a Picture: exactly the frame it names. While playing it may be scaled (`set_display_size`);
            as soon as the player stands, the same frame comes again at full size. While `previewing` it is a key frame
            before the one asked for, or a small picture; the one asked for follows.
        position(object): recording time in whole microseconds (int). In a recording of sound alone it comes with every
            move; with pictures only while time runs and no new frame is due (a gap, sound after the last frame).
        state(str): a PlayerState: closed decoding paused playing ended failed. "decoding": a request was made and the
            picture on screen is not yet the one asked for, or not yet at full size; a mark waits for "paused".
        sound_state(object): a widgets.player.transport.SoundState: on off no_track no_device failed.
        failed(object): the WorldError that says why it does not go on. The last picture stays; any request tries again.
        ended(): the end was reached while playing.
        dropped(int): how many late frames were left out since `open`.
        looped(): the loop began anew.
        ran(object): a Ran: what was played forward since that was told last; ten times a second, at the end at once.
            Backward nothing is told, and there is no sound.
        level(object): the Level of what is heard, while it plays; None when it stands.
    """

    def _first(self) -> None:
        self.to_start()

    def show_frame(self, number: int) -> None:
        """Stop and show this frame; a number outside the recording means its first or last one. The latest wins."""
        extent = self._extent
        if extent is None or extent.table is None:
            return
        self._halt()
        number = extent.frame_inside(number)
        self._place_us, self._rest = extent.table.shown_us(number), PlayerState.PAUSED
        self._wish_for(number)

    def show_time(self, us: int) -> None:
        """Go to the frame (or sample) on screen at a recording time; goes on playing if it plays."""
        extent = self._extent
        if extent is None or extent.nothing is not None:
            return
        us = extent.inside(us)
        if self._running is not None:
            self._begin(us)
            return
        self._place_us, self._rest = us, PlayerState.PAUSED
        if extent.table is not None:
            self._wish_for(extent.table.frame_at(us))
        else:
            self._show_sample(us)
            self._say(PlayerState.PAUSED)

    def scrub(self, us: int) -> None:
        """As `show_time`, for dragging: what is near comes at once, the exact frame when the hand rests."""
        extent = self._extent
        if extent is None or extent.table is None or self._running is not None:
            self.show_time(us)
            return
        us = extent.inside(us)
        self._place_us, self._rest = us, PlayerState.PAUSED
        self._glance_at(extent.table.frame_at(us))

    def step(self, frames: int) -> None:
        """Stop, and go so many frames on or back (negative). Steps add up while one is being decoded.

        In a recording of sound alone: tenths of a second.
        """
        extent = self._extent
        if extent is None:
            return
        if extent.table is None:
            self._halt()
            self.show_time(self._place_us + frames * SOUND_STEP_US)
        elif self._wish is not None:
            self.show_frame(self._wish[1] + frames)
        else:
            frame = self.frame
            self.show_frame((extent.table.frame_at(self._place_us) if frame is None else frame) + frames)

    def step_time(self, us: int) -> None:
        """Go this much time on or back; goes on playing if it plays."""
        self.show_time(self.time_us + us)

    def to_start(self) -> None:
        """Go to the first frame or sample; goes on playing if it plays."""
        if self._extent is not None:
            self.show_time(self._extent.start_us)

    def to_end(self) -> None:
        """Stop on the last frame or sample."""
        if self._extent is not None:
            self._halt()
            self.show_time(self._extent.last_us)

    @property
    def time_us(self) -> int:
        """Recording time that runs while it plays, gaps included; otherwise where playing would go on."""
        return self._clock.now_us() if self._started else self._place_us

    def play(self, speed: float | None = None, back: bool = False) -> None:
        """Play from the place shown (from the start, if that is the end). Speed 0.25 to 4; None: as before.

        back: silently, against the direction of time, to the beginning, whatever the loop.
        """
        extent = self._extent
        before = self._speed, self._back
        self._back = back
        if speed is not None:
            self._speed = min(max(speed, SLOWEST), FASTEST)
        if extent is None or extent.nothing is not None:
            return
        if self._running is not None:
            if (self._speed, self._back) != before:
                self._begin(extent.inside(self.time_us))
            return
        if back:
            self._begin(self._place_us)
            return
        at_end = self._place_us == extent.last_us or self._place_us >= extent.end_us
        begin = extent.start_us if at_end else self._place_us
        self._begin(self._loop[0] if self._loop and not self._loop[0] <= begin < self._loop[1] else begin)

    def pause(self) -> None:
        """Stop on the frame that is on screen."""
        if self._running is not None:
            self._rest_at(self.time_us, PlayerState.PAUSED)

    def toggle(self) -> None:
        """Play if it stands, stand if it plays."""
        if self._running is not None:
            self.pause()
        else:
            self.play()

    @property
    def back(self) -> bool:
        """Whether it plays backward."""
        return self._running is not None and self._back

    @property
    def speed(self) -> float:
        """Speed of playing."""
        return self._speed

    def set_speed(self, speed: float) -> None:
        """Speed 0.25 to 4, at once if it plays. Sound keeps its pitch."""
        if self._running is not None:
            self.play(speed, self._back)
        else:
            self._speed = min(max(speed, SLOWEST), FASTEST)

    def set_loop(self, in_us: int | None, out_us: int | None) -> None:
        """From now on play from in to out again and again; None: straight on. Another recording is played straight.

        The frame on screen at out belongs to it, as it does to a mark. What lies behind is not even decoded: coming
        back from there would take a while in a recording of several files.
        """
        self._loop = (in_us, out_us) if in_us is not None and out_us is not None and out_us > in_us else None
        self._loop_end_us, last = out_us or 0, None
        if self._loop is not None and self._extent is not None and self._extent.table is not None:
            last = self._extent.table.frame_at(self._loop[1])
            self._loop_end_us = self._extent.until_us(last)
        if self._pictures is not None:
            self._pictures.end_before(None if last is None else last + 1)

    @property
    def loop(self) -> tuple[int, int] | None:
        """From where to where it loops."""
        return self._loop

    def set_volume(self, volume: int) -> None:
        """Volume from 0 to 100."""
        self._volume = min(max(volume, 0), 100)
        self._apply_volume()

    def set_muted(self, muted: bool) -> None:
        """Sound off or on."""
        self._muted = muted
        self._apply_volume()
        if self._sound_now in (SoundState.ON, SoundState.OFF):
            self._say_sound(SoundState.ON)

    @property
    def muted(self) -> bool:
        """Whether the sound is off."""
        return self._muted

    def set_display_size(self, width: int, height: int) -> None:
        """Pixels of the screen that pictures have room for while it plays; 0, 0: full size."""
        self._box = max(0, width), max(0, height)
        if self._pictures is not None and self._running is not None:
            self._run_full = False
            self._pictures.scale(self._box)

    def _halt(self) -> None:
        """Stop playing because something else is wanted; keeps the place."""
        if self._running is not None:
            self._place_us = self.time_us
            self._stand()

    def _begin(self, us: int) -> None:
        """Play from a time on as soon as the first frames and the first sound are decoded."""
        extent = self._extent
        if extent is None:
            return
        self._tell_ran()
        self._serial += 1
        self._running, self._started, self._wish = self._serial, False, None
        self._place_us, self._begun_ns, self._run_full = us, self._now_ns(), self._box == (0, 0)
        if self._pictures is not None and extent.table is not None:
            frame = extent.table.frame_at(us)
            if self._back:
                self._pictures.decode_back(frame - (self.frame == frame), self._box, self._speed)
            else:
                self._pictures.decode_ahead(frame + (self.frame == frame), self._box, self._speed)
        if self._sound is not None and self._back:
            self._sound.halt()
        elif self._sound is not None:
            self._sound.prepare(self._serial, us, self._speed)
        self._say(PlayerState.DECODING)
        self._timer.start(0)

    @Slot()
    def _tick(self) -> None:
        """Show what is due."""
        run, extent = self._running, self._extent
        if run is None or extent is None:
            return
        if not self._started:
            self._start_if_ready()
        now_us = self._time_by_sound()
        if (
            self._started
            and not self._back
            and self._loop is not None
            and now_us >= min(self._loop_end_us, extent.end_us)
        ):
            self._begin(extent.inside(self._loop[0]))
            self.looped.emit()
            return
        if self._pictures is not None:
            pictures = self._pictures
            picture, dropped = pictures.due_back(now_us) if self._back else pictures.due(now_us, self._started)
            if dropped:
                self._late += dropped
                self.dropped.emit(self._late)
            if picture is not None and self._running == run:
                self._show(picture, self._run_full)
            error = self._pictures.error
            if error is not None and self._pictures.finished:
                self._fail(error)
        if self._running == run and self._started:
            self._tell_time(now_us)
            self._tell_ran(TELL_RAN_US)
        if self._running != run:  # whoever heard of it wanted something else
            return
        if self._back:
            if self._started and now_us <= extent.start_us:
                self._rest_at(extent.start_us, PlayerState.PAUSED)
                return
            next_us = self._pictures.next_back_us() if self._pictures is not None else None
            self._timer.start(self._wait_ms(None if next_us is None else now_us - next_us))
            return
        all_shown = self._pictures is None or self._pictures.finished
        if self._started and all_shown and now_us >= extent.end_us:
            self._rest_at(extent.end_us, PlayerState.ENDED)
            self.ended.emit()
            return
        next_us = self._pictures.next_us if self._pictures is not None else None
        self._timer.start(self._wait_ms(None if next_us is None else next_us - now_us))

    def _wait_ms(self, left_us: int | None) -> int:
        """Until so much time of the recording has run, but soon."""
        return TICK_MS if left_us is None else min(max(int(left_us / self._speed / 1000), 1), TICK_MS)

    def _start_if_ready(self) -> None:
        waited_us = (self._now_ns() - self._begun_ns) // 1000
        if self._pictures is not None and not self._pictures.ready:
            return
        sound = self._sound if not self._back else None
        if sound is not None and not sound.primed and waited_us < SOUND_WAIT_US:
            return
        speed = -self._speed if self._back else self._speed
        self._started, self._ran_us, self._ran_speed = True, self._place_us, speed
        self._clock.start(self._place_us, speed, sound is not None and sound.audible)
        if sound is not None:
            sound.go()
        self._say(PlayerState.PLAYING)

    def _time_by_sound(self) -> int:
        if not self._started:
            return self._place_us
        if self._sound is not None and not self._back:
            heard = self._sound.heard
            if heard is not None and heard is not self._heard and heard.serial == self._running:
                self._heard = heard
                self._clock.sound_was_at(heard.us, heard.at_ns)
            if not self._clock.held:
                self._sound.follow(self._clock.now_us())
        return self._clock.now_us()

    def _tell_time(self, now_us: int) -> None:
        extent = self._extent
        if extent is None:
            return
        self._tell_level(now_us)
        gone_us = abs(extent.inside(now_us) - self._said_us) / self._speed
        if extent.table is None:
            if gone_us >= TELL_US:
                self._show_sample(now_us)
        elif gone_us >= TELL_IN_GAPS_US:
            self._said_us = extent.inside(now_us)
            self.position.emit(self._said_us)

    def _tell_level(self, now_us: int) -> None:
        if self._sound is None or self._back or abs(now_us - self._metered_us) < TELL_US:
            return
        self._metered_us = now_us
        for level in self._sound.levels_by(now_us).values():
            self.level.emit(SILENT if self._muted else level)

    def _rest_at(self, us: int, rest: PlayerState) -> None:
        """Stand where time is, on the picture that is on screen, at full size."""
        extent = self._extent
        self._stand()
        if extent is None:
            return
        self._rest = rest
        if extent.table is None:
            self._place_us = extent.inside(us)
            self._show_sample(us)
            self._say(rest)
            return
        if self._picture is None or self._preview:
            self._place_us = us
            self._wish_for(extent.table.frame_at(us))
            return
        # In a gap, and in the sound after the last frame, time goes on from where it was.
        until_us = extent.until_us(self._picture.frame)
        last = self._picture.frame == extent.table.frames - 1
        self._place_us = min(max(us, self._picture.shown_us), until_us if last else until_us - 1)
        self._wish_for(self._picture.frame)
