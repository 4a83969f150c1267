"""A branch's bundle in head office's library: verified first, told where it is from, gone on with, sent out again."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest
import rfc8785

from evidence.check import check_library
from evidence.intake.copying import hash_file
from evidence.journal.chain import first_fault
from evidence.model.kinds import Answer
from evidence.progress import no_progress
from evidence.store import records
from evidence.store.cases import get_case
from evidence.store.library import Library
from evidence.store.receiving import provenance_of
from evidence.store.replay import untold
from evidence.store.transcripts import list_transcripts
from exports.verify import Answer as Verdict
from exports.verify import check_against
from tests.command import ask, here, new_case, new_library
from tests.exports.bundle.conftest import SHOWN, Made
from tests.exports.bundle.spoiling import failed_of, verified


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return new_library(tmp_path / "office")


def test_a_case_goes_on_in_head_office_and_out_again(made: Made, office: Path, tmp_path: Path) -> None:
    told = ask("open", made.bundle, library=office)
    assert (told["case"], told["from"], told["originals"]) == (made.case, made.case, 3)
    assert told["head"] == made.answer["head"] and told["integrity"] == "passed"
    with Library.open(made.library, read_only=True) as branch, Library.open(office) as library:
        case = get_case(library, made.case)
        theirs, ours = (list(records.whole_chain(one, str(case.complaint.id))) for one in (branch, library))
        assert ours[:-1] == theirs and ours[-1].action == "case_received"
        assert first_fault(str(case.complaint.id), ours) is None and list(untold(library, case.complaint.id)) == []
        assert case.complaint == get_case(branch, made.case).complaint
        assert [one.cues for one in list_transcripts(library, case.complaint.id)] == [
            one.cues for one in list_transcripts(branch, case.complaint.id)
        ]
        for original in branch.layout.originals.iterdir():
            assert hash_file(library.layout.original(original.name), no_progress) == original.name
        kept = provenance_of(library, case.complaint.id)
        assert kept is not None and kept["tag_manifest_sha256"] == made.answer["tag_manifest_sha256"]
        assert check_library(library, None).verdict is Answer.PASSED
    assert ask("find", "十五天", library=office)["hits"], "what was said there is found here"
    assert ask("marks", made.case, library=office) == ask("marks", made.case, library=made.library)

    ask("mark", made.case, "EX-01", "--in", "0.6", "--point", "BA10", *SHOWN, "heard", library=office)
    out = tmp_path / "on.zip"
    ask("bundle", made.case, "-o", out, library=office)
    assert ask("verify", out, "--against", made.bundle, library=office)["verdict"] == "passed"
    found = check_against(out, made.bundle)
    assert found.verdict is Verdict.PASSED and found.files == (out.name, made.bundle.name)


def test_it_is_here_once(made: Made, office: Path) -> None:
    ask("open", made.bundle, library=office)
    again = here("open", made.bundle, "--json", library=office)
    assert (again.code, again.error[0]) == (1, "refused") and made.case in again.error[1]


def test_a_label_that_is_taken_is_shown_and_the_case_keeps_its_identity(made: Made, office: Path) -> None:
    other = new_case(office, "--title", "another")
    assert other == made.case
    (file,) = [one for one in made.files.iterdir() if one.suffix == ".wav"]
    ask("add", other, file, "--start", "2026-01-01T10:00:00+08:00", library=office)
    told = ask("open", made.bundle, library=office)
    assert told["case"] == f"{made.case[:-1]}2" and told["from"] == made.case and told["originals"] == 2
    assert any(made.case in one for one in told["conflicts"]) and any("EX-02" in one for one in told["conflicts"])
    with Library.open(office, read_only=True) as library:
        assert get_case(library, told["id"]).complaint.label == told["case"]
        assert list(untold(library, UUID(told["id"]))) == []
    [mark] = [one for one in ask("marks", told["case"], library=office)["marks"] if one["mark"] == "M-001"]
    assert mark["reference"].startswith(told["case"])


def test_what_is_not_whole_does_not_come_in_and_leaves_nothing(made: Made, office: Path, tmp_path: Path) -> None:
    folder = made.unpacked(tmp_path / "bag")
    still = folder / "data" / "stills" / "M-001.jpg"
    still.write_bytes(still.read_bytes()[:-1] + b"!")
    answer = here("open", folder, "--json", library=office)
    assert (answer.code, answer.error[0]) == (1, "refused") and "M-001.jpg" in answer.error[1]
    without = here("open", made.earlier, "--json", library=office)
    assert without.code == 1 and "EX-01" in without.error[1] and "originals" in without.error[1]
    with Library.open(office, read_only=True) as library:
        assert not list(library.layout.originals.iterdir()) and not library.rows("SELECT * FROM complaint")
    assert here("open", tmp_path / "none.zip", "--json", library=office).error[0] == "not_found"


def test_two_bundles_that_part_say_where(made: Made, tmp_path: Path) -> None:
    assert check_against(made.bundle, made.earlier).files == (made.bundle.name, made.earlier.name)
    assert check_against(made.earlier, made.bundle).files == (made.bundle.name, made.earlier.name)
    assert check_against(made.bundle, made.bundle).verdict is Verdict.PASSED
    folder = made.unpacked(tmp_path / "bag")
    case = folder / "data" / "case.json"
    told = json.loads(case.read_bytes())
    told["journal"]["entries"][3]["hash"] = "0" * 64
    case.write_bytes(rfc8785.dumps(told))
    found = check_against(folder, made.bundle)
    assert found.verdict is Verdict.FAILED and "part at journal entry 4" in found.reason.en
    assert failed_of(verified(folder))
