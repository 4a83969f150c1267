"""`letter`."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.output import Output
from app.cli.saying import filled
from app.cli.verbs.libraries import open_library
from app.lettering import draft_letter
from evidence.errors import YES
from evidence.labels import Label
from exports.letters import LetterKind

_DRAFTED = Label(
    "{path}  {count} statements, each with what it rests on. It is a draft: read it before it is signed.",
    "{path}  共 {count} 项陈述，均注明依据。此为草稿，签发前请审阅。",
)


def letter_verb(options: argparse.Namespace, output: Output) -> int:
    """Draft a letter from a case."""
    with open_library(options) as library:
        done = draft_letter(library, options.case, LetterKind(options.kind), Path(options.output), options.edition)
    document = {
        "path": str(done.path),
        "sha256": done.sha256,
        "content_sha256": done.content_sha256,
        "claims": done.claims,
        "untied": list(done.untied),
    }
    output.document(document, [filled(_DRAFTED, output.language, path=done.path, count=done.claims), *done.untied])
    return YES
