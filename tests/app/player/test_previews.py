"""Previews and small pictures: each under its own number, never taken for the frame asked for, never in its way."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.player.proxies import ProxyThread
from evidence.media.clip import Clip, Reached
from evidence.media.door import Probed
from evidence.media.proxypack import ProxyPack, ProxyPlace, identity_of, make_room
from tests.app.player.recordings import FRAMES, KINDS, Looking, number_in

Recording = tuple[Path, Probed]
Made = Callable[[str], Recording]
PICTURES = pytest.mark.parametrize("kind", list(KINDS))
SHA, OTHER = "ab" * 32, "cd" * 32


def proxies(looking: Looking) -> ProxyThread:
    thread = looking.player._proxies
    assert thread is not None
    return thread


def filled(looking: Looking) -> ProxyPack:
    """The pack, once it holds every frame."""
    pack = opened(looking)
    looking.until(lambda: len(pack) == FRAMES)
    return pack


def opened(looking: Looking) -> ProxyPack:
    """The pack, once its thread has opened it."""
    thread = proxies(looking)
    looking.until(lambda: thread.pack is not None)
    assert isinstance(thread.pack, ProxyPack)
    return thread.pack


@PICTURES
def test_what_is_shown_in_the_end_is_what_was_asked_for(
    kind: str, recording: Made, looking: Callable[[], Looking], tmp_path: Path
) -> None:
    path, probed = recording(kind)
    one = looking()
    one.player.open(path, probed, ProxyPlace(tmp_path / "a.proxy", SHA))
    one.until_exact()
    table = probed.table
    assert table is not None
    chance = random.Random(kind)
    for turn in range(60):
        wanted = chance.randrange(FRAMES)
        for _ in range(chance.randrange(3)):  # on the way there
            one.player.scrub(table.shown_us(chance.randrange(FRAMES)))
            one.until(lambda: True)
        if turn % 2:
            one.player.scrub(table.shown_us(wanted))
        else:
            one.player.show_frame(wanted)
        one.until_exact()
        assert one.player.frame == wanted and not one.player.previewing
        assert one.player.picture is not None and number_in(one.player.picture) == wanted
    assert one.errors == []


@PICTURES
def test_a_small_picture_of_the_very_frame_comes_while_dragging(
    kind: str, recording: Made, looking: Callable[[], Looking], tmp_path: Path
) -> None:
    path, probed = recording(kind)
    one = looking()
    one.player.open(path, probed, ProxyPlace(tmp_path / "a.proxy", SHA))
    filled(one)
    table = probed.table
    assert table is not None
    for wanted in (70, 20, 55, 3):
        one.player.scrub(table.shown_us(wanted))
        one.until(lambda: one.player.frame == wanted)  # noqa: B023  # called in this round
        one.until_exact()
    assert one.previews == [70, 20, 55, 3]
    assert one.player.picture is not None and (one.player.frame, one.player.at_us) == (3, table.shown_us(3))


def test_the_key_frame_comes_first_under_its_own_number(recording: Made, looking: Callable[[], Looking]) -> None:
    path, probed = recording("b_frames")
    one = looking()
    one.open((path, probed))
    one.player.show_frame(58)
    one.until_exact()
    assert one.previews == [30]
    one.player.step(-1)
    one.until_exact()
    assert one.previews == [30] and one.player.frame == 57


def test_key_frames_far_from_the_playhead_have_small_pictures_which_are_shown_first(
    recording: Made, looking: Callable[[], Looking], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.player.proxies.AROUND_US", 0)
    path, probed = recording("b_frames")
    assert probed.table is not None
    keys, one = set(probed.table.points.frame), looking()
    one.player.open(path, probed, ProxyPlace(tmp_path / "a.proxy", SHA))
    pack = opened(one)
    one.until(lambda: all(key in pack for key in keys))
    assert set(pack._places) == keys and len(keys) == 3, "of other frames only those around the playhead"
    given: list[object] = []
    reach = Clip.reach

    def noted(clip: Clip, number: int, **how: Any) -> Reached | None:
        given.append(how["small"])
        return reach(clip, number, **how)

    monkeypatch.setattr(Clip, "reach", noted)
    one.player.show_frame(58)
    one.until_exact()
    assert given[0] == (30, pack.get(30)) and one.previews == [30] and one.player.frame == 58


def test_playing_and_stopping_at_a_preview_goes_where_it_was_asked_to(
    recording: Made, looking: Callable[[], Looking]
) -> None:
    one = looking()
    one.open(recording("b_frames"))
    one.player.show_frame(58)
    one.until(lambda: one.player.previewing or one.player.exact)
    one.player.play()
    one.player.pause()
    one.until_exact()
    assert one.player.frame == 58


def test_the_file_of_small_pictures_is_not_read_by_the_thread_of_the_window(
    recording: Made, looking: Callable[[], Looking], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers: list[str] = []
    scan = ProxyPack._scan

    def noted(pack: ProxyPack, size: int) -> None:
        readers.append(threading.current_thread().name)
        scan(pack, size)

    monkeypatch.setattr(ProxyPack, "_scan", noted)
    one = looking()
    one.player.open(*recording("constant"), ProxyPlace(tmp_path / "a.proxy", SHA))
    opened(one)
    assert readers == ["player proxies"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="ends a decoder as Linux does")
def test_a_builder_that_dies_does_no_harm(recording: Made, looking: Callable[[], Looking], tmp_path: Path) -> None:
    one = looking()
    one.player.open(*recording("b_frames"), ProxyPlace(tmp_path / "a.proxy", SHA))
    one.until_exact()
    one.until(lambda: proxies(one).pid)
    pid = proxies(one).pid
    if pid is not None:
        os.kill(pid, signal.SIGKILL)
    for wanted in (60, 5, 88):
        one.player.show_frame(wanted)
        one.until_exact()
        assert one.player.frame == wanted
    assert one.errors == []


def test_a_disk_that_is_full_does_no_harm(
    recording: Made, looking: Callable[[], Looking], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, probed = recording("constant")
    full = Path("/dev/full")  # every write to it fails, as on a full disk
    if not full.exists():
        pytest.skip("no such device")

    def scan(pack: ProxyPack, size: int) -> None:
        assert pack._file is not None
        pack._file.close()
        pack._file = full.open("r+b", buffering=0)

    monkeypatch.setattr(ProxyPack, "_scan", scan)
    one = looking()
    one.player.open(path, probed, ProxyPlace(tmp_path / "a.proxy", SHA))
    one.until_exact()
    one.until(lambda: not proxies(one).is_alive())
    one.player.scrub(2_000_000)
    one.until_exact()
    assert one.player.frame == 50 and one.errors == []
    nowhere = looking()
    nowhere.player.open(path, probed, ProxyPlace(tmp_path / "no such folder" / "a.proxy", SHA))
    nowhere.until_exact()
    nowhere.player.scrub(2_000_000)
    nowhere.until_exact()
    assert nowhere.player.frame == 50 and nowhere.errors == []


def pack_at(path: Path, probed: Probed, sha256: str = SHA, cap: int = 1 << 30) -> ProxyPack:
    assert probed.table is not None
    return ProxyPack(path, identity_of(sha256, probed.table), cap=cap)


def test_pictures_are_kept_and_those_of_another_recording_are_not_shown(recording: Made, tmp_path: Path) -> None:
    place, probed = tmp_path / "a.proxy", recording("constant")[1]
    pack = pack_at(place, probed)
    assert all(pack.add(frame, b"%d" % frame * 50) for frame in range(20))
    pack.close()
    assert pack.get(3) is None and not pack.add(3, b"x")
    again = pack_at(place, probed)
    assert len(again) == 20 and again.get(7) == b"7" * 50
    again.close()
    for other in (pack_at(place, probed, OTHER), pack_at(place, recording("gap")[1])):
        assert len(other) == 0 and other.get(7) is None
        other.close()


def test_two_do_not_write_the_same_file(recording: Made, tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    place, probed = tmp_path / "a.proxy", recording("constant")[1]
    first = pack_at(place, probed)
    first.add(1, b"one")
    second = pack_at(place, probed)
    assert second.get(1) == b"one" and not second.add(2, b"two") and first.add(2, b"two")
    first.close()
    second.close()


def test_damage_of_every_kind_shows_nothing_false(recording: Made, tmp_path: Path) -> None:
    place, probed = tmp_path / "a.proxy", recording("constant")[1]
    pack = pack_at(place, probed)
    true = {frame: os.urandom(200) for frame in range(30)}
    for frame, jpeg in true.items():
        pack.add(frame, jpeg)
    pack.close()
    whole, chance = place.read_bytes(), random.Random(5)
    for turn in range(300):
        broken = bytearray(whole)
        if turn % 3 == 0:
            del broken[chance.randrange(len(broken)) :]
        elif turn % 3 == 1:
            for _ in range(chance.randrange(1, 5)):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
        else:
            at = chance.randrange(len(broken))
            broken[at:at] = os.urandom(chance.randrange(1, 60))
        place.write_bytes(broken)
        damaged = pack_at(place, probed)
        for frame, jpeg in true.items():
            assert damaged.get(frame) in (None, jpeg)
        assert damaged.add(99, b"new") and damaged.get(99) == b"new"
        damaged.close()
        healed = pack_at(place, probed)
        assert healed.get(99) == b"new"
        healed.close()


def test_the_disk_space_is_bounded_and_the_oldest_goes_first(recording: Made, tmp_path: Path) -> None:
    probed = recording("constant")[1]
    for number, name in enumerate(("old", "older", "oldest")):
        place = tmp_path / f"{name}.proxy"
        place.write_bytes(b"x" * 4000)
        os.utime(place, (time.time() - 100 * (number + 1),) * 2)
    pack = pack_at(tmp_path / "mine.proxy", probed, cap=10_000)
    assert not (tmp_path / "oldest.proxy").exists() and (tmp_path / "older.proxy").exists()
    for frame in range(50):
        assert pack.add(frame, bytes(400))
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 10_000
    assert 0 < len(pack) <= 12 and 49 in pack
    make_room(tmp_path / "mine.proxy", 0)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.proxy"]
    pack.close()
