"""What is covered before a picture leaves the house: rectangles with key frames, or the ground for covering nothing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from evidence.errors import WrongUse
from evidence.labels import Labelled
from evidence.model.places import Box
from evidence.timecode import Moment


class MaskDecision(Labelled):
    """What was decided about showing a stretch of pictures. Without a decision they are shown to nobody outside."""

    MASKED = "masked", "Shown with these rectangles covered", "遮挡所标矩形后展示"
    ON_A_BASIS = "on_a_basis", "Shown as it is, on a recorded basis", "依所记录的依据按原样展示"


@dataclass(frozen=True, slots=True)
class KeyBox:
    """Where a rectangle stands at one moment of recording time."""

    at_us: int
    box: Box


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle that moves from key to key, in the order of time; before the first and after the last it rests."""

    keys: tuple[KeyBox, ...]

    def __post_init__(self) -> None:
        """Refuse a rectangle without a place, or whose keys do not follow each other.

        Raises:
            WrongUse: there are no keys, or two at the same moment, or they run backwards.
        """
        times = [key.at_us for key in self.keys]
        if not times or any(later <= earlier for earlier, later in pairwise(times)):
            raise WrongUse(
                "A rectangle needs at least one place, and each place its own moment.",
                "遮挡矩形至少需要一个位置，且每个位置对应不同的时刻。",
            )

    def box_at(self, at_us: int) -> Box:
        """Where it stands at a moment: between two keys on the straight way, never smaller than that."""
        keys = self.keys
        if at_us <= keys[0].at_us:
            return keys[0].box
        for before, after in pairwise(keys):
            if at_us < after.at_us:
                return _between(before, after, at_us)
        return keys[-1].box

    def placed(self, at_us: int, box: Box) -> Rectangle:
        """The same with this place at a moment: another key, or another box in the place of the key that is there."""
        others = [key for key in self.keys if key.at_us != at_us]
        return Rectangle(tuple(sorted((*others, KeyBox(at_us, box)), key=lambda key: key.at_us)))

    def without(self, at_us: int) -> Rectangle | None:
        """The same without the key of a moment; None if that was its only one."""
        others = tuple(key for key in self.keys if key.at_us != at_us)
        return Rectangle(others) if others else None


def _between(before: KeyBox, after: KeyBox, at_us: int) -> Box:
    """The straight way, each edge rounded outward."""
    part, whole = at_us - before.at_us, after.at_us - before.at_us

    def low(first: int, last: int) -> int:
        return (first * (whole - part) + last * part) // whole

    def high(first: int, last: int) -> int:
        return -(-(first * (whole - part) + last * part) // whole)

    one, two = before.box, after.box
    left, top = low(one.x, two.x), low(one.y, two.y)
    right = high(one.x + one.width, two.x + two.width)
    bottom = high(one.y + one.height, two.y + two.height)
    return Box(left, top, right - left, bottom - top)


@dataclass(frozen=True, slots=True)
class MaskCheck:
    """A person has looked at the picture as it will be shown, and agrees."""

    by: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Mask:
    """The decision about a stretch of a recording, or about a page of a document.

    `from_us` up to, not including, `to_us`; both None on a page, which `page` names. `basis` is the ground on which
    pictures are shown as they are; with rectangles it may say what they cover. `checked` is of this very content.
    """

    exhibit: UUID
    decision: MaskDecision
    rectangles: tuple[Rectangle, ...] = ()
    from_us: int | None = None
    to_us: int | None = None
    page: int | None = None
    basis: str = ""
    checked: MaskCheck | None = None

    def __post_init__(self) -> None:
        """Refuse what decides nothing.

        Raises:
            WrongUse: no stretch and no page, a stretch that ends before it begins, a mask without a rectangle, or
                pictures shown as they are without a basis.
        """
        stretch = self.from_us is not None and self.to_us is not None and self.page is None
        if not stretch and not (self.page is not None and self.from_us is None and self.to_us is None):
            raise WrongUse("Say for which stretch or page this is decided.", "请指明该决定适用的时段或页面。")
        if stretch and (self.to_us or 0) <= (self.from_us or 0):
            raise WrongUse("The stretch has to end after it begins.", "时段的结束必须晚于开始。")
        if self.decision is MaskDecision.MASKED and not self.rectangles:
            raise WrongUse("Draw at least one rectangle, or record a basis.", "请至少画一个遮挡矩形，或记录展示依据。")
        if self.decision is MaskDecision.ON_A_BASIS and not self.basis.strip():
            raise WrongUse("Record the basis on which the picture is shown as it is.", "请记录按原样展示画面的依据。")

    def holds_at(self, at_us: int) -> bool:
        """Whether it decides about this moment."""
        return self.from_us is not None and self.to_us is not None and self.from_us <= at_us < self.to_us
