"""How fast and how far: the ladder of speeds and the length of a jump, as a person chose them."""

from __future__ import annotations

from dataclasses import dataclass

from widgets.player.transport import JUMP_US, SPEEDS


@dataclass(frozen=True, slots=True)
class Pace:
    """Speeds in rising order, normal speed among them, and the jump of the keys and buttons."""

    speeds: tuple[float, ...] = SPEEDS
    jump_us: int = JUMP_US

    def faster(self, speed: float) -> float:
        """The next higher speed, or the highest."""
        return next((one for one in self.speeds if one > speed), self.speeds[-1])

    def slower(self, speed: float) -> float:
        """The next lower speed, or the lowest."""
        return next((one for one in reversed(self.speeds) if one < speed), self.speeds[0])
