"""`demo`: a sample library, its case file exported and verified, and the window on it."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from app.cli.output import Output
from app.demo.building import build_demo
from evidence.labels import Label

DEFAULT = "replaydesk-demo"


def demo_verb(options: argparse.Namespace, output: Output) -> int:
    """Build the sample library; exit code of the verification. The window opens where there is a display."""
    folder = (options.dir or free_folder(Path.cwd())).absolute()
    output.say(Label(f"Building the sample case in {folder} …", f"正在 {folder} 中生成示例案件……"))
    built = build_demo(folder, output.progress(Label("Building", "正在生成")))
    document = {
        "library": str(built.library),
        "material": str(built.material),
        "case": built.case,
        "case_file": str(built.exported.path),
        "sha256": built.exported.sha256,
        "pages": built.exported.pages,
        "verdict": built.report.verdict.value,
    }
    command = f"{own_command()} --library {built.library}"
    output.document(
        document,
        [
            f"library     {built.library}",
            f"recordings  {built.material}",
            f"case        {built.case}",
            f"case file   {built.exported.path} ({built.exported.pages} pages)",
            f"verified    {built.report.verdict.value}: integrity {built.report.integrity.value}, "
            f"origin {built.report.origin.value}",
            f"open it     {command}",
            f"check it    {command} verify {built.exported.path}",
        ],
    )
    if not options.no_window and has_display():
        from app.window.start import open_window

        open_window(built.library, output.language, show=built.case)
    return built.report.exit_code


def own_command() -> str:
    """How to call this program again: by its name where that is on the path, otherwise by the whole path."""
    beside = Path(sys.executable).with_name("replaydesk")
    return "replaydesk" if shutil.which("replaydesk") or not beside.exists() else str(beside)


def free_folder(parent: Path) -> Path:
    """A name for the sample folder that is not taken."""
    names = [parent / DEFAULT, *(parent / f"{DEFAULT}-{number}" for number in range(2, 1000))]
    return next(folder for folder in names if not folder.exists())


def has_display() -> bool:
    """Whether a window can be opened."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
