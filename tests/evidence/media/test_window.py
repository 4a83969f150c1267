"""Frames around the playhead: what stays, what is decoded ahead, and that large pictures leave nothing behind."""

from __future__ import annotations

import os
import random
import signal
import time
from array import array
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from av.video.frame import VideoFrame

from evidence.errors import MediaDamaged, MediaLimit
from evidence.media.ahead import BACK, FORWARD, Ahead
from evidence.media.clip import Clip
from evidence.media.door import probe
from evidence.media.pictures import pixels
from evidence.media.seek import WHOLE_BEFORE, ExactDecoder
from evidence.media.tray import Tray
from evidence.media.window import FrameWindow, size_of
from evidence.progress import no_progress
from tests import barcodes
from tests.barcodes import Recipe

FRAME = VideoFrame(16, 16, "yuv420p")
SIZE = size_of(FRAME)


def kept(window: FrameWindow) -> list[int]:
    return sorted(window._frames)


def test_the_frames_nearest_to_the_playhead_stay_within_the_budget() -> None:
    window = FrameWindow(20 * SIZE)
    window.look_at(100)
    for number in range(101):
        window.keep(number, FRAME)
        assert window.bytes <= 20 * SIZE
    assert kept(window) == list(range(81, 101))
    assert (window.until(100, -1, 50), window.until(100, 1, 50), window.until(95, 1, 3)) == (19, 0, 3)
    window.look_at(99)
    assert window.direction == -1
    for number in range(40, 81):
        window.keep(number, FRAME)
    assert kept(window) == list(range(81, 101)), "what comes on the way from a key frame must not push out the rest"
    tiny = FrameWindow(0)
    tiny.keep(1, FRAME)
    assert kept(tiny) == [1]


