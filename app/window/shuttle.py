"""J, K and L: slower, stop, faster. The speed in use is shown where it is chosen."""

from __future__ import annotations

from app.player.player import Player
from widgets.player.transport import TransportBar

SECOND_US = 1_000_000
SPEEDS = (0.25, 0.5, 1.0, 1.5, 2.0, 4.0)


class Shuttle:
    """Drives one player by the three keys."""

    def __init__(self, player: Player, transport: TransportBar) -> None:
        """Drive `player`, show the speed on `transport`."""
        self._player, self._transport = player, transport

    def stop(self) -> None:
        """Stand on the frame that is on screen; the next playing is at normal speed."""
        self._player.pause()
        self.set_speed(1.0)

    def faster(self) -> None:
        """Play; if it plays, at the next higher speed."""
        if self._player.playing:
            self.set_speed(next((speed for speed in SPEEDS if speed > self._player.speed), SPEEDS[-1]))
        else:
            self.set_speed(1.0)
            self._player.play()

    def slower(self) -> None:
        """At the next lower speed if it plays; otherwise one second back. Decoders run forward only."""
        if self._player.playing:
            self.set_speed(next((speed for speed in reversed(SPEEDS) if speed < self._player.speed), SPEEDS[0]))
        else:
            self._player.step_time(-SECOND_US)

    def set_speed(self, speed: float) -> None:
        """This speed, now and from now on."""
        self._player.set_speed(speed)
        self._transport.set_speed(speed)
