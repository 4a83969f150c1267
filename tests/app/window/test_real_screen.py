"""The real program on a virtual X server: a mark is made with the keys of a keyboard, and is in the library."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from evidence.model.mark import Mark
from evidence.store.library import Library
from evidence.store.marks import list_marks
from tests.cases import cases_of
from tests.conftest import ROOT
from tests.xserver import xvfb

PATIENCE_S = 90.0
TOOLS = ("Xvfb", "xdotool", "import")
pytestmark = pytest.mark.xvfb


@dataclass
class Screen:
    """An X server without a screen, and what runs on it."""

    display: str
    folder: Path
    programs: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_IM_MODULE": "",
            "XDG_CONFIG_HOME": str(self.folder / "config"),
        }

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start the program with these arguments."""
        program = subprocess.Popen([sys.executable, "-m", "app", *arguments], cwd=ROOT, env=self.environment)
        self.programs.append(program)
        return program

    def do(self, *words: str) -> str:
        """Run xdotool; what it says, empty if it found nothing."""
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, timeout=30)
        return done.stdout.strip()

    def key(self, *names: str) -> None:
        """Press keys one after the other on the real keyboard of this screen."""
        self.do("key", "--delay", "60", *names)

    def photograph(self, path: Path) -> Image.Image:
        """A picture of the whole screen."""
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=True, timeout=60)
        return Image.open(path)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not on this machine: {', '.join(missing)} (packages xvfb, xdotool, imagemagick)")
    with xvfb() as display:
        screen = Screen(display, tmp_path)
        yield screen
        for program in screen.programs:
            if program.poll() is None:
                program.terminate()
            program.wait(30)


def until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def marks_in(folder: Path) -> tuple[Mark, ...]:
    with Library.open(folder, read_only=True) as library:
        return list_marks(library, cases_of(library)[0].id)


def test_a_mark_is_made_with_a_real_keyboard_on_a_real_screen(screen: Screen, library: Path, tmp_path: Path) -> None:
    program = screen.start("--library", str(library))
    until(lambda: screen.do("search", "--onlyvisible", "--name", "Replaydesk"), "no window appeared")
    window = screen.do("search", "--onlyvisible", "--name", "Replaydesk").splitlines()[0]
    screen.do("windowfocus", "--sync", window)  # there is no window manager that would do it

    def case_is_open() -> bool:
        screen.key("Return")
        return bool(screen.do("search", "--onlyvisible", "--name", "C-[0-9]+-0001"))

    until(case_is_open, "Enter did not open the complaint")
    screen.key("Right", "Right")

    def mark_is_saved() -> bool:
        if not marks_in(library):
            screen.key("Escape", "i", "1", "0", "Return", "F3", "alt+2", "Return")  # again, if no picture was there yet
            time.sleep(1)
        return bool(marks_in(library))

    until(mark_is_saved, "no mark came into the library")
    mark = marks_in(library)[0]
    assert (mark.point, mark.verdict.value, mark.how.value) == ("BA10", "given_partly", "seen")

    picture = screen.photograph(tmp_path / "screen.png")
    assert picture.size == (1366, 768)
    colours = picture.convert("RGB").getcolors(1 << 24)
    assert colours is not None and len(colours) > 200, "nothing is on the screen"

    screen.key("ctrl+q")
    assert program.wait(60) == 0
