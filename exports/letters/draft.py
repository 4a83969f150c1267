"""A letter before it is written to any kind of file: parts with claims, each claim with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evidence.labels import Label
from evidence.timecode import format_time
from exports.letters import words
from exports.pdf.data import Json
from exports.pdf.speech import Speech, label_of
from exports.pdf.text import visible


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of a letter. `cites` names exhibits and marks; empty where it rests on none.

    `stated` says what it rests on where no exhibit proves it: somebody's word, or the house's own record. A claim that
    has neither would be an assertion, and `Letter.untied` lists it.
    """

    text: str
    cites: tuple[str, ...] = ()
    stated: str = ""
    quoted: bool = False
    """Somebody's own words, set apart."""

    @property
    def tail(self) -> str:
        """What is printed behind it, in brackets; empty where there is nothing."""
        inner = "; ".join(self.cites) or self.stated
        return f"[{inner}]" if inner else ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A small table: the words of its head, and its cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of a letter."""

    heading: str
    claims: tuple[Claim, ...]
    table: Rows | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft, in one language (`en` or `zh`)."""

    language: str
    title: str
    facts: tuple[tuple[str, str], ...]
    """Reference, dates and the like: name and value."""
    parts: tuple[Part, ...]
    sign: tuple[str, ...]
    """What is to be filled in by hand at the end, line by line."""
    foot: str
    """Stands at the foot of each page."""

    @property
    def untied(self) -> tuple[Claim, ...]:
        """Claims that rest on nothing: there should be none, and whoever signs is told."""
        return tuple(claim for part in self.parts for claim in part.claims if not claim.cites and not claim.stated)


class Drafting:
    """What the kinds of letters share: the case, the language, and how marks and exhibits are cited."""

    def __init__(self, content: Json, language: str) -> None:
        """Take the content of case.json, of the copy that is meant for the reader, and the language."""
        self.content, self.speech = content, Speech(language)
        self.marks = {mark["label"]: mark for mark in content["marks"]}
        self.points = {point["code"]: point for point in content["checklist"]["points"]}

    def say(self, label: Label, **values: object) -> str:
        """Words of ours."""
        return self.speech.say(label, **values)

    def word(self, pair: Any) -> str:
        """A label of case.json."""
        return self.speech.say(label_of(pair))

    def standing(self, kind: str) -> list[Json]:
        """The records of a kind that were not withdrawn; none where a copy leaves the kind out."""
        return [one for one in self.content.get(kind) or [] if not one["withdrawn"]]

    def cite_mark(self, label: str) -> str:
        """`EX-02, M-003 at 0:01:15.040` for a mark; its label alone where the mark is not in this copy."""
        mark = self.marks.get(label)
        if mark is None:
            return label
        place = mark["place"]
        if place["kind"] == "page":
            return self.say(words.CITE_PAGE, exhibit=mark["exhibit"], mark=label, page=place["page"])
        return self.say(words.CITE_TIME, exhibit=mark["exhibit"], mark=label, time=format_time(place["in_us"], 3))

    def proof(self, exhibit: str | None) -> dict[str, Any]:
        """What a claim rests on: the exhibit, or the house's own record."""
        return {"cites": (exhibit,)} if exhibit else {"stated": self.say(words.OWN_RECORD)}

    def point(self, code: str) -> str:
        """`BA10 Charges on surrender` for a point of the checklist."""
        point = self.points.get(code)
        return f"{code} {self.word(point['label'])}" if point else code


def plain(text: str) -> str:
    """Words of somebody on one line, nothing hidden in them."""
    return " ".join(visible(text).split())


def day_of(text: str | None) -> str:
    """The day of a moment or a day; empty where there is none."""
    return text[:10] if text else ""


def minute_of(text: str | None) -> str:
    """`2026-09-01 09:00 +08:00` of a moment; a day stays a day."""
    if not text or len(text) <= 10:
        return text or ""
    zone = "UTC" if text.endswith("Z") else text[-6:]
    return f"{text[:10]} {text[11:16]} {zone}"


def ended(text: str, language: str) -> str:
    """A text that ends as a sentence does."""
    return text if not text or text.endswith(tuple(".。!?！？;；")) else text + ("。" if language == "zh" else ".")


def joined(sentences: Sequence[str], language: str) -> str:
    """Sentences one behind the other."""
    return ("" if language == "zh" else " ").join(ended(one, language) for one in sentences if one)
