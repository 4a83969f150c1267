"""A "not given" in case.json: from a real recording, borne out to a stranger, refused when anything is changed."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import jsonschema
import pytest
from reportlab.pdfgen.canvas import Canvas

from docs.make_schema import schema
from evidence.casefile.freezing import freeze
from evidence.intake.adding import add
from evidence.intake.derived import load_probed
from evidence.model.case import Allegation, Question
from evidence.model.coverage import PlayRules, ReadRules, Stretch
from evidence.model.findings import Interval
from evidence.model.kinds import ClockMethod, DisputeKind, How, Verdict
from evidence.model.mark import MarkDraft
from evidence.model.places import PagePlace
from evidence.model.recording import Clock
from evidence.review.marking import span_by_frames
from evidence.store.cases import get_case, new_case, save_case
from evidence.store.exhibits import list_exhibits, set_clock
from evidence.store.findings import add_interval
from evidence.store.ledger import record_pages_shown, record_played
from evidence.store.library import Library
from evidence.store.marks import make_mark
from exports.verify.conclusions import check_conclusions
from exports.verify.parts import Parts
from exports.verify.percent import check_coverage
from exports.verify.report import Answer, Check
from exports.verify.review import check_review
from exports.verify.shape import COVERAGE, PAGES, misfit
from tests import barcodes
from tests.app.player.recordings import KINDS
from tests.evidence.review.values import AT

Json = dict[str, Any]
POINT, S = "SC08", 1_000_000


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Json:
    """One clip on a checked clock, half a second to three seconds in question, played in full and a little more."""
    folder = tmp_path_factory.mktemp("absent")
    clip = barcodes.make(folder / "a.mp4", KINDS["constant"][1])
    with Library.create(folder / "library") as library:
        case = new_case(library, kind=DisputeKind.SC, checklist_version="0.1.0", rule_pack="CN", title="")
        add(library, case.id, [clip])
        (exhibit,) = list_exhibits(library, case.id)
        set_clock(library, case.id, exhibit, Clock(AT, 0, 100_000, ClockMethod.TYPED))
        asked = Allegation(uuid4(), "Turned away", questions=(Question(uuid4(), "", (POINT,)),))
        save_case(library, replace(get_case(library, case.label), allegations=(asked,)))
        asked = get_case(library, case.label).allegations[0]
        add_interval(library, case.id, Interval(asked.id, AT.plus_us(S // 2), AT.plus_us(3 * S)))
        (exhibit,) = list_exhibits(library, case.id)
        stretch = span_by_frames(load_probed(library.layout, exhibit.recording), 25, 50)
        make_mark(library, case.id, exhibit, MarkDraft(stretch, POINT, Verdict.NOT_FOUND, How.SEEN))
        played = [Stretch(exhibit.id, 0, 3_100_000, 2000, sounded=False, seen=True)]
        assert record_played(library, case.id, played, PlayRules())
        with freeze(library, case.label, copy="internal", language="en") as version:
            return version.content


def test_the_verifier_computes_the_same_percentages(content: Json) -> None:
    parts = Parts("", texts=("7 What was played to whom Picture 100 % 86 %",))
    assert check_coverage(parts, content).verdict is Answer.PASSED, check_coverage(parts, content).reason.en
    forged = copy.deepcopy(content)
    forged["coverage"]["points"][0]["percent"] = 99
    found = check_coverage(parts, forged)
    assert found.verdict is Answer.FAILED and f"Point {POINT}: 99 % is stated as covered, 100 %" in found.reason.en


def test_it_is_concluded_and_borne_out(content: Json) -> None:
    (conclusion,) = content["conclusions"]
    assert conclusion["result"] == "not_given" and conclusion["missing"] == []
    (point,) = content["coverage"]["points"]
    assert (point["point"], point["percent"], point["left"]) == (POINT, 100, [])
    (sense,) = content["coverage"]["senses"]
    assert (sense["fitness"], sense["usable"]) == ("yes", [[0, 3_600_000]])
    (recording,) = content["coverage"]["recordings"]
    assert (recording["question"], recording["length_us"]) == ([[400_000, 3_100_000]], 3_600_000)
    (to,) = recording["played_to"]
    assert to["speeds_permille"] == [2000] and to["account"] == content["played"][0]["account"]
    (seen,) = to["senses"]
    assert (seen["counted"], seen["percent_of_question"], seen["percent_of_recording"]) == ([[0, 3_100_000]], 100, 86)
    assert misfit(content["coverage"], COVERAGE) is None
    assert check_conclusions(content).verdict.value == "passed"
    assert schema()["properties"]["coverage"]


def _unplayed(case: Json) -> None:
    case["played"][0]["stretches"][0][1] -= 1


def _faster(case: Json) -> None:
    case["played"][0]["stretches"][0][2] = 2001


def _unseen(case: Json) -> None:
    case["played"][0]["stretches"][0][4] = 0


def _somebody_else(case: Json) -> None:
    case["played"][0]["account"] = "somebody else"


def _unchecked(case: Json) -> None:
    case["recordings"][0]["clock"].update(uncertainty_us=None, checked=False)


def _more_doubt(case: Json) -> None:
    case["recordings"][0]["clock"]["uncertainty_us"] = 100_001


def _hole(case: Json) -> None:
    case["coverage"]["senses"][0]["usable"] = [[0, 1 * S], [2 * S, 3_600_000]]


def _doubtful(case: Json) -> None:
    case["coverage"]["senses"][0]["fitness"] = "doubtful"


def _no_coverage(case: Json) -> None:
    del case["coverage"]


def _no_question(case: Json) -> None:
    case["intervals"][0]["withdrawn"] = True


def _no_mark(case: Json) -> None:
    case["marks"][0]["verdict"] = "not_covered"


def _unclear(case: Json) -> None:
    case["marks"].append({**case["marks"][0], "label": "M-002", "verdict": "unclear"})


def _inferred(case: Json) -> None:
    case["marks"][0]["how"] = "inferred"


def _camera_left_out(case: Json) -> None:
    case["recordings"].append({**case["recordings"][0], "exhibit": "EX-02"})


def _camera_said_to_be_of_no_use(case: Json) -> None:
    _camera_left_out(case)
    case["coverage"]["senses"].append({**case["coverage"]["senses"][0], "exhibit": "EX-02", "fitness": "no"})


def _paper_not_searched(case: Json) -> None:
    case["recordings"].append({**case["recordings"][0], "exhibit": "EX-02", "pages": 1, "frames": 0, "sound": False})
    next(one for one in case["checklist"]["points"] if one["code"] == POINT)["proved_by"].append(["read"])


def _pages_not_shown(case: Json) -> None:
    _on_paper_too(case)
    case["pages_shown"][0]["pages"].remove(1)


def _pages_shown_to_another(case: Json) -> None:
    _on_paper_too(case)
    case["pages_shown"][0]["account"] = "somebody else"


def _on_paper_too(case: Json) -> None:
    """A paper of two pages may show it as well: marked as not found, and both pages shown."""
    _paper_not_searched(case)
    case["recordings"][-1]["pages"] = 2
    mark, account = case["marks"][0], case["played"][0]["account"]
    case["marks"].append({**mark, "label": "M-002", "exhibit": "EX-02", "how": "read", "place": {"kind": "page"}})
    rules = {"least_page_px": 800, "least_look_ms": 2000}
    case["pages_shown"] = [{"account": account, "round": 1, "exhibit": "EX-02", "rules": rules, "pages": [1, 2]}]


def test_where_a_paper_may_show_it_its_pages_count_too(content: Json) -> None:
    case = copy.deepcopy(content)
    _on_paper_too(case)
    assert check_conclusions(case).verdict.value == "passed", check_conclusions(case).reason.en
    coverage = case["coverage"]
    told = {"account": case["played"][0]["account"], "counted": [1, 2]}
    coverage["papers"] = [{"exhibit": "EX-02", "pages": 2, "shown_to": [told]}]
    parts = Parts("", texts=("7 What was played to whom Picture 100 % 86 % 2 of 2 pages",))
    assert check_coverage(parts, case).verdict is Answer.PASSED, check_coverage(parts, case).reason.en
    case["pages_shown"][0]["pages"].remove(2)
    told["counted"].remove(2)
    parts = Parts("", texts=("7 What was played to whom Picture 100 % 86 % 1 of 2 pages",))
    assert "left to read" in check_coverage(parts, case).reason.en
    coverage["points"][0]["unread"] = [{"exhibit": "EX-02", "pages": [2]}]
    assert check_coverage(parts, case).verdict is Answer.PASSED


def _another_asks_and_does_not_say_when(case: Json) -> None:
    case["allegations"].append({**case["allegations"][0], "id": str(uuid4())})


def _at_any_speed(case: Json) -> None:
    case["played"][0]["rules"]["visible_permille"] = 64_000
    case["played"][0]["stretches"][0][2] = 64_000


def _as_small_as_a_stamp(case: Json) -> None:
    case["played"][0]["rules"]["least_picture_px"] = 1


@pytest.mark.parametrize(
    "change",
    [_inferred, _camera_left_out, _camera_said_to_be_of_no_use, _paper_not_searched, _pages_not_shown,
     _pages_shown_to_another, _another_asks_and_does_not_say_when, _at_any_speed, _as_small_as_a_stamp,
     _unplayed, _faster, _unseen, _somebody_else, _unchecked, _more_doubt, _hole, _doubtful,
     _no_coverage, _no_question, _no_mark, _unclear],
)  # fmt: skip
def test_whatever_it_rests_on_is_missed(change: Callable[[Json], None], content: Json) -> None:
    case = copy.deepcopy(content)
    change(case)
    assert check_conclusions(case).verdict.value == "failed"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Json:
    """Two papers and no recording: every page of them was shown to who found nothing on them."""
    folder = tmp_path_factory.mktemp("papers")
    with Library.create(folder / "library") as library:
        case = new_case(library, kind=DisputeKind.SU, checklist_version="0.1.0", rule_pack="CN", title="")
        for name, pages in (("log.pdf", 3), ("notice.pdf", 1)):
            canvas = Canvas(str(folder / name))
            for number in range(1, pages + 1):
                canvas.drawString(72, 700, f"{name}, page {number}")
                canvas.showPage()
            canvas.save()
        add(library, case.id, [folder / "log.pdf", folder / "notice.pdf"])
        log, notice = list_exhibits(library, case.id)
        make_mark(library, case.id, log, MarkDraft(PagePlace(2, None), "SU03", Verdict.NOT_FOUND, How.READ))
        assert record_pages_shown(library, case.id, [(log.id, 1), (log.id, 3)], ReadRules())
        assert record_pages_shown(library, case.id, [(log.id, 2), (notice.id, 1)], ReadRules(700, 1500))
        with freeze(library, case.label, copy="internal", language="en") as version:
            return version.content


def test_what_stands_on_papers_is_absent_where_every_page_was_shown_and_a_stranger_can_tell(papers: Json) -> None:
    (conclusion,) = papers["conclusions"]
    assert conclusion["result"] == "not_given" and "every page" in conclusion["reason"]["en"]
    assert misfit(papers, PAGES) is None
    parts = Parts("", texts=("7 What was played to whom 3 of 3 pages 1 of 1 pages",))
    for check in (check_conclusions(papers), check_coverage(parts, papers), check_review(papers)):
        assert check.verdict is Answer.PASSED, check.reason.en
    jsonschema.validate(papers, schema())
    forged = Parts("", texts=("7 What was played to whom 2 of 3 pages 1 of 1 pages",))
    assert "numbers of pages printed in section 7" in check_coverage(forged, papers).reason.en


def _conclusions(_: Parts, case: Json) -> Check:
    return check_conclusions(case)


def _review(_: Parts, case: Json) -> Check:
    return check_review(case)


@pytest.mark.parametrize(
    ("change", "check", "words"),
    [
        (lambda case: case["pages_shown"][0]["pages"].remove(3), _conclusions, "every page was shown"),
        (lambda case: case["pages_shown"][0]["pages"].remove(3), _review, "those that the journal"),
        (lambda case: case["pages_shown"][1]["rules"].update(least_page_px=1), _conclusions, "every page"),
        (lambda case: case["pages_shown"][1].update(account="other"), _conclusions, "every page was shown"),
        (lambda case: case["marks"][0].update(how="inferred"), _conclusions, "every page was shown"),
        (lambda case: case["recordings"][0].update(pages=4), _conclusions, "every page was shown"),
        (lambda case: case["coverage"]["papers"][0]["shown_to"][0]["counted"].append(9), check_coverage, "EX-01"),
        (lambda case: case["coverage"]["papers"].pop(), check_coverage, "not those that are linked"),
        (
            lambda case: case["coverage"]["points"][0]["unread"].append({"exhibit": "EX-01", "pages": [1]}),
            check_coverage,
            "left to read",
        ),
    ],
)
def test_whatever_pages_it_rests_on_are_missed(
    change: Callable[[Json], object], check: Callable[[Parts, Json], Check], words: str, papers: Json
) -> None:
    changed = copy.deepcopy(papers)
    change(changed)
    parts = Parts("", texts=("7 What was played to whom 3 of 3 pages 1 of 1 pages",))
    found = check(parts, changed)
    assert found.verdict is Answer.FAILED and words in found.reason.en, found.reason.en
