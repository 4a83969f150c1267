"""The JSON forms of the contract, verb by verb: names and types that other people's scripts rely on."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests import barcodes
from tests.app.cli.conftest import Small
from tests.barcodes import Recipe
from tests.command import apart, ask, here, make_call, make_clip, new_case, new_library

HEX = re.compile(r"[0-9a-f]{64}")
NUMBER, TEXT, FLAG, LIST = int, str, bool, list


def holds(document: Any, **kinds: type | tuple[type, ...]) -> None:
    """Each of these names is there with a value of its kind (a whole number is no truth value)."""
    for name, kind in kinds.items():
        assert name in document, (name, document)
        value = document[name]
        assert isinstance(value, kind), (name, value)
        assert not isinstance(value, float) and (kind is FLAG or not isinstance(value, bool)), (name, value)


def test_new_library_and_new_case(tmp_path: Path) -> None:
    made = ask("new", "library", tmp_path / "library", "--zone", "Asia/Shanghai")
    assert made["library"] == str(tmp_path / "library") and made["zone"] == "Asia/Shanghai"
    labels = [ask("new", "case", "--title", "一", library=tmp_path / "library")["case"] for _ in range(2)]
    year = re.fullmatch(r"C-([0-9]{4})-0001", labels[0])
    assert year and labels[1] == f"C-{year[1]}-0002"


@pytest.mark.parametrize("kind", ["BA", "WP", "FE", "AR", "SC", "SU", "BE", "CF"])
def test_a_case_of_every_kind_can_be_opened(small: Small, tmp_path: Path, kind: str) -> None:
    assert new_case(small.copy(tmp_path / "library"), "--kind", kind)


def test_add(small: Small) -> None:
    exhibits = small.added["exhibits"]
    assert small.added["refused"] == []
    assert [one["exhibit"] for one in exhibits] == ["EX-01", "EX-02", "EX-03", "EX-04"]
    assert [one["kind"] for one in exhibits] == ["cctv", "service_call", "document", "photo"]
    for one in exhibits:
        holds(one, exhibit=TEXT, sha256=TEXT, kind=TEXT, duration_us=NUMBER, frames=NUMBER, already_linked=FLAG)
        assert HEX.fullmatch(one["sha256"]) and one["already_linked"] is False
    assert (exhibits[0]["frames"], exhibits[0]["duration_us"]) == (25, 1_000_000)
    assert (exhibits[1]["frames"], exhibits[1]["duration_us"]) == (0, 2_000_000)
    assert exhibits[2]["pages"] == 2


def test_add_again_says_that_it_was_linked_already(small: Small, tmp_path: Path) -> None:
    library = small.copy(tmp_path / "library")
    again = ask("add", small.case, small.files, library=library)
    assert [one["already_linked"] for one in again["exhibits"]] == [True] * 4
    assert {one["exhibit"]: one["sha256"] for one in again["exhibits"]} == {
        one["exhibit"]: one["sha256"] for one in small.added["exhibits"]
    }


def test_add_links_the_rest_and_exits_with_1_if_anything_was_refused(small: Small, tmp_path: Path) -> None:
    playlist = tmp_path / "clip.mp4"
    playlist.write_text("ffconcat version 1.0\nfile ok.mp4\n")
    missing = tmp_path / "nowhere.wav"
    good = make_call(tmp_path / "good.wav", 1.0)
    library = small.copy(tmp_path / "library")
    added = ask("add", small.case, playlist, missing, good, library=library, code=1)
    assert [one["exhibit"] for one in added["exhibits"]] == ["EX-05"]
    assert [one["path"] for one in added["refused"]] == [str(playlist), str(missing)]
    for one in added["refused"]:
        holds(one, path=TEXT, reason=TEXT)
        assert one["reason"].endswith(".") and "Traceback" not in one["reason"]


def test_add_as_a_kind_with_a_start_on_the_wall_clock(small: Small, tmp_path: Path) -> None:
    library = small.copy(tmp_path / "library")
    call = make_call(tmp_path / "call-2.wav", 1.0)
    added = here("add", small.case, call, "--as", "callback_audio", "--start", "2026-03-12T10:14:00", "--json",
                 library=library)  # fmt: skip
    assert added.code == 0 and added.document["exhibits"][0]["kind"] == "callback_audio"
    assert "Asia/Shanghai" in added.err, "a start without an offset is taken in the library's zone, and that is said"
    clip = make_clip(tmp_path / "clip-2.mp4", 50)
    added = here("add", small.case, clip, "--as", "dual_recording", "--start", "2026-03-12T10:14:00+07:00", "--json",
                 library=library)  # fmt: skip
    assert added.code == 0 and added.err == ""
    ask("mark", small.case, "EX-06", "--in", "0.2", "--point", "BA10", "--verdict", "given", "--how", "heard",
        library=library)  # fmt: skip
    ask("export", small.case, "-o", tmp_path / "case.pdf", library=library)
    from evidence.casefile.freezing import read_case
    from evidence.store.library import Library

    with Library.open(library) as opened:
        clocks = [exhibit.recording.clock for exhibit in read_case(opened, small.case).exhibits]
    assert [clock.start.text() for clock in clocks[-2:] if clock.start] == [
        "2026-03-12T10:14:00+08:00",
        "2026-03-12T10:14:00+07:00",
    ]


def test_add_says_which_files_are_shown_as_one_recording(tmp_path: Path) -> None:
    library = new_library(tmp_path / "library")
    case = new_case(library)
    folder = tmp_path / "recorder"
    folder.mkdir()
    for second in (0, 1, 3, 7):  # a second each: the third comes a second late
        make_clip(folder / f"ch01_2023100114000{second}.mp4", first_number=25 * second, sound_s=0)
    added = here("add", case, folder, "--json", library=library)
    assert added.document["series"] == [
        {"name": "ch01", "exhibits": ["EX-01", "EX-02", "EX-03"], "gaps_us": [0, 1_000_000], "gaps": 0, "overlaps": 0}
    ]
    [doubt] = added.document["series_in_doubt"]
    assert (doubt["exhibits"], doubt["doubt"]) == (["EX-03", "EX-04"], "missing")
    assert "EX-01…EX-03: 3 files are shown as one recording, ch01, 14:00:00 to 14:00:04" in added.err
    assert doubt["reason"] in added.err
    again = here("add", case, make_clip(tmp_path / "lobby.mp4"), "--json", library=library)
    assert (again.document["series"], again.document["series_in_doubt"]) == ([], [])


def test_files_are_joined_and_taken_apart_and_what_lies_at_their_border_is_found(tmp_path: Path) -> None:
    library = new_library(tmp_path / "library")
    case = new_case(library)
    for number in (1, 2):
        make_clip(tmp_path / f"desk {number}.mp4", first_number=25 * number, sound_s=0)
    files = [tmp_path / "desk 1.mp4", tmp_path / "desk 2.mp4"]
    ask("add", case, *files, library=library)
    assert ask("series", case, library=library) == {"case": case, "series": [], "set": False}
    unknown = here("series", case, "--join", "EX-01", "EX-02", "--reason", "x", "--json", library=library)
    assert unknown.code == 1 and "when EX-01 begins" in unknown.document["error"]["sentence"]
    starts = ("--start", "EX-02", "2026-03-12 10:00:00", "--start", "EX-01", "2026-03-12 10:00:03")
    bare = here("series", case, "--join", "EX-01", "EX-02", *starts, "--json", library=library)
    assert bare.code == 2 and "reason" in bare.document["error"]["sentence"]
    joined = ask("series", case, "--join", "EX-01", "EX-02", *starts, "--reason", "same camera", library=library)
    [one] = joined["series"]
    assert (one["exhibits"], one["gaps_us"], one["gaps"]) == (["EX-02", "EX-01"], [2_000_000], 1)
    assert one["by_hand"]["reason"] == "same camera" and joined["set"] is True
    over = here(
        "clip", case, "EX-02", "--in", "0.5", "--out", "1.5", "-o", tmp_path / "x.mp4", "--json", library=library
    )
    assert over.code == 1 and "goes on in EX-01" in over.document["error"]["sentence"]
    words = ("--point", "BA10", "--verdict", "given", "--how", "seen", "--note", "at the border")
    last = ask("mark", case, "EX-02", "--in", "0.96", *words, library=library)
    assert (last["frame"], last["in_us"], last["exhibit"]) == (24, 960_000, "EX-02")
    first = ask("mark", case, "EX-01", "--in", "0", *words, library=library)
    assert (first["frame"], first["exhibit"]) == (0, "EX-01")
    for mark in (last, first):
        located = ask("locate", mark["reference"], "--still", tmp_path / "there.png", library=library)
        assert (located["exhibit"], located["frame"]) == (mark["exhibit"], mark["frame"])
        still = ("--frame", mark["frame"], "-o", tmp_path / "here.png")
        assert ask("still", case, mark["exhibit"], *still, library=library)["frame"] == mark["frame"]
        assert (tmp_path / "here.png").read_bytes() == (tmp_path / "there.png").read_bytes()
    hits = ask("find", "border", library=library)["hits"]
    assert {one["reference"] for one in hits} == {f"{case}/EX-02/M-001", f"{case}/EX-01/M-002"}
    ask("series", case, "--apart", "EX-01", "--reason", "two cameras", library=library)
    assert ask("series", case, library=library)["series"] == []
    again = here("series", case, "--apart", "EX-01", "--reason", "two cameras", "--json", library=library)
    assert again.code == 1 and "on its own already" in again.document["error"]["sentence"]
    assert ask("check", library=library)["verdict"] == "passed"


@pytest.mark.parametrize(
    "kind",
    ["dual_recording", "cctv", "callback_audio", "callback_log", "service_call", "complaint_interview", "screen_log",
     "document", "photo", "other"],
)  # fmt: skip
def test_every_kind_of_recording_of_the_contract_is_taken(kind: str, tmp_path: Path) -> None:
    library = new_library(tmp_path / "library")
    note = tmp_path / "note.txt"
    note.write_text("a note")
    added = ask("add", new_case(library), note, "--as", kind, library=library)
    assert added["exhibits"][0]["kind"] == kind


def test_media(small: Small) -> None:
    told = ask("media", small.files / "clip.mp4")
    holds(told, container=TEXT, streams=LIST, frames=NUMBER, first_us=NUMBER, last_us=NUMBER, duration_us=NUMBER,
          variable_rate=FLAG, gaps=LIST, sound=dict, warnings=LIST)  # fmt: skip
    assert (told["frames"], told["first_us"], told["last_us"]) == (25, 0, 960_000)
    assert told["gaps"] == [] and told["variable_rate"] is False
    assert {stream["kind"] for stream in told["streams"]} == {"picture", "sound"}
    sound_only = ask("media", small.files / "call.wav")
    assert (sound_only["frames"], sound_only["sound"]["sample_rate"]) == (0, 8000)


def test_media_names_gaps_and_a_variable_rate(tmp_path: Path) -> None:
    ticks = [40 * number + (5000 if number >= 10 else 0) for number in range(20)]
    gap = ask("media", barcodes.make(tmp_path / "gap.mkv", Recipe(frames=20, ticks=ticks, gop=5)))
    assert gap["gaps"] == [{"from_us": 360_000, "to_us": 5_400_000}] and gap["variable_rate"] is False
    ticks = [number * number * 3 for number in range(20)]
    assert ask("media", barcodes.make(tmp_path / "vfr.mkv", Recipe(frames=20, ticks=ticks, gop=5)))["variable_rate"]


def test_still_of_a_file_and_of_an_exhibit_are_the_same_frame(small: Small, tmp_path: Path) -> None:
    by_path = ask("still", small.files / "clip.mp4", "--frame", "7", "-o", tmp_path / "a.png")
    by_exhibit = ask("still", small.case, "EX-01", "--at", "0.2999", "-o", tmp_path / "b.png", library=small.library)
    for told in (by_path, by_exhibit):
        holds(told, frame=NUMBER, shown_us=NUMBER, pts=NUMBER, time_base=TEXT)
        assert (told["frame"], told["shown_us"]) == (7, 280_000)
        assert re.fullmatch(r"[0-9]+/[0-9]+", told["time_base"])
    with Image.open(tmp_path / "a.png") as one, Image.open(tmp_path / "b.png") as other:
        first, second = np.asarray(one.convert("RGB")), np.asarray(other.convert("RGB"))
    assert (first == second).all() and barcodes.read(first) == 7


@pytest.mark.parametrize(
    ("time", "frame"),
    [("0", 0), ("00:00:00", 0), ("0.039999", 0), ("0.04", 1), ("00:00:00.04", 1), ("40000us", 1), ("0.96", 24),
     ("1.0", 24), (" 0.5 ", 12)],
)  # fmt: skip
def test_the_forms_of_a_time(small: Small, tmp_path: Path, time: str, frame: int) -> None:
    told = ask("still", small.files / "clip.mp4", "--at", time, "-o", tmp_path / "a.png")
    assert (told["frame"], told["shown_us"]) == (frame, 40_000 * frame)


def test_mark_and_marks(small: Small) -> None:
    listed = ask("marks", small.case, library=small.library)["marks"]
    assert [one["mark"] for one in listed] == ["M-001", "M-002", "M-003", "M-004"]
    assert listed == list(small.marks), "`mark` answers with what `marks` lists"
    for one in listed:
        holds(one, mark=TEXT, reference=TEXT, point=TEXT, verdict=TEXT, how=TEXT, quote=TEXT, note=TEXT, by=TEXT,
              at=TEXT, withdrawn=FLAG)  # fmt: skip
        assert one["withdrawn"] is False
    clip, call, paper, photo = listed
    holds(clip, in_us=NUMBER, out_us=NUMBER, frame=NUMBER)
    assert (clip["in_us"], clip["out_us"], clip["frame"]) == (200_000, 400_000, 5)
    assert (call["in_us"], call["out_us"], call["frame"]) == (500_000, 1_500_000, None)
    assert (paper["in_us"], paper["page"], paper["box"]) == (None, 2, "1000,500,4000,900")
    assert (photo["page"], photo["box"]) == (1, None)
    assert call["point"] == "BA22.1"
    digests = {one["exhibit"]: one["sha256"] for one in small.added["exhibits"]}
    for one in listed:
        assert one["reference"].startswith(f"{small.case}/{one['exhibit']}/{one['mark']}@")
        assert one["reference"].endswith(f";sha256={digests[one['exhibit']][:16]}")


def test_find(small: Small) -> None:
    hits = ask("find", "犹豫期", library=small.library)["hits"]
    assert hits == [
        {
            "where": "quote",
            "reference": f"{small.case}/EX-01/M-001",
            "text": "您这款产品有十五天的犹豫期",
            "at_us": None,
        },
    ]
    assert ask("find", "SURRENDER", library=small.library)["hits"][0]["where"] == "complaint"
    assert ask("find", "clear", library=small.library)["hits"][0]["where"] == "note"
    assert ask("find", "nobody said this", library=small.library) == {"hits": []}


def test_export_and_verify(small: Small) -> None:
    exported = small.exported
    holds(exported, path=TEXT, sha256=TEXT, content_sha256=TEXT, pages=NUMBER, head=dict)
    holds(exported["head"], seq=NUMBER, hash=TEXT)
    assert HEX.fullmatch(exported["sha256"]) and HEX.fullmatch(exported["content_sha256"])
    vouched = ask("verify", small.case_file, library=small.library)
    assert (vouched["verdict"], vouched["integrity"], vouched["origin"]) == ("passed", "passed", "passed")
    alone = ask("verify", small.case_file, code=3)
    assert (alone["verdict"], alone["integrity"], alone["origin"]) == ("cannot_tell", "passed", "cannot_tell")
    for one in (*vouched["checks"], *alone["checks"]):
        holds(one, name=TEXT, verdict=TEXT, reason=TEXT, files=LIST)
        assert one["verdict"] in ("passed", "failed", "cannot_tell") and one["reason"]


def test_verify_of_an_altered_file_fails_with_and_without_the_library(small: Small, tmp_path: Path) -> None:
    data = bytearray(small.case_file.read_bytes())
    data[len(data) // 2] ^= 1
    altered = tmp_path / "altered.pdf"
    altered.write_bytes(data)
    for library in (None, small.library):
        told = ask("verify", altered, library=library, code=1)
        assert (told["verdict"], told["integrity"]) == ("failed", "failed")
        assert [one for one in told["checks"] if one["verdict"] == "failed" and one["files"]]


def test_verify_with_another_library_vouches_for_nothing(small: Small, tmp_path: Path) -> None:
    told = ask("verify", small.case_file, library=new_library(tmp_path / "other"), code=3)
    assert told["origin"] == "cannot_tell"


def test_locate(small: Small, tmp_path: Path) -> None:
    clip, call, paper, _ = small.marks
    told = ask("locate", clip["reference"], "--still", tmp_path / "a.png", library=small.library)
    holds(told, case=TEXT, exhibit=TEXT, frame=NUMBER, shown_us=NUMBER)
    assert (told["case"], told["exhibit"], told["frame"], told["shown_us"]) == (small.case, "EX-01", 5, 200_000)
    assert barcodes.read(np.asarray(Image.open(tmp_path / "a.png").convert("RGB"))) == 5
    told = ask("locate", call["reference"], library=small.library)
    assert (told["frame"], told["shown_us"]) == (None, 500_000)
    told = ask("locate", paper["reference"], library=small.library)
    assert (told["page"], told["box"], told["frame"], told["shown_us"]) == (2, "1000,500,4000,900", None, None)


def test_check(small: Small) -> None:
    for words in (("check",), ("check", small.case)):
        told = ask(*words, library=small.library)
        assert told["verdict"] == "passed"
        names = [one["name"] for one in told["checks"]]
        assert names == ["library", "originals", "journals", "records"]
        for one in told["checks"]:
            holds(one, name=TEXT, verdict=TEXT, reason=TEXT, files=LIST)


def test_labels_may_be_typed_small_and_short(small: Small, tmp_path: Path) -> None:
    library = small.copy(tmp_path / "library")
    made = ask("mark", small.case.lower(), "ex-1", "--in", "0.2", "--point", "ba10", "--verdict", "unclear", "--how",
               "heard", library=library)  # fmt: skip
    assert (made["exhibit"], made["point"]) == ("EX-01", "BA10")


def test_the_library_may_be_named_by_the_environment(small: Small) -> None:
    named = {"REPLAYDESK_LIBRARY": str(small.library)}
    assert here("marks", small.case, environment=named).code == 0
    assert here("marks", small.case, environment={"REPLAYDESK_LIBRARY": ""}).code == 2
    assert here("marks", small.case, library=small.library, environment={"REPLAYDESK_LIBRARY": "/nowhere"}).code == 0


def test_options_may_stand_before_and_behind_the_verb(small: Small) -> None:
    before = here("--library", small.library, "--lang", "zh", "--json", "check", small.case)
    behind = here("check", small.case, "--library", small.library, "--lang", "zh", "--json")
    mixed = here("--json", "check", "--lang=zh", f"--library={small.library}", small.case)
    assert before == behind == mixed
    assert before.code == 0 and "完好" in before.out


def test_every_verb_answers_in_its_own_process_with_one_document(small: Small, tmp_path: Path) -> None:
    """The same forms through the real command, once for each verb: nothing else on standard output."""
    fresh = tmp_path / "fresh"
    calls: list[tuple[tuple[Any, ...], Path | None, int]] = [
        (("new", "library", fresh), None, 0),
        (("new", "case"), fresh, 0),
        (("add", small.case, small.files / "call.wav", tmp_path / "none.wav"), small.copy(tmp_path / "copy"), 1),
        (("media", small.files / "clip.mp4"), None, 0),
        (("still", small.case, "EX-01", "--frame", "3", "-o", tmp_path / "a.png"), small.library, 0),
        (("mark", small.case, "EX-02", "--in", "0", "--point", "BA10", "--verdict", "unclear", "--how", "heard"),
         tmp_path / "copy", 0),
        (("marks", small.case), small.library, 0),
        (("find", "犹豫"), small.library, 0),
        (("export", small.case, "-o", tmp_path / "case.pdf", "--lang", "zh"), tmp_path / "copy", 0),
        (("verify", tmp_path / "case.pdf"), tmp_path / "copy", 0),
        (("verify", tmp_path / "case.pdf"), None, 3),
        (("locate", small.marks[0]["reference"]), small.library, 0),
        (("check",), tmp_path / "copy", 0),
    ]  # fmt: skip
    for words, library, code in calls:
        answer = apart(*words, "--json", library=library)
        assert answer.code == code, (words, answer)
        assert isinstance(json.loads(answer.out), dict)
        assert "Traceback" not in answer.err


def test_a_doubt_about_a_mark_is_said_on_standard_error_only(small: Small, tmp_path: Path) -> None:
    answer = here("mark", small.case, "EX-01", "--in", "0.2", "--point", "BA10", "--verdict", "given", "--how", "seen",
                  "--json", library=small.copy(tmp_path / "library"))  # fmt: skip
    assert answer.code == 0 and answer.document["how"] == "seen"
    assert "Silent pictures cannot prove speech" in answer.err
