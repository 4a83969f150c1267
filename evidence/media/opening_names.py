"""How to open a recording whose content does not tell: as text, kept with its facts, so that it is always the same.

The text stands where the container's name stands: `mulaw` (by the ending of a name), `raw:s16le:16000:2` (a person
chose), `salvage:h264:25/1:0000…` (pictures found in a file without its index, with the parameter sets that they need).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePath

from evidence.errors import WrongUse

LONGEST = 2000
"""Characters of such a text."""

HEADERLESS: dict[str, tuple[str, dict[str, str]]] = {
    "ulaw": ("mulaw", {"sample_rate": "8000"}),
    "mulaw": ("mulaw", {"sample_rate": "8000"}),
    "pcmu": ("mulaw", {"sample_rate": "8000"}),
    "ul": ("mulaw", {"sample_rate": "8000"}),
    "alaw": ("alaw", {"sample_rate": "8000"}),
    "pcma": ("alaw", {"sample_rate": "8000"}),
    "al": ("alaw", {"sample_rate": "8000"}),
    "gsm": ("gsm", {}),
    "g722": ("g722", {}),
    "g723": ("g723_1", {}),
    "g729": ("g729", {}),
    "sln": ("sln", {"sample_rate": "8000"}),
}
"""Telephone sound without a header, by the ending of the file's name: demuxer and what it has to be told."""

RAW = {
    "mulaw": "mulaw",
    "alaw": "alaw",
    "s16le": "s16le",
    "s16be": "s16be",
    "u8": "u8",
    "s8": "s8",
    "s24le": "s24le",
    "s32le": "s32le",
    "f32le": "f32le",
    "g722": "g722",
    "g726": "g726",
    "g726le": "g726le",
    "gsm": "gsm",
    "g723": "g723_1",
    "g729": "g729",
}
"""What a person may say that headerless sound is: our word, and the demuxer."""
FIXED = {
    "g722": (16_000, 1),
    "g726": (8000, 1),
    "g726le": (8000, 1),
    "gsm": (8000, 1),
    "g723": (8000, 1),
    "g729": (8000, 1),
}
"""Rate and channels of those that have only one."""
ALSO = {"ulaw": "mulaw", "pcmu": "mulaw", "pcma": "alaw", "pcm": "s16le", "g723_1": "g723"}
RAW_RATES = range(1000, 192_001)
RAW_CHANNELS = range(1, 9)
SALVAGED = {"h264": "h264", "hevc": "hevc"}

_RAW = re.compile(r"raw:([a-z0-9]{2,8}):([0-9]{4,6}):([1-8])")
_SALVAGE = re.compile(r"salvage:(h264|hevc):([0-9]{1,9}/[0-9]{1,9}):((?:[0-9a-f]{2})*)")


@dataclass(frozen=True, slots=True)
class Opening:
    """What FFmpeg has to be told."""

    demuxer: str
    options: dict[str, str]
    parameters: bytes | None = None
    """Parameter sets of a salvage, to be read before its pictures; None where this is no salvage."""


def raw(codec: str, rate: int, channels: int) -> str:
    """The text for headerless sound.

    Raises:
        ValueError: there is no such sound.
    """
    if codec not in RAW or rate not in RAW_RATES or channels not in RAW_CHANNELS:
        raise ValueError("no such sound")
    if FIXED.get(codec, (rate, channels)) != (rate, channels):
        raise ValueError("this codec has one rate and one channel only")
    return f"raw:{codec}:{rate}:{channels}"


def raw_as_said(words: str) -> str:
    """The text for headerless sound out of `CODEC:RATE:CHANNELS`, as it is typed.

    Raises:
        WrongUse: that is no sound that can be read.
    """
    parts = words.strip().lower().split(":")
    try:
        codec, rate, channels = parts
        return raw(ALSO.get(codec, codec), int(rate), int(channels))
    except ValueError as wrong:
        known = ", ".join(RAW)
        raise WrongUse(
            f"Sound without a header is given as CODEC:RATE:CHANNELS, for example mulaw:8000:1. Codecs: {known}; rates "
            "1000 to 192000; channels 1 to 8; G.722 is 16000:1, and G.726, GSM, G.723 and G.729 are 8000:1.",
            f"无文件头的声音写作 编码:采样率:声道数，例如 mulaw:8000:1。编码：{known}；采样率 1000 至 192000；"
            "声道数 1 至 8；G.722 为 16000:1，G.726、GSM、G.723、G.729 为 8000:1。",
        ) from wrong


def salvage(codec: str, rate: Fraction, parameters: bytes) -> str:
    """The text for pictures found in a file without its index."""
    return f"salvage:{codec}:{rate.numerator}/{rate.denominator}:{parameters.hex()}"


def opening_of(text: str) -> Opening | None:
    """What such a text means; None where the content tells, or where it is no such text."""
    for demuxer, options in HEADERLESS.values():
        if demuxer == text:
            return Opening(demuxer, options)
    if (found := _RAW.fullmatch(text)) and found[1] in RAW:
        layout = {1: "mono", 2: "stereo"}.get(int(found[3]), f"{found[3]}c")
        told = {} if found[1] in FIXED else {"sample_rate": found[2], "ch_layout": layout}
        return Opening(RAW[found[1]], told)
    if len(text) <= LONGEST and (found := _SALVAGE.fullmatch(text)):
        return Opening(SALVAGED[found[1]], {"framerate": found[2]}, bytes.fromhex(found[3]))
    return None


def as_chosen(text: str) -> tuple[str, int, int] | None:
    """Codec, rate and channels where a person chose them."""
    found = _RAW.fullmatch(text)
    return (found[1], int(found[2]), int(found[3])) if found else None


def demuxer_of(name: str) -> str:
    """How to open a file of this name; "" where the content tells."""
    return HEADERLESS.get(PurePath(name).suffix.lower().lstrip("."), ("", {}))[0]


def forced(container: str) -> str:
    """How to open a recording that was opened as this container before; "" where the content tells."""
    return container if opening_of(container) else ""


def names_of(container: str) -> set[str]:
    """FFmpeg's names of the demuxer behind a container."""
    opening = opening_of(container)
    return set((opening.demuxer if opening else container).split(","))


def short(container: str) -> str:
    """The container for a line on screen: without the parameter sets."""
    return container.rpartition(":")[0] if container.startswith("salvage:") else container
