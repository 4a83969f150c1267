"""The fields that narrow the list of complaints down: kind, state, branch, deadline, owner, group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence.labels import Label
from evidence.model.groups import Group
from evidence.model.kinds import DisputeKind
from evidence.register.lines import CaseState, Wanted
from widgets.language import tongue, words
from widgets.parts import ArrowBox, SpokenButton
from widgets.plain import plain
from widgets.register.words import R

WITHIN_DAYS = (3, 7, 14, 30)
"""Deadlines that can be asked for, beside what is overdue and what is due today."""
MOST_BRANCHES_SHOWN = 20
GROUP_WIDTH = 360
"""Of the list of groups, so that titles can be read in it."""


class Choice(ArrowBox):
    """A box of values with the words for each; the first one, None, narrows nothing down."""

    def __init__(self, name: Label, values: Sequence[tuple[object, Callable[[], str]]], width: int) -> None:
        """Offer these values."""
        super().__init__()
        self._name = name
        self._values = list(values)
        self.setMaxVisibleItems(MOST_BRANCHES_SHOWN)
        self.setFixedWidth(width)
        self._speak()
        tongue.language_changed.connect(self._speak)

    def offer(self, values: Sequence[tuple[object, Callable[[], str]]]) -> None:
        """Offer others; what is chosen stays chosen where it is still there."""
        chosen = self.chosen
        self._values = list(values)
        self._speak()
        self.choose(chosen)

    @property
    def chosen(self) -> object:
        """The value in use."""
        return self._values[self.currentIndex()][0] if 0 <= self.currentIndex() < len(self._values) else None

    def choose(self, value: object) -> None:
        """Choose a value without a signal; the first one where it is not offered."""
        places = [place for place, (own, _) in enumerate(self._values) if own == value]
        self.blockSignals(True)
        self.setCurrentIndex(places[0] if places else 0)
        self.blockSignals(False)

    def _speak(self) -> None:
        at = max(self.currentIndex(), 0)
        self.blockSignals(True)
        self.clear()
        self.addItems([text() for _, text in self._values])
        self.setCurrentIndex(at)
        self.blockSignals(False)
        self.setAccessibleName(words(self._name))
        self.setToolTip(words(self._name))


class Filters(QWidget):
    """A row of choices.

    Signals:
        changed(): something else is chosen.
        cleared(): everything shall be shown again.
    """

    changed = Signal()
    cleared = Signal()

    def __init__(self) -> None:
        """Choose nothing yet."""
        super().__init__()
        self.kind = Choice(
            R.KIND_FIELD, [(None, _said(R.ANY_KIND)), *((one, _said(one.label)) for one in DisputeKind)], 232
        )
        self.state = Choice(
            R.STATE_FIELD, [(None, _said(R.ANY_STATE)), *((one, _said(one.label)) for one in CaseState)], 176
        )
        self.branch = Choice(R.BRANCH_FIELD, [(None, _said(R.ANY_BRANCH))], 230)
        self.deadline = Choice(
            R.DEADLINE_FIELD,
            [
                (None, _said(R.ANY_DEADLINE)),
                (-1, _said(R.OVERDUE_ONLY)),
                (0, _said(R.WITHIN_DAY)),
                *((days, _said(R.WITHIN, days=days)) for days in WITHIN_DAYS),
            ],
            196,
        )
        self.owner = Choice(R.OWNER_FIELD, [(None, _said(R.ANY_OWNER))], 140)
        self.group = Choice(R.GROUP_FIELD, [(None, _said(R.ANY_GROUP))], 150)
        self.group.setVisible(False)
        self.group.view().setMinimumWidth(GROUP_WIDTH)
        self.clear = SpokenButton(R.CLEAR, role="quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for box in self.choices:
            row.addWidget(box)
            box.currentIndexChanged.connect(self.changed)
        row.addWidget(self.clear)
        row.addStretch(1)
        self.clear.clicked.connect(self.cleared)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The boxes, in the order of the columns."""
        return (self.kind, self.branch, self.state, self.deadline, self.owner, self.group)

    def set_branches(self, branches: Sequence[str]) -> None:
        """Offer these branches."""
        self.branch.offer([(None, _said(R.ANY_BRANCH)), *((one, _as_is(one)) for one in branches)])

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Offer these groups of complaints; while there is none, nothing is asked."""
        self.group.offer(
            [(None, _said(R.ANY_GROUP)), *((one.label, _as_is(f"{one.label} {one.title}")) for one in groups)]
        )
        self.group.setVisible(bool(groups))

    def set_account(self, account: str) -> None:
        """Offer what this account answers for, and what nobody does."""
        self.owner.offer([(None, _said(R.ANY_OWNER)), (account, _said(R.MINE)), ("", _said(R.NOBODYS))])

    def narrow(self, wanted: Wanted) -> Wanted:
        """The same lines, only those that were chosen."""
        owner, group = self.owner.chosen, self.group.chosen
        kind, state, branch, days = (box.chosen for box in (self.kind, self.state, self.branch, self.deadline))
        return replace(
            wanted,
            kind=kind if isinstance(kind, DisputeKind) else None,
            state=state if isinstance(state, CaseState) else None,
            branch=branch if isinstance(branch, str) else "",
            owner=owner if isinstance(owner, str) else None,
            group=group if isinstance(group, str) else "",
            within_days=days if isinstance(days, int) else None,
        )

    def show_all(self) -> None:
        """Choose nothing, without a signal."""
        for box in self.choices:
            box.choose(None)


def _said(label: Label, **values: object) -> Callable[[], str]:
    return lambda: words(label, **values)


def _as_is(text: str) -> Callable[[], str]:
    return lambda: plain(text, 60)
