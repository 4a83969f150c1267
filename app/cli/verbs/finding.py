"""`find`: words in complaints, quotes and notes."""

from __future__ import annotations

import argparse

from app.cli.output import Output
from app.cli.verbs.libraries import open_library
from evidence.errors import YES
from evidence.store.search import find


def find_verb(options: argparse.Namespace, output: Output) -> int:
    """Find words; finding none is an answer too."""
    with open_library(options) as library:
        hits = find(library, options.text)
    document = {"hits": [{"where": hit.where, "reference": hit.label, "text": hit.text} for hit in hits]}
    output.document(document, [f"{hit.label}  {hit.where}  {hit.text}" for hit in hits])
    return YES
