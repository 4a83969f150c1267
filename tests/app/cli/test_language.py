"""Plain lines are in the language that was asked for; names, paths and codes of checks stay what they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.app.cli.conftest import Small
from tests.command import here

OF_THE_CONTRACT = re.compile(
    r"C-\d{4}-\d{4}|EX-\d+|M-\d+|BA\d+|[0-9a-f]{16,}|SHA-256|PDF|case\.json|replaydesk\.case/\d|clip\.mp4|case\.pdf"
    r"|^\S+\s+[a-z_]+:|pts|tb|mov,mp4[a-z0-9,]*|h264|aac|library\.db",
    re.MULTILINE,
)


@pytest.mark.parametrize("verb", ["marks", "verify", "check", "media", "locate"])
def test_plain_lines_in_chinese_hold_no_english_words(small: Small, verb: str) -> None:
    (mark,) = small.marks[:1]
    calls: dict[str, tuple[str | Path, ...]] = {
        "marks": ("marks", small.case),
        "verify": ("verify", small.case_file),
        "check": ("check",),
        "media": ("media", small.files / "clip.mp4"),
        "locate": ("locate", mark["reference"]),
    }
    words = calls[verb]
    chinese = here("--lang", "zh", *words, library=small.library)
    assert chinese.code == 0
    left = OF_THE_CONTRACT.sub("", chinese.out)
    assert re.findall(r"[A-Za-z]{3,}", left) == [], chinese.out
    english = here("--lang", "en", *words, library=small.library)
    assert english.code == 0 and not re.search(r"[\u4e00-\u9fff]", english.out), english.out
