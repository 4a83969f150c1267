"""`--remarks`: an auditor marks into a file of their own, lists it, and compares it with the case."""

from __future__ import annotations

import hashlib
from pathlib import Path

from evidence.journal.chain import Writer
from evidence.model.kinds import How, Verdict
from evidence.model.mark import MarkDraft
from evidence.model.people import Duty
from evidence.model.places import PagePlace
from evidence.store.cases import get_case
from evidence.store.exhibits import get_exhibit
from evidence.store.library import Library
from evidence.store.lock import account
from evidence.store.marks import make_mark
from evidence.store.people import add_member, give_duty
from tests.command import ask, here, make_paper, new_case, new_library

POINT = ("--page", "1", "--point", "BA14", "--how", "signed", "--verdict")


def audited(folder: Path) -> tuple[Path, str]:
    """A case that somebody else marked and this account audits."""
    library = new_library(folder / "library")
    case = new_case(library)
    ask("add", case, make_paper(folder / "receipt.pdf"), library=library)
    with Library.open(library, writer=Writer("li", "li", "desk")) as opened:
        complaint = get_case(opened, case).complaint
        made = MarkDraft(PagePlace(1, None), "BA14", Verdict.GIVEN, How.SIGNED)
        make_mark(opened, complaint.id, get_exhibit(opened, complaint.id, "EX-01"), made)
        give_duty(opened, complaint.id, add_member(opened, account()), Duty.AUDITOR)
    return library, case


def digest(library: Path) -> str:
    return hashlib.sha256((library / "library.db").read_bytes()).hexdigest()


def test_an_auditor_marks_beside_the_case_and_compares(tmp_path: Path) -> None:
    library, case = audited(tmp_path)
    before, own = digest(library), tmp_path / "own.json"
    assert ask("mark", case, "EX-01", *POINT, "given", library=library, code=1)["error"]["kind"] == "refused"
    told = ask("mark", case, "EX-01", *POINT, "given_partly", "--remarks", own, library=library)
    assert (told["mark"], told["reference"], told["by"]) == ("A-001", None, account())
    assert ask("marks", case, "--remarks", own, library=library)["marks"] == [told]
    assert [one["mark"] for one in ask("marks", case, library=library)["marks"]] == ["M-001"]
    plain = ask("audit", case, library=library, code=None)
    found = ask("audit", case, "--remarks", own, library=library, code=None)
    agreement = found.pop("agreement")
    assert found == plain, "the comparison answers none of the questions"
    point = {"point": "BA14", "case": ["given"], "auditor": ["given_partly"], "agrees": False}
    assert (agreement["points"], agreement["agreed"]) == ([point], 0)
    text = here("--lang", "zh", "audit", case, "--remarks", own, library=library).out
    assert "BA14  案件：" in text and "0%" in text
    assert digest(library) == before


def test_a_wrong_file_is_said_before_anything_is_marked(tmp_path: Path) -> None:
    library, case = audited(tmp_path)
    (tmp_path / "own.json").write_text("{", encoding="utf-8")
    for call in (("mark", case, "EX-01", *POINT, "given"), ("marks", case), ("audit", case)):
        told = ask(*call, "--remarks", tmp_path / "own.json", library=library, code=2)
        assert "own.json" in told["error"]["sentence"]
    assert (tmp_path / "own.json").read_text(encoding="utf-8") == "{"
