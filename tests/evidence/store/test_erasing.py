"""A person's data go, the chain stays whole, and the case still explains itself; nothing goes while a hold stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from evidence.check import check_library
from evidence.errors import NotFound, Refused, WrongUse
from evidence.model.case import Person
from evidence.model.kinds import Answer, How, Role, Verdict
from evidence.model.mark import MarkDraft
from evidence.model.places import PagePlace
from evidence.store import records
from evidence.store.cases import get_case, save_case
from evidence.store.erasing import erase_person
from evidence.store.exhibits import list_exhibits
from evidence.store.guards import guard_triggers
from evidence.store.keeping import keep_original
from evidence.store.library import Library
from evidence.store.marks import list_marks, make_mark, undo
from evidence.store.search import find
from tests.command import ask, make_photo, new_case, new_library

NAME, NUMBER, HOUSE = "Ouyang Canary 欧阳金丝雀", "REG-7788-CANARY", "Canary House"


@pytest.fixture
def told(tmp_path: Path) -> tuple[Path, str]:
    """A library whose case names a person in its form, its complaint and a mark that was taken back."""
    library, label = new_library(tmp_path / "library"), ""
    label = new_case(library, "--title", f"{NAME} complains")
    ask("add", label, make_photo(tmp_path / "form.png"), library=library)
    with Library.open(library) as opened:
        case = get_case(opened, label)
        person = Person(uuid4(), Role.COMPLAINANT, NAME, HOUSE, "Customer A", birth_year=1961, registration=NUMBER)
        complaint = replace(case.complaint, verbatim=f"I, {NAME}, was told nothing.")
        save_case(opened, replace(case, complaint=complaint, people=(person,)))
        (exhibit,) = list_exhibits(opened, case.complaint.id)
        for note in (f"{NAME} signs", "nobody is named"):
            draft = MarkDraft(PagePlace(1, None), "BA02", Verdict.GIVEN, How.READ, note=note)
            make_mark(opened, case.complaint.id, exhibit, draft)
        undo(opened, case.complaint.id)
    return library, label


def test_nothing_of_the_person_is_left_and_all_that_is_checked_still_holds(
    told: tuple[Path, str], tmp_path: Path
) -> None:
    folder, label = told
    assert any(word.encode() in (folder / "library.db").read_bytes() for word in (NAME, NUMBER, HOUSE))
    with Library.open(folder) as library:
        case_id = get_case(library, label).complaint.id
        before = [entry.hash for entry in records.whole_chain(library, str(case_id))]
        done = erase_person(library, case_id, "Customer A", "request 2026-117")
        assert done.person == "Customer A" and len(done.entries) >= 3 and done.texts >= 4
        chained = list(records.whole_chain(library, str(case_id)))
        assert [entry.hash for entry in chained[: len(before)]] == before, "nothing that was chained has changed"
        assert [entry.seq for entry in chained if entry.body is None] == list(done.entries)
        assert {entry.body["reason"] for entry in chained if entry.action == "body_erased" and entry.body} == {
            "request 2026-117"
        }
        report = check_library(library)
        assert report.verdict is Answer.PASSED, [one.reason.en for one in report.checks]
        assert set(library.db.triggers_dict) == set(guard_triggers())
        case = get_case(library, label)
        assert case.complaint.verbatim == "I, Customer A, was told nothing."
        assert [(one.name, one.organisation, one.birth_year) for one in case.people] == [("Customer A", "", None)]
        assert list_marks(library, case_id)[0].note == "Customer A signs"
        assert find(library, "Ouyang") == () and len(find(library, "Customer")) > 1
    left = (folder / "library.db").read_bytes()
    for word in (NAME, "Ouyang", "欧阳", NUMBER, HOUSE):
        assert word.encode() not in left, word
    ask("export", label, "-o", tmp_path / "case.pdf", library=folder)
    assert ask("verify", tmp_path / "case.pdf", library=folder)["verdict"] == "passed"


def test_nothing_is_erased_while_a_hold_or_a_duty_to_keep_stands_against_it(told: tuple[Path, str]) -> None:
    folder, label = told
    with Library.open(folder) as library:
        case_id = get_case(library, label).complaint.id
        for until, hold, match in ((None, True, "legal hold"), (date(9999, 12, 31), False, "kept until 9999-12-31")):
            keep_original(library, case_id, "EX-01", until, hold=hold)
            with pytest.raises(Refused, match=match):
                erase_person(library, case_id, NAME, "request")
        assert get_case(library, label).people[0].name == NAME
        assert all(entry.body is not None for entry in records.whole_chain(library, str(case_id)))
        keep_original(library, case_id, "EX-01", date(2020, 1, 1), hold=False)
        with pytest.raises(WrongUse):
            erase_person(library, case_id, NAME, " ")
        with pytest.raises(NotFound):
            erase_person(library, case_id, "Somebody else", "request")
        assert erase_person(library, case_id, NAME, "request").person == "Customer A"
