"""Transcripts in the library: stored whole, found by their words, taken back and brought back, committed to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.check import check_library
from evidence.errors import NotFound, Refused
from evidence.media.facts import MediaFacts
from evidence.model.case import Complaint
from evidence.model.kinds import Answer
from evidence.model.recording import Exhibit
from evidence.store import records
from evidence.store.exhibits import link
from evidence.store.library import Library
from evidence.store.marks import redo, undo
from evidence.store.search import find
from evidence.store.transcripts import get_transcript, keep_transcript, list_transcripts, withdraw_transcript
from evidence.transcripts.reading import Reading, Wish, read_transcript
from tests.evidence.store.conftest import MakeArrival
from tests.evidence.test_check import by_hand

CALL = (
    "00:00:01,000 --> 00:00:02,500\n这款产品有十五天的犹豫期\n\n"
    "00:00:03,000 --> 00:00:04,000\nYou may lose money on surrender.\n"
)


@pytest.fixture
def exhibit(library: Library, complaint: Complaint, arrival: MakeArrival) -> Exhibit:
    return link(library, complaint.id, arrival("call.wav"))[0]


@pytest.fixture
def reading() -> Reading:
    return read_transcript(CALL.encode(), "call.srt", Wish(language="zh"))


def test_a_transcript_comes_back_as_it_was_read(
    library: Library, complaint: Complaint, exhibit: Exhibit, reading: Reading
) -> None:
    kept = keep_transcript(library, complaint.id, exhibit, reading, "call.srt")
    assert (kept.label, kept.exhibit_label, kept.language, kept.cues) == ("T-01", "EX-01", "zh", reading.cues)
    assert (kept.sha256, kept.format, kept.offset_us) == (reading.sha256, reading.format, 0)
    assert get_transcript(library, complaint.id, "t-01") == kept
    assert list_transcripts(library, complaint.id, exhibit.id) == (kept,)
    with pytest.raises(NotFound, match="no transcript T-02"):
        get_transcript(library, complaint.id, "T-02")


def test_its_words_are_found_with_their_second_until_it_is_withdrawn(
    library: Library, complaint: Complaint, exhibit: Exhibit, reading: Reading
) -> None:
    keep_transcript(library, complaint.id, exhibit, reading, "call.srt")
    for text, at_us in (("犹豫", 1_000_000), ("SURRENDER", 3_000_000), ("lose money", 3_000_000)):
        hit = next(hit for hit in find(library, text) if hit.where == "transcript")
        assert (hit.label, hit.at_us) == (f"{complaint.label}/EX-01", at_us)
    withdraw_transcript(library, complaint.id, "T-01")
    assert find(library, "犹豫") == ()
    assert undo(library, complaint.id).label == "T-01"
    assert len(find(library, "犹豫")) == 1
    redo(library, complaint.id)
    assert find(library, "犹豫") == () and get_transcript(library, complaint.id, "T-01").withdrawn


def test_the_import_is_one_act_with_one_entry_that_undo_takes_back(
    library: Library, complaint: Complaint, exhibit: Exhibit, reading: Reading
) -> None:
    before = len(list(records.entries(library, str(complaint.id))))
    keep_transcript(library, complaint.id, exhibit, reading, "call.srt")
    added = list(records.entries(library, str(complaint.id)))[before:]
    assert [entry.action for entry in added] == ["transcript_made"]
    assert added[0].body and (added[0].body["cues"], added[0].body["exhibit"]) == (2, "EX-01")
    undo(library, complaint.id)
    assert get_transcript(library, complaint.id, "T-01").withdrawn and find(library, "犹豫") == ()


def test_the_same_lines_twice_are_refused_until_the_first_are_withdrawn(
    library: Library, complaint: Complaint, exhibit: Exhibit, reading: Reading
) -> None:
    keep_transcript(library, complaint.id, exhibit, reading, "call.srt")
    with pytest.raises(Refused, match=r"these very lines already \(T-01\)"):
        keep_transcript(library, complaint.id, exhibit, reading, "copy.srt")
    withdraw_transcript(library, complaint.id, "T-01")
    assert keep_transcript(library, complaint.id, exhibit, reading, "copy.srt").label == "T-02"


def test_a_paper_has_no_transcript(
    library: Library, complaint: Complaint, arrival: MakeArrival, reading: Reading
) -> None:
    paper = link(library, complaint.id, replace(arrival("a.pdf"), facts=MediaFacts(container="pdf", pages=2)))[0]
    with pytest.raises(Refused, match="only recordings have transcripts"):
        keep_transcript(library, complaint.id, paper, reading, "call.srt")


HARMS: dict[str, tuple[str, str]] = {
    "a line": ("UPDATE cue SET text = 'nobody said this' WHERE position = 1", "The lines of T-01"),
    "a time": ("UPDATE cue SET from_us = 0 WHERE position = 0", "The lines of T-01"),
    "a line is gone": ("DELETE FROM cue WHERE position = 1", "The lines of T-01"),
    "its digest": (f"UPDATE transcript SET cues_sha256 = '{'0' * 64}'", "T-01"),
    "brought back": ("UPDATE transcript SET withdrawn = 1", "T-01"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_lines_that_were_changed_beside_the_journal_are_found(
    library: Library, complaint: Complaint, exhibit: Exhibit, reading: Reading, harm: str
) -> None:
    keep_transcript(library, complaint.id, exhibit, reading, "call.srt")
    assert told(library) == []
    with by_hand(library.layout.root) as raw:
        raw.execute(HARMS[harm][0])
    assert any(HARMS[harm][1] in reason for reason in told(library))


def told(library: Library) -> list[str]:
    report = check_library(library)
    return [one.reason.en for one in report.checks if one.name == "records" and one.answer is Answer.FAILED]
