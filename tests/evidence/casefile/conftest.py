"""A case that was reviewed from the first request to its approval, and its content."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from evidence.canonical import canonical
from evidence.casefile.content import case_content
from evidence.casefile.freezing import read_case
from evidence.model.case import Allegation, Money, Person
from evidence.model.causes import Cause, Measure, MeasureKind, MeasureScope, TrueCause
from evidence.model.coverage import PlayRules, Stretch
from evidence.model.findings import Decision, Finding, FindingResult, Interval, Opinion, Outcome, Redress, Settlement
from evidence.model.kinds import DisputeKind, Prompted, Role, Strength, Verdict
from evidence.model.masks import KeyBox, Mask, MaskDecision, Rectangle
from evidence.model.people import Conflict, Duty
from evidence.model.places import Box
from evidence.model.requests import (
    Disclosure,
    EvidenceRequest,
    Reminder,
    Reply,
    RequestTo,
    Statement,
    StatementHow,
    StatementOf,
    Withdrawal,
)
from evidence.store import causes, findings, ledger, marks, masks, people, requests, versions
from evidence.store.cases import get_case, new_case, save_case
from evidence.store.exhibits import link
from evidence.store.keeping import Provenance, describe_exhibit, keep_original
from evidence.store.library import Library
from evidence.timecode import Moment
from tests.evidence.store.conftest import Ticking, make_arrival
from tests.evidence.store.people import Branch, draft


def at(hour: int) -> Moment:
    return Moment(datetime(2026, 3, 12, hour, 30, 15, tzinfo=UTC), "Asia/Shanghai", "")


@pytest.fixture(scope="session")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Branch]:
    """A case from the request for evidence to its approval, its letter, and a second version."""
    folder, now = tmp_path_factory.mktemp("reviewed") / "library", Ticking()
    with Library.create(folder, zone="Asia/Shanghai", now=now) as library:
        case = new_case(library, kind=DisputeKind.BA, checklist_version="0.1.0", rule_pack="CN", title="退保").id
        exhibit, _ = link(library, case, make_arrival("cam.mp4"))
        told = Provenance("Counter", "CCTV team", "Wang", at(1), "USB", "contract")
        describe_exhibit(library, case, "EX-01", told)
        keep_original(library, case, "EX-01", date(2031, 3, 12), hold=True)
        seller = people.add_member(library, "seller")
        allegation = Allegation(uuid4(), "Not told of charges")
        person = Person(uuid4(), Role.SELLER_BANK, "Seller", accused=True, member=seller.id)
        save_case(library, replace(get_case(library, str(case)), people=(person,), allegations=(allegation,)))
    made = Branch(folder, case, now)
    for account, duty in (("one", Duty.REVIEWER), ("two", Duty.SECOND_REVIEWER), ("boss", Duty.APPROVER)):
        made.duty(account, duty)
        with made.sits_down(account) as library:
            people.choose_name(library, account.title())
            people.declare(library, case, Conflict.NONE, "none")
    with made.sits_down("two") as two:
        marks.make_mark(two, case, exhibit, draft("BA10", verdict=Verdict.NOT_FOUND))
        ledger.record_played(two, case, [Stretch(exhibit.id, 0, 900, 1500, True, False)], PlayRules())
        versions.finish_round(two, case)
    with made.sits_down("one") as one:
        full = replace(draft("BA10"), speaker="seller", prompted=Prompted.NO, strength=Strength.WEAK, translation="x")
        marks.make_mark(one, case, exhibit, replace(full, allegation=allegation.id))
        ledger.record_played(one, case, [Stretch(exhibit.id, 0, 500, 1000, True, True)], PlayRules())
        asked = EvidenceRequest(RequestTo.INSURER, "policy file", "contract", at(1), date(2026, 3, 20))
        requests.add_request(one, case, asked)
        answer = replace(asked, reminders=(Reminder(at(2), "again"),), reply=Reply.PARTLY, replied=at(3),
                         reply_text="half", exhibit=exhibit.id)  # fmt: skip
        requests.change_request(one, case, "R-01", answer)
        requests.add_statement(one, case, Statement(StatementOf.STAFF, "B", "I said it", StatementHow.WRITTEN, at(4)))
        shown = Disclosure("customer", "M-001", "office", "explain", "consent", True, False, at(5), exhibit.id)
        requests.add_disclosure(one, case, shown)
        requests.add_withdrawal(one, case, Withdrawal(date(2026, 3, 28), "by telephone", "nobody urged"))
        cover = (Rectangle((KeyBox(0, Box(0, 0, 500, 500)), KeyBox(900, Box(500, 0, 500, 500)))),)
        masks.add_mask(one, case, Mask(exhibit.id, MaskDecision.MASKED, cover, 0, 1000))
        masks.check_mask(one, case, "K-01")
        findings.add_interval(one, case, Interval(allegation.id, at(1), at(2)))
        finding = Finding(allegation.id, FindingResult.PARTLY, "heard once", marks_for=("M-001",), missing="callback")
        findings.add_finding(one, case, finding)
        versions.finish_round(one, case)
        findings.add_settlement(one, case, Settlement("BA10", Verdict.GIVEN_PARTLY, "heard again"))
        decision = Decision(Outcome.PARTLY_UPHELD, Redress.REFUND_PART, Money(5_000, "CNY"), "half")
        findings.add_decision(one, case, decision)
        asked_first = Cause("disclosure", "Bancassurance desk", TrueCause.PROCESS_MISSING, whys=("no list", "no owner"))
        causes.add_cause(one, case, asked_first)
        requests.add_statement(one, case, Statement(StatementOf.OTHER, "?", "mistake", StatementHow.OTHER))
        marks.undo(one, case)
    with made.sits_down("two") as two:
        findings.add_opinion(two, case, Opinion("F-01", agrees=False, reason="too thin"))
    with made.sits_down("boss") as boss:
        versions.approve(boss, case)
        findings.letter_sent(boss, case, "B-01", at(9), rights_notified=True)
    with made.sits_down("one") as one:  # what is learnt goes on beside an approved version
        mended = Measure(MeasureKind.DOCUMENT_CHANGE, MeasureScope.NETWORK, "A new charge sheet", "Bancassurance desk")
        causes.add_measure(one, case, replace(mended, done=date(2026, 4, 1), checked=date(2026, 7, 5)))
        versions.reopen(one, case, "the insurer wrote again")
    made.done("one", "two")
    yield made


@pytest.fixture(scope="session")
def content(branch: Branch) -> dict[str, Any]:
    with branch.sits_down("manager") as library:
        frozen = read_case(library, str(branch.case_id))
    told: dict[str, Any] = json.loads(canonical(case_content(frozen, "internal", "en", {})))
    return told
