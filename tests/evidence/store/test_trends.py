"""The charts of the trends: counted by hand, and each bar leads to exactly the complaints that it counts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from evidence.errors import WrongUse
from evidence.model.case import Allegation, Case, Person, Product
from evidence.model.causes import Cause, TrueCause
from evidence.model.findings import Decision, Outcome
from evidence.model.handling import Step, StepKind
from evidence.model.kinds import DisputeKind, ProductKind, Role
from evidence.register.lines import Wanted
from evidence.register.trends import Chart, ChartName, Narrowing, TrendsWanted, percentile
from evidence.store.cases import new_case, save_case
from evidence.store.causes import add_cause
from evidence.store.findings import add_decision
from evidence.store.handling import STEPS
from evidence.store.library import Library
from evidence.store.register import read_page
from evidence.store.trends import read_trends
from evidence.timecode import Moment

NOW = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)
FEE, QUEUE = DisputeKind.FE, DisputeKind.SC
MADE = (  # received, kind, branch, product, true cause, day of the letter, outcome
    (date(2025, 6, 30), FEE, "East", "", None, None, None),  # before the last twelve months
    (date(2025, 7, 1), FEE, "East", "Steady", TrueCause.TRAINING, date(2025, 7, 4), Outcome.UPHELD),
    (date(2026, 2, 1), FEE, "West", "Steady", TrueCause.TRAINING, date(2026, 2, 11), Outcome.UPHELD),
    (date(2026, 2, 2), QUEUE, "East", "", None, date(2026, 2, 12), Outcome.NOT_UPHELD),
    (date(2026, 2, 3), QUEUE, "East", "", None, date(2026, 2, 23), Outcome.NOT_UPHELD),
    (date(2026, 6, 14), QUEUE, "East", "", None, None, None),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("trends") / "library"
    with Library.create(folder, zone="Asia/Shanghai", now=lambda: NOW) as made:
        with made.change():
            for received, kind, branch, product, cause, sent, outcome in MADE:
                case = replace(
                    new_case(made, kind=kind, checklist_version="1", rule_pack="CN", title="x", year=received.year),
                    received=received,
                )
                people = (Person(uuid4(), Role.SELLER_BANK, "The seller", branch),)
                bought = Product(uuid4(), ProductKind.WEALTH, product) if product else None
                save_case(made, Case(case, people, bought, (Allegation(uuid4(), "x"),)))
                if cause:
                    add_cause(made, case.id, Cause("marketing", "Sales", cause))
                if outcome and sent:
                    day = Moment(datetime(sent.year, sent.month, sent.day, 2, tzinfo=UTC), "Asia/Shanghai", "")
                    add_decision(made, case.id, Decision(outcome, letter_sent=day if kind is FEE else None))
                    if kind is QUEUE:
                        STEPS.add(made, case.id, Step(StepKind.DECISION_TOLD, day))
        yield made


def told(chart: Chart) -> dict[str, int]:
    return {bar.label.en: bar.value for bar in chart.bars if bar.value}


def test_every_chart_is_what_a_hand_counts(library: Library) -> None:
    trends = read_trends(library, TrendsWanted())
    charts = {chart.name: chart for chart in trends.charts}
    assert (trends.first, trends.last, trends.total) == (date(2025, 7, 1), date(2026, 6, 15), 5)
    assert trends.years == (2026, 2025) and trends.branches == ("East", "West")
    assert told(charts[ChartName.MONTH]) == {"2025-07": 1, "2026-02": 3, "2026-06": 1}
    assert len(charts[ChartName.MONTH].bars) == 12
    assert told(charts[ChartName.KIND]) == {QUEUE.label.en: 3, FEE.label.en: 2}
    assert told(charts[ChartName.CAUSE]) == {"Training": 2}
    assert told(charts[ChartName.REPORTED]) == {"Marketing method": 2}
    assert told(charts[ChartName.PRODUCT]) == {"Steady": 2}
    assert told(charts[ChartName.BRANCH]) == {"East": 4, "West": 1}
    assert [(one.label.en, one.value, one.high, one.count) for one in charts[ChartName.TIME].bars] == [
        ("2025-07", 3, 3, 1),
        ("2026-02", 10, 20, 3),
    ]
    assert told(charts[ChartName.COVERAGE]) == {"No recording, Upheld": 2, "No recording, Not upheld": 2}
    assert sum(told(charts[ChartName.OVERDUE]).values()) == 2  # the two that are open, whenever they came


def test_a_year_and_a_branch_are_counted_apart(library: Library) -> None:
    trends = read_trends(library, TrendsWanted(2025, "East"), (ChartName.MONTH, ChartName.BRANCH))
    assert trends.total == 2
    assert [told(chart) for chart in trends.charts] == [{"2025-06": 1, "2025-07": 1}, {"East": 2}]


@pytest.mark.parametrize("wanted", [TrendsWanted(), TrendsWanted(2026, "East")])
def test_every_bar_leads_to_the_complaints_that_it_counts(library: Library, wanted: TrendsWanted) -> None:
    for chart in read_trends(library, wanted).charts:
        for bar in chart.bars:
            page = read_page(library, Wanted(part=bar.narrowing), 0)
            assert page.total == (bar.value if bar.count is None else bar.count), bar.label.en
            assert page.all == len(MADE)


def test_a_narrowing_names_columns_of_the_register_only(library: Library) -> None:
    with pytest.raises(WrongUse):
        read_page(library, Wanted(part=Narrowing(QUEUE.label, (("1=1 OR kind", "x"),))), 0)


def test_a_percentile_is_the_fewest_days_within_which_so_many_were_done() -> None:
    days = dict.fromkeys(range(1, 11), 1)
    assert (percentile(days, 50), percentile(days, 90)) == (5, 9)
    assert percentile({7: 1}, 90) == 7
