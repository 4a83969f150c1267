"""The sales desk from the front, as the recording of the sale shows it."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from app.demo.drawing import (
    Picture,
    camera_look,
    ellipse,
    gradient,
    lettering,
    paste,
    polygon,
    rectangle,
    rgb,
    rounded,
    shadow,
    stroke,
    table_sheet,
)
from app.demo.figures import CUSTOMER, SELLER, SKIN, seated, seated_arms
from app.demo.plan import DUAL_CARD, DUAL_SIGNING, DUAL_TABLE
from app.demo.sale import FORM_MOVES, PAPER, between, eased, held, pen_at, pushing_form, signing
from app.demo.script import CUSTOMER as CUSTOMER_SPEAKS
from app.demo.script import SALES_DESK
from app.demo.script import SELLER as SELLER_SPEAKS
from app.demo.story import CASH_VALUES

FRONT_SIZE = (1280, 720)

_SELLER_AT, _SELLER_SIZE = (352.0, 400.0), 300
_CUSTOMER_AT, _CUSTOMER_SIZE = (928.0, 410.0), 280


@cache
def cash_value_sheet(size: int = 24) -> Picture:
    """The table of cash values, letters of `size` pixels."""
    rows = tuple((str(year), "50,000", f"{value:,}") for year, value in CASH_VALUES)
    heads = ("年末 Year", "保费 Premium", "现金价值 Cash value")
    return table_sheet("现金价值表  Table of cash values (CNY)", heads, rows, round(size * 25.5), size)


@cache
def _work_card() -> Picture:
    card = np.full((196, 308, 3), 250, np.uint8)
    rectangle(card, 0, 0, 308, 46, rgb(0x27506B))
    lettering(card, (154, 22), "示例银行 Sample Bank", 22, rgb(0xF2F5F7))
    rectangle(card, 18, 64, 82, 106, rgb(0xD5DCE0))
    ellipse(card, (59, 108), (20, 24), rgb(0xB9A18D))
    ellipse(card, (59, 172), (36, 34), rgb(0x3B4A5A))
    rectangle(card, 0, 172, 308, 24, rgb(0xFAFAFA))
    lettering(card, (202, 84), "工作证 WORK CARD", 20, rgb(0x30363B))
    lettering(card, (202, 118), "李强 Li Qiang", 24, rgb(0x20262B))
    lettering(card, (202, 150), "No. 0286", 20, rgb(0x5A6166))
    return card


@cache
def _front_room() -> Picture:
    picture = np.zeros((FRONT_SIZE[1], FRONT_SIZE[0], 3), np.uint8)
    gradient(picture, 0, 720, rgb(0xDAD6CC), rgb(0xC6C1B5))
    for x in (0, 320, 640, 960):
        rectangle(picture, x, 0, 2, 520, rgb(0xC9C4B8))
    rectangle(picture, 0, 470, 1280, 8, rgb(0xB4AEA1))
    rounded(picture, 466, 74, 348, 106, 8, rgb(0x27506B))
    lettering(picture, (640, 108), "销售专区  录音录像", 31, rgb(0xF2F5F7))
    lettering(picture, (640, 150), "Sales area. You are recorded.", 22, rgb(0xC9D8E2), "Sans")
    rectangle(picture, 1092, 96, 142, 190, rgb(0x8F8A80))
    rectangle(picture, 1098, 102, 130, 178, rgb(0xEFEDE7))
    for row in range(7):
        rectangle(picture, 1112, 122 + row * 21, 102 - row % 3 * 20, 6, rgb(0xC3BEB3))
    for turn in (-58, -34, -10, 16, 40):
        angle = np.radians(turn)
        length = 116 - abs(turn) * 0.4
        ellipse(
            picture,
            (96 + np.sin(angle) * length / 2, 372 - np.cos(angle) * length / 2),
            (length / 2, 15),
            rgb(0x68896A),
            turn + 90,
        )
    polygon(picture, ((52, 364), (140, 364), (128, 470), (64, 470)), rgb(0xB5876A))
    return camera_look(picture, 7, 1.8, 0.16)


@cache
def _front_desk() -> tuple[Picture, int]:
    """The desk top in front of the people, and the row it begins at."""
    picture = np.zeros((FRONT_SIZE[1], FRONT_SIZE[0], 3), np.uint8)
    top = 556
    gradient(picture, top, 720, rgb(0xCDAB80), rgb(0xB8946A))
    for row in range(7):
        y = top + 14 + row * row * 3.4
        stroke(picture, ((0, y), (1280, y + 2)), rgb(0xC2A077))
    polygon(picture, ((594, 580), (686, 580), (694, 592), (586, 592)), rgb(0x50565B))
    ellipse(picture, (1130, 590), (34, 10), rgb(0xA98760))
    rounded(picture, 1106, 556, 48, 38, 8, rgb(0xE9E6DF))
    return camera_look(picture, 9, 1.8, 0.05)[top:], top


def _form_x(at: float) -> float:
    return 520 + 300 * eased(at, *FORM_MOVES)


def _form(picture: Picture, at: float) -> None:
    """The application on the desk, and the signature as far as it is written."""
    if at < FORM_MOVES[0]:
        return
    share = eased(at, *FORM_MOVES)
    x, y = _form_x(at), 640 - 18 * share
    polygon(picture, ((x - 62, y - 24), (x + 62, y - 24), (x + 92, y + 62), (x - 92, y + 62)), PAPER)
    for row in range(4):
        inset = 52 + row * 7
        stroke(
            picture, ((x - inset, y - 10 + row * 14), (x + inset - row % 2 * 20, y - 10 + row * 14)), rgb(0xB9B6AE), 2
        )
    written = min(at, DUAL_SIGNING[1])
    if at > DUAL_SIGNING[0]:
        steps = np.arange(DUAL_SIGNING[0], written, 0.04)
        points = [(x - 8 + pen_at(float(step))[0], y + 48 + pen_at(float(step))[1] * 0.6) for step in steps]
        if len(points) > 1:
            stroke(picture, points, rgb(0x27385E), 2)


def front_at(at: float) -> Picture:
    """The sales desk from the front at a second of the recording, without the clock."""
    picture = _front_room().copy()
    card, table, pen, pushing = held(at, DUAL_CARD, 0.6), held(at, DUAL_TABLE, 0.9), signing(at), pushing_form(at)
    desk, top = _front_desk()
    for place, size, look, side, who, bow in (
        (_SELLER_AT, _SELLER_SIZE, SELLER, 1, SELLER_SPEAKS, 0.0),
        (_CUSTOMER_AT, _CUSTOMER_SIZE, CUSTOMER, -1, CUSTOMER_SPEAKS, pen * 7),
    ):
        talks = SALES_DESK.speaking(who, round(at * 1000))
        seated(picture, place, size, look, side=side, nod=bow + (math.sin(at * 9) * 2.0 if talks else 0.0))
    shadow(picture, (640, top), 1280, 26)
    picture[top:] = desk
    _form(picture, at)
    jot = pen_at(at)
    seller_hand = between(between((452.0, 626.0), (478.0, 520.0), card), (336.0, 664.0), table)
    seller_arms = {
        "left_hand": (262.0, 632.0),
        "right_hand": between(seller_hand, (min(640.0, _form_x(at) - 60), 640.0), pushing),
    }
    customer_hand = between((836.0, 628.0), (826.0 + jot[0], 662.0 + jot[1] * 0.6), pen)
    seated_arms(picture, _SELLER_AT, _SELLER_SIZE, SELLER, **seller_arms)
    seated_arms(picture, _CUSTOMER_AT, _CUSTOMER_SIZE, CUSTOMER, left_hand=customer_hand, right_hand=(1016.0, 632.0))
    if pen > 0.4:
        tip = (customer_hand[0] - 16, customer_hand[1] + 10)
        stroke(picture, (tip, (tip[0] + 26, tip[1] - 44)), rgb(0x23282C), 5)
    if card > 0.02:
        _bring_up(picture, _work_card(), (640, 452), 752, card)
        ellipse(picture, (seller_hand[0] + 12, seller_hand[1] - 4), (17, 9), SKIN)
    if table > 0.02:
        _bring_up(picture, cash_value_sheet(), (640, 508), 920, table)
        ellipse(picture, (seller_hand[0] + 12, seller_hand[1] - 4), (17, 9), SKIN)
    return picture


def _bring_up(picture: Picture, sheet: Picture, middle: tuple[int, int], from_y: int, share: float) -> None:
    """Show a sheet held up before the camera; it comes from `from_y`."""
    height, width = sheet.shape[:2]
    y = round(from_y + (middle[1] - from_y) * share) - height // 2
    shadow(picture, (middle[0] + 6, y + height), width * 1.06, 40)
    paste(picture, sheet, middle[0] - width // 2, y)
