"""Shows what an ensemble says: pictures with what is true of them, times, states, sounds."""

from __future__ import annotations

from collections.abc import Callable

from app.ensemble.ensemble import Ensemble
from app.ensemble.track import NOTHING_THERE, Shown, Track, TrackState
from app.player.state import PlayerState
from app.window.gathering import Gathering
from app.window.tracks import caption_of_shown
from widgets.clocks.values import Sighting
from widgets.language import tongue
from widgets.player.transport import SoundState
from widgets.together.view import TogetherView


class Showing:
    """Between the signals of the ensemble and the widgets."""

    def __init__(self, ensemble: Ensemble, view: TogetherView, gathered: Gathering) -> None:
        """Listen to `ensemble`, show on `view`."""
        self._ensemble, self._view, self._gathered = ensemble, view, gathered
        self._shown: dict[str, Shown] = {}
        self.loudness_of: Callable[[str], tuple[bool, int | None]] = lambda _: (False, None)
        ensemble.shown.connect(self._show)
        ensemble.track_state.connect(self._show_track_state)
        ensemble.time.connect(self._show_time)
        ensemble.state.connect(self._show_state)
        ensemble.sound_state.connect(self._show_sound)
        ensemble.levels.connect(view.sounds.set_levels)
        ensemble.activated.connect(self.show_active)
        tongue.language_changed.connect(self._captions_again)

    def forget(self) -> None:
        """Other tracks come."""
        self._shown.clear()

    def seen(self, key: str) -> Sighting | None:
        """The moment of a recording that is on screen, with its picture."""
        shown = self._shown.get(key)
        if shown is None:
            return None
        return Sighting(shown.picture.shown_us, shown.picture.rgb, shown.picture.width, shown.picture.height)

    def _track(self, key: str) -> Track | None:
        return next((each for each in self._ensemble.tracks if each.key == key), None)

    def _show(self, shown: Shown) -> None:
        cell, track = self._view.grid.cells.get(shown.key), self._track(shown.key)
        opened = self._gathered.get(track.exhibit) if track else None
        if cell is not None and opened is not None:
            self._shown[shown.key] = shown
            picture = shown.picture
            caption = caption_of_shown(shown, opened, shown.state)
            cell.show_frame(picture.rgb, picture.width, picture.height, caption)

    def _show_track_state(self, key: str, state: TrackState) -> None:
        cell, shown, track = self._view.grid.cells.get(key), self._shown.get(key), self._track(key)
        if cell is None or track is None:
            return
        opened = self._gathered.get(track.exhibit)
        if state in NOTHING_THERE or state is TrackState.FAILED:
            self._shown.pop(key, None)
            cell.show_absence(state.label)
        elif shown is not None and opened is not None:
            cell.set_caption(caption_of_shown(shown, opened, state))

    def _captions_again(self) -> None:
        for key in tuple(self._shown):
            state = self._ensemble.state_of(key)
            if state is not None:
                self._show_track_state(key, state)

    def _show_time(self, wall_us: int) -> None:
        self._view.timeline.set_position(wall_us)
        for key, row in self._view.sounds.rows.items():
            row.set_loudness(*self.loudness_of(key))
        self._view.transport.set_position(wall_us - self._ensemble.begin_us)

    def _show_state(self, state: PlayerState) -> None:
        self._view.transport.set_playing(self._ensemble.playing)

    def _show_sound(self, key: str, state: SoundState) -> None:
        row = self._view.sounds.rows.get(key)
        if row is not None:
            row.set_state(state)
        if key == self._ensemble.active:
            self._view.transport.set_sound(state)

    def show_faders(self) -> None:
        """Show what is set for every sound."""
        faders = self._ensemble.faders
        for key, row in self._view.sounds.rows.items():
            if key in faders:
                fader = faders[key]
                row.show_fader(fader.volume, fader.muted, fader.solo, fader.channel)

    def show_active(self, key: str) -> None:
        """Show where marks go."""
        self._view.set_active(key)
        self._view.transport.set_sound(self._ensemble.sound_of(key))
