"""The fonts are the ones that were shipped, embeddable, licensed, and hold the characters of a Chinese name."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from evidence.errors import Altered, ToolMissing
from exports import fonts


def characters_of(name: str) -> set[int]:
    with TTFont(fonts.font_path(name), lazy=True) as font:
        return set(font.getBestCmap())


def gb2312() -> set[int]:
    """Every character of GB2312: 6,763 hanzi and 682 others."""
    codes = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(text) for code in codes if len(text := code.decode("gb2312", "ignore")) == 1}


def test_the_fonts_are_the_shipped_ones() -> None:
    fonts.check_fonts()


@pytest.mark.parametrize("name", fonts.FONTS)
def test_a_font_has_truetype_outlines_and_may_be_embedded(name: str) -> None:
    with TTFont(fonts.font_path(name), lazy=True) as font:
        assert "glyf" in font
        assert "CFF " not in font
        assert "fvar" not in font
        assert font["OS/2"].fsType == 0


@pytest.mark.parametrize("name", ["CJK", "CJK-Md"])
def test_the_chinese_fonts_hold_every_hanzi_of_gb2312(name: str) -> None:
    hanzi = {code for code in gb2312() if 0x4E00 <= code <= 0x9FFF}
    assert len(hanzi) == 6763
    assert hanzi <= characters_of(name)


@pytest.mark.parametrize("name", ["CJK", "CJK-Md"])
def test_the_chinese_fonts_hold_the_other_characters_of_gb2312(name: str) -> None:
    assert gb2312() - characters_of(name) == set()


def test_the_chinese_fonts_hold_rare_characters_of_names() -> None:
    assert {ord(character) for character in "镕㐂𬱖喆犇"} <= characters_of("CJK")


@pytest.mark.parametrize("name", [name for name in fonts.FONTS if not name.startswith("CJK")])
def test_the_latin_fonts_hold_european_names(name: str) -> None:
    assert {ord(character) for character in "Ångström Dvořák Ődön Łukasz ½ – — “ ” … ± ×"} <= characters_of(name)


def test_every_licence_text_is_there_and_unaltered() -> None:
    for file, sha256 in fonts.LICENCES.items():
        data = fonts.font_path("Sans").with_name(file).read_bytes()
        assert hashlib.sha256(data).hexdigest() == sha256
        assert b"SIL OPEN FONT LICENSE Version 1.1" in data


def test_every_font_file_of_the_package_is_listed() -> None:
    folder = fonts.font_path("Sans").parent
    assert {path.name for path in folder.glob("*.ttf")} == {font.file for font in fonts.FONTS.values()}
    assert {path.name for path in folder.glob("*.txt")} == set(fonts.LICENCES)


@pytest.fixture
def copied_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "fonts"
    shutil.copytree(fonts.font_path("Sans").parent, folder)
    monkeypatch.setattr(fonts, "_folder", lambda: folder)
    return folder


def test_one_changed_byte_of_a_font_is_named(copied_fonts: Path) -> None:
    file = copied_fonts / "IBMPlexMono-Regular.ttf"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    with pytest.raises(Altered, match=r"IBMPlexMono-Regular\.ttf"):
        fonts.check_fonts()


def test_a_missing_font_is_named(copied_fonts: Path) -> None:
    (copied_fonts / "NotoSansSC-Medium.ttf").unlink()
    with pytest.raises(ToolMissing, match=r"NotoSansSC-Medium\.ttf"):
        fonts.check_fonts()
