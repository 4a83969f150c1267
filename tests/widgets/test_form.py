"""The form of a complaint: what goes in comes out, and a mistake loses nothing."""

from __future__ import annotations

import time
from dataclasses import fields, replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from evidence.labels import Label
from evidence.model.case import DatedFact, Money, Product
from evidence.model.kinds import Demand, DisputeKind, ProductKind, Responsible, Role
from tests.widgets import samples
from tests.widgets.helpers import Heard, Show
from widgets.forms.case_form import CaseForm
from widgets.forms.fields import DateField, EvidencedDate, Invalid, MoneyField, NumberField
from widgets.forms.product import OF_SALE, USUAL
from widgets.forms.rows import PersonRow
from widgets.forms.values import PersonValues
from widgets.words import W, set_language

EXHIBITS = [(one.id, f"{one.label} {one.title}") for one in samples.exhibits()]


@pytest.fixture
def form(show: Show) -> CaseForm:
    """An empty form."""
    made = CaseForm()
    made.set_exhibits(EXHIBITS)
    show(made, 1000, 700)
    return made


def test_a_registered_complaint_comes_out_as_it_went_in(form: CaseForm) -> None:
    case = samples.case()
    form.show_case(case)
    values = form.values()
    assert (values.title, values.kind, values.received) == (case.complaint.title, DisputeKind.BA, date(2026, 8, 24))
    assert (values.verbatim, values.amount, values.demand) == (
        case.complaint.verbatim,
        Money(1_200_000, "CNY"),
        Demand.REFUND_FULL,
    )
    assert [(one.id, one.name) for one in values.people] == [(one.id, one.name) for one in case.people]
    assert [(one.id, one.text) for one in values.allegations] == [(one.id, one.text) for one in case.allegations]
    assert values.product is not None and case.product is not None
    for name in ("sold", "issued", "receipt_signed", "called_back", "surrender_requested", "premium", "name"):
        assert getattr(values.product, name) == getattr(case.product, name), name


def test_the_branch_and_the_number_elsewhere_come_out_as_they_went_in(form: CaseForm) -> None:
    case = samples.case()
    form.show_case(replace(case, complaint=replace(case.complaint, branch="东湖支行", ticket="GD-17")))
    assert (form.values().branch, form.values().ticket) == ("东湖支行", "GD-17")


def test_what_a_person_and_a_product_are_asked_for_comes_out_as_it_went_in(form: CaseForm) -> None:
    case = samples.case()
    product = replace(
        case.product or Product(samples.ident(1), ProductKind.OTHER, "x"),
        household_income=Money(6_000_000, "CNY"),
        stated_budget=Money(2_000_000, "CNY"),
        sum_insured=Money(9_000_000, "CNY"),
        cash_value=Money(4_812_345, "USD"),
        cash_value_on=date(2026, 4, 1),
        applied=DatedFact(date(2026, 3, 9)),
        surrender_effective=DatedFact(date(2026, 4, 2), EXHIBITS[0][0]),
    )
    people = (replace(case.people[0], birth_year=1958, registration="R-77"), *case.people[1:])
    form.show_case(replace(case, product=product, people=people))
    values = form.values()
    assert values.product is not None
    for one in fields(values.product):
        assert getattr(values.product, one.name) == getattr(product, one.name), one.name
    assert (values.people[0].birth_year, values.people[0].registration) == (1958, "R-77")
    form.people.lines[0].birth_year.setText("58")
    with pytest.raises(Invalid) as caught:
        form.values()
    assert "58" in caught.value.sentence.en and "四位" in caught.value.sentence.zh


def test_an_allegation_is_split_into_questions_with_their_points(form: CaseForm) -> None:
    form.show_case(samples.case())
    shown = form.values().allegations
    assert [one.questions for one in shown] == [
        tuple((each.text, each.points) for each in one.questions) for one in samples.case().allegations
    ]
    line = form.allegations.lines[0]
    line.questions.setPlainText("Did [she] see it? [BA10, BA12]\n\n她听到了吗？【BA05、BA22.1】\nno points")
    asked = form.values().allegations[0].questions
    assert asked == (("Did [she] see it?", ("BA10", "BA12")), ("她听到了吗？", ("BA05", "BA22.1")), ("no points", ()))
    line.questions.setPlainText("Was it said? [soon]")
    with pytest.raises(Invalid) as caught:
        form.values()
    assert "soon" in caught.value.sentence.zh and caught.value.field is line.questions
    line.questions.setPlainText("Was it said?")
    line.text.clear()
    with pytest.raises(Invalid):
        form.values()


