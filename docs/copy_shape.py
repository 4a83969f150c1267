"""The schema of case.json in a copy that leaves the house, from that of the internal one; see make_schema.py."""

from __future__ import annotations

import copy
from pathlib import Path

from docs.make_schema import SHA256, TARGET, UUID, WORDS, Shape, many, one_of, schema, thing
from evidence.casefile.copywords import Copy, LeftOut

COPIES: Path = TARGET.with_name("copy.schema.json")
COUNT = {"type": "integer", "minimum": 1}


def copy_schema() -> Shape:
    """The same fields, the journal by its hashes, and what says what was left out."""
    shape = copy.deepcopy(schema())
    parts = shape["properties"]
    parts["copy"] = {"enum": [Copy.REGULATOR.value, Copy.CUSTOMER.value]}
    entry = thing(seq=COUNT, prev=SHA256, hash=SHA256)
    parts["journal"] = thing(chain=UUID, genesis=SHA256, entries={**many(entry), "minItems": 1})
    mark = parts["marks"]["items"]
    mark["properties"]["withheld"] = many(thing(what={"enum": ["picture", "words"]}, reason=WORDS))
    mark["required"].append("withheld")
    picture = mark["properties"]["picture"]["anyOf"][1]
    picture["properties"]["covered"] = many(_box(shape))
    picture["required"].append("covered")
    parts["derived_from"] = thing(copy={"const": Copy.INTERNAL.value}, sha256=SHA256)
    parts["left_out"] = many(thing(what=one_of(LeftOut), what_label=WORDS, why=WORDS, count=COUNT))
    shape["required"] += ["derived_from", "left_out"]
    return {**shape, "title": "case.json of a copy that leaves the house"}


def _box(shape: Shape) -> Shape:
    """A place in ten-thousandths of a picture, as masks have it."""
    keys: Shape = shape["properties"]["masks"]["items"]["properties"]["rectangles"]["items"]["properties"]["keys"]
    box: Shape = keys["items"]["properties"]["box"]
    return box
