"""The frame that is shown is the frame that was asked for: over many kinds, against decoding from the start."""

from __future__ import annotations

import os
import random
import signal
import zlib
from fractions import Fraction
from pathlib import Path

import av
import pytest

from evidence.errors import MediaDamaged, MediaLimit, NotFound
from evidence.media.clip import Clip
from evidence.media.door import Probed, confirm, probe
from evidence.media.facts import Gap, Playable
from evidence.media.frames import FrameTable
from evidence.media.pictures import Picture, pixels
from evidence.media.seek import ExactDecoder
from evidence.progress import Cancelled, no_progress
from tests import barcodes
from tests.barcodes import Recipe

UNEVEN = [0]
_rng = random.Random(5)
for _ in range(119):
    UNEVEN.append(UNEVEN[-1] + _rng.randrange(66, 166))
GAPS = [number * 40 + (37_400 if number >= 50 else 0) + (61_000 if number >= 90 else 0) for number in range(120)]
X265 = {"x265-params": "log-level=none:keyint=30:min-keyint=30:pools=1:frame-threads=1"}

KINDS: dict[str, Recipe] = {
    "even.mp4": Recipe(),
    "uneven.mp4": Recipe(ticks=UNEVEN),
    "open_groups.mp4": Recipe(b_frames=3, open_gop=True, gop=15),
    "fragmented.mp4": Recipe(b_frames=2, muxing={"movflags": "frag_keyframe+empty_moov"}),
    "gaps.mkv": Recipe(ticks=GAPS, gop=25),
    "offset.ts": Recipe(format="mpegts", b_frames=2, open_gop=True, start_ticks=93_712 * 25),
    "mpeg2.ts": Recipe(codec="mpeg2video", format="mpegts", b_frames=2),
    "mpeg2.mpg": Recipe(codec="mpeg2video", format="mpeg", b_frames=2),
    "h264.mpg": Recipe(format="vob", gop=25),
    "raw.h264": Recipe(format="h264", b_frames=2),
    "mpeg4.avi": Recipe(codec="mpeg4", b_frames=2),
    "h264.avi": Recipe(b_frames=2),
    "mjpeg.avi": Recipe(codec="mjpeg", pixel_format="yuvj420p"),
    "mjpeg_uneven.mkv": Recipe(codec="mjpeg", pixel_format="yuvj420p", ticks=UNEVEN),
    "moving.gif": Recipe(codec="gif", pixel_format="rgb8", frames=40),
    "h265.mp4": Recipe(codec="libx265", gop=30, frames=60, options=X265),
    "hidden_frames.webm": Recipe(codec="libvpx", options={"auto-alt-ref": "1", "lag-in-frames": "16"}),
    "wmv.asf": Recipe(codec="wmv2", format="asf"),
    "h264.flv": Recipe(b_frames=2),
}


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one clip of every kind."""
    folder = tmp_path_factory.mktemp("clips")
    for name, recipe in KINDS.items():
        barcodes.make(folder / name, recipe)
    return folder


def decoded_from_the_start(path: Path, stream: int) -> list[tuple[int | None, int]]:
    """(pts, CRC-32 of the RGB picture) of every frame, in the order in which a plain decoder gives them."""
    frames: list[tuple[int | None, int]] = []
    with av.open(str(path), metadata_errors="replace") as media:
        video = media.streams[stream]
        assert isinstance(video, av.VideoStream)
        video.thread_type = "NONE"
        for packet in media.demux(video):
            try:
                frames += [
                    (frame.pts, zlib.crc32(frame.to_ndarray(format="rgb24").tobytes())) for frame in packet.decode()
                ]
            except av.error.FFmpegError:
                continue
    return frames


def many(table: FrameTable, count: int = 100) -> list[int]:
    """Frames to ask for: random ones, the first and last of many groups, the ends; in no order."""
    numbers = random.Random(table.frames)
    keys = list(table.points.frame)[:40]
    wanted = [numbers.randrange(table.frames) for _ in range(count)]
    wanted += [near for key in keys for near in (key - 1, key, key + 1) if 0 <= near < table.frames]
    wanted += [0, table.frames - 1]
    numbers.shuffle(wanted)
    return wanted


def agree(clip: Clip, table: FrameTable, truth: list[tuple[int | None, int]], stamps: bool = True) -> None:
    """Every frame asked for is, byte for byte, the one that decoding from the start gives."""
    for wanted in many(table):
        shown = clip.frame(wanted)
        assert zlib.crc32(shown.rgb) == truth[wanted][1], f"frame {wanted}"
        assert (shown.frame, shown.pts, shown.shown_us) == (wanted, table.pts[wanted], table.shown_us(wanted))
        if table.as_decoded and stamps:
            assert (shown.pts, shown.time_base) == (truth[wanted][0], table.time_base)


@pytest.mark.parametrize("name", KINDS)
def test_every_frame_is_the_one_of_decoding_from_the_start(clips: Path, name: str) -> None:
    path, recipe = clips / name, KINDS[name]
    found = probe(path)
    table = found.table
    assert table is not None and table.confirmed and found.facts.table == "confirmed"
    assert (found.facts.playable, found.facts.frames, table.frames) == (Playable.YES, recipe.frames, recipe.frames)
    assert FrameTable.from_bytes(table.to_bytes()) == table
    with Clip(path, found) as clip:
        agree(clip, table, decoded_from_the_start(path, table.stream))
        for number in (0, recipe.frames // 2, recipe.frames - 1):
            if name != "moving.gif":  # eight colours of its own
                assert barcodes.read(pixels(clip.frame(number))) == number


class Counting(ExactDecoder):
    """Counts how often the way from the start had to be taken."""

    restarts = 0

    def _restart(self) -> None:
        self.restarts += 1
        super()._restart()


@pytest.mark.parametrize("name", sorted(set(KINDS) - {"moving.gif"}))
def test_seeking_arrives_without_the_way_from_the_start(clips: Path, name: str) -> None:
    table = probe(clips / name).table
    assert table is not None
    decoder = Counting(str(clips / name), table)
    for wanted in (table.frames - 1, *table.points.frame[1:6], table.frames // 2, table.points.frame[1] + 1):
        assert decoder.frame(wanted, no_progress).width == barcodes.WIDTH
    decoder.close()
    assert decoder.restarts == 0


def test_times_are_those_of_the_recording(clips: Path) -> None:
    even, uneven, gaps = (probe(clips / name) for name in ("even.mp4", "uneven.mp4", "gaps.mkv"))
    assert even.table and [even.table.shown_us(n) for n in range(3)] == [0, 40_000, 80_000]
    assert (even.facts.last_us, even.facts.duration_us) == (119 * 40_000, 120 * 40_000)
    assert not even.facts.variable_rate and even.facts.gaps == ()
    assert uneven.table and [uneven.table.shown_us(n) for n in range(120)] == [1000 * ticks for ticks in UNEVEN]
    assert uneven.facts.variable_rate and uneven.facts.gaps == ()
    assert not gaps.facts.variable_rate
    assert gaps.facts.gaps == (Gap(1000 * GAPS[49], 1000 * GAPS[50]), Gap(1000 * GAPS[89], 1000 * GAPS[90]))


def test_a_start_offset_does_not_move_recording_time(clips: Path) -> None:
    table = probe(clips / "offset.ts").table
    assert table is not None
    assert table.pts[0] * table.time_base > 93_000
    assert [table.shown_us(n) for n in (0, 1, 119)] == [0, 40_000, 119 * 40_000]


def test_missing_stamps_are_interpolated_and_said(clips: Path) -> None:
    found = probe(clips / "h264.mpg")
    assert found.table is not None and not found.table.as_decoded
    assert [found.table.shown_us(n) for n in range(120)] == [40_000 * n for n in range(120)]
    assert any("interpolated between their neighbours" in warning.en for warning in found.facts.warnings)


def test_a_raw_stream_is_timed_by_its_nominal_rate_and_says_so(clips: Path) -> None:
    found = probe(clips / "raw.h264")
    assert found.facts.frames == 120
    assert any("time interpolated at 25 fps" in warning.en for warning in found.facts.warnings)


def test_an_unconfirmed_table_leads_to_the_same_frames_and_can_be_confirmed(clips: Path) -> None:
    for name in ("open_groups.mp4", "gaps.mkv"):
        path = clips / name
        found = probe(path, confirm=False)
        assert found.table is not None and found.facts.table == "unconfirmed" and not len(found.table.prints)
        with Clip(path, found.table) as clip:
            agree(clip, found.table, decoded_from_the_start(path, found.table.stream))
        assert confirm(path, found.table) == probe(path).table


def test_doubtful_tables_that_were_not_confirmed_still_lead_to_the_right_frame(clips: Path) -> None:
    for name in ("h264.mpg", "raw.h264", "h264.avi"):
        path = clips / name
        table = probe(path, confirm=False).table
        assert table is not None
        with Clip(path, table) as clip:
            for number in (100, 3, 57):
                assert barcodes.read(pixels(clip.frame(number))) == number


@pytest.mark.parametrize("name", ["mpeg4.avi", "gaps.mkv", "offset.ts", "mpeg2.mpg", "fragmented.mp4", "h264.flv"])
def test_a_recording_that_was_cut_off_plays_as_far_as_it_goes(clips: Path, tmp_path: Path, name: str) -> None:
    path = barcodes.cut(clips / name, tmp_path / name, 0.6)
    found = probe(path)
    assert found.table is not None and 30 < found.table.frames < 120
    if name in ("mpeg4.avi", "gaps.mkv", "fragmented.mp4"):
        assert found.facts.playable is Playable.DAMAGED and found.facts.reason
    with Clip(path, found) as clip:
        agree(clip, found.table, decoded_from_the_start(path, found.table.stream))


@pytest.mark.parametrize("name", ["even.mp4", "offset.ts", "gaps.mkv"])
def test_damage_in_the_middle_is_counted_and_the_frames_stay_exact(clips: Path, tmp_path: Path, name: str) -> None:
    path = barcodes.damaged(clips / name, tmp_path / name, [0.31, 0.47, 0.6])
    found = probe(path)
    assert found.table is not None
    assert found.facts.playable is Playable.DAMAGED and found.facts.reason and "places" in found.facts.reason.en
    with Clip(path, found) as clip:
        agree(clip, found.table, decoded_from_the_start(path, found.table.stream))


def test_a_stream_that_begins_between_two_key_frames_is_numbered_from_its_first_decodable_frame(
    clips: Path, tmp_path: Path
) -> None:
    content = (clips / "offset.ts").read_bytes()
    path = tmp_path / "cut_front.ts"
    path.write_bytes(content[:564] + content[564 + 188 * 150 :])
    found = probe(path)
    assert found.table is not None and found.table.frames < 115 and found.table.shown_us(0) == 0
    with Clip(path, found) as clip:
        truth = decoded_from_the_start(path, found.table.stream)
        assert len(truth) == found.table.frames
        agree(clip, found.table, truth)


def test_clocks_that_start_again_go_on(tmp_path: Path) -> None:
    parts = [
        barcodes.make(tmp_path / f"{first}.ts", Recipe(format="mpegts", start_ticks=start * 25, first_number=first))
        for first, start in ((0, 3000), (500, 10))
    ]
    path = tmp_path / "joined.ts"
    path.write_bytes(b"".join(part.read_bytes() for part in parts))
    found = probe(path)
    table = found.table
    assert table is not None and table.frames == 240
    assert all(table.shown_us(n) < table.shown_us(n + 1) for n in range(239))
    assert table.duration_us < 12_000_000 and not table.as_decoded
    assert any("start again inside the file" in warning.en for warning in found.facts.warnings)
    with Clip(path, found) as clip:
        agree(clip, table, decoded_from_the_start(path, table.stream))


def test_h11c_a_clock_that_wraps_goes_on_without_a_gap(tmp_path: Path) -> None:
    wraps = 2**33 // 90_000
    path = barcodes.make(tmp_path / "wrap.ts", Recipe(format="mpegts", start_ticks=(wraps - 2) * 25))
    found = probe(path)
    assert found.table is not None and found.facts.gaps == ()
    assert [found.table.shown_us(n) for n in range(120)] == [40_000 * n for n in range(120)]
    with Clip(path, found) as clip:
        agree(clip, found.table, [(None, crc) for _, crc in decoded_from_the_start(path, 0)], stamps=False)


def test_the_frame_on_screen_is_the_last_one_that_is_not_later(clips: Path) -> None:
    table = probe(clips / "uneven.mp4").table
    assert table is not None
    for number in range(table.frames):
        assert table.frame_at(table.shown_us(number)) == number
        assert table.frame_at(table.shown_us(number) - 1) == max(0, number - 1)
        assert table.number_of(table.pts[number]) == number
    assert table.frame_at(-5_000_000) == 0 and table.frame_at(10**12) == table.frames - 1
    assert table.number_of(table.pts[0] + 1) is None


def test_pictures_come_smaller_and_upright_when_asked(tmp_path: Path) -> None:
    path = barcodes.make(tmp_path / "wide.mkv", Recipe(frames=4, options={"aspect": "2:1"}))
    found = probe(path)
    with Clip(path, found) as clip:
        whole, small = clip.frame(1), clip.frame(1, max_width=80, max_height=80)
        assert (whole.width, whole.height) == (barcodes.WIDTH, barcodes.HEIGHT)
        assert (small.width, small.height) == (80, 48)
        looked_at = clip.frame(1, max_width=75, max_height=75, display=True)
        assert looked_at.width % 2 == looked_at.height % 2 == 0 and 70 < looked_at.width <= 75
        several = clip.frames(1, 10)
        assert [picture.frame for picture in several] == [1, 2, 3] and several[0] == whole
        with pytest.raises(NotFound, match="frames 0 to 3"):
            clip.frame(4)


def test_a_child_that_holds_many_frames_holds_few_threads(clips: Path) -> None:
    path = clips / "even.mp4"
    with Clip(path, probe(path)) as clip:
        clip.frames(0, 120)
        clip.frames(0, 120, max_width=100)
        assert len(os.listdir(f"/proc/{clip.pid}/task")) < 10


def test_a_killed_child_is_replaced_without_losing_the_place(clips: Path) -> None:
    path = clips / "even.mp4"
    with Clip(path, probe(path)) as clip:
        before = clip.frame(70)
        assert clip.pid is not None
        os.kill(clip.pid, signal.SIGSEGV)
        with pytest.raises(MediaLimit, match="SIGSEGV"):
            clip.frames(71, 40)
        assert clip.frame(70) == before


def test_h10_a_child_that_hangs_is_ended(clips: Path) -> None:
    path = clips / "even.mp4"
    with Clip(path, probe(path), patience_s=5.0) as clip:
        clip.frame(0)
        assert clip.pid is not None
        os.kill(clip.pid, signal.SIGSTOP)
        with pytest.raises(MediaLimit, match=r"No answer from the decoder in 5 seconds"):
            clip.frame(100)
        assert clip.frame(100).frame == 100


def test_work_is_stopped_by_its_progress(clips: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    path = barcodes.make(clips / "longer.mp4", Recipe(frames=900))
    with pytest.raises(Cancelled):
        probe(path, progress=stop)


def test_a_file_that_was_changed_since_is_not_shown_as_if_it_were_the_same(clips: Path, tmp_path: Path) -> None:
    path = barcodes.make(tmp_path / "clip.mp4", Recipe(frames=50))
    found = probe(path)
    barcodes.make(path, Recipe(frames=50, first_number=300))
    with Clip(path, found) as clip, pytest.raises(MediaDamaged, match="Index the recording again"):
        clip.frame(20)


def test_a_mark_leads_back_by_its_stamp_alone(clips: Path) -> None:
    path = clips / "offset.ts"
    found = probe(path)
    assert found.table is not None
    with Clip(path, found) as clip:
        marked: Picture = clip.frame(77)
    again = probe(path).table
    assert again is not None and marked.time_base == Fraction(1, 90_000)
    number = again.number_of(marked.pts)
    assert number == 77
    with Clip(path, Probed(found.facts, again)) as clip:
        assert clip.frame(number).rgb == marked.rgb
