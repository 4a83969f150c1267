"""The command `replaydesk`: one reporter for what went wrong, one exit code per meaning."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from app.cli.output import Output
from app.cli.parser import parse
from evidence.errors import NO, OUR_BUG, YES, WorldError
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
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return YES
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else NO
    except Exception:
        return _our_bug(output)


def _language(words: list[str]) -> str:
    """The language to speak before the command line is understood."""
    for place, word in enumerate(words[:-1]):
        if word == "--lang" and words[place + 1] in ("en", "zh"):
            return words[place + 1]
    return "zh" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh") else "en"


def _our_bug(output: Output) -> int:
    handle, name = tempfile.mkstemp(prefix="replaydesk-fault-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        traceback.print_exc(file=file)
    where = Path(name)
    output.error(
        "bug",
        Label(
            f"This is a fault of the program, not yours. Nothing that was saved is lost. Please send us {where}.",
            f"这是程序的故障，并非您的操作所致。已保存的内容没有丢失。请将 {where} 发送给我们。",
        ),
    )
    return OUR_BUG
