"""H01 to H14 once more, with other names, targets and kinds than elsewhere: see docs/hostile-inputs.md."""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from itertools import pairwise
from pathlib import Path

import pytest

from evidence.errors import Refused
from evidence.media.clip import Clip
from evidence.media.door import probe
from evidence.media.facts import Playable
from evidence.media.pictures import pixels
from evidence.store.library import Library
from evidence.store.records import entries
from tests import barcodes
from tests.barcodes import Recipe
from tests.command import ask, here, make_call, make_clip

AT_ONCE_S = 2.0


@pytest.mark.parametrize("ending", [".mov", ".avi", ".dav", ".h264", ".mp3", ".jpg", ".pdf", ""])
def test_h01_h02_lists_are_refused_whatever_they_are_called_and_name(clip: Path, tmp_path: Path, ending: str) -> None:
    real = clip.resolve()
    for text in (
        f"ffconcat version 1.0\nfile '{real}'\ninpoint 0.1\n",
        f"\n# parts\nfile '{real}'\nfile 'subfolder/b.ts'\n",
        f'#EXTM3U\n#EXT-X-MAP:URI="{real}"\n#EXTINF:1,\n{real}\n',
        f"#EXTM3U8\n#EXTINF:1,\n../{real.name}\n",
        f"[playlist]\nFile1=file://{real}\n",
    ):
        for coded in (text.encode(), b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16"), text.upper().encode()):
            path = tmp_path / f"exported{ending}"
            path.write_bytes(coded)
            with pytest.raises(Refused, match="not a recording"):
                probe(path)


def test_h01_a_refusal_is_kept_with_its_digest(library: Path, case: str, tmp_path: Path) -> None:
    path = tmp_path / "evening.mkv"
    path.write_text("ffconcat version 1.0\nfile /etc/passwd\n")
    (refused,) = ask("add", case, path, library=library, code=1)["refused"]
    assert "playlist or script" in refused["reason"]
    with Library.open(library) as opened:
        noted = [entry.body for entry in entries(opened, opened.id) if entry.action == "file_refused"]
    assert noted and noted[-1] is not None
    assert noted[-1]["name"] == "evening.mkv" and noted[-1]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_h05_patterns_beside_what_they_would_match_are_one_file(tmp_path: Path) -> None:
    for number in range(1, 4):
        make_clip(tmp_path / f"{number:04}.mp4", 100 * number, 0)
    for name in ("%04d.mp4", "[1-3].mp4", "000?.mp4", "000{1,2}.mp4", "%%04d.mp4"):
        make_clip(tmp_path / name, 7000, 0)
        found = probe(tmp_path / name)
        with Clip(tmp_path / name, found) as opened:
            assert (found.facts.frames, barcodes.read(pixels(opened.frame(3)))) == (25, 7003), name


def test_h06_a_name_that_begins_with_a_dash_is_linked(
    library: Path, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("-rf.wav", "--help.wav", "-"):
        make_call(tmp_path / name, 0.2 + len(name) / 50)
    done = ask("add", case, "./-rf.wav", "./--help.wav", tmp_path / "-", library=library)
    assert [one["playable"] for one in done["exhibits"]] == ["yes"] * 3
    assert here("media", "--json", "--", "-rf.wav").document["playable"] == "yes"


def test_h07_nothing_has_a_digest_and_stays_nothing(library: Path, case: str, tmp_path: Path) -> None:
    for name in ("empty.dav", "empty.jpg", "empty"):
        (tmp_path / name).touch()
    done = ask("add", case, *(tmp_path / name for name in ("empty.dav", "empty.jpg", "empty")), library=library)
    assert {one["sha256"] for one in done["exhibits"]} == {
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    }
    assert [one["already_linked"] for one in done["exhibits"]] == [False, True, True]
    error = ask("mark", case, "EX-01", "--page", "1", "--point", "BA10", "--verdict", "unclear", "--how", "seen",
                library=library, code=1)["error"]  # fmt: skip
    assert error["kind"] == "media_damaged" and "0 bytes" in error["sentence"]


def bomb(path: Path, width: int, height: int) -> Path:
    """A PNG of a few hundred bytes that claims this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + data)
    return path


def test_h09a_absurd_sizes_of_other_kinds_are_said_at_once(library: Path, case: str, tmp_path: Path) -> None:
    claimed = bytearray(make_clip(tmp_path / "a.mp4", sound_s=0).read_bytes())
    at = claimed.index(b"avc1", claimed.index(b"stsd")) + 4 + 24
    struct.pack_into(">HH", claimed, at, 65_535, 65_535)
    (tmp_path / "huge.mp4").write_bytes(claimed)
    moving = bytearray(
        barcodes.make(tmp_path / "a.gif", Recipe(codec="gif", pixel_format="rgb8", frames=3)).read_bytes()
    )
    struct.pack_into("<HH", moving, 6, 65_535, 65_535)
    (tmp_path / "huge.gif").write_bytes(moving)
    before = os.times()
    found = [probe(path).facts for path in (bomb(tmp_path / "bomb.png", 60_000, 60_000), tmp_path / "huge.gif")]
    movie = probe(tmp_path / "huge.mp4").facts  # its pictures themselves tell their true size
    after = os.times()
    assert after.children_user + after.children_system - before.children_user - before.children_system < 3 * AT_ONCE_S
    assert all(facts.playable is Playable.NO and facts.reason is not None for facts in found)
    assert movie.playable is Playable.NO or (movie.frames == 25 and movie.streams[0].width == barcodes.WIDTH)
    (one,) = ask("add", case, tmp_path / "bomb.png", library=library)["exhibits"]
    assert one["playable"] == "no"
    error = ask("mark", case, "EX-01", "--page", "1", "--point", "BA10", "--verdict", "unclear", "--how", "seen",
                library=library, code=1)["error"]  # fmt: skip
    assert "no page that can be shown" in error["sentence"] and "size is absurd" in error["sentence"]


@pytest.mark.parametrize("name", ["begins.mkv", "begins.mp4", "begins.avi"])
def test_h11b_times_before_zero_are_counted_from_the_first_frame(tmp_path: Path, name: str) -> None:
    muxing = {"avoid_negative_ts": "disabled"}
    sound = "aac" if name == "begins.mp4" else "pcm_s16le"
    recipe = Recipe(frames=40, gop=10, start_ticks=-15, sound_s=1.0, muxing=muxing, sound_codec=sound)
    path = barcodes.make(tmp_path / name, recipe)
    found = probe(path)
    assert found.table is not None and found.facts.playable is Playable.YES
    shown = [found.table.shown_us(number) for number in range(found.facts.frames)]
    assert shown[0] == 0 and all(after - before == 40_000 for before, after in pairwise(shown))
    with Clip(path, found) as opened:
        first = barcodes.read(pixels(opened.frame(0)))
        assert first is not None and barcodes.read(pixels(opened.frame(20))) == first + 20


def test_h12a_sound_that_goes_on_and_sound_that_starts_late_are_said(tmp_path: Path) -> None:
    longer = barcodes.make(tmp_path / "a.mov", Recipe(frames=25, sound_s=3.0, sound_codec="pcm_s16le"))
    late = barcodes.make(tmp_path / "b.mkv", Recipe(frames=75, sound_s=1.0, sound_first=8000, sound_codec="pcm_s16le"))
    said = [" ".join(warning.en for warning in probe(path).facts.warnings) for path in (longer, late)]
    assert "The sound ends 2000 ms after the pictures." in said[0] and "starts" not in said[0]
    assert "The sound starts 1000 ms after the first picture." in said[1] and "ends 1000 ms before" in said[1]


def test_h13_a_source_that_changed_is_another_exhibit(library: Path, case: str, tmp_path: Path) -> None:
    path = make_clip(tmp_path / "clip.mp4")
    (first,) = ask("add", case, path, library=library)["exhibits"]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    (second,) = ask("add", case, path, library=library)["exhibits"]
    assert (first["exhibit"], second["exhibit"], second["already_linked"]) == ("EX-01", "EX-02", False)
    stored = {digest: (library / "originals" / digest).read_bytes() for digest in (first["sha256"], second["sha256"])}
    assert all(hashlib.sha256(data).hexdigest() == digest for digest, data in stored.items())
    assert ask("check", library=library)["verdict"] == "passed"


@pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")
def test_h14_links_pipes_and_devices_are_no_recordings(library: Path, case: str, clip: Path, tmp_path: Path) -> None:
    (tmp_path / "link.dav").symlink_to(clip)
    (tmp_path / "loop.mp4").symlink_to(tmp_path / "loop.mp4")
    os.mkfifo(tmp_path / "pipe.mkv")
    done = ask("add", case, tmp_path, "/dev/null", library=library, code=1)
    assert done["exhibits"] == [] and len(done["refused"]) == 4
    assert list((library / "originals").iterdir()) == []
