"""What decides how a complaint is handled, in the form: kept as chosen, and no fields of a sale where none was made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

from PySide6.QtTest import QTest

from app.registering import described
from evidence.model.case import Case, Complaint
from evidence.model.circumstances import Complexity, Risk, Vulnerability
from evidence.model.kinds import Category, DisputeKind
from tests.widgets.helpers import Show
from widgets.forms.case_form import CaseForm

COMPLAINT = Complaint(uuid4(), "C-2026-0001", DisputeKind.BA, "t", Category.BANCASSURANCE, "1", "CN", "Asia/Shanghai")


def test_what_was_chosen_is_kept_and_shown_again(show: Show) -> None:
    form = CaseForm()
    show(form, 1000, 700)
    QTest.keyClicks(form.title, "Note taken in")
    fields = form.circumstances
    fields.complexity.set_value(Complexity.SPECIAL)
    fields.risk.set_value(Risk.MEDIA)
    QTest.keyClicks(fields.group_size, "12")
    QTest.keyClicks(fields.transfer_received, "2026-03-04")
    before = form.changed
    fields.vulnerability[Vulnerability.HEARING].click()
    assert before and form.changed
    made = described(Case(COMPLAINT), form.values()).complaint
    assert (made.complexity, made.risk, made.group_size) == (Complexity.SPECIAL, Risk.MEDIA, 12)
    assert (made.vulnerability, made.transfer_received) == ((Vulnerability.HEARING,), date(2026, 3, 4))
    form.show_case(Case(made))
    assert described(Case(COMPLAINT), form.values()).complaint == replace(made)
    assert not form.changed


def test_a_counterfeit_note_has_no_policy_and_what_is_filled_in_stays(show: Show) -> None:
    form = CaseForm()
    show(form, 1000, 700)
    product = form.product
    assert product.policy_number.isVisible() and product.dates["receipt_signed"].isVisible()
    QTest.keyClicks(product.insurer, "Insurer")
    form.kind.set_value(DisputeKind.CF)
    assert not product.policy_number.isVisible() and not product.dates["receipt_signed"].isVisible()
    assert product.insurer.isVisible() and product.name.isVisible()
    form.kind.set_value(DisputeKind.WP)
    assert product.policy_number.isVisible()
