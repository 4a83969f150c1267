"""`backup` and `restore`: copies of the library's database, and the way back to one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.cli.output import Output
from app.cli.verbs.libraries import chosen_folder
from evidence.errors import YES
from evidence.labels import Label
from evidence.store.backups import Backup, Why, back_up, list_backups, restore
from evidence.store.layout import Layout
from evidence.timecode import rfc3339

NONE = Label("There is no copy yet.", "尚无备份。")
COPIED = Label("{name} was made and found whole.", "已生成 {name}，经检查完好。")
RESTORED = Label("The library is as it was in {name}.", "资料库已恢复到 {name} 的状态。")
KEPT = Label("What stood before is kept as {name}.", "恢复前的内容保存为 {name}。")


def backup_verb(options: argparse.Namespace, output: Output) -> int:
    """Make a copy and name it, or list the copies."""
    folder = chosen_folder(options)
    if options.lists:
        found = list_backups(Layout(folder))
        lines = [_line(one, output.language) for one in found] or [NONE.text(output.language)]
        output.document({"backups": [_told(one) for one in found]}, lines)
        return YES
    made = back_up(folder, progress=output.progress(Label("Copying", "正在备份")))
    output.document({"backup": str(made)}, [COPIED.text(output.language).format(name=made.name)])
    return YES


def restore_verb(options: argparse.Namespace, output: Output) -> int:
    """Go back to a copy: one of the library's own by its name, or a file elsewhere by its path."""
    folder = chosen_folder(options)
    backup = _which(Layout(folder), options.backup)
    kept = restore(folder, backup, options.reason, progress=output.progress(Label("Restoring", "正在恢复")))
    lines = [RESTORED.text(output.language).format(name=backup.name)]
    if kept is not None:
        lines.append(KEPT.text(output.language).format(name=kept.name))
    output.document({"restored": str(backup), "set_aside": str(kept) if kept else None}, lines)
    return YES


def _which(layout: Layout, name: str) -> Path:
    if name == "newest":
        made = [one.path for one in list_backups(layout) if one.why in (Why.DAILY, Why.ASKED)]
        return made[0] if made else layout.backups / name
    own = layout.backups / name
    return own if Path(name).name == name and own.exists() else Path(name)


def _told(one: Backup) -> dict[str, Any]:
    return {"path": str(one.path), "why": one.why.value, "made": rfc3339(one.made), "size": one.size}


def _line(one: Backup, language: str) -> str:
    return f"{one.path.name}  {one.made:%Y-%m-%d %H:%M}  {one.size:,}  {one.why.label.text(language)}"
