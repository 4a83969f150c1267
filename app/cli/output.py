"""What a verb says: one JSON document or plain lines on standard output, progress and sentences on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from typing import Any

from evidence.labels import Label
from evidence.progress import Progress


class Output:
    """Where a verb speaks. `as_json`: standard output carries exactly one JSON document and nothing else."""

    def __init__(self, *, as_json: bool, language: str) -> None:
        """Choose the form and the language ("en" or "zh")."""
        self.as_json = as_json
        self.language = language
        self._shown = -1

    def document(self, document: dict[str, Any], lines: Iterable[str]) -> None:
        """The verb's answer: the document, or the same in plain lines."""
        self._end_progress()
        if self.as_json:
            self._write(sys.stdout, json.dumps(document, ensure_ascii=False, indent=2))
        else:
            for line in lines:
                self._write(sys.stdout, visible(line))

    def say(self, label: Label) -> None:
        """A sentence on the way, on standard error."""
        self._end_progress()
        self._write(sys.stderr, visible(label.text(self.language)))

    def error(self, kind: str, sentence: Label) -> None:
        """The one sentence of a refusal."""
        self._end_progress()
        if self.as_json:
            document = {"error": {"kind": kind, "sentence": sentence.text(self.language)}}
            self._write(sys.stdout, json.dumps(document, ensure_ascii=False))
        self._write(sys.stderr, visible(sentence.text(self.language)))

    def progress(self, what: Label) -> Progress:
        """A progress function which draws a percentage on a terminal and stays silent elsewhere."""
        words = what.text(self.language)

        def draw(done: int, total: int) -> None:
            percent = 100 * done // total if total else 0
            if sys.stderr.isatty() and percent != self._shown:
                self._shown = percent
                sys.stderr.write(f"\r{words} {min(percent, 100):3d} %")
                sys.stderr.flush()

        return draw

    def _end_progress(self) -> None:
        if self._shown >= 0:
            sys.stderr.write("\r\x1b[K")
            self._shown = -1

    @staticmethod
    def _write(stream: Any, text: str) -> None:
        encoding = stream.encoding or "utf-8"
        stream.write(
            text.encode(encoding, errors="backslashreplace").decode(encoding) + os.linesep.replace("\r\n", "\n")
        )
        stream.flush()


def visible(text: str) -> str:
    """Text from outside with control and direction characters made visible, so that it cannot steer a terminal."""
    return "".join(
        char
        if char == "\n" or (char.isprintable() and not 0xD800 <= ord(char) <= 0xDFFF)
        else f"\\x{ord(char):02x}"
        if ord(char) < 256
        else f"\\u{ord(char):04x}"
        for char in text
    )
