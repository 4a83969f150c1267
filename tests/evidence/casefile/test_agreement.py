"""The agreement of two reviews in case.json and in print; a stranger computes it anew, and names what was changed."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import pypdfium2
import pytest
from jsonschema import Draft202012Validator

from docs.make_schema import schema
from evidence.casefile.agreement import agreement_content
from evidence.model.findings import RoundDone, Settlement
from evidence.model.kinds import How, Verdict
from evidence.model.mark import Mark
from evidence.model.papers import Papers
from evidence.model.people import Duty, DutyHeld, Member
from evidence.model.record import Record
from exports.pdf import write_case_file
from exports.verify.agreement import agreement_problems
from exports.verify.shape import AGREEMENT, misfit
from tests.evidence.review.values import AT, mark
from tests.exports.pdf import sample

Json = dict[str, Any]
LIN, WANG = (Member(uuid5(NAMESPACE_OID, name), name, "") for name in ("lin", "wang"))
A, B = Verdict.GIVEN, Verdict.NOT_FOUND


def marks() -> list[Mark]:
    """Twenty-one points: 18 alike, two different, and one that only the first has marked."""
    pairs = [*[(A, A)] * 10, *[(B, B)] * 8, (A, B), (B, A), (A, None)]
    found: list[Mark] = []
    for number, pair in enumerate(pairs):
        for at, (verdict, member) in enumerate(zip(pair, (LIN, WANG), strict=True), 1):
            if verdict is not None:
                made = mark(len(found) + 1, f"BA{number + 1:02}", verdict, How.HEARD)
                found.append(replace(made, round=at, by=member.os_user))
    return found


def case() -> Json:
    own = marks()
    later = AT.plus_us(1_000_000)
    settled = Record(LIN.id, "P-01", "lin", later, False, Settlement("BA19", A, "heard again together"))
    papers = Papers(
        duties=(DutyHeld(LIN, Duty.REVIEWER, AT, None, "lin"), DutyHeld(WANG, Duty.SECOND_REVIEWER, AT, None, "lin")),
        rounds=(RoundDone(LIN.id, 1, 1, AT), RoundDone(WANG.id, 2, 1, AT)),
        settlements=(settled,),
        marks_then=tuple(own),
    )
    kept = [{"point": one.point, "verdict": one.verdict.value, "round": one.round, "by": one.by, "withdrawn": False}
            for one in own]  # fmt: skip
    told = {"point": "BA19", "verdict": "given", "reason": "heard again together", "withdrawn": False}
    return {"agreement": agreement_content(papers, own), "marks": kept, "settlements": [told],
            "journal": {"entries": []}}  # fmt: skip


def test_a_stranger_computes_the_same_agreement() -> None:
    told = case()
    found = told["agreement"]
    assert (found["compared"], found["agreed"], found["percent_tenths"], found["second"]) == (21, 18, 857, ["wang"])
    assert found["kappa_hundredths"] == 72 and "0.72" in found["sentence"]["en"]
    assert [one["point"] for one in found["points"] if one["first"] != one["second"]] == ["BA19", "BA20", "BA21"]
    assert misfit(found, AGREEMENT) is None and list(agreement_problems(told)) == []
    assert not list(
        Draft202012Validator({**schema()["properties"]["agreement"], "$defs": schema()["$defs"]}).iter_errors(found)
    )
    assert agreement_content(Papers(), marks()) is None and list(agreement_problems({"agreement": None})) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda told: told["agreement"].update(agreed=19), "does not follow"),
        (lambda told: told["agreement"].update(kappa_hundredths=99), "does not follow"),
        (lambda told: told["agreement"]["points"].pop(0), "does not follow"),
        (lambda told: told["agreement"]["sentence"].update(en="Both gave 21 of 21 points (100 %)."), "other figures"),
        (lambda told: told["agreement"]["sentence"].update(en="18 of 21 points (85.7 %)"), "another kappa"),
        (lambda told: told["marks"][0].update(verdict="unclear"), "first review says of BA01"),
        (lambda told: told["marks"][1].update(verdict="unclear"), "second review says of BA01"),
        (lambda told: told["settlements"][0].update(withdrawn=True), "BA19 is said to be settled"),
    ],
)
def test_whatever_was_changed_is_named(change: Callable[[Json], object], words: str) -> None:
    told = copy.deepcopy(case())
    change(told)
    assert words in " ".join(problem.en for problem in agreement_problems(told))


def test_it_is_printed_with_the_differences_and_how_they_were_settled(tmp_path: Path) -> None:
    body = {**sample.content(), "agreement": case()["agreement"]}
    write_case_file(sample.freeze(body), tmp_path / "case.pdf", language="both")
    with pypdfium2.PdfDocument(tmp_path / "case.pdf") as pdf:
        text = " ".join("".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    for words in (
        "18 of 21 points (85.7 %)",
        "heard again together",
        "Not settled",
        "两轮审查的一致程度",
        "Not marked",
    ):
        assert words in text, words
