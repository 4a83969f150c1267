"""What a file is, by its first bytes: a recording, a document, a photo, a text, or a playlist or script in disguise."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from evidence.errors import NotFound, Refused
from evidence.media import reasons

HEAD = 64 * 1024
"""Bytes that are looked at."""

PLAYLIST_NAMES = frozenset((
    "m3u", "m3u8", "pls", "xspf", "asx", "wax", "wvx", "wpl", "smil", "smi", "ram", "rm8", "mpd", "ism", "ismc",
    "f4m", "cue", "ffconcat", "ffcat", "sdp", "url", "qtl", "b4s", "vlc", "edl", "avs", "mlt",
))  # fmt: skip
TEXT_NAMES = frozenset((
    "txt", "text", "csv", "tsv", "tab", "log", "md", "rst", "json", "jsonl", "xml", "html", "htm", "xhtml", "yaml",
    "yml", "ini", "rtf", "srt", "vtt", "ass", "ssa", "sub", "sbv", "ttml", "dfxp", "lab", "rttm", "stm", "ctm", "eaf",
    "textgrid", "boris", "eml", "msg", "tex", "svg",
))  # fmt: skip
MEDIA_NAMES = frozenset((
    "mp4", "m4v", "mov", "qt", "3gp", "3g2", "avi", "divx", "mkv", "mka", "webm", "ts", "mts", "m2ts", "mpg", "mpeg",
    "vob", "ps", "m2p", "m2v", "mp2", "mp3", "wav", "wave", "w64", "rf64", "aif", "aiff", "au", "snd", "caf", "aac",
    "m4a", "m4b", "amr", "awb", "ogg", "oga", "ogv", "opus", "spx", "flac", "wma", "wmv", "asf", "flv", "f4v", "dav",
    "264", "h264", "avc", "265", "h265", "hevc", "ivf", "gif", "mjpg", "mjpeg", "y4m", "apng", "mxf", "gsm", "g722",
    "ulaw", "alaw", "voc", "wtv", "rm", "rmvb", "ifv", "jpg", "jpeg", "png", "tif", "tiff", "bmp", "webp", "heic",
    "pdf", "",
))  # fmt: skip
"""Names under which a recording, document or photo is expected; also no ending at all."""


class Kind(StrEnum):
    """What the content looks like."""

    MEDIA = "media"
    """A recording, or nothing that is known: the decoder has to find out."""
    DOCUMENT = "document"
    PHOTO = "photo"
    TEXT = "text"
    PLAYLIST = "playlist"
    """A playlist or script. Refused, unless it goes by the name of a text."""
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a file is by its content; `format` is "pdf", "jpeg", "m3u", ... or "" where the decoder has to find out.

    Of a recording that begins like a photo it is that photo's.
    """

    kind: Kind
    format: str = ""


