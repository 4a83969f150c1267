"""What is looked for at a point can be read in both languages, for every point of every list that is shipped."""

from __future__ import annotations

import re

import pytest

from evidence.rules.checklists import ChecklistPoint, load_checklists

POINTS = {point.code: point for one in load_checklists().values() for point in one.every_point()}
FIGURE = re.compile(r"\d+(?:\.\d+)*")


@pytest.mark.parametrize("point", POINTS.values(), ids=POINTS)
def test_every_point_says_in_both_languages_what_is_looked_for(point: ChecklistPoint) -> None:
    line = point.looked_for
    assert line.en == point.test and re.search("[A-Za-z]{3}", line.en)
    assert re.search("[\u4e00-\u9fff]", line.zh) and not re.search("[A-Za-z]{3}", line.zh), line.zh
    assert FIGURE.findall(line.zh) == FIGURE.findall(line.en), "the figures are those of the English line, in its order"
