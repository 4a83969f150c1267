"""Writes the words of the window for Qt Linguist: python -m docs.make_words [FILE.ts].

The one truth stays in the code, where every word is a pair of English and Chinese. This file is for translators: it is
opened in Qt Linguist, and the program takes corrections from it (`app.translating`).
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parent.parent
PACKAGES = ("widgets", "app", "evidence")
NOT_ON_SCREEN = ("app/cli", "app/demo", "app/making", "evidence/audit", "evidence/casefile")
_ENGLISH = re.compile(r"[^\u3000-\u9fff\uff00-\uffef]*[A-Za-z][^\u3000-\u9fff\uff00-\uffef]*")
_CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


@dataclass(slots=True)
class Words:
    """One pair, and where it stands: the module and line of each place."""

    english: str
    chinese: str
    places: list[tuple[str, int]] = field(default_factory=list)


def words_on_screen() -> list[Words]:
    """Every pair of words of the window, in the order of its modules; one that stands in several is told once."""
    found: dict[tuple[str, str], Words] = {}
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            name = file.relative_to(ROOT).as_posix()
            if not name.startswith(NOT_ON_SCREEN):
                for english, chinese, line in pairs_in(file.read_text(encoding="utf-8")):
                    found.setdefault((english, chinese), Words(english, chinese)).places.append((name, line))
    return list(found.values())


def pairs_in(source: str) -> Iterator[tuple[str, str, int]]:
    """The pairs of a module with their lines: two texts beside each other, English and Chinese, and every `Label`."""
    for node in ast.walk(ast.parse(source)):
        values = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
        label = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Label"
        for one, other in pairwise(values):
            english, chinese = _text(one), _text(other)
            if english and chinese and (label or (_CHINESE.search(chinese) and _ENGLISH.fullmatch(english))):
                yield english, chinese, one.lineno


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def words_file() -> str:
    """The file as Qt Linguist reads it: a context for each module, the program's Chinese as comment and translation."""
    contexts: dict[str, list[Words]] = {}
    for one in words_on_screen():
        contexts.setdefault(one.places[0][0].removesuffix(".py").replace("/", "."), []).append(one)
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append('<TS version="2.1" language="zh_CN" sourcelanguage="en">')
    for name, words in contexts.items():
        lines += ["<context>", f"    <name>{name}</name>"]
        for one in words:
            english, chinese = escape(one.english), escape(one.chinese)
            lines.append("    <message>")
            lines += [f'        <location filename="{file}" line="{line}"/>' for file, line in one.places]
            lines.append(f"        <source>{english}</source>")
            lines.append(f"        <comment>{chinese}</comment>")
            lines.append(f"        <translation>{chinese}</translation>")
            lines.append("    </message>")
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / "words.ts"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(words_file(), encoding="utf-8")
