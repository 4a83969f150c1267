"""Two sets of colours: both readable, changed at once, and kept by nobody who should follow."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from evidence.model.kinds import Verdict
from tests.conftest import ROOT
from tests.widgets.helpers import Show, contrast
from widgets import theme
from widgets.colours import DARK, LIGHT, Colours
from widgets.parts import SignButton
from widgets.player.canvas import PictureCanvas
from widgets.signs import INFO, PLAY, VERDICT_SIGNS, draw_sign, sign_icon
from widgets.texts import PlainLabel
from widgets.theme import Appearance, apply_theme, dress, use
from widgets.words import W

PACKAGE = Path(theme.__file__).parent
NAMES = set(Colours.__slots__)
SETS = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
WORDS = ("INK", "INK_SOFT", "ACCENT", "GOOD", "DOUBT", "BAD")
"""Colours in which something is written."""
OF_VERDICTS = ("GOOD", "PARTLY", "LATE", "BAD", "AGAINST", "DOUBT")
GROUNDS = ("PAPER", "PANEL", "ACCENT_SOFT")
"""What lies behind words and signs: a sheet, the window, a chosen row."""


@pytest.fixture(autouse=True)
def _light_again(app: QApplication) -> Iterator[None]:
    use(Appearance.LIGHT)
    yield
    use(Appearance.DESKTOP)


def apart(colours: Colours, one: str, other: str) -> float:
    return contrast(QColor(getattr(colours, one)), QColor(getattr(colours, other)))


@SETS
def test_words_and_signs_stand_out_from_whatever_is_behind_them(colours: Colours) -> None:
    for ground in GROUNDS:
        for name in (*WORDS, *OF_VERDICTS):
            assert apart(colours, name, ground) >= 4.5, (name, ground)
        assert apart(colours, "WAVE", ground) >= 3, ground
    for name in (*OF_VERDICTS, "ACCENT"):
        assert apart(colours, name, f"{name}_SOFT") >= 3, name
        assert apart(colours, "INK", f"{name}_SOFT") >= 4.5, name
    assert apart(colours, "PAPER", "ACCENT") >= 4.5  # the main button
    assert apart(colours, "PAPER", "ACCENT_HOVER") >= 4.5
    assert apart(colours, "INK", "ACCENT_PRESSED") >= 4.5
    assert apart(colours, "INK_SOFT", "GREY_SOFT") >= 4.5
    assert apart(colours, "INK_SOFT", "RULE") >= 3  # the main button when it cannot be pressed
    assert apart(colours, "RULE_STRONG", "GAP") >= 3
    assert apart(colours, "STAGE_INK", "STAGE") >= 4.5
    assert apart(colours, "STAGE_INK_SOFT", "STAGE") >= 4.5


@SETS
def test_edges_and_the_focus_stand_out_from_their_neighbours(colours: Colours) -> None:
    for ground in ("PAPER", "PANEL"):
        assert apart(colours, "RULE_STRONG", ground) >= 3, ground
    for ground in (*GROUNDS, "PAGE_GROUND", "GREY_SOFT"):
        assert apart(colours, "ACCENT", ground) >= 3, ground
    assert apart(colours, "STAGE_FOCUS", "STAGE") >= 3


@SETS
def test_every_role_of_the_palette_is_ours_and_can_be_read(app: QApplication, colours: Colours) -> None:
    app.setPalette(QPalette(QColor("#ff00ff"), QColor("#00ff00")))
    use(Appearance.DARK if colours is DARK else Appearance.LIGHT)
    apply_theme(app)
    made, role = app.palette(), QPalette.ColorRole
    for text, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button),
        (role.ToolTipText, role.ToolTipBase),
        (role.HighlightedText, role.Highlight),
        (role.PlaceholderText, role.Base),
        (role.Link, role.Base),
    ):
        assert contrast(made.color(text), made.color(ground)) >= 4.5, (text, ground)
    own = {QColor(value).name() for value in asdict(colours).values()}
    for each in (role.Window, role.Base, role.AlternateBase, role.Button, role.ToolTipBase):
        assert made.color(each).name() in own, each


@SETS
def test_every_verdict_has_a_shape_of_its_own_that_reads_in_grey(app: QApplication, colours: Colours) -> None:
    use(Appearance.DARK if colours is DARK else Appearance.LIGHT)
    assert set(VERDICT_SIGNS) == set(Verdict)
    pictures: dict[Verdict, list[bool]] = {}
    for verdict, sign in VERDICT_SIGNS.items():
        image = QImage(16, 16, QImage.Format.Format_ARGB32)
        image.fill(QColor(colours.PAPER))
        painter = QPainter(image)
        draw_sign(painter, QRectF(0, 0, 16, 16), sign)
        painter.end()
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        ground = QColor(colours.PAPER).lightness()
        drawn = [abs(grey.pixelColor(x, y).lightness() - ground) > 75 for y in range(16) for x in range(16)]
        pictures[verdict] = drawn
    for one, other in combinations(Verdict, 2):
        differing = sum(a != b for a, b in zip(pictures[one], pictures[other], strict=True))
        assert differing >= 24, (one, other, differing)


# -- changing


def test_open_labels_and_buttons_become_dark_at_once_and_light_again(app: QApplication, show: Show) -> None:
    label, button = PlainLabel("words", "soft"), SignButton(W.PLAY, PLAY)
    show(label, 120, 30)
    show(button, 40, 40)
    seen = []
    for appearance in (Appearance.LIGHT, Appearance.DARK, Appearance.LIGHT):
        use(appearance)
        app.processEvents()
        picture = button.grab().toImage()
        inks = {QColor(picture.pixel(x, y)).name().upper() for x in range(40) for y in range(40)}
        assert dress.colours.INK in inks
        assert dress.colours.INK_SOFT in label.styleSheet()
        seen.append(picture)
    assert seen[0] == seen[2] != seen[1]


def test_an_icon_is_of_the_colours_in_use(app: QApplication) -> None:
    light = sign_icon(INFO).pixmap(16, 16).toImage()
    use(Appearance.DARK)
    assert sign_icon(INFO).pixmap(16, 16).toImage() != light
    use(Appearance.LIGHT)
    assert sign_icon(INFO).pixmap(16, 16).toImage() == light


def test_a_change_is_said_once_and_none_is_not_said(app: QApplication) -> None:
    said: list[Colours] = []

    def hear() -> None:
        said.append(dress.colours)

    dress.changed.connect(hear)
    use(Appearance.DARK)
    use(Appearance.DARK)
    use(Appearance.LIGHT)
    dress.changed.disconnect(hear)
    assert said == [DARK, LIGHT]


def test_a_picture_and_what_is_around_it_look_the_same_in_both(app: QApplication, show: Show) -> None:
    canvas = PictureCanvas()
    show(canvas, 320, 200)
    canvas.show_picture(bytes(range(256)) * 9, 32, 24, page=False)
    canvas.clearFocus()
    light = canvas.grab().toImage()
    use(Appearance.DARK)
    assert canvas.grab().toImage() == light
    assert QColor(light.pixel(3, 100)) == QColor(LIGHT.STAGE) == QColor(DARK.STAGE)
    assert light.copy(QRect(100, 50, 50, 50)) != light.copy(QRect(0, 0, 50, 50))


# -- the code


def test_a_name_that_is_no_colour_is_refused() -> None:
    with pytest.raises(AttributeError, match="PAPRE"):
        theme.named("PAPRE")
    with pytest.raises(AttributeError, match="nothing"):
        theme.nothing  # noqa: B018  # reading it is what is tested


@cache
def modules() -> tuple[tuple[Path, ast.Module], ...]:
    files = [file for folder in (PACKAGE, ROOT / "app" / "window") for file in folder.rglob("*.py")]
    return tuple((file, ast.parse(file.read_text(encoding="utf-8"))) for file in files)


def colours_read(tree: ast.AST) -> Iterator[str]:
    """Names in capitals that are read from the theme."""
    for node in ast.walk(tree):
        of_theme = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "theme"
        if isinstance(node, ast.Attribute) and of_theme and node.attr.isupper() and node.attr not in vars(theme):
            yield node.attr


def kept(tree: ast.AST) -> Iterator[ast.AST]:
    """What is worked out when a module is imported: everything but the bodies of functions."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield node.args
        elif isinstance(node, ast.ClassDef):
            yield from kept(node)
        else:
            yield node


