"""The demo cases D1, D1b, D2, D5 and D6 at the window, from the linked files to the case file and what it prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest

from evidence.model.findings import FindingResult
from evidence.model.kinds import Result
from evidence.model.requests import Reply
from tests import barcodes
from tests.app.window.demo_cases import Given, Reviewer, begin, take, write
from tests.app.window.person import Person
from tests.app.window.pictures import write_page
from tests.barcodes import Recipe
from tests.command import make_clip

SitDown = Callable[..., Person]
DAY = "2026-03-12"


def silent(path: Path, frames: int = 75) -> Path:
    return barcodes.make(path, Recipe(frames=frames, gop=25))


def result(reviewer: Reviewer, point: str) -> Result:
    return next(one.result for one in reviewer.person.case.conclusions if one.point == point)


def dates(form: Any, **typed: tuple[str, int]) -> None:
    """Type the dates of the contract, each with the row of the exhibit that proves it."""
    QTest.keyClicks(form.product.name, "Endowment, single premium")
    QTest.keyClicks(form.product.premium.amount, "50000")
    QTest.keyClicks(form.product.hesitation_days, "15")
    for name, (day, exhibit) in typed.items():
        QTest.keyClicks(form.product.dates[name].date, day)
        form.product.dates[name].exhibit.setCurrentIndex(exhibit)


def sale(folder: Path) -> Path:
    """The files of the sale: a recording of sound and picture, the receipt, the request to surrender."""
    clip = make_clip(folder / "dual.mp4")
    files = [
        Given(clip, f"{DAY}T10:14:00"),
        Given(write_page(folder / "receipt.png")),
        Given(write_page(folder / "surrender.jpg")),
    ]
    return begin(folder / "complaint", "BA", "Surrender refused on the sixteenth day", files)


def test_d1_the_loss_is_told_in_part_and_the_sixteenth_day_is_still_inside(sit_down: SitDown, tmp_path: Path) -> None:
    reviewer = Reviewer(sit_down(sale(tmp_path)))
    reviewer.correct(
        lambda form: dates(
            form,
            sold=("2026-03-10", 0),
            receipt_signed=("2026-03-11", 2),
            called_back=("2026-03-16", 0),
            surrender_requested=("2026-03-26", 3),
        )
    )
    reviewer.mark("EX-01", "10", "given_partly", "heard", "可能会有一点损失")
    assert result(reviewer, "BA10") is Result.GIVEN_PARTLY
    told = reviewer.reads(reviewer.person.desk.dates)
    assert "Inside the hesitation period" in told and "Within one day of the limit" in told
    text, _ = reviewer.hand_over(tmp_path / "d1.pdf")
    assert "Inside the hesitation period" in text and "Given partly" in text and "可能会有一点损失" in text
    assert "At the edge: one day decides" in text


def test_d1b_without_the_receipts_date_nothing_is_determined_and_the_receipt_is_asked_for(
    sit_down: SitDown, tmp_path: Path
) -> None:
    reviewer = Reviewer(sit_down(sale(tmp_path)))
    reviewer.correct(lambda form: dates(form, sold=("2026-03-10", 0), surrender_requested=("2026-03-26", 3)))
    told = reviewer.reads(reviewer.person.desk.dates)
    assert "Cannot be determined. The start of the period is not known" in told and "Inside the" not in told

    def ask_for_it(section: Any) -> None:
        write(section, "what", "the signed receipt of the policy")

    reviewer.paper("requests", ask_for_it)
    text, _ = reviewer.hand_over(tmp_path / "d1b.pdf")
    assert "Cannot tell 无法判断. Cannot be determined. The start of the period is not known." in text
    assert "the signed receipt of the policy" in text


def counter(folder: Path, kind: str, title: str) -> Path:
    """The counter: pictures without sound, and a microphone; both on a checked clock."""
    microphone = barcodes.write_wav(folder / "counter.wav", barcodes.tone(3.0))
    files = [Given(silent(folder / "counter.mp4"), f"{DAY}T10:14:00"), Given(microphone, f"{DAY}T10:14:00")]
    return begin(folder / "complaint", kind, title, files)


def test_d2_the_tone_contradicts_what_was_promised(sit_down: SitDown, tmp_path: Path) -> None:
    reviewer = Reviewer(sit_down(counter(tmp_path, "SC", "Sent away in a sharp tone")))
    reviewer.is_refused("EX-01", "02", "contradicted", "heard", "no sound")
    reviewer.mark("EX-02", "02", "contradicted", "heard", "go over there")
    assert result(reviewer, "SC02") is Result.CONTRADICTED
    text, _ = reviewer.hand_over(tmp_path / "d2.pdf")
    assert "Contradicted" in text and "go over there" in text


def test_d2_a_notice_that_nobody_sees_is_not_given_once_all_was_played(sit_down: SitDown, tmp_path: Path) -> None:
    reviewer = Reviewer(sit_down(counter(tmp_path, "SU", "No notice that the machine was out of paper")))
    person = reviewer.person
    reviewer.alleges("There was no notice")

    def when(section: Any) -> None:
        take(section, "allegation", 1)
        write(section, "begin", f"{DAY} 10:14:00.5")
        write(section, "end", f"{DAY} 10:14:02.5")

    reviewer.paper("intervals", when)
    reviewer.mark("EX-01", "02", "not_found", "seen")
    reviewer.mark("EX-02", "07", "given", "heard", "the next branch prints it")
    assert result(reviewer, "SU02") is Result.NOT_FOUND_IN_PART
    clips = person.case.exhibits
    inspecting = person.desk.findings.inspecting
    person.until(lambda: all(inspecting.finished(each.recording.sha256) for each in clips), "not looked through")
    person.until(lambda: any(one.code == "SU02" for one in person.case.judged.left))
    reviewer.play_what_is_left()
    person.until(lambda: result(reviewer, "SU02") is Result.NOT_GIVEN, "it was never settled")
    assert result(reviewer, "SU07") is Result.GIVEN
    text, audit = reviewer.hand_over(tmp_path / "d2.pdf")
    assert (
        "Not given" in text and "all of the time in question was played" in text and "the next branch prints it" in text
    )
    assert audit["absences"] == "passed"


def test_d5_what_is_said_about_a_counterfeit_note_is_not_covered_by_silent_pictures(
    sit_down: SitDown, tmp_path: Path
) -> None:
    files = [Given(silent(tmp_path / "counter.mp4"), f"{DAY}T10:14:00")]
    reviewer = Reviewer(sit_down(begin(tmp_path / "complaint", "CF", "A note was kept as counterfeit", files)))
    for digits in ("01", "02", "03", "04"):
        reviewer.mark("EX-01", digits, "given", "seen")
    reviewer.is_refused("EX-01", "05", "given", "heard", "no sound")
    reviewer.mark("EX-01", "05", "not_covered", "seen")
    for point in ("CF01", "CF02", "CF03", "CF04"):
        assert result(reviewer, point) is Result.GIVEN
    assert result(reviewer, "CF05") is Result.CANNOT_DETERMINE
    text, _ = reviewer.hand_over(tmp_path / "d5.pdf")
    assert "CF05" in text and "Not covered" in text and "a passage known as heard" in text


def test_d6_overwritten_footage_leads_to_cannot_determine_with_its_reasoning(sit_down: SitDown, tmp_path: Path) -> None:
    reviewer = Reviewer(sit_down(begin(tmp_path / "complaint", "SC", "Shouted at in the lobby", [])), empty=True)
    reviewer.alleges("The guard shouted at me")

    def overwritten(section: Any) -> None:
        write(section, "what", "footage of the lobby, 12 March, 10:00 to 11:00")
        write(section, "due", "2026-04-20")
        take(section, "reply", 5)
        write(section, "replied", "2026-04-13 09:00")
        write(section, "reply_text", "overwritten on day 31")

    reviewer.paper("requests", overwritten)

    def cannot_tell(section: Any) -> None:
        take(section, "allegation", 1)
        take(section, "result", 4)
        write(section, "reasoning", "The footage was overwritten on day 31; nobody else was there.")

    reviewer.paper("findings", cannot_tell)
    (request,) = reviewer.person.case.papers.requests
    (finding,) = reviewer.person.case.papers.findings
    assert (request.value.reply, finding.value.result) == (Reply.OVERWRITTEN, FindingResult.CANNOT_DETERMINE)
    text, audit = reviewer.hand_over(tmp_path / "d6.pdf")
    assert audit["findings"] == audit["requests"] == "passed"
    assert "overwritten on day 31" in text and "Cannot be determined" in text
