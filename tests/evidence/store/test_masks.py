"""Decisions about what may be shown, in a real SQLite file: changed, checked, taken back, kept from the blind."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from evidence.errors import NotFound, WrongUse
from evidence.journal.chain import first_fault
from evidence.model.case import Complaint
from evidence.model.masks import KeyBox, Mask, MaskDecision, Rectangle
from evidence.model.people import Duty
from evidence.model.places import Box
from evidence.model.recording import Exhibit
from evidence.store import marks, masks
from evidence.store.exhibits import link
from evidence.store.library import Library
from evidence.store.records import entries
from evidence.store.replay import untold
from tests.evidence.store.conftest import MakeArrival, Ticking
from tests.evidence.store.people import Branch


@pytest.fixture
def exhibit(library: Library, complaint: Complaint, arrival: MakeArrival) -> Exhibit:
    return link(library, complaint.id, arrival("cam1.mp4"))[0]


def decided(exhibit: UUID) -> Mask:
    moving = Rectangle((KeyBox(0, Box(0, 0, 1000, 1000)), KeyBox(500, Box(2000, 0, 1000, 1000))))
    return Mask(exhibit, MaskDecision.MASKED, (moving,), 0, 1000)


def sound(library: Library, case_id: UUID) -> bool:
    chain = str(case_id)
    return first_fault(chain, entries(library, chain)) is None and list(untold(library, case_id)) == []


def test_a_changed_mask_loses_its_check_and_undo_gives_both_back(
    library: Library, complaint: Complaint, exhibit: Exhibit
) -> None:
    mask = decided(exhibit.id)
    made = masks.add_mask(library, complaint.id, mask)
    assert (made.label, made.value) == ("K-01", mask)
    checked = masks.check_mask(library, complaint.id, "K-01").value
    assert checked.checked is not None and checked.checked.by == library.writer.actor
    assert masks.change_mask(library, complaint.id, "K-01", mask).value == checked
    open_ended = replace(mask, to_us=2000, basis="two bystanders")
    assert masks.change_mask(library, complaint.id, "K-01", open_ended).value == open_ended
    marks.undo(library, complaint.id)
    assert masks.list_masks(library, complaint.id)[0].value == checked
    assert masks.withdraw_mask(library, complaint.id, "k-01").withdrawn
    assert sound(library, complaint.id)


def test_a_page_is_shown_on_a_basis(library: Library, complaint: Complaint, exhibit: Exhibit) -> None:
    page = Mask(exhibit.id, MaskDecision.ON_A_BASIS, page=2, basis="the customer's own form")
    assert masks.add_mask(library, complaint.id, page).value == page


def test_a_mask_of_another_case_or_none_is_refused(library: Library, complaint: Complaint, exhibit: Exhibit) -> None:
    with pytest.raises(WrongUse, match="belongs to no part of this case"):
        masks.add_mask(library, complaint.id, decided(uuid4()))
    with pytest.raises(NotFound, match="no mask K-07"):
        masks.check_mask(library, complaint.id, "K-07")
    with pytest.raises(NotFound):
        masks.change_mask(library, complaint.id, "K-07", decided(exhibit.id))
    assert masks.list_masks(library, complaint.id) == ()


def test_a_check_that_was_written_into_the_file_beside_the_journal_is_named(
    library: Library, complaint: Complaint, exhibit: Exhibit
) -> None:
    masks.add_mask(library, complaint.id, decided(exhibit.id))
    library.db.execute("UPDATE mask SET checked_by = 'x', checked_at = '2026-01-01T00:00:00Z'")
    assert [label.en for label in untold(library, complaint.id)] == ["K-01 is not what the journal says became of it"]


def test_masks_of_the_first_round_are_kept_from_a_blind_second_reviewer(
    library: Library, complaint: Complaint, exhibit: Exhibit, now: Ticking
) -> None:
    branch = Branch(library.layout.root, complaint.id, now)
    branch.duty("two", Duty.SECOND_REVIEWER)
    masks.add_mask(library, complaint.id, decided(exhibit.id))
    with branch.sits_down("two") as second:
        assert masks.list_masks(second, complaint.id) == ()
        with pytest.raises(NotFound):
            masks.check_mask(second, complaint.id, "K-01")
        bodies = [entry.body for entry in entries(second, str(complaint.id)) if entry.action == "mask_made"]
        assert bodies == [None]
