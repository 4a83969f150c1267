"""Hostile recordings at the door of a case: refused, or linked as what they are; and nothing else is ever read."""

from __future__ import annotations

import shutil
import socket
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
from PIL import Image

from tests import barcodes
from tests.barcodes import Recipe
from tests.command import apart, ask, here, make_call, make_clip

ADDRESS = "http://127.0.0.1:{port}/clip.ts"
LISTS = {
    "m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{where}\n#EXT-X-ENDLIST\n",
    "mpd": '<?xml version="1.0"?>\n<MPD><Period><AdaptationSet><Representation><BaseURL>{where}</BaseURL>'
    "</Representation></AdaptationSet></Period></MPD>\n",
    "ffconcat": "ffconcat version 1.0\nfile '{where}'\n",
}


@contextmanager
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A server on the loopback address that notes whoever knocks."""
    knocks: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        closing = threading.Event()

        def listen() -> None:
            while not closing.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    connection.settimeout(1)
                    knocks.append(connection.recv(1000))

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield server.getsockname()[1], knocks
        finally:
            closing.set()
            thread.join()


def test_the_listener_hears_who_knocks() -> None:
    with listener() as (port, knocks):
        with socket.create_connection(("127.0.0.1", port)) as knock:
            knock.sendall(b"GET /")
        for _ in range(100):
            if knocks:
                break
            threading.Event().wait(0.02)
    assert knocks == [b"GET /"]


def test_h01_h02_a_list_of_local_files_is_refused_under_any_name(library: Path, case: str, tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    real = barcodes.make(folder / "real.ts", Recipe(frames=25, format="mpegts"))
    for ending, text in LISTS.items():
        for name in (f"list.{ending}", f"{ending}.mp4", f"{ending}.wav", ending):
            (folder / name).write_text(text.format(where=real))
    done = ask("add", case, folder, library=library, code=1)
    assert [Path(one["path"]).name for one in done["exhibits"]] == ["real.ts"]
    assert len(done["refused"]) == 12
    assert all("playlist or script" in one["reason"] for one in done["refused"])
    assert ask("check", library=library)["verdict"] == "passed"


def test_h03_h04_nothing_is_ever_asked_of_the_network(library: Path, case: str, tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    with listener() as (port, knocks):
        where = ADDRESS.format(port=port)
        for ending, text in LISTS.items():
            (folder / f"list.{ending}").write_text(text.format(where=where))
            (folder / f"{ending}.mp4").write_text(text.format(where=where))
        named = make_call(folder / "http:__127.0.0.1.wav", 0.5)
        added = apart("add", case, folder, where, f"tcp://127.0.0.1:{port}", "--json", library=library)
        media = [here("media", path, "--json") for path in (folder / "mpd.mp4", where)]
    assert knocks == []
    assert added.code == 1 and [one["path"] for one in added.document["exhibits"]] == [str(named)]
    assert len(added.document["refused"]) == 8
    assert [answer.error[0] for answer in media] == ["refused", "refused"]


def test_h05_a_pattern_in_a_name_is_that_one_file(library: Path, case: str, tmp_path: Path) -> None:
    folder = tmp_path / "frames"
    folder.mkdir()
    for number in range(3):
        Image.new("RGB", (32, 32), (80 * number, 0, 0)).save(folder / f"img_{number:02}.png")
    pattern, star = folder / "img_%02d.png", folder / "img_*.png"
    Image.new("RGB", (32, 32), (0, 200, 0)).save(pattern)
    done = ask("add", case, pattern, library=library)
    assert (done["exhibits"][0]["pages"], done["exhibits"][0]["kind"]) == (1, "photo")
    assert (library / "originals" / done["exhibits"][0]["sha256"]).read_bytes() == pattern.read_bytes()
    make_clip(folder / "clip_%03d.mp4", 7)
    assert ask("media", folder / "clip_%03d.mp4")["frames"] == 25
    assert "no file" in ask("add", case, star, library=library, code=1)["refused"][0]["reason"]


def test_h07_h08_empty_and_cut_recordings_are_linked_with_the_reason(
    library: Path, case: str, clip: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.mp4").touch()
    barcodes.cut(clip, tmp_path / "cut.mp4", 0.6)
    done = ask("add", case, tmp_path / "empty.mp4", tmp_path / "cut.mp4", library=library)
    assert [one["playable"] for one in done["exhibits"]] == ["no", "no"]
    assert "0 bytes" in done["exhibits"][0]["reason"] and "index (moov) is missing" in done["exhibits"][1]["reason"]
    for exhibit in ("EX-01", "EX-02"):
        told = ask("mark", case, exhibit, "--in", "0", "--point", "BA10", "--verdict", "unclear", "--how", "inferred",
                   library=library, code=1)  # fmt: skip
        assert told["error"]["kind"] == "media_damaged"
    ask("export", case, "-o", tmp_path / "case.pdf", library=library)
    assert ask("verify", tmp_path / "case.pdf", library=library)["verdict"] == "passed"


def test_a_damaged_clip_is_linked_marked_and_exported(library: Path, case: str, tmp_path: Path) -> None:
    whole = barcodes.make(tmp_path / "whole.mkv", Recipe(frames=100, gop=10))
    cut = barcodes.cut(whole, tmp_path / "cut.mkv", 0.7)
    (one,) = ask("add", case, cut, library=library)["exhibits"]
    assert one["playable"] == "damaged" and 30 < one["frames"] < 100
    mark = ask("mark", case, "EX-01", "--in", "1.0", "--point", "BA02", "--verdict", "given", "--how", "seen",
               library=library)  # fmt: skip
    ask("export", case, "-o", tmp_path / "case.pdf", library=library)
    assert ask("verify", tmp_path / "case.pdf", library=library)["verdict"] == "passed"
    assert ask("locate", mark["reference"], library=library)["frame"] == 25


def test_h15_a_polyglot_is_a_recording_and_nothing_else(library: Path, case: str, clip: Path, tmp_path: Path) -> None:
    both = tmp_path / "both.mp4"
    shutil.copyfile(clip, both)
    with zipfile.ZipFile(both, "a") as archive:
        archive.writestr("index.html", "<script>alert(1)</script>")
    (one,) = ask("add", case, both, library=library)["exhibits"]
    assert (one["frames"], one["kind"]) == (25, "cctv") and one["playable"] in ("yes", "damaged")
    assert (library / "originals" / one["sha256"]).read_bytes() == both.read_bytes()


def test_h16_a_title_with_markup_reaches_neither_answer_nor_print_as_markup(
    library: Path, case: str, tmp_path: Path
) -> None:
    path = tmp_path / "titled.mkv"
    with av.open(str(path), "w") as output:
        output.metadata["title"] = "<b>x</b><script>alert(1)</script>"
        stream = output.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = barcodes.WIDTH, barcodes.HEIGHT, "yuv420p"
        stream.metadata["language"] = "<i>"
        for number in range(10):
            output.mux(stream.encode(barcodes.picture(number)))
        output.mux(stream.encode())
    (one,) = ask("add", case, path, library=library)["exhibits"]
    assert one["frames"] == 10
    ask("export", case, "-o", tmp_path / "case.pdf", library=library)
    assert ask("verify", tmp_path / "case.pdf", library=library)["verdict"] == "passed"


def test_every_file_of_the_nasty_collection_is_linked_or_refused_with_a_sentence(
    shared_media: Path, library: Path, case: str
) -> None:
    nasty = sorted((shared_media / "nasty").iterdir())[::3]
    done = here("add", case, *nasty, "--json", library=library)
    assert done.code in (0, 1) and len(done.document["exhibits"]) + len(done.document["refused"]) == len(nasty)
    for one in done.document["exhibits"]:
        assert one["playable"] == "yes" or one["reason"].endswith((".", ")"))
    assert ask("check", library=library)["verdict"] == "passed"
