"""The product of a complaint with its money and dates: a row to a value and back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from evidence.canonical import clean_text
from evidence.model.case import DatedFact, Money, Product
from evidence.model.kinds import ProductKind

DATES = (
    "sold", "issued", "receipt_signed", "called_back", "surrender_requested", "applied", "surrender_effective",
)  # fmt: skip
AMOUNTS = ("household_income", "stated_budget", "sum_insured", "cash_value")
"""Amounts that each keep a currency of their own; the premium's is that of the row."""
OF_SCHEMA_5: dict[str, Any] = {
    **{f"{name}_{part}": None for name in AMOUNTS for part in ("minor", "currency")},
    "cash_value_on": None,
    **{f"{name}_{part}": None for name in ("applied", "surrender_effective") for part in ("on", "exhibit")},
}
"""What a product has that was written down before there were these columns."""


def product_row(product: Product, case_id: str) -> dict[str, Any]:
    """The row of a product."""
    row: dict[str, Any] = {
        "id": str(product.id),
        "case_id": case_id,
        "kind": product.kind.value,
        "name": clean_text(product.name),
        "insurer": clean_text(product.insurer),
        "distributor": clean_text(product.distributor),
        "policy_number": clean_text(product.policy_number),
        "premium_minor": product.premium.minor if product.premium else None,
        "currency": product.premium.currency if product.premium else None,
        "payment_form": clean_text(product.payment_form),
        "payment_years": product.payment_years,
        "term_years": product.term_years,
        "contract_hesitation_days": product.contract_hesitation_days,
        "cash_value_on": product.cash_value_on.isoformat() if product.cash_value_on else None,
    }
    for name in AMOUNTS:
        amount: Money | None = getattr(product, name)
        row[f"{name}_minor"] = amount.minor if amount else None
        row[f"{name}_currency"] = amount.currency if amount else None
    for name in DATES:
        fact: DatedFact | None = getattr(product, name)
        row[f"{name}_on"] = fact.day.isoformat() if fact else None
        row[f"{name}_exhibit"] = str(fact.exhibit) if fact and fact.exhibit else None
    return row


def product_of(row: dict[str, Any]) -> Product:
    """The product of a row."""

    def fact(name: str) -> DatedFact | None:
        day, exhibit = row[f"{name}_on"], row[f"{name}_exhibit"]
        return DatedFact(date.fromisoformat(day), UUID(exhibit) if exhibit else None) if day else None

    told: dict[str, Any] = {name: money_of(row[f"{name}_minor"], row[f"{name}_currency"]) for name in AMOUNTS}
    told |= {name: fact(name) for name in DATES}
    return Product(
        id=UUID(row["id"]),
        kind=ProductKind(row["kind"]),
        name=row["name"],
        insurer=row["insurer"],
        distributor=row["distributor"],
        policy_number=row["policy_number"],
        premium=money_of(row["premium_minor"], row["currency"]),
        payment_form=row["payment_form"],
        payment_years=row["payment_years"],
        term_years=row["term_years"],
        contract_hesitation_days=row["contract_hesitation_days"],
        cash_value_on=date.fromisoformat(row["cash_value_on"]) if row["cash_value_on"] else None,
        **told,
    )


def money_of(minor: int | None, currency: str | None) -> Money | None:
    """An amount of two columns; None where either is empty."""
    return Money(minor, currency) if minor is not None and currency else None
