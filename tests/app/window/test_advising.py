"""Warnings at the window: beside the field while one types, in the way of nothing, and on the desk afterwards."""

from __future__ import annotations

from PySide6.QtTest import QTest

from tests.app.window.person import Key, Modifier, Person
from tests.widgets.helpers import texts

CTRL = Modifier.ControlModifier


def test_a_premium_beyond_the_means_is_told_while_it_is_typed_and_on_the_desk(person: Person) -> None:
    person.press((Key.Key_I, CTRL))
    form = person.window.form
    product, line = form.product, form.product.notices["premium"]
    QTest.keyClicks(product.name, "Evergreen")
    QTest.keyClicks(product.premium.amount, "300000")
    QTest.keyClicks(product.amounts["household_income"].amount, "60000")
    product.amounts["household_income"].setFocus()
    person.until(lambda: "5.00 times" in line.text(), "nothing was said of the premium")
    assert (
        "保监发〔2014〕3号" in line.text()
        and "unverified" in line.text()
        and not person.application.activeModalWidget()
    )
    assert person.focus_in(product.amounts["household_income"])
    assert "signed receipt" in product.notices["receipt_signed"].text()
    QTest.keyClicks(product.dates["receipt_signed"].date, "2026-03-02")
    person.until(lambda: not product.notices["receipt_signed"].text(), "it is still asked for")
    QTest.keyClicks(product.amounts["household_income"].amount, "0")
    person.until(lambda: not line.text(), "it is still told")
    QTest.keyClick(product.amounts["household_income"].amount, Key.Key_Backspace)
    person.press((Key.Key_Return, CTRL))
    person.until(lambda: person.window.page is person.desk and person.case.case.product is not None)
    tabs = person.desk.tabs
    bar = tabs.tabBar()
    person.click(bar, bar.tabRect(tabs.indexOf(person.desk.dates)).center())
    person.until(lambda: person.desk.dates.isVisible())
    assert "5.00 times" in texts(person.desk.dates)
