"""The sales desk as camera 05 sees it from the ceiling."""

from __future__ import annotations

import math
from functools import cache

import cv2
import numpy as np

from app.demo.drawing import (
    Picture,
    Point,
    camera_look,
    ellipse,
    gradient,
    polygon,
    rectangle,
    rgb,
    rounded,
    shadow,
    stroke,
)
from app.demo.figures import CUSTOMER, SELLER, from_above
from app.demo.plan import DUAL_TABLE
from app.demo.sale import FORM_MOVES, PAPER, between, eased, held, pen_at, pushing_form, signing

ABOVE_SIZE = (704, 576)


@cache
def _above_room() -> Picture:
    picture = np.zeros((ABOVE_SIZE[1], ABOVE_SIZE[0], 3), np.uint8)
    gradient(picture, 0, 576, rgb(0xA7A49C), rgb(0xB6B3AA))
    for step in range(0, 704, 88):
        stroke(picture, ((step, 0), (step - 40, 576)), rgb(0x9B988F))
    for step in range(30, 576, 82):
        stroke(picture, ((0, step), (704, step - 10)), rgb(0x9B988F))
    rectangle(picture, 0, 0, 704, 58, rgb(0x8E9AA0))
    rectangle(picture, 0, 58, 704, 7, rgb(0x6C767B))
    shadow(picture, (366, 330), 470, 400)
    polygon(picture, ((196, 160), (512, 160), (530, 464), (180, 464)), rgb(0xB4946C))
    polygon(picture, ((200, 156), (508, 156), (524, 452), (186, 452)), rgb(0xC7A67C))
    polygon(picture, ((214, 176), (300, 176), (298, 226), (206, 226)), rgb(0x2F353A))
    polygon(picture, ((300, 180), (306, 180), (303, 226), (298, 226)), rgb(0x50565B))
    rounded(picture, 216, 250, 66, 24, 4, rgb(0x5B6166))
    ellipse(picture, (470, 196), (18, 18), rgb(0xE9E6DF))
    ellipse(picture, (470, 196), (12, 12), rgb(0x8A6A4C))
    for x in (96, 606):
        shadow(picture, (x, 330), 170, 160)
        rounded(picture, x - 46, 284, 92, 96, 22, rgb(0x4B5357))
    return camera_look(picture, 5, 3.4, 0.3)


def _turned_sheet(picture: Picture, middle: Point, width: float, height: float, turn: float, lines: int) -> None:
    """A printed sheet lying on the desk."""
    angle = math.radians(turn)
    ahead, across = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))

    def place(u: float, v: float) -> Point:
        return (middle[0] + ahead[0] * u + across[0] * v, middle[1] + ahead[1] * u + across[1] * v)

    w, h = width / 2, height / 2
    polygon(picture, (place(-w, -h), place(w, -h), place(w, h), place(-w, h)), PAPER)
    for number in range(lines):
        v = -h * 0.72 + number * (h * 1.44 / max(1, lines - 1))
        stroke(picture, (place(-w * 0.75, v), place(w * (0.75 - number % 3 * 0.2), v)), rgb(0xA9A69E))


def above_at(at: float) -> Picture:
    """The sales desk from above at a second of the sales desk recording, without the clock."""
    picture = _above_room().copy()
    table, pen, pushing = held(at, DUAL_TABLE, 0.9), signing(at), pushing_form(at)
    sway = math.sin(at * 0.9) * 2.0
    _turned_sheet(picture, (300, 400), 56, 76, 84, 6)
    if table > 0.02:
        _turned_sheet(picture, between((262, 300), (366, 306), table), 84, 66, 90, 7)
    form = between((262.0, 330.0), (446.0, 330.0), eased(at, *FORM_MOVES))
    if at > FORM_MOVES[0]:
        _turned_sheet(picture, form, 64, 86, 270, 7)
    jot = pen_at(at, 0.5)
    customer_hand = between((508.0, 372.0), (438.0 - jot[1], 342.0 - jot[0]), pen)
    seller_hand = between((214.0, 296.0), (330.0, 322.0), table)
    seller_hand = between(seller_hand, (form[0] - 36, form[1] - 10), pushing)
    from_above(picture, (98 + sway, 332), 92, SELLER, turn=0, hands=(seller_hand, (206.0, 372.0)))
    from_above(picture, (606 - sway, 330), 88, CUSTOMER, turn=180, hands=(customer_hand, (512.0, 288.0)))
    if pen > 0.4:
        stroke(picture, (customer_hand, (customer_hand[0] - 12, customer_hand[1] - 8)), rgb(0x23282C), 3)
    return cv2.convertScaleAbs(picture, alpha=0.94, beta=4).astype(np.uint8)
