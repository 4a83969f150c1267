"""Makes the recordings and papers of the sample case in a folder: all of them, or none."""

from __future__ import annotations

from pathlib import Path

from app.demo.material import Material
from evidence.progress import Progress, no_progress


def make_material(folder: Path, *, progress: Progress = no_progress, quick: bool = False) -> Material:
    """Generate the sample files in `folder` and say what they show."""
    raise NotImplementedError
