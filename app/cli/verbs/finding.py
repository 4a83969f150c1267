"""`find`: words in what was registered, marked, said and written down."""

from __future__ import annotations

import argparse

from app.cli.output import Output
from app.cli.verbs.libraries import open_library
from evidence.errors import YES
from evidence.store.search import Hit, find
from evidence.timecode import format_time


def find_verb(options: argparse.Namespace, output: Output) -> int:
    """Find words; finding none is an answer too."""
    with open_library(options) as library:
        hits = find(library, options.text)
    document = {
        "hits": [{"where": hit.where, "reference": hit.label, "text": hit.text, "at_us": hit.at_us} for hit in hits]
    }
    output.document(document, [_line(hit) for hit in hits])
    return YES


def _line(hit: Hit) -> str:
    when = [format_time(hit.at_us)] if hit.at_us is not None else []
    return "  ".join([hit.label, hit.where, *when, hit.text])
