"""What the keys mean while recordings play together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.window.pace import Pace

if TYPE_CHECKING:
    from app.window.together import TogetherPage


class TogetherKeys:
    """Does for several recordings what `Shuttle` and `Stage.do` do for one."""

    def __init__(self, page: TogetherPage) -> None:
        """Drive `page`."""
        self._page = page
        self._pace = Pace()

    def set_pace(self, pace: Pace) -> None:
        """Go by these speeds and this jump."""
        self._pace = pace
        self._page.view.transport.set_pace(pace.speeds, pace.jump_us)
        self._page.view.transport.set_speed(self._page.ensemble.speed)

    def do(self, action: str) -> bool:
        """Do what an action means here; False if it means nothing here."""
        page, ensemble, timeline = self._page, self._page.ensemble, self._page.view.timeline
        acts: dict[str, Callable[[], object]] = {
            "play_pause": ensemble.toggle,
            "stop": self._stop,
            "shuttle_back": self._backward,
            "shuttle_forward": self._faster,
            "frame_back": lambda: ensemble.step(-1),
            "frame_forward": lambda: ensemble.step(1),
            "second_back": lambda: ensemble.step_time(-self._pace.jump_us),
            "second_forward": lambda: ensemble.step_time(self._pace.jump_us),
            "to_start": ensemble.to_start,
            "to_end": ensemble.to_end,
            "previous_stop": lambda: ensemble.jump(-1),
            "next_stop": lambda: ensemble.jump(1),
            "loop": self._loop,
            "zoom_in": timeline.zoom_in,
            "zoom_out": timeline.zoom_out,
            "zoom_all": timeline.zoom_all,
            "fold": timeline.toggle_fold,
            "fold_all": timeline.toggle_folds,
            "fit": self._fit,
            "sound": self._mute,
            "solo": self._solo,
            "next_track": self._next_track,
            "second_moment": page.toggle_second,
            "previous_page": lambda: None,
            "next_page": lambda: None,
            "box": lambda: None,
        }
        act = acts.get(action)
        if act is None:
            return False
        act()
        page.view.transport.set_speed(ensemble.speed)
        timeline.set_looping(ensemble.loop is not None)
        return True

    def _stop(self) -> None:
        self._page.ensemble.pause()
        self._page.ensemble.set_speed(1.0)

    def _faster(self) -> None:
        ensemble = self._page.ensemble
        if ensemble.playing and not ensemble.back:
            ensemble.set_speed(self._pace.faster(ensemble.speed))
        else:
            ensemble.play(1.0)

    def _backward(self) -> None:
        """At normal speed: decoders run forward, going back costs them more."""
        self._page.ensemble.play(1.0, back=True)

    def _loop(self) -> None:
        """From in to out, or straight on again."""
        ensemble = self._page.ensemble
        begun, ended = self._page.selection
        ensemble.set_loop(*((None, None) if ensemble.loop is not None else (begun, ended)))
        if ensemble.loop is not None and not ensemble.playing:
            ensemble.play()

    def _fit(self) -> None:
        for cell in self._page.view.grid.cells.values():
            cell.fit()

    def _mute(self) -> None:
        ensemble = self._page.ensemble
        fader = ensemble.faders.get(ensemble.active)
        if fader is not None:
            self._page.set_fader(ensemble.set_muted, ensemble.active, not fader.muted)

    def _solo(self) -> None:
        ensemble = self._page.ensemble
        fader = ensemble.faders.get(ensemble.active)
        if fader is not None:
            self._page.set_fader(ensemble.set_solo, ensemble.active, not fader.solo)

    def _next_track(self) -> None:
        ensemble = self._page.ensemble
        keys = [track.key for track in ensemble.tracks]
        if keys:
            here = keys.index(ensemble.active) if ensemble.active in keys else -1
            ensemble.set_active(keys[(here + 1) % len(keys)])
