"""Several people at one library: each with an account of their own, as the operating system would tell it."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from uuid import UUID

from evidence.journal.chain import Writer
from evidence.model.kinds import How, Verdict
from evidence.model.mark import MarkDraft, Span
from evidence.model.people import Duty, Member
from evidence.model.places import FramePlace
from evidence.store.library import Library
from evidence.store.people import add_member, end_duty, give_duty
from evidence.store.versions import finish_round
from tests.evidence.store.conftest import Ticking

BASE = Fraction(1, 12800)


def draft(point: str = "BA10", quote: str = "", verdict: Verdict = Verdict.GIVEN) -> MarkDraft:
    span = Span(FramePlace(0, 512, BASE), FramePlace(0, 1024, BASE), 40_000, 80_000, 1)
    return MarkDraft(span, point, verdict, How.HEARD, quote)


@dataclass
class Branch:
    """Opens one library as different people."""

    folder: Path
    case_id: UUID
    now: Ticking

    def sits_down(self, account: str) -> Library:
        return Library.open(self.folder, now=self.now, writer=Writer(account, account, "desk"))

    def duty(self, account: str, duty: Duty, by: str = "manager") -> Member:
        with self.sits_down(by) as library:
            member = add_member(library, account)
            give_duty(library, self.case_id, member, duty)
            return member

    def ends(self, account: str, duty: Duty) -> None:
        with self.sits_down("manager") as library:
            end_duty(library, self.case_id, add_member(library, account), duty)

    def done(self, *accounts: str) -> None:
        for account in accounts:
            with self.sits_down(account) as library:
                finish_round(library, self.case_id)
