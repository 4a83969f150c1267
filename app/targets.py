"""Where a file that somebody asked for may be written: a name of their own, never in the program's way."""

from __future__ import annotations

import os
from pathlib import Path

from evidence.errors import Refused
from evidence.intake.copying import hash_file
from evidence.progress import no_progress
from evidence.store.layout import Layout


def refuse_target(target: Path, layout: Layout | None = None, source: Path | None = None) -> None:
    """Refuse a target whose place is not free for it: writing replaces what stands there.

    Raises:
        Refused: a folder, device or pipe; a place in the library; the file that is read, or one linked as evidence.
    """
    if os.path.lexists(target) and not os.path.isfile(target):
        what = (
            ("a folder", "文件夹")
            if os.path.isdir(target)
            else ("a device, a pipe or a broken link", "设备、管道或失效链接")
        )
        raise Refused(
            f"“{target}” is {what[0]}, not a file. Give the name of a file to write.",
            f"“{target}”是{what[1]}，不是文件。请给出要写入的文件名。",
        )
    if source is not None and os.path.exists(target) and os.path.samefile(target, source):
        raise Refused(
            f"“{target}” is the file that is read: it would be overwritten. Give another name.",
            f"“{target}”正是所读取的文件，会被覆盖。请另取文件名。",
        )
    if layout is None:
        return
    place, root = Path(os.path.realpath(target)), Path(os.path.realpath(layout.root))
    if place.is_relative_to(root) and place.parent != root / layout.exports.name:
        raise Refused(
            f"“{target}” lies inside the library, where only the program writes. "
            f"Choose another folder, or {layout.exports}.",
            f"“{target}”位于资料库内部，只有程序可在其中写入。请另选文件夹，或使用 {layout.exports}。",
        )
    if os.path.exists(target) and _is_original(target, layout):
        raise Refused(
            f"“{target}” is linked as evidence and would be overwritten. Give another name.",
            f"“{target}”是已关联的证据文件，会被覆盖。请另取文件名。",
        )


def _is_original(target: Path, layout: Layout) -> bool:
    """Whether the same bytes are kept in the library as an original."""
    try:
        return layout.original(hash_file(target, no_progress)).exists()
    except OSError:
        return False
