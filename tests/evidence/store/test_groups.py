"""Groups of complaints in a real SQLite file: joining, leaving, what is refused, and what is told of them outside."""

import json
from copy import deepcopy
from datetime import date
from sqlite3 import IntegrityError
from uuid import uuid4

import pytest
from jsonschema import Draft202012Validator

from docs.make_schema import schema
from evidence.canonical import canonical
from evidence.casefile.content import case_content
from evidence.casefile.freezing import read_case
from evidence.check import check_library
from evidence.errors import NotFound, WrongUse
from evidence.model.case import Complaint
from evidence.model.groups import GroupAbout, Membership
from evidence.model.kinds import Answer as CheckAnswer
from evidence.register.lines import Wanted
from evidence.store import marks
from evidence.store.cases import new_case
from evidence.store.groups import MEMBERSHIPS, begin_group, list_groups, new_group, reword_group
from evidence.store.library import Library
from evidence.store.records import whole_chain
from evidence.store.register import overview, read_page
from evidence.store.replay import untold
from evidence.store.retelling import untold_of_library
from exports.verify.report import Answer
from exports.verify.review import check_review
from exports.verify.structure import check_data

TITLE = "Fund 甲, sold as a deposit"


def inside(library: Library, group: str) -> list[str]:
    return [line.label for line in read_page(library, Wanted(group=group), 0).lines]


def altered(library: Library) -> list[str]:
    return [one.en for one in untold_of_library(library, list(whole_chain(library, library.id)))]


def test_complaints_join_and_leave_a_group_and_it_is_told(library: Library, complaint: Complaint) -> None:
    other = new_case(library, kind=complaint.kind, checklist_version="1", rule_pack="CN", title="another")
    first = begin_group(library, complaint.id, GroupAbout.PRODUCT, TITLE, "", "same fund")
    group = first.value.group
    assert (first.label, group) == ("MG-01", "G-2026-001")
    MEMBERSHIPS.add(library, other.id, Membership(group, "same fund"))
    assert [one.members for one in list_groups(library)] == [2] and overview(library).groups == list_groups(library)
    assert inside(library, group) == [other.label, complaint.label]

    for refused in (
        (complaint.id, Membership(group, "once more")),
        (complaint.id, Membership("G-2026-002", "no such group")),
        (complaint.id, Membership(group, " ")),
        (uuid4(), Membership(group, "no such complaint")),
    ):
        with pytest.raises(WrongUse):
            MEMBERSHIPS.add(library, *refused)
    with pytest.raises(WrongUse):
        begin_group(library, complaint.id, GroupAbout.OTHER, "given up", "", " ")
    assert [one.label for one in list_groups(library)] == [group], "a group without its first member stays not"
    with pytest.raises(WrongUse):
        MEMBERSHIPS.change(library, complaint.id, "MG-01", Membership(group, "same fund", date(2026, 3, 20)))

    left = Membership(group, "same fund", date(2026, 3, 20), "another fund")
    assert MEMBERSHIPS.change(library, complaint.id, "MG-01", left).value == left
    assert inside(library, group) == [other.label]
    marks.undo(library, complaint.id)
    assert inside(library, group) == [other.label, complaint.label]
    assert [*untold(library, complaint.id), *untold(library, other.id), *altered(library)] == []
    assert (
        other.label not in canonical(case_content(read_case(library, complaint.label), "internal", "en", {})).decode()
    )


def test_a_group_is_called_otherwise_and_what_it_was_called_stays(library: Library, complaint: Complaint) -> None:
    group = begin_group(library, complaint.id, GroupAbout.SELLER, TITLE, "", "same seller").value.group
    for title in ("Fund 甲 of branch 3", "Fund 甲 of branch 3", "Fund 甲"):  # saying the same again is no new wording
        reworded = reword_group(library, group, GroupAbout.PRODUCT, title, "of 2026")
    assert list_groups(library) == (reworded,) and reworded.title == "Fund 甲" and reworded.about is GroupAbout.PRODUCT
    told = [one.body["title"] for one in whole_chain(library, library.id, ["group_made", "group_reworded"]) if one.body]
    assert told == [TITLE, "Fund 甲 of branch 3", "Fund 甲"]
    with pytest.raises(WrongUse):
        reword_group(library, group, GroupAbout.PRODUCT, " ")
    with pytest.raises(NotFound):
        reword_group(library, "G-2026-009", GroupAbout.PRODUCT, "another")
    with pytest.raises(IntegrityError, match="guard"):
        library.db.execute("UPDATE group_wording SET title = 'x'")
    assert altered(library) == []
    library.db.execute("DROP TRIGGER group_wording_is_appended")
    library.db.execute("UPDATE group_wording SET title = 'x'")
    assert altered(library) == [f"The group {group} is not what the journal says"] * 2


def test_check_notices_an_altered_group_and_an_altered_member(library: Library, complaint: Complaint) -> None:
    begin_group(library, complaint.id, GroupAbout.SELLER, TITLE, "", "same seller")
    assert altered(library) == []
    library.db.execute("DROP TRIGGER complaint_group_is_appended")
    library.db.execute("UPDATE complaint_group SET title = 'Another'")
    library.db.execute("UPDATE membership SET reason = 'another'")
    assert altered(library) == ["The group G-2026-001 is not what the journal says"]
    assert [one.en for one in untold(library, complaint.id)] == [
        "MG-01 is not what the journal says became of it"
    ]  # fmt: skip
    told = " ".join(one.reason.en for one in check_library(library).checks if one.answer is CheckAnswer.FAILED)
    assert "G-2026-001" in told and "MG-01" in told


def test_case_json_names_the_group_and_verification_holds_it(library: Library, complaint: Complaint) -> None:
    new_group(library, GroupAbout.BRANCH, "not its own")
    begin_group(library, complaint.id, GroupAbout.PRODUCT, TITLE, "a note", "same fund")
    content = json.loads(canonical(case_content(read_case(library, complaint.label), "internal", "en", {})))
    [told] = content["memberships"]
    assert (told["group"], told["title"], told["members"]) == ("G-2026-002", TITLE, 1)
    assert [one.message for one in Draft202012Validator(schema()).iter_errors(content)] == []
    check, case = check_data(canonical(content))
    assert check.verdict is Answer.PASSED and case is not None and check_review(case).verdict is Answer.PASSED
    for field, value, said in (
        ("group", "G-2026-001", "MG-01 has another group"),
        ("reason", "another", "MG-01 has another reason"),
        ("left_on", "2026-03-20", "MG-01 has another left_on"),
        ("members", 0, "MG-01 belongs to a group without members"),
    ):
        spoiled = deepcopy(case)
        spoiled["memberships"][0][field] = value
        assert said in check_review(spoiled).reason.en
