"""The papers of the sample case: signed receipt and call-back log as PDF, the surrender application as photo."""

from __future__ import annotations

import math
import random
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.demo import story
from evidence.model.places import Box
from exports.fonts import font_path

_WIDTH, _HEIGHT = A4
_FONTS = {"demo-cjk": "CJK", "demo-cjk-md": "CJK-Md"}
_INK, _GREY, _BLUE, _PEN, _SEAL = (HexColor(f"#{code}") for code in ("20262B", "6B7278", "27506B", "24365F", "B4423A"))
_LEFT, _RIGHT = 62.0, _WIDTH - 62.0

PHOTO_SIZE = (1600, 1200)
_SHEET = (900, 1240)
_CORNERS = ((398, 66), (1226, 92), (1262, 1148), (340, 1120))
"""Where the corners of the sheet lie on the photo, clockwise from the top left."""
_SIGNED_AREA = (60, 880, 840, 1110)
"""Left, top, right, bottom of signature and date on the sheet."""


def scribble(seed: int, width: float, height: float) -> list[tuple[float, float]]:
    """A signature: a quick running line of loops, from the left middle."""
    draw = random.Random(seed)
    sizes = [1.0, 0.35, 0.55, 0.2, 0.9, 0.3, 0.25, 0.12, 0.05]
    leans = [draw.uniform(-0.35, 0.35) for _ in sizes]
    points = []
    for step in range(260):
        share = step / 259
        place = share * (len(sizes) - 1)
        whole = int(min(place, len(sizes) - 2))
        part = place - whole
        loop = sizes[whole] + (sizes[whole + 1] - sizes[whole]) * part
        lean = leans[whole] + (leans[whole + 1] - leans[whole]) * part
        turn = (place + lean) * 2 * math.pi * 0.85
        x = share * width * 0.9 + math.sin(turn) * width * 0.07 * (loop + 0.15)
        points.append((x, (math.cos(turn) * 0.45 * loop + 0.1 * math.sin(share * 7)) * height))
    return points


def _page(path: Path, title: str, subject: str) -> Canvas:
    for name, font in _FONTS.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(font_path(font))))
    # The stub takes the name of a font for a number.
    canvas = Canvas(str(path), pagesize=A4, invariant=1, initialFontName="demo-cjk")  # type: ignore[arg-type]  # stubs miss it
    canvas.setTitle(title)
    canvas.setSubject(subject)
    canvas.setAuthor("Sample Life (invented)")
    canvas.setCreator("Replaydesk sample material")
    return canvas


