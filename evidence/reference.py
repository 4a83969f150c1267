"""The printed reference of a mark: short enough to type, and enough to find the frame with the file alone.

`C-2026-0001/EX-02/M-003@pts=90013500;tb=1/90000;sha256=0123456789abcdef` for a frame or a sample,
`C-2026-0001/EX-05/M-004@page=1;box=120,80,300,60;sha256=0123456789abcdef` for a place on a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from evidence.errors import WrongUse
from evidence.model.places import Box, FramePlace, PagePlace

SHA256_PRINTED = 16
MAIN_STREAM = -1
"""A reference names no stream: it means the main picture stream, or the sound where there is no picture."""

_SHAPE = re.compile(
    r"(?P<case>[A-Z]{1,4}-[0-9]{4}-[0-9]{4,8})/(?P<exhibit>EX-[0-9]{2,6})/(?P<mark>M-[0-9]{3,7})"
    r"@(?:pts=(?P<pts>-?[0-9]{1,18});tb=(?P<num>[0-9]{1,9})/(?P<den>[0-9]{1,10})"
    r"|page=(?P<page>[0-9]{1,6})(?:;box=(?P<box>[0-9]{1,6},[0-9]{1,6},[0-9]{1,6},[0-9]{1,6}))?)"
    r";sha256=(?P<sha>[0-9a-f]{16,64})"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a mark stands, in words that outlive the program."""

    case: str
    exhibit: str
    mark: str
    place: FramePlace | PagePlace
    sha256: str
    """First 16 hexadecimal digits (or more) of the recording's SHA-256."""

    def __str__(self) -> str:
        """The printed form."""
        return f"{self.case}/{self.exhibit}/{self.mark}@{_place_text(self.place)};sha256={self.sha256[:SHA256_PRINTED]}"


def _place_text(place: FramePlace | PagePlace) -> str:
    if isinstance(place, FramePlace):
        base = place.time_base
        return f"pts={place.pts};tb={base.numerator}/{base.denominator}"
    return f"page={place.page}" + (f";box={place.box}" if place.box else "")


def parse_reference(text: str) -> Reference:
    """Read a printed reference; spaces and line breaks that a PDF viewer put in are ignored.

    Raises:
        WrongUse: it is not a reference.
    """
    found = _SHAPE.fullmatch(re.sub(r"\s+", "", text))
    if found is None or (found["den"] is not None and int(found["den"]) * int(found["num"]) == 0):
        raise WrongUse(
            "This is not a reference. It looks like "
            "C-2026-0001/EX-02/M-003@pts=90013500;tb=1/90000;sha256=0123456789abcdef.",
            "这不是引用编号。它的样式是 C-2026-0001/EX-02/M-003@pts=90013500;tb=1/90000;sha256=0123456789abcdef。",
        )
    place: FramePlace | PagePlace
    if found["pts"] is not None:
        place = FramePlace(MAIN_STREAM, int(found["pts"]), Fraction(int(found["num"]), int(found["den"])))
    else:
        place = PagePlace(int(found["page"]), Box.parse(found["box"]) if found["box"] else None)
    return Reference(found["case"], found["exhibit"], found["mark"], place, found["sha"])
