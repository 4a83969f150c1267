"""What a verb says: one JSON document or plain lines on standard output, progress and sentences on standard error."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, TextIO

from evidence.errors import DiskProblem
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
        """The verb's answer: the document, or the same in plain lines.

        Raises:
            DiskProblem: the answer could not be written where standard output leads.
        """
        self._end_progress()
        try:
            if self.as_json:
                _write(sys.stdout, _json(document, sys.stdout, indent=2))
            else:
                for line in lines:
                    _write(sys.stdout, visible(line))
        except OSError as full:
            _silence(sys.stdout)
            reason = full.strerror or type(full).__name__
            raise DiskProblem(
                f"The answer could not be written to standard output ({reason}). What was asked for is done.",
                f"无法写入标准输出（{reason}）。所要求的操作已完成。",
            ) from full

    def say(self, label: Label) -> None:
        """A sentence on the way, on standard error."""
        self._end_progress()
        with suppress(OSError):
            _write(sys.stderr, visible(label.text(self.language)))

    def error(self, kind: str, sentence: Label) -> None:
        """The one sentence of a refusal. Never fails: the exit code says the same."""
        if self.as_json:
            document = {"error": {"kind": kind, "sentence": visible(sentence.text(self.language))}}
            try:
                _write(sys.stdout, _json(document, sys.stdout))
            except OSError:
                _silence(sys.stdout)
        self.say(sentence)

    def progress(self, what: Label) -> Progress:
        """A progress function which draws a percentage on a terminal and stays silent elsewhere."""
        words = what.text(self.language)

        def draw(done: int, total: int) -> None:
            percent = 100 * done // total if total else 0
            if percent != self._shown and sys.stderr is not None and sys.stderr.isatty():
                self._shown = percent
                sys.stderr.write(f"\r{words} {min(percent, 100):3d} %")
                sys.stderr.flush()

        return draw

    def _end_progress(self) -> None:
        if self._shown >= 0:
            sys.stderr.write("\r\x1b[K")
            self._shown = -1


def _json(document: dict[str, Any], stream: TextIO | None, indent: int | None = None) -> str:
    """The document in letters where the stream can carry them all, otherwise with JSON's own escapes."""
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    try:
        text.encode((stream.encoding if stream else None) or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(document, indent=indent)
    return text


def _write(stream: TextIO | None, text: str) -> None:
    """One line; nothing where the stream is closed or its reader has gone away (the exit code still says it)."""
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, errors="backslashreplace").decode(encoding) + "\n")
        stream.flush()
    except BrokenPipeError:
        _silence(stream)


def _silence(stream: TextIO | None) -> None:
    """Lead what is left in a stream to nowhere, so that the end of the program does not stumble over it."""
    with suppress(OSError, ValueError, AttributeError):
        assert stream is not None
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def visible(text: str) -> str:
    """Text from outside on one line, with control and direction characters visible, so that none steers a terminal."""
    return "".join(
        char
        if char.isprintable() or unicodedata.category(char) == "Zs"
        else f"\\x{ord(char):02x}"
        if ord(char) < 256
        else f"\\u{ord(char):04x}"
        for char in text
    )
