"""On which line of a JSON text an entry stands, for whoever has to correct it. Only walked when something is wrong."""

from __future__ import annotations

import json
import re

_SPACE = re.compile(r"[ \t\r\n]*")
_STEP = re.compile(r"\.?([^.\[\]]+)|\[([0-9]+)\]")
_DECODER = json.JSONDecoder()

Step = str | int


def steps_of(where: str) -> tuple[Step, ...]:
    """`checklists[0].points[3].code` as the names and numbers that lead there."""
    return tuple(name or int(number) for name, number in _STEP.findall(where))


def line_of(text: str, steps: tuple[Step, ...]) -> int:
    """The line, from 1, of the entry to which the steps lead; of the last one on the way that is there."""
    at = _skip(text, 0)
    for step in steps:
        found = _inside(text, at, step)
        if found is None:
            break
        at = found
    return text.count("\n", 0, at) + 1


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _inside(text: str, at: int, step: Step) -> int | None:
    """Where the value of one step begins inside the object or list at `at`; None if it has none. The JSON is sound."""
    closing = {"{": "}", "[": "]"}.get(text[at : at + 1])
    if closing is None or (closing == "}") != isinstance(step, str):
        return None
    place, number = _skip(text, at + 1), 0
    while text[place] != closing:
        key: Step = number
        if closing == "}":
            key, place = _DECODER.raw_decode(text, place)
            place = _skip(text, _skip(text, place) + 1)  # behind the colon
        if key == step:
            return place
        _, place = _DECODER.raw_decode(text, place)
        place = _skip(text, place)
        if text[place] == ",":
            place = _skip(text, place + 1)
        number += 1
    return None
