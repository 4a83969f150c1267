"""Values out of JSON that somebody else wrote: every one is checked for type and range, or refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeVar

LARGEST = 2**63 - 1
LONGEST_TEXT = 4000

_Value = TypeVar("_Value")


class Fields:
    """The fields of one JSON object; a wrong one raises ValueError with its name."""

    def __init__(self, values: Mapping[str, object]) -> None:
        """Look at the object `values`."""
        self._values = values

    @classmethod
    def read(cls, text: str | bytes) -> Fields:
        """The object that `text` holds.

        Raises:
            ValueError: it is not a JSON object.
        """
        try:
            return cls.of(json.loads(text))
        except RecursionError as deep:
            raise ValueError("JSON that is nested too deeply") from deep

    @classmethod
    def of(cls, value: object) -> Fields:
        """Fields of a value that must be an object.

        Raises:
            ValueError: it is something else.
        """
        if not isinstance(value, dict):
            raise ValueError("a JSON object is needed")
        return cls(value)

    def __contains__(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._values.get(name) is not None

    def whole(self, name: str, low: int = 0, high: int = LARGEST) -> int:
        """A whole number from `low` to `high`."""
        value = self._values.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"{name}: a whole number from {low} to {high} is needed")
        return value

    def signed(self, name: str) -> int:
        """A whole number of either sign that fits 64 bits."""
        return self.whole(name, -LARGEST, LARGEST)

    def raw(self, name: str) -> object:
        """The field as it came, unchecked."""
        return self._values.get(name)

    def maybe(self, name: str, take: Callable[[str], _Value]) -> _Value | None:
        """What `take` makes of the field, or None where it is missing or null."""
        return take(name) if name in self else None

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self._values.get(name)
        if not isinstance(value, bool):
            raise ValueError(f"{name}: true or false is needed")
        return value

    def text(self, name: str, longest: int = LONGEST_TEXT) -> str:
        """A text of at most `longest` characters."""
        value = self._values.get(name)
        if not isinstance(value, str) or len(value) > longest:
            raise ValueError(f"{name}: a text of at most {longest} characters is needed")
        return value

    def ratio(self, name: str) -> Fraction:
        """A fraction above 0, written `1/90000`."""
        above, slash, below = self.text(name, 40).partition("/")
        if not (slash and above.isascii() and above.isdigit() and below.isascii() and below.isdigit()):
            raise ValueError(f"{name}: a fraction is needed")
        if int(above) == 0 or int(below) == 0:
            raise ValueError(f"{name}: a fraction above 0 is needed")
        return Fraction(int(above), int(below))

    def many(self, name: str, most: int = 100_000) -> list[Fields]:
        """A list of objects."""
        return [Fields.of(value) for value in self.values(name, most)]

    def wholes(self, name: str, most: int = 100_000) -> list[int]:
        """A list of whole numbers that fit 64 bits."""
        values = self.values(name, most)
        return [Fields({"value": value}).signed("value") for value in values]

    def values(self, name: str, most: int) -> list[object]:
        """A list of at most `most` values."""
        values = self._values.get(name)
        if not isinstance(values, list) or len(values) > most:
            raise ValueError(f"{name}: a list of at most {most} values is needed")
        return values


def ratio_text(ratio: Fraction) -> str:
    """`1/90000`: as `Fields.ratio` reads it."""
    return f"{ratio.numerator}/{ratio.denominator}"
