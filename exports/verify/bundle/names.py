"""Names that no bundle has: they would lead out of it, or be another file on another system."""

from __future__ import annotations

import re
import unicodedata

from exports.verify.report import Label

LONGEST = 400
_DRIVE = re.compile(r"[A-Za-z]:")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def refuse_name(name: str) -> Label | None:
    """Why a name of an entry is refused; None where it is good. Parts are separated by `/`, none of them is special."""
    if not name or len(name) > LONGEST:
        return Label("it is empty or too long", "名称为空或过长")
    if name.startswith("/") or "\\" in name or _DRIVE.match(name):
        return Label("it is the name of a place elsewhere on the disk", "名称指向磁盘上的其他位置")
    parts = name.split("/")
    if any(part in ("", ".", "..") for part in parts):
        return Label("it leads out of the bundle", "名称指向证据包之外")
    for part in parts:
        if any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") for char in part):
            return Label("it holds characters that cannot be seen", "名称含有不可见字符")
        if any(char in '<>:"|?*' for char in part) or part[-1] in ". " or part[0] == " " or _RESERVED.fullmatch(part):
            return Label("another system takes it for something else", "该名称在其他系统上另有含义")
    return None


def folded(name: str) -> str:
    """The same for all names that some system takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())


def shown(name: str) -> str:
    """A name as it is said: short, with what cannot be seen made visible."""
    plain = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in name)
    return plain if len(plain) <= 160 else f"{plain[:157]}..."
