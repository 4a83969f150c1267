"""case.json is read in one way only, within limits."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.verify import Answer
from exports.verify.conclusions import check_conclusions
from exports.verify.history import check_history
from exports.verify.journal import check_journal, check_version
from exports.verify.marks import check_marks
from exports.verify.shape import CASE, misfit
from exports.verify.strictjson import Refused, read_strictly
from tests.exports.verify.maker import Draft, check, sample_case


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read_strictly(data)
    assert caught.value.sentence.zh
    return caught.value.sentence.en


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"a":1,"a":2}', "two values for the name \u201ca\u201d"),
        (b'{"b":{"a":1,"a":1}}', "two values"),
        (b'{"a": 1}', "canonical form"),
        (b'{"b":1,"a":2}', "canonical form"),
        (b'{"a":1}\n', "canonical form"),
        (b'{"a":"\\u0041"}', "canonical form"),
        (b'\xef\xbb\xbf{"a":1}', "is not JSON"),
        (b'{"a":1.0}', "not a whole number"),
        (b'{"a":1e3}', "not a whole number"),
        (b'{"a":NaN}', "not a whole number"),
        (b'{"a":-Infinity}', "not a whole number"),
        (b'{"a":' + b"9" * 5000 + b"}", "too large"),
        (b'{"a":9007199254740993}', "canonical form"),
        (b'{"a":"\\ud800"}', "canonical form"),
        (b'{"a":"\xff"}', "not UTF-8"),
        (b'{"a":1', "is not JSON"),
        (b"[1]", "does not hold a case"),
        (b"null", "does not hold a case"),
        (b"", "is not JSON"),
        (b"[" * 1_000_000, "nested deeper"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested deeper"),
        (b"[" + b"1," * 2_000_001 + b"1]", "more values"),
        (b" " * ((32 << 20) + 1), "larger than"),
    ],
    ids=range(23),
)
def test_json_that_could_be_read_in_two_ways_or_hurts_is_refused(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_brackets_in_texts_are_no_nesting() -> None:
    value = {"a": "[{" * 1000, "b": '\\"[[[[', "c": ["\\", "]"]}
    assert read_strictly(rfc8785.dumps(value)) == value


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(Refused):
        read_strictly(data)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(texts, json_values, max_size=4))
def test_what_is_canonical_is_read_as_it_was_written(value: dict[str, Any]) -> None:
    data = rfc8785.dumps(value)
    assert read_strictly(data) == value


@pytest.mark.parametrize(
    "content",
    [b'{"schema":"replaydesk.case/1","schema":"replaydesk.case/1"}', json.dumps(sample_case()).encode(), b"{}", b"no"],
)
def test_an_attachment_that_is_not_the_case_fails_the_file(tmp_path: Path, content: bytes) -> None:
    found = check(Draft(content=content).pdf(), tmp_path)
    failing = [one.name for one in found.checks if one.verdict is Answer.FAILED]
    assert failing == ["case_json"]
    assert [one.name for one in found.checks if one.verdict is Answer.CANNOT_TELL] == ["case", "register"]


def test_a_later_schema_leaves_doubt_and_says_so(tmp_path: Path) -> None:
    draft = Draft()
    draft.case["schema"] = "replaydesk.case/3"
    found = check(draft.pdf(), tmp_path)
    assert found.integrity is Answer.CANNOT_TELL
    assert "this version cannot check" in next(one for one in found.checks if one.name == "case_json").reason.en


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [path] if path else []
    for key, inner in items:
        found.extend(places(inner, (*path, key)))
    return found


@pytest.mark.parametrize("odd", [None, True, 7, -(2**52), "odd", [], {}, [[]], {"kind": "span"}], ids=repr)
def test_a_value_of_another_kind_anywhere_never_raises(odd: object) -> None:
    for path in places(sample_case()):
        case = sample_case()
        target: Any = case
        for key in path[:-1]:
            target = target[key]
        target[path[-1]] = odd
        assert judge(case)


def judge(case: dict[str, Any]) -> list[str]:
    """Run the checks that need only the data, as far as the shape allows."""
    place = misfit(case, CASE)
    if place is not None:
        return [place]
    return [
        one(case).reason.en for one in (check_marks, check_history, check_conclusions, check_journal, check_version)
    ]


def test_the_place_that_does_not_fit_is_named() -> None:
    case = sample_case()
    case["marks"][1]["withdrawn"] = 1
    assert misfit(case, CASE) == "marks[1].withdrawn"
    del case["marks"][1]["withdrawn"]
    assert misfit(case, CASE) == "marks[1].withdrawn"
    case = sample_case()
    case["version"]["head"]["seq"] = True
    assert misfit(case, CASE) == "version.head.seq"
    assert misfit(sample_case(), CASE) is None
