"""A "not given" over several files of one recorder: from real files, borne out, and refused over real gaps."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docs.make_schema import schema
from evidence.assist.unusable import SOUND
from evidence.casefile.freezing import freeze
from evidence.intake.adding import add
from evidence.intake.derived import load_probed
from evidence.locate import locate
from evidence.model.case import Allegation, Question
from evidence.model.coverage import PlayRules, Stretch
from evidence.model.findings import Interval
from evidence.model.kinds import ClockMethod, DisputeKind, How, Verdict
from evidence.model.mark import MarkDraft, Span
from evidence.model.recording import Clock
from evidence.review.coverage import EPOCH, cover
from evidence.review.intervals import Intervals
from evidence.review.marking import reference_of, span_by_frames
from evidence.segments.finding import find_series
from evidence.segments.oneclock import clocks_for_all
from evidence.store.cases import get_case, new_case, save_case
from evidence.store.exhibits import list_exhibits, set_clock
from evidence.store.findings import add_interval
from evidence.store.ledger import record_played
from evidence.store.library import Library
from evidence.store.marks import list_marks, make_mark, make_marks
from evidence.timecode import us_between
from exports.pdf.data import CaseFileData
from exports.pdf.speech import Speech
from exports.pdf.view import View
from exports.verify.absence import recorded
from exports.verify.conclusions import check_conclusions
from exports.verify.history import check_history
from exports.verify.shape import SERIES, misfit
from tests.evidence.review.test_runs import files, run_of
from tests.evidence.review.values import AT
from tests.segments import write_segments

Json = dict[str, Any]
POINT, S = "SC08", 1_000_000


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Json, Json]:
    """Three files of two seconds, the third after a gap of two; on one clock, and all played.

    In question is first a time over the border of the first two, then one over the gap, too.
    """
    folder = tmp_path_factory.mktemp("recorder")
    with Library.create(folder / "library") as library:
        case = new_case(library, kind=DisputeKind.SC, checklist_version="0.1.0", rule_pack="CN", title="")
        add(library, case.id, write_segments(folder))
        asked = Allegation(uuid4(), "Turned away", questions=(Question(uuid4(), "", (POINT,)),))
        save_case(library, replace(get_case(library, case.label), allegations=(asked,)))
        asked = get_case(library, case.label).allegations[0]
        add_interval(library, case.id, Interval(asked.id, AT.plus_us(1_200_000), AT.plus_us(2_800_000)))
        (series,) = find_series(list_exhibits(library, case.id)).series
        for one, clock in clocks_for_all(series, series.pieces[0].id, Clock(AT, 0, 100_000, ClockMethod.TYPED)):
            set_clock(library, case.id, one, clock)
        first = list_exhibits(library, case.id)[0]
        stretch = span_by_frames(load_probed(library.layout, first.recording), 25, 45)
        make_mark(library, case.id, first, MarkDraft(stretch, POINT, Verdict.NOT_FOUND, How.SEEN))
        played = [Stretch(one.id, 0, 2 * S, 1000, sounded=True, seen=True) for one in series.pieces]
        assert record_played(library, case.id, played, PlayRules())
        with freeze(library, case.label, copy="internal", language="en") as version:
            border = version.content
        add_interval(library, case.id, Interval(asked.id, AT.plus_us(2_800_000), AT.plus_us(6_800_000)))
        with freeze(library, case.label, copy="internal", language="en") as version:
            return border, version.content


def test_over_a_border_it_is_concluded_and_borne_out(contents: tuple[Json, Json]) -> None:
    content, _ = contents
    (conclusion,) = content["conclusions"]
    assert conclusion["result"] == "not_given" and conclusion["missing"] == []
    (series,) = content["series"]
    assert series == {
        "name": "ch01", "exhibits": ["EX-01", "EX-02", "EX-03"], "gaps_us": [0, 2 * S], "exact_us": S
    }  # fmt: skip
    assert misfit(content["series"], SERIES) is None
    jsonschema.validate(content["series"], schema()["properties"]["series"])
    assert check_conclusions(content).verdict.value == "passed"


def test_over_a_real_gap_it_is_not_and_claiming_it_fails(contents: tuple[Json, Json]) -> None:
    content = copy.deepcopy(contents[1])
    (conclusion,) = content["conclusions"]
    assert conclusion["result"] == "not_found_in_part"
    assert "There is a gap of 2 s between EX-02 and EX-03" in [one["en"] for one in conclusion["missing"]]
    conclusion["result"] = "not_given"
    assert check_conclusions(content).verdict.value == "failed"
    content["series"][0]["exact_us"] = 2 * S  # as if names could not tell that
    assert check_conclusions(content).verdict.value == "failed"
    content["series"][0].update(exact_us=S, gaps_us=[0, 0])  # the clocks say otherwise
    assert check_conclusions(content).verdict.value == "failed"


def _no_series(case: Json) -> None:
    del case["series"]


def _without_one(case: Json) -> None:
    case["series"] = [{**case["series"][0], "exhibits": ["EX-02", "EX-03"], "gaps_us": [2 * S]}]


def _unknown(case: Json) -> None:
    case["series"][0]["exhibits"][2] = "EX-09"


def _a_gap_less(case: Json) -> None:
    case["series"][0]["gaps_us"] = [0]


def _real_gap(case: Json) -> None:
    case["series"][0]["gaps_us"] = [S + 1, 2 * S]


def _more_exact(case: Json) -> None:
    case["series"][0]["exact_us"] = -1


def _moved(case: Json) -> None:
    case["recordings"][1]["clock"]["offset_us"] += 3


def _other_doubt(case: Json) -> None:
    case["recordings"][2]["clock"]["uncertainty_us"] -= 1


def _unchecked(case: Json) -> None:
    case["recordings"][2]["clock"].update(uncertainty_us=None, checked=False)


def _drifting(case: Json) -> None:
    case["recordings"][2]["clock"]["drift_ppb"] = 1


def _cut(case: Json) -> None:
    sense = next(one for one in case["coverage"]["senses"] if one["exhibit"] == "EX-01" and one["sense"] == "picture")
    sense["usable"][0][1] -= 200_001


@pytest.mark.parametrize(
    "change",
    [_no_series, _without_one, _unknown, _a_gap_less, _real_gap, _more_exact, _moved, _other_doubt, _unchecked,
     _drifting, _cut],
)  # fmt: skip
def test_whatever_makes_them_one_is_missed(change: Callable[[Json], None], contents: tuple[Json, Json]) -> None:
    case = copy.deepcopy(contents[0])
    change(case)
    assert check_conclusions(case).verdict.value == "failed"


@settings(max_examples=150)
@given(
    st.lists(st.integers(-3, 5), min_size=1, max_size=2),
    st.integers(0, 3),
    st.sampled_from([0, 10**8, -(10**8)]),
    st.sampled_from([0, 0, 0, 3]),
    st.booleans(),
)
def test_who_verifies_finds_the_same_times(gaps: list[int], doubt: int, drift: int, off: int, told: bool) -> None:
    run = run_of(gaps)
    sources = [replace(one, clock=replace(one.clock, drift_ppb=drift)) for one in files(run, 0, doubt)]
    # A clock that drifts puts the second file where it has drifted to.
    for at, one in enumerate(sources):
        shift = one.clock.true_us(run.told_us[at]) - run.told_us[at] + (off if at == 1 else 0)
        sources[at] = replace(one, clock=replace(one.clock, offset_us=shift))
    runs = (run,) if told else ()
    clocks = {
        one.label: {
            "start": EPOCH.replace(microsecond=us_between(EPOCH, one.clock.start.at)).isoformat(),
            "offset_us": one.clock.offset_us,
            "drift_ppb": drift,
            "uncertainty_us": doubt,
            "checked": True,
        }
        for one in sources
        if one.clock.start is not None
    }
    case = {
        "recordings": [
            {"exhibit": label, "duration_us": run.lengths_us[0], "clock": clock} for label, clock in clocks.items()
        ],
        "series": [
            {"name": one.name, "exhibits": list(clocks), "gaps_us": list(one.gaps_us), "exact_us": one.exact_us}
            for one in runs
        ],
    }
    shown = {one.label: list(one.senses[SOUND].usable.pieces) for one in sources}
    question = Intervals(((-10, 120),))
    heard = {(one.exhibit, SOUND): one.senses[SOUND].extent for one in sources}
    made = cover(question, (SOUND,), sources, heard, runs).covered
    assert Intervals.of(recorded(case, clocks, SOUND, shown)) == made


def test_a_mark_over_a_border_is_one_with_two_references(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library") as library:
        case = new_case(library, kind=DisputeKind.SC, checklist_version="0.1.0", rule_pack="CN", title="")
        add(library, case.id, write_segments(tmp_path))
        first, second, third = list_exhibits(library, case.id)
        wishes = [
            (
                one,
                MarkDraft(
                    span_by_frames(load_probed(library.layout, one.recording), *frames), POINT, Verdict.GIVEN, How.SEEN
                ),
            )
            for one, frames in ((first, (40, 49)), (second, (0, 9)))
        ]
        make_marks(library, case.id, wishes)
        make_mark(library, case.id, third, wishes[0][1])
        with freeze(library, case.label, copy="internal", language="en") as version:
            content = version.content
        for mark in list_marks(library, case.id):
            found = locate(library, reference_of(case.label, mark))
            assert isinstance(mark.place, Span)
            assert (found.exhibit.label, found.spot.frame) == (mark.exhibit_label, mark.place.frame)
    jsonschema.validate(content, schema())
    assert [mark.get("goes_on") for mark in content["marks"]] == [None, "M-001", None]
    assert check_history(content).verdict.value == "passed"
    view = View(CaseFileData(content, b"", ""), Speech("both"))
    assert [[one["label"] for one in view.whole(mark)] for mark in view.marks] == [["M-001", "M-002"]] * 2 + [["M-003"]]
    for forged in (None, "M-003"):
        other = copy.deepcopy(content)
        other["marks"][1]["goes_on"] = forged
        assert "goes on from" in str(check_history(other).reason.en)
