"""The ledger by recording and reviewer: what counts, what does not, and percent that never say more than was played."""

from __future__ import annotations

from dataclasses import replace

from evidence.review.absence import Grounds
from evidence.review.grounds import heard_by_account
from evidence.review.intervals import Intervals
from evidence.review.played import PlayedOf, PlayedSense, played_of
from tests.exports.pdf.covered import LI, WALL, WANG, S, plays, sources

ACCOUNTS = {one.id: one.os_user for one in (LI, WANG)}


def _found(asked: bool = True, checked: bool = True) -> tuple[PlayedOf, ...]:
    heard = heard_by_account(plays(), (LI, WANG))
    return played_of(Grounds(sources(checked), (), {"": WALL} if asked else {}, heard), plays(), ACCOUNTS)


def _senses(one: PlayedOf, account: str) -> dict[str, PlayedSense]:
    (to,) = (to for to in one.to if to.account == account)
    return {sense.sense: sense for sense in to.senses}


def test_every_recording_stands_there_with_everybody_it_was_played_to() -> None:
    desk, lobby, call = _found()
    assert [(to.account, to.rounds, to.speeds) for to in desk.to] == [
        ("liwei", (1,), (1000, 1500, 2000)),
        ("wang", (2,), (1000,)),
    ]
    assert [to.account for to in lobby.to] == ["liwei"]
    assert call.to == ()


def test_what_was_too_fast_silent_or_out_of_sight_is_told_apart_from_what_counts() -> None:
    senses = _senses(_found()[0], "liwei")
    assert senses["sound"].counted == Intervals(((100 * S, 480 * S), (520 * S, 560 * S)))
    assert senses["sound"].not_counted == Intervals(((480 * S, 520 * S), (640 * S, 760 * S)))
    assert senses["picture"].counted == Intervals(((100 * S, 520 * S),))
    assert senses["picture"].not_counted == Intervals(((520 * S, 560 * S), (640 * S, 760 * S)))


def test_a_hundred_percent_stands_only_where_nothing_usable_is_missing() -> None:
    desk = _found()[0]
    assert desk.question == Intervals(((119_500_000, 480_500_000),))
    # Half a second of sound lies in the doubt of the clock and was not played; of the picture it was.
    li, wang = _senses(desk, "liwei"), _senses(desk, "wang")
    assert (li["sound"].of_question, li["sound"].of_recording) == (99, 46)
    assert (li["picture"].of_question, li["picture"].of_recording) == (100, 46)
    assert (wang["sound"].of_question, wang["sound"].of_recording) == (0, 0)
    assert (wang["picture"].of_question, wang["picture"].of_recording) == (77, 30)


def test_without_a_checked_clock_or_a_time_in_question_no_percent_of_it_is_given() -> None:
    for found in (_found(asked=False), _found(checked=False)):
        assert found[0].question is None
        assert {sense.of_question for to in found[0].to for sense in to.senses} == {None}


def test_a_time_in_question_elsewhere_is_none_of_this_recording() -> None:
    heard = heard_by_account(plays(), (LI, WANG))
    later = Intervals.of((begin + 86_400 * S, end + 86_400 * S) for begin, end in WALL)
    desk = played_of(Grounds(sources(), (), {"": later}, heard), plays(), ACCOUNTS)[0]
    assert desk.question == Intervals()
    assert _senses(desk, "liwei")["sound"].of_question is None


def test_the_order_of_playing_changes_nothing_and_nothing_counts_twice() -> None:
    heard = heard_by_account(plays(), (LI, WANG))
    grounds = Grounds(sources(), (), {"": WALL}, heard)
    again = [replace(one, stretch=replace(one.stretch)) for one in plays()]
    assert played_of(grounds, [*reversed(plays()), *again], ACCOUNTS) == _found()