_PHOTOS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
)
_RAW_PICTURES = b"YUV4MPEG2 "
_SERIES_NAMES = ("mjpg", "mjpeg")
_PHOTO_NAMES = ("jpg", "jpeg", "jpe", "jfif", "mpo")
# Written so that no file, however made, keeps them busy: nothing that repeats can match the same stretch in two ways.
_TEXT_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE | re.MULTILINE))
    for name, pattern in (
        ("m3u", r"^[ \t]*#EXT(?:M3U|INF|-X-)"),
        ("ffconcat", r"^[ \t]*ffconcat[ \t]+version\b"),
        ("ffconcat", r"\A(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t]*file[ \t]+(?:['\"]|[^\s./\\]*[./\\])"),
        ("pls", r"^[ \t]*\[(?:playlist|reference)\][ \t\r]*$"),
        ("shortcut", r"^[ \t]*\[(?:InternetShortcut|Desktop Entry)\][ \t\r]*$"),
        ("sdp", r"\A\s*v=0[ \t\r]*$"),
        ("cue", r"^[ \t]*FILE[ \t]+\S[^\n]*[ \t](?:WAVE|MP3|AIFF|BINARY|MOTOROLA)[ \t\r]*$"),
        ("edl", r"\A\s*#[ \t]*mpv EDL"),
        ("pointer", r"\A\s*(?:RTSPtext|SMILtext|ASF[ \t]+https?://)"),
        ("avisynth", r"\b(?:AVI|DirectShow|FFVideo|FFmpeg|L-?SMASHVideo|Image|Mpeg2|WAV)(?:File)?Source[ \t]*\("),
        ("script", r"\A\s*#![ \t]*/?\S"),
        ("script", r"^[ \t]*(?:@?echo[ \t]+off\b|Set-ExecutionPolicy|Invoke-\w|On Error Resume Next|WScript\.)"),
        ("script", r"^[ \t]*(?:import[ \t]+[\w.{*]|from[ \t]+\w[\w.]*[ \t]+import\b|def[ \t]+\w+[ \t]*\()"),
        ("script", r"^[ \t]*(?:function[ \t]*\w*[ \t]*\(|\(function\b|(?:var|let|const)[ \t]+\w+[ \t]*=)"),
        ("script", r"^[ \t]*(?:#include[ \t]*[<\"]|(?:using|package)[ \t]+\w[\w.]*;|(?:window|document)\.\w)"),
    )
)
_MARKUP: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("xml", r"<\s*(?:\w+:)?(?:MPD|smil|asx|playlist|SmoothStreamingMedia|manifest|mlt)[\s>/]|<\?(?:wpl|quicktime)"),
        ("html", r"<\s*(?:!doctype\s+html|html|head|body|script|embed|iframe|svg)\b|<\?(?:php|=)|<%"),
    )
)
"""Looked for only where the text begins with a tag."""
_SOFT = {"script", "html"}
_NAMES_A_FILE = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,20}:/{0,2}\S|(?:[a-z]:)?[\\/.]{0,3}[^\s<>|\"*?]\S*\.\w{2,5}$)", re.IGNORECASE
)
_LETTERS = re.compile(r"[\t\n\r\x20-\x7e\xa0-\u024f\u2000-\u206f\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/{1,3}[^/]", re.IGNORECASE)


def sniff(path: str | os.PathLike[str], name: str | None = None) -> Sniffed:
    """What the file is by its first bytes. `name` is its original name where the path has another.

    Raises:
        Refused: not a regular file, an address, or a playlist or script under the name of something else.
        NotFound: there is no such file.
    """
    head = _head(path)
    found = of_bytes(head)
    ending = PurePath(name if name is not None else os.fspath(path)).suffix.lower().lstrip(".")
    if found.kind is Kind.PHOTO and _moves(found.format, head, ending):
        return Sniffed(Kind.MEDIA, found.format)
    expected = ending in MEDIA_NAMES or ending in PLAYLIST_NAMES
    if found.kind is Kind.PLAYLIST:
        if ending in TEXT_NAMES or (found.format in _SOFT and not expected):
            return Sniffed(Kind.TEXT, "text")
        raise Refused(*(reasons.WEB_PAGE if found.format == "html" else reasons.SCRIPT))
    if found.kind is Kind.TEXT and (ending in PLAYLIST_NAMES or (expected and _lists_files(head))):
        raise Refused(*reasons.SCRIPT)
    return found


def of_bytes(head: bytes) -> Sniffed:
    """What content is that begins with these bytes."""
    if not head:
        return Sniffed(Kind.EMPTY)
    if b"%PDF-" in head[:1024]:
        return Sniffed(Kind.DOCUMENT, "pdf")
    for magic, form in _PHOTOS:
        if head.startswith(magic):
            return Sniffed(Kind.PHOTO, form)
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return Sniffed(Kind.PHOTO, "bmp")
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Sniffed(Kind.PHOTO, "webp")
    if head.startswith(_RAW_PICTURES):
        return Sniffed(Kind.MEDIA)
    words = _text(head)
    if words is None:
        return Sniffed(Kind.MEDIA)
    text, wide = words
    for form, pattern in _TEXT_KINDS:
        if pattern.search(text):
            return Sniffed(Kind.PLAYLIST, form)
    for form, pattern in _MARKUP if text.lstrip().startswith("<") else ():
        if pattern.search(text):
            return Sniffed(Kind.PLAYLIST, form)
    return Sniffed(Kind.TEXT, "text") if _all_text(head, text, wide) else Sniffed(Kind.MEDIA)


