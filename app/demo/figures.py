"""People as a calm drawing: standing and walking, sitting across a desk, and seen from above. No faces."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.demo.drawing import Colour, Picture, Point, ellipse, polygon, rgb, shadow, stroke

SKIN = rgb(0xD9B394)


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody wears."""

    coat: Colour
    coat_dark: Colour
    legs: Colour
    hair: Colour
    long_hair: bool = False
    shirt: Colour | None = None


CUSTOMER = Look(rgb(0xA8683F), rgb(0x8C5533), rgb(0x4A4A52), rgb(0x2E2724), long_hair=True)
MANAGER = Look(rgb(0x34495E), rgb(0x2A3B4D), rgb(0x2B2F36), rgb(0x231F1E), long_hair=True, shirt=rgb(0xEDEFF0))
SELLER = Look(rgb(0x3B4A5A), rgb(0x2F3C4A), rgb(0x2B2F36), rgb(0x1F1C1B), shirt=rgb(0xEDEFF0))
PASSER_BY = Look(rgb(0x6F7F72), rgb(0x5C6B5F), rgb(0x55504A), rgb(0x3A332F))


def standing(
    picture: Picture,
    feet: Point,
    height: float,
    look: Look,
    *,
    step: float = 0,
    side: int = 1,
    reach: Point | None = None,
    paper: bool = False,
) -> None:
    """A whole person. `step` is the phase of the walk (0: stands still), `reach` a hand's place from the feet."""
    x, y = feet
    h = height
    swing = math.sin(step) if step else 0.0
    bob = abs(math.cos(step)) * h * 0.012 if step else 0.0
    shadow(picture, (x, y), h * 0.5, h * 0.14)
    hip, shoulder = y - h * 0.47 - bob, y - h * 0.80 - bob
    limb = max(2, round(h * 0.075))
    for leg in (-1, 1):
        foot = (x + leg * (h * 0.035 + (swing * h * 0.10 if side else 0)), y - max(0.0, leg * swing) * h * 0.02)
        stroke(picture, ((x + leg * h * 0.045, hip), foot), look.legs, limb)
        ellipse(picture, (foot[0] + side * h * 0.02, foot[1]), (h * 0.045, h * 0.02), rgb(0x2A2725))
    back = (x - side * h * 0.07 - swing * h * 0.07, hip + h * 0.03)
    _arm(picture, (x - side * h * 0.08, shoulder + h * 0.04), back, h, look.coat_dark)
    width = h * 0.115
    polygon(
        picture,
        (
            (x - width, shoulder + h * 0.03),
            (x - width * 0.6, shoulder),
            (x + width * 0.6, shoulder),
            (x + width, shoulder + h * 0.03),
            (x + width * 0.95, hip + h * 0.07),
            (x - width * 0.95, hip + h * 0.07),
        ),
        look.coat,
    )
    if look.shirt:
        chest = ((x - h * 0.03, shoulder), (x + h * 0.03, shoulder), (x, shoulder + h * 0.12))
        polygon(picture, chest, look.shirt)
    hand = (x + reach[0], y + reach[1]) if reach else (x + side * h * 0.08 + swing * h * 0.07, hip + h * 0.03)
    if paper:
        tip = (hand[0] + side * h * 0.03, hand[1] - h * 0.02)
        _sheet(picture, tip, h * 0.10, h * 0.13)
    _arm(picture, (x + side * h * 0.08, shoulder + h * 0.04), hand, h, look.coat_dark)
    _head(picture, (x + side * h * 0.012, y - h * 0.90 - bob), h * 0.068, look, side)


def _arm(picture: Picture, shoulder: Point, hand: Point, h: float, colour: Colour) -> None:
    elbow = ((shoulder[0] + hand[0]) / 2, (shoulder[1] + hand[1]) / 2 + h * 0.03)
    stroke(picture, (shoulder, elbow, hand), colour, max(2, round(h * 0.05)))
    ellipse(picture, hand, (h * 0.022, h * 0.022), SKIN)


def _sheet(picture: Picture, middle: Point, width: float, height: float) -> None:
    x, y = middle
    corners = (
        (x - width / 2, y - height / 2),
        (x + width / 2, y - height / 2 + height * 0.08),
        (x + width / 2, y + height / 2),
        (x - width / 2, y + height / 2 - height * 0.08),
    )
    polygon(picture, corners, rgb(0xF4F3EE))


def _head(picture: Picture, centre: Point, r: float, look: Look, side: int) -> None:
    x, y = centre
    stroke(picture, ((x, y + r * 0.8), (x, y + r * 1.5)), SKIN, max(2, round(r * 0.8)))
    if look.long_hair:
        ellipse(picture, (x - side * r * 0.35, y + r * 0.25), (r * 0.95, r * 1.2), look.hair)
    ellipse(picture, (x, y), (r * 0.88, r * 1.1), SKIN)
    ellipse(picture, (x - side * r * 0.12, y - r * 0.28), (r * 0.98, r * 0.92), look.hair, -side * 12, (175, 370))


