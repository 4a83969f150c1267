"""The rule of full coverage against its own words, instant by instant, and the ledger's properties."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.assist.findings import Finding, FindingKind
from evidence.assist.unusable import PICTURE, SOUND, Unusable
from evidence.labels import Label
from evidence.model.coverage import Played, PlayRules, Stretch
from evidence.model.kinds import Act, DisputeKind, How
from evidence.model.recording import Clock
from evidence.review.coverage import EPOCH, SENSES, Fitness, Sense, Source, counted, cover, senses_of
from evidence.review.intervals import Intervals
from evidence.review.marking import lists_of, point_of
from evidence.timecode import Moment
from tests.evidence.review.values import AT

LENGTH = 24
ALL = Intervals(((0, LENGTH),))
WHY = Label("Somebody said so.", "有人这样说。")


def exhibit(number: int) -> UUID:
    return uuid5(NAMESPACE_OID, f"exhibit {number}")


def clock(start: int, doubt: int | None) -> Clock:
    return Clock(Moment(EPOCH + timedelta(microseconds=start), "UTC", ""), 0, doubt)


def hole(begin: int, end: int) -> Unusable:
    return Unusable(begin, end, (Finding(begin, end, FindingKind.GAP, 0, SOUND),))


def source(number: int, start: int, doubt: int | None, fitness: Fitness = Fitness.YES, *holes: Unusable) -> Source:
    reason = None if fitness is Fitness.YES else WHY
    sense = Sense(fitness, reason, Intervals(((0, LENGTH),)), holes)
    return Source(exhibit(number), f"EX-0{number}", clock(start, doubt), {SOUND: sense})


@st.composite
def recordings(draw: st.DrawFn) -> Source:
    number = draw(st.integers(1, 3))
    begin = draw(st.integers(0, LENGTH - 1))
    holes = [hole(begin, draw(st.integers(begin + 1, LENGTH)))] if draw(st.booleans()) else []
    doubt = draw(st.sampled_from([None, 0, 1, 2, 3]))
    return source(
        number,
        draw(st.integers(-6, 12)),
        doubt,
        draw(st.sampled_from([Fitness.YES, Fitness.YES, Fitness.DOUBTFUL, Fitness.NO])),
        *holes,
    )


SOURCES = st.lists(recordings(), max_size=3, unique_by=lambda one: one.exhibit)
STRETCHES = st.lists(
    st.builds(
        lambda number, begin, length, speed, sounded, seen: Stretch(
            exhibit(number), begin, begin + length, speed, sounded, seen
        ),
        st.integers(1, 9),
        st.integers(0, LENGTH),
        st.integers(1, LENGTH),
        st.sampled_from([250, 1000, 1500, 1501, 2000, 2001, 4000]),
        st.booleans(),
        st.booleans(),
    ),
    max_size=12,
)


def played(*stretches: Stretch) -> list[Played]:
    return [Played(one, uuid5(NAMESPACE_OID, "member"), 1, PlayRules(), AT) for one in stretches]


def instants(intervals: Intervals) -> set[int]:
    return {at for begin, end in intervals for at in range(begin, end)}


@settings(max_examples=500)
@given(
    SOURCES,
    st.tuples(st.integers(2, 12), st.integers(1, 6)),
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, LENGTH), st.integers(0, LENGTH)), max_size=2),
)
def test_full_coverage_is_what_the_words_say(
    sources: list[Source], asked: tuple[int, int], skipped: list[tuple[int, int, int]]
) -> None:
    question = Intervals(((asked[0], asked[0] + asked[1]),))
    heard = {
        (one.exhibit, SOUND): ALL
        - Intervals.of((begin, end) for number, begin, end in skipped if exhibit(number) == one.exhibit)
        for one in sources
    }
    found = cover(question, (SOUND,), sources, heard)

    def may_stand(one: Source, wall: int) -> set[int]:
        doubt, zero = one.clock.uncertainty_us or 0, one.zero_us
        assert zero is not None
        return {wall - zero + off for off in range(-doubt, doubt + 1)}

    able = [one for one in sources if one.senses[SOUND].fitness is not Fitness.NO]
    covered, complete = set(), True
    for wall in instants(question):
        recorded = any(
            one.clock.checked
            and one.senses[SOUND].fitness is Fitness.YES
            and may_stand(one, wall) <= instants(one.senses[SOUND].usable)
            for one in able
        )
        everywhere = all(
            may_stand(one, wall) & instants(one.senses[SOUND].usable) <= instants(heard[one.exhibit, SOUND])
            for one in able
        )
        if recorded and everywhere:
            covered.add(wall)
        complete = complete and recorded and everywhere
    for one in able:
        if not one.clock.checked:
            complete = complete and heard[one.exhibit, SOUND].covers(one.senses[SOUND].usable)
    assert instants(found.covered) == covered
    assert found.full == complete
    # What is left, played, is enough wherever anything is; short of any one instant, it is not.
    for left in found.left:
        heard[left.exhibit, SOUND] = heard[left.exhibit, SOUND] | left.times
    assert cover(question, (SOUND,), sources, heard).full == (not found.obstacles)
    for left in found.left:
        for short in instants(left.times):
            without = heard | {(left.exhibit, SOUND): heard[left.exhibit, SOUND] - Intervals(((short, short + 1),))}
            assert not cover(question, (SOUND,), sources, without).full


@given(STRETCHES)
def test_what_counts_never_exceeds_what_was_played_nor_hangs_on_the_order(stretches: list[Stretch]) -> None:
    found = counted(played(*stretches))
    for (of, sense), times in found.items():
        assert instants(times) == {
            at
            for one in stretches
            if one.exhibit == of
            and (one.sounded if sense == SOUND else one.seen)
            and one.speed_permille <= (1500 if sense == SOUND else 2000)
            for at in range(one.from_us, one.to_us)
        }
    assert counted(played(*reversed(stretches))) == found
    assert counted(played(*stretches, *stretches)) == found


def test_the_settings_recorded_with_playing_decide() -> None:
    fast = Stretch(exhibit(1), 0, 10, 1800, True, True)
    assert set(counted(played(fast))) == {(exhibit(1), PICTURE)}
    wider = [replace(one, rules=PlayRules(speech_permille=1800)) for one in played(fast)]
    assert set(counted(wider)) == {(exhibit(1), PICTURE), (exhibit(1), SOUND)}


def test_no_setting_lets_everything_count() -> None:
    lax = PlayRules(speech_permille=64_000, visible_permille=64_000)
    at_any_speed = Stretch(exhibit(1), 0, 10, 16_000, True, True)
    assert counted(replace(one, rules=lax) for one in played(at_any_speed)) == {}
    as_a_stamp = Stretch(exhibit(1), 0, 10, 1000, False, True)
    assert counted(replace(one, rules=PlayRules(least_picture_px=1)) for one in played(as_a_stamp)) == {}


@pytest.mark.parametrize("kind", DisputeKind)
def test_the_senses_of_a_point_leave_no_way_of_proof_but_papers(kind: DisputeKind) -> None:
    for point in (point for one in lists_of(kind) for point in one.every_point()):
        senses = senses_of(point)
        shown = {How.HEARD} if SOUND in senses else set()
        shown |= {How.SEEN} if PICTURE in senses else set()
        if any(way <= {How.READ, How.SIGNED} for way in point.proved_by):
            assert set(senses) == {SENSES[act] for act in point.acts if act is not Act.RECORDED}
        else:
            assert all(way & shown for way in point.proved_by)


def test_words_are_listened_for_and_acts_looked_for() -> None:
    assert senses_of(point_of(DisputeKind.BA, "BA10")) == (SOUND,)  # said and shown, but nothing proves it unheard
    assert senses_of(point_of(DisputeKind.SU, "SU02")) == (PICTURE,)
    assert senses_of(point_of(DisputeKind.SU, "SU03")) == ()


def test_a_drifting_clock_is_followed_both_ways() -> None:
    one = replace(source(1, 1000, 0), clock=replace(clock(1000, 0), drift_ppb=-(10**8)))
    times = Intervals(((0, 20),))
    assert one.on_wall(times) == Intervals(((1000, 1018),))
    assert one.in_recording(Intervals(((1000, 1018),))) == times


def test_what_hinders_is_said() -> None:
    question = Intervals(((0, LENGTH),))

    def reasons(*sources: Source) -> str:
        return " ".join(one.en for one in cover(question, (SOUND,), sources, {}).obstacles)

    assert "no recording with usable sound" in reasons()
    assert "The clock of EX-01 is not checked" in reasons(source(1, 0, None))
    assert "Somebody said so." in reasons(source(1, 0, 0, Fitness.DOUBTFUL))
    assert "EX-01 has a gap of" in reasons(source(1, 0, 0, Fitness.YES, hole(3, 9)))
    assert reasons(source(1, 0, 0)) == ""
    # Where another recording covers the hole, nothing hinders.
    assert reasons(source(1, 0, 0, Fitness.YES, hole(3, 9)), source(2, 0, 0)) == ""


def test_of_an_unchecked_recording_all_has_to_be_played() -> None:
    question, first, second = Intervals(((4, 8),)), source(1, 0, 0), source(2, 0, None)
    heard = {(first.exhibit, SOUND): ALL, (second.exhibit, SOUND): question}
    found = cover(question, (SOUND,), [first, second], heard)
    assert not found.full and not found.obstacles and found.covered == question
    assert [(left.label, left.times.pieces) for left in found.left] == [("EX-02", ((0, 4), (8, LENGTH)))]
    assert cover(question, (SOUND,), [first, second], heard | {(second.exhibit, SOUND): ALL}).full
