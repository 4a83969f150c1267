"""What the page of trends shows: counts of complaints as bars, each with the complaints that it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidence.labels import Label, Labelled


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A part of the register, with the words that name it.

    `equal`: columns of the register and what stands in them (None: nothing); `between`: columns that hold days, with
    the first and the last day, both among them.
    """

    label: Label
    equal: tuple[tuple[str, str | None], ...] = ()
    between: tuple[tuple[str, str, str], ...] = ()


class ChartName(Labelled):
    """The charts, in the order of the page."""

    MONTH = "month", "Received by month", "按收到月份"
    KIND = "kind", "By kind of dispute", "按争议类型"
    REPORTED = "reported", "By reported cause", "按投诉原因"
    CAUSE = "cause", "By true cause", "按根本原因"
    PRODUCT = "product", "By product", "按产品"
    BRANCH = "branch", "By branch", "按网点"
    TIME = "time", "Days until the decision was sent: median, 90th percentile", "处理天数：中位数与第 90 百分位"
    OVERDUE = "overdue", "Open now, by deadline", "未结投诉：按期限"
    COVERAGE = "coverage", "Outcome, by what was played", "处理结果：按播放情况"


class Form(Labelled):
    """How a chart is drawn."""

    BARS = "bars", "bars", "条形"
    COLUMNS = "columns", "columns", "柱形"
    SPANS = "spans", "spans", "区间"
    GRID = "grid", "grid", "表格"


@dataclass(frozen=True, slots=True)
class Bar:
    """One number of a chart. `narrowing`: the complaints behind it; None where nothing leads to them."""

    label: Label
    value: int
    narrowing: Narrowing | None = None
    high: int | None = None
    """Of a span: its upper end; `value` is the middle, `count` of how many."""
    count: int | None = None
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of one chart; of a grid also the names of its rows and columns."""

    name: ChartName
    form: Form
    bars: tuple[Bar, ...]
    rows: tuple[Label, ...] = ()
    columns: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class TrendsWanted:
    """Which complaints are counted: those received in a year (None: in the last twelve months), of a branch or all."""

    year: int | None = None
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Trends:
    """All charts, and what can be asked for."""

    wanted: TrendsWanted
    first: date
    last: date
    total: int
    charts: tuple[Chart, ...]
    years: tuple[int, ...]
    branches: tuple[str, ...]


def percentile(days: dict[int, int], per_cent: int) -> int:
    """The fewest days within which at least so many per cent were done; `days` counts how many took how long."""
    needed = -(-sum(days.values()) * per_cent // 100)
    reached = 0
    for took in sorted(days):
        reached += days[took]
        if reached >= needed:
            return took
    raise ValueError("nothing to count")
