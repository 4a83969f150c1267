"""`erase`: take what a case says about a person out of it."""

from __future__ import annotations

import argparse

from app.cli.output import Output
from app.cli.verbs.libraries import open_library
from evidence.errors import YES
from evidence.labels import Label
from evidence.store.cases import get_case
from evidence.store.erasing import Erasure, erase_person

ERASED = Label(
    "{case}: the person is “{person}” from now on. {texts} texts were changed, and the contents of {entries} journal "
    "entries erased; their places and commitments stay, and the journal says why.",
    "{case}：此人今后称为“{person}”。已更改 {texts} 处文本，删除 {entries} 条日志的内容；"
    "其位置和承诺值保留，日志中已说明原因。",
)
LINES = Label(
    "The name stands in {labels}: lines of transcripts are evidence and unchanged.",
    "{labels} 中仍有该姓名：文字稿属于证据，未更改。",
)
COPIES = Label(
    "{count} copies of the database were made before and still hold the data: make a new one (replaydesk backup), then "
    "delete them.",
    "此前的 {count} 份数据库备份仍含该数据：请先新建备份（replaydesk backup），再删除旧备份。",
)
CASE_FILES = Label("Case files written before still hold the data: {names}.", "此前导出的案卷仍含该数据：{names}。")


def erase_verb(options: argparse.Namespace, output: Output) -> int:
    """Erase a person's data from a case, and say what is left for people to do."""
    with open_library(options) as library:
        case = get_case(library, options.case).complaint
        done = erase_person(library, case.id, options.person, options.reason)
    lang = output.language
    lines = [
        ERASED.text(lang).format(case=case.label, person=done.person, texts=done.texts, entries=len(done.entries)),
        *_left(done, lang),
    ]
    output.document(
        {
            "case": case.label,
            "person": done.person,
            "texts": done.texts,
            "entries": list(done.entries),
            "transcripts": list(done.lines),
            "copies": [str(one.path) for one in done.copies],
            "case_files": list(done.case_files),
        },
        lines,
    )
    return YES


def _left(done: Erasure, lang: str) -> list[str]:
    """What the program does not reach."""
    left = []
    if done.lines:
        left.append(LINES.text(lang).format(labels=", ".join(done.lines)))
    if done.copies:
        left.append(COPIES.text(lang).format(count=len(done.copies)))
    if done.case_files:
        left.append(CASE_FILES.text(lang).format(names=", ".join(done.case_files)))
    return left