def seated(picture: Picture, chest: Point, size: float, look: Look, *, side: int, nod: float = 0) -> None:
    """Head and shoulders of somebody at the far side of a desk; `size` is the width of the shoulders."""
    x, y = chest
    s = size
    head_y = y - s * 0.46 + nod
    neck = rgb(0xC79F80)
    if look.long_hair:
        ellipse(picture, (x - side * s * 0.02, head_y + s * 0.14), (s * 0.215, s * 0.30), look.hair)
    shoulders = (
        (x - s * 0.44, y + s * 0.72),
        (x - s * 0.45, y + s * 0.10),
        (x - s * 0.36, y - s * 0.08),
        (x - s * 0.14, y - s * 0.18),
        (x + s * 0.14, y - s * 0.18),
        (x + s * 0.36, y - s * 0.08),
        (x + s * 0.45, y + s * 0.10),
        (x + s * 0.44, y + s * 0.72),
    )
    polygon(picture, shoulders, look.coat)
    for which in (-1, 1):
        ellipse(picture, (x + which * s * 0.325, y + s * 0.055), (s * 0.12, s * 0.125), look.coat)
    stroke(picture, ((x, head_y + s * 0.15), (x, y - s * 0.13)), neck, round(s * 0.15))
    if look.shirt:
        polygon(picture, ((x - s * 0.12, y - s * 0.19), (x + s * 0.12, y - s * 0.19), (x, y + s * 0.26)), look.shirt)
        polygon(picture, ((x - s * 0.075, y - s * 0.2), (x + s * 0.075, y - s * 0.2), (x, y - s * 0.08)), neck)
        tie = (
            (x - s * 0.02, y - s * 0.07),
            (x + s * 0.02, y - s * 0.07),
            (x + s * 0.03, y + s * 0.12),
            (x, y + s * 0.2),
        )
        polygon(picture, (*tie, (x - s * 0.03, y + s * 0.12)), look.coat_dark)
    else:
        polygon(picture, ((x - s * 0.11, y - s * 0.19), (x + s * 0.11, y - s * 0.19), (x, y + s * 0.02)), neck)
    ellipse(picture, (x, head_y), (s * 0.155, s * 0.20), SKIN)
    crown = (x - side * s * 0.025, head_y - s * 0.06)
    ellipse(picture, crown, (s * 0.175, s * 0.165), look.hair, -side * 12, (176, 364))


def seated_arms(
    picture: Picture, chest: Point, size: float, look: Look, *, left_hand: Point, right_hand: Point
) -> None:
    """The arms of `seated`, drawn after the desk they lie on; left and right as the picture has them."""
    x, y = chest
    s = size
    for which, hand in ((-1, left_hand), (1, right_hand)):
        shoulder = (x + which * s * 0.37, y + s * 0.10)
        bend = (x + which * s * 0.47, y + s * 0.50)
        stroke(picture, (shoulder, bend, hand), look.coat_dark, round(s * 0.15))
        ellipse(picture, hand, (s * 0.075, s * 0.062), SKIN)


def from_above(
    picture: Picture, centre: Point, size: float, look: Look, *, turn: float, hands: tuple[Point, Point]
) -> None:
    """Somebody on a chair seen from the ceiling; `turn` in degrees, 0 looks right along the picture."""
    x, y = centre
    angle = math.radians(turn)
    ahead, across = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
    shadow(picture, (x + size * 0.12, y + size * 0.2), size * 2.3, size * 2.0)
    for which, hand in zip((-1, 1), hands, strict=True):
        joint = (x + across[0] * which * size * 0.5, y + across[1] * which * size * 0.5)
        bend = (
            (joint[0] + hand[0]) / 2 + across[0] * which * size * 0.16,
            (joint[1] + hand[1]) / 2 + across[1] * which * size * 0.16,
        )
        stroke(picture, (joint, bend, hand), look.coat_dark, round(size * 0.24))
        ellipse(picture, hand, (size * 0.10, size * 0.10), SKIN)
    ellipse(picture, (x, y), (size * 0.36, size * 0.68), look.coat, turn)
    head = (x + ahead[0] * size * 0.10, y + ahead[1] * size * 0.10)
    brow = (x + ahead[0] * size * 0.18, y + ahead[1] * size * 0.18)
    ellipse(picture, brow, (size * 0.27, size * 0.26), SKIN)
    ellipse(picture, head, (size * 0.29, size * 0.28), look.hair, turn)
    if look.long_hair:
        ellipse(
            picture,
            (head[0] - ahead[0] * size * 0.2, head[1] - ahead[1] * size * 0.2),
            (size * 0.22, size * 0.24),
            look.hair,
            turn,
        )
