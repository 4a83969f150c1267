"""The demo cases D3 (no paper, two visits) and D4 (a call about a bill) at the window, verdict by verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest

from evidence.model.coverage import PlayRules, ReadRules, Stretch
from evidence.model.findings import FindingResult
from evidence.model.kinds import AudioUsable, Result
from evidence.store.exhibits import list_exhibits
from evidence.store.keeping import judge_sound
from evidence.store.ledger import record_pages_shown, record_played
from evidence.store.library import Library
from tests import barcodes
from tests.app.window.demo_cases import Given, Reviewer, begin, take, write
from tests.app.window.person import Key, Person
from tests.app.window.pictures import write_page
from tests.barcodes import Recipe
from tests.cases import cases_of

SitDown = Callable[..., Person]
FIRST, SECOND = "2026-03-12", "2026-03-13"
CALL_S = 3


def stored(reviewer: Reviewer) -> dict[str, set[str]]:
    """The verdicts that stand in the database, by point."""
    found: dict[str, set[str]] = {}
    for mark in reviewer.person.marks_on_disk():
        found.setdefault(mark.point, set()).add(mark.verdict.value)
    return found


def results(reviewer: Reviewer) -> Mapping[str, Result]:
    return {one.point: one.result for one in reviewer.person.case.conclusions}


def in_question(reviewer: Reviewer, day: str, begin_at: str, end_at: str) -> None:
    """Write down from when to when it would have happened."""

    def when(section: Any) -> None:
        take(section, "allegation", 1)
        write(section, "begin", f"{day} {begin_at}")
        write(section, "end", f"{day} {end_at}")

    reviewer.paper("intervals", when)


def finds(reviewer: Reviewer, result: FindingResult, reasoning: str) -> None:
    """Write down what was found about what the customer says, citing the first mark."""

    def found(section: Any) -> None:
        take(section, "allegation", 1)
        take(section, "result", list(FindingResult).index(result) + 1)
        write(section, "reasoning", reasoning)
        if result is not FindingResult.CANNOT_DETERMINE:
            marks = section.sheet.editor("marks_for").widget
            marks.setFocus()
            QTest.keyClick(marks, Key.Key_Home)
            QTest.keyClick(marks, Key.Key_Space)
            assert section.sheet.editor("marks_for").model.ticked(), "nothing was ticked"

    reviewer.paper("findings", found)
    (kept,) = reviewer.person.case.papers.findings
    assert kept.value.result is result


def visits(folder: Path, *papers: str) -> Path:
    """Two visits on silent cameras with checked clocks, and these papers."""
    files = [
        Given(
            barcodes.make(folder / f"visit-{day}.mp4", Recipe(frames=40, gop=20, first_number=first)), f"{day}T10:14:00"
        )
        for first, day in enumerate((FIRST, SECOND))
    ]
    files += [Given(write_page(folder / name)) for name in papers]
    begun = begin(folder / "complaint", "SU", "No statement paper on two visits", files)
    with Library.open(begun) as library:
        read_every_page(library)
    return begun


def read_every_page(library: Library) -> None:
    """Enter it as the page view does: how long a page stands on screen here depends on the machine."""
    (case,) = cases_of(library)
    pages = [(one.id, 1) for one in list_exhibits(library, case.id) if one.recording.facts.pages]
    assert record_pages_shown(library, case.id, pages, ReadRules()) is bool(pages)


def test_d3_what_was_done_between_two_visits_stands_in_logs(sit_down: SitDown, tmp_path: Path) -> None:
    reviewer = Reviewer(sit_down(visits(tmp_path, "stock-log.png", "branch-log.jpg")))
    person = reviewer.person
    reviewer.alleges("I came twice and got no statement")
    in_question(reviewer, FIRST, "10:14:00.5", "10:14:01.2")
    in_question(reviewer, SECOND, "10:14:00.5", "10:14:01.2")
    for exhibit, digits, verdict, how in (
        ("EX-03", "01", "given", "read"),
        ("EX-01", "02", "not_found", "seen"),
        ("EX-02", "02", "not_found", "seen"),
        ("EX-03", "02", "not_found", "read"),
        ("EX-04", "02", "not_found", "read"),
        ("EX-03", "03", "given", "read"),
        ("EX-03", "04", "not_found", "read"),
        ("EX-04", "04", "not_found", "read"),
        ("EX-03", "05", "not_found", "read"),
        ("EX-01", "06", "not_covered", "seen"),
        ("EX-01", "07", "not_covered", "seen"),
        ("EX-02", "08", "contradicted", "seen"),
        ("EX-04", "09", "not_found", "read"),
        ("EX-04", "11", "given_late", "read"),
        ("EX-03", "12", "given_partly", "read"),
    ):
        reviewer.mark(exhibit, digits, verdict, how)
    reviewer.mark("EX-04", "10", "not_applicable", "read", note="nobody was asked to act for the customer")
    assert {point: verdicts for point, verdicts in stored(reviewer).items()} == {
        "SU01": {"given"},
        "SU02": {"not_found"},
        "SU03": {"given"},
        "SU04": {"not_found"},
        "SU05": {"not_found"},
        "SU06": {"not_covered"},
        "SU07": {"not_covered"},
        "SU08": {"contradicted"},
        "SU09": {"not_found"},
        "SU10": {"not_applicable"},
        "SU11": {"given_late"},
        "SU12": {"given_partly"},
    }
    inspecting = person.desk.findings.inspecting
    clips = [one for one in person.case.exhibits if one.recording.facts.pages is None]
    person.until(lambda: all(inspecting.finished(one.recording.sha256) for one in clips), "not looked through")
    reviewer.play_what_is_left()
    person.until(lambda: results(reviewer)["SU02"] is Result.NOT_GIVEN, "the notice was never settled")
    assert dict(results(reviewer)) == {
        "SU01": Result.GIVEN,
        "SU02": Result.NOT_GIVEN,
        "SU03": Result.GIVEN,
        "SU04": Result.NOT_FOUND_IN_PART,  # something done: cameras could have shown it too, and no mark says so there
        "SU05": Result.NOT_GIVEN,
        "SU09": Result.NOT_GIVEN,
        "SU06": Result.CANNOT_DETERMINE,
        "SU07": Result.CANNOT_DETERMINE,
        "SU08": Result.CONTRADICTED,
        "SU10": Result.NOT_APPLICABLE,
        "SU11": Result.GIVEN_LATE,
        "SU12": Result.GIVEN_PARTLY,
    }
    finds(reviewer, FindingResult.SUPPORTED, "No paper in stock, and no step for what follows the first visit.")
    text, audit = reviewer.hand_over(tmp_path / "d3.pdf")
    assert "nobody was asked to act for the customer" in text and "No paper in stock" in text
    assert audit["findings"] == audit["absences"] == "passed"


def test_d3_without_the_logs_nothing_is_determined_about_what_stands_in_them(sit_down: SitDown, tmp_path: Path) -> None:
    reviewer = Reviewer(sit_down(visits(tmp_path)))
    reviewer.alleges("I came twice and got no statement")
    for digits in ("04", "05", "09"):
        reviewer.mark("EX-02", digits, "not_covered", "seen")
    assert set(results(reviewer).items()) == {(f"SU0{n}", Result.CANNOT_DETERMINE) for n in (4, 5, 9)}
    finds(reviewer, FindingResult.CANNOT_DETERMINE, "The stock log and the branch's tickets are missing.")
    text, audit = reviewer.hand_over(tmp_path / "d3.pdf")
    assert "Not covered" in text and "The stock log and the branch's tickets are missing." in text
    assert audit["findings"] == "passed"


def call(folder: Path, *played_s: tuple[float, float]) -> Path:
    """A call with usable sound, the bill, the log of messages; and what of the call was listened to before.

    The listening is entered in the ledger as a player enters it: a machine without a loudspeaker plays nothing that
    counts as heard.
    """
    sound = barcodes.write_wav(folder / "call.wav", barcodes.tone(float(CALL_S)))
    papers = [Given(write_page(folder / name)) for name in ("bill.png", "messages.jpg")]
    begun = begin(
        folder / "complaint", "BE", "A bill that nobody could explain", [Given(sound, f"{FIRST}T10:14:00"), *papers]
    )
    with Library.open(begun) as library:
        (case,) = cases_of(library)
        judge_sound(library, case.id, "EX-01", AudioUsable.YES)
        read_every_page(library)
        exhibit = list_exhibits(library, case.id)[0].id
        heard = [
            Stretch(exhibit, int(a * 1_000_000), int(b * 1_000_000), 1000, sounded=True, seen=False)
            for a, b in played_s
        ]
        if heard:
            assert record_played(library, case.id, heard, PlayRules())
    return begun


HEARD = ("01", "02", "03", "04", "05", "06", "07", "08", "09", "11", "13")
BAD = {
    "01": "contradicted",
    "02": "contradicted",
    "03": "not_found",
    "04": "not_found",
    "05": "given_partly",
    "06": "not_found",
    "07": "not_found",
    "08": "contradicted",
    "09": "not_found",
    "10": "not_found",
    "11": "contradicted",
    "12": "contradicted",
    "13": "not_found",
}


def marked(reviewer: Reviewer, verdicts: Mapping[str, str]) -> None:
    """Mark every point of the list: what is said in the call, what was sent in the log, the figure in both."""
    for digits in HEARD:
        reviewer.mark("EX-01", digits, verdicts[digits], "heard")
    reviewer.mark("EX-01", "12", verdicts["12"], "heard")
    reviewer.mark("EX-02", "12", verdicts["12"], "read")
    reviewer.mark("EX-03", "10", verdicts["10"], "read")
    assert stored(reviewer) == {f"BE{digits}": {verdict} for digits, verdict in verdicts.items()}


def test_d4_the_good_call_gives_every_point(sit_down: SitDown, tmp_path: Path) -> None:
    reviewer = Reviewer(sit_down(call(tmp_path)))
    reviewer.alleges("Nobody explained the bill")
    marked(reviewer, dict.fromkeys(BAD, "given"))
    assert set(results(reviewer).values()) == {Result.GIVEN} and len(results(reviewer)) == len(BAD)
    finds(reviewer, FindingResult.NOT_SUPPORTED, "Every part of the sum was named, and it is the sum billed.")
    text, audit = reviewer.hand_over(tmp_path / "d4.pdf")
    assert "Every part of the sum was named" in text and "Contradicted" not in text
    assert audit["findings"] == "passed"


@pytest.mark.parametrize("played_s", [(0, CALL_S), (0, 1.5)], ids=["in full", "in part"])
def test_d4_the_bad_call(sit_down: SitDown, tmp_path: Path, played_s: tuple[float, float]) -> None:
    reviewer = Reviewer(sit_down(call(tmp_path, played_s)))
    person = reviewer.person
    reviewer.alleges("Nobody explained the bill")
    in_question(reviewer, FIRST, "10:14:00.5", "10:14:02.5")
    marked(reviewer, BAD)
    inspecting, exhibit = person.desk.findings.inspecting, person.case.exhibits[0]
    person.until(lambda: inspecting.finished(exhibit.recording.sha256), "not looked through")
    full = played_s[1] == CALL_S
    absent = Result.NOT_GIVEN if full else Result.NOT_FOUND_IN_PART
    person.until(lambda: results(reviewer)["BE03"] is absent)
    expected = {
        "contradicted": Result.CONTRADICTED,
        "given_partly": Result.GIVEN_PARTLY,
        "not_found": absent,
    }
    wanted = {f"BE{digits}": expected[verdict] for digits, verdict in BAD.items()}
    assert dict(results(reviewer)) == wanted | {"BE10": Result.NOT_FOUND_IN_PART}  # a message could be shown elsewhere
    finds(reviewer, FindingResult.SUPPORTED, "The figure said is not the figure billed.")
    text, audit = reviewer.hand_over(tmp_path / "d4.pdf")
    assert ("all of the time in question was played" in text) is full
    assert ("% of the time in question was played" in text) or full
    assert "The opposite is shown in" in text and "The figure said is not the figure billed." in text
    assert audit["findings"] == audit["absences"] == "passed"