def _moves(form: str, head: bytes, ending: str) -> bool:
    """Whether what begins like a photo is a series of pictures: an animated PNG, or one JPEG after the other.

    A camera's JPEG may hold a second picture beside the first; under a photo's name it stays a photo.
    """
    if form == "png":
        return head.find(b"acTL", 0, _image_data(head)) >= 0
    one_after_another = ending not in _PHOTO_NAMES and b"\xff\xd9\xff\xd8\xff" in head
    return form == "jpeg" and (ending in _SERIES_NAMES or one_after_another)


def _image_data(head: bytes) -> int:
    """Where the first picture of a PNG begins: what makes it an animation stands before."""
    place = head.find(b"IDAT")
    return len(head) if place < 0 else place


def _head(path: str | os.PathLike[str]) -> bytes:
    if _ADDRESS.match(os.fspath(path)) and not os.path.lexists(path):
        raise Refused(*reasons.ADDRESS)
    flags = os.O_RDONLY
    for wish in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
        flags |= getattr(os, wish, 0)
    try:
        # Looked at first: opening a device can have effects, opening a folder fails in its own ways.
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise Refused(*reasons.NOT_REGULAR)
        handle = os.open(path, flags)
    except (FileNotFoundError, NotADirectoryError) as missing:
        raise NotFound(
            f"There is no file “{PurePath(path).name[:100]}”.", f"没有名为“{PurePath(path).name[:100]}”的文件。"
        ) from missing
    except (OSError, ValueError) as unreadable:
        raise Refused(*reasons.UNREADABLE) from unreadable
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Refused(*reasons.NOT_REGULAR)
        parts: list[bytes] = []
        while (missing_bytes := HEAD - sum(map(len, parts))) > 0 and (part := os.read(handle, missing_bytes)):
            parts.append(part)
        return b"".join(parts)
    except OSError as unreadable:
        raise Refused(*reasons.UNREADABLE) from unreadable
    finally:
        os.close(handle)


def _text(head: bytes) -> tuple[str, bool] | None:
    """The words at the beginning, and whether they are in a wide encoding; None where there are none."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace"), encoding != "utf-8"
    first = head[:64]
    if len(first) >= 4 and not any(first[1::2]) and all(first[: len(first) // 2 * 2 : 2]):
        return head.decode("utf-16-le", "replace"), True
    if len(first) >= 4 and not any(first[::2]) and all(first[1::2]):
        return head.decode("utf-16-be", "replace"), True
    # Words at the very beginning are enough: what follows may be anything, a player would stop there or not.
    begin = re.match(rb"[\t\n\v\f\r\x20-\x7e\x80-\xff]*", head)
    words = begin[0] if begin else b""
    return (words.decode("utf-8", "replace"), False) if len(words.strip()) >= min(6, len(head.strip())) else None


def _all_text(head: bytes, text: str, wide: bool) -> bool:
    """Whether all of it is text: no control bytes, or in UTF-16 mostly letters that people write with."""
    if wide:
        part = text[:4096]
        return sum(bool(_LETTERS.match(letter)) for letter in part) * 10 >= len(part) * 9
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head)


def _lists_files(head: bytes) -> bool:
    """Whether every line of a text names a file or an address, but for comments: a list without a heading."""
    lines = [line.strip() for line in (_text(head) or ("", False))[0].splitlines()]
    lines = [line for line in lines if line and not line.startswith(("#", ";", "//"))]
    return bool(lines) and all(_NAMES_A_FILE.match(line) for line in lines)
