"""One word for one thing: the Chinese of the window, the command line, the case file and its verification agree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("app", "widgets", "evidence", "exports")
WORDS = {
    "transcript": "文字稿",
    "case file": "案卷",
    "library": "资料库",
    "journal": "日志",
    "time in question": "所涉时段",
    "original": "原件",
    "gap": "缺口",
    "wall clock": "实际时间",
    "masked": "遮挡",
    "evidence request": "调证请求",
    "second review": "复审",
    "call-back": "回访",
    "hesitation period": "犹豫期",
    "quote": "原话",
}
"""What has to stand in the Chinese wherever the English says it."""
RIVALS = {
    "遮盖": "遮挡",
    "案件库": "资料库",
    "案件文件": "案卷",
    "现实时间": "实际时间",
    "空缺": "缺口",
    "间断": "缺口",
    "调取请求": "调证请求",
    "字幕稿": "文字稿",
    "转写稿": "文字稿",
}
"""What is said otherwise everywhere else."""
PROSE = {"library.db"}
"""English in which the word names something else, or is said with other words."""


def text_of(node: ast.expr) -> str | None:
    """A string as it stands in the source, with {} where something is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


@cache
def sources() -> tuple[tuple[str, ast.Module], ...]:
    files = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple((str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))) for path in files)


@cache
def labels() -> tuple[tuple[str, str, str], ...]:
    """Every label that is written out: where it stands, its English and its Chinese."""
    return tuple(_labels())


def _labels() -> Iterator[tuple[str, str, str]]:
    for name, tree in sources():
        for node in ast.walk(tree):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Label"
            if called and isinstance(node, ast.Call) and len(node.args) == 2:
                en, zh = (text_of(each) for each in node.args)
                if en and zh:
                    yield f"{name}:{node.lineno}", en, zh


@cache
def lines() -> tuple[tuple[str, str], ...]:
    """Every line of the sources: words stand in strings of many forms."""
    return tuple(
        (f"{path.relative_to(ROOT)}:{number}", line)
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    )


@pytest.mark.parametrize("english", WORDS)
def test_a_thing_has_one_chinese_word_wherever_it_is_named(english: str) -> None:
    named = re.compile(rf"(?<![\w.{{-]){re.escape(english)}s?(?![\w.{{])", re.IGNORECASE)
    found = [one for one in labels() if named.search(one[1]) and not any(words in one[1] for words in PROSE)]
    assert found, "nobody says it any more: take it out of the list"
    assert [one for one in found if WORDS[english] not in one[2]] == []


@pytest.mark.parametrize("rival", RIVALS)
def test_no_other_word_is_used_for_it(rival: str) -> None:
    assert [(place, text) for place, text in lines() if rival in text] == [], f"say {RIVALS[rival]}"


def test_the_glossary_for_people_has_the_same_words() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [line for line in glossary.splitlines() if line.startswith("| ")]
    for english, chinese in WORDS.items():
        stem = english.removesuffix("ed")
        assert any(stem in row.split("|")[1].casefold() and chinese in row.split("|")[2] for row in rows), english
