"""From bytes to text: marks of the encoding first, then UTF-8, then what Chinese and Western desktops wrote before it.

The order is fixed, so that the same file always reads the same. Everything after UTF-8 is a guess and is called one.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from evidence.errors import Refused, WrongUse
from evidence.labels import Label
from evidence.transcripts.notices import line_place, refusal

ENCODINGS = ("utf-8", "utf-16", "gb18030", "big5", "windows-1252")
"""What a person may name."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_LIKELY = 0.7
"""Share of signs that have to be everyday ones of an encoding before it is guessed."""

_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding it was read with, and the doubt about that (None: beyond doubt)."""

    text: str
    encoding: str
    doubt: Label | None = None


def decode(data: bytes, wanted: str | None = None) -> Decoded:
    """The text of a file; `wanted` is the encoding that a person named.

    Raises:
        WrongUse: no such encoding is known.
        Refused: it is no text, or not in the encoding that was named or marked; names the line.
    """
    if wanted is not None and wanted not in ENCODINGS:
        raise WrongUse(
            f"“{wanted[:40]}” is no encoding known here: choose one of {', '.join(ENCODINGS)}.",
            f"不支持编码“{wanted[:40]}”：请选择 {'、'.join(ENCODINGS)} 之一。",
        )
    for mark, codec, name in _MARKS:
        if data.startswith(mark) and wanted in (None, name):
            return Decoded(_strictly(data, codec, name), name)
    if wanted is not None:
        return Decoded(_strictly(data, _wide(data) or "utf-16-le" if wanted == "utf-16" else wanted, wanted), wanted)
    if wide := _wide(data):
        return Decoded(_strictly(data, wide, "utf-16"), "utf-16", _guessed("UTF-16"))
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError as no_utf8:
        if _mostly_utf8(data):
            raise _undecodable(data, no_utf8.start, "UTF-8") from no_utf8
    return _guess(data)


def damaged(data: bytes, wanted: str | None = None) -> tuple[str, str] | None:
    """The text of a file with broken bytes, each kept as a lone surrogate, and its encoding; None: cannot be told."""
    name = wanted or ("utf-8" if _mostly_utf8(data) else None)
    if name is None or name == "utf-16":
        return None
    return data.decode("utf-8-sig" if name == "utf-8" else name, "surrogateescape"), name


def _guess(data: bytes) -> Decoded:
    """The likelier of GB18030 and Big5, otherwise Windows-1252."""
    scores = {name: _chinese(data, name) for name in ("gb18030", "big5")}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= _LIKELY:
        other = min(scores, key=lambda name: scores[name])
        also = other if scores[other] >= _LIKELY else None
        return Decoded(data.decode(best), best, _guessed(best.upper(), also.upper() if also else ""))
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError as neither:
        raise _unknown(data, neither.start) from neither
    if not _western(text):
        raise _unknown(data, next(place for place, byte in enumerate(data) if byte > 0x7F))
    return Decoded(text, "windows-1252", _guessed("Windows-1252"))


def _strictly(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as wrong:
        raise _undecodable(data, wrong.start, name.upper(), wide="16" in codec) from wrong


def _wide(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: every other byte of Latin signs, digits and spaces is zero."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 5 < len(head) // 2 or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _mostly_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 with damage, rather than another encoding."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    wide = sum(char > "\x7f" for char in text)
    bad = text.count("�")
    return wide - bad >= 10 * bad


def _chinese(data: bytes, codec: str) -> float:
    """Share of the signs beyond ASCII that are everyday Chinese in this encoding; 0 where it cannot be read at all."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return 0.0
    signs = [char for char in text[:_SAMPLE] if char > "\x7f"]
    return sum(_everyday(char, codec) for char in signs) / len(signs) if signs else 0.0


def _everyday(char: str, codec: str) -> bool:
    """Whether a sign stands in the punctuation or the first level of GB2312, or of Big5."""
    older, first, last = ("gb2312", 0xB0, 0xD7) if codec == "gb18030" else ("big5", 0xA4, 0xC6)
    try:
        lead = char.encode(older)[0]
    except UnicodeEncodeError:
        return False
    return 0xA1 <= lead <= 0xA3 or first <= lead <= last


def _western(text: str) -> bool:
    """Whether accented letters stand among plain ones, as they do in Western languages."""
    signs = alone = 0
    before = " "
    for char in text[:_SAMPLE]:
        signs += char > "\x7f"
        alone += char > "\x7f" and before <= "\x7f"
        before = char
    return alone * 3 >= signs * 2


def _guessed(name: str, also: str = "") -> Label:
    other = Label(f", it could also be {also}", f"，也可能是 {also}") if also else Label("", "")
    return Label(
        f" as {name}{other.en}; if the words look wrong, name the encoding",
        f" {name}{other.zh}；如文字不对，请指明编码",
    )


def _undecodable(data: bytes, at: int, name: str, *, wide: bool = False) -> Refused:
    line = data[:at].count(b"\n") + 1
    what = f"0x{data[at]:02X}" if at < len(data) and not wide else ""
    return refusal(
        line_place(line),
        f"the byte {what} cannot be read as {name}" if what else f"the bytes cannot be read as {name}",
        f"字节 {what} 无法按 {name} 读取" if what else f"字节无法按 {name} 读取",
    )


def _unknown(data: bytes, at: int) -> Refused:
    return refusal(
        line_place(data[:at].count(b"\n") + 1),
        "the encoding is none that is recognised; name it, or save the file as UTF-8",
        "无法识别编码；请指明编码，或将文件另存为 UTF-8",
    )
