"""J, K and L: slower and backward, stop, faster. The speed in use is shown where it is chosen."""

from __future__ import annotations

from app.player.player import Player
from app.window.pace import Pace
from widgets.player.transport import TransportBar


class Shuttle:
    """Drives one player by the three keys."""

    def __init__(self, player: Player, transport: TransportBar) -> None:
        """Drive `player`, show the speed on `transport`."""
        self._player, self._transport = player, transport
        self.pace = Pace()

    def set_pace(self, pace: Pace) -> None:
        """Go by these speeds and this jump."""
        self.pace = pace
        self._transport.set_pace(pace.speeds, pace.jump_us)
        self._transport.set_speed(self._player.speed)

    def jump(self, direction: int) -> None:
        """One jump forward (1) or back (-1)."""
        self._player.step_time(direction * self.pace.jump_us)

    def stop(self) -> None:
        """Stand on the frame that is on screen; the next playing is at normal speed."""
        self._player.pause()
        self.set_speed(1.0)

    def faster(self) -> None:
        """Play; if it plays, at the next higher speed."""
        if self._player.playing and not self._player.back:
            self.set_speed(self.pace.faster(self._player.speed))
        else:
            self.set_speed(1.0)
            self._player.play()

    def slower(self) -> None:
        """At the next lower speed if it plays; standing, or when it cannot be slower: backward, at normal speed."""
        player = self._player
        if player.playing and not player.back and player.speed > self.pace.speeds[0]:
            self.set_speed(self.pace.slower(player.speed))
        else:
            player.play(1.0, back=True)
            self._transport.set_speed(1.0)

    def set_speed(self, speed: float) -> None:
        """This speed, now and from now on."""
        self._player.set_speed(speed)
        self._transport.set_speed(speed)
