"""Words, fonts, signs, and text from outside."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from evidence.labels import Label
from evidence.model.kinds import Verdict
from widgets import theme
from widgets.language import both, tongue
from widgets.parts import HashLabel, SpokenButton
from widgets.plain import breakable, plain, tip
from widgets.signs import VERDICT_SIGNS, sign_icon
from widgets.texts import ElidedLabel, PlainLabel, SpokenLabel
from widgets.theme import register_fonts
from widgets.words import W, current_language, language_changed, set_language, words

CATALOGUE = {name: label for name, label in vars(W).items() if isinstance(label, Label)}
PACKAGE = Path(theme.__file__).parent


def test_every_word_of_the_catalogue_is_there_in_both_languages() -> None:
    assert len(CATALOGUE) > 150
    for name, label in CATALOGUE.items():
        assert label.en.strip() and label.zh.strip(), name


def test_both_languages_fill_the_same_places() -> None:
    for name, label in CATALOGUE.items():
        places = [{part for part in text.replace("}", "{").split("{")[1::2]} for text in (label.en, label.zh)]
        assert places[0] == places[1], name


def chinese_in(tree: ast.AST) -> set[str]:
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and any("\u4e00" <= sign <= "\u9fff" for sign in node.value)
    }


def test_no_widget_holds_words_of_its_own() -> None:
    """Chinese words stand only in the catalogue, the table of keys, labelled enumerations and the dates understood."""
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found = chinese_in(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and any("Labelled" in ast.unparse(base) for base in node.bases):
                found -= chinese_in(node)
        if file.name not in ("words.py", "qt_words.py", "keys.py"):
            assert all("年" in text and "月" in text for text in found), (file, found)


def test_a_language_that_is_not_ours_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        set_language("fr")
    assert current_language() == "en"


def test_a_change_of_language_is_said_once() -> None:
    said: list[str] = []
    language_changed.connect(said.append)
    set_language("zh")
    set_language("zh")
    tongue.language_changed.disconnect(said.append)
    assert said == ["zh"]


def test_labels_and_buttons_follow_the_language_while_they_are_open(app: QApplication) -> None:
    label, button = SpokenLabel(W.MARKS), SpokenButton(W.PLAY, "Space")
    set_language("zh")
    assert (label.text(), button.text()) == (W.MARKS.zh, W.PLAY.zh)
    assert W.PLAY.zh in button.toolTip() and "Space" in button.toolTip()
    assert both(W.PLAY).startswith(W.PLAY.zh)


def test_a_label_with_braces_from_outside_is_not_a_pattern() -> None:
    assert words(Label("{0} {x", "{0}")) == "{0} {x"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a\u202egpj.exe", "a⟨U+202E⟩gpj.exe"),
        ("zero\u200bwidth", "zero⟨U+200B⟩width"),
        ("bell\x07", "bell⟨U+0007⟩"),
        ("null\x00", "null⟨U+0000⟩"),
        ("tag\U000e0041", "tag⟨U+E0041⟩"),
        ("lone\ud800", "lone⟨U+D800⟩"),
        ("two\r\nlines", "two ⏎ lines"),
        ("汉字 é", "汉字 é"),
    ],
)
def test_signs_that_deceive_the_eye_are_shown_by_number(given: str, shown: str) -> None:
    assert plain(given) == shown


def test_a_very_long_text_is_cut_for_the_screen_quickly() -> None:
    assert len(plain("字" * 200_000)) == 2_000


def test_markup_from_outside_stays_text(app: QApplication) -> None:
    trap = "<img src='file:///etc/passwd'><b>bold</b>"
    label = PlainLabel(trap)
    assert label.text() == trap
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert "<b>" not in tip(trap) and "&lt;b&gt;" in tip(trap)
    assert SpokenButton(Label("R&D", "R&D")).text() == "R&&D"


def test_long_names_may_break_and_other_words_may_not() -> None:
    assert "\u200b" in breakable("a" * 60)
    assert breakable("a" * 60).replace("\u200b", "") == "a" * 60
    assert breakable("ordinary words, 普通文字") == "ordinary words, 普通文字"


def test_an_elided_label_is_narrow_and_keeps_the_whole_text(app: QApplication) -> None:
    label = ElidedLabel("x" * 500)
    label.resize(80, 20)
    assert label.minimumSizeHint().width() <= 80
    assert label.text().endswith("…") and label.whole == "x" * 500


def test_the_fonts_of_the_program_can_be_registered(app: QApplication, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttf"
    bad.write_bytes(b"no font")
    files = sorted((PACKAGE.parent / "exports" / "fonts").glob("*.ttf"))
    families = register_fonts([*files, bad, tmp_path / "missing.ttf"])
    assert "IBM Plex Sans" in families or not files


def test_signs_stay_sharp_on_dense_screens(app: QApplication) -> None:
    icon = sign_icon(VERDICT_SIGNS[Verdict.GIVEN])
    assert icon.actualSize(QSize(48, 48)) == QSize(48, 48)


def test_a_digest_is_shortened_on_screen_and_copied_whole(app: QApplication) -> None:
    digest = "24a2466934bff39cbf97eae72b3ddcde02cb2272593e8fc6c86fc11d8f52cc9b"
    label = HashLabel(digest)
    label.copy()
    assert QGuiApplication.clipboard().text() == digest
    assert label._text.text() == "24a24669 34bff39c…"


def test_qts_own_words_follow_the_language(app: QApplication) -> None:
    def cancel() -> str:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        return box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")

    assert cancel() == "Cancel"
    set_language("zh")
    assert cancel() == "取消"
    set_language("en")
    assert cancel() == "Cancel"
