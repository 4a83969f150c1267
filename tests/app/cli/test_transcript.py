"""`transcript`: files become lines of an exhibit, all or nothing; odd ones are told, wrong ones refused."""

from __future__ import annotations

from pathlib import Path

from tests.app.cli.conftest import Small
from tests.command import ask, here

SAID = "1\n00:00:00,500 --> 00:00:01,000\n这款产品有犹豫期\n\n2\n00:00:01,500 --> 00:00:01,400\n退保有损失\n"


def test_lines_come_in_are_found_listed_and_taken_back(small: Small, tmp_path: Path) -> None:
    library = small.copy(tmp_path / "library")
    (tmp_path / "call.srt").write_bytes(SAID.encode("gb18030"))
    call = ("transcript", small.case, "EX-02")
    told = here(*call, tmp_path / "call.srt", "--language", "zh", "--offset=0.25", "--json", library=library)
    assert told.code == 0 and "GB18030" in told.err and "line 6" in told.err
    made = told.document["transcripts"][0]
    assert (made["transcript"], made["language"], made["offset_us"]) == ("T-01", "zh", 250_000)
    assert made["cues"][0] == {"from_us": 750_000, "to_us": 1_250_000, "speaker": "", "text": "这款产品有犹豫期"}
    assert [notice["name"] for notice in told.document["notices"]] == ["encoding", "reversed"]
    assert ask(*call, library=library)["transcripts"] == [made]
    hits = ask("find", "损失", library=library)["hits"]
    assert [(hit["where"], hit["reference"], hit["at_us"]) for hit in hits] == [
        ("transcript", f"{small.case}/EX-02", 1_750_000)
    ]
    assert ask(*call, "--withdraw", "T-01", library=library)["transcripts"][0]["withdrawn"] is True
    assert ask(*call, "--withdraw", "T-01", library=library)["transcripts"][0]["withdrawn"] is True
    assert ask("find", "损失", library=library)["hits"] == []
    assert ask("check", library=library)["verdict"] == "passed"


def test_a_wrong_file_is_refused_with_its_line_and_leaves_nothing(small: Small, tmp_path: Path) -> None:
    library = small.copy(tmp_path / "library")
    (tmp_path / "call.srt").write_text(SAID.replace("-->", "->"), encoding="utf-8")
    call = ("transcript", small.case, "EX-02")
    told = ask(*call, tmp_path / "call.srt", library=library, code=1)
    assert told["error"]["kind"] == "refused" and "line 2" in told["error"]["sentence"]
    assert ask(*call, library=library)["transcripts"] == []
    assert ask(*call, tmp_path / "gone.srt", library=library, code=1)["error"]["kind"] == "not_found"


def test_what_does_not_go_together_is_wrong_use(small: Small, tmp_path: Path) -> None:
    library = small.copy(tmp_path / "library")
    (tmp_path / "call.srt").write_text(SAID, encoding="utf-8")
    for words in (
        ("--language", "zh"),
        (tmp_path / "call.srt", "--withdraw", "T-01"),
        (tmp_path / "call.srt", "--language", "no such"),
        (tmp_path / "call.srt", "--encoding", "rot13"),
        (tmp_path / "call.srt", "--columns", "one"),
        (tmp_path / "call.srt", "--offset", "soon"),
    ):
        ask("transcript", small.case, "EX-02", *words, library=library, code=2)
    ask("transcript", small.case, "EX-03", tmp_path / "call.srt", library=library, code=1)
    assert ask("transcript", small.case, "EX-02", library=library)["transcripts"] == []
