"""Files of every kind at the door: hostile ones, damaged ones, and what is said about each."""

from __future__ import annotations

import http.server
import os
import struct
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from evidence.errors import MediaDamaged, Refused
from evidence.media.clip import Clip
from evidence.media.door import probe
from evidence.media.facts import MediaFacts, Playable
from evidence.media.opening import FORMATS, open_media
from evidence.media.opening_names import HEADERLESS, RAW
from evidence.media.pictures import pixels, still_jpeg, still_png
from tests import barcodes
from tests.barcodes import Recipe

AT_ONCE_S = 2.0


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small MP4 with sound."""
    return barcodes.make(tmp_path_factory.mktemp("clip") / "ok.mp4", Recipe(frames=30, sound_s=1.2))


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[tuple[int, list[str]]]:
    """A web server on the loopback address, and every request that it got."""
    requests: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            requests.append("?")

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port, requests
    server.shutdown()
    server.server_close()
    thread.join()


def hostile_texts(other: Path, url: str) -> dict[str, str]:
    """Texts that make a player show another file or fetch something."""
    m3u8 = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{}\n#EXT-X-ENDLIST\n"
    mpd = (
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" minBufferTime="PT1S" '
        'mediaPresentationDuration="PT2S" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period>'
        '<AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1000">'
        f"<BaseURL>{url}</BaseURL></Representation></AdaptationSet></Period></MPD>"
    )
    return {
        "h01_ffconcat": f"ffconcat version 1.0\nfile {other.name}\n",
        "h02_m3u8_local": m3u8.format(other.resolve()),
        "h03a_m3u8_url": m3u8.format(url),
        "h03b_dash_url": mpd,
        "h03c_ffconcat_url": f"ffconcat version 1.0\nfile '{url}'\n",
        "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
    }


def test_h01_h02_h03_scripts_and_playlists_are_refused_and_nothing_is_fetched(
    clip: Path, tmp_path: Path, listener: tuple[int, list[str]]
) -> None:
    port, requests = listener
    other = tmp_path / "other.mp4"
    other.write_bytes(clip.read_bytes())
    for name, text in hostile_texts(other, f"http://127.0.0.1:{port}/x.mp4").items():
        for ending in (".mp4", ".ts", ".wav", ".m3u8", ".mpd", ""):
            path = tmp_path / f"{name}{ending}"
            path.write_text(text)
            with pytest.raises(Refused, match="not a recording"):
                probe(path)
            # The second lock: even a text that got past the look at its first bytes opens nothing.
            with pytest.raises(MediaDamaged):
                open_media(str(path))
    assert requests == []


def test_the_trap_snaps_without_our_options(clip: Path, tmp_path: Path, listener: tuple[int, list[str]]) -> None:
    """So that the test above cannot pass because the traps are dull."""
    port, requests = listener
    other = tmp_path / "other.mp4"
    other.write_bytes(clip.read_bytes())
    texts = hostile_texts(other, f"http://127.0.0.1:{port}/x.mp4")
    for name, ending in (("h01_ffconcat", ".mp4"), ("h02_m3u8_local", ".m3u8")):
        path = tmp_path / f"{name}{ending}"
        path.write_text(texts[name])
        with av.open(str(path)) as media:
            assert media.streams
    with pytest.raises(av.error.FFmpegError):
        av.open(f"http://127.0.0.1:{port}/x.mp4")
    assert requests


def test_every_format_let_in_is_one_that_ffmpeg_knows_and_none_opens_other_files() -> None:
    names = [*FORMATS.split(","), *(demuxer for demuxer, _ in HEADERLESS.values()), *RAW.values()]
    for name in names:
        assert name in av.format.ContainerFormat(name, "r").name.split(",")
    assert not set(names) & {
        "hls", "dash", "concat", "concatf", "image2", "image2pipe", "sdp", "rtsp", "rtp", "sap", "imf", "lavfi", "tee",
        "data", "ffmetadata", "webm_dash_manifest", "vobsub", "mpegtsraw", "avisynth", "vapoursynth", "alias_pix",
    }  # fmt: skip


def test_h04_h05_h06_strange_names_are_the_files_they_name(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = barcodes.write_wav(tmp_path / "sound.wav", barcodes.tone(0.5))
    names = ["http:__x.mp4", "img_%02d.mp4", "a*b?.mp4", "-evil.mp4", "concat:a|b.mp4", "pipe:0.mp4", "-i", "  .mp4"]
    monkeypatch.chdir(tmp_path)
    for name in names:
        Path(name).write_bytes(clip.read_bytes())
        assert probe(name).facts.frames == 30, name
    odd = os.fsdecode(b"\xff\xfe clip \xe4.mp4")
    Path(odd).write_bytes(clip.read_bytes())
    found = probe(odd)
    assert found.facts.frames == 30
    with Clip(odd, found) as opened:
        assert opened.frame(7).frame == 7
    Path("-evil.mp3").write_bytes(sound.read_bytes())
    facts = probe("-evil.mp3").facts
    assert (facts.container, facts.playable, facts.duration_us) == ("wav", Playable.YES, 500_000)


def test_h05_a_sequence_pattern_is_never_a_sequence(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"img_{number:02}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(MediaDamaged):
        open_media(str(tmp_path / "img_%02d.png"))


def test_h07_an_empty_file_is_linked_as_not_playable(tmp_path: Path) -> None:
    path = tmp_path / "empty.mp4"
    path.touch()
    facts = probe(path).facts
    assert facts.playable is Playable.NO and facts.reason and facts.reason.en.startswith("Empty file")


def test_h08_an_mp4_without_its_index_is_damaged_and_says_why(clip: Path, tmp_path: Path) -> None:
    facts = probe(barcodes.cut(clip, tmp_path / "cut.mp4", 0.6)).facts
    assert facts.playable is Playable.NO and facts.reason and "index (moov) is missing" in facts.reason.en


def _avi(tmp_path: Path) -> bytearray:
    path = barcodes.make(tmp_path / "plain.avi", Recipe(codec="mjpeg", pixel_format="yuvj420p", frames=10))
    return bytearray(path.read_bytes())


def _quickly(path: Path) -> MediaFacts:
    """Facts of a file, found without decoding it: judged by processor time of the child, not by the clock."""
    before = os.times()
    facts = probe(path).facts
    after = os.times()
    assert after.children_user + after.children_system - before.children_user - before.children_system < AT_ONCE_S
    return facts


def test_h09a_an_absurd_size_is_not_decoded(tmp_path: Path) -> None:
    content = _avi(tmp_path)
    at = content.index(b"strf") + 8 + 4
    struct.pack_into("<ii", content, at, 100_000, 100_000)
    path = tmp_path / "huge.avi"
    path.write_bytes(content)
    facts = _quickly(path)
    assert facts.playable is Playable.NO and facts.reason and "100000 × 100000" in facts.reason.en


def test_h09a_an_absurd_size_in_matroska_is_not_decoded(tmp_path: Path) -> None:
    content = bytearray(barcodes.make(tmp_path / "plain.mkv", Recipe(frames=10, width=1000, height=1000)).read_bytes())
    at = content.index(b"\xb0\x82\x03\xe8\xba\x82\x03\xe8")
    content[at : at + 8] = b"\xb0\x82\xff\xff\xba\x82\xff\xff"
    path = tmp_path / "huge.mkv"
    path.write_bytes(content)
    facts = _quickly(path)
    assert facts.playable is Playable.NO and facts.reason and "65535 × 65535" in facts.reason.en


def test_h09b_an_absurd_rate_is_not_shown(tmp_path: Path) -> None:
    content = _avi(tmp_path)
    at = content.index(b"strh") + 8 + 20
    struct.pack_into("<II", content, at, 1, 1_000_000_000)
    path = tmp_path / "fast.avi"
    path.write_bytes(content)
    facts = _quickly(path)
    assert facts.playable is Playable.NO and facts.reason and "pictures per second" in facts.reason.en


def test_absurd_sound_is_not_decoded(tmp_path: Path) -> None:
    path = barcodes.write_wav(tmp_path / "call.wav", barcodes.tone(0.2))
    content = bytearray(path.read_bytes())
    struct.pack_into("<I", content, 24, 2_000_000)
    path.write_bytes(content)
    facts = probe(path).facts
    assert facts.playable is Playable.NO and facts.reason and "samples per second" in facts.reason.en


def test_h15_a_recording_with_an_archive_at_its_end_is_a_recording(clip: Path, tmp_path: Path) -> None:
    path = tmp_path / "both.mp4"
    path.write_bytes(clip.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("index.html", "<script>alert(1)</script>")
    found = probe(path)
    behind = path.stat().st_size - clip.stat().st_size
    assert found.facts.frames == 30 and found.facts.playable is Playable.YES
    assert f"{behind} bytes after the recording's end belong to no recording." in [w.en for w in found.facts.warnings]
    assert probe(clip).facts.warnings == ()
    with Clip(path, found) as opened:
        assert barcodes.read(pixels(opened.frame(29))) == 29


def test_text_under_the_name_of_a_recording_is_linked_as_not_playable(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_text("The recorder was switched off that day, says the branch.\n")
    facts = probe(path).facts
    assert facts.playable is Playable.NO and facts.reason and facts.reason.en == "This is text, not a recording."
    named = tmp_path / "statement.txt"
    named.write_bytes(path.read_bytes())
    assert (probe(named).facts.playable, probe(named).facts.pages) == (Playable.YES, 1)


def test_noise_is_linked_as_not_playable(tmp_path: Path) -> None:
    path = tmp_path / "noise.mp4"
    path.write_bytes(os.urandom(100_000))
    assert probe(path).facts.playable is Playable.NO


def test_facts_survive_the_store(clip: Path) -> None:
    facts = probe(clip).facts
    assert MediaFacts.from_json(facts.to_json()) == facts
    assert "." not in str([value for value in facts.to_json().values() if isinstance(value, float)])
    changes: tuple[dict[str, object], ...] = (
        {"frames": -1},
        {"playable": "perhaps"},
        {"streams": 5},
        {"gaps": [{}]},
        {"reason": ["x"]},
        {"table": 1},
    )
    for change in changes:
        with pytest.raises(ValueError, match=r"."):
            MediaFacts.from_json(facts.to_json() | change)


def test_streams_say_what_they_are_and_when_they_start(tmp_path: Path) -> None:
    path = barcodes.make(
        tmp_path / "late.mkv", Recipe(frames=50, sound_s=3.0, sound_first=4000, sound_codec="pcm_s16le")
    )
    facts = probe(path).facts
    picture, sound = facts.stream(facts.picture), facts.stream(facts.sound)
    assert picture and sound
    assert (picture.kind, picture.codec, picture.width, picture.height) == ("picture", "h264", 160, 96)
    assert (picture.start_us, picture.duration_us) == (0, 2_000_000)
    assert (sound.kind, sound.codec, sound.sample_rate, sound.channels) == ("sound", "pcm_s16le", 8000, 1)
    assert (sound.start_us, sound.duration_us) == (500_000, 3_000_000)
    assert facts.duration_us == 2_000_000
    said = " ".join(warning.en for warning in facts.warnings)
    assert "starts 500 ms after" in said and "ends 1500 ms after" in said


def test_h12b_an_edit_list_that_hides_the_beginning_is_followed(clip: Path, tmp_path: Path) -> None:
    content = bytearray(clip.read_bytes())
    at = content.index(b"elst")  # of the picture: version and flags, one entry, length, start, speed
    length, start = struct.unpack_from(">Ii", content, at + 12)
    struct.pack_into(">Ii", content, at + 12, length, start + 12_800 * 10 // 25)
    path = tmp_path / "edited.mp4"
    path.write_bytes(content)
    with av.open(str(path)) as media:
        truth = [
            barcodes.read(np.asarray(frame.to_ndarray(format="gray8"), np.uint8)) for frame in media.decode(video=0)
        ]
    found = probe(path)
    assert found.table is not None and truth[0] and found.facts.frames == len(truth) < 30
    with Clip(path, found) as opened:
        shown = [barcodes.read(pixels(opened.frame(number))) for number in (*range(len(truth)), 3, 0)]
    assert shown == [*truth, truth[3], truth[0]]


def test_stills_are_the_picture_and_the_same_bytes_each_time(clip: Path) -> None:
    with Clip(clip, probe(clip)) as opened:
        picture = opened.frame(12)
    png = still_png(picture)
    assert png == still_png(picture) and png.startswith(b"\x89PNG")
    back = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    assert back is not None and (cv2.cvtColor(back, cv2.COLOR_BGR2RGB) == pixels(picture)).all()
    jpeg = cv2.imdecode(np.frombuffer(still_jpeg(picture), np.uint8), cv2.IMREAD_COLOR)
    assert jpeg is not None and barcodes.read(np.asarray(jpeg, np.uint8)) == 12


def test_progress_is_told_and_rises(tmp_path: Path) -> None:
    path = barcodes.make(tmp_path / "long.mp4", Recipe(frames=900))
    told: list[tuple[int, int]] = []
    begin = time.process_time()
    probe(path, progress=lambda done, total: told.append((done, total)))
    assert told and all(0 <= done <= total for done, total in told)
    assert time.process_time() - begin < AT_ONCE_S