def test_every_colour_that_is_read_is_in_both_sets_and_none_is_kept_from_the_import() -> None:
    for file, tree in modules():
        assert set(colours_read(tree)) <= NAMES, file
        for node in kept(tree):
            assert not {*colours_read(node)}, (file, ast.unparse(node))
            if isinstance(node, ast.ImportFrom) and node.module == "widgets.theme":
                assert not NAMES & {name.name for name in node.names}, file


def test_colours_stand_in_one_place() -> None:
    """No other module writes one as digits or takes Qt's white; black covers and the white on it belong to pictures."""
    for file, tree in modules():
        if file.name != "colours.py":
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    assert not re.search(r"#[0-9A-Fa-f]{6}\b", node.value), (file, node.value)
                if isinstance(node, ast.Attribute):
                    assert node.attr not in ("white", "black"), (file, ast.unparse(node))


def test_signs_name_colours_that_are_there() -> None:
    from widgets import signs

    for name, sign in vars(signs).items():
        for each in sign.values() if isinstance(sign, dict) else [sign]:
            if isinstance(each, signs.Sign):
                assert each.name in NAMES and QColor(each.soft).isValid(), name


def test_case_files_and_stills_cannot_know_of_the_colours_of_the_window() -> None:
    """What is printed or exported is made by code to which the theme is out of reach."""
    for folder in ("evidence", "exports"):
        for file in (ROOT / folder).rglob("*.py"):
            assert not re.search(r"^\s*(from|import) (widgets|PySide6)", file.read_text(encoding="utf-8"), re.M), file


def test_what_is_put_together_undressed_is_dressed_like_everything_else(app: QApplication) -> None:
    def build() -> QWidget:
        inner = PlainLabel("soft words", "soft")
        button = QPushButton("Do")
        box, whole = QWidget(), QWidget()
        for holder, parts in ((box, (inner, button)), (whole, (box,))):
            column = QVBoxLayout(holder)
            for part in parts:
                column.addWidget(part)
        return whole

    sheet = app.styleSheet()
    assert sheet
    dressed = build().grab().toImage()
    with theme.undressed():
        assert app.styleSheet() == ""
        late = build()
    assert app.styleSheet() == sheet
    assert late.grab().toImage() == dressed
    with pytest.raises(ZeroDivisionError), theme.undressed():
        raise ZeroDivisionError
    assert app.styleSheet() == sheet
