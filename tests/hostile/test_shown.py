"""Names and texts from outside are shown as the signs that they consist of: no markup, nothing hidden."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.command import ROOT
from widgets.plain import plain, tip
from widgets.texts import PlainLabel

MARKUP = '<b>bold</b> <img src="file:///etc/passwd"> <a href="https://example.org">x</a> &amp;'
FIXED = re.compile(r"""(tip\(.*|words\([A-Z]{1,2}\.\w+\)|words\(self\._name\)|'')""", re.DOTALL)
"""Tooltips that cannot be markup: made safe, or words of our own in which nothing is filled in."""
SOURCES = sorted(path for folder in ("widgets", "app") for path in (ROOT / folder).rglob("*.py"))


def calls(path: Path, names: set[str]) -> list[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in names
    ]


def test_h16_h22_no_tooltip_and_no_label_takes_a_text_from_outside_for_markup() -> None:
    odd = []
    for path in SOURCES:
        for call in calls(path, {"setToolTip", "setWhatsThis", "setHtml", "insertHtml", "QLabel", "setTextFormat"}):
            text = ast.unparse(call)
            of = getattr(call.func, "attr", getattr(call.func, "id", ""))
            told = ast.unparse(call.args[0]) if call.args else "''"
            safe = (of == "setToolTip" and all(FIXED.fullmatch(one.strip()) for one in ways(call))) or (
                of == "setTextFormat" and told == "Qt.TextFormat.PlainText"
            )
            if not safe:
                odd.append(f"{path.relative_to(ROOT)}:{call.lineno} {text}")
    assert odd == []


def ways(call: ast.Call) -> list[str]:
    """What is given, in either case of a condition."""
    given = call.args[0]
    return [ast.unparse(one) for one in ((given.body, given.orelse) if isinstance(given, ast.IfExp) else (given,))]


@pytest.mark.parametrize("sign", ["\u202e", "\x1b", "\n", "\t", "\u200b", "\ufeff"])
def test_h17_h18_hidden_signs_in_a_name_are_visible(sign: str) -> None:
    shown = plain(f"invoice{sign}gpj.exe")
    assert sign not in shown and shown != plain("invoicegpj.exe") and sign not in tip(f"invoice{sign}x")


def test_h22_a_label_shows_the_signs_of_markup(application: QApplication) -> None:
    label = PlainLabel(MARKUP)
    assert label.textFormat() is Qt.TextFormat.PlainText and "<b>bold</b>" in label.text()
    assert "<b>" not in tip(MARKUP) and "&lt;b&gt;" in tip(MARKUP)


@pytest.fixture
def application() -> QApplication:
    there = QApplication.instance()
    return there if isinstance(there, QApplication) else QApplication([])
