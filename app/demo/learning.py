"""Why the complaints of the sample register came about, and what was done about it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from evidence.labels import Label
from evidence.model.causes import Cause, Measure, MeasureKind, MeasureScope, MeasureStatus, TrueCause
from evidence.model.kinds import DisputeKind
from evidence.store.causes import MEASURES, add_cause
from evidence.store.library import Library

Kind = TypeVar("Kind")
_T = TrueCause
_REPORTED = {
    DisputeKind.BA: (("disclosure", 46), ("marketing", 34), ("product_return", 14), ("contract", 6)),
    DisputeKind.WP: (("product_return", 44), ("disclosure", 30), ("marketing", 26)),
    DisputeKind.FE: (("pricing", 70), ("disclosure", 22), ("rules", 8)),
    DisputeKind.AR: (("rules", 64), ("service", 26), ("choice", 10)),
    DisputeKind.SC: (("service", 92), ("rules", 8)),
    DisputeKind.SU: (("facilities", 78), ("rules", 22)),
    DisputeKind.BE: (("pricing", 60), ("information", 12), ("disclosure", 28)),
    DisputeKind.CF: (("rules", 70), ("funds", 30)),
}
_TRUE = {
    DisputeKind.BA: ((_T.DISCLOSURE_MATERIAL, 34), (_T.SUPERVISION_INCENTIVE, 22), (_T.PROCESS_NOT_FOLLOWED, 20)),
    DisputeKind.WP: ((_T.PRODUCT_DESIGN, 30), (_T.DISCLOSURE_MATERIAL, 30), (_T.TRAINING, 14)),
    DisputeKind.FE: ((_T.DISCLOSURE_MATERIAL, 40), (_T.SYSTEM_FAULT, 20), (_T.PROCESS_MISSING, 16)),
    DisputeKind.AR: ((_T.PROCESS_UNWORKABLE, 44), (_T.TRAINING, 22), (_T.CUSTOMER_CIRCUMSTANCE, 10)),
    DisputeKind.SC: ((_T.STAFFING_QUEUE, 50), (_T.PROCESS_MISSING, 18), (_T.TRAINING, 12)),
    DisputeKind.SU: ((_T.SYSTEM_FAULT, 46), (_T.SUPPLY_STOCK, 30), (_T.EXTERNAL, 10)),
    DisputeKind.BE: ((_T.SYSTEM_FAULT, 40), (_T.PROCESS_MISSING, 30), (_T.THIRD_PARTY, 14)),
    DisputeKind.CF: ((_T.TRAINING, 40), (_T.PROCESS_NOT_FOLLOWED, 36), (_T.EXTERNAL, 8)),
}
_NOT_ESTABLISHED = ((_T.NOT_ESTABLISHED, 14),)
_OWNERS = (
    Label("Retail banking", "零售金融部"),
    Label("Operations", "运营管理部"),
    Label("Consumer protection", "消费者权益保护部"),
    Label("Information technology", "信息科技部"),
)
_DONE = (
    (MeasureKind.PROCESS_CHANGE, Label("The step was written into the counter manual", "已将该步骤写入柜面操作手册")),
    (MeasureKind.DOCUMENT_CHANGE, Label("A new sheet of charges lies at every counter", "各柜台已放置新的收费说明")),
    (MeasureKind.STAFFING, Label("A second counter opens at noon", "午间增开一个窗口")),
    (MeasureKind.SYSTEM_FIX, Label("The terminal warns before it prints", "终端打印前增加提示")),
)
PRODUCTS = {
    DisputeKind.BA: (("Evergreen 5", 50), ("Evergreen 10", 28), ("Harvest Annuity", 22)),
    DisputeKind.WP: (("Steady 180", 52), ("Steady 90", 30), ("Growth Mix", 18)),
}


def learn(
    library: Library, case: UUID, kind: DisputeKind, received: date, today: date, language: str, chance: random.Random
) -> None:
    """A cause for most of what was decided; for some of it an action, with its check where the time for it has come."""
    if chance.random() < 0.15:
        return
    owner = chance.choice(_OWNERS).text(language)
    true = one_of(chance, _TRUE[kind] + _NOT_ESTABLISHED)
    add_cause(library, case, Cause(one_of(chance, _REPORTED[kind]), owner, true))
    if true is _T.NOT_ESTABLISHED or chance.random() < 0.8:
        return
    what, words = chance.choice(_DONE)
    due = received + timedelta(days=60)
    done = due - timedelta(days=chance.randrange(-10, 20))
    check = done + timedelta(days=90)
    helped = MeasureStatus.EFFECTIVE if chance.random() < 0.7 else MeasureStatus.INEFFECTIVE
    status = helped if check <= today else MeasureStatus.IMPLEMENTED if done <= today else MeasureStatus.IN_PROGRESS
    # What came again is left to be counted by the window: while the register is filled, later complaints are missing.
    action = Measure(
        what, MeasureScope.BRANCH, words.text(language), owner, due, status, done if done <= today else None, check,
        check if check <= today else None,
    )  # fmt: skip
    MEASURES.add(library, case, action)


def days_until_decision(chance: random.Random, received: date) -> int:
    """How many days a decision took: most a fortnight or less, a few far longer, and fewer from year to year."""
    return max(1, round(chance.lognormvariate(2.45 - 0.05 * (received.year - 2023), 0.55)))


def one_of(chance: random.Random, choices: Sequence[tuple[Kind, int]]) -> Kind:
    """One of these, by their weights."""
    return chance.choices([one for one, _ in choices], [weight for _, weight in choices])[0]
