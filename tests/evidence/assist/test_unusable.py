"""Where a recording proves nothing about absence: by act, joined, and never more or less than what was found."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.assist.findings import Finding, FindingKind
from evidence.assist.unusable import LEAST_US, unusable
from evidence.model.kinds import Act

SECOND = 1_000_000
VISIBLE = (Act.SHOWN, Act.SIGNED, Act.DONE)


def found(kind: FindingKind, begin: float, end: float, detail: str = "") -> Finding:
    return Finding(round(begin * SECOND), round(end * SECOND), kind, 1, detail)


PICTURE_GAP = found(FindingKind.GAP, 2, 6.2, "picture")
SOUND_GAP = found(FindingKind.GAP, 10, 11, "sound")


@pytest.mark.parametrize("act", VISIBLE)
def test_visible_acts_are_hidden_by_what_the_picture_lacks_alone(act: Act) -> None:
    black, still = found(FindingKind.BLACK, 20, 21), found(FindingKind.STILL, 30, 31)
    silent = found(FindingKind.DIGITAL_SILENCE, 40, 41)
    spans = [
        (one.from_us // SECOND, one.kinds) for one in unusable([still, silent, SOUND_GAP, black, PICTURE_GAP], act)
    ]
    assert spans == [(2, (FindingKind.GAP,)), (20, (FindingKind.BLACK,)), (30, (FindingKind.STILL,))]


def test_words_are_hidden_by_what_the_sound_lacks_alone() -> None:
    others = [found(FindingKind.SILENCE, 50, 60), found(FindingKind.CLIPPING, 61, 62), found(FindingKind.BLACK, 1, 2)]
    dead, dropped = found(FindingKind.DIGITAL_SILENCE, 40, 41), found(FindingKind.DROPOUT, 45, 45.1)
    assert [one.findings for one in unusable([PICTURE_GAP, SOUND_GAP, dead, dropped, *others], Act.SAID)] == [
        (SOUND_GAP,),
        (dead,),
        (dropped,),
    ]


def test_that_something_was_recorded_needs_picture_and_sound() -> None:
    assert len(unusable([PICTURE_GAP, SOUND_GAP], Act.RECORDED)) == 2


def test_one_dropped_frame_hides_nothing_but_many_in_a_row_do() -> None:
    dropped = [found(FindingKind.GAP, 1 + number * 0.08, 1.08 + number * 0.08, "picture") for number in range(3)]
    assert unusable(dropped[:1], Act.SHOWN) == ()
    (one,) = unusable(dropped, Act.SHOWN)
    assert (one.from_us, one.to_us) == (SECOND, 1_240_000)


def test_the_reason_names_kind_length_and_time_in_both_languages() -> None:
    (one,) = unusable([PICTURE_GAP, found(FindingKind.BLACK, 5, 6)], Act.SHOWN)
    assert one.reason.en == "a gap and a black picture of 4.2 s at 00:00:02.000"
    assert one.reason.zh == "00:00:02.000 处有缺口、黑画面，长 4.2 s"


stretches = st.builds(
    lambda begin, length, kind, detail: Finding(begin, begin + length, kind, 1, detail),
    st.integers(-100, 2000), st.integers(0, 500), st.sampled_from(FindingKind), st.sampled_from(["picture", "sound"]),
)  # fmt: skip


@given(st.lists(stretches, max_size=12), st.sampled_from(Act))
def test_stretches_lie_apart_and_cover_exactly_what_hides(findings: list[Finding], act: Act) -> None:
    scaled = [Finding(one.from_us * 1000, one.to_us * 1000, one.kind, 1, one.detail) for one in findings]
    result = unusable(scaled, act)
    assert all(before.to_us < after.from_us for before, after in pairwise(result))
    assert result == unusable(reversed(scaled), act)
    for one in result:
        assert one.to_us - one.from_us >= min(LEAST_US.values())
        assert one.from_us == min(part.from_us for part in one.findings)
        assert one.to_us == max(part.to_us for part in one.findings)
    alone = [one for one in scaled if unusable([one], act)]
    assert all(any(whole.from_us <= one.from_us and one.to_us <= whole.to_us for whole in result) for one in alone)
