"""Reads case.json strictly: one way to write it, one value for every name, nothing beyond its limits."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

import rfc8785

from exports.verify.report import Label

MOST_BYTES = 32 << 20
MOST_VALUES = 2_000_000
DEEPEST = 32

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)


class Refused(Exception):
    """This is not canonical JSON within the limits."""

    def __init__(self, en: str, zh: str) -> None:
        """Take the sentence in English and in Chinese."""
        super().__init__(en)
        self.sentence = Label(en, zh)


def read_strictly(data: bytes) -> dict[str, Any]:
    """The object written in `data`.

    Raises:
        Refused: with the sentence that says why.
    """
    if len(data) > MOST_BYTES:
        raise Refused("case.json is larger than 32 MiB.", "case.json 大于 32 MiB。")
    if data.count(b",") + data.count(b"[") + data.count(b"{") > MOST_VALUES:
        raise Refused(
            "case.json holds more values than a case can have.", "case.json 所含的值多于一个案件可能有的数量。"
        )
    _check_depth(data)
    try:
        text = data.decode("utf-8")
        value = json.loads(
            text, object_pairs_hook=_unique, parse_float=_no_float, parse_constant=_no_float, parse_int=_whole
        )
    except UnicodeDecodeError:
        raise Refused("case.json is not UTF-8 text.", "case.json 不是 UTF-8 文本。") from None
    except (ValueError, RecursionError) as problem:
        place = f"{problem.lineno}:{problem.colno}" if isinstance(problem, json.JSONDecodeError) else "?"
        raise Refused(f"case.json is not JSON (at {place}).", f"case.json 不是 JSON（位置 {place}）。") from None
    if not isinstance(value, dict):
        raise Refused("case.json does not hold a case.", "case.json 中没有案件。")
    try:
        again = rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeError, RecursionError):
        again = None
    if again != data:
        raise Refused(
            "case.json is not in canonical form (RFC 8785), so it was written or changed by something else.",
            "case.json 不是规范形式（RFC 8785），说明它是由其他程序写成或改过的。",
        )
    return value


def canonical(value: Any) -> bytes:
    """The canonical form of a value that came out of `read_strictly`."""
    return rfc8785.dumps(value)


def _check_depth(data: bytes) -> None:
    """Count brackets outside strings, so that no parser has to go deeper than allowed."""
    depth = 0
    for byte in re.sub(rb"[^\[\]{}]+", b"", _STRING.sub(b"", data)):
        depth += 1 if byte in b"[{" else -1
        if depth > DEEPEST:
            raise Refused(
                "case.json is nested deeper than a case can be.", "case.json 的嵌套深度超过案件可能有的深度。"
            )


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)[:40]
        raise Refused(
            f"case.json gives two values for the name “{twice}”, so readers could see different cases.",
            f"case.json 对名称“{twice}”给出两个值，不同的读者可能看到不同的案件。",
        )
    return found


def _no_float(text: str) -> NoReturn:
    raise Refused(
        f"case.json holds {text[:20]}, which is not a whole number.", f"case.json 含有 {text[:20]}，不是整数。"
    )


def _whole(text: str) -> int:
    if len(text) > 17:
        raise Refused("case.json holds a number that is too large.", "case.json 含有过大的数。")
    return int(text)
