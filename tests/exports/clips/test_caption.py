"""A captioned still says what it is beside the picture, and the picture is the picture."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from evidence.media.pictures import Picture
from exports.clips.caption import KEYWORD, Origin, caption_lines, captioned_png

ORIGIN = Origin("C-2026-0001 / EX-01", "ab" * 32, "2026-03-10T10:00:04.480+08:00", "typed ±2 s")


def picture(width: int, height: int) -> Picture:
    rgb = np.random.default_rng(width).integers(0, 256, (height, width, 3), np.uint8).tobytes()
    return Picture(112, 57_344, Fraction(1, 12_800), 4_480_000, width, height, rgb)


@pytest.mark.parametrize(("width", "height"), [(160, 96), (481, 3), (1280, 720)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_picture_is_untouched_and_the_words_stand_below_it(width: int, height: int, language: str) -> None:
    seen = picture(width, height)
    png = captioned_png(seen, ORIGIN, language)
    assert png == captioned_png(seen, ORIGIN, language)
    with Image.open(BytesIO(png)) as opened:
        sheet = np.asarray(opened.convert("RGB"))
        facts = json.loads(opened.info[KEYWORD])
    assert sheet[:height, :width].tobytes() == seen.rgb
    assert (sheet[:height, width:] == 255).all()
    strip = sheet[height:]
    assert (strip < 128).any() and (strip[:5] == 255).all() and (strip[:, -5:] == 255).all()
    assert (facts["frame"], facts["pts"], facts["time_base"], facts["shown_us"]) == (112, 57_344, "1/12800", 4_480_000)
    assert (facts["sha256"], facts["name"], facts["picture"]) == (ORIGIN.sha256, ORIGIN.name, [0, 0, width, height])


def test_a_name_in_chinese_or_with_control_characters_is_drawn(tmp_path: object) -> None:
    for name in ("柜台 2 号 双录.mp4", "a\nb\u202e.mp4", "x" * 400):
        assert captioned_png(picture(160, 96), Origin(name, "0" * 64), "zh")


@pytest.mark.parametrize(("language", "words"), [("en", "turned clockwise by 90°"), ("zh", "顺时针旋转 90°")])
def test_a_still_of_a_turned_recording_says_that_its_pixels_are_as_stored(language: str, words: str) -> None:
    turned = replace(ORIGIN, turned=90)
    assert any(words in line for line in caption_lines(picture(640, 360), turned, language))
    assert not any(words[:6] in line for line in caption_lines(picture(640, 360), ORIGIN, language))
    with Image.open(BytesIO(captioned_png(picture(640, 360), turned, language))) as opened:
        assert json.loads(opened.info[KEYWORD])["turned"] == 90
