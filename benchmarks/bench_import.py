"""Ticket lists: read, judged and registered, in seconds of processor time, and how soon an import can be stopped."""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app.tickets import judged, keep, mapping_for, open_list, write_register
from benchmarks.measuring import Section
from evidence.progress import Cancelled
from evidence.store.library import Library
from evidence.tables import xlsx_bytes

ROWS = 100_000
HEADINGS = ("工单号", "受理日期", "投诉类型", "标题", "客户姓名", "网点", "受理渠道", "涉及金额", "投诉内容")
Answer = TypeVar("Answer")


def sections(quick: bool = False) -> list[Section]:
    """Everything of this benchmark."""
    count = 300 if quick else ROWS
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        return measured(Path(name), count)


def measured(folder: Path, count: int) -> list[Section]:
    """The figures of lists of so many rows, registered in an empty library."""
    rows = [_row(number) for number in range(count)]
    plain, book = folder / "list.csv", folder / "list.xlsx"
    with plain.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    book.write_bytes(xlsx_bytes(HEADINGS, rows))
    found: list[tuple[str, ...]] = []

    def timed(what: str, work: Callable[[], Answer]) -> Answer:
        spent, begun = time.process_time(), time.perf_counter()
        answer = work()
        found.append((what, f"{time.process_time() - spent:.2f} s", f"{time.perf_counter() - begun:.2f} s"))
        return answer

    with Library.create(folder / "library") as library:
        timed("XLSX read", lambda: open_list(book))
        table = timed("CSV read, GB18030", lambda: open_list(plain))
        mapping = mapping_for(library, table)
        brought = timed("every row judged", lambda: judged(library, table, mapping))

        def stopped() -> None:
            def stop(done: int, total: int) -> None:
                if done * 2 > total:
                    raise Cancelled

            try:
                keep(library, brought, stop)
            except Cancelled:
                return

        timed("half registered, stopped and taken back", stopped)
        timed("registered, each with journal, index and register", lambda: keep(library, brought))
        timed("register written as CSV", lambda: write_register(library, folder / "register.csv", "en"))
    return [
        Section(
            f"Import of {count:,} tickets",
            "Lists made by the benchmark, nine columns, into an empty library; all in one process, one transaction.",
            ("", "processor time", "elapsed"),
            tuple(found),
        )
    ]


def _row(number: int) -> tuple[str, ...]:
    kinds, ways = ("银行代理保险", "基金理财", "收费", "服务态度"), ("网点", "客服热线", "12378")
    return (
        f"GD{number:07}", f"2025/{number % 12 + 1}/{number % 28 + 1}", kinds[number % 4], "退保费用未说明",
        f"客户{number % 977}", f"第{number % 40}支行", ways[number % 3], f"{number % 900 * 100:,}.00",
        "没有人告诉我提前取回会有损失，我要求全额退款。",
    )  # fmt: skip
