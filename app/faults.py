"""What is kept and said of a fault of our own: a file with what happened, and one sentence that says where it is."""

from __future__ import annotations

import tempfile

from evidence.labels import Label


def report_of(trace: str) -> Label:
    """Keep a traceback in a file of its own and say where; a full disk must not silence the report."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="replaydesk-fault-", suffix=".txt", delete=False, encoding="utf-8", errors="backslashreplace"
        ) as file:
            file.write(trace)
        where, place = file.name, file.name
    except OSError:
        last = trace.strip().splitlines()[-1]
        where, place = f"this: {last}", f"以下内容：{last}"
    return Label(
        f"This is a fault of the program, not yours. Nothing that was saved is lost. Please send us {where}.",
        f"这是程序的故障，并非您的操作所致。已保存的内容没有丢失。请将{place}发送给我们。",
    )
