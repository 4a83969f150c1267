"""What is kept and said of a fault of our own: a file with what happened, and one sentence that says where it is.

The file is meant to be sent to us, so nothing of a case may stand in it: only where in the program it happened, with
lines of the program itself. What an error says is left out unless it is a text of the program, since it may repeat what
somebody wrote; so are names of folders, which may be those of people.
"""

from __future__ import annotations

import linecache
import re
import tempfile
from pathlib import Path

from evidence.labels import Label

_PLACE = re.compile(r'  File "(.+)", line (\d+), in (\S+)')
_ERROR = re.compile(r"([A-Za-z_][\w.]*)(?:: (.*))?")
_BETWEEN = (
    "Traceback (most recent call last):",
    "The above exception was the direct cause of the following exception:",
    "During handling of the above exception, another exception occurred:",
)
_HARMLESS = re.compile(
    r"[A-Z ]+ constraint failed: [a-z_.,: ]+|guard: [a-z_ ,]+"
)  # SQLite names columns, not what they hold
_LEFT_OUT = "(what it says is left out: it may repeat what somebody wrote)"


def report_of(trace: str) -> Label:
    """Keep a traceback in a file of its own and say where; a full disk must not silence the report."""
    text = without_contents(trace)
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="replaydesk-fault-", suffix=".txt", delete=False, encoding="utf-8", errors="backslashreplace"
        ) as file:
            file.write(text)
        where, place = file.name, file.name
    except OSError:
        last = text.strip().splitlines()[-1]
        where, place = f"this: {last}", f"以下内容：{last}"
    return Label(
        f"This is a fault of the program, not yours. Nothing that was saved is lost. Please send us {where}.",
        f"这是程序的故障，并非您的操作所致。已保存的内容没有丢失。请将{place}发送给我们。",
    )


def without_contents(trace: str) -> str:
    """A traceback with places and lines of the program, kinds of errors, and nothing that comes from outside."""
    lines: list[str] = []
    source, awaited = "", False
    for line in trace.splitlines():
        place = _PLACE.fullmatch(line)
        if place and (found := linecache.getline(place[1], int(place[2])).strip()):  # else it is no module of anybody
            source, awaited = found, True
            lines += [f"  {_short(place[1])}:{place[2]} in {place[3]}", f"    {source}"]
        elif line in _BETWEEN:
            lines.append(line)
        elif awaited and not line.startswith(" ") and (error := _ERROR.fullmatch(line)):
            kind, said = error.groups()
            if said and said not in source and not _HARMLESS.fullmatch(said):
                said = _LEFT_OUT
            awaited = False
            lines.append(f"{kind}: {said}" if said else kind)
    return "\n".join(lines) + "\n"


def _short(path: str) -> str:
    """The end of a path that says which module it is, without the folder that it is installed in."""
    parts = Path(path).parts
    for name in ("site-packages", "dist-packages"):
        if name in parts:
            return "/".join(parts[parts.index(name) + 1 :])
    root = Path(__file__).resolve().parent.parent
    return str(Path(path).relative_to(root)) if Path(path).is_relative_to(root) else Path(path).name
