"""Pictures made smaller while they move still show the same, in the same colours, and their number can be read."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from av.video.frame import VideoFrame

from evidence.media.clipwork import rgb_of
from evidence.media.scaling import PLANAR, smaller
from tests import barcodes


def large(number: int, pixel_format: str) -> VideoFrame:
    """A picture of the number at eight times the size, in strong colours."""
    luma = barcodes.drawn(number).repeat(8, 0).repeat(8, 1)
    rgb = np.stack([luma, luma // 2, 255 - luma], axis=2).astype(np.uint8)
    return VideoFrame.from_ndarray(np.ascontiguousarray(rgb), format="rgb24").reformat(format=pixel_format)


@pytest.mark.parametrize("pixel_format", sorted(PLANAR))
def test_a_smaller_picture_differs_from_ffmpegs_by_its_smoothing_alone(pixel_format: str) -> None:
    frame = large(1234, pixel_format)
    for width, height in ((640, 384), (320, 192), (160, 96), (300, 180)):
        quick, slow = rgb_of(frame, width, height, Fraction(1)), rgb_of(frame, width, height, None)
        assert quick.shape == slow.shape == (height, width, 3)
        difference = np.abs(quick.astype(int) - slow)
        assert difference.mean() < 4
        assert abs(quick.astype(int).mean(axis=(0, 1)) - slow.mean(axis=(0, 1))).max() < 2
    assert barcodes.read(rgb_of(frame, 160, 96, Fraction(1))[..., :1].repeat(3, 2)) == 1234


def test_what_is_not_halved_goes_another_way() -> None:
    assert smaller(large(1, "yuv420p"), 900, 500) is None
    assert smaller(large(1, "nv12"), 320, 192) is None
    assert smaller(large(1, "rgb24"), 320, 192) is None
