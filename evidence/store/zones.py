"""The time zone of this machine by its name, for libraries that are made on it."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from evidence.errors import WrongUse
from evidence.timecode import zone_of


def system_zone(link: Path = Path("/etc/localtime")) -> str:
    """A name such as Asia/Shanghai; a fixed offset where the system has no name for it."""
    for name in (os.environ.get("TZ", ""), _linked(link)):
        if name:
            try:
                zone_of(name)
            except WrongUse:
                continue
            return name
    offset = datetime.now().astimezone().strftime("%z")
    return f"{offset[:3]}:{offset[3:5]}"


def _linked(link: Path) -> str:
    try:
        return os.readlink(link).split("zoneinfo/", 1)[1]
    except (OSError, IndexError):
        return ""
