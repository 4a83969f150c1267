"""A still with what it is written below the picture. Not one pixel of the picture is touched."""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from evidence.labels import Label
from evidence.media.pictures import Picture
from evidence.media.plain import ratio_text
from evidence.timecode import format_time
from evidence.version import software_version
from exports.fonts import font_path

NARROWEST = 480
"""Pixels; a smaller picture gets white at its right, so that the words below it can be read."""
KEYWORD = "Replaydesk"
INK, PAPER = (0, 0, 0), (255, 255, 255)

FRAME = Label("frame {frame} at {at} (pts {pts}, time base {base})", "第 {frame} 帧，{at}（pts {pts}，时间基 {base}）")
WALL = Label("wall clock {wall} ({method})", "实际时间 {wall}（{method}）")
DIGEST = Label("SHA-256 of the recording {sha256}", "录制文件 SHA-256 {sha256}")
UNTOUCHED = Label(
    "The picture above is {width} × {height} pixels as decoded; this text is below it, not in it. Replaydesk {version}",
    "上方画面为解码所得的 {width} × {height} 像素；文字位于画面之下，未写入画面。Replaydesk {version}",
)
TURNED = Label(
    "The pixels are as stored; the recording asks to show them turned clockwise by {turned}°.",
    "像素按存储原样；该录像要求显示时顺时针旋转 {turned}°。",
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a still comes from."""

    name: str
    """`C-2026-0001 / EX-01`, or the name of a file."""
    sha256: str
    wall: str = ""
    """Time on the wall clock, if it is known; and how."""
    method: str = ""
    turned: int = 0
    """Degrees clockwise by which the recording asks to be turned for display."""


def captioned_png(picture: Picture, origin: Origin, language: str) -> bytes:
    """PNG of the picture with a strip below it, and the same facts as a text chunk: the same bytes every time."""
    lines = caption_lines(picture, origin, language)
    width = max(picture.width, NARROWEST)
    size = max(13, width // 80)
    margin = size
    broken = [part for line in lines for part in _broken(line, size, width - 2 * margin)]
    step = size * 3 // 2
    sheet = Image.new("RGB", (width, picture.height + step * len(broken) + 2 * margin), PAPER)
    sheet.paste(Image.frombytes("RGB", (picture.width, picture.height), picture.rgb), (0, 0))
    pen = ImageDraw.Draw(sheet)
    for number, line in enumerate(broken):
        pen.text((margin, picture.height + margin + step * number), line, fill=INK, font=_font(line, size))
    facts = PngInfo()
    facts.add_itxt(KEYWORD, json.dumps(caption_facts(picture, origin), ensure_ascii=False, sort_keys=True))
    done = BytesIO()
    sheet.save(done, "PNG", pnginfo=facts, compress_level=6)
    return done.getvalue()


def caption_facts(picture: Picture, origin: Origin) -> dict[str, Any]:
    """What stands in the text chunk."""
    return {
        "name": origin.name,
        "sha256": origin.sha256,
        "frame": picture.frame,
        "pts": picture.pts,
        "time_base": ratio_text(picture.time_base),
        "shown_us": picture.shown_us,
        "picture": [0, 0, picture.width, picture.height],
        "wall": origin.wall,
        "turned": origin.turned,
        "software": software_version(),
    }


def caption_lines(picture: Picture, origin: Origin, language: str) -> list[str]:
    """What stands below the picture."""
    words = {
        "frame": picture.frame,
        "at": format_time(picture.shown_us, 6),
        "pts": picture.pts,
        "base": ratio_text(picture.time_base),
        "sha256": origin.sha256,
        "wall": origin.wall,
        "method": origin.method,
        "turned": origin.turned,
        "width": picture.width,
        "height": picture.height,
        "version": software_version(),
    }
    labels = [FRAME, *([WALL] if origin.wall else []), DIGEST, UNTOUCHED, *([TURNED] if origin.turned else [])]
    return [origin.name, *(label.text(language).format(**words) for label in labels)]


def _font(text: str, size: int) -> ImageFont.FreeTypeFont:
    latin = all(ord(character) < 0x250 for character in text)
    return ImageFont.truetype(str(font_path("Sans" if latin else "CJK")), size, layout_engine=ImageFont.Layout.BASIC)


def _broken(text: str, size: int, width: int) -> list[str]:
    """Lines that fit; broken at spaces where there are any, control characters shown as a box."""
    left = "".join(character if character.isprintable() else "\ufffd" for character in text)
    font = _font(left, size)
    lines = []
    while left:
        count = len(left)
        while count > 1 and font.getlength(left[:count]) > width:
            space = left.rfind(" ", 0, count)
            count = space if space > count // 2 else count - 1
        lines.append(left[:count].rstrip())
        left = left[count:].lstrip()
    return lines
