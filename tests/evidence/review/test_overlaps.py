"""A "not found" over a stretch that shows nothing says so; what the act does not need is no hole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.assist.findings import Finding, FindingKind
from evidence.assist.unusable import PICTURE, SOUND, unusable
from evidence.model.kinds import Act, DisputeKind, How, Result, Verdict
from evidence.model.mark import Mark
from evidence.model.recording import Clock
from evidence.review.absence import Grounds
from evidence.review.conclusions import conclude
from evidence.review.coverage import Fitness, Sense, Source
from evidence.review.intervals import Intervals
from evidence.review.marking import point_of
from tests.evidence.review.values import mark, span

S = 1_000_000
SAID = point_of(DisputeKind.BA, "BA10")
DONE = next(
    point for point in [point_of(DisputeKind.SC, f"SC{n:02}") for n in range(1, 10)] if point.acts == (Act.DONE,)
)
FINDINGS = (
    Finding(10 * S, 14_200_000, FindingKind.GAP, 105, "picture"),
    Finding(30 * S, 33 * S, FindingKind.DIGITAL_SILENCE, 3000),
    Finding(50 * S, 52 * S, FindingKind.BLACK, 3),
)


def not_found(code: str, how: How, begin: int, end: int) -> Mark:
    return replace(mark(3, code, Verdict.NOT_FOUND, how), place=span(begin * S, end * S))


def grounds(made: Mark) -> Grounds:
    whole = Intervals(((0, 900 * S),))
    senses = {
        PICTURE: Sense(Fitness.YES, None, whole, unusable(FINDINGS, Act.DONE)),
        SOUND: Sense(Fitness.YES, None, whole, unusable(FINDINGS, Act.SAID)),
    }
    return Grounds((Source(made.exhibit, made.exhibit_label, Clock(), senses),))


def missing(made: Mark, known: Grounds | None = None) -> tuple[str, str]:
    point = SAID if made.point == SAID.code else DONE
    conclusion = conclude(point, [made], known or grounds(made))
    assert conclusion is not None and conclusion.result is Result.NOT_FOUND_IN_PART
    return "\n".join(one.en for one in conclusion.missing), "\n".join(one.zh for one in conclusion.missing)


def test_a_visible_act_not_found_over_a_gap_names_the_gap_in_both_languages() -> None:
    en, zh = missing(not_found(DONE.code, How.SEEN, 5, 20))
    assert "M-003: EX-01 has a gap of 4.2 s at 00:00:10.000" in en and "缺口" in zh and "4.2 s" in zh
    assert "black" not in en and "signal" not in en, "only what lies under the mark, and only what the act needs"


def test_words_not_found_over_dead_sound_name_it_and_a_gap_of_the_picture_hides_no_words() -> None:
    en, _ = missing(not_found(SAID.code, How.HEARD, 5, 40))
    assert "sound without any signal of 3.0 s at 00:00:30.000" in en and "gap" not in en


@pytest.mark.parametrize(("begin", "end"), [(15, 20), (0, 9), (53, 60)])
def test_where_the_recording_shows_everything_no_hole_is_said(begin: int, end: int) -> None:
    assert "cannot show what is missing" not in missing(not_found(DONE.code, How.SEEN, begin, end))[0]


def test_a_recording_that_drops_out_all_the_time_is_not_told_hole_by_hole() -> None:
    made = not_found(DONE.code, How.SEEN, 0, 900)
    many = tuple(Finding(n * S, n * S + 500_000, FindingKind.BLACK, 3) for n in range(500))
    known = grounds(made)
    source = known.sources[0]
    holes = replace(source.senses[PICTURE], holes=unusable(many, Act.DONE))
    en, _ = missing(made, Grounds((replace(source, senses={**source.senses, PICTURE: holes}),)))
    assert en.count("cannot show what is missing") == 3


def test_nothing_is_said_where_nobody_has_looked_through_the_recording() -> None:
    assert "cannot show what is missing" not in missing(not_found(DONE.code, How.SEEN, 5, 20), Grounds())[0]
