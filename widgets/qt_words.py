"""What Qt says in its own widgets and its Chinese catalogue lacks: by the context in Qt, English as Qt says it."""

from __future__ import annotations

from evidence.labels import Label

LACKING: dict[str, tuple[Label, ...]] = {
    "QFileDialog": (
        Label("&Look in:", "查找范围(&L)："),
        Label("Files of &type:", "文件类型(&T)："),
    ),
    "QAbstractFileIconProvider": (
        Label("Folder", "文件夹"),
        Label("File Folder", "文件夹"),
        Label("File", "文件"),
        Label("%1 File", "%1 文件"),
        Label("Drive", "驱动器"),
        Label("Alias", "别名"),
        Label("Shortcut", "快捷方式"),
        Label("Unknown", "未知"),
    ),
}
