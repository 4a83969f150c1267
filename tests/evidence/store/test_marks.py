"""Cases, exhibits, marks and acts in a real SQLite file."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.errors import NotFound, Refused, WrongUse
from evidence.journal.chain import first_fault
from evidence.model.case import Allegation, Case, Complaint, DatedFact, Money, Person, Product, Question
from evidence.model.kinds import ClockMethod, DisputeKind, How, ProductKind, Role, Verdict
from evidence.model.mark import Mark, MarkDraft, Span, whole_of
from evidence.model.places import Box, FramePlace, PagePlace
from evidence.model.recording import Clock, Exhibit
from evidence.store import marks as store
from evidence.store import records
from evidence.store.cases import get_case, new_case, save_case
from evidence.store.exhibits import get_exhibit, link, list_exhibits, set_clock
from evidence.store.library import Library
from evidence.store.replay import untold
from evidence.store.search import find
from evidence.timecode import parse_wall
from tests.cases import cases_of
from tests.evidence.store.conftest import MakeArrival, Ticking

BASE = Fraction(1, 12800)


def draft(first: int = 512, last: int = 1024, quote: str = "", note: str = "") -> MarkDraft:
    span = Span(FramePlace(0, first, BASE), FramePlace(0, last, BASE), first * 78, last * 78, 1)
    return MarkDraft(span, "BA10", Verdict.GIVEN_PARTLY, How.HEARD, quote, note)


def stands(undone: store.Undone) -> Mark:
    assert undone.mark is not None
    return undone.mark


@pytest.fixture
def exhibit(library: Library, complaint: Complaint, arrival: MakeArrival) -> Exhibit:
    return link(library, complaint.id, arrival("cam1.mp4"))[0]


def test_labels_count_up_within_the_year(library: Library, now: Ticking) -> None:
    made = [new_case(library, kind=DisputeKind.SC, checklist_version="1", rule_pack="CN").label for _ in range(3)]
    assert made == ["C-2026-0001", "C-2026-0002", "C-2026-0003"]
    now.at = now.at.replace(year=2027)
    assert new_case(library, kind=DisputeKind.SC, checklist_version="1", rule_pack="CN").label == "C-2027-0001"


def test_a_described_case_comes_back_as_it_was(library: Library, complaint: Complaint, exhibit: Exhibit) -> None:
    case = Case(
        replace(
            complaint, verbatim="没人告诉我有手续费 <b>&", received=date(2026, 3, 28), amount=Money(5_000_000, "CNY")
        ),
        (Person(uuid4(), Role.COMPLAINANT, "𬱖 O'Brien", "", "Customer A", birth_year=1958, registration="R-77"),),
        Product(
            uuid4(),
            ProductKind.LIFE_SINGLE,
            "Evergreen",
            premium=Money(5_000_000, "CNY"),
            contract_hesitation_days=15,
            receipt_signed=DatedFact(date(2026, 3, 13), exhibit.id),
            sold=DatedFact(date(2026, 3, 12)),
            surrender_effective=DatedFact(date(2026, 4, 2), exhibit.id),
            household_income=Money(6_000_000, "CNY"),
            cash_value=Money(4_812_345, "USD"),
            cash_value_on=date(2026, 4, 1),
        ),
        (Allegation(uuid4(), "Not told of charges", questions=(Question(uuid4(), "Was the loss said?", ("BA10",)),)),),
    )
    save_case(library, case)

    def described() -> Case:  # the lists that it is judged by come with it
        return replace(get_case(library, complaint.label), checklists=(), versions_had=())

    assert described() == case
    fewer = replace(case, people=(), allegations=())
    save_case(library, fewer)
    assert described() == fewer
    assert [line.label for line in cases_of(library)] == [complaint.label]


def test_text_is_kept_in_nfc_with_lone_surrogates_made_visible(library: Library, complaint: Complaint) -> None:
    save_case(library, Case(replace(complaint, title="cafe\u0301 \udc80 \0")))
    assert get_case(library, complaint.label).complaint.title == "caf\u00e9 \\udc80 \\u0000"


def test_a_recording_linked_to_two_complaints_is_stored_once(
    library: Library, complaint: Complaint, exhibit: Exhibit, arrival: MakeArrival
) -> None:
    other = new_case(library, kind=DisputeKind.BA, checklist_version="0.1.0", rule_pack="CN")
    second, before = link(library, other.id, arrival("cam1.mp4"))
    again, known = link(library, complaint.id, arrival("cam1.mp4"))
    assert (before, known) == (False, True)
    assert second.recording.id == exhibit.recording.id == again.recording.id
    assert (second.label, again.label) == ("EX-01", "EX-01")
    assert len(library.rows("SELECT * FROM recording")) == 1


def test_exhibits_are_found_by_loose_labels(library: Library, complaint: Complaint, exhibit: Exhibit) -> None:
    for label in ("EX-01", "ex-1", "1", "EX-001"):
        assert get_exhibit(library, complaint.id, label) == exhibit
    with pytest.raises(NotFound):
        get_exhibit(library, complaint.id, "EX-02")
    with pytest.raises(NotFound):
        get_exhibit(library, complaint.id, "'; DROP TABLE mark")


def test_changing_a_clock_changes_no_mark(library: Library, complaint: Complaint, exhibit: Exhibit) -> None:
    mark = store.make_mark(library, complaint.id, exhibit, draft())
    start = parse_wall("2026-03-12T10:02:31+08:00", "UTC")
    clock = Clock(start, -47_000_000, 1_000_000, ClockMethod.KNOWN_EVENT, 200_000_000 // 3)
    rows = library.rows("SELECT * FROM mark")
    set_clock(library, complaint.id, exhibit, clock)
    assert library.rows("SELECT * FROM mark") == rows
    assert store.get_mark(library, complaint.id, mark.label) == mark
    kept = get_exhibit(library, complaint.id, "EX-01").recording.clock
    assert kept == clock
    wall = kept.wall(1_500_000)
    assert wall is not None
    assert wall.text(6) == "2026-03-12T10:01:45.600000+08:00"


def test_a_clock_that_several_cases_share_is_told_in_the_journal_of_each(
    library: Library, complaint: Complaint, exhibit: Exhibit, arrival: MakeArrival
) -> None:
    first = Clock(parse_wall("2026-03-12T10:02:31+08:00", "UTC"), 0, None, ClockMethod.FILENAME)
    set_clock(library, complaint.id, exhibit, first)
    other = new_case(library, kind=DisputeKind.BA, checklist_version="0.1.0", rule_pack="CN", title="Other")
    link(library, other.id, arrival("before"))
    again, _ = link(library, other.id, arrival(exhibit.source_name))
    assert again.recording.clock == first
    linked = [entry.body for entry in records.entries(library, str(other.id)) if entry.action == "exhibit_linked"]
    assert linked[-1] is not None and linked[-1]["clock"]["start"] == "2026-03-12T10:02:31.000000+08:00"
    assert list(untold(library, other.id)) == []
    set_clock(library, other.id, again, Clock())
    for case, label in ((complaint, "EX-01"), (other, "EX-02")):
        last = list(records.entries(library, str(case.id)))[-1]
        assert last.action == "clock_set"
        assert last.body is not None and (last.body["exhibit"], last.body["clock"]["start"]) == (label, None)
        assert list(untold(library, case.id)) == []


def test_a_clock_that_was_changed_beside_the_journal_is_found(
    library: Library, complaint: Complaint, exhibit: Exhibit
) -> None:
    with library.change() as change:
        change.db.execute("UPDATE recording SET clock_drift_ppb = 1")
    assert ["The clock of EX-01" in label.en for label in untold(library, complaint.id)] == [True]
    set_clock(library, complaint.id, exhibit, exhibit.recording.clock)
    assert list(untold(library, complaint.id)) == []


def test_a_mark_on_a_page_comes_back_with_its_box(library: Library, complaint: Complaint, exhibit: Exhibit) -> None:
    place = PagePlace(1, Box(100, 200, 3000, 400))
    wish = MarkDraft(place, "BA24", Verdict.GIVEN, How.SIGNED, "签收", "dated")
    mark = store.make_mark(library, complaint.id, exhibit, wish)
    assert mark.place == place
    assert (mark.quote, mark.note, mark.label) == ("签收", "dated", "M-001")


def test_undo_and_redo_append_and_survive_a_restart(library: Library, complaint: Complaint, exhibit: Exhibit) -> None:
    store.make_mark(library, complaint.id, exhibit, draft())
    store.revise_mark(library, complaint.id, "M-001", draft(quote="a little loss"))
    assert stands(store.undo(library, complaint.id)).quote == ""
    with Library.open(library.layout.root) as restarted:
        assert store.can_undo_redo(restarted, complaint.id) == (True, True)
        assert stands(store.redo(restarted, complaint.id)).quote == "a little loss"
        assert store.undo(restarted, complaint.id).verb == "revise"
        assert stands(store.undo(restarted, complaint.id)).withdrawn
        with pytest.raises(Refused, match="nothing to undo"):
            store.undo(restarted, complaint.id)
    actions = [entry.action for entry in records.entries(library, str(complaint.id))]
    assert actions[-5:] == ["mark_revise", "mark_undo", "mark_redo", "mark_undo", "mark_undo"]
    assert first_fault(str(complaint.id), records.entries(library, str(complaint.id))) is None


def test_a_new_act_ends_what_could_be_redone(library: Library, complaint: Complaint, exhibit: Exhibit) -> None:
    store.make_mark(library, complaint.id, exhibit, draft())
    store.undo(library, complaint.id)
    store.make_mark(library, complaint.id, exhibit, draft())
    with pytest.raises(Refused, match="nothing to redo"):
        store.redo(library, complaint.id)
    assert [(mark.label, mark.withdrawn) for mark in store.list_marks(library, complaint.id)] == [
        ("M-001", True),
        ("M-002", False),
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["make", "revise", "withdraw", "undo", "redo"]), max_size=25))
def test_undo_and_redo_behave_like_a_stack_of_states(library: Library, arrival: MakeArrival, steps: list[str]) -> None:
    case = new_case(library, kind=DisputeKind.BA, checklist_version="0.1.0", rule_pack="CN")
    exhibit = link(library, case.id, arrival("cam.mp4"))[0]
    past: list[object] = [()]
    future: list[object] = []

    def state() -> object:
        return tuple((m.label, m.quote) for m in store.list_marks(library, case.id) if not m.withdrawn)

    for number, step in enumerate(steps):
        standing = [m for m in store.list_marks(library, case.id) if not m.withdrawn]
        if step == "make":
            store.make_mark(library, case.id, exhibit, draft(quote=str(number)))
        elif step in ("revise", "withdraw") and standing:
            if step == "revise":
                store.revise_mark(library, case.id, standing[-1].label, draft(quote=str(number)))
            else:
                store.withdraw_mark(library, case.id, standing[-1].label)
        elif step in ("undo", "redo"):
            stack = past[:-1] if step == "undo" else future
            if not stack:
                with pytest.raises(Refused):
                    getattr(store, step)(library, case.id)
                continue
            getattr(store, step)(library, case.id)
            if step == "undo":
                future.append(past.pop())
            else:
                past.append(future.pop())
            assert state() == past[-1]
            continue
        else:
            continue
        past.append(state())
        future.clear()


def test_an_act_overtaken_by_somebody_else_is_not_undone_in_secret(
    library: Library, complaint: Complaint, exhibit: Exhibit
) -> None:
    store.make_mark(library, complaint.id, exhibit, draft())
    with Library.open(library.layout.root) as other:
        other.writer = replace(other.writer, actor="colleague")
        store.withdraw_mark(other, complaint.id, "M-001")
        assert store.can_undo_redo(other, complaint.id) == (True, False)
    with pytest.raises(Refused, match="somebody else"):
        store.undo(library, complaint.id)
    assert store.get_mark(library, complaint.id, "M-001").withdrawn


def test_words_are_found_in_both_languages_whatever_their_capitals(
    library: Library, complaint: Complaint, exhibit: Exhibit
) -> None:
    save_case(library, Case(replace(complaint, verbatim="没有人告诉我退保有损失")))
    store.make_mark(library, complaint.id, exhibit, draft(quote="There may be a Little loss", note="ask again"))
    assert [(hit.where, hit.label) for hit in find(library, "退保")] == [("complaint", "C-2026-0001")] * 2
    assert [(hit.where, hit.label) for hit in find(library, "little LOSS")] == [("quote", "C-2026-0001/EX-01/M-001")]
    assert [hit.where for hit in find(library, "ask")] == ["note"]
    assert [hit.where for hit in find(library, "ask ag")] == ["note"]
    assert [hit.where for hit in find(library, "be a")] == ["quote"]
    assert find(library, "ask a") == () == find(library, "l")
    with pytest.raises(WrongUse):
        find(library, "  ")


@pytest.mark.parametrize(
    "query",
    [
        *("O'Brien", '"unbalanced', "a-b", "NOT", "*", " NEAR(", 'a"b', "x AND", "\0", "id:1", "col : y"),
        *("'; DROP TABLE mark", "%", "_", "\\", "disclosure", "t:x", "{t}:x", "^x"),
    ],
)
def test_h28_odd_queries_find_or_find_nothing(library: Library, complaint: Complaint, query: str) -> None:
    save_case(library, Case(replace(complaint, verbatim="plain words only", title="")))
    assert find(library, query) == ()


def test_a_library_of_this_version_can_be_stored_and_opened(
    tmp_path: Path, library: Library, complaint: Complaint, exhibit: Exhibit
) -> None:
    store.make_mark(library, complaint.id, exhibit, draft())
    library.close()
    with Library.open(library.layout.root) as again:
        assert len(list_exhibits(again, complaint.id)) == 1


def test_a_mark_over_a_border_is_made_changed_and_undone_as_one(
    library: Library, complaint: Complaint, arrival: MakeArrival
) -> None:
    files = [link(library, complaint.id, arrival(name))[0] for name in ("a.mp4", "b.mp4")]
    alone = store.make_mark(library, complaint.id, files[0], draft())
    both = store.make_marks(library, complaint.id, [(one, draft()) for one in files])
    assert [(one.label, one.exhibit_label, one.goes_on) for one in both] == [
        ("M-002", "EX-01", ""),
        ("M-003", "EX-02", "M-002"),
    ]
    marks = store.list_marks(library, complaint.id)
    assert whole_of(marks[2], marks) == whole_of(marks[1], marks) == both and whole_of(alone, marks) == (alone,)
    store.revise_marks(library, complaint.id, [(one.label, draft(quote="said")) for one in both])
    store.withdraw_marks(library, complaint.id, ["M-002", "M-003"])
    assert [one.label for one in store.undo(library, complaint.id).marks] == ["M-003", "M-002"]
    store.undo(library, complaint.id)
    assert [(one.quote, one.withdrawn) for one in store.list_marks(library, complaint.id)] == [("", False)] * 3
    undone = store.undo(library, complaint.id)
    assert undone.mark is not None and (undone.mark.label, undone.verb) == ("M-002", "make")
    assert [one.withdrawn for one in store.list_marks(library, complaint.id)] == [False, True, True]
    assert [one.label for one in store.undo(library, complaint.id).marks] == ["M-001"]
    for labels in (["M-001"], ["M-002", "M-003"], ["M-002", "M-003"], ["M-002", "M-003"]):
        assert [one.label for one in store.redo(library, complaint.id).marks] == labels
    assert [(one.quote, one.withdrawn) for one in store.list_marks(library, complaint.id)][1:] == [("said", True)] * 2
    assert list(untold(library, complaint.id)) == []


def test_nothing_of_a_mark_over_a_border_is_undone_where_a_part_was_changed_by_somebody_else(
    library: Library, complaint: Complaint, arrival: MakeArrival
) -> None:
    files = [link(library, complaint.id, arrival(name))[0] for name in ("a.mp4", "b.mp4")]
    store.make_marks(library, complaint.id, [(one, draft()) for one in files])
    with Library.open(library.layout.root) as other:
        other.writer = replace(other.writer, actor="colleague")
        store.withdraw_mark(other, complaint.id, "M-001")
    with pytest.raises(Refused, match="somebody else"):
        store.undo(library, complaint.id)
    assert [one.withdrawn for one in store.list_marks(library, complaint.id)] == [True, False]