def test_what_belongs_to_a_sale_is_asked_of_sales_only(form: CaseForm) -> None:
    """Amounts too, though their currency is there from the beginning; a service is what the others are about."""
    seen = {}
    for kind in DisputeKind:
        form.show_case(None)
        form.kind.set_value(kind)
        seen[kind] = (form.product.premium.isHidden(), form.product.amounts["cash_value"].isHidden())
        assert form.product.kind.value() is USUAL.get(kind, ProductKind.SERVICE)
    assert {kind for kind, hidden in seen.items() if hidden == (False, False)} == set(OF_SALE)
    assert all(seen[kind] == (True, True) for kind in seen if kind not in OF_SALE)
    seller, customer = PersonRow(PersonValues(None, Role.SELLER_BANK, "x")), PersonRow()
    assert customer.registration.isHidden() and not seller.registration.isHidden()


def test_dates_keep_their_proof_also_without_a_list_of_exhibits() -> None:
    made = CaseForm()
    made.show_case(samples.case())
    made.set_exhibits(EXHIBITS)
    product = made.values().product
    assert product is not None and product.receipt_signed == DatedFact(date(2026, 3, 16), samples.ident(5))


def test_an_empty_form_asks_for_a_title_and_goes_there(form: CaseForm) -> None:
    heard = Heard(form.submitted)
    form.submit()
    assert heard.said == [] and "title" in form.sentence() and form.title.hasFocus()
    QTest.keyClicks(form.title, "Surrender")
    form.submit()
    assert heard.said[0].title == "Surrender" and heard.said[0].product is None and form.sentence() == ""


def test_a_mistake_is_named_and_nothing_typed_is_lost(form: CaseForm) -> None:
    heard = Heard(form.submitted)
    form.title.setText("Surrender")
    form.verbatim.setPlainText("没有人告诉我")
    form.product.dates["sold"].date.setText("12.3.26")
    form.submit()
    field = form.product.dates["sold"].date
    assert heard.said == [] and "12.3.26" in form.sentence() and field.hasFocus() and field.property("wrong") == "true"
    set_language("zh")
    assert "不是日期" in form.sentence() and form.verbatim.toPlainText() == "没有人告诉我"
    field.selectAll()
    QTest.keyClicks(field, "2026-03-12")
    form.product.name.setText("Evergreen")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard.said[0].product.sold == DatedFact(date(2026, 3, 12)) and field.property("wrong") == "false"


def test_a_failure_to_save_is_said_and_the_form_stays(form: CaseForm) -> None:
    form.show_case(samples.case())
    before = form.values()
    form.failed(Label("The disk is full.", "磁盘已满。"))
    assert "The disk is full." in form.sentence() and form.values() == before


def test_dates_of_a_product_without_a_name_are_not_dropped_silently(form: CaseForm) -> None:
    form.title.setText("x")
    form.product.dates["sold"].date.setText("2026-03-12")
    with pytest.raises(Invalid) as caught:
        form.values()
    assert caught.value.label is W.BAD_PRODUCT


def test_people_and_allegations_are_added_and_removed(form: CaseForm) -> None:
    form.title.setText("x")
    form.people.lines[0].name.setText("Lin Xiuying 林秀英")
    row = form.people.add(None, focus=True)
    row.role.set_value(Role.SELLER_BANK)
    QTest.keyClicks(row.name, "Adviser A")
    form.allegations.lines[0].text.setText("Nobody told her.")
    form.allegations.lines[0].responsible.set_value(Responsible.BOTH)
    values = form.values()
    assert [(one.role, one.name) for one in values.people] == [
        (Role.COMPLAINANT, "Lin Xiuying 林秀英"),
        (Role.SELLER_BANK, "Adviser A"),
    ]
    assert values.allegations[0].responsible is Responsible.BOTH
    row.removed.emit()
    form.allegations.lines[0].removed.emit()
    assert len(form.values().people) == 1 and form.values().allegations == ()


def test_somebody_without_a_name_is_asked_for(form: CaseForm) -> None:
    form.title.setText("x")
    form.people.lines[0].organisation.setText("Tanjong branch")
    form.submit()
    assert "complainant" in form.sentence() and form.people.lines[0].name.hasFocus()


def test_escape_leaves_the_form(form: CaseForm) -> None:
    heard = Heard(form.cancelled)
    QTest.keyClick(form.title, Qt.Key.Key_Escape)
    assert len(heard.said) == 1


