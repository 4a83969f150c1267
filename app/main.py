"""The command `replaydesk`: one reporter for what went wrong, one exit code per meaning."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence

from app.cli.output import Output
from app.cli.parser import LANGUAGES, parse, system_language
from evidence.errors import NO, OUR_BUG, WorldError
from evidence.labels import Label
from evidence.progress import Cancelled


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; arguments default to those of the command line."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    output = Output(as_json="--json" in words, language=_language(words))
    try:
        call = parse(words)
        output = Output(as_json=call.as_json, language=call.language)
        return call.run(output)
    except WorldError as error:
        output.error(error.kind, error.sentence)
        return error.exit_code
    except (KeyboardInterrupt, Cancelled):
        output.error("cancelled", Label("Stopped. What was done before stays.", "已停止。此前完成的内容保留。"))
        return NO
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else NO
    except Exception:
        return _our_bug(output)


def _language(words: list[str]) -> str:
    """The language to speak before the command line is understood."""
    before = words[: words.index("export")] if "export" in words else words  # its --lang is that of the print
    for place, word in enumerate(before):
        name, _, value = word.partition("=")
        value = value or (before[place + 1] if place + 1 < len(before) else "")
        if name == "--lang" and value in LANGUAGES:
            return value
    return system_language()


def _our_bug(output: Output) -> int:
    trace = traceback.format_exc()
    try:
        handle, name = tempfile.mkstemp(prefix="replaydesk-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(trace)
        what = Label(f"Please send us {name}.", f"请将 {name} 发送给我们。")
    except OSError:
        last = trace.strip().splitlines()[-1]
        what = Label(f"Please send us this: {last}", f"请将以下内容发送给我们：{last}")
    output.error(
        "bug",
        Label(
            f"This is a fault of the program, not yours. Nothing that was saved is lost. {what.en}",
            f"这是程序的故障，并非您的操作所致。已保存的内容没有丢失。{what.zh}",
        ),
    )
    return OUR_BUG
