"""The sample case tells its story: dates, marks and what follows from them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from app.demo import Material, SpanPlan, without_receipt
from app.demo.script import CALL_BACK, SALES_DESK
from evidence.model.kinds import Answer, AudioUsable, How, Verdict
from evidence.model.mark import Mark
from evidence.model.places import PagePlace
from evidence.review.conclusions import conclude
from evidence.rules.checklists import load_checklists, proves
from evidence.rules.hesitation import Place, hesitation
from evidence.rules.packs import load_packs
from evidence.timecode import parse_wall


def test_what_a_mark_quotes_is_what_is_said_there(material: Material) -> None:
    scripts = {"dual": SALES_DESK, "call": CALL_BACK}
    heard = [mark for mark in material.marks if mark.how is How.HEARD]
    assert len(heard) > 12
    for mark in heard:
        assert isinstance(mark.place, SpanPlan)
        place = mark.place
        lines = scripts[mark.file].lines
        said = [one.text for one in lines if place.in_us <= one.at_ms * 1000 and one.until_ms * 1000 <= place.out_us]
        assert mark.quote == " ".join(said)


def test_silent_pictures_are_never_marked_as_heard(material: Material) -> None:
    for mark in material.marks:
        if material.file(mark.file).audio_usable is AudioUsable.NO:
            assert mark.how is not How.HEARD


def test_the_loss_is_told_only_in_part(material: Material) -> None:
    loss = [mark for mark in material.marks if mark.point == "BA10"]
    assert {mark.verdict for mark in loss} == {Verdict.GIVEN_PARTLY}
    assert any("可能会有一点损失" in mark.quote for mark in loss)
    answer = next(mark for mark in material.marks if mark.point == "BA22.5")
    assert answer.verdict is Verdict.GIVEN_PARTLY
    assert answer.quote.endswith("嗯。")


def test_the_request_comes_on_the_last_day_of_the_period(material: Material) -> None:
    product = material.case.product
    assert product is not None
    assert product.contract_hesitation_days is not None
    days = [product.sold, product.receipt_signed, product.called_back, product.surrender_requested]
    assert [fact.day - date(2026, 3, 10) for fact in days if fact] == [timedelta(n) for n in (0, 1, 6, 16)]
    assert all(fact.day.weekday() < 5 for fact in days if fact), "no bank sells, calls or receives at the week-end"
    assert product.receipt_signed is not None
    last = product.receipt_signed.day + timedelta(days=product.contract_hesitation_days)
    assert product.surrender_requested is not None
    assert product.surrender_requested.day == last


def test_the_rules_find_the_request_inside_and_at_the_edge(material: Material) -> None:
    product, pack = material.case.product, load_packs()[material.case.complaint.rule_pack]
    assert product is not None
    found = hesitation(product, pack, {}, date(2026, 3, 26))
    assert (found.place, found.edge, found.callback) == (Place.INSIDE, True, Answer.PASSED)
    assert found.last_day == date(2026, 3, 26)
    bare = without_receipt(material).case.product
    assert bare is not None
    assert hesitation(bare, pack, {}, date(2026, 3, 26)).place is Place.CANNOT_TELL


def test_every_mark_stands_on_a_point_of_the_checklist(material: Material) -> None:
    complaint = material.case.complaint
    checklist = load_checklists()[complaint.kind.value]
    assert complaint.checklist_version == checklist.version
    for mark in material.marks:
        checklist.point(mark.point)
    for code in (code for one in material.case.allegations for asked in one.questions for code in asked.points):
        checklist.point(code)


def test_what_is_marked_as_given_is_proven_except_the_signature_whose_paper_is_missing(material: Material) -> None:
    checklist = load_checklists()[material.case.complaint.kind.value]
    given = (Verdict.GIVEN, Verdict.GIVEN_PARTLY)
    for code in {mark.point for mark in material.marks if mark.verdict in given}:
        hows = frozenset(mark.how for mark in material.marks if mark.point == code)
        assert proves(checklist.point(code), hows) is (code != "BA17"), code


def test_the_review_comes_to_what_is_expected(material: Material) -> None:
    checklist = load_checklists()[material.case.complaint.kind.value]
    marks = [
        Mark(
            id=UUID(int=number),
            label=f"M-{number:03}",
            exhibit=UUID(int=0),
            exhibit_label="EX-01",
            place=PagePlace(1, None),
            point=plan.point,
            verdict=plan.verdict,
            how=plan.how,
            quote=plan.quote,
            note=plan.note,
            by="tester",
            at=parse_wall("2026-03-27T09:00:00+08:00", "UTC"),
            withdrawn=False,
            sha256="0" * 64,
        )
        for number, plan in enumerate(material.marks, 1)
    ]
    found = {code: conclude(checklist.point(code), marks) for code, _ in material.expected}
    assert {code: one.result for code, one in found.items() if one} == dict(material.expected)


def test_dates_and_marks_name_files_that_are_there(material: Material) -> None:
    keys = {made.key for made in material.files}
    assert len(keys) == len(material.files)
    assert {mark.file for mark in material.marks} <= keys
    assert {key for _, key in material.evidenced} <= keys
    assert material.proof_of("receipt_signed") == "receipt"


def test_without_the_receipt_no_date_and_no_mark_of_it_is_left(material: Material) -> None:
    bare = without_receipt(material)
    assert bare.case.product is not None
    assert bare.case.product.receipt_signed is None
    assert bare.case.product.issued is not None
    assert bare.proof_of("receipt_signed") is None
    assert all(mark.file != "receipt" for mark in bare.marks)
    assert all(made.key != "receipt" for made in bare.files)
