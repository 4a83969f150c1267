"""Looks at a virtual screen from outside: the numbers in the pictures on it, and when each of them came."""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from tests import barcodes

LOOK_S = 0.002
WIDTH, HEIGHT = 1366, 768


class Screen:
    """An Xvfb of our own, whose framebuffer is a file."""

    def __init__(self, folder: Path) -> None:
        """Start it.

        Raises:
            OSError: there is no Xvfb here, or it does not start.
        """
        seen, told = os.pipe()
        self._process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(told), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", str(folder),
             "-nolisten", "tcp"],
            pass_fds=[told], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(told)
        with os.fdopen(seen) as answer:
            number = answer.readline().strip()
        if not number:
            self._process.wait()
            raise OSError("Xvfb does not start")
        self.display = f":{number}"
        with (folder / "Xvfb_screen0").open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        # The file is an X window dump: a head of 32-bit numbers, a table of colours, then the pixels.
        head = struct.unpack_from(">25I", self._memory)
        start, self._line = head[0] + 12 * head[19], head[12]
        self._pixels = np.frombuffer(self._memory, np.uint8, self._line * HEIGHT, start).reshape(HEIGHT, self._line)

    def __enter__(self) -> Self:
        """The screen itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()

    def number_at(self, left: int, top: int) -> int | None:
        """The number in a picture whose corner is there; None: none that can be read."""
        lines = self._pixels[top : top + 2 * barcodes.CELL, 4 * left : 4 * (left + barcodes.WIDTH)]
        return barcodes.read(lines.reshape(2 * barcodes.CELL, barcodes.WIDTH, 4))


@dataclass(frozen=True)
class Seen:
    """One change on the screen."""

    at_s: float
    number: int


class Watching(threading.Thread):
    """Notes every change of the number, until `stop`."""

    def __init__(self, screen: Screen, left: int, top: int) -> None:
        """Watch a picture whose corner is there."""
        super().__init__(name="screen watch")
        self._screen, self._left, self._top = screen, left, top
        self._ended = threading.Event()
        self.seen: list[Seen] = []
        self.looks = self.longest_us = 0

    def stop(self) -> list[Seen]:
        """All that was seen."""
        self._ended.set()
        self.join()
        return self.seen

    def run(self) -> None:
        """Look again and again; how long it did not look is noted, since it is the error of every time."""
        last, before = None, time.monotonic()
        while not self._ended.wait(LOOK_S):
            number, now = self._screen.number_at(self._left, self._top), time.monotonic()
            self.looks += 1
            self.longest_us = max(self.longest_us, int((now - before) * 1e6))
            before = now
            if number is not None and number != last:
                last = number
                self.seen.append(Seen(now, number))
