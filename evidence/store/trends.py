"""The charts of the trends, counted by the database over the register; no complaint is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from evidence.errors import WrongUse
from evidence.labels import Label
from evidence.model.causes import TrueCause
from evidence.model.findings import Outcome
from evidence.model.kinds import DisputeKind
from evidence.register.coverage import PlayedOf
from evidence.register.trends import Bar, Chart, ChartName, Form, Narrowing, Trends, TrendsWanted, percentile
from evidence.rules.causes import load_causes
from evidence.store.library import Library
from evidence.timecode import zone_of

MOST_BARS = 12
"""Bars of one chart; what is left is counted together."""
COLUMNS = frozenset(
    {"kind", "branch", "product", "reported_cause", "cause", "coverage", "outcome", "received", "due", "decided_on"}
)
"""Columns of the register by which a chart narrows it down."""
ALWAYS, EVER = "0001-01-01", "9999-12-31"
_OTHERS = Label("{count} others", "其余 {count} 项")
_RECEIVED = Label("received {first} to {last}", "{first} 至 {last} 收到")
_DUE = ((None, -31, Label("More than 30 days overdue", "逾期 30 日以上")),
        (-30, -8, Label("8–30 days overdue", "逾期 8–30 日")),
        (-7, -1, Label("1–7 days overdue", "逾期 1–7 日")), (0, 7, Label("Due within 7 days", "7 日内到期")),
        (8, 30, Label("Due in 8–30 days", "8–30 日后到期")), (31, None, Label("Due later", "更晚到期")))  # fmt: skip


def conditions_of(narrowing: Narrowing) -> tuple[list[str], list[Any]]:
    """What a narrowing means to the database.

    Raises:
        WrongUse: it names what is no column of the register.
    """
    if not {name for name, *_ in (*narrowing.equal, *narrowing.between)} <= COLUMNS:
        raise WrongUse("The register cannot be narrowed down so.", "投诉列表不支持这种筛选。")
    found = [f"{name} IS ?" for name, _ in narrowing.equal]
    found += [f"{name} BETWEEN ? AND ?" for name, _, _ in narrowing.between]
    values: list[Any] = [value for _, value in narrowing.equal]
    return found, values + [day for _, first, last in narrowing.between for day in (first, last)]


def read_trends(library: Library, wanted: TrendsWanted, names: tuple[ChartName, ...] = tuple(ChartName)) -> Trends:
    """These charts as the register stands now."""
    with library.view():
        today = library.moment().at.astimezone(zone_of(library.zone)).date()
        first, last = _period(wanted, today)
        counting = _Counting(library, wanted, first, last, today)
        charts = tuple(counting.chart(name) for name in names)
        years = library.rows("SELECT DISTINCT substr(received, 1, 4) AS year FROM register WHERE received IS NOT NULL")
        branches = library.rows("SELECT DISTINCT branch FROM register WHERE branch <> '' ORDER BY branch")
        return Trends(
            wanted, first, last, counting.total, charts,
            tuple(sorted((int(row["year"]) for row in years), reverse=True)), tuple(row["branch"] for row in branches),
        )  # fmt: skip


def _period(wanted: TrendsWanted, today: date) -> tuple[date, date]:
    if wanted.year is not None:
        return date(wanted.year, 1, 1), date(wanted.year, 12, 31)
    month = today.year * 12 + today.month - 12
    return date(month // 12, month % 12 + 1, 1), today


class _Counting:
    """Counts of one period and branch."""

    def __init__(self, library: Library, wanted: TrendsWanted, first: date, last: date, today: date) -> None:
        self._library, self._today = library, today
        self._first, self._last = first, last
        self._branch = (("branch", wanted.branch),) if wanted.branch else ()
        self._span = ("received", first.isoformat(), last.isoformat())
        self._words = _RECEIVED.filled(first=first.isoformat(), last=last.isoformat())
        [row] = self._rows("count(*) AS number", self._part(self._words))
        self.total = int(row["number"])

    def chart(self, name: ChartName) -> Chart:
        """One chart."""
        known: dict[str, Callable[[str], Label]] = {
            "kind": lambda value: DisputeKind(value).label,
            "reported_cause": load_causes().label_of,
            "cause": lambda value: TrueCause(value).label,
            "product": _as_is,
            "branch": _as_is,
        }
        column = {ChartName.REPORTED: "reported_cause"}.get(name, name.value)
        if column in known:
            return Chart(name, Form.BARS, self._counted(column, known[column]))
        return {
            ChartName.MONTH: self._months,
            ChartName.TIME: self._times,
            ChartName.OVERDUE: self._deadlines,
            ChartName.COVERAGE: self._outcomes,
        }[name]()

    def _counted(self, column: str, label: Callable[[str], Label]) -> tuple[Bar, ...]:
        rows = self._rows(
            f"{column} AS value, count(*) AS number", self._part(self._words), f"AND {column} <> '' GROUP BY {column}"
        )
        rows.sort(key=lambda row: (-row["number"], row["value"]))
        bars = [
            Bar(label(row["value"]), row["number"], self._part(label(row["value"]), (column, row["value"])))
            for row in rows[:MOST_BARS]
        ]
        if left := rows[MOST_BARS:]:
            bars.append(Bar(_OTHERS.filled(count=len(left)), sum(row["number"] for row in left)))
        return tuple(bars)

    def _months(self) -> Chart:
        rows = self._rows(
            "substr(received, 1, 7) AS month, count(*) AS number", self._part(self._words), "GROUP BY month"
        )
        counted = {row["month"]: row["number"] for row in rows}
        return Chart(ChartName.MONTH, Form.COLUMNS, tuple(
            Bar(_as_is(month), counted.get(month, 0), self._of_month("received", month)) for month in self._all_months()
        ))  # fmt: skip

    def _times(self) -> Chart:
        sent = ("decided_on", self._first.isoformat(), self._last.isoformat())
        rows = self._rows(
            "substr(decided_on, 1, 7) AS month, CAST(julianday(decided_on) - julianday(received) AS INTEGER) AS days, "
            "count(*) AS number",
            Narrowing(self._words, self._branch, (sent, ("received", ALWAYS, EVER))),
            "GROUP BY month, days",
        )
        took: dict[str, dict[int, int]] = {}
        for row in rows:
            took.setdefault(row["month"], {})[row["days"]] = row["number"]
        return Chart(ChartName.TIME, Form.SPANS, tuple(
            Bar(_as_is(month), percentile(days, 50), self._of_month("decided_on", month), percentile(days, 90),
                sum(days.values()))
            for month, days in sorted(took.items())
        ))  # fmt: skip

    def _deadlines(self) -> Chart:
        bars = []
        for begin, end, label in _DUE:
            days = [
                (self._today + timedelta(days=day)).isoformat() if day is not None else edge
                for day, edge in ((begin, ALWAYS), (end, EVER))
            ]
            part = Narrowing(self._named(label, None), self._branch, (("due", days[0], days[1]),))
            [row] = self._rows("count(*) AS number", part)
            bars.append(Bar(label, row["number"], part))
        return Chart(ChartName.OVERDUE, Form.BARS, tuple(bars))

    def _outcomes(self) -> Chart:
        rows = self._rows(
            "coverage, outcome, count(*) AS number", self._part(self._words),
            "AND outcome IS NOT NULL AND coverage IS NOT NULL GROUP BY coverage, outcome",
        )  # fmt: skip
        counted = {(row["coverage"], row["outcome"]): row["number"] for row in rows}
        played = [one for one in PlayedOf if any(key[0] == one for key in counted)]
        outcomes = [one for one in Outcome if any(key[1] == one for key in counted)]
        bars = []
        for row, own in enumerate(played):
            for column, outcome in enumerate(outcomes):
                label = Label(f"{own.label.en}, {outcome.label.en}", f"{own.label.zh}，{outcome.label.zh}")
                part = self._part(label, ("coverage", own.value), ("outcome", outcome.value))
                bars.append(Bar(label, counted.get((own.value, outcome.value), 0), part, row=row, column=column))
        return Chart(
            ChartName.COVERAGE, Form.GRID, tuple(bars),
            tuple(one.label for one in played), tuple(one.label for one in outcomes),
        )  # fmt: skip

    def _all_months(self) -> list[str]:
        begin, end = (day.year * 12 + day.month - 1 for day in (self._first, self._last))
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(begin, end + 1)]

    def _of_month(self, column: str, month: str) -> Narrowing:
        """The complaints of one month, as far as it lies in the period."""
        first, last = self._first.isoformat(), self._last.isoformat()
        return Narrowing(
            self._named(_as_is(month), None), self._branch,
            ((column, max(f"{month}-01", first), min(f"{month}-31", last)), *(
                (("received", ALWAYS, EVER),) if column == "decided_on" else ()
            )),
        )  # fmt: skip

    def _part(self, label: Label, *equal: tuple[str, str]) -> Narrowing:
        own = {name for name, _ in equal}
        branch = tuple(one for one in self._branch if one[0] not in own)
        return Narrowing(self._named(label, self._words if equal else None), (*branch, *equal), (self._span,))

    def _named(self, label: Label, period: Label | None) -> Label:
        branch = [_as_is(name) for _, name in self._branch]
        parts = [label, *(one for one in branch if one != label), *([period] if period else [])]
        return Label(", ".join(one.en for one in parts), "，".join(one.zh for one in parts))

    def _rows(self, what: str, part: Narrowing, rest: str = "") -> list[dict[str, Any]]:
        found, values = conditions_of(part)
        where = " AND ".join(found) or "TRUE"
        return self._library.rows(f"SELECT {what} FROM register WHERE {where} {rest}", values)


def _as_is(text: str) -> Label:
    return Label(text, text)
