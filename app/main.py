"""The command `replaydesk`: one reporter for what went wrong, one exit code per meaning."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

from app.cli.output import Output
from app.cli.parser import LANGUAGES, parse, system_language
from app.faults import report_of
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
    printing = next((words.index(verb) for verb in ("export", "bundle") if verb in words), len(words))
    before = words[:printing]  # the --lang of these verbs is that of the print
    for place, word in enumerate(before):
        name, _, value = word.partition("=")
        value = value or (before[place + 1] if place + 1 < len(before) else "")
        if name == "--lang" and value in LANGUAGES:
            return value
    return system_language()


def _our_bug(output: Output) -> int:
    output.error("bug", report_of(traceback.format_exc()))
    return OUR_BUG
