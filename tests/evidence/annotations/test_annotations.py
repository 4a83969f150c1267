"""Marks of other programs are read as they stand, and what cannot be read is named with its place."""

from pathlib import Path

import pytest

from evidence.annotations.boris import OFFSET, OPEN
from evidence.annotations.elan import UNTIMED
from evidence.annotations.notes import Note
from evidence.annotations.reading import read_annotations, said_by
from evidence.errors import Refused, WrongUse
from evidence.model.kinds import How, Verdict

EAF = """<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT FORMAT="3.0"><HEADER TIME_UNITS="milliseconds"/>
<TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="1500"/><TIME_SLOT TIME_SLOT_ID="b" TIME_VALUE="2750"/>
<TIME_SLOT TIME_SLOT_ID="c"/></TIME_ORDER>
<TIER TIER_ID="words" PARTICIPANT="柜员"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="1" TIME_SLOT_REF1="a"
TIME_SLOT_REF2="b"><ANNOTATION_VALUE>可能 &lt;会&gt; 损失</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="2" TIME_SLOT_REF1="b" TIME_SLOT_REF2="c"><ANNOTATION_VALUE>x
</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>"""
BORIS = """{"behaviors_conf": {"0": {"code": "s", "type": "State event"}, "1": {"code": "p", "type": "Point event"}},
"observations": {"one": {"time offset": 1.5, "events": [[3.3, "anna", "s", "m", "first"], [4.0, "", "p", "None", ""],
[7.75, "anna", "s", "m", ""], [9, "anna", "s", "m", "open"]]}, "two": {"events": []}}}"""


def test_elan_gives_words_between_slots_and_counts_what_has_no_time() -> None:
    read = read_annotations(EAF.encode(), "words.EAF")
    assert read.notes == (Note(1_500_000, 2_750_000, "可能 <会> 损失", "柜员"),)
    assert read.lost == (UNTIMED.filled(count=1),)


def test_a_boris_observation_pairs_states_and_keeps_moments() -> None:
    read = read_annotations(BORIS.encode(), "p.boris", "one")
    assert read.notes == (
        Note(3_300_000, 7_750_000, "m first", "anna", "s"), Note(4_000_000, 4_000_000, "", "", "p")
    )  # fmt: skip
    assert read.lost == (OPEN.filled(count=1), OFFSET.filled(seconds="1.5"))


def test_audacity_labels_may_have_no_words_commas_and_frequencies() -> None:
    read = read_annotations(b"1\t4\tmusic\n\\\t100\t2000\n4,25\t7\n", "labels.txt")
    assert [(one.from_us, one.to_us, one.text) for one in read.notes] == [
        (1_000_000, 4_000_000, "music"), (4_250_000, 7_000_000, "")
    ]  # fmt: skip
    assert len(read.lost) == 1


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.txt", "1\t2\tfine\n3\tlater\tx", "line 2"),
        ("a.txt", "5\t4\tbackwards", "line 1"),
        ("a.txt", "nan\t4\tx", "line 1"),
        ("a.txt", "1 4 spaces", "line 1"),
        ("a.boris", "[]", "no project"),
        ("a.boris", "[" * 100_000, "no project"),
        ("a.boris", BORIS, "say which observation: one, two"),
        ("a.boris", '{"observations": {}}', "no observation"),
        ("a.boris", '{"observations": {"x": {"events": [[1, "", "p"], [1]]}}}', "event 2"),
        ("a.boris", '{"observations": {"x": {"events": [[1e99, "", "p"]]}}}', "event 1"),
        ("a.eaf", "<html></html>", "no document of ELAN"),
        ("a.eaf", EAF.replace("</TIER>", ""), "line 8"),
        ("a.eaf", EAF.replace('"1500"', '"-1500"'), "line 3"),
        ("a.eaf", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><ANNOTATION_DOCUMENT/>', "document type"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_place(name: str, text: str, place: str) -> None:
    with pytest.raises(Refused, match="Nothing was imported") as told:
        read_annotations(text.encode(), name)
    assert place in told.value.sentence.en and len(told.value.sentence.en) < 400


def test_an_unknown_form_is_named() -> None:
    with pytest.raises(WrongUse, match=r"\.eaf"):
        read_annotations(b"", "marks.docx")


@pytest.mark.parametrize(
    ("text", "point", "quote", "note"),
    [
        ("M-003 BA10 given_partly heard “a little loss” — low voice", "BA10", "a little loss", "low voice"),
        ("BA22.5 given_partly heard", "BA22.5", "", ""),
        ("given_partly|heard M-003 BA10 given_partly heard “x — y”", "BA10", "x — y", ""),
    ],
)
def test_words_of_our_own_are_understood(text: str, point: str, quote: str, note: str) -> None:
    said = said_by(Note(0, 1, text))
    assert (said.point, said.verdict, said.how) == (point, Verdict.GIVEN_PARTLY, How.HEARD)
    assert (said.quote, said.note) == (quote, note)


@pytest.mark.parametrize("text", ["", "BA10", "BA10 perhaps heard", "BA10 given smelled", "music", "at 10 given heard"])
def test_other_words_are_no_verdict(text: str) -> None:
    assert said_by(Note(0, 1, text)).verdict is None


def test_files_of_those_programs_are_read(shared_media: Path) -> None:
    labels = shared_media / "labels"
    found = {}
    for name in ("elan_sample_2.7.eaf", "sonnet001.eaf", "sonnet001.srt", "audacity/audacity_labels_en.txt"):
        found[name] = len(read_annotations((labels / name).read_bytes(), name).notes)
    assert found == {
        "elan_sample_2.7.eaf": 2823, "sonnet001.eaf": 15, "sonnet001.srt": 15, "audacity/audacity_labels_en.txt": 2
    }  # fmt: skip
    read = read_annotations((labels / "boris/test.boris").read_bytes(), "test.boris", "observation #1")
    assert len(read.notes) == 4 and read.notes[0] == Note(3_300_000, 7_750_000, "", "subject1", "s")
