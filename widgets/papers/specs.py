"""What a sheet asks for: fields as data, so that every kind of paper is filled in, checked and read out alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from evidence.labels import Label, Labelled
from widgets.papers.words import NOTHING, NOTHING_TO_CHOOSE
from widgets.signs import Sign

Key = UUID | str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked. `missing`: the sentence where it must not be empty; None where it may."""

    key: str
    label: Label
    missing: Label | None = None
    hint: Label | None = None


@dataclass(frozen=True, slots=True)
class Line(Field):
    """One line of text; its value is a str."""


@dataclass(frozen=True, slots=True)
class Block(Field):
    """Text of several lines; its value is a str."""

    lines: int = 3


@dataclass(frozen=True, slots=True)
class Pick(Field):
    """One member of a closed list of the domain, or of several; its value is that member."""

    kind: type[Labelled] | tuple[Labelled, ...] = Labelled
    unset: Label | None = None
    """Words of the choice to choose nothing, whose value is None; without them a member must be chosen."""


@dataclass(frozen=True, slots=True)
class Day(Field):
    """A day; its value is a date, or None."""


@dataclass(frozen=True, slots=True)
class When(Field):
    """A day and a time of day, in the zone of the complaint; its value is a Moment, or None."""


@dataclass(frozen=True, slots=True)
class Amount(Field):
    """An amount and its currency; its value is Money, or None."""


@dataclass(frozen=True, slots=True)
class Tick(Field):
    """Yes or no; its value is a bool."""


@dataclass(frozen=True, slots=True)
class OneOf(Field):
    """One of the options given at run time (an exhibit, a person), or none; its value is the option's key, or None."""

    nothing: Label = NOTHING


@dataclass(frozen=True, slots=True)
class SomeOf(Field):
    """Any number of the options given at run time (marks); its value is a tuple of their keys, in their order."""

    rows: int = 4
    empty: Label = NOTHING_TO_CHOOSE


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen: its identity or its label, and the words that name it."""

    key: Key
    text: str | Label | Callable[[], Label]
    """A function where there may be thousands: it is asked for those that are seen."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper in its table: what its columns say, a sign where it needs attention, and what the sign means."""

    id: UUID
    cells: tuple[str | Label, ...]
    sign: Sign | None = None
    meaning: Label | None = None


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One kind of paper: its name, what it is for (said while there is none), its columns, and what its sheet asks."""

    key: str
    name: Label
    about: Label
    new: Label | None
    """Words of the button that begins one; None: they are not made here."""
    columns: tuple[Label, ...]
    fields: tuple[Field, ...]
    pairs: frozenset[str] = frozenset()
    """Keys of fields that stand beside the one before, in the right half of its line."""
