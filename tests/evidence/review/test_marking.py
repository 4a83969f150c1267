"""What cannot be true is refused while marking, what cannot prove is said, and places are those of real frames."""

from __future__ import annotations

from array import array
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import MediaDamaged, NotFound, Refused, WrongUse
from evidence.media.door import Probed
from evidence.media.facts import MediaFacts
from evidence.media.frames import FrameTable, SeekPoints
from evidence.model.kinds import AudioUsable, DisputeKind, How, Verdict
from evidence.model.mark import MarkDraft
from evidence.model.places import Box, PagePlace
from evidence.review.marking import doubt_about, place_on_page, point_of, refuse_unsound, span_by_frames
from tests.evidence.review.values import CALL, CLIP, PAPER, SILENT, exhibit, span

PAGE = PagePlace(1, None)


def draft(how: How, verdict: Verdict = Verdict.GIVEN, *, paper: bool = False, note: str = "") -> MarkDraft:
    return MarkDraft(PAGE if paper else span(), "BA10", verdict, how, note=note)


@pytest.mark.parametrize(
    ("facts", "audio", "how", "reason"),
    [
        (SILENT, AudioUsable.NO, How.HEARD, "has no sound"),
        (PAPER, AudioUsable.NO, How.HEARD, "has no sound"),
        (CLIP, AudioUsable.NO, How.HEARD, "assessed as not usable"),
        (CALL, AudioUsable.NO, How.HEARD, "assessed as not usable"),
        (CALL, AudioUsable.YES, How.SEEN, "has no picture"),
    ],
)
def test_nothing_is_heard_without_sound_or_seen_without_pictures(
    facts: MediaFacts, audio: AudioUsable, how: How, reason: str
) -> None:
    with pytest.raises(Refused, match=reason) as told:
        refuse_unsound(exhibit(facts, audio), draft(how, paper=facts.pages is not None))
    assert told.value.sentence.zh.endswith("。")


@pytest.mark.parametrize("facts", [CLIP, SILENT, CALL, PAPER])
def test_everything_else_can_be_marked(facts: MediaFacts) -> None:
    for how in How:
        if (how is How.HEARD and facts.sound is None) or (how is How.SEEN and facts is CALL):
            continue
        for audio in (AudioUsable.YES, AudioUsable.PARTIAL, AudioUsable.UNKNOWN):
            refuse_unsound(exhibit(facts, audio), draft(how, paper=facts.pages is not None))


def test_not_found_is_a_stretch() -> None:
    refuse_unsound(exhibit(CLIP), draft(How.HEARD, Verdict.NOT_FOUND))
    refuse_unsound(exhibit(PAPER), draft(How.READ, Verdict.NOT_FOUND, paper=True))
    moment = MarkDraft(span(5, 5), "BA10", Verdict.NOT_FOUND, How.HEARD)
    with pytest.raises(Refused, match="of a stretch"):
        refuse_unsound(exhibit(CLIP), moment)


@pytest.mark.parametrize("note", ["", "  ", "\n\t"])
def test_not_applicable_needs_a_reason(note: str) -> None:
    with pytest.raises(Refused, match="needs its reason"):
        refuse_unsound(exhibit(CLIP), draft(How.SEEN, Verdict.NOT_APPLICABLE, note=note))
    refuse_unsound(exhibit(CLIP), draft(How.SEEN, Verdict.NOT_APPLICABLE, note="no fee"))


def test_doubt_is_about_proof_and_only_where_something_is_to_be_proved() -> None:
    point = point_of(DisputeKind.BA, "BA10")
    doubt = doubt_about(point, How.SEEN, Verdict.GIVEN)
    assert doubt and "Silent pictures cannot prove speech" in doubt.en and "无声画面" in doubt.zh
    assert doubt_about(point, How.HEARD, Verdict.GIVEN) is None
    for verdict in Verdict:
        if verdict not in (Verdict.GIVEN, Verdict.GIVEN_PARTLY, Verdict.GIVEN_LATE):
            assert doubt_about(point, How.SEEN, verdict) is None


def test_points_are_found_in_any_capitals_and_only_in_their_own_lists() -> None:
    assert point_of(DisputeKind.BA, " ba22.1 ").code == "BA22.1"
    for code in ("WP01", "", "BA", "BA999", "DROP TABLE"):
        with pytest.raises(NotFound, match="has no point"):
            point_of(DisputeKind.BA, code)


@pytest.mark.parametrize("page", [0, -1, 3, 10**9])
def test_a_page_that_is_not_there_is_not_marked(page: int) -> None:
    with pytest.raises(NotFound, match="has no page"):
        place_on_page(exhibit(PAPER), page, None)
    with pytest.raises(WrongUse, match="is a recording"):
        place_on_page(exhibit(CLIP), page, Box(0, 0, 5, 5))


def table(stamps: list[int], base: Fraction = Fraction(1, 1000)) -> Probed:
    points = SeekPoints(*(array("q", [0]) for _ in range(5)))
    made = FrameTable(0, "mov", "h264", base, array("q", stamps), stamps[-1] + 40, points)
    return Probed(MediaFacts("mov", frames=len(stamps), picture=0, duration_us=made.duration_us), made)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=30, unique=True).map(sorted), st.data())
def test_a_span_carries_the_stamps_of_its_frames(stamps: list[int], data: st.DataObject) -> None:
    probed = table(stamps)
    first = data.draw(st.integers(0, len(stamps) - 1))
    last = data.draw(st.integers(first, len(stamps) - 1))
    made = span_by_frames(probed, first, last)
    assert (made.first.pts, made.last.pts, made.frame) == (stamps[first], stamps[last], first)
    assert (made.in_us, made.out_us) == (1000 * (stamps[first] - stamps[0]), 1000 * (stamps[last] - stamps[0]))
    if last > first:
        with pytest.raises(WrongUse, match="before the in point"):
            span_by_frames(probed, last, first)
    for wrong in (-1, len(stamps)):
        with pytest.raises(NotFound, match="There is no frame"):
            span_by_frames(probed, wrong)


def test_without_pictures_there_are_no_frames_to_span() -> None:
    with pytest.raises(MediaDamaged):
        span_by_frames(Probed(CALL), 0)
