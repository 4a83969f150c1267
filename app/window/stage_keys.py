"""What the keys mean while one exhibit is on stage: moving in time, or from page to page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.window.stage import Stage


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
            "previous_page": lambda: leafing.turn(-1),
            "next_page": lambda: leafing.turn(1),
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
