"""`demo`: a sample library, its case file exported and verified, and the window on it."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from app.cli.output import Output
from app.cli.saying import PAGES, filled
from app.cli.verbs.exporting import verdict_line
from app.demo.building import ZONE, build_demo, free_folder
from app.demo.register import build_register
from evidence.errors import YES
from evidence.labels import Label
from evidence.store.library import Library

LIBRARY = Label("library     ", "资料库    ")
RECORDINGS = Label("recordings  ", "录音录像  ")
COMPLAINTS = Label("complaints  ", "投诉件数  ")
CASE = Label("case        ", "案件      ")
CASE_FILE = Label("case file   ", "案卷      ")
VERIFIED = Label("verified    ", "核验      ")
OPEN_IT = Label("open it     ", "打开      ")
CHECK_IT = Label("check it    ", "再次核验  ")


def demo_verb(options: argparse.Namespace, output: Output) -> int:
    """Build the sample library; exit code of the verification. The window opens where there is a display."""
    folder = (options.dir or free_folder(Path.cwd())).absolute()
    if options.complaints:
        return _register(folder, options, output)
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
    command, language = f"{own_command()} --library {built.library}", output.language
    output.document(
        document,
        [
            LIBRARY.text(language) + str(built.library),
            RECORDINGS.text(language) + str(built.material),
            CASE.text(language) + built.case,
            CASE_FILE.text(language) + f"{built.exported.path} ({filled(PAGES, language, count=built.exported.pages)})",
            VERIFIED.text(language) + verdict_line(built.report, language),
            OPEN_IT.text(language) + command,
            CHECK_IT.text(language) + f"{command} verify {built.exported.path}",
        ],
    )
    if not options.no_window and has_display():
        from app.window.start import open_window

        open_window(built.library, output.language, show=built.case)
    return built.report.exit_code


def _register(folder: Path, options: argparse.Namespace, output: Output) -> int:
    """A library with a register of many complaints, and nothing else in it."""
    count, language = options.complaints, output.language
    output.say(Label(f"Registering {count:,} complaints in {folder} …", f"正在 {folder} 中登记 {count:,} 件投诉……"))
    with Library.create(folder / "library", zone=ZONE) as library:
        build_register(library, count, language, output.progress(Label("Registering", "正在登记")))
        made = library.layout.root
    output.document(
        {"library": str(made), "complaints": count},
        [
            LIBRARY.text(language) + str(made),
            COMPLAINTS.text(language) + f"{count:,}",
            OPEN_IT.text(language) + f"{own_command()} --library {made}",
        ],
    )
    if not options.no_window and has_display():
        from app.window.start import open_window

        open_window(made, language)
    return YES


def own_command() -> str:
    """How to call this program again: by its name where that is on the path, otherwise by the whole path."""
    beside = Path(sys.executable).with_name("replaydesk")
    return "replaydesk" if shutil.which("replaydesk") or not beside.exists() else str(beside)


def has_display() -> bool:
    """Whether a window can be opened."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
