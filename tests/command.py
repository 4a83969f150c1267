"""The command as its users call it: in this process for speed, or as a process of its own; and small files for it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from app.main import main
from tests import barcodes
from tests.barcodes import Recipe

ROOT = Path(__file__).resolve().parent.parent
Word = str | Path


@dataclass(frozen=True)
class Answer:
    """What one call came to."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output; anything beside it is an error of the test."""
        return json.loads(self.out)

    @property
    def error(self) -> tuple[str, str]:
        """Kind and sentence of a refusal in its JSON form, which stands alone and is repeated on standard error."""
        document = self.document
        assert set(document) == {"error"} and set(document["error"]) == {"kind", "sentence"}, document
        sentence: str = document["error"]["sentence"]
        assert self.err.strip().count("\n") == 0, self.err
        return document["error"]["kind"], sentence


def words_of(words: tuple[Word, ...], library: Path | None) -> list[str]:
    """The command line of a call."""
    named = ["--library", str(library)] if library else []
    return [*named, *(str(word) for word in words)]


def here(*words: Word, library: Path | None = None, environment: Mapping[str, str] | None = None) -> Answer:
    """Call in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), patch.dict(os.environ, environment or {}):
        code = main(words_of(words, library))
    return Answer(code, out.getvalue(), err.getvalue())


def ask(*words: Word, library: Path | None = None, code: int | None = 0) -> Any:
    """The JSON document of a call in this process that ends with this exit code (None: whichever)."""
    answer = here(*words, "--json", library=library)
    assert answer.code == code or (code is None and answer.code != 70), (answer.code, answer.out, answer.err)
    return answer.document


def started(
    *words: Word, library: Path | None = None, environment: Mapping[str, str] | None = None, **options: Any
) -> subprocess.Popen[bytes]:
    """Start the command as a process of its own."""
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    process: Any = subprocess.Popen(
        [sys.executable, "-m", "app", *words_of(words, library)],
        env=kept | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"} | dict(environment or {}),
        **options,
    )
    return cast("subprocess.Popen[bytes]", process)


def apart(
    *words: Word, library: Path | None = None, environment: Mapping[str, str] | None = None, **options: Any
) -> Answer:
    """Call as a process of its own, and wait for it."""
    with started(*words, library=library, environment=environment, **options) as process:
        out, err = process.communicate(timeout=300)
    return Answer(process.returncode, (out or b"").decode(), (err or b"").decode())


def new_library(folder: Path) -> Path:
    """A fresh library."""
    ask("new", "library", folder, "--zone", "Asia/Shanghai")
    return folder


def new_case(library: Path, *words: str) -> str:
    """A fresh case; its label."""
    label: str = ask("new", "case", *words, library=library)["case"]
    return label


def make_paper(path: Path, pages: int = 2) -> Path:
    """A document with a line of text on each page."""
    canvas = Canvas(str(path), pagesize=(300, 400), invariant=True)
    for number in range(1, pages + 1):
        canvas.drawString(40, 350, f"Receipt, page {number}")
        canvas.showPage()
    canvas.save()
    return path


def make_photo(path: Path) -> Path:
    """A small photo."""
    Image.new("RGB", (64, 48), (200, 180, 40)).save(path)
    return path


def make_clip(path: Path, first_number: int = 0, sound_s: float = 1.0) -> Path:
    """A second of pictures that carry their numbers, with sound unless told otherwise."""
    return barcodes.make(path, Recipe(frames=25, gop=5, sound_s=sound_s, first_number=first_number))


def make_call(path: Path, seconds: float = 2.0) -> Path:
    """A call: sound alone."""
    return barcodes.write_wav(path, barcodes.tone(seconds))
