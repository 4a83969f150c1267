"""A desktop that wishes dark windows, as Qt reads it from a real setting on a virtual X server: KDE's file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.xserver import xvfb

pytestmark = pytest.mark.xvfb
WINDOW = "[General]\nColorScheme={name}\n[Colors:Window]\nBackgroundNormal={ground}\nForegroundNormal={ink}\n"
DESKTOPS = {"dark": ("BreezeDark", "32,35,38", "252,252,252"), "light": ("BreezeLight", "239,240,241", "35,38,41")}
PROGRAM = """
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from app.window.start import make_application
from widgets.colours import DARK, LIGHT
from widgets.theme import Appearance, dress, use

application = make_application()

def say() -> None:
    ground = application.palette().color(QPalette.ColorRole.Window).name().upper()
    print({DARK: "dark", LIGHT: "light"}[dress.colours], ground == dress.colours.PANEL)

say()
for appearance in (Appearance.LIGHT, Appearance.DARK, Appearance.DESKTOP):
    use(appearance)
    application.processEvents()
    say()
use(Appearance.DARK if dress.colours is LIGHT else Appearance.LIGHT)
application.processEvents()
dress.appearance = Appearance.DESKTOP  # as after a desktop that wished something else until now
application.styleHints().setColorScheme(Qt.ColorScheme.Unknown)  # and Qt tells what it wishes now
application.processEvents()
say()
"""


@pytest.fixture
def display() -> Iterator[str]:
    if shutil.which("Xvfb") is None:
        pytest.skip("not on this machine: Xvfb (package xvfb)")
    with xvfb("640x480") as display:
        yield display


@pytest.mark.parametrize("wish", ["dark", "light"])
def test_the_window_is_as_the_desktop_wishes_until_a_person_chooses(display: str, tmp_path: Path, wish: str) -> None:
    name, ground, ink = DESKTOPS[wish]
    (tmp_path / "kdeglobals").write_text(WINDOW.format(name=name, ground=ground, ink=ink), encoding="utf-8")
    kde = {"XDG_CURRENT_DESKTOP": "KDE", "KDE_FULL_SESSION": "true", "KDE_SESSION_VERSION": "5"}
    place = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    environment = {**os.environ, **kde, **place, "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.splitlines() == [f"{wish} True", "light True", "dark True", f"{wish} True", f"{wish} True"], (
        done.stderr
    )
