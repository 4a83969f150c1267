"""The rules that a case is judged by: the packs in force, with the house's own figures laid over them by date.

Conduct is judged by what held on the day of the sale, handling by what held on the day of the complaint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from evidence.rules.figures import CLOCK, COOLING_OFF, EXTENSION, REFUND, RETENTION, OwnFigure, in_force, overlay
from evidence.rules.pack import RulePack
from evidence.rules.packs import load_packs

CONDUCT = (COOLING_OFF, REFUND)
HANDLING = (CLOCK, EXTENSION)
KEEPING = (RETENTION,)


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """The packs, and every version of every figure that the house has entered. At first those that are shipped."""

    packs: Mapping[str, RulePack] = field(default_factory=load_packs)
    figures: tuple[OwnFigure, ...] = ()

    def pack(self, id: str, day: date | None) -> RulePack:
        """The pack as it held on a day.

        Raises:
            KeyError: there is no such pack.
        """
        return overlay(self.packs[id], self.figures, day)

    def used(self, id: str, sold: date | None, received: date | None) -> Iterator[OwnFigure]:
        """The own figures that a case of these two days is judged by, those of conduct first."""
        own = [one for one in self.figures if one.pack == id]
        for kinds, day in ((CONDUCT, sold), (HANDLING, received)):
            for figure in in_force(own, day).values():
                if figure.entry.partition(".")[0] in kinds:
                    yield figure
