"""Several files as one recording: every frame under its own number, sound without a hole or a doubled sample."""

from __future__ import annotations

import os
import random
from array import array
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import NotFound
from evidence.media.clip import Clip
from evidence.media.facts import Gap
from evidence.media.frames import FrameTable, SeekPoints
from evidence.media.pictures import pixels
from evidence.segments.reel import Piece, Reel, joined, shown_times
from evidence.segments.reelclip import ReelClip, clip_of
from tests import barcodes
from tests.evidence.segments.conftest import FRAMES, GAP_US

TOTAL = sum(FRAMES)


def test_tables_count_on_over_the_borders(reel: Reel) -> None:
    table, time = reel.table, reel.time
    assert table is not None
    assert (table.frames, reel.facts.frames, reel.first_frames) == (TOTAL, TOTAL, (0, 30, 55))
    assert time.gaps == (Gap(1_200_000, 1_200_000 + GAP_US),)
    assert reel.facts.gaps == time.gaps
    for frame in range(TOTAL):
        piece, own = reel.where(frame)
        own_table = reel.pieces[piece].probed.table
        assert own_table is not None
        place = time.at(table.shown_us(frame))
        assert place is not None and (place.piece, place.at_us) == (piece, own_table.shown_us(own))
    assert table.duration_us == reel.facts.duration_us == time.end_us == 3_600_000 + GAP_US


def test_every_frame_is_the_one_asked_for_in_any_order(reel: Reel) -> None:
    order = list(range(TOTAL))
    random.Random(5).shuffle(order)
    with ReelClip(reel) as clip:
        for frame in order[:20]:
            picture = clip.frame(frame)
            assert barcodes.read(pixels(picture)) == frame == picture.frame
            piece, own = reel.where(frame)
            own_table = reel.pieces[piece].probed.table
            assert own_table is not None and reel.table is not None
            assert (picture.pts, picture.time_base) == (own_table.pts[own], own_table.time_base), "the file's own"
            assert picture.shown_us == reel.table.shown_us(frame)


def test_orders_for_many_frames_end_at_a_border_and_go_on_behind_it(reel: Reel) -> None:
    with clip_of("", reel) as clip:
        seen: list[int] = []
        while len(seen) < TOTAL:
            pictures = clip.frames(len(seen), 20, max_width=160)
            seen += [picture.frame for picture in pictures]
        assert seen == list(range(TOTAL))
        with pytest.raises(NotFound):
            clip.frame(TOTAL)


def test_reaching_gives_the_frame_or_a_preview_under_its_own_number(reel: Reel) -> None:
    with ReelClip(reel) as clip:
        for frame in (54, 55, 29, 30, 89, 0):
            reached = clip.reach(frame, anew=True)
            while reached is None or reached.preview:
                assert reached is None or reached.picture.frame < frame
                reached = clip.reach(frame, anew=False)
            assert barcodes.read(pixels(reached.picture)) == frame


def test_near_a_border_the_neighbour_is_open_and_nothing_is_left(reel: Reel) -> None:
    clip = ReelClip(reel)
    clip.frame(29)
    opening = clip._opening
    assert opening is not None
    opening.join()
    pid = opening.clip.pid
    assert pid is not None and opening.clip is clip._clips[1]
    clip.frame(30)
    assert clip.pid == pid, "the child that was opened ahead"
    clip.frame(85)
    assert clip._clips[0].pid is None, "only neighbours of the one in use stay open"
    clip.close()
    assert all(one.pid is None for one in clip._clips)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_sound_follows_without_a_hole(reel: Reel) -> None:
    assert reel.sound is not None
    rate = reel.sound.rate
    with ReelClip(reel) as clip:
        whole = clip.sound(0, reel.time.end_us)
        parts = [clip.sound(at, at + 250_000) for at in range(0, reel.time.end_us, 250_000)]
    together = np.concatenate([part.samples for part in parts])
    assert abs(len(together) - len(whole.samples)) <= len(FRAMES)
    assert abs(len(whole.samples) - reel.time.end_us * rate // 1_000_000) <= len(FRAMES)
    # Each piece is heard where it stands, sample by sample what its file holds; in the gap there is silence.
    for begin_us, piece in zip(reel.time.begins, reel.pieces, strict=True):
        with Clip(piece.path, piece.probed) as own:
            alone = own.sound(100_000, 900_000).samples
        at = begin_us * rate // 1_000_000 + rate // 10
        found = [shift for shift in range(-2, 3) if np.array_equal(whole.samples[at + shift :][: len(alone)], alone)]
        assert found, "another sound stands here"
    silent = slice(rate * 1_250_000 // 1_000_000, rate * 1_580_000 // 1_000_000)
    assert not whole.samples[silent].any()
    assert np.abs(whole.samples[: rate // 2]).max() > 1000


def test_a_stretch_in_a_gap_is_silence_of_its_length(reel: Reel) -> None:
    with ReelClip(reel) as clip:
        found = clip.sound(1_300_000, 1_500_000)
    assert (found.first_us, len(found.samples)) == (1_300_000, 200_000 * found.rate // 1_000_000)
    assert not found.samples.any()


def test_where_pieces_overlap_the_earlier_gives_way(reel: Reel) -> None:
    first, second, third = reel.pieces
    closer = joined([first, replace(second, begin_us=1_000_000), replace(third, begin_us=2_000_000)])
    assert closer.first_frames == (0, 25, 50) and closer.table is not None
    assert closer.time.gaps == ()
    with ReelClip(closer) as clip:
        assert [barcodes.read(pixels(clip.frame(frame))) for frame in (24, 25, 49, 50)] == [24, 30, 54, 55]


def test_what_is_not_one_recording_is_refused(reel: Reel) -> None:
    first, second, _ = reel.pieces
    blind = Piece(second.path, replace(second.probed, table=None), second.begin_us)
    with pytest.raises(ValueError, match="without"):
        joined([first, blind])
    with pytest.raises(ValueError, match="one after the other"):
        joined([second, first])


@given(
    st.lists(st.integers(1, 10**6), min_size=1, max_size=20),
    st.integers(-(2**40), 2**40),
    st.sampled_from([Fraction(1, 90_000), Fraction(1001, 30_000), Fraction(1, 12_800), Fraction(1, 3), Fraction(7, 1)]),
)
def test_times_at_once_are_those_of_the_table(steps: list[int], first: int, base: Fraction) -> None:
    pts = array("q", [first])
    for step in steps:
        pts.append(pts[-1] + step)
    table = FrameTable(0, "mp4", "h264", base, pts, pts[-1] + 1, SeekPoints())
    assert shown_times(table).tolist() == [table.shown_us(frame) for frame in range(table.frames)]
