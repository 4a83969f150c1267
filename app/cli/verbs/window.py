"""No verb: the window."""

from __future__ import annotations

import argparse

from app.cli.output import Output
from app.cli.parser import library_folder
from app.cli.verbs.demo import has_display
from evidence.errors import ToolMissing


def window_verb(options: argparse.Namespace, output: Output) -> int:
    """Open the window and stay until it is closed."""
    if not has_display():
        raise ToolMissing(
            "There is no display here, so the window cannot open. Everything else works by verbs: replaydesk --help.",
            "此处没有显示器，无法打开窗口。其他功能可用命令完成：replaydesk --help。",
        )
    from app.window.start import open_window

    return open_window(library_folder(options), output.language)