def _text(canvas: Canvas, x: float, y: float, text: str, size: float = 10.5, font: str = "demo-cjk") -> None:
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def _head(canvas: Canvas, title: str, number: str) -> None:
    canvas.setFillColor(_BLUE)
    canvas.rect(0, _HEIGHT - 74, _WIDTH, 74, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#F2F5F7"))
    _text(canvas, _LEFT, _HEIGHT - 46, story.INSURER, 17, "demo-cjk-md")
    canvas.setFont("demo-cjk", 9)
    canvas.drawRightString(_RIGHT, _HEIGHT - 45, number)
    canvas.setFillColor(_INK)
    _text(canvas, _LEFT, _HEIGHT - 124, title, 19, "demo-cjk-md")


def _rows(canvas: Canvas, top: float, rows: tuple[tuple[str, str], ...]) -> float:
    """A table of names and values; returns where it ends."""
    y = top
    canvas.setStrokeColor(HexColor("#D5DADD"))
    for name, value in rows:
        canvas.line(_LEFT, y - 9, _RIGHT, y - 9)
        canvas.setFillColor(_GREY)
        _text(canvas, _LEFT, y, name)
        canvas.setFillColor(_INK)
        _text(canvas, _LEFT + 190, y, value)
        y -= 27
    return y


def _foot(canvas: Canvas) -> None:
    canvas.setFillColor(_GREY)
    canvas.setFont("demo-cjk", 8)
    canvas.drawCentredString(
        _WIDTH / 2, 40, "样本材料，人名与公司均为虚构  Sample material: all names and companies are invented"
    )


def write_receipt(path: Path) -> Box:
    """The policy receipt, signed and dated by the customer the day after the sale; returns where."""
    canvas = _page(path, "Policy receipt 保单签收回执", story.POLICY)
    _head(canvas, "保单签收回执  Policy receipt", f"No. R-{story.POLICY}")
    y = _rows(
        canvas,
        _HEIGHT - 172,
        (
            ("保单号 Policy number", story.POLICY),
            ("投保人 Policyholder", story.CUSTOMER_NAME),
            ("产品 Product", story.PRODUCT_NAME),
            ("保费 Premium", "CNY 50,000.00  趸交 single premium"),
            ("保险期间 Term", "5 年 years"),
            ("签发日期 Issued", story.SOLD.isoformat()),
            ("销售机构 Sold through", story.BRANCH),
            ("犹豫期 Hesitation period", "15 天，自签收次日起算  15 days from the day after receipt"),
        ),
    )
    for number, sentence in enumerate(
        (
            "本人已收到上述保险合同，并已核对合同内容。",
            "I have received the insurance contract named above and have checked its content.",
        )
    ):
        canvas.setFillColor(_INK if number % 2 == 0 else _GREY)
        _text(canvas, _LEFT, y - 16 - number * 19, sentence, 10)
    _signature(canvas, y - 118)
    _foot(canvas)
    canvas.save()
    return _box(y - 76, y - 134)


def _signature(canvas: Canvas, y: float) -> None:
    canvas.setFillColor(_INK)
    _text(canvas, _LEFT, y, "投保人签名 Signature")
    _text(canvas, _LEFT + 300, y, "签收日期 Date")
    canvas.setStrokeColor(_GREY)
    canvas.line(_LEFT + 122, y - 5, _LEFT + 282, y - 5)
    canvas.line(_LEFT + 376, y - 5, _RIGHT, y - 5)
    canvas.setFillColor(_PEN)
    _text(canvas, _LEFT + 384, y, story.RECEIPT_SIGNED.isoformat(), 13)
    canvas.setStrokeColor(_PEN)
    canvas.setLineWidth(1.3)
    canvas.setLineCap(1)
    line = canvas.beginPath()
    for number, (x, up) in enumerate(scribble(11, 138, 44)):
        (line.lineTo if number else line.moveTo)(_LEFT + 130 + x, y + 9 + up)
    canvas.drawPath(line)
    canvas.setLineWidth(1)
    canvas.setStrokeColor(_SEAL)
    canvas.setFillColor(_SEAL)
    canvas.setLineWidth(2)
    canvas.circle(_RIGHT - 60, y - 112, 46)
    canvas.setFont("demo-cjk-md", 12)
    canvas.drawCentredString(_RIGHT - 60, y - 108, "示例人寿")
    canvas.setFont("demo-cjk", 9)
    canvas.drawCentredString(_RIGHT - 60, y - 124, "保单专用")
    canvas.setLineWidth(1)


def write_call_log(path: Path) -> tuple[Box, Box]:
    """The insurer's own record of the call-back; returns where the time of the call and the seventh item stand."""
    canvas = _page(path, "Call-back log 回访记录", story.POLICY)
    _head(canvas, "回访记录  Call-back log", "No. HF-20260316-0417")
    y = _rows(
        canvas,
        _HEIGHT - 172,
        (
            ("保单号 Policy number", story.POLICY),
            ("投保人 Policyholder", story.CUSTOMER_NAME),
            ("呼叫时间 Called at", f"{story.CALLED_BACK.isoformat()} 14:30:00 +08:00"),
            ("时长 Length", "00:58"),
            ("坐席 Agent", "0417"),
            ("录音文件 Recording", "callback-20260316-143000-0417.wav"),
            ("结果 Result", "完成 Completed"),
        ),
    )
    canvas.setFillColor(_INK)
    _text(canvas, _LEFT, y - 20, "回访项目  Items asked", 12, "demo-cjk-md")
    _rows(
        canvas,
        y - 52,
        (
            ("1 本人 The applicant", "是 Yes"),
            ("2 购买与签名 Bought, signed", "是 Yes"),
            ("3 说明书与提示书 Brochure, notice", "是 Yes"),
            ("4 责任、免除、期间 Cover and term", "是 Yes"),
            ("5 退保损失 Loss on surrender", "是 Yes"),
            ("6 犹豫期 Hesitation period", "是 Yes"),
            ("7 期交 Instalments", "不适用，趸交 Not applicable, single premium"),
        ),
    )
    _foot(canvas)
    canvas.save()
    return _box(_HEIGHT - 208, _HEIGHT - 236), _box(_HEIGHT - 557, _HEIGHT - 585)


def _box(top: float, bottom: float) -> Box:
    """The whole width of print between two heights of a page, in points from its bottom."""
    x, width = _LEFT - 10, _RIGHT - _LEFT + 20
    return Box(
        round(x / _WIDTH * Box.WHOLE),
        round((1 - top / _HEIGHT) * Box.WHOLE),
        round(width / _WIDTH * Box.WHOLE),
        round((top - bottom) / _HEIGHT * Box.WHOLE),
    )


def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_path(name)), size)


