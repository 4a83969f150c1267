"""The real recordings beside the repository: all are looked at without fail, and stills are exact."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import av

from evidence.errors import Refused
from evidence.media.clip import Clip
from evidence.media.door import Probed, probe
from evidence.media.facts import MediaFacts, Playable
from evidence.media.pictures import pixels
from evidence.media.sniff import Kind, sniff

PLAYS_NOT = {
    "awful.wav", "bad.wav", "chunk_out_of_range.mp4", "emptyfile.mp3", "invalid_userdata.mp4", "missing_wav_header.wav",
    "mono.invalid.wav", "null.wav", "ooming-header.flac", "truncated-64bit.mp4", "ts_continuity_errors_a.ts",
    "ts_duplicated_packets.ts",
}  # fmt: skip
PLAYS_IN_PART = {
    "BA_MW_D_IDR_LOST.264", "Error_I_P.264", "bad-xing.mp3", "corrupted.mp4", "no_timescale.mp4",
    "sample_mdat_too_long.mp4",
}  # fmt: skip


def looked_at(path: Path) -> Probed:
    found = probe(path)
    assert MediaFacts.from_json(found.facts.to_json()) == found.facts
    assert found.facts.playable is Playable.YES or (found.facts.reason and found.facts.reason.zh)
    return found


def exact(path: Path, found: Probed, most: int) -> None:
    """Frames at random, the ends and around some key frames equal those of decoding from the start."""
    table = found.table
    assert table is not None
    numbers = random.Random(len(path.name))
    end = min(table.frames, 200)  # of the long ones the beginning: decoding them twice takes too long
    wanted = {numbers.randrange(end) for _ in range(most)} | {0, end - 1}
    for key in list(table.points.frame)[1:4]:
        wanted |= {number for number in (key - 1, key) if number < end}
    truth: dict[int, int] = {}
    count = 0
    with av.open(str(path), metadata_errors="replace", options={"correct_ts_overflow": "0"}) as media:
        stream = media.streams[table.stream]
        assert isinstance(stream, av.VideoStream)
        stream.thread_type = "NONE"
        for packet in media.demux(stream):
            if count > end:
                break
            try:
                frames = packet.decode()
            except av.error.FFmpegError:
                continue
            for frame in frames:
                if count in wanted:
                    truth[count] = zlib.crc32(frame.to_ndarray(format="rgb24").tobytes())
                count += 1
    assert count >= end and (end < table.frames or count == end)
    order = list(wanted)
    numbers.shuffle(order)
    with Clip(path, found) as clip:
        for number in order:
            assert zlib.crc32(clip.frame(number).rgb) == truth[number], f"{path.name}, frame {number}"


def test_nasty_recordings_are_looked_at_without_fail_and_shown_exactly(shared_media: Path) -> None:
    for path in sorted((shared_media / "nasty").iterdir()):
        found = looked_at(path)
        expected = (
            Playable.NO if path.name in PLAYS_NOT else Playable.DAMAGED if path.name in PLAYS_IN_PART else Playable.YES
        )
        assert found.facts.playable is expected, f"{path.name}: {found.facts.reason}"
        if found.table is not None:
            exact(path, found, 12)


def test_camera_recordings_are_shown_exactly(shared_media: Path) -> None:
    for path in sorted((shared_media / "video").iterdir()):
        found = looked_at(path)
        assert found.facts.playable is Playable.YES and found.facts.table == "confirmed", path.name
        exact(path, found, 6)


def test_the_twins_differ_in_rate_only(shared_media: Path) -> None:
    even, uneven = (
        probe(shared_media / "video" / f"traffic_{kind}.mp4", confirm=False).facts for kind in ("cfr", "vfr")
    )
    assert (even.frames, even.duration_us, even.variable_rate) == (576, 23_040_000, False)
    assert (uneven.frames, uneven.duration_us, uneven.variable_rate) == (576, 34_560_000, True)


def test_calls_are_looked_at_without_fail(shared_media: Path) -> None:
    for path in sorted((shared_media / "audio").iterdir()):
        if sniff(path).kind is not Kind.MEDIA:
            assert looked_at(path).facts.pages == 1, path.name
            continue
        facts = probe(path, confirm=False).facts
        assert facts.playable is Playable.YES and facts.duration_us > 0 and facts.sound is not None, path.name


def test_a_turned_recording_is_shown_upright(shared_media: Path) -> None:
    path = shared_media / "nasty" / "rotated_90.mov"
    found = probe(path)
    stream = found.facts.stream(found.facts.picture)
    assert stream is not None and stream.rotation == 90
    with Clip(path, found) as clip:
        stored, shown = clip.frame(0), clip.frame(0, display=True)
    assert (stored.width, stored.height, shown.width, shown.height) == (568, 320, 320, 568)
    assert (pixels(shown)[0, -1] == pixels(stored)[0, 0]).all()


def test_label_files_are_texts_or_refused_never_recordings(shared_media: Path) -> None:
    for path in sorted((shared_media / "labels").rglob("*")):
        if path.is_file() and path.suffix not in (".wav",):
            try:
                facts = probe(path).facts
            except Refused:
                assert path.suffix == ".smil"
            else:
                assert facts.pages == 1 or facts.playable is Playable.NO, path.name
