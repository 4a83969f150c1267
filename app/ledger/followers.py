"""Follow what plays and tell what of it was heard and seen: one for a single recording, one for several together."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from app.ensemble.ensemble import Ensemble
from app.player.player import Player
from app.player.state import LAG_US, PlayerState, Ran
from app.window.opening import Opened
from evidence.model.coverage import EVERY_PICTURE_PERMILLE, PlayRules, Stretch
from widgets.player.canvas import PictureCanvas

Tell = Callable[[Stretch], None]
Senses = tuple[bool, bool]
"""Whether it is heard, and whether it is seen."""


def shows(widget: QWidget) -> bool:
    """Whether somebody in front of the screen can see this part of the window: it is not hidden, nor minimised."""
    window = widget.window()
    return widget.isVisible() and not window.isMinimized() and window.windowHandle().isExposed()


class Steady:
    """What was true at the last look and is true at this one: what changed in between does not count."""

    def __init__(self) -> None:
        """Nothing was true yet."""
        self._before: dict[str, Senses] = {}

    def look(self, now: Mapping[str, Senses], ran: Ran | None = None) -> dict[str, Senses]:
        """Heard and seen all the while since the last look.

        Where that is longer ago than the program usually takes, it was busy: pictures and sound were left out.
        """
        before, self._before = self._before, dict(now)
        if ran is not None and ran.to_us - ran.from_us > LAG_US * ran.speed:
            return {}
        none = (False, False)
        return {
            key: (heard and before.get(key, none)[0], seen and before.get(key, none)[1])
            for key, (heard, seen) in now.items()
        }


class SingleFollower:
    """Follows a player and the view of its pictures."""

    def __init__(
        self,
        player: Player,
        view: QWidget,
        canvas: PictureCanvas,
        opened: Callable[[], Opened | None],
        rules: PlayRules,
        tell: Tell,
    ) -> None:
        """`opened` gives what is played now; `tell` hears every piece of a file that was played."""
        self._player, self._view, self._canvas, self._opened = player, view, canvas, opened
        self.rules, self._tell = rules, tell
        self._steady = Steady()
        player.state.connect(self._begun)
        player.ran.connect(self._ran)

    @property
    def senses(self) -> Senses:
        """Whether it could be heard and seen now, if it played."""
        return self._senses(begun=True)[""]

    def _senses(self, begun: bool = False) -> dict[str, Senses]:
        """`begun`: its first picture is only just coming."""
        visible, player = shows(self._view), self._player
        readable = self._canvas.whole_height >= self.rules.least_picture_px
        return {"": (visible and player.sounds, visible and readable and (begun or player.keeps_up))}

    def _begun(self, state: str) -> None:
        if state == PlayerState.PLAYING:
            self._steady.look(self._senses(begun=True))

    def _ran(self, ran: Ran) -> None:
        opened = self._opened()
        for heard, seen in self._steady.look(self._senses(), ran).values():
            if opened is not None:
                tell_parts(opened, ran.from_us, ran.to_us, ran.speed, (heard, seen), self._tell)


class TogetherFollower:
    """Follows an ensemble and the cells of its pictures."""

    def __init__(
        self,
        ensemble: Ensemble,
        page: QWidget,
        canvas_of: Callable[[str], PictureCanvas | None],
        opened: Callable[[str], Opened | None],
        rules: PlayRules,
        tell: Tell,
    ) -> None:
        """`canvas_of` gives where a track is seen, `opened` what it plays, by its key."""
        self._ensemble, self._page, self._canvas_of, self._opened = ensemble, page, canvas_of, opened
        self.rules, self._tell = rules, tell
        self._steady = Steady()
        ensemble.state.connect(self._begun)
        ensemble.ran.connect(self._ran)

    def _senses(self, begun: bool = False) -> dict[str, Senses]:
        ensemble, visible, found = self._ensemble, shows(self._page), {}
        for track in ensemble.tracks:
            canvas = self._canvas_of(track.key)
            readable = canvas is not None and canvas.whole_height >= self.rules.least_picture_px
            seen = visible and readable and (begun or ensemble.keeps_up(track.key))
            found[track.key] = (visible and ensemble.sounds(track.key), seen)
        return found

    def _begun(self, state: PlayerState) -> None:
        if state is PlayerState.PLAYING:
            self._steady.look(self._senses(begun=True))

    def _ran(self, ran: Ran) -> None:
        for key, senses in self._steady.look(self._senses(), ran).items():
            opened = self._opened(key)
            if opened is not None:
                tell_parts(opened, *self._ensemble.stretch_in(key, ran), ran.speed, senses, self._tell)


def tell_parts(opened: Opened, from_us: int, to_us: int, speed: float, senses: Senses, tell: Tell) -> None:
    """Tell what was played of each file that a stretch of a timeline covers, if it was heard or seen.

    Faster than every picture is decoded, nothing was seen, whatever the settings allow.
    """
    permille = math.ceil(speed * 1000)  # never slower than it was
    senses = senses[0], senses[1] and permille <= EVERY_PICTURE_PERMILLE
    if not any(senses) or from_us >= to_us:
        return
    for piece, begin_us, end_us in opened.parts(from_us, to_us):
        if begin_us < end_us:
            tell(Stretch(piece.exhibit.id, begin_us, end_us, permille, *senses))
