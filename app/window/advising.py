"""What the form says beside its fields while a complaint is typed, by the rules in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from app.registering import drafted
from app.session import Session
from evidence.labels import Label
from evidence.model.case import Case, Complaint
from evidence.model.kinds import Category, DisputeKind
from evidence.model.recording import Exhibit
from evidence.rules.inforce import RulesInForce
from evidence.rules.packs import DEFAULT_PACK
from evidence.rules.warnings import Notice, warnings_of
from widgets.forms.case_form import CaseForm


def advice(case: Case, exhibits: tuple[Exhibit, ...], rules: RulesInForce, today: date) -> tuple[Notice, ...]:
    """The warnings about a complaint: of conduct by the day of the sale, of handling by the day of receipt."""
    pack, complaint = case.complaint.rule_pack, case.complaint
    sale, handling = rules.pack(pack, case.sale_day), rules.pack(pack, complaint.received)
    return warnings_of(case, exhibits, sale, handling, today, partial(rules.pack, pack))


class Advising(QObject):
    """Looks at the form whenever hands rest, and has it say what should be known. Nothing is saved or held up."""

    def __init__(self, session: Session, form: CaseForm, today: Callable[[], date] = date.today) -> None:
        """Watch `form`."""
        super().__init__(form)
        self._session, self._form, self._today = session, form, today
        form.typed.connect(self.look)

    def look(self) -> None:
        """Say what follows from what is typed now."""
        before, opened = self._form.registered, self._session.open_case
        same = opened is not None and before is not None and opened.case.complaint.id == before.complaint.id
        exhibits, rules = (tuple(opened.exhibits), opened.rules) if opened and same else ((), RulesInForce())
        case = drafted(before or _NEW, *self._form.draft())
        said: dict[str, list[Label]] = {}
        for one in advice(case, exhibits, rules, self._today()):
            said.setdefault(one.about.value, []).append(one.sentence)
        self._form.show_notices(said)


_NEW = Case(Complaint(UUID(int=0), "", DisputeKind.BA, "", Category.BANCASSURANCE, "", DEFAULT_PACK, "UTC"))
