"""Marks for other programs: what each form holds, read back by readers that did not write it."""

import csv
import io
import json
from dataclasses import replace

import av
import pytest

from evidence.errors import Refused
from evidence.model.kinds import How, Prompted, Strength, Verdict
from evidence.model.mark import Mark
from evidence.transcripts.reading import read_transcript
from exports.interchange.marks import COLUMNS, OVERLAPS, PAGES, WITHDRAWN, Form, write_marks
from tests.evidence.review.values import mark, span

NASTY = '=HYPERLINK("x")\t<b>一点&损失</b>\nsecond --> line'


def marks() -> list[Mark]:
    """Four of one recording (one of them withdrawn, two overlapping), one on a page."""
    first = replace(
        mark(3, "BA10", Verdict.GIVEN_PARTLY, How.HEARD),
        place=span(1_234_567, 2_000_000),
        quote=NASTY,
        note="-5",
        speaker="seller",
        prompted=Prompted.YES,
        strength=Strength.DIRECT,
    )
    second = replace(
        mark(6, "BA10", Verdict.CONTRADICTED, How.HEARD), place=span(1_500_000, 1_500_000), speaker="seller"
    )
    third = replace(mark(9, "BA02", Verdict.GIVEN, How.SEEN), place=span(0, 3_960_000))
    return [
        first,
        second,
        third,
        mark(12, "BA17", Verdict.GIVEN, How.SIGNED),
        mark(15, "BA05", Verdict.GIVEN, How.HEARD, withdrawn=True),
    ]


FILES = {"EX-01": "柜台.mp4"}


def test_the_table_holds_everything_and_no_cell_is_computed() -> None:
    written = write_marks("C-2026-0001", marks(), Form.CSV, FILES)
    rows = list(csv.DictReader(io.StringIO(written.data.decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS and len(rows) == written.marks == 5 and written.lost == ()
    assert rows[0]["quote"] == "'" + NASTY and rows[0]["note"] == "-5", "a plain number stays one"
    assert rows[0]["in"] == "00:00:01.234567" and rows[0]["reference"].startswith("C-2026-0001/EX-01/M-003@")
    assert rows[3]["page"] == "1" and rows[3]["in"] == "" and rows[4]["withdrawn"] == "yes"


def test_json_holds_everything_as_it_is() -> None:
    document = json.loads(write_marks("C-2026-0001", marks(), Form.JSON, FILES).data)
    assert document["exhibits"] == FILES and len(document["marks"]) == 5
    assert document["marks"][0]["quote"] == NASTY and document["marks"][0]["in_us"] == 1_234_567


def test_webvtt_is_read_by_others_and_its_words_are_no_markup() -> None:
    written = write_marks("C-2026-0001", marks(), Form.VTT, FILES)
    cues = read_transcript(written.data, "marks.vtt").cues
    assert [(cue.from_us, cue.to_us) for cue in cues] == [
        (0, 3_960_000), (1_235_000, 2_000_000), (1_500_000, 1_501_000)
    ]  # fmt: skip
    assert '=HYPERLINK("x") <b>一点&损失</b> second' in cues[1].text and "-->" in cues[1].text
    with av.open(io.BytesIO(written.data), "r", format="webvtt") as file:
        packets = [packet for packet in file.demux() if packet.size]
    assert [packet.pts for packet in packets] == [0, 1235, 1500]
    assert {one.en for one in written.lost} >= {PAGES.filled(count=1).en, WITHDRAWN.filled(count=1).en}


def test_audacity_labels_are_three_fields_and_exact_to_the_microsecond() -> None:
    written = write_marks("C-2026-0001", marks(), Form.AUDACITY, FILES)
    lines = [line.split("\t") for line in written.data.decode().splitlines()]
    assert [len(line) for line in lines] == [3, 3, 3]
    assert lines[1][:2] == ["1.234567", "2.000000"] and lines[1][2].startswith("M-003 BA10 given_partly heard")


def test_a_boris_project_pairs_start_and_stop_and_says_what_it_cannot_tell_apart() -> None:
    written = write_marks("C-2026-0001", marks(), Form.BORIS, FILES)
    project = json.loads(written.data)
    [(exhibit, observation)] = project["observations"].items()
    assert exhibit == "EX-01" and observation["file"]["1"] == ["柜台.mp4"] and observation["type"] == "MEDIA"
    events = observation["events"]
    assert [event[0] for event in events] == sorted(event[0] for event in events) and len(events) == 6
    codes = {one["code"] for one in project["behaviors_conf"].values()}
    assert {event[2] for event in events} == codes == {"BA10", "BA02"}
    assert OVERLAPS in written.lost
    apart = [one for one in marks() if one.label != "M-006"]
    assert OVERLAPS not in write_marks("C", apart, Form.BORIS, FILES).lost


@pytest.mark.parametrize("form", [Form.VTT, Form.AUDACITY])
def test_a_form_of_one_recording_refuses_several(form: Form) -> None:
    with pytest.raises(Refused, match="one recording"):
        write_marks("C", [*marks(), mark(4, "BA05", Verdict.GIVEN, How.HEARD)], form, FILES)
