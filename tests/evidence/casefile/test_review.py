"""The review in case.json: everything is there, fits the schema, and is checked against the journal by a stranger."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from jsonschema import Draft202012Validator

from docs.make_schema import schema
from evidence.canonical import canonical, sha256_hex
from evidence.casefile.content import case_content
from evidence.casefile.freezing import read_case
from evidence.model.people import Duty
from evidence.store import people
from exports.pdf import CaseFileData, write_case_file
from exports.verify import verify_case_file
from exports.verify.history import check_history
from exports.verify.journal import check_journal
from exports.verify.report import Answer
from exports.verify.review import check_review
from exports.verify.structure import check_data
from tests.evidence.store.people import Branch


def test_everything_of_the_review_stands_in_case_json_and_fits_the_schema(content: dict[str, Any]) -> None:
    problems = [f"{one.json_path}: {one.message}" for one in Draft202012Validator(schema()).iter_errors(content)]
    assert problems == []
    for section in ("requests", "disclosures", "masks", "withdrawals", "intervals", "findings", "opinions",
                    "settlements", "decisions", "causes", "measures"):  # fmt: skip
        assert len(content[section]) == 1, section
    assert [one["withdrawn"] for one in content["statements"]] == [False, True]
    assert [one["name"] for one in content["team"]["members"]] == ["One", "Two", "Boss"]
    assert [one["account"] for one in content["people"]] == ["seller"]
    assert [(one["account"], one["round"], one["stretches"]) for one in content["played"]] == [
        ("two", 2, [[0, 900, 1500, 1, 0]]),
        ("one", 1, [[0, 500, 1000, 1, 1]]),
    ]
    assert [mark["round"] for mark in content["marks"]] == [1, 2]
    assert content["recordings"][0]["retention_until"] == "2031-03-12" and content["recordings"][0]["hold"]
    assert content["decisions"][0]["letter_sent"] == "2026-03-12T17:30:15.000000+08:00"


def test_the_verifier_finds_it_as_the_journal_tells_it(content: dict[str, Any]) -> None:
    check, case = check_data(canonical(content))
    assert check.verdict is Answer.PASSED and case is not None
    for each in (check_journal, check_history, check_review):
        assert each(case).verdict is Answer.PASSED, each(case).reason.en
    assert "papers (13)" in check_review(case).reason.en


def test_rounds_of_older_case_files_are_compared_with_what_they_say(content: dict[str, Any]) -> None:
    def without_version(case: dict[str, Any], *, shown: bool) -> dict[str, Any]:
        older = copy.deepcopy(case)
        for entry in older["journal"]["entries"]:
            if entry["action"] == "round_done":
                entry["body"].pop("version")
        for one in older["team"]["rounds"] if not shown else ():
            one.pop("version")
        return older

    assert [(one["round"], one["version"]) for one in content["team"]["rounds"]] == [(2, 1), (1, 1), (1, 2), (2, 2)]
    for shown in (True, False):
        case = without_version(content, shown=shown)
        assert check_review(case).verdict is Answer.PASSED
        case["team"]["rounds"].pop()
        assert "rounds are not those" in check_review(case).reason.en


PAPERS = ("requests", "statements", "disclosures", "masks", "withdrawals", "intervals", "findings", "opinions",
          "settlements", "decisions", "causes", "measures")  # fmt: skip


def first(section: str, **values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda case: case[section][0].update(values)


def retold(case: dict[str, Any], action: str, **values: Any) -> None:
    next(entry for entry in case["journal"]["entries"] if entry["action"] == action)["body"].update(values)


def cites_nothing(case: dict[str, Any]) -> None:
    first("findings", marks_for=["M-009"])(case)
    retold(case, "finding_made", marks_for='["M-009"]')


def about_nothing(case: dict[str, Any]) -> None:
    first("opinions", finding="F-07")(case)
    retold(case, "opinion_made", finding="F-07")


def changed_while_approved(case: dict[str, Any]) -> None:
    entries = case["journal"]["entries"]
    place = next(number for number, entry in enumerate(entries) if entry["action"] == "decision_letter")
    entries.insert(place, {**entries[place], "action": "case_described", "body": {}})


def changed_by_the_approver(case: dict[str, Any]) -> None:
    next(one for one in case["journal"]["entries"] if one["action"] == "mark_made")["actor"] = "boss"


SPOILED: list[tuple[Callable[[dict[str, Any]], None], str]] = [
    (first("requests", reply="refused"), "R-01 has another reply"),
    (first("requests", due="2026-03-21"), "R-01 has another due"),
    (first("requests", exhibit=None), "R-01 has another exhibit"),
    (first("requests", reminders=[]), "R-01 has another reminders"),
    (first("statements", text="I did not"), "S-01 has another text"),
    (first("statements", by="two"), "S-01 has another by"),
    (lambda case: case["statements"][1].update(withdrawn=False), "S-02 has another withdrawn"),
    (first("disclosures", masked=False), "D-01 has another masked"),
    (first("disclosures", shown="2026-03-12T13:30:16.000000+08:00"), "D-01 has another shown"),
    (first("withdrawals", day="2026-03-29"), "W-01 has another day"),
    (first("masks", decision="on_a_basis"), "K-01 has another decision"),
    (first("masks", rectangles=[]), "K-01 has another rectangles"),
    (first("masks", checked=None), "K-01 has another checked"),
    (first("masks", checked={"by": "two", "at": "2026-03-12T13:30:16.000000+08:00"}), "K-01 has another checked"),
    (lambda case: case.pop("masks"), "K-01 stands in the journal"),
    (first("intervals", to="2026-03-12T23:00:00.000000+08:00"), "I-01 has another to"),
    (first("findings", result="supported"), "F-01 has another result"),
    (first("findings", marks_for=["M-009"]), "F-01 has another marks_for"),
    (cites_nothing, "F-01 cites mark M-009"),
    (first("opinions", agrees=True), "O-01 has another agrees"),
    (first("opinions", finding="F-07"), "O-01 has another finding"),
    (about_nothing, "O-01 is about finding F-07"),
    (first("settlements", verdict="given"), "P-01 has another verdict"),
    (first("decisions", amount={"minor": 500, "currency": "CNY", "text": ""}), "B-01 has another amount"),
    (first("decisions", letter_sent=None), "B-01 has another letter_sent"),
    (first("causes", true_cause="training"), "RC-01 has another true_cause"),
    (first("causes", whys=["no list"]), "RC-01 has another whys"),
    (first("measures", recurred=7), "CA-01 has another recurred"),
    (lambda case: case["findings"].clear(), "F-01 stands in the journal"),
    (lambda case: case["requests"].append({**case["requests"][0], "label": "R-02"}), "R-02 was never made"),
    (lambda case: case["team"]["approvals"].clear(), "approvals are not those"),
    (lambda case: case["team"]["approvals"][0]["head"].update(hash="0" * 64), "another journal"),
    (lambda case: case["team"]["approvals"][0].update(account="one"), "had worked on the case"),
    (lambda case: case["team"]["reopenings"][0].update(reason="none"), "reopenings are not those"),
    (lambda case: case["team"]["rounds"].clear(), "rounds are not those"),
    (lambda case: case["team"]["rounds"][0].update(version=2), "rounds are not those"),
    (lambda case: retold(case, "round_done", version=2), "rounds are not those"),
    (lambda case: case["played"][0]["stretches"][0].__setitem__(1, 9_000), "What was played"),
    (lambda case: case["played"].pop(), "What was played"),
    (lambda case: case["played"][0].update(round=1), "What was played"),
    (lambda case: case["played"][0]["rules"].update(speech_permille=2000), "What was played"),
    (changed_by_the_approver, "had worked on the case"),
    (lambda case: case["journal"]["entries"].pop(), "rounds are not those"),
    (changed_while_approved, "changed an approved version"),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(SPOILED)))
def test_whatever_was_changed_beside_the_journal_is_named(content: dict[str, Any], number: int) -> None:
    spoil, told = SPOILED[number]
    case = copy.deepcopy(content)
    spoil(case)
    found = check_review(case)
    assert found.verdict is Answer.FAILED
    assert told in found.reason.en


@pytest.mark.parametrize(("field", "value"), [("speaker", "customer"), ("round", 2), ("strength", "direct")])
def test_a_mark_of_the_second_schema_is_compared_in_full(content: dict[str, Any], field: str, value: object) -> None:
    case = copy.deepcopy(content)
    case["marks"][0][field] = value
    assert f"another {field}" in check_history(case).reason.en


@pytest.mark.parametrize(
    "body", [{}, {"label": 1}, {"request": [], "after": {}}, {"stretches": 7}, {"stretches": [[]]}]
)
@pytest.mark.parametrize("action", ["request_made", "request_revise", "played", "case_approved", "round_done"])
def test_contents_of_an_unknown_form_never_raise(content: dict[str, Any], action: str, body: dict[str, Any]) -> None:
    case = copy.deepcopy(content)
    case["journal"]["entries"].append({**case["journal"]["entries"][-1], "action": action, "body": body})
    check_review(case)


def test_what_the_journal_no_longer_says_is_not_compared(content: dict[str, Any]) -> None:
    case = copy.deepcopy(content)
    for entry in case["journal"]["entries"]:
        if entry["action"].startswith(("request_", "played", "case_approved")):
            entry.update(body=None, salt=None)
    first("requests", reply="refused")(case)
    assert check_review(case).verdict is Answer.PASSED


@pytest.fixture(scope="module")
def printed(content: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("printed") / "case.pdf"
    data = canonical(content)
    write_case_file(CaseFileData(content, data, sha256_hex(data)), path, language="both")
    return path


def test_the_papers_are_printed_and_the_file_verifies(printed: Path) -> None:
    with pypdfium2.PdfDocument(printed) as pdf:
        pages = [pdf[number].get_textpage().get_text_bounded() for number in range(len(pdf))]
    text = " ".join(" ".join(pages).split())
    for words in ("policy file", "Partly received", "half", "I said it", "consent", "by telephone", "nobody urged",
                  "heard once", "does not agree: too thin", "heard again", "CNY 50.00", "Partly upheld", "部分成立",
                  "rectangles covered: 1", "class not verified", "No process for it", "A new charge sheet",
                  "A decision is recorded: Partly upheld", "已有处理决定"):  # fmt: skip
        assert words in text, words
    assert "mistake" not in text  # a withdrawn statement
    assert "No decision has been recorded" not in text
    report = verify_case_file(printed)
    assert [check.reason.en for check in report.checks if check.verdict is Answer.FAILED] == []
    assert "review" in [check.name for check in report.checks]


def test_a_case_without_papers_says_so(content: dict[str, Any], tmp_path: Path) -> None:
    bare = {name: [] if name in PAPERS else value for name, value in content.items()}
    data = canonical(bare)
    write_case_file(CaseFileData(bare, data, sha256_hex(data)), tmp_path / "bare.pdf")
    with pypdfium2.PdfDocument(tmp_path / "bare.pdf") as pdf:
        text = "".join(pdf[number].get_textpage().get_text_bounded() for number in range(len(pdf)))
    assert "No request, statement, finding or decision has been recorded." in text
    assert "No decision has been recorded." in " ".join(text.split())


def test_a_name_chosen_later_is_a_new_version_of_the_case(branch: Branch, tmp_path: Path) -> None:
    with branch.sits_down("seller") as library:
        before = library.head(str(branch.case_id))
        people.choose_name(library, "Somebody who has no duty")
        assert library.head(str(branch.case_id)) == before
        again = case_content(read_case(library, str(branch.case_id)), "internal", "en", {})
        assert "Somebody who" not in str(again["team"])
    branch.duty("later", Duty.COMPLIANCE)
    with branch.sits_down("later") as library:
        before = library.head(str(branch.case_id))
        people.choose_name(library, "Later")
        after = library.head(str(branch.case_id))
        assert before is not None and after is not None and after.seq == before.seq + 1
