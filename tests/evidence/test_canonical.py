"""Canonical JSON: what is written quickly is what the reference implementation of RFC 8785 writes."""

from __future__ import annotations

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from evidence.canonical import canonical
from evidence.model.kinds import Verdict

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = st.one_of(st.text('abcXYZ_09 \\"\n\x7f', max_size=4), texts)
leaves = st.one_of(st.none(), st.booleans(), st.integers(-(2**53) + 1, 2**53 - 1), texts, st.sampled_from(Verdict))
values = st.recursive(leaves, lambda one: st.lists(one, max_size=4) | st.dictionaries(names, one, max_size=4))


@given(values)
def test_it_writes_what_the_reference_writes(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value", [1.5, {"a": [2.0]}, [{"b": 0.0}], 2**53, {"a": -(2**53)}, "\ud800", {1: 2}, {"a": {3}}]
)
def test_what_has_no_one_form_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        canonical(value)
