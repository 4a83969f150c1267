"""When "not given" is concluded, when it is not and what would be needed; and what is left to watch."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.assist.findings import Finding, FindingKind
from evidence.assist.unusable import PICTURE, SOUND, unusable
from evidence.labels import Label
from evidence.model.case import Allegation, Question
from evidence.model.coverage import PageShown, Played, PlayRules, ReadRules, Stretch
from evidence.model.findings import Interval
from evidence.model.kinds import Act, DisputeKind, How, Result, Verdict
from evidence.model.mark import Mark
from evidence.model.places import PagePlace
from evidence.model.recording import Clock
from evidence.review.absence import Grounds, questions_of
from evidence.review.conclusions import Conclusion, conclude
from evidence.review.coverage import EPOCH, Fitness, Sense, Source, counted
from evidence.review.intervals import Intervals
from evidence.review.marking import lists_of, point_of
from evidence.review.reading import Paper, counting, ranges
from evidence.review.watching import open_points, playlist
from evidence.timecode import Moment
from tests.evidence.review.values import AT, mark, span

S = 1_000_000
BEGIN = 1_000 * S
LENGTH = 900 * S
SAID = point_of(DisputeKind.BA, "BA10")
DONE = next(
    point for point in [point_of(DisputeKind.SC, f"SC{n:02}") for n in range(1, 10)] if point.acts == (Act.DONE,)
)
RECORDED = point_of(DisputeKind.SU, "SU03")
FIRST, SECOND, PAPER = (uuid5(NAMESPACE_OID, f"exhibit {number}") for number in (1, 2, 3))
QUESTION = Intervals(((BEGIN + 60 * S, BEGIN + 660 * S),))


def source(
    exhibit: UUID, label: str, start: int = BEGIN, doubt: int | None = 2 * S, sound: Sense | None = None
) -> Source:
    whole = Sense(Fitness.YES, None, Intervals(((0, LENGTH),)))
    clock = Clock(Moment(EPOCH + timedelta(microseconds=start), "UTC", ""), 0, doubt)
    return Source(exhibit, label, clock, {SOUND: sound or whole, PICTURE: whole})


DESK = source(FIRST, "EX-01")
LOBBY = source(SECOND, "EX-02", BEGIN - 100 * S, 5 * S)
SILENT = Sense(Fitness.NO, Label("It has no sound.", "没有声音。"))


def not_found(point: str = SAID.code, how: How = How.HEARD, by: str = "lin", number: int = 3) -> Mark:
    """On EX-01, within the time in question."""
    made = mark(number, point, Verdict.NOT_FOUND, how)
    assert made.exhibit == FIRST
    return replace(made, by=by, place=span(100 * S, 200 * S))


def played(*stretches: Stretch) -> dict[tuple[UUID, str], Intervals]:
    return counted(Played(one, uuid5(NAMESPACE_OID, "lin"), 1, PlayRules(), AT) for one in stretches)


def all_of(source: Source, begin: int = 0, end: int = LENGTH, speed: int = 1000) -> Stretch:
    return Stretch(source.exhibit, begin, end, speed, sounded=True, seen=True)


def grounds(*sources: Source, heard: dict[tuple[UUID, str], Intervals] | None = None, who: str = "lin") -> Grounds:
    return Grounds(sources, (), {"": QUESTION}, {who: heard or {}})


def concluded(given: Grounds, *marks: Mark, of: object = SAID) -> Conclusion:
    assert of is SAID or of is DONE or of is RECORDED
    conclusion = conclude(of, marks, given)
    assert conclusion is not None
    return conclusion


def test_not_given_where_all_was_played_to_who_looked_for_it() -> None:
    conclusion = concluded(grounds(DESK, LOBBY, heard=played(all_of(DESK), all_of(LOBBY))), not_found())
    assert conclusion.result is Result.NOT_GIVEN and conclusion.missing == ()
    assert conclusion.reason.en == (
        "Not given: not found in M-003 (EX-01), and all of the time in question was played to lin."
    )
    assert conclusion.reason.zh and conclusion.absence and conclusion.absence.percent == 100


def test_otherwise_the_percent_and_what_is_left() -> None:
    conclusion = concluded(grounds(DESK, heard=played(all_of(DESK, 0, 362 * S))), not_found())
    assert conclusion.result is Result.NOT_FOUND_IN_PART
    # Of the ten minutes, from the first to the sixth: 300 s, since the clock may be two seconds off.
    assert conclusion.absence and conclusion.absence.percent == 50
    assert "Not found in M-003 (EX-01); 50 % of the time in question was played to lin." in conclusion.reason.en
    assert [one.en for one in conclusion.missing] == ["5:00 in EX-01 left to play"]
    assert "EX-01 尚有 5:00" in conclusion.missing[0].zh


def test_playing_what_is_left_and_no_second_less_changes_the_conclusion() -> None:
    heard = played(all_of(DESK, 100 * S, 200 * S), all_of(LOBBY, 0, 300 * S), all_of(DESK, 0, LENGTH, 2000))
    before = grounds(DESK, LOBBY, heard=heard)
    marks = [not_found()]
    conclusion = concluded(before, *marks)
    (point,) = open_points([SAID], [conclusion], marks, before, "lin")
    items = playlist(point.absence.left, before.sources)
    assert point.marked and point.absence.settled_by_playing
    assert [(item.label, item.from_us // S, item.to_us // S, item.heard, item.seen) for item in items] == [
        ("EX-02", 300, 765, True, False),  # its clock: 100 s earlier, five seconds in doubt
        ("EX-01", 58, 100, True, False),
        ("EX-01", 200, 662, True, False),
    ]
    pieces = [all_of(before.sources[item.label == "EX-02"], item.from_us, item.to_us) for item in items]

    def after(*more: Stretch) -> Result:
        total = {key: times | played(*more).get(key, Intervals()) for key, times in heard.items()}
        return concluded(grounds(DESK, LOBBY, heard=total), *marks).result

    assert after(*pieces) is Result.NOT_GIVEN
    for number, piece in enumerate(pieces):
        for begin in range(piece.from_us, piece.to_us, 13 * S):
            cut = [replace(piece, to_us=begin)] if begin > piece.from_us else []
            rest = [replace(piece, from_us=begin + S)] if begin + S < piece.to_us else []
            assert after(*pieces[:number], *cut, *rest, *pieces[number + 1 :]) is Result.NOT_FOUND_IN_PART


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 300)), max_size=5))
def test_what_is_left_is_exact_whatever_was_played(plays: list[tuple[int, int]]) -> None:
    heard = played(*(all_of(DESK, begin * S, (begin + length) * S) for begin, length in plays))
    conclusion = concluded(grounds(DESK, heard=heard), not_found())
    assert conclusion.absence is not None
    if conclusion.result is Result.NOT_GIVEN:
        assert conclusion.absence.left == ()
        return
    (left,) = conclusion.absence.left
    key = (DESK.exhibit, SOUND)
    total = heard.get(key, Intervals()) | left.times
    assert concluded(grounds(DESK, heard={key: total}), not_found()).result is Result.NOT_GIVEN
    last = left.times.pieces[-1][1]
    short = total - Intervals(((last - S, last),))
    assert concluded(grounds(DESK, heard={key: short}), not_found()).result is Result.NOT_FOUND_IN_PART


def refused(given: Grounds, *marks: Mark, of: object = SAID) -> str:
    conclusion = concluded(given, *marks, of=of)
    assert conclusion.result in (Result.NOT_FOUND_IN_PART, Result.CANNOT_DETERMINE) and conclusion.missing
    assert all(one.zh for one in conclusion.missing)
    return " ".join(one.en for one in (conclusion.reason, *conclusion.missing))


def test_every_refusal_says_what_would_be_needed() -> None:
    full = played(all_of(DESK), all_of(LOBBY))
    assert "The time in question is not set" in refused(Grounds((DESK,), (), {}, {"lin": full}), not_found())
    assert "The clock of EX-01 is not checked" in refused(
        grounds(replace(DESK, clock=replace(DESK.clock, uncertainty_us=None)), heard=full), not_found()
    )
    assert "10:10 in EX-02 left to play" in refused(grounds(DESK, LOBBY, heard=played(all_of(DESK))), not_found())
    assert "no recording with usable sound" in refused(
        grounds(replace(DESK, senses={SOUND: SILENT}), heard=full), not_found()
    )
    unclear = mark(2, SAID.code, Verdict.UNCLEAR, How.HEARD)
    assert "M-002 (EX-03) is unclear" in refused(grounds(DESK, heard=full), not_found(), unclear)
    outside = replace(not_found(), place=span(800 * S, 850 * S))
    assert "No stretch in the time in question is marked" in refused(grounds(DESK, heard=full), outside)


def test_a_hole_is_named_and_another_recording_mends_it() -> None:
    gap = Finding(300 * S, 304_200_000, FindingKind.GAP, 0, SOUND)
    holed = Sense(Fitness.YES, None, Intervals(((0, LENGTH),)), unusable([gap], Act.SAID))
    broken = source(FIRST, "EX-01", sound=holed)
    full = played(all_of(DESK), all_of(LOBBY))
    assert "EX-01 has a gap of 4.2 s at 00:05:00.000" in refused(grounds(broken, heard=full), not_found())
    assert concluded(grounds(broken, LOBBY, heard=full), not_found()).result is Result.NOT_GIVEN


def test_it_has_to_be_played_to_the_one_who_marks() -> None:
    text = refused(grounds(DESK, heard=played(all_of(DESK)), who="zhao"), not_found(by="lin"))
    assert "0 % of the time in question was played to lin" in text
    half = {"lin": played(all_of(DESK, 0, 400 * S)), "zhao": played(all_of(DESK, 400 * S))}
    both = Grounds((DESK,), (), {"": QUESTION}, half)
    assert refused(both, not_found(by="lin"), not_found(by="zhao", number=6))
    assert concluded(
        Grounds((DESK,), (), {"": QUESTION}, {"zhao": played(all_of(DESK))}), not_found(by="zhao")
    ).result is (Result.NOT_GIVEN)


def test_words_never_rest_on_silent_pictures() -> None:
    conclusion = concluded(grounds(DESK, heard=played(all_of(DESK))), not_found(how=How.SEEN))
    assert conclusion.result is Result.CANNOT_DETERMINE
    assert "words have to be listened for" in conclusion.reason.en


def test_visible_acts_need_a_picture_and_may_be_played_at_double_speed() -> None:
    silent = replace(DESK, senses={PICTURE: DESK.senses[PICTURE], SOUND: SILENT})
    fast = played(replace(all_of(DESK, speed=2000), sounded=False))
    assert concluded(grounds(silent, heard=fast), not_found(DONE.code, How.SEEN), of=DONE).result is Result.NOT_GIVEN
    unseen = played(replace(all_of(DESK), seen=False))
    assert "10:04 in EX-01 left to play" in refused(
        grounds(silent, heard=unseen), not_found(DONE.code, How.SEEN), of=DONE
    )


def test_what_stands_on_papers_is_not_concluded_from_recordings() -> None:
    assert "on a paper, and none is linked" in refused(
        grounds(DESK, heard=played(all_of(DESK))), not_found(RECORDED.code, How.READ), of=RECORDED
    )
    on_papers_too = (frozenset({How.HEARD}), frozenset({How.READ, How.SIGNED}))
    mixed = next(point for point in lists_of(DisputeKind.BA)[0].every_point() if point.proved_by == on_papers_too)
    with_paper = replace(grounds(DESK, heard=played(all_of(DESK))), papers=(Paper(PAPER, "EX-03", 2),))
    first = not_found(mixed.code)
    found = conclude(mixed, [first], with_paper)
    assert found and "mark on EX-03 where it was looked for" in found.missing[0].en
    on_paper = replace(not_found(mixed.code, How.READ, number=6), exhibit=PAPER, place=PagePlace(1, None))
    one, both = {PAPER: frozenset({1})}, {PAPER: frozenset({1, 2})}
    for read in ({}, {"lin": one}, {"lin": one, "wang": both}):  # pages shown to somebody else do not count
        found = conclude(mixed, [first, on_paper], replace(with_paper, read=read))
        assert found and found.result is Result.NOT_FOUND_IN_PART and found.absence
        assert found.missing[0].en == ("page 2 of EX-03 left to read" if read else "pages 1–2 of EX-03 left to read")
        assert found.absence.settled_by_playing and "第 " in found.absence.left_in_words.zh
        assert [left.absence.unread for left in open_points([mixed], [found], [first], with_paper, "lin")]
    with_paper = replace(with_paper, read={"lin": both})
    found = conclude(mixed, [first, on_paper], with_paper)
    assert found and found.result is Result.NOT_GIVEN and found.marks_for == ("M-003", "M-006")
    assert "every page of every linked paper was shown, to lin" in found.reason.en and "也均已" in found.reason.zh
    later = replace(with_paper, papers=(Paper(PAPER, "EX-03", 2), Paper(SECOND, "EX-04", 1)))
    found = conclude(mixed, [first, on_paper], later)
    assert found and found.result is Result.NOT_FOUND_IN_PART
    assert "mark on EX-04 where it was looked for" in found.missing[0].en


def test_what_stands_on_papers_is_absent_where_every_page_was_shown_to_who_looked_for_it() -> None:
    papers = (Paper(PAPER, "EX-03", 3), Paper(SECOND, "EX-04", 1))
    looked = replace(not_found(RECORDED.code, How.READ, number=6), exhibit=PAPER, place=PagePlace(1, None))

    def after(lin: dict[UUID, frozenset[int]], *marks: Mark, other: frozenset[int] = frozenset()) -> Conclusion:
        given = Grounds(papers=papers, read={"lin": lin, "wang": {PAPER: other, SECOND: frozenset({1})}})
        return concluded(given, *(marks or (looked,)), of=RECORDED)

    every = {PAPER: frozenset({1, 2, 3}), SECOND: frozenset({1})}
    whole = after(every)
    assert whole.result is Result.NOT_GIVEN and whole.marks_for == ("M-006",)
    assert "every page of every linked paper was shown to lin" in whole.reason.en and "每一页" in whole.reason.zh
    for exhibit, pages in every.items():
        for page in pages:
            less = after(every | {exhibit: pages - {page}}, other=frozenset({1, 2, 3}))
            assert less.result is Result.NOT_FOUND_IN_PART, "what was shown to somebody else does not count"
            assert less.absence and less.absence.settled_by_playing and len(less.missing) == 1
    part = after({PAPER: frozenset({2})})
    assert part.missing[0].en == "pages 1, 3 of EX-03, page 1 of EX-04 left to read"
    (point,) = open_points([RECORDED], [part], [looked], Grounds(papers=papers), "lin")
    assert point.marked and not playlist(point.absence.left, ())
    unclear = replace(looked, label="M-009", verdict=Verdict.UNCLEAR)
    assert "M-009 (EX-01) is unclear" in after(every, looked, unclear).missing[0].en
    inferred = after(every, replace(looked, how=How.INFERRED))
    assert inferred.result is not Result.NOT_GIVEN


def test_pages_shown_under_settings_that_nobody_can_read_by_do_not_count() -> None:
    lin = uuid5(NAMESPACE_OID, "lin")
    kept = ((1, 1, ReadRules()), (2, 1, ReadRules(599, 2000)), (3, 1, ReadRules(800, 999)), (1, 2, ReadRules()))
    shown = [PageShown(PAPER, page, lin, number, rules, AT) for page, number, rules in kept]
    assert counting(shown) == {PAPER: frozenset({1})}
    assert ranges([7, 1, 2, 3, 5, 6, 9]) == "1–3, 5–7, 9"


def test_marks_that_show_it_go_before_coverage() -> None:
    heard = played(all_of(DESK))
    given_mark = mark(2, SAID.code, Verdict.GIVEN, How.HEARD)
    assert concluded(grounds(DESK, heard=heard), not_found(), given_mark).result is Result.GIVEN
    contrary = mark(2, SAID.code, Verdict.CONTRADICTED, How.HEARD)
    conclusion = concluded(grounds(DESK, heard=heard), not_found(), contrary)
    assert conclusion.result is Result.CONTRADICTED and "M-003" in conclusion.marks_against
    weak = mark(2, SAID.code, Verdict.CONTRADICTED, How.SEEN)
    conclusion = concluded(grounds(DESK, heard=heard), not_found(), weak)
    assert conclusion.result is Result.CANNOT_DETERMINE and "M-002" in conclusion.marks_against


def test_points_without_marks_are_left_to_watch_and_settled_ones_are_not() -> None:
    here = grounds(DESK, heard={})
    other = point_of(DisputeKind.BA, "BA09")
    marks = [mark(1, other.code, Verdict.GIVEN, How.HEARD)]
    settled = conclude(other, marks, here)
    assert settled is not None
    (open_point,) = open_points([SAID, other], [settled], marks, here, "lin")
    assert open_point.code == SAID.code and not open_point.marked
    assert not open_point.absence.settled_by_playing  # a mark is needed too
    assert sum(item.length_us for item in playlist(open_point.absence.left, here.sources)) == 604 * S


def test_the_time_in_question_of_a_point_is_that_of_its_allegation() -> None:
    one, other = (uuid5(NAMESPACE_OID, word) for word in ("one", "other"))

    def moment(seconds: int) -> Moment:
        return Moment(EPOCH + timedelta(seconds=seconds), "UTC", "")

    allegations = [
        Allegation(one, "", questions=(Question(one, "", ("BA10", "BA22")),)),
        Allegation(other, "", questions=(Question(other, "", ("BA22",)),)),
    ]
    asked = questions_of(allegations, [Interval(one, moment(1), moment(3)), Interval(other, moment(5), moment(6))])
    given = Grounds(questions=asked)
    assert given.question("BA10").pieces == ((S, 3 * S),)
    assert given.question("BA22.5").pieces == given.question("BA22").pieces == ((S, 3 * S), (5 * S, 6 * S))
    assert given.question("BA05").pieces == ((S, 3 * S), (5 * S, 6 * S))
    # An allegation that asks for it and does not say when: the time of another one tells nothing about it.
    given = Grounds(questions=questions_of(allegations, [Interval(one, moment(1), moment(3))]))
    assert given.question("BA10").pieces == given.question("BA05").pieces == ((S, 3 * S),)
    assert not given.question("BA22") and not given.question("BA22.5")


@pytest.mark.parametrize("speed", [1501, 2000, 4000])
def test_too_fast_for_words(speed: int) -> None:
    assert "0 % of the time in question" in refused(grounds(DESK, heard=played(all_of(DESK, speed=speed))), not_found())
