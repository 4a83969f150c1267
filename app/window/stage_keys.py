"""What the keys mean while one exhibit is on stage: moving in time, or from page to page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.window.stage import Stage


ZOOM = 1.25
SCREEN, WHOLE = 0.9, 100.0
"""Of what is in sight of a page: one step on in it, and more than any page is long."""


class StageKeys:
    """Does for one exhibit what `TogetherKeys` does for several."""

    def __init__(self, stage: Stage) -> None:
        """Drive `stage`."""
        self._stage = stage

    def do(self, action: str) -> bool:
        """Do what an action means here; False if it is none of the stage's own."""
        stage, player, shuttle, timeline = self._stage, self._stage.player, self._stage.shuttle, self._stage.timeline
        leafing, leaping = stage.leafing, stage.leaping
        anywhere: dict[str, Callable[[], object]] = {
            "fit": stage.view.fit,
            "sound": lambda: player.set_muted(not player.muted),
        }
        on_pages: dict[str, Callable[[], object]] = {
            "previous_page": lambda: self._leaf(-1),
            "next_page": lambda: self._leaf(1),
            "frame_back": lambda: stage.view.canvas.scroll_by(0, -SCREEN / 3),
            "frame_forward": lambda: stage.view.canvas.scroll_by(0, SCREEN / 3),
            "zoom_in": lambda: stage.view.canvas.zoom(ZOOM),
            "zoom_out": lambda: stage.view.canvas.zoom(1 / ZOOM),
            "zoom_all": stage.view.fit,
            "box": stage.view.begin_box,
        }
        in_time: dict[str, Callable[[], object]] = {
            "play_pause": player.toggle,
            "stop": shuttle.stop,
            "shuttle_back": shuttle.slower,
            "shuttle_forward": shuttle.faster,
            "frame_back": lambda: player.step(-1),
            "frame_forward": lambda: player.step(1),
            "second_back": lambda: shuttle.jump(-1),
            "second_forward": lambda: shuttle.jump(1),
            "to_start": player.to_start,
            "to_end": player.to_end,
            "previous_stop": lambda: leaping.leap(-1),
            "next_stop": lambda: leaping.leap(1),
            "loop": leaping.loop,
            "zoom_in": timeline.zoom_in,
            "zoom_out": timeline.zoom_out,
            "zoom_all": timeline.zoom_all,
        }
        here = on_pages if leafing.pages else in_time if stage.opened else {}
        act = anywhere.get(action) or here.get(action)
        if act:
            act()
        return action in anywhere or action in on_pages or action in in_time

    def _leaf(self, direction: int) -> None:
        """On in an enlarged page; from its end to the next one."""
        leafing, canvas = self._stage.leafing, self._stage.view.canvas
        if not canvas.scroll_by(direction * SCREEN) and 1 <= (leafing.page or 0) + direction <= leafing.pages:
            canvas.scroll_by(-direction * WHOLE)
            leafing.turn(direction)
