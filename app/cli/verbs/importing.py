"""`import` and `register`: ticket lists into the library, and the register out of it as a table."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.output import Output
from app.cli.saying import filled
from app.cli.verbs.libraries import open_library
from app.targets import refuse_target
from app.tickets import Brought, judged, keep, mapping_for, open_list, write_problems, write_register
from evidence.errors import NO, YES
from evidence.labels import Label
from evidence.progress import part
from evidence.tickets.problems import Problem

READING = Label("Reading", "正在读取")
ENCODING = Label("The encoding was guessed{doubt}.", "编码为推测{doubt}。")
LEFT_OUT = Label("Sheets with other headings were left out: {names}.", "列名不同的工作表已略去：{names}。")
COLUMNS = Label("Columns: {mapping}", "列：{mapping}")
WOULD = Label("{good} of {all} rows can be registered.", "{all} 行中 {good} 行可以登记。")
DONE = Label(
    "{good} of {all} rows were registered, {first} to {last}.", "{all} 行中已登记 {good} 行，{first} 至 {last}。"
)
NONE = Label("Nothing was registered.", "未登记任何内容。")
HOLD = Label(
    "Nothing was registered, because {refused} rows are refused. With --keep-good the others are kept.",
    "有 {refused} 行不能登记，因此未登记任何内容。加 --keep-good 可保留其余各行。",
)
WRITTEN = Label("{count} complaints  {path}", "{count} 件投诉  {path}")
MOST_SAID = 50
"""Problems said in plain lines; a report and --json have all."""


def import_verb(options: argparse.Namespace, output: Output) -> int:
    """Read a list, say what would become of it, and register its good rows."""
    progress = output.progress(READING)
    if options.report is not None:
        refuse_target(options.report, source=options.file)
    with open_library(options) as library:
        table = open_list(options.file, options.encoding, part(progress, 0, 300))
        brought = judged(library, table, mapping_for(library, table, options.map), part(progress, 300, 400))
        refused = brought.judged.refused
        hold = bool(refused) and not options.keep_good
        labels: tuple[str, ...] = ()
        if not options.dry_run and not hold and brought.judged.tickets:
            labels = keep(library, brought, part(progress, 400, 1000))
    if table.doubt:
        output.say(Label(ENCODING.en.format(doubt=table.doubt.en), ENCODING.zh.format(doubt=table.doubt.zh)))
    if table.left_out:
        output.say(LEFT_OUT.filled(names=", ".join(table.left_out)))
    if options.report is not None:
        write_problems(options.report, brought.judged.problems, output.language)
    document = _document(brought, labels)
    output.document(document, _lines(brought, labels, options, hold=hold, language=output.language))
    return NO if hold and not options.dry_run else YES


def _document(brought: Brought, labels: tuple[str, ...]) -> dict[str, Any]:
    table, found = brought.table, brought.judged
    return {
        "file": table.name,
        "sha256": table.sha256,
        "encoding": table.encoding,
        "map": brought.mapping.text_form(),
        "rows": len(table.rows),
        "empty": table.empty,
        "good": len(found.tickets),
        "refused": found.refused,
        "registered": len(labels),
        "first": labels[0] if labels else None,
        "last": labels[-1] if labels else None,
        "problems": [_problem(one) for one in found.problems],
    }


def _problem(one: Problem) -> dict[str, Any]:
    return {"sheet": one.sheet, "row": one.row, "column": one.column, "refused": one.refused,
            "reason": {"en": one.reason.en, "zh": one.reason.zh}}  # fmt: skip


def _lines(
    brought: Brought, labels: tuple[str, ...], options: argparse.Namespace, *, hold: bool, language: str
) -> list[str]:
    found, rows = brought.judged, len(brought.table.rows)
    lines = [filled(COLUMNS, language, mapping=brought.mapping.text_form())]
    lines += ["  ".join(filter(None, one.cells(language))) for one in found.problems[:MOST_SAID]]
    if len(found.problems) > MOST_SAID:
        lines.append("…")
    if labels:
        said = filled(DONE, language, good=len(labels), all=rows, first=labels[0], last=labels[-1])
    elif options.dry_run:
        said = filled(WOULD, language, good=len(found.tickets), all=rows)
    elif hold:
        said = filled(HOLD, language, refused=found.refused)
    else:
        said = NONE.text(language)
    return [*lines, said]


def register_verb(options: argparse.Namespace, output: Output) -> int:
    """Write the register as a table."""
    with open_library(options) as library:
        count = write_register(
            library, options.output, output.language, progress=output.progress(Label("Writing", "正在写入"))
        )
    output.document(
        {"path": str(options.output), "complaints": count},
        [filled(WRITTEN, output.language, count=count, path=options.output)],
    )
    return YES