def _application() -> Image.Image:
    width = _SHEET[0]
    sheet = Image.new("RGB", _SHEET, (247, 246, 241))
    draw = ImageDraw.Draw(sheet)
    ink, grey, pen, seal = (38, 42, 48), (110, 116, 122), (36, 54, 95), (180, 66, 58)
    draw.text((width / 2, 92), "退保申请书", font=_font("CJK-Md", 52), fill=ink, anchor="mm")
    draw.text((width / 2, 148), "Application to surrender a policy", font=_font("Sans", 27), fill=grey, anchor="mm")
    rows = (
        ("保险公司 Insurer", story.INSURER),
        ("保单号 Policy", story.POLICY),
        ("投保人 Applicant", story.CUSTOMER_NAME),
        ("产品 Product", "示例五年两全保险"),
        ("保费 Premium", "CNY 50,000.00"),
    )
    for number, (name, value) in enumerate(rows):
        y = 232 + number * 66
        draw.text((70, y), name, font=_font("CJK", 27), fill=grey, anchor="lm")
        draw.text((360, y), value, font=_font("CJK", 30), fill=ink, anchor="lm")
        draw.line((60, y + 32, width - 60, y + 32), fill=(205, 206, 204), width=2)
    wish = (
        ("本人申请解除上述保险合同，并要求退还全部保险费。", "CJK", ink),
        ("I ask to cancel this contract and to have the whole premium back.", "Sans", grey),
        ("原因：购买时未说明退保损失。", "CJK", pen),
        ("Reason: the loss on surrender was not explained at the sale.", "Sans", grey),
    )
    for number, (text, font, colour) in enumerate(wish):
        draw.text(
            (70, 606 + number * 54), text, font=_font(font, 29 if font == "CJK" else 25), fill=colour, anchor="lm"
        )
    for x, name, end in ((70, "签名 Signature", 490), (520, "日期 Date", 840)):
        draw.text((x, 930), name, font=_font("CJK", 27), fill=grey, anchor="lm")
        draw.line((x, 1040, end, 1040), fill=grey, width=2)
    draw.text((536, 1008), story.SURRENDER_REQUESTED.isoformat(), font=_font("CJK", 42), fill=pen, anchor="lm")
    draw.line([(104 + x, 998 - y) for x, y in scribble(11, 340, 105)], fill=pen, width=5, joint="curve")
    draw.rounded_rectangle((540, 1092, 840, 1190), 10, outline=seal, width=4)
    draw.text((690, 1122), "望河支行 收到", font=_font("CJK-Md", 29), fill=seal, anchor="mm")
    draw.text((690, 1162), "RECEIVED 2026-03-26", font=_font("Mono-Md", 23), fill=seal, anchor="mm")
    return sheet


def write_photo(path: Path) -> Box:
    """The surrender application as somebody photographed it at the counter; returns where signature and date are."""
    width, height = PHOTO_SIZE
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    grain = np.random.default_rng(21).normal(0, 3.0, (height, width)).astype(np.float32)
    tint = np.array([0.78, 1.0, 1.26], np.float32)
    wood = (104 + 5 * np.sin(y / 17 + np.sin(x / 210) * 2.4) + grain)[:, :, None] * tint
    corners = np.array(_CORNERS, np.float32)
    page = np.array(((0, 0), (_SHEET[0], 0), _SHEET, (0, _SHEET[1])), np.float32)
    turn = cv2.getPerspectiveTransform(page, corners)
    shade = np.zeros((height, width), np.float32)
    cv2.fillPoly(shade, [(corners + np.array((14, 20), np.float32)).astype(np.int32)], 1.0)
    dark = Image.fromarray((shade * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(18))
    photo = wood * (1 - 0.45 * np.asarray(dark, np.float32)[:, :, None] / 255)
    sheet = np.asarray(_application(), np.float32)[:, :, ::-1]
    flat = cv2.warpPerspective(sheet, turn, PHOTO_SIZE, flags=cv2.INTER_AREA)
    cover = cv2.warpPerspective(np.ones(sheet.shape[:2], np.float32), turn, PHOTO_SIZE)[:, :, None]
    photo = photo * (1 - cover) + flat * cover
    light = 1.03 - 0.20 * ((x / width - 0.35) ** 2 + (y / height - 0.3) ** 2)
    photo = np.clip(photo * light[:, :, None] + grain[:, :, None] * 0.5, 0, 255).astype(np.uint8)
    Image.fromarray(np.ascontiguousarray(photo[:, :, ::-1])).save(path, "JPEG", quality=88)
    left, top, right, bottom = _SIGNED_AREA
    area = np.array([[(left, top), (right, top), (right, bottom), (left, bottom)]], np.float32)
    seen = cv2.perspectiveTransform(area, turn)[0]
    first, last = seen.min(0), seen.max(0)
    parts = [round(float(value) * Box.WHOLE) for value in (*(first / PHOTO_SIZE), *((last - first) / PHOTO_SIZE))]
    return Box(*parts)
