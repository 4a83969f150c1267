"""What is counted down stands in the header and below the exhibits, in words and days, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from app.window.header import Header
from evidence.model.kinds import DisputeKind
from evidence.register.lines import CaseState, DueOf, RegisterLine
from tests.widgets import samples
from widgets.keys import KeyTable
from widgets.language import set_language
from widgets.lists.exhibit_rows import ExhibitModel
from widgets.lists.footage import overwriting
from widgets.signs import WARNING_TRIANGLE

TODAY = date(2026, 3, 12)


@pytest.fixture(autouse=True)
def english(application: QApplication) -> Iterator[None]:
    """Begin in English, and leave the others so."""
    set_language("en")
    yield
    set_language("en")


LINE = RegisterLine(
    UUID(int=1), "C-2026-0001", "Surrender", "", DisputeKind.BA, "", CaseState.OPEN, TODAY, TODAY + timedelta(days=3),
    DueOf.DECISION, False, None,
)  # fmt: skip


def test_the_header_counts_down_the_next_deadline_and_what_is_overwritten_next() -> None:
    header = Header(KeyTable())
    header.show_deadline(LINE, TODAY)
    header.show_overwriting(overwriting("EX-02", TODAY + timedelta(days=1), TODAY))
    assert header.due.isHidden() and header.footage.isHidden(), "no complaint is shown yet"
    header.show_place("C-2026-0001", can_go_back=True, on_desk=True)
    assert header.due.text() == "Decision: 3 days left (2026-03-15)" and not header.due.isHidden()
    assert header.footage.text() == "EX-02: At its source overwritten from 2026-03-14; 1 day left"
    set_language("zh")
    assert header.due.text() == "处理决定：剩余 3 日（2026-03-15）"
    assert header.footage.text() == "EX-02：源头录像自 2026-03-14 起可能被覆盖；剩余 1 日"
    header.show_deadline(None, TODAY)
    header.show_overwriting(None)
    assert header.due.isHidden() and header.footage.isHidden()


@pytest.mark.parametrize(("left", "said"), [(20, "20 days left"), (3, "3 days left"), (-1, "perhaps gone")])
def test_the_list_of_exhibits_says_until_when_a_source_has_it(left: int, said: str) -> None:
    model, exhibit = ExhibitModel(), samples.exhibits()[0]
    model.set_exhibits([exhibit], {})
    before = model.signs(exhibit)
    model.set_overwriting({exhibit.id: overwriting(exhibit.label, TODAY + timedelta(days=left), TODAY)})
    [(sign, words)] = model.signs(exhibit)[len(before) :]
    assert said in words and (sign is WARNING_TRIANGLE) == (left == 3), "near is told by form, not by colour alone"
    [(_, whole)] = model.signs(exhibit, whole=True)[len(before) :]
    assert (TODAY + timedelta(days=left + 1)).isoformat() in whole
