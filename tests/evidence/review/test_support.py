"""A finding does not outrun its evidence: each refusal says what would be needed, and doubt is always allowed."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from evidence.errors import Refused
from evidence.labels import Label
from evidence.model.case import Allegation, Question
from evidence.model.findings import Finding, FindingResult
from evidence.model.kinds import DisputeKind, How, Result, Verdict
from evidence.model.mark import Mark
from evidence.review.conclusions import Conclusion, conclude
from evidence.review.marking import point_of
from evidence.review.support import refuse_unsupported
from tests.evidence.review.values import mark

ALLEGED, ASKED = UUID(int=7), UUID(int=8)
CHARGES, RECEIPT = point_of(DisputeKind.BA, "BA10"), point_of(DisputeKind.BA, "BA14")
POINTS = {one.code: one for one in (CHARGES, RECEIPT)}
ALLEGATIONS = (Allegation(ALLEGED, "Nobody named the charges", questions=(Question(ASKED, "Named?", ("BA10",)),)),)
HEARD = mark(1, "BA10", Verdict.GIVEN, How.HEARD)
DENIED = mark(2, "BA10", Verdict.CONTRADICTED, How.HEARD)
SEEN = mark(3, "BA10", Verdict.GIVEN, How.SEEN)
ABSENT = mark(4, "BA10", Verdict.NOT_FOUND, How.HEARD)
VAGUE = mark(5, "BA10", Verdict.UNCLEAR, How.HEARD)


def check(
    result: FindingResult, *marks: Mark, pro: tuple[str, ...] = (), con: tuple[str, ...] = (), granted: bool = False
) -> None:
    conclusions = [one for point in POINTS.values() if (one := conclude(point, marks))]
    if granted:
        conclusions = [Conclusion("BA10", Result.NOT_GIVEN, Label("Played in full.", "已完整播放。"))]
    finding = Finding(ALLEGED, result, "because", marks_for=pro, marks_against=con)
    refuse_unsupported(finding, marks, conclusions, POINTS, ALLEGATIONS)


def test_a_finding_without_a_mark_can_only_be_that_it_cannot_be_determined() -> None:
    check(FindingResult.CANNOT_DETERMINE)
    for result in set(FindingResult) - {FindingResult.CANNOT_DETERMINE}:
        with pytest.raises(Refused, match="Cite at least one"):
            check(result)


def test_marks_that_say_the_contrary_are_cited_on_one_side_or_the_other() -> None:
    with pytest.raises(Refused, match="M-002 say something about the same points"):
        check(FindingResult.NOT_SUPPORTED, HEARD, DENIED, pro=("M-001",))
    check(FindingResult.NOT_SUPPORTED, HEARD, DENIED, pro=("M-001",), con=("M-002",))
    check(FindingResult.NOT_SUPPORTED, HEARD, replace(DENIED, withdrawn=True), pro=("M-001",))
    check(FindingResult.NOT_SUPPORTED, HEARD, VAGUE, pro=("M-001",))


def test_doubt_does_not_hide_what_speaks_either_way() -> None:
    with pytest.raises(Refused, match="M-001"):
        check(FindingResult.CANNOT_DETERMINE, HEARD)
    elsewhere = mark(6, "BA14", Verdict.GIVEN, How.SIGNED)
    check(FindingResult.CANNOT_DETERMINE, HEARD, elsewhere, con=("M-001",))
    with pytest.raises(Refused, match="M-006"):
        check(FindingResult.CANNOT_DETERMINE, replace(elsewhere, allegation=ALLEGED))


def test_silent_pictures_carry_no_words() -> None:
    with pytest.raises(Refused, match="does not carry BA10"):
        check(FindingResult.NOT_SUPPORTED, SEEN, pro=("M-003",))
    check(FindingResult.NOT_SUPPORTED, SEEN, HEARD, pro=("M-003", "M-001"))
    check(FindingResult.CANNOT_DETERMINE, SEEN, pro=("M-003",))


def test_absence_is_found_only_where_the_rule_grants_it() -> None:
    with pytest.raises(Refused, match="no proof yet that it was not given"):
        check(FindingResult.SUPPORTED, ABSENT, pro=("M-004",))
    check(FindingResult.SUPPORTED, ABSENT, pro=("M-004",), granted=True)
    check(FindingResult.SUPPORTED, ABSENT, DENIED, pro=("M-004", "M-002"))
    check(FindingResult.CANNOT_DETERMINE, ABSENT, con=("M-004",))
