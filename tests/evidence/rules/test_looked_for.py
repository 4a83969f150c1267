"""What is looked for at a point can be read in Chinese, for the whole list of the sample cases."""

from __future__ import annotations

import re

from evidence.rules.checklists import load_checklists
from evidence.rules.looked_for import codes, looked_for


def test_every_point_of_the_bank_insurance_list_says_in_chinese_what_is_looked_for() -> None:
    points = {point.code: point for one in load_checklists().values() for point in one.every_point()}
    assert codes() == {code for code in points if code.startswith("BA")}
    for code in codes():
        line = looked_for(points[code])
        assert line.en == points[code].test
        assert re.search("[\u4e00-\u9fff]", line.zh) and not re.search(r"[A-Za-z]{3}", line.zh), line.zh


def test_a_line_that_nobody_wrote_in_chinese_is_shown_as_it_is() -> None:
    point = next(point for point in load_checklists()["CF"].points)
    assert looked_for(point).zh == point.test