@pytest.fixture(scope="module")
def long_groups(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return barcodes.make(tmp_path_factory.mktemp("w") / "long.mp4", Recipe(frames=400, gop=100, b_frames=2))


def rest(ahead: Ahead) -> None:
    while (wait := ahead.step()) is not None:
        time.sleep(wait)


def test_a_step_over_the_edge_of_a_group_finds_its_frame_decoded(long_groups: Path) -> None:
    table = probe(long_groups, confirm=True).table
    assert table is not None
    decoder = ExactDecoder(str(long_groups), table)
    ahead = Ahead(decoder, table)
    decoder.frame(202, no_progress)
    ahead.order_came()
    rest(ahead)
    assert decoder.window.until(202, 1, 1000) >= FORWARD
    for number in range(201, 60, -1):
        assert number in decoder.window, "a step back had to wait"
        decoder.frame(number, no_progress)
        ahead.order_came()
        rest(ahead)
        assert decoder.window.until(number, -1, 1000) >= min(BACK, number)


def test_a_jump_leaves_out_what_nothing_is_decoded_from_and_a_way_back_does_not(long_groups: Path) -> None:
    table = probe(long_groups, confirm=True).table
    assert table is not None
    decoder = ExactDecoder(str(long_groups), table)
    assert number_in(decoder.frame(290, no_progress)) == 290
    on_the_way = [number for number in range(200, 286) if number in decoder.window]
    assert 50 < len(on_the_way) < 62, "from one of three pictures no other is decoded"
    assert all(number in decoder.window for number in range(290 - WHOLE_BEFORE, 291))
    for number in (284, 283, 230, 229):  # left out before; going back, the rest of the group comes with them
        assert number_in(decoder.frame(number, no_progress)) == number
    assert all(number in decoder.window for number in range(200, 285))
    decoder.frame(350, no_progress)
    for number, frame in decoder.approach(390, whole=True):
        assert number_in(frame) == number > 350, "it goes on from where it is"
    for number, frame in decoder.approach(352):
        assert number_in(frame) == number <= 352


def test_a_kept_frame_is_checked_before_it_is_handed_out(long_groups: Path) -> None:
    table = probe(long_groups, confirm=True).table
    assert table is not None
    decoder = ExactDecoder(str(long_groups), table)
    decoder.window.keep(31, decoder.frame(30, no_progress))
    assert decoder.kept(30) is not None and decoder.kept(31) is None and 31 not in decoder.window
    decoder.window.keep(31, decoder.frame(30, no_progress))
    assert number_in(decoder.frame(31, no_progress)) == 31


def number_in(frame: VideoFrame) -> int | None:
    return barcodes.read(frame.to_ndarray(format="rgb24").astype(np.uint8, copy=False))


def test_reaching_in_slices_brings_the_frame_and_previews_carry_their_own_number(long_groups: Path) -> None:
    probed = probe(long_groups, confirm=True)
    chance = random.Random(4)
    with Clip(long_groups, probed, cache_bytes=0, ahead=True) as clip:
        for _ in range(12):
            wanted = chance.randrange(400)
            reached = clip.reach(wanted, anew=True, for_ms=1)
            for _ in range(2000):
                if reached is not None:
                    picture = reached.picture
                    assert barcodes.read(pixels(picture)) == picture.frame <= wanted
                    assert reached.preview is (picture.frame != wanted)
                    if not reached.preview:
                        break
                if chance.random() < 0.002:
                    wanted = chance.randrange(400)  # something else is wanted on the way
                reached = clip.reach(wanted, anew=False, for_ms=1)
            assert reached is not None and reached.picture.frame == wanted


def test_large_pictures_come_through_shared_memory_and_nothing_is_left(tmp_path: Path) -> None:
    path = barcodes.make(tmp_path / "large.mp4", Recipe(frames=30, width=640, height=480))
    probed = probe(path)
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    with Clip(path, probed) as clip:
        for number in (3, 29, 0):
            assert barcodes.read(pixels(clip.frame(number))) == number
        assert [picture.frame for picture in clip.frames(4, 9)] == list(range(4, 13))
        pid = clip.pid
        assert pid is not None
        os.kill(pid, signal.SIGTERM)
        while clip.pid is not None:
            time.sleep(0.01)
        assert barcodes.read(pixels(clip.frame(17))) == 17
    if before:
        assert len(os.listdir("/proc/self/fd")) == before


def test_the_shared_memory_cannot_be_made_smaller_and_lengths_are_checked() -> None:
    try:
        tray = Tray(4096)
    except OSError:
        pytest.skip("not on this system")
    with pytest.raises(OSError):
        os.ftruncate(tray.handle, 10)
    with pytest.raises(ValueError), tray.taking(4097):
        pass
    with tray.taking(4096) as view:
        assert view == bytes(4096)
    tray.close()


def test_a_small_picture_that_is_none_is_refused_in_the_child(long_groups: Path) -> None:
    probed = probe(long_groups)
    assert probed.table is not None
    with Clip(long_groups, probed) as clip:
        jpegs = clip.small_jpegs(250, 3, 10_000)
        assert [barcodes.read(pixels(clip.unpacked(250 + n, jpegs[n]))) for n in range(3)] == [
            250,
            251,
            252,
        ]
        for nonsense in (b"no JPEG", jpegs[0][:60], b""):
            with pytest.raises((MediaDamaged, MediaLimit)):
                clip.unpacked(1, nonsense)
        assert barcodes.read(pixels(clip.frame(8))) == 8


def test_a_small_picture_that_is_at_hand_is_the_preview_and_nothing_is_decoded_for_it(long_groups: Path) -> None:
    probed = probe(long_groups, confirm=True)
    assert probed.table is not None
    wanted = 390
    key = probed.table.points.frame[probed.table.points.before(wanted)]
    assert key < wanted - 20
    with Clip(long_groups, probed, cache_bytes=0) as clip:
        other = clip.small_jpegs(7, 1, 1)[0]
        for given, frame, seen in (((key, other), key, 7), ((wanted, other), wanted, 7), ((key, b"none"), key, key)):
            clip.frame(0)
            reached = clip.reach(wanted, anew=True, small=given)
            assert reached is not None and reached.preview and reached.picture.frame == frame
            assert barcodes.read(pixels(reached.picture)) == seen, "what was given is shown; a broken one is not"
            while reached is None or reached.preview:
                reached = clip.reach(wanted, anew=False)
            assert barcodes.read(pixels(reached.picture)) == wanted
        reached = clip.reach(key + 2, anew=True, small=(key, other), for_ms=10_000)
        assert reached is not None and not reached.preview, "so near it comes at once"


def test_playing_fast_leaves_out_what_nothing_is_decoded_from_and_each_picture_is_the_one_it_says(
    long_groups: Path,
) -> None:
    probed = probe(long_groups, confirm=True)
    with Clip(long_groups, probed, ahead=True) as clip:
        seen: list[int] = []
        while not seen or seen[-1] < 249:
            pictures = clip.frames(seen[-1] + 1 if seen else 7, 8, sparse_to=250)
            assert [barcodes.read(pixels(picture)) for picture in pictures] == [one.frame for one in pictures]
            assert all(one.shown_us == probed.table.shown_us(one.frame) for one in pictures if probed.table)
            seen += [picture.frame for picture in pictures]
        assert seen == sorted(set(seen)) and seen[0] >= 7 and seen[-1] == 249, "the last one of a run always comes"
        assert 140 < len(seen) < 180, "from one of three pictures no other is decoded"
        assert [one.frame for one in clip.frames(249, 8, sparse_to=250)] == [249]
        for number in (30, 31, 200, 251):  # afterwards every frame is there again
            assert barcodes.read(pixels(clip.frame(number))) == number
        assert [picture.frame for picture in clip.frames(40, 5)] == list(range(40, 45))


def test_where_leaving_out_cannot_be_checked_playing_fast_shows_every_frame(long_groups: Path) -> None:
    quick = probe(long_groups, confirm=False)
    with Clip(long_groups, quick) as clip:
        assert [picture.frame for picture in clip.frames(11, 30, sparse_to=400)] == list(range(11, 41))


def test_a_run_that_leaves_out_decodes_fewer_frames_and_nothing_ahead(long_groups: Path) -> None:
    table = probe(long_groups, confirm=True).table
    assert table is not None
    decoder = ExactDecoder(str(long_groups), table)
    for number, frame in decoder.sparsely(103, 400, no_progress):
        assert number_in(frame) == number
        if number > 180:
            break
    assert decoder.sparse and Ahead(decoder, table).step() is None
    assert sum(number in decoder.window for number in range(100, 180)) < 60
    changed = replace(table, prints=array("I", [value ^ (number == 240) for number, value in enumerate(table.prints)]))
    doubted = ExactDecoder(str(long_groups), changed)
    with pytest.raises(MediaDamaged):
        list(doubted.sparsely(203, 300, no_progress))


@pytest.mark.parametrize(
    ("name", "codec"), [("a.mp4", "libx264"), ("b.mkv", "libx265"), ("c.ts", "libx264"), ("d.avi", "mpeg4")]
)
def test_a_quick_picture_is_that_of_the_key_frame_and_the_frame_itself_stays_exact(
    tmp_path: Path, name: str, codec: str
) -> None:
    reorders = codec != "mpeg4"
    path = barcodes.make(tmp_path / name, Recipe(codec=codec, frames=80, gop=40, b_frames=2 if reorders else 0))
    table = probe(path, confirm=True).table
    assert table is not None
    decoder, plain = ExactDecoder(str(path), table, cache_bytes=0), ExactDecoder(str(path), table, cache_bytes=0)
    for wanted in (75, 31, 79, 55):
        key = table.points.frame[table.points.before(wanted)]
        quick = decoder.glance(wanted)
        if not reorders:
            assert quick is None, "its decoder gives every picture at once"
        else:
            assert quick is not None and quick[0] == key and number_in(quick[1]) == key and quick[1].key_frame
            assert key not in decoder.window and decoder._next == key, "the exact decoder has decoded nothing yet"
        frame = decoder.frame(wanted, no_progress)
        assert number_in(frame) == wanted
        assert (frame.to_ndarray() == plain.frame(wanted, no_progress).to_ndarray()).all()
    assert decoder.glance(60) is None, "it is on the way already"
