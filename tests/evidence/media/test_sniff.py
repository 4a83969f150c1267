"""What a file is by its first bytes; playlists and scripts are found under any name and in any encoding."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.errors import NotFound, Refused
from evidence.media.sniff import Kind, of_bytes, sniff

PLAYLISTS = {
    "m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n/tmp/other.ts\n#EXT-X-ENDLIST\n",
    "m3u with comments": "# my list\n\n#EXTINF:12,Sample\nother.mp3\n",
    "ffconcat": "ffconcat version 1.0\nfile other.mp4\n",
    "concat without heading": "# two parts\nfile 'other.mp4'\nfile 'another.mp4'\n",
    "DASH": '<?xml version="1.0"?>\n<!-- made by -->\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>http://x/</BaseURL></MPD>',
    "smooth streaming": '<SmoothStreamingMedia MajorVersion="2"></SmoothStreamingMedia>',
    "SDP": "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=video 5004 RTP/AVP 96\r\n",
    "pls": "[playlist]\nFile1=http://x/a.mp3\nNumberOfEntries=1\n",
    "asx": '<asx version="3.0"><entry><ref href="http://x/a.wmv"/></entry></asx>',
    "asx ini": "[Reference]\nRef1=http://x/a.asf\n",
    "smil": "<smil><body><video src='a.mp4'/></body></smil>",
    "xspf": '<?xml version="1.0"?><playlist version="1" xmlns="http://xspf.org/ns/0/"></playlist>',
    "cue": 'PERFORMER "x"\nFILE "other.wav" WAVE\n  TRACK 01 AUDIO\n',
    "ram": "RTSPtext\nrtsp://x/y\n",
    "plain list": "http://x/a.mp3\nC:\\clips\\b.mp3\n",
    "shortcut": "[InternetShortcut]\nURL=http://x/a.mp4\n",
    "shell": "#!/bin/sh\ncurl http://x\n",
    "html": "<!DOCTYPE html>\n<html><script>fetch('http://x')</script></html>",
    "php": "<?php system('x'); ?>",
    "javascript": "var a = 1;\nfetch('http://x');\n",
    "python": "import os\nos.system('x')\n",
    "batch": "@echo off\r\ndel *.*\r\n",
    "avisynth": 'AviSource("other.avi")\n',
}
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "plain": lambda text: text.encode(),
    "BOM": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-16 little": lambda text: text.encode("utf-16"),
    "UTF-16 big": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-16 without BOM": lambda text: text.encode("utf-16-le"),
    "blank lines": lambda text: ("\r\n\n  \t\n" * 50 + text).encode(),
    "upper case": lambda text: text.upper().encode(),
    "lower case": lambda text: text.lower().encode(),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_playlist_or_script_is_refused_under_the_name_of_a_recording(tmp_path: Path, encoding: str) -> None:
    for kind, text in PLAYLISTS.items():
        for name in ("clip.mp4", "call.wav", "clip"):
            path = tmp_path / name
            path.write_bytes(ENCODINGS[encoding](text))
            said = "a web page, not a rec" if kind in ("html", "php") else "playlist or script, not a rec"
            with pytest.raises(Refused, match=said):
                sniff(path)
                pytest.fail(f"{kind} named {name} was let through")


def test_any_text_under_a_playlist_name_is_refused(tmp_path: Path) -> None:
    for name in ("list.m3u8", "list.mpd", "list.pls", "list.ffconcat", "list.cue", "list.xspf"):
        path = tmp_path / name
        path.write_text("only words, but the name says what they are for\n")
        with pytest.raises(Refused):
            sniff(path)


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.log", "a.md", "a.json", "a.xml", "a.html"])
def test_a_text_by_its_own_name_is_a_document_whatever_it_says(tmp_path: Path, name: str) -> None:
    for text in PLAYLISTS.values():
        path = tmp_path / name
        path.write_text(text)
        assert sniff(path).kind is Kind.TEXT, text


def test_words_that_only_resemble_a_script_are_a_text(tmp_path: Path) -> None:
    path = tmp_path / "complaint.letter"
    path.write_text("Dear sir,\nimport duties were never mentioned.\nfile a complaint, they said.\n")
    assert sniff(path).kind is Kind.TEXT


@pytest.mark.parametrize(
    ("head", "kind", "form"),
    [
        (b"%PDF-1.7\n", Kind.DOCUMENT, "pdf"),
        (b"junk before\n%PDF-1.4\n", Kind.DOCUMENT, "pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", Kind.PHOTO, "jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Kind.PHOTO, "png"),
        (b"II*\x00\x08\x00\x00\x00", Kind.PHOTO, "tiff"),
        (b"MM\x00*\x00\x00\x00\x08", Kind.PHOTO, "tiff"),
        (b"BM\x36\x00\x00\x00\x00\x00\x00\x00\x36\x00", Kind.PHOTO, "bmp"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", Kind.PHOTO, "webp"),
        (b"RIFF\x10\x00\x00\x00AVI LIST", Kind.MEDIA, ""),
        (b"RIFFabcdAVI LISTabcdhdrlavih8   \x00\x00", Kind.MEDIA, ""),
        (b"\x00\x00\x00\x18ftypmp42", Kind.MEDIA, ""),
        (b"GIF89a\x10\x00", Kind.MEDIA, ""),
        (b"\xff\xfe\x91\x22\x00\xd8\x03\x9a\xde\xe1" * 50, Kind.MEDIA, ""),
        (b"", Kind.EMPTY, ""),
        ("一段文字，用户投诉录音。".encode("utf-16"), Kind.TEXT, "text"),
        ("一段文字，用户投诉录音。\n".encode("gb18030"), Kind.TEXT, "text"),
    ],
)
def test_content_tells_the_kind(head: bytes, kind: Kind, form: str) -> None:
    found = of_bytes(head)
    assert (found.kind, found.format) == (kind, form)


BUSY = [
    b"\n" * 65536,
    b"# \n" * 22000,
    b"FILE" + b" " * 65000,
    b"FILE x " * 9000,
    b"<" * 65536,
    b"< " * 32768,
    b"file " * 13000,
    b"var a" + b" " * 65000,
    b"SegmentedSource" * 4000,
    b"/a" * 32000,
    b"function " * 7000,
]


def test_no_text_keeps_the_look_at_it_busy(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    for head in BUSY:
        path.write_bytes(head)
        begin = time.process_time()
        with contextlib.suppress(Refused):
            sniff(path)
        assert time.process_time() - begin < 0.5, head[:20]


def test_h04b_an_address_is_refused() -> None:
    for address in (
        "http://127.0.0.1:9/x.mp4",
        "HTTPS://x/y",
        "rtsp://x/y",
        "file:///etc/passwd",
        "concat:/a.ts|/b.ts",
    ):
        with pytest.raises(Refused, match="address"):
            sniff(address)


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    for path in (tmp_path / "no.mp4", tmp_path / "no" / "no.mp4", "concat:a.ts|b.ts", "http:__x.mp4"):
        with pytest.raises(NotFound):
            sniff(path)


def test_h14_only_regular_files_are_opened(tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_text("words")
    link, pipe = tmp_path / "link.mp4", tmp_path / "pipe.mp4"
    link.symlink_to(real)
    os.mkfifo(pipe)
    for path in (link, pipe, tmp_path, Path("/dev/zero")):
        with pytest.raises(Refused, match="not a regular file"):
            sniff(path)
