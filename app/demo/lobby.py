"""The branch lobby as camera 03 sees it: a customer comes in, is given a sheet, and is led to the sales desk."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np

from app.demo.drawing import (
    Picture,
    Point,
    camera_look,
    ellipse,
    gradient,
    lettering,
    polygon,
    rectangle,
    rgb,
    rounded,
    shadow,
    stroke,
)
from app.demo.figures import CUSTOMER, MANAGER, PASSER_BY, standing

SIZE = (1280, 720)
HAND_OVER = 18.6
"""Second at which the sheet passes from hand to hand."""

_CUSTOMER_WAY = (
    (0.0, 205, 452),
    (2.0, 205, 452),
    (9.5, 520, 560),
    (28.0, 520, 560),
    (39.0, 1010, 560),
    (46.0, 1130, 500),
)
_MANAGER_WAY = (
    (0.0, 720, 500),
    (6.0, 720, 500),
    (9.0, 640, 556),
    (27.0, 640, 556),
    (38.0, 1110, 520),
    (43.0, 1200, 480),
)
_PASSER_WAY = ((0.0, 890, 400), (30.0, 890, 400), (46.0, 330, 430), (50.0, 190, 445))


@cache
def _room() -> Picture:
    """Everything that does not move."""
    picture = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    gradient(picture, 0, 250, rgb(0xCFCBC2), rgb(0xE2DED5))
    gradient(picture, 250, 720, rgb(0xB9B4A9), rgb(0xCDC8BD))
    for place in range(-16, 17):
        stroke(picture, ((640 + place * 62, 250), (640 + place * 190, 720)), rgb(0xB0AA9E))
    for row in range(1, 9):
        y = 250 + 470 * (row / 8.6) ** 1.55
        stroke(picture, ((0, y), (1280, y)), rgb(0xB0AA9E))
    rectangle(picture, 0, 244, 1280, 8, rgb(0x8F8A80))
    _door(picture)
    _counter(picture)
    _advice_corner(picture)
    _furniture(picture)
    return camera_look(picture, 3)


def _door(picture: Picture) -> None:
    rectangle(picture, 88, 86, 214, 366, rgb(0x5F6468))
    for x in (98, 200):
        rectangle(picture, x, 98, 92, 344, rgb(0xC6D7DD))
        polygon(picture, ((x, 300), (x + 92, 180), (x + 92, 240), (x, 372)), rgb(0xD6E3E7))
    rectangle(picture, 184, 250, 5, 70, rgb(0x8A8F92))
    rectangle(picture, 201, 250, 5, 70, rgb(0x8A8F92))
    polygon(picture, ((90, 452), (302, 452), (372, 560), (40, 560)), rgb(0xC9C6BE))
    rounded(picture, 118, 44, 154, 32, 5, rgb(0x3D6B58))
    lettering(picture, (195, 59), "出口 EXIT", 19, rgb(0xF0F4F1))


def _counter(picture: Picture) -> None:
    rectangle(picture, 400, 78, 560, 34, rgb(0x27506B))
    lettering(picture, (680, 94), "示例银行 SAMPLE BANK", 23, rgb(0xF2F5F7))
    rectangle(picture, 400, 112, 560, 132, rgb(0x9FB4BA))
    for number in range(3):
        x = 412 + number * 184
        rectangle(picture, x, 120, 168, 124, rgb(0xB7C9CE))
        if number != 1:
            ellipse(picture, (x + 84, 196), (19, 23), rgb(0xB59C8C))
            ellipse(picture, (x + 84, 189), (21, 19), rgb(0x544C4A), 0, (178, 362))
            ellipse(picture, (x + 84, 246), (44, 32), rgb(0x6E7F8D))
        polygon(picture, ((x + 20, 120), (x + 58, 120), (x + 6, 210), (x, 210), (x, 154)), rgb(0xC5D4D8))
        rectangle(picture, x + 64, 122, 40, 22, rgb(0x27323A))
        lettering(picture, (x + 84, 132), f"0{number + 1}", 16, rgb(0xE5A35A), "Mono-Md")
    shadow(picture, (680, 372), 640, 60)
    polygon(picture, ((384, 240), (976, 240), (990, 258), (370, 258)), rgb(0xC9A77C))
    rectangle(picture, 370, 258, 620, 10, rgb(0xA98760))
    rectangle(picture, 378, 268, 604, 98, rgb(0x6B7F88))
    for x in (378, 579, 780):
        rounded(picture, x + 10, 278, 182, 78, 4, rgb(0x74898F))


def _advice_corner(picture: Picture) -> None:
    rectangle(picture, 1046, 116, 234, 282, rgb(0xD2CCC0))
    rectangle(picture, 1040, 116, 10, 300, rgb(0xA39C8F))
    rounded(picture, 1076, 138, 180, 40, 5, rgb(0x27506B))
    lettering(picture, (1166, 157), "销售专区 Advice", 20, rgb(0xF2F5F7))
    rectangle(picture, 1092, 204, 148, 94, rgb(0xE9E6DF))
    for row in range(4):
        rectangle(picture, 1104, 218 + row * 18, 124 - row % 2 * 34, 5, rgb(0xBDB8AE))
    shadow(picture, (1206, 452), 250, 60)
    polygon(picture, ((1096, 366), (1280, 366), (1280, 402), (1070, 402)), rgb(0xC9A77C))
    rectangle(picture, 1070, 402, 210, 9, rgb(0xA98760))
    rectangle(picture, 1082, 411, 12, 52, rgb(0x8A8F92))
    polygon(picture, ((1150, 322), (1216, 322), (1222, 368), (1144, 368)), rgb(0x30363B))
    rectangle(picture, 1176, 368, 12, 8, rgb(0x30363B))


def _furniture(picture: Picture) -> None:
    for x in (60, 136, 212):
        shadow(picture, (x + 36, 680), 110, 30)
        rounded(picture, x, 578, 68, 62, 9, rgb(0x55707C))
        polygon(picture, ((x - 2, 636), (x + 70, 636), (x + 76, 662), (x - 8, 662)), rgb(0x63808C))
        rectangle(picture, x + 4, 662, 5, 26, rgb(0x8A8F92))
        rectangle(picture, x + 60, 662, 5, 26, rgb(0x8A8F92))
    shadow(picture, (372, 470), 110, 34)
    rounded(picture, 344, 330, 54, 140, 6, rgb(0x8C959A))
    rectangle(picture, 352, 340, 38, 30, rgb(0x2F5D7A))
    lettering(picture, (371, 354), "取号", 15, rgb(0xEAF1F5))
    rectangle(picture, 358, 386, 26, 5, rgb(0x3A4045))
    shadow(picture, (1178, 690), 130, 34)
    polygon(picture, ((1140, 620), (1216, 620), (1206, 690), (1150, 690)), rgb(0xB5876A))
    for turn in (-62, -38, -14, 12, 36, 60):
        length = 74 - abs(turn) * 0.35
        angle = np.radians(turn)
        tip = (1178 + np.sin(angle) * length, 616 - np.cos(angle) * length)
        ellipse(picture, ((1178 + tip[0]) / 2, (616 + tip[1]) / 2), (length / 2, 11), rgb(0x5E8360), turn + 90)


def _on_way(way: tuple[tuple[float, float, float], ...], at: float) -> tuple[Point, float, int]:
    """Where somebody is, the phase of the walk (0: stands), and the side looked to."""
    times = [stop[0] for stop in way]
    x = float(np.interp(at, times, [stop[1] for stop in way]))
    y = float(np.interp(at, times, [stop[2] for stop in way]))
    for before, after in pairwise(way):
        if before[0] <= at < after[0]:
            if before[1:] == after[1:]:
                return (x, y), 0, 0
            return (x, y), 0.001 + at * 6.2, 1 if after[1] > before[1] else -1
    return (x, y), 0, 0


def _tall(feet_y: float) -> float:
    """Height in pixels of somebody who stands that far down in the picture."""
    return 92 + (feet_y - 250) * 0.52


def lobby_at(at: float) -> Picture:
    """The lobby `at` seconds after the clip begins, without the clock."""
    picture = _room().copy()
    customer, customer_step, customer_side = _on_way(_CUSTOMER_WAY, at)
    manager, manager_step, manager_side = _on_way(_MANAGER_WAY, at)
    passer, passer_step, passer_side = _on_way(_PASSER_WAY, at)
    near = 9.5 <= at < 27
    lift = float(np.clip(min(at - 16.6, 21.6 - at) / 1.2, 0, 1))
    given = at >= HAND_OVER
    tall = _tall(customer[1])
    reach = (tall * (0.10 + 0.14 * lift), -tall * (0.48 + 0.10 * lift))
    holds = given and near
    people = [
        (customer[1], CUSTOMER, customer, customer_step, customer_side or 1, reach if near else None, holds),
        (
            manager[1],
            MANAGER,
            manager,
            manager_step,
            manager_side or -1,
            (-_tall(manager[1]) * (0.10 + 0.14 * lift), -_tall(manager[1]) * (0.48 + 0.10 * lift)) if near else None,
            near and not given and at > 13.5,
        ),
        (passer[1], PASSER_BY, passer, passer_step, passer_side or -1, None, False),
    ]
    for _, look, feet, step, side, hand, paper in sorted(people, key=lambda person: person[0]):
        standing(picture, feet, _tall(feet[1]), look, step=step, side=side, reach=hand, paper=paper)
    return picture
