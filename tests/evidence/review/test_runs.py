"""Files of one recorder on one clock count as one recording: the rule against its own words, instant by instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.assist.unusable import LEAST_US, SOUND, Unusable
from evidence.model.recording import Clock
from evidence.review.coverage import Coverage, Fitness, Run, Sense, Source, cover
from evidence.review.intervals import Intervals
from tests.evidence.review.test_coverage import LENGTH, clock, exhibit, hole, instants, source

EXACT = 2
S = 1_000_000


def run_of(gaps: Sequence[int], length: int = LENGTH, exact: int = EXACT) -> Run:
    told = [0]
    for gap in gaps:
        told.append(told[-1] + length + gap)
    pieces = tuple(exhibit(number) for number in range(1, len(told) + 1))
    return Run("ch01", pieces, tuple(told), (length,) * len(told), exact)


def files(run: Run, start: int, doubt: int | None, holes: Sequence[Unusable | None] = ()) -> list[Source]:
    found = []
    for number, told in enumerate(run.told_us):
        own = holes[number] if number < len(holes) else None
        found.append(source(number + 1, start + told, doubt, Fitness.YES, *([own] if own else [])))
    return found


def seconds(run: Run, doubt: int | None) -> list[Source]:
    """The same at the length of real files."""
    whole = Sense(Fitness.YES, None, Intervals(((0, run.lengths_us[0]),)))
    return [
        Source(one, f"EX-0{number}", clock(told, doubt), {SOUND: whole})
        for number, (one, told) in enumerate(zip(run.pieces, run.told_us, strict=True), 1)
    ]


def found(question: tuple[int, int], sources: Sequence[Source], *runs: Run) -> Coverage:
    heard = {(one.exhibit, SOUND): one.senses[SOUND].extent for one in sources}
    return cover(Intervals((question,)), (SOUND,), sources, heard, runs)


@st.composite
def holed(draw: st.DrawFn) -> Unusable | None:
    begin = draw(st.integers(1, LENGTH - 3))
    return hole(begin, draw(st.integers(begin + 1, LENGTH - 2))) if draw(st.booleans()) else None


@settings(max_examples=300)
@given(
    st.lists(st.integers(-3, 5), min_size=1, max_size=2),
    st.integers(-6, 6),
    st.integers(0, 3),
    st.lists(holed(), max_size=3),
    st.tuples(st.integers(-2, 70), st.integers(1, 12)),
)
def test_one_recording_is_what_the_words_say(
    gaps: list[int], start: int, doubt: int, holes: list[Unusable | None], asked: tuple[int, int]
) -> None:
    run = run_of(gaps)
    sources = files(run, start, doubt, holes)
    question = (asked[0], asked[0] + asked[1])
    # One device records: what each file shows, and what lies between two files that its names cannot tell from nothing.
    shown = {start + told + at for one, told in zip(sources, run.told_us, strict=True)
             for at in instants(one.senses[SOUND].usable)}  # fmt: skip
    for (earlier, later), gap in zip(pairwise(run.told_us), gaps, strict=True):
        if gap <= EXACT:
            shown |= set(range(start + earlier + LENGTH, start + later))
    # Its clock moves all files together, by no more than the doubt.
    sure = {wall for wall in range(*question) if all(wall + off in shown for off in range(-doubt, doubt + 1))}
    together = found(question, sources, run)
    assert instants(together.covered) == sure
    assert together.full == (sure == set(range(*question)))


@given(st.lists(st.integers(-3, 5), min_size=1, max_size=2), st.integers(0, 3), st.data())
def test_files_with_other_clocks_or_doubts_stay_apart(gaps: list[int], doubt: int, data: st.DataObject) -> None:
    run = run_of(gaps)
    sources = files(run, 0, doubt)
    which = data.draw(st.integers(0, len(gaps)))
    own = sources[which].clock
    other = data.draw(
        st.sampled_from(
            [
                replace(own, uncertainty_us=doubt + 1),
                replace(own, uncertainty_us=None),
                replace(own, drift_ppb=1),
                replace(own, offset_us=3),
                replace(own, offset_us=-3),
                Clock(),
            ]
        )
    )
    sources[which] = replace(sources[which], clock=other)
    question = (0, 3 * LENGTH)
    assert found(question, sources, run).covered == found(question, sources).covered


def test_over_a_border_only_the_outer_ends_are_in_doubt() -> None:
    run = run_of([300_000, 0], 600 * S, S)
    sources = seconds(run, 2 * S)
    end = 1800 * S + 300_000
    assert found((2 * S, end - 2 * S), sources, run).full
    assert not found((2 * S - 1, end - 2 * S), sources, run).full
    assert not found((2 * S, end - 2 * S + 1), sources, run).full
    assert not found((590 * S, 610 * S), sources).full  # as it was without the rule
    assert not found((590 * S, 610 * S), sources[:1] + sources[2:], run).full  # a file of it is not linked here


def test_a_real_gap_blocks_and_is_named() -> None:
    run = run_of([30 * S, 0], 600 * S, S)
    sources = seconds(run, 2 * S)
    over = found((500 * S, 700 * S), sources, run)
    assert not over.full and not over.left
    assert over.covered == Intervals(((500 * S, 598 * S), (632 * S, 700 * S)))
    assert "There is a gap of 30 s between EX-01 and EX-02" in [one.en for one in over.obstacles]
    assert found((640 * S, 1800 * S), sources, run).full
    just_more = run_of([S + 1], 600 * S, S)
    assert not found((590 * S, 610 * S), seconds(just_more, 0), just_more).full
    no_more = run_of([S], 600 * S, S)
    assert found((590 * S, 610 * S), seconds(no_more, 0), no_more).full


def test_what_is_missing_at_the_end_of_a_file_is_no_border() -> None:
    run = run_of([0], 600 * S, S)
    for missing, full in ((LEAST_US[SOUND], True), (LEAST_US[SOUND] + 1, False)):
        first, second = seconds(run, 0)
        cut = Sense(Fitness.YES, None, Intervals(((0, 600 * S - missing),)))
        late = Sense(Fitness.YES, None, Intervals(((missing, 600 * S),)))
        assert found((0, 1200 * S), [replace(first, senses={SOUND: cut}), second], run).full == full
        assert found((0, 1200 * S), [first, replace(second, senses={SOUND: late})], run).full == full


def test_files_whose_clocks_were_not_set_as_one_are_told_so() -> None:
    run = run_of([0], 600 * S, S)
    first, second = seconds(run, S)
    apart = replace(second, clock=replace(second.clock, offset_us=S))
    over = found((590 * S, 610 * S), [first, apart], run)
    assert not over.full and any("EX-01…EX-02 follow each other" in one.en for one in over.obstacles)
    inside = found((10 * S, 20 * S), [first, apart], run)
    assert inside.full and inside.obstacles == ()


def test_every_file_has_to_be_played_over_a_border() -> None:
    run = run_of([0], 600 * S, S)
    sources = seconds(run, 2 * S)
    question = Intervals(((590 * S, 610 * S),))
    heard = {(sources[0].exhibit, SOUND): Intervals(((588 * S, 600 * S),))}
    over = cover(question, (SOUND,), sources, heard, (run,))
    assert not over.full and over.obstacles == ()
    assert [(one.label, one.times.pieces) for one in over.left] == [("EX-02", ((0, 12 * S),))]
