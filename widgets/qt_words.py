"""What Qt says in its own widgets and its Chinese catalogue lacks: by the context in Qt, English as Qt says it."""

from __future__ import annotations

from evidence.labels import Label

LACKING: dict[str, tuple[Label, ...]] = {
    "QFileDialog": (
        Label("&Look in:", "查找范围(&L)："),
        Label("Files of &type:", "文件类型(&T)："),
    ),
}
