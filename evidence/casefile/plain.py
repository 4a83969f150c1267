"""Labels and money as plain data."""

from __future__ import annotations

from typing import Any

from evidence.labels import Label
from evidence.model.case import Money


def words(label: Label) -> dict[str, str]:
    """A label as data."""
    return {"en": label.en, "zh": label.chinese}


def money(amount: Money | None) -> dict[str, Any] | None:
    """An amount as data."""
    return {"minor": amount.minor, "currency": amount.currency, "text": amount.text()} if amount else None
