"""The arithmetic of findings against thousands of inputs, and the reader of kept findings against damage."""

from __future__ import annotations

from array import array
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.assist.findings import Finding, FindingKind, Quality, Summary
from evidence.assist.quality import judge
from evidence.assist.runs import runs, sliding_median
from evidence.labels import LANGUAGES
from evidence.media.door import Probed
from evidence.media.facts import MediaFacts
from evidence.media.frames import FrameTable, SeekPoints
from evidence.media.gauge import Gauge
from evidence.media.measured import Measured, PictureSeries, SoundSeries
from evidence.media.sounds import SoundPoints, SoundTable

flags = st.lists(st.booleans(), max_size=60)
small = st.integers(-(2**40), 2**40)
found = st.builds(
    lambda begin, length, kind, strength, detail: Finding(begin, begin + length, kind, strength, detail),
    small, st.integers(0, 2**40), st.sampled_from(FindingKind), small, st.sampled_from(["", "5", "picture"]),
)  # fmt: skip


@given(flags, st.integers(0, 5), st.integers(1, 5))
def test_runs_cover_every_yes_that_is_long_enough(values: list[bool], bridge: int, shortest: int) -> None:
    row = np.array(values, np.bool_)
    pieces = runs(row, bridge=bridge, shortest=shortest)
    assert all(end - begin >= shortest and row[begin] and row[end - 1] for begin, end in pieces)
    assert all(later[0] - earlier[1] > bridge for earlier, later in pairwise(pieces))
    if shortest == 1:
        covered = np.zeros(len(row), np.bool_)
        for begin, end in pieces:
            covered[begin:end] = True
        assert (covered | ~row).all()
        if not bridge:
            assert (covered == row).all()


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=40), st.integers(1, 6))
def test_the_sliding_median_leaves_the_value_itself_out(values: list[int], around: int) -> None:
    medians = sliding_median(np.array(values, np.int64), around)
    for place in range(len(values)):
        others = values[max(0, place - around) : place] + values[place + 1 : place + 1 + around]
        assert medians[place] == np.median(others)


def table(steps: list[int]) -> FrameTable:
    pts = array("q", np.concatenate([[0], np.cumsum(steps)]).tolist())
    return FrameTable(0, "mp4", "h264", Fraction(1, 1000), pts, pts[-1] + 40, SeekPoints())


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(st.integers(1, 3000), *[st.integers(0, 2**32 - 1) | st.integers(0, 30)] * 4),
        min_size=1,
        max_size=80,
    )
)
def test_whatever_was_measured_findings_lie_inside_the_recording(rows: list[tuple[int, int, int, int, int]]) -> None:
    made = table([row[0] for row in rows])
    columns = [array("I", [0, *(row[place] for row in rows)]) for place in range(1, 5)]
    result = judge(Probed(MediaFacts("mp4"), made), Measured(PictureSeries(*columns), None))
    for finding in result.findings:
        assert 0 <= finding.from_us <= finding.to_us <= made.duration_us
    assert list(result.findings) == sorted(result.findings)
    assert Quality.from_bytes(result.to_bytes()) == result


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 2000), st.integers(0, 3000), st.sampled_from([0, 8, 500, 20_000])),
        min_size=1,
        max_size=8,
    ),
    st.integers(1, 700),
)
def test_sound_gives_the_same_findings_however_it_is_cut_into_pieces(
    parts: list[tuple[int, int, int]], piece: int
) -> None:
    """Parts: (samples, gap before it in samples, amplitude)."""
    rate, place = 1000, 0
    random = np.random.default_rng(1)
    sounds, places, lengths = [], array("q"), array("q")
    for count, gap, amplitude in parts:
        place += gap
        sounds.append((place, random.integers(-amplitude, amplitude + 1, (count, 1)).astype(np.int16)))
        if places and place == places[-1] + lengths[-1]:
            lengths[-1] += count
        else:
            places.append(place)
            lengths.append(count)
        place += count
    whole, cut = Gauge(rate, 1), Gauge(rate, 1)
    for start, samples in sounds:
        whole.add(start, samples)
        for begin in range(0, len(samples), piece):
            cut.add(start + begin, samples[begin : begin + piece])
    first, second = Measured(None, whole.finish()), Measured(None, cut.finish())
    assert first.to_bytes() == second.to_bytes()
    known = SoundTable(
        0, "wav", "pcm_s16le", rate, 1, Fraction(1, rate), Fraction(0), places, lengths, SoundPoints()
    )  # fmt: skip
    result = judge(Probed(MediaFacts("wav"), None, known), Measured.from_bytes(first.to_bytes()))
    for finding in result.findings:
        assert known.start_us <= finding.from_us <= finding.to_us <= known.end_us


@given(st.lists(found, max_size=12), st.binary(max_size=60))
def test_kept_findings_come_back_whole_or_not_at_all(findings: list[Finding], noise: bytes) -> None:
    kept = Quality(tuple(sorted(findings)), Summary(5, -2300, None, 2), -7, array("h", [-2300, 5]))
    blob = kept.to_bytes()
    assert Quality.from_bytes(blob) == kept
    for damaged in (
        blob[:-1],
        blob + noise + b"x",
        noise,
        blob[: len(blob) // 2] + noise + blob[len(blob) // 2 :] + b"y",
    ):
        with pytest.raises(ValueError):
            Quality.from_bytes(damaged)


def test_every_kind_speaks_both_languages_and_blames_nobody() -> None:
    for kind in FindingKind:
        for label in (kind.label, kind.strength_label, kind.accuracy_label):
            assert all(label.text(language) for language in LANGUAGES)
        assert not any(word in kind.label.en.lower() for word in ("tamper", "cut out", "frozen", "shout", "edited"))


@given(st.binary(max_size=40), st.integers(0, 10_000))
def test_what_a_child_sends_back_is_measured_values_or_nothing(noise: bytes, place: int) -> None:
    gauge = Gauge(8000, 1)
    gauge.add(5, np.zeros((900, 1), np.int16))
    blob = Measured(PictureSeries(*(array("I", [1, 2]) for _ in range(4))), gauge.finish()).to_bytes()
    assert Measured.from_bytes(blob).to_bytes() == blob
    place %= len(blob)
    changed = blob[:place] + noise + blob[place + len(noise) :]
    if changed != blob:
        with pytest.raises(ValueError):
            Measured.from_bytes(changed)


def test_values_that_contradict_each_other_are_refused() -> None:
    blocks: list[array[int]] = [array("h", [0]) for _ in range(6)]
    for places in (([5, 4], [0, 1]), ([5], [2]), ([5], [0], [9], [8]), ([2**62], [0]), ([5], [])):
        columns = SoundSeries(8000, 80)
        columns.level, columns.full, columns.loud, columns.key, columns.key_level, columns.tone = blocks
        columns.segment_place, columns.segment_block = (array("q", place) for place in places[:2])
        if len(places) > 2:
            columns.still_from, columns.still_to = (array("q", place) for place in places[2:])
        with pytest.raises(ValueError):
            Measured.from_bytes(Measured(None, columns).to_bytes())
