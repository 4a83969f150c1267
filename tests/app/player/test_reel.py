"""Several files of a recorder in one player: nobody notices the border."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from evidence.media.pictures import Picture, pixels
from evidence.media.proxypack import Pack, ProxyPlace
from evidence.segments.reel import Reel
from evidence.segments.reelclip import ReelClip
from evidence.segments.reelpack import ReelPlace
from tests.app.player.pace import HandClock, HandDevices
from tests.app.player.recordings import Looking, Watched
from tests.segments import FRAMES, reel_of, write_segments


@pytest.fixture(scope="module")
def reel(tmp_path_factory: pytest.TempPathFactory) -> Reel:
    return reel_of(write_segments(tmp_path_factory.mktemp("recorder")))


def opened(watched: Watched, reel: Reel) -> None:
    watched.open((Path("nowhere"), reel))


def test_steps_and_jumps_cross_the_borders(watched: Watched, reel: Reel) -> None:
    opened(watched, reel)
    player = watched.player
    assert 8_000_000 <= player.duration_us < 8_130_000  # the sound fills its last block
    player.show_frame(FRAMES - 1)
    watched.until_exact()
    for step, frame in ((1, 50), (1, 51), (-1, 50), (-1, 49), (60, 109), (-100, 9)):
        player.step(step)
        watched.until(lambda: player.exact)
        assert player.frame == frame, "the number in its pixels is compared wherever a picture is shown"
    player.show_time(3_990_000)
    watched.until_exact()
    player.step_time(2_500_000)  # over the gap
    watched.until_exact()
    assert (player.frame, player.at_us) == (112, 6_480_000)
    player.show_time(5_000_000)  # in the gap the last picture stays, as in any recording
    watched.until_exact()
    assert player.frame == 99
    player.to_end()
    watched.until_exact()
    assert player.frame == 149


def test_a_loop_in_one_file_needs_no_other_decoder(reel: Reel) -> None:
    clock = HandClock()
    watched = Watched(find_output=lambda rate, channels: None, now_ns=clock)
    try:
        opened(watched, reel)
        player = watched.player
        player.show_frame(10)
        watched.until_exact()
        decoders = player.decoders
        looped: list[None] = []
        player.looped.connect(lambda: looped.append(None))
        player.set_loop(400_000, 800_000)
        player.play()
        watched.until(lambda: len(looped) == 3, lambda: clock.reach_next_frame(player))
        assert player.decoders == decoders and max(watched.numbers) == 20
    finally:
        watched.player.close()
        assert watched.player.wait_closed(20)


def test_dragging_over_a_border_ends_on_the_exact_frame(watched: Watched, reel: Reel) -> None:
    opened(watched, reel)
    for at_us in (1_900_000, 2_300_000, 3_700_000, 6_900_000):
        watched.player.scrub(at_us)
    watched.until(lambda: watched.player.exact and watched.player.frame == 122)


def places_of(reel: Reel, folder: Path) -> ReelPlace:
    names = [piece.path.stem for piece in reel.pieces]
    return ReelPlace(reel, tuple(ProxyPlace(folder / f"{name}.proxy", name) for name in names))


def test_dragging_shows_small_pictures_of_every_file_which_keeps_them_under_its_own_numbers(
    looking: Callable[[], Looking], reel: Reel, tmp_path: Path
) -> None:
    one, place = looking(), places_of(reel, tmp_path)
    one.player.open(Path("nowhere"), reel, place)
    thread = one.player._proxies
    assert thread is not None and reel.table is not None
    one.until(lambda: thread.pack is not None)
    pack: Pack | None = thread.pack
    assert pack is not None
    one.until(lambda: pack.missing(0, 3 * FRAMES, ()) is None)
    came: list[Picture] = []
    one.player.shown.connect(lambda picture: came.append(picture) if one.player.previewing else None)
    wanted = (120, 20, 99, 50, 149)  # in every file, at its borders
    for frame in wanted:
        one.player.scrub(reel.table.shown_us(frame))
        one.until_frame(frame)
    one.until_exact()
    assert one.previews == list(wanted), "the number in its pixels is compared wherever a picture is shown"
    assert one.player.picture is not None and one.errors == []
    for small in came:
        piece, number = reel.where(small.frame)
        own = reel.pieces[piece].probed.table
        assert own is not None and (small.pts, small.time_base) == (own.pts[number], own.time_base)
    one.player.close()
    assert one.player.wait_closed(20)
    for file, alone in zip(reel.pieces, place.places, strict=True):
        assert file.probed.table is not None
        kept = alone.open(file.probed.table)
        assert len(kept) == FRAMES and kept.get(7) is not None, "shown alone, the file has its pictures already"
        kept.close()


def test_a_file_whose_small_pictures_another_window_makes_is_read_and_left_alone(reel: Reel, tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    place, table = places_of(reel, tmp_path), reel.pieces[1].probed.table
    assert table is not None and reel.table is not None
    elsewhere = place.places[1].open(table)
    assert elsewhere.add(3, b"theirs")
    pack = place.open(reel.table)
    assert pack.get(FRAMES + 3) == b"theirs" and pack.get(3) is None
    assert not place.places[0].path.exists(), "looking makes no file"
    assert not pack.add(FRAMES + 4, b"ours") and pack.missing(FRAMES, 2 * FRAMES, ()) is None
    assert pack.add(2 * FRAMES, b"ours") and pack.get(2 * FRAMES) == b"ours"
    assert pack.missing(FRAMES, 3 * FRAMES, {2 * FRAMES + 1}) == 2 * FRAMES + 2
    pack.close()
    assert pack.get(FRAMES + 3) is None and not pack.add(2 * FRAMES + 2, b"late")
    elsewhere.close()
    with pytest.raises(ValueError, match="its own"):
        ReelPlace(reel, place.places[:2]).open(reel.table)


def test_a_small_picture_is_drawn_by_the_child_that_runs(reel: Reel) -> None:
    with ReelClip(reel) as clip:
        jpeg = clip.small_jpegs(FRAMES + 40, 60, 10_000)
        assert len(jpeg) == 10, "fewer where a file ends"
        child = clip.pid
        picture = clip.unpacked(2 * FRAMES + 1, jpeg[0])
        assert child is not None and clip.pid == child and picture.frame == 2 * FRAMES + 1
        assert pixels(picture).shape == (picture.height, picture.width, 3)


def test_playing_crosses_borders_and_gaps_and_loses_no_frame(reel: Reel) -> None:
    clock = HandClock()
    watched = Watched(find_output=lambda rate, channels: None, now_ns=clock)
    try:
        opened(watched, reel)
        watched.player.show_time(1_800_000)
        watched.until_exact()
        watched.forget()
        watched.player.play()
        watched.until_frame(106, lambda: clock.reach_next_frame(watched.player))
        assert watched.numbers == list(range(46, 107))
        assert (watched.dropped, watched.errors) == ([], [])
        assert "decoding" not in watched.states[2:]
    finally:
        watched.player.close()
        assert watched.player.wait_closed(20)


def test_one_device_plays_the_sound_of_all_files_without_a_hole(reel: Reel) -> None:
    clock, devices = HandClock(), HandDevices()
    watched = Watched(find_output=devices, now_ns=clock)
    try:
        opened(watched, reel)
        watched.player.show_time(1_800_000)
        watched.until_exact()
        watched.player.play()
        watched.until(lambda: devices.playing is not None and devices.playing.waiting())
        output = devices.playing
        assert output is not None

        def play_out() -> None:
            length = output.rate // 100 * output.channels * 2
            if output.waiting() >= length and watched.player._pictures and watched.player._pictures.next_us is not None:
                output.played += length
                clock.go(10_000)

        watched.until(lambda: (watched.player.frame or 0) >= 60, play_out)
        assert devices.playing is output, "a border is no reason for another device"
        heard = np.frombuffer(bytes(output.taken), np.int16).reshape(-1, output.channels)
    finally:
        watched.player.close()
        assert watched.player.wait_closed(20)
    with ReelClip(reel) as clip:
        held = clip.sound(1_840_000, 2_400_000, rate=output.rate, channels=output.channels).samples
    begun = held[:200].tobytes()
    at = next(at for at in range(len(heard)) if heard[at : at + 200].tobytes() == begun)
    both = min(len(held), len(heard) - at)
    assert both > output.rate // 4, "it reaches over the border"
    assert np.array_equal(heard[at : at + both], held[:both])
