"""The project's own documents as data: fenced blocks, commands in them, links."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

from tests.command import ROOT

README = ROOT / "README.md"
DOCS = ROOT / "docs"


def pages() -> list[Path]:
    """Every document that people read."""
    return [README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]


def blocks(text: str, kind: str = "") -> list[str]:
    """The fenced blocks of a language ("" for those without one)."""
    found = re.findall(r"^```([a-z]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [body for language, body in found if language == kind]


@dataclass
class Step:
    """One command of a shell session and the lines it answers."""

    words: list[str]
    answer: list[str] = field(default_factory=list)


def steps(block: str) -> list[Step]:
    """The commands of a `console` block, in order."""
    found: list[Step] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(Step(shlex.split(line[2:])))
        else:
            found[-1].answer.append(line)
    return found


def written_commands(text: str) -> list[list[str]]:
    """Every `replaydesk` call in the `sh` and `console` blocks of a page, as words behind the command's name."""
    lines = [line for kind in ("sh", "console") for block in blocks(text, kind) for line in block.splitlines()]
    calls = [shlex.split(line.removeprefix("$ "), comments=True) for line in lines if "replaydesk" in line]
    return [words[1:] for words in calls if words and words[0] == "replaydesk"]


def section(text: str, title: str) -> str:
    """What stands under a heading of the second level.

    Raises:
        KeyError: there is no such heading.
    """
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if not found:
        raise KeyError(title)
    return found[1]


def links(text: str) -> list[str]:
    """Local files that a page links to or shows."""
    found = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    return [target for target in found if not re.match(r"[a-z]+:", target)]


def matches(said: list[str], expected: list[str]) -> bool:
    """Whether lines are as expected; `…` stands for any words, alone on a line for any lines."""
    pattern = "".join(
        r"(?:[^\n]*\n)*?" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n" for line in expected
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in said)) is not None
