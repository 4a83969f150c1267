"""What a recording's clock was is read from the journal, whole enough to go back to it."""

from __future__ import annotations

from evidence.model.case import Complaint
from evidence.model.kinds import ClockMethod, DisputeKind
from evidence.model.recording import Clock
from evidence.store.cases import new_case
from evidence.store.clocks import clock_record
from evidence.store.exhibits import get_exhibit, link, set_clock
from evidence.store.library import Library
from evidence.store.records import entries, erase_body
from evidence.timecode import parse_wall
from tests.evidence.store.conftest import MakeArrival

START = parse_wall("2026-11-01T01:30:00-04:00", "America/New_York")
CLOCKS = [
    Clock(START, -47_300_000, 1_500_000, ClockMethod.BURNED_IN_CLOCK, -12_500),
    Clock(parse_wall("2026-03-12 10:14:22.25", "Asia/Shanghai"), method=ClockMethod.TYPED),
    Clock(),
]


def test_every_clock_comes_back_from_the_journal_as_it_was_set(
    library: Library, complaint: Complaint, arrival: MakeArrival
) -> None:
    exhibit, _ = link(library, complaint.id, arrival("one.mp4"))
    link(library, complaint.id, arrival("two.mp4"))
    for clock in CLOCKS:
        set_clock(library, complaint.id, exhibit, clock)
    record = clock_record(library, complaint.id, exhibit)
    assert [each.clock for each in record.history] == [Clock(), *CLOCKS]
    assert record.history[-1].clock == get_exhibit(library, complaint.id, "EX-01").recording.clock
    assert all(each.by for each in record.history) and record.cases == 1
    set_clock(library, complaint.id, exhibit, record.history[1].clock)
    assert get_exhibit(library, complaint.id, "EX-01").recording.clock == CLOCKS[0]
    assert len(clock_record(library, complaint.id, get_exhibit(library, complaint.id, "EX-02")).history) == 1


def test_the_cases_that_share_the_clock_are_counted_and_an_erased_entry_is_missing(
    library: Library, complaint: Complaint, arrival: MakeArrival
) -> None:
    exhibit, _ = link(library, complaint.id, arrival("one.mp4"))
    other = new_case(library, kind=DisputeKind.BA, checklist_version="0.1.0", rule_pack="CN", title="again")
    there, _ = link(library, other.id, arrival("one.mp4"))
    set_clock(library, other.id, there, CLOCKS[0])
    record = clock_record(library, complaint.id, exhibit)
    assert record.cases == 2 and [each.clock for each in record.history] == [Clock(), CLOCKS[0]]
    [entry] = entries(library, str(complaint.id), ("clock_set",))
    erase_body(library, str(complaint.id), entry.seq, "asked for")
    assert [each.clock for each in clock_record(library, complaint.id, exhibit).history] == [Clock()]
