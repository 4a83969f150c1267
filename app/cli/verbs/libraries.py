"""`new library` and `new case`; and how every verb opens the library that was named."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.output import Output
from app.cli.parser import LIBRARY_VARIABLE, library_folder
from evidence.errors import YES, WrongUse
from evidence.model.kinds import DisputeKind
from evidence.rules.packs import DEFAULT_PACK
from evidence.store.cases import new_case
from evidence.store.library import Library
from evidence.store.zones import system_zone


def chosen_folder(options: argparse.Namespace) -> Path:
    """The folder of the library that the call names.

    Raises:
        WrongUse: it names none.
    """
    folder = library_folder(options)
    if folder is None:
        raise WrongUse(
            f"Say which library: put --library DIR before the verb, or set {LIBRARY_VARIABLE}.",
            f"请指明资料库：在命令前加 --library DIR，或设置 {LIBRARY_VARIABLE}。",
        )
    return folder


def open_library(options: argparse.Namespace) -> Library:
    """The library that the call names.

    Raises:
        WrongUse: it names none.
        NotFound, LibraryProblem: there is none there, or it cannot be opened.
    """
    return Library.open(chosen_folder(options))


def new_verb(options: argparse.Namespace, output: Output) -> int:
    """Make a library or a case."""
    if options.thing == "library":
        folder: Path = options.dir
        with Library.create(folder, zone=options.zone or system_zone(), shared=options.shared) as library:
            document = {"library": str(library.layout.root), "id": library.id, "zone": library.zone}
        output.document(document, [f"{document['library']}  ({document['zone']})"])
        return YES
    kind = DisputeKind(options.kind)
    with open_library(options) as library:
        complaint = new_case(library, kind=kind, rule_pack=DEFAULT_PACK, title=options.title)
    output.document({"case": complaint.label, "id": str(complaint.id)}, [complaint.label])
    return YES