@pytest.mark.parametrize("text", ["2026-03-12", "2026/3/12", "2026年3月12日", "2026.03.12"])
def test_a_date_is_understood_as_people_write_it(text: str) -> None:
    field = DateField(W.RECEIVED)
    field.setText(text)
    assert field.day() == date(2026, 3, 12)


@pytest.mark.parametrize("text", ["2026-02-30", "12/03/2026", "soon", "2026-3", "20260312", "２０２６-03-12"])
def test_what_is_no_date_is_refused_with_its_text(text: str) -> None:
    field = DateField(W.RECEIVED)
    field.setText(text)
    with pytest.raises(Invalid) as caught:
        field.day()
    assert text in caught.value.sentence.en and text in caught.value.sentence.zh


@pytest.mark.parametrize(
    ("text", "minor"), [("50,000.00", 5_000_000), ("50000", 5_000_000), ("0.5", 50), ("1，200", 120_000)]
)
def test_amounts_become_whole_minor_units(text: str, minor: int) -> None:
    field = MoneyField(W.AMOUNT)
    field.amount.setText(text)
    assert field.money() == Money(minor, "CNY")


@pytest.mark.parametrize("text", ["50,00", "-5", "1e5", "5.555", "9" * 30, "5 万"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    field = MoneyField(W.AMOUNT)
    field.amount.setText(text)
    with pytest.raises(Invalid):
        field.money()


def test_a_currency_has_three_letters() -> None:
    field = MoneyField(W.AMOUNT)
    field.amount.setText("5")
    field.currency.setText("eur")
    assert field.money() == Money(500, "EUR")
    field.currency.setText("€")
    with pytest.raises(Invalid):
        field.money()


@pytest.mark.parametrize("text", ["-1", "3661", "1.5", "x", "²"])
def test_days_are_whole_numbers_in_range(text: str) -> None:
    field = NumberField(W.HESITATION_DAYS, 3660)
    field.setText(text)
    with pytest.raises(Invalid):
        field.number()


def test_the_proof_chosen_stays_when_exhibits_are_added() -> None:
    field = EvidencedDate(W.DATE_SOLD)
    field.set_exhibits(EXHIBITS[:2])
    field.set_fact(DatedFact(date(2026, 3, 12), EXHIBITS[1][0]))
    field.set_exhibits(EXHIBITS)
    assert field.fact() == DatedFact(date(2026, 3, 12), EXHIBITS[1][0])
    assert field.exhibit.itemText(0) == "stated, not evidenced"


def test_every_field_has_a_name_for_a_screen_reader_in_both_languages(form: CaseForm) -> None:
    for language in ("en", "zh"):
        set_language(language)
        for field in form.findChildren(QLineEdit):
            if field.isVisible() and not field.isReadOnly() and type(field) is not QLineEdit:
                assert field.accessibleName(), field


def test_customer_words_of_200_000_signs_are_kept(form: CaseForm) -> None:
    form.title.setText("x")
    form.verbatim.setPlainText("没" * 200_000)
    assert len(form.values().verbatim) == 200_000


def test_what_is_to_be_known_stands_beside_its_field_and_takes_neither_focus_nor_room(form: CaseForm) -> None:
    line = form.product.notices["premium"]
    form.product.premium.setFocus()
    assert line.isHidden() and form.draft()[2] is None
    QTest.keyClicks(form.product.premium.amount, "300,000")
    draft = form.draft()[2]
    assert draft is not None and draft.premium == Money(30_000_000, "CNY") and draft.name == ""
    QTest.keyClicks(form.product.dates["sold"].date, "2026-0")
    assert form.draft()[2] == draft
    form.product.premium.setFocus()
    form.show_notices({"premium": [Label("More than four times", "超过四倍")], "people": [Label("Same", "同一人")]})
    assert line.isVisible() and "More than four times" in line.text() and form.product.premium.amount.hasFocus()
    assert form.product.premium.amount.accessibleDescription() == "More than four times"
    assert not form.about_people.isHidden() and form.about_footage.isHidden()
    set_language("zh")
    assert form.product.premium.amount.accessibleDescription() == "超过四倍"
    form.show_notices({})
    assert line.isHidden() and form.product.premium.amount.accessibleDescription() == ""


def test_the_form_says_that_something_was_typed_once_hands_rest(form: CaseForm) -> None:
    heard = Heard(form.typed)
    QTest.keyClicks(form.product.premium.amount, "300")
    QTest.keyClicks(form.people.lines[0].birth_year, "1958")
    deadline = time.monotonic() + 20
    while not heard.said:
        assert time.monotonic() < deadline, "nothing was said"
        QApplication.processEvents()
        time.sleep(0.005)
    assert form.draft()[1][0].birth_year == 1958
