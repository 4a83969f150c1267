"""Writes docs/keys.md from the program's own table of keys: python -m docs.make_keys."""

from __future__ import annotations

from pathlib import Path

from evidence.labels import Label
from widgets.keys import ACTIONS, KeyGroup

TARGET = Path(__file__).parent / "keys.md"
_HEAD = """# Keys

Written by `python -m docs.make_keys` from the program's table, which F1 shows. Ctrl+comma opens the settings, where an
action is found by words and given another key by pressing it; whoever has that key already is named first. One's own
keys stand in the window's settings file, in the group `keys`, by the names in the last column: `undo=Ctrl+U,
Alt+Backspace`. A key that is taken for one action there is taken away from the action that had it.

Keys of *player and timeline* work while one of the two has the focus; those of the *review page* work anywhere on that
page except while a text field needs them for writing; the others work everywhere. Input methods are off while the
player has the focus, so that Chinese input swallows no key.
"""


def keys_page() -> str:
    """The page as it must stand in the file."""
    parts = [_HEAD]
    for group in KeyGroup:
        head = ["| key | does | 作用 | works in | name |", "| --- | --- | --- | --- | --- |"]
        lines = [f"## {group.label.en} {group.label.zh}", "", *head]
        for action in ACTIONS:
            if action.group is group:
                keys = " ".join(f"`{key}`" for key in _shown(action.id, action.keys))
                lines.append(f"| {keys} | {_cell(action.label)} | {action.where.label.en} | `{action.id}` |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _shown(action_id: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    return ("0", "…", "9", ".") if action_id == "digit" else keys


def _cell(label: Label) -> str:
    return f"{label.en} | {label.zh}"


if __name__ == "__main__":
    TARGET.write_text(keys_page(), encoding="utf-8")
