"""What the window does not need at its start is not loaded then."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("av", "cv2", "pikepdf", "fontTools", "docx", "openpyxl")


def test_the_window_loads_no_maker_and_no_decoder() -> None:
    """They take seconds on a slow machine; decoding and making go on in processes of their own."""
    told = f"import sys, app.window.start; print([one for one in {HEAVY} if one in sys.modules])"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
