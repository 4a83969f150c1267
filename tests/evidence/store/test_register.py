"""The register: one row for each complaint, sorted and narrowed down, always what follows from the cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from evidence.model.case import Allegation, Case, Person
from evidence.model.findings import Decision, Outcome
from evidence.model.kinds import CaseStatus, DisputeKind, Role
from evidence.model.people import Duty
from evidence.model.requests import EvidenceRequest, Reply, RequestTo, Withdrawal
from evidence.register.lines import CaseState, Column, DueOf, RegisterLine, RegisterPage, Wanted
from evidence.store.cases import get_case, new_case, save_case
from evidence.store.findings import add_decision, letter_sent, withdraw_decision
from evidence.store.library import Library
from evidence.store.people import add_member, give_duty
from evidence.store.projecting import rebuild
from evidence.store.register import MANY_IN, overview, read_page
from evidence.store.replay import untold
from evidence.store.requests import add_request, add_withdrawal, change_request
from evidence.timecode import Moment

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
SENT = Moment(datetime(2026, 3, 18, 8, 0, tzinfo=UTC), "Asia/Shanghai", "")
KINDS = (DisputeKind.BA, DisputeKind.FE, DisputeKind.SC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", now=lambda: NOW) as made:
        yield made


def register(
    library: Library, *, kind: DisputeKind = DisputeKind.BA, title: str = "", received: date | None = date(2026, 3, 10),
    customer: str = "K-1", branch: str = "East Lake branch", year: int = 2026, pack: str = "CN",
) -> Case:  # fmt: skip
    complaint = new_case(library, kind=kind, checklist_version="1", rule_pack=pack, title=title, year=year)
    people = (
        Person(uuid4(), Role.BYSTANDER, "Somebody", "A shop", "K-0"),
        Person(uuid4(), Role.COMPLAINANT, "The customer", "", customer),
        Person(uuid4(), Role.SELLER_BANK, "The seller", branch),
    )
    case = Case(replace(complaint, received=received), people, None, (Allegation(uuid4(), "not told"),))
    save_case(library, case)
    return case


def page(library: Library, wanted: Wanted | None = None, first: int = 0, count: int = 100) -> RegisterPage:
    return read_page(library, wanted or Wanted(descending=False), first, count)


def line(library: Library, case: Case) -> RegisterLine:
    return next(one for one in page(library).lines if one.id == case.complaint.id)


def rows(library: Library) -> list[dict[str, object]]:
    return library.rows("SELECT * FROM register ORDER BY case_id")


def test_a_line_says_who_where_what_and_until_when(library: Library) -> None:
    case = register(library, title="Not told of the charges")
    found = line(library, case)
    assert (found.label, found.title, found.customer) == ("C-2026-0001", "Not told of the charges", "K-1")
    assert (found.branch, found.kind, found.state) == ("East Lake branch", DisputeKind.BA, CaseState.OPEN)
    assert (found.due, found.due_of, found.due_verified) == (date(2026, 3, 25), DueOf.DECISION, False)
    assert found.outcome is None
    assert page(library).today == date(2026, 3, 20)


def test_the_branch_of_the_complaint_goes_before_that_of_the_bank_s_person(library: Library) -> None:
    case = register(library, branch="East Lake branch")
    told = replace(case, complaint=replace(case.complaint, branch="Harbour branch", ticket="GD-17"))
    save_case(library, told)
    assert line(library, case).branch == "Harbour branch"
    assert get_case(library, case.complaint.label).complaint == told.complaint
    assert list(untold(library, case.complaint.id)) == []


def test_the_state_follows_from_what_stands_in_the_case(library: Library) -> None:
    case = register(library)
    asked = add_request(library, case.complaint.id, EvidenceRequest(RequestTo.CCTV_TEAM, "the lobby", sent=SENT))
    assert line(library, case).state is CaseState.EVIDENCE_ASKED
    save_case(library, replace(case, complaint=replace(case.complaint, status=CaseStatus.IN_REVIEW)))
    assert line(library, case).state is CaseState.IN_REVIEW
    decision = add_decision(library, case.complaint.id, Decision(Outcome.PARTLY_UPHELD))
    assert (line(library, case).state, line(library, case).outcome) == (CaseState.DECIDED, Outcome.PARTLY_UPHELD)
    letter_sent(library, case.complaint.id, decision.label, SENT, rights_notified=True)
    assert (line(library, case).state, line(library, case).due) == (CaseState.SENT, None)
    withdraw_decision(library, case.complaint.id, decision.label)
    assert (line(library, case).state, line(library, case).outcome) == (CaseState.IN_REVIEW, None)
    add_withdrawal(library, case.complaint.id, Withdrawal(date(2026, 3, 19), "by telephone"))
    assert (line(library, case).state, line(library, case).due) == (CaseState.WITHDRAWN, None)
    save_case(library, replace(case, complaint=replace(case.complaint, status=CaseStatus.CLOSED)))
    assert line(library, case).state is CaseState.CLOSED
    assert asked.label == "R-01"


def test_a_reply_that_is_due_first_is_the_next_deadline_until_it_comes(library: Library) -> None:
    case = register(library)
    request = EvidenceRequest(RequestTo.INSURER, "the call-back", sent=SENT, due=date(2026, 3, 22))
    record = add_request(library, case.complaint.id, request)
    assert (line(library, case).due, line(library, case).due_of) == (date(2026, 3, 22), DueOf.REQUEST)
    assert line(library, case).due_verified, "a day that a person has set is no figure of a pack"
    change_request(library, case.complaint.id, record.label, replace(request, reply=Reply.RECEIVED))
    assert (line(library, case).due, line(library, case).due_of) == (date(2026, 3, 25), DueOf.DECISION)


def test_while_reviews_are_kept_apart_the_register_tells_nothing_of_them(library: Library) -> None:
    case = register(library)
    add_decision(library, case.complaint.id, Decision(Outcome.UPHELD))
    give_duty(library, case.complaint.id, add_member(library, "second"), Duty.SECOND_REVIEWER)
    assert (line(library, case).state, line(library, case).outcome) == (CaseState.SECOND_REVIEW, None)


@pytest.mark.parametrize(("received", "pack"), [(None, "CN"), (date(2020, 1, 1), "CN"), (date(2026, 3, 10), "US")])
def test_where_no_figure_is_in_force_no_deadline_is_made_up(library: Library, received: date | None, pack: str) -> None:
    assert line(library, register(library, received=received, pack=pack)).due is None


def test_it_is_sorted_by_every_column_both_ways_and_empty_deadlines_stand_last(library: Library) -> None:
    first = register(library, kind=DisputeKind.SC, title="B", customer="K-3", branch="C", received=date(2026, 3, 12))
    second = register(library, kind=DisputeKind.BA, title="C", customer="K-2", branch="A", received=date(2026, 3, 10))
    third = register(library, kind=DisputeKind.FE, title="A", customer="K-1", branch="B", received=None)
    add_decision(library, first.complaint.id, Decision(Outcome.UPHELD))
    order = {
        Column.LABEL: (first, second, third), Column.CUSTOMER: (third, second, first),
        Column.TITLE: (third, first, second), Column.KIND: (second, third, first),
        Column.BRANCH: (second, third, first), Column.STATE: (second, third, first),
        Column.DUE: (second, first, third),
    }  # fmt: skip
    for column, cases in order.items():
        ids = [case.complaint.id for case in cases]
        assert [one.id for one in page(library, Wanted(order=column, descending=False)).lines] == ids, column
        if column is not Column.DUE:
            assert [one.id for one in page(library, Wanted(order=column)).lines] == ids[::-1], column
    latest_first = [one.id for one in page(library, Wanted(order=Column.DUE)).lines]
    assert latest_first == [case.complaint.id for case in (first, second, third)]
    assert page(library, Wanted(order=Column.OUTCOME, descending=False)).lines[0].id == first.complaint.id


@pytest.mark.parametrize(
    ("wanted", "labels"),
    [
        (Wanted(kind=DisputeKind.FE), ["C-2026-0002"]),
        (Wanted(branch="West"), ["C-2026-0002", "C-2026-0003"]),
        (Wanted(within_days=-1), ["C-2026-0003"]),
        (Wanted(within_days=3), ["C-2026-0002", "C-2026-0003"]),
        (Wanted(state=CaseState.OPEN), ["C-2026-0001", "C-2026-0002", "C-2026-0003"]),
        (Wanted(state=CaseState.CLOSED), []),
        (Wanted(text="fee WEST"), ["C-2026-0002"]),
        (Wanted(text="0003"), ["C-2026-0003"]),
        (Wanted(text="解释"), ["C-2026-0003"]),
        (Wanted(text="100%"), ["C-2026-0001"]),
        (Wanted(text="%"), ["C-2026-0001"]),
        (Wanted(text="_"), []),
        (Wanted(text="'; DROP TABLE register; --"), []),
    ],
)
def test_it_is_narrowed_down(library: Library, wanted: Wanted, labels: list[str]) -> None:
    register(library, title="told 100% safe", received=date(2026, 3, 19), branch="East")
    register(library, kind=DisputeKind.FE, title="A fee", received=date(2026, 3, 7), branch="West")
    register(library, kind=DisputeKind.SC, title="没有解释", received=date(2026, 3, 4), branch="West")
    found = page(library, replace(wanted, descending=False))
    assert [one.label for one in found.lines] == labels
    assert (found.total, found.all) == (len(labels), 3)
    assert overview(library).branches == ("East", "West")


def test_few_and_many_and_what_is_typed_are_sorted_alike(library: Library) -> None:
    with library.change():
        for n in range(12):
            kind = KINDS[0] if n < 2 else KINDS[1]
            register(library, kind=kind, title=f"t{n * 5 % 12}", customer=f"K-{n % 4}", branch="ABC"[n % 3])
    few, many, typed = Wanted(kind=KINDS[0]), Wanted(kind=KINDS[1]), Wanted(text="t", kind=KINDS[1])
    assert 2 * MANY_IN < 12 < 10 * MANY_IN, "the first are few, the second many"
    for column in Column:
        for descending in (False, True):
            whole = [one.id for one in page(library, Wanted(order=column, descending=descending)).lines]
            for narrow, count in ((few, 2), (many, 10), (typed, 10)):
                wanted = replace(narrow, order=column, descending=descending)
                found = page(library, wanted)
                ids = [one.id for one in found.lines]
                assert ids == [one for one in whole if one in ids]
                assert (found.total, len(ids), found.all) == (count, count, 12)
                assert page(library, wanted, first=1, count=2).lines == found.lines[1:3]
    assert page(library, replace(many, branch="A", state=CaseState.OPEN, owner="")).total == 3


def test_it_comes_in_pages(library: Library) -> None:
    with library.change():
        cases = [register(library, kind=KINDS[number % 3]) for number in range(7)]
    labels = [case.complaint.label for case in cases]
    assert labels[-1] == "C-2026-0007"
    found = page(library, first=4, count=2)
    assert ([one.label for one in found.lines], found.total, found.first) == (labels[4:6], 7, 4)
    assert [one.label for one in page(library, first=6, count=2).lines] == labels[6:]


def test_computing_every_row_anew_gives_the_same_rows(library: Library) -> None:
    one, two, three = register(library), register(library, kind=DisputeKind.FE), register(library, received=None)
    add_decision(library, one.complaint.id, Decision(Outcome.UPHELD))
    add_request(library, two.complaint.id, EvidenceRequest(RequestTo.INSURER, "it", sent=SENT, due=date(2026, 3, 22)))
    add_withdrawal(library, three.complaint.id, Withdrawal(date(2026, 3, 19), "by telephone"))
    save_case(library, replace(two, people=two.people[:2]))
    before = rows(library)
    assert len(before) == 3
    with library.change() as change:
        rebuild(change.db)
    assert rows(library) == before


def test_rows_made_by_other_rules_are_made_anew_when_the_library_is_opened(library: Library) -> None:
    register(library)
    before = rows(library)
    with library.change() as change:
        change.db.execute("UPDATE register SET due = '2000-01-01'")
        change.db.execute("UPDATE register_rules SET standing = 'other rules'")
    library.close()
    with Library.open(library.layout.root) as again:
        assert rows(again) == before


def test_numbers_go_on_after_ten_thousand_and_begin_anew_each_year(library: Library) -> None:
    with library.change() as change:
        register(library)
        change.db.execute("DROP TRIGGER complaint_keeps_identity")
        change.db.execute("UPDATE complaint SET label = 'C-2026-9999'")
    labels = [register(library, year=year).complaint.label for year in (2026, 2026, 2025)]
    assert labels == ["C-2026-10000", "C-2026-10001", "C-2025-0001"]
    order = [one.label for one in page(library).lines]
    assert order == ["C-2025-0001", "C-2026-9999", "C-2026-10000", "C-2026-10001"]


def give_up_inside(library: Library) -> None:
    with pytest.raises(ValueError, match="inner"), library.change():
        register(library)
        raise ValueError("inner")


def test_a_change_inside_a_change_is_kept_or_given_up_with_it(library: Library) -> None:
    with pytest.raises(ValueError, match="no more"), library.change():
        register(library)
        raise ValueError("no more")
    assert page(library).all == 0
    with pytest.raises(RuntimeError, match="cannot be kept"), library.change():
        register(library)
        give_up_inside(library)
    assert page(library).all == 0
    assert register(library).complaint.label == "C-2026-0001", "and the library goes on"
