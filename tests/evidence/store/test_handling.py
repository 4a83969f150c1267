"""Steps, tasks, owners and closings in a real SQLite file, and what follows from them in the register."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from jsonschema import Draft202012Validator

from docs.make_schema import schema
from evidence.canonical import canonical
from evidence.casefile.content import case_content
from evidence.casefile.freezing import read_case
from evidence.errors import WrongUse
from evidence.journal.chain import first_fault
from evidence.model.case import Case, Complaint
from evidence.model.causes import Measure, MeasureKind, MeasureScope
from evidence.model.circumstances import Complexity
from evidence.model.handling import Assignment, Closing, Direction, Step, StepKind, Task
from evidence.model.recording import Clock
from evidence.register.agenda import Due
from evidence.register.lines import CaseState, DueOf, RegisterLine, Wanted
from evidence.store import marks, people
from evidence.store.agenda import read_agenda
from evidence.store.cases import get_case, new_case, save_case
from evidence.store.causes import add_measure, change_measure
from evidence.store.earlier import name_earlier, read_earlier
from evidence.store.exhibits import link
from evidence.store.handling import ASSIGNMENTS, CLOSINGS, STEPS, TASKS
from evidence.store.keeping import keep_original
from evidence.store.library import Library
from evidence.store.papers import read_papers
from evidence.store.projecting import rebuild
from evidence.store.records import entries
from evidence.store.register import read_page
from evidence.store.replay import untold
from evidence.store.search import find
from evidence.timecode import Moment
from exports.verify.report import Answer
from exports.verify.review import check_review
from exports.verify.structure import check_data
from tests.evidence.store.conftest import MakeArrival

AT = Moment(datetime(2026, 3, 12, 2, 0, tzinfo=UTC), "Asia/Shanghai", "")


def sound(library: Library, case: Complaint) -> bool:
    chain = str(case.id)
    return first_fault(chain, entries(library, chain)) is None and list(untold(library, case.id)) == []


def test_what_is_done_for_a_complaint_comes_back_is_found_and_undone(
    library: Library, complaint: Complaint, arrival: MakeArrival
) -> None:
    proof = link(library, complaint.id, arrival("letter.mp4"))[0]
    me = people.add_member(library, "me")
    step = Step(
        StepKind.EXTENSION,
        AT,
        Direction.OUTGOING,
        "甲",
        "Li",
        "电话告知延期",
        date(2026, 4, 20),
        "Head",
        "复杂",
        proof.id,
    )
    assert STEPS.add(library, complaint.id, step).value == step
    task = Task("向监控中心催要录像", me.id, date(2026, 3, 20))
    assert TASKS.add(library, complaint.id, task).label == "J-01"
    done = Task(task.what, task.owner, task.due, date(2026, 3, 19), "Li")
    assert TASKS.change(library, complaint.id, "J-01", done).value == done
    assert marks.undo(library, complaint.id).mark is None
    assert read_papers(library, complaint.id).tasks[0].value == task
    ASSIGNMENTS.add(library, complaint.id, Assignment(me.id, date(2026, 3, 30), "first"))
    assert CLOSINGS.add(library, complaint.id, Closing(date(2026, 4, 1), "agreed")).label == "Z-01"
    papers = read_papers(library, complaint.id)
    assert [one[0].label for one in (papers.steps, papers.tasks, papers.assignments, papers.closings)] == [
        "H-01", "J-01", "U-01", "Z-01",
    ]  # fmt: skip
    assert [(hit.where, hit.label) for hit in find(library, "延期")] == [("step", "C-2026-0001/H-01")]
    assert sound(library, complaint)


def test_a_closing_says_why_and_an_owner_is_a_member(library: Library, complaint: Complaint) -> None:
    day = date(2026, 4, 1)
    for refused in (
        Closing(day, " "),
        Closing(day, "agreed", date(2026, 4, 5)),
        Closing(day, "agreed", date(2026, 3, 1), "new facts"),
    ):
        with pytest.raises(WrongUse):
            CLOSINGS.add(library, complaint.id, refused)
    with pytest.raises(WrongUse):
        ASSIGNMENTS.add(library, complaint.id, Assignment(uuid4()))
    assert read_papers(library, complaint.id).closings == ()


def first(section: str, **values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda case: case[section][0].update(values)


SPOILED: list[tuple[Callable[[dict[str, Any]], None], str]] = [
    (first("steps", new_due="2026-05-01"), "H-01 has another new_due"),
    (first("steps", when="2026-03-13T10:00:00.000000+08:00"), "H-01 has another when"),
    (first("steps", exhibit=None), "H-01 has another exhibit"),
    (first("tasks", done="2026-03-12"), "J-01 has another done"),
    (first("assignments", due=None), "U-01 has another due"),
    (first("closings", reason="withdrawn"), "Z-01 has another reason"),
    (lambda case: case.pop("steps"), "H-01 stands in the journal"),
]


@pytest.fixture
def content(library: Library, complaint: Complaint, arrival: MakeArrival) -> dict[str, Any]:
    case = complaint.id
    proof = link(library, case, arrival("letter.mp4"))[0]
    me = people.add_member(library, "me")
    STEPS.add(
        library,
        case,
        Step(StepKind.EXTENSION, AT, new_due=date(2026, 4, 1), approver="H", reason="r", exhibit=proof.id),
    )
    TASKS.add(library, case, Task("ask the branch", me.id, date(2026, 3, 20)))
    ASSIGNMENTS.add(library, case, Assignment(me.id, date(2026, 3, 30)))
    CLOSINGS.add(library, case, Closing(date(2026, 4, 1), "agreed"))
    told: dict[str, Any] = json.loads(canonical(case_content(read_case(library, str(case)), "internal", "en", {})))
    return told


def test_handling_stands_in_case_json_as_the_journal_tells_it(content: dict[str, Any]) -> None:
    assert [one.message for one in Draft202012Validator(schema()).iter_errors(content)] == []
    check, case = check_data(canonical(content))
    assert check.verdict is Answer.PASSED and case is not None
    assert check_review(case).verdict is Answer.PASSED, check_review(case).reason.en
    assert content["tasks"][0]["owner"] == "me"
    for spoil, said in SPOILED:
        spoiled = deepcopy(case)
        spoil(spoiled)
        assert said in check_review(spoiled).reason.en, said


def test_deadlines_states_and_the_agenda_follow_the_steps(
    library: Library, complaint: Complaint, arrival: MakeArrival
) -> None:
    case = complaint.id
    received = date(2026, 1, 5)
    save_case(library, Case(replace(complaint, received=received, rule_pack="CN", complexity=Complexity.COMPLEX)))

    def line() -> RegisterLine:
        return read_page(library, Wanted(), 0).lines[0]

    assert (line().due, line().state) == (received + timedelta(days=30), CaseState.OPEN)
    when = replace(AT, at=datetime(2026, 1, 20, 2, 0, tzinfo=UTC))
    granted = Step(StepKind.EXTENSION, when, new_due=date(2026, 2, 20), approver="Head", reason="complex")
    STEPS.add(library, case, granted)
    assert line().due == received + timedelta(days=30), "an extension without proof counts for nothing"
    assert Due.PROOF in {one.kind for one in read_agenda(library, mine=False, ahead_days=9999).items}
    proof = link(library, case, arrival("letter.mp4"))[0]
    STEPS.change(library, case, "H-01", replace(granted, exhibit=proof.id))
    assert line().due == date(2026, 2, 20)
    STEPS.change(library, case, "H-01", replace(granted, exhibit=proof.id, new_due=date(2027, 1, 1)))
    assert line().due == received + timedelta(days=60), "no longer than the rules allow"
    STEPS.add(library, case, Step(StepKind.ACKNOWLEDGEMENT, when))
    assert line().state is CaseState.ACKNOWLEDGED

    me = people.add_member(library, library.writer.os_user)
    ASSIGNMENTS.add(library, case, Assignment(me.id, date(2026, 2, 1)))
    assert (line().owner, line().due_of, line().due) == (me.shown, DueOf.OWNER, date(2026, 2, 1))
    assert read_page(library, Wanted(owner=me.os_user), 0).total == 1
    assert read_page(library, Wanted(owner="somebody"), 0).total == 0
    TASKS.add(library, case, Task("call the branch", None, date(2026, 1, 30)))
    mine = read_agenda(library, mine=True, ahead_days=9999)
    assert [(one.kind, one.label, one.due) for one in mine.items] == [
        (Due.TASK, "J-01", date(2026, 1, 30)),
        (Due.OWNER, "", date(2026, 2, 1)),
        (Due.DECISION, "", received + timedelta(days=60)),
    ]

    CLOSINGS.add(library, case, Closing(date(2026, 2, 10), "agreed"))
    assert (line().state, line().due) == (CaseState.CLOSED, None)
    assert [one.kind for one in read_agenda(library, mine=True, ahead_days=9999).items] == [Due.TASK]
    CLOSINGS.change(library, case, "Z-01", Closing(date(2026, 2, 10), "agreed", date(2026, 2, 12), "new facts"))
    assert line().state is CaseState.REOPENED
    before = library.rows("SELECT * FROM register"), library.rows("SELECT * FROM agenda")
    with library.change() as change:
        rebuild(change.db)
    assert (library.rows("SELECT * FROM register"), library.rows("SELECT * FROM agenda")) == before
    assert sound(library, complaint)


def test_corrective_actions_and_footage_are_due_for_somebody(
    library: Library, complaint: Complaint, arrival: MakeArrival
) -> None:
    """Whom an action names has it to do, afterwards too; footage is told of a week before its source overwrites it."""
    case, today = complaint.id, date(2026, 3, 12)
    other = people.add_member(library, "wang")
    action = Measure(MeasureKind.STAFFING, MeasureScope.BRANCH, "A second counter", "", today, member=other.id)
    add_measure(library, case, action)
    with pytest.raises(WrongUse, match="who carries the action out"):
        replace(action, member=None)
    begun = Moment(datetime(2026, 2, 16, 17, 30, tzinfo=UTC), "Asia/Shanghai", "")  # the 17th, where the branch is
    camera = replace(arrival("hall.mp4"), clock=Clock(begun))
    link(library, case, camera)
    link(library, case, replace(arrival("later.mp4"), clock=Clock(begun.plus_us(4 * 86_400_000_000))))

    def due(**wanted: Any) -> list[tuple[Due, str, str, date]]:
        return [(one.kind, one.label, one.owner, one.due) for one in read_agenda(library, mine=False, **wanted).items]

    footage = (Due.FOOTAGE, "EX-01", "", date(2026, 3, 19))
    assert due() == [(Due.MEASURE, "CA-01", "wang", today), footage]
    keep_original(library, case, "EX-01", None, hold=True)
    CLOSINGS.add(library, case, Closing(today, "agreed"))
    change_measure(library, case, "CA-01", replace(action, done=today, check_due=date(2026, 6, 1)))
    assert due() == []
    assert due(ahead_days=100) == [(Due.EFFECT, "CA-01", "wang", date(2026, 6, 1))]
    with library.change() as change:
        rebuild(change.db)
    assert due(ahead_days=100) == [(Due.EFFECT, "CA-01", "wang", date(2026, 6, 1))]
    assert sound(library, complaint)


def test_packs_count_down_acknowledgement_and_interim_answer(library: Library, complaint: Complaint) -> None:
    save_case(library, Case(replace(complaint, received=date(2026, 1, 5), rule_pack="SG")))
    [line] = read_page(library, Wanted(), 0).lines
    assert (line.due_of, line.due) == (DueOf.ACKNOWLEDGEMENT, date(2026, 1, 7))
    STEPS.add(library, complaint.id, Step(StepKind.ACKNOWLEDGEMENT, AT))
    [line] = read_page(library, Wanted(), 0).lines
    assert line.due_of is DueOf.INTERIM
    STEPS.add(library, complaint.id, Step(StepKind.INTERIM, AT))
    [line] = read_page(library, Wanted(), 0).lines
    assert line.due_of is DueOf.DECISION


def test_a_repeated_complaint_shows_what_was_done_the_first_time(library: Library, complaint: Complaint) -> None:
    again = new_case(library, kind=complaint.kind, checklist_version="1", rule_pack="CN", title="again")
    STEPS.add(library, complaint.id, Step(StepKind.CALL, AT, text="promised a reply"))
    assert read_earlier(library, again) is None
    name_earlier(library, again.id, complaint.label)
    earlier = read_earlier(library, get_case(library, again.label).complaint)
    assert earlier is not None and earlier.papers.steps[0].value.text == "promised a reply"
    for case_id, label in ((again.id, again.label), (complaint.id, again.label)):
        with pytest.raises(WrongUse):
            name_earlier(library, case_id, label)
    name_earlier(library, again.id, None)
    assert get_case(library, again.label).complaint.repeat_of is None
    assert list(untold(library, again.id)) == []
