"""What is looked for at a point can be read in both languages, for every point of every list that is shipped."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from evidence.rules.checklists import ChecklistPoint, load_checklists
from evidence.rules.looked_for import codes, looked_for

POINTS = {point.code: point for one in load_checklists().values() for point in one.every_point()}
FIGURE = re.compile(r"\d+(?:\.\d+)*")


def test_no_line_is_missing_and_none_is_left_over() -> None:
    assert codes() == POINTS.keys()


@pytest.mark.parametrize("point", POINTS.values(), ids=POINTS)
def test_every_point_says_in_both_languages_what_is_looked_for(point: ChecklistPoint) -> None:
    line = looked_for(point)
    assert line.en == point.test and re.search("[A-Za-z]{3}", line.en)
    assert re.search("[\u4e00-\u9fff]", line.zh) and not re.search("[A-Za-z]{3}", line.zh), line.zh
    assert FIGURE.findall(line.zh) == FIGURE.findall(line.en), "the figures are those of the English line, in its order"


def test_a_line_that_nobody_wrote_in_chinese_is_shown_as_it_is() -> None:
    point = replace(POINTS["CF01"], code="CF99")
    assert looked_for(point).zh == point.test
