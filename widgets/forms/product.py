"""The part of the form about the product or policy, with its dates and what proves them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QGridLayout, QWidget

from evidence.labels import Label
from evidence.model.case import Product
from evidence.model.kinds import DisputeKind, ProductKind
from widgets.forms import words as said
from widgets.forms.circumstances import show_where_it_belongs
from widgets.forms.fields import (
    ChoiceBox,
    DateField,
    EvidencedDate,
    Invalid,
    LineField,
    MoneyField,
    NumberField,
    as_far_as_typed,
    strictly,
)
from widgets.forms.notices import NoticeLines
from widgets.forms.values import ProductValues
from widgets.texts import SpokenLabel
from widgets.words import W

OF_SALE = (DisputeKind.BA, DisputeKind.WP)
"""Kinds of dispute about something that was sold."""
USUAL = {
    DisputeKind.BA: ProductKind.LIFE_SINGLE,
    DisputeKind.WP: ProductKind.WEALTH,
    DisputeKind.FE: ProductKind.ACCOUNT,
    DisputeKind.AR: ProductKind.ACCOUNT,
}
"""What a dispute of a kind is mostly about; the others are about a service."""
MOST_YEARS, MOST_DAYS = 150, 3660


class ProductFields(QWidget):
    """Product, money, years, and dates."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.kind = ChoiceBox(ProductKind, W.PRODUCT_KIND)
        self._settled = False
        """Whether the kind was registered or chosen by hand; until then it follows the kind of dispute."""
        self.kind.chosen.connect(self._settle)
        self.name = LineField(W.PRODUCT_NAME)
        self.insurer = LineField(W.INSURER)
        self.distributor = LineField(W.DISTRIBUTOR)
        self.policy_number = LineField(W.POLICY_NUMBER)
        self.premium = MoneyField(W.PREMIUM)
        self.payment_form = LineField(W.PAYMENT_FORM)
        self.payment_years = NumberField(W.PAYMENT_YEARS, MOST_YEARS)
        self.term_years = NumberField(W.TERM_YEARS, MOST_YEARS)
        self.hesitation_days = NumberField(W.HESITATION_DAYS, MOST_DAYS)
        self.amounts = {
            "household_income": MoneyField(said.HOUSEHOLD_INCOME),
            "stated_budget": MoneyField(said.STATED_BUDGET),
            "sum_insured": MoneyField(said.SUM_INSURED),
            "cash_value": MoneyField(said.CASH_VALUE),
        }
        self.cash_value_on = DateField(said.CASH_VALUE_ON)
        self.dates = {
            "applied": EvidencedDate(said.DATE_APPLIED),
            "sold": EvidencedDate(W.DATE_SOLD),
            "issued": EvidencedDate(W.DATE_ISSUED),
            "receipt_signed": EvidencedDate(W.DATE_RECEIPT),
            "called_back": EvidencedDate(W.DATE_CALLED),
            "surrender_requested": EvidencedDate(W.DATE_SURRENDER),
            "surrender_effective": EvidencedDate(said.DATE_EFFECTIVE),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        pairs: tuple[tuple[Label, QWidget], ...] = (
            (W.PRODUCT_KIND, self.kind),
            (W.PRODUCT_NAME, self.name),
            (W.INSURER, self.insurer),
            (W.DISTRIBUTOR, self.distributor),
            (W.POLICY_NUMBER, self.policy_number),
            (W.PREMIUM, self.premium),
            (W.PAYMENT_FORM, self.payment_form),
            (W.PAYMENT_YEARS, self.payment_years),
            (W.TERM_YEARS, self.term_years),
            (W.HESITATION_DAYS, self.hesitation_days),
            *((field.amount.name, field) for field in self.amounts.values()),
            (said.CASH_VALUE_ON, self.cash_value_on),
        )
        # Below every row of fields lies one for what is to be known about them; it takes no room while it is empty.
        self.notices = {
            "hesitation_days": NoticeLines(self.hesitation_days),
            "premium": NoticeLines(self.premium.amount),
            "stated_budget": NoticeLines(self.amounts["stated_budget"].amount),
            "receipt_signed": NoticeLines(self.dates["receipt_signed"].date),
            "called_back": NoticeLines(self.dates["called_back"].date),
        }
        beside = {id(getattr(self, name)): self.notices[name] for name in ("hesitation_days", "premium")}
        beside[id(self.amounts["stated_budget"])] = self.notices["stated_budget"]
        for place, (label, field) in enumerate(pairs):
            row = place // 2 * 2
            grid.addWidget(SpokenLabel(label, "soft"), row, place % 2 * 2)
            grid.addWidget(field, row, place % 2 * 2 + 1)
            if id(field) in beside:
                grid.addWidget(beside[id(field)], row + 1, 0, 1, 4)
        for at, (name, date) in enumerate(self.dates.items(), (len(pairs) + 1) // 2):
            grid.addWidget(SpokenLabel(date.date.name, "soft"), at * 2, 0)
            grid.addWidget(date, at * 2, 1, 1, 3)
            if name in self.notices:
                grid.addWidget(self.notices[name], at * 2 + 1, 0, 1, 4)

    def set_exhibits(self, exhibits: Sequence[tuple[UUID, str]]) -> None:
        """Offer these exhibits as proof of the dates."""
        for field in self.dates.values():
            field.set_exhibits(exhibits)

    def suit(self, kind: DisputeKind) -> None:
        """Leave out what belongs to the sale of a product where nothing was sold; what is filled in stays."""
        of_sale = (
            self.insurer, self.distributor, self.policy_number, self.premium, self.payment_form, self.payment_years,
            self.term_years, self.hesitation_days, *self.amounts.values(), self.cash_value_on, *self.dates.values(),
        )  # fmt: skip
        show_where_it_belongs(self, of_sale, kind in OF_SALE)
        if not self._settled:
            self.kind.set_value(USUAL.get(kind, ProductKind.SERVICE))

    def _settle(self) -> None:
        self._settled = True

    def show_product(self, product: Product | ProductValues | None) -> None:
        """Show a product, or empty fields."""
        self._settled = product is not None
        self.kind.set_value(product.kind if product else ProductKind.LIFE_SINGLE)
        for name in ("name", "insurer", "distributor", "policy_number", "payment_form"):
            field: LineField = getattr(self, name)
            field.setText(getattr(product, name) if product else "")
        self.premium.set_money(product.premium if product else None)
        self.payment_years.set_number(product.payment_years if product else None)
        self.term_years.set_number(product.term_years if product else None)
        self.hesitation_days.set_number(product.contract_hesitation_days if product else None)
        for name, amount in self.amounts.items():
            amount.set_money(getattr(product, name) if product else None)
        self.cash_value_on.set_day(product.cash_value_on if product else None)
        for name, date in self.dates.items():
            date.set_fact(getattr(product, name) if product else None)

    def values(self) -> ProductValues | None:
        """What was entered; None when every field is empty.

        Raises:
            Invalid: a field cannot be understood, or the name is missing.
        """
        made = self._read(strictly)
        if made.name:
            return made
        if _filled(made):
            raise Invalid(W.BAD_PRODUCT, self.name)
        return None

    def draft(self) -> ProductValues | None:
        """What was entered as far as it can be understood; None when every field is empty."""
        made = self._read(as_far_as_typed)
        return made if made.name or _filled(made) else None

    def show_notices(self, said: Mapping[str, Sequence[Label]]) -> None:
        """Say beside each field what is to be known about it."""
        for name, lines in self.notices.items():
            lines.show_notices(said.get(name, ()))

    def _read(self, read: Callable[[Callable[[], Any]], Any]) -> ProductValues:
        amounts: dict[str, Any] = {name: read(field.money) for name, field in self.amounts.items()}
        dates: dict[str, Any] = {name: read(field.fact) for name, field in self.dates.items()}
        return ProductValues(
            ProductKind(self.kind.value()),
            self.name.text().strip(),
            self.insurer.text().strip(),
            self.distributor.text().strip(),
            self.policy_number.text().strip(),
            read(self.premium.money),
            self.payment_form.text().strip(),
            read(self.payment_years.number),
            read(self.term_years.number),
            read(self.hesitation_days.number),
            cash_value_on=read(self.cash_value_on.day),
            **amounts,
            **dates,
        )


def _filled(made: ProductValues) -> bool:
    """Whether anything but the kind was entered."""
    return any(getattr(made, own.name) not in (None, "") for own in fields(made) if own.name != "kind")
