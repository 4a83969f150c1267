"""Keeps the ledger while recordings play, shows what was played, and plays what is left to watch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app.covering import Judged
from app.ledger.followers import SingleFollower, TogetherFollower
from app.ledger.ledger import Ledger
from app.ledger.runner import Runner
from app.player.state import PlayerState
from app.session import OpenCase, Session
from app.window.opening import Opened
from app.window.stage import Stage
from app.window.together import TogetherPage
from evidence.labels import Label
from evidence.model.coverage import PlayRules
from evidence.review.absence import left_in_words
from evidence.review.coverage import Left
from evidence.review.intervals import Intervals
from evidence.review.watching import Item, playlist
from evidence.rules.deadlines import days_to_decide
from widgets.coverage.lane import SENSES, PlayedLane
from widgets.coverage.left import ALL, LeftBar, LeftLine
from widgets.coverage.words import V
from widgets.keys import KeyTable, now

Times = dict[str, Intervals]
AGAIN_MS = 300


class Coverage(QObject):
    """Between the players, the session, and the widgets that show coverage.

    Signals:
        said(object): the Label of what came of something, for the message bar.
        room_wished(): the picture is too small to count as seen.
    """

    said = Signal(object)
    room_wished = Signal()

    def __init__(
        self,
        session: Session,
        stage: Stage,
        together: TogetherPage,
        bar: LeftBar,
        show: Callable[[UUID], None],
        rules: PlayRules,
        keys: KeyTable,
    ) -> None:
        """`show` brings the recording of an exhibit on stage."""
        super().__init__(stage)
        self._session, self._stage, self._together, self._bar = session, stage, together, bar
        together.found.played_of = self._lane_of
        self._case: OpenCase | None = None
        self._today, self._full_screen = date.today, keys.shown("full_screen")
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(session.judge_again)
        self.ledger = Ledger(session, rules, self)
        self.runner = Runner(stage, lambda item: show(item.exhibit), rules)
        self._followers = (
            SingleFollower(stage.player, stage.view, stage.view.canvas, lambda: stage.opened, rules, self.ledger.add),
            TogetherFollower(
                together.ensemble, together, together.canvas_of, together.opened_as, rules, self.ledger.add
            ),
        )
        for state in (stage.player.state, together.ensemble.state):
            state.connect(self._state)
        session.judged.connect(self.show_case)
        stage.placed.connect(self._show_lane)
        bar.play_wished.connect(self.toggle)
        self.runner.began.connect(self._began)
        self.runner.ended.connect(self._ended)

    def use_rules(self, rules: PlayRules) -> None:
        """What plays from now on counts by these rules; what was played before keeps those that held then."""
        self.ledger.write()
        for one in (self.ledger, self.runner, *self._followers):
            one.rules = rules

    def show_case(self, opened: OpenCase | None) -> None:
        """Show what was played of this case and what is left."""
        if opened is None or self._case is None or opened.id != self._case.id:
            self.runner.stop()
            self.ledger.write()
        self._case = opened
        self._show_lane()
        complaint = opened.case.complaint if opened else None
        due = None
        if opened and complaint:
            pack = opened.rules.pack(complaint.rule_pack, complaint.received)
            due = days_to_decide(pack, complaint.received, self._today())
        self._bar.set_lines(left_lines(opened.judged) if opened else (), due)

    def look_again(self) -> None:
        """Something was looked through: what follows may be something else now. Several in a row are one."""
        self._again.start()

    def toggle(self) -> None:
        """Play what is left for the chosen point, or stop."""
        if self.runner.running:
            self.runner.stop()
            self._stage.player.pause()
            return
        self.ledger.write()
        judged = self._case.judged if self._case else Judged()
        items = playlist(left_of(judged, self._bar.chosen), judged.grounds.sources)
        if items:
            self.runner.run(items)
        else:
            self.said.emit(V.NOTHING_LEFT)

    def _state(self, state: str) -> None:
        if state != PlayerState.PLAYING:
            self.ledger.rest()
        elif self.runner.running:
            self._say_what_hinders()

    def _say_what_hinders(self) -> None:
        """Playing what is left shall count: say it if it does not."""
        (heard, seen), item = self._followers[0].senses, self.runner.item
        if item.seen and not seen:
            self.said.emit(
                V.TOO_SMALL.filled(least=str(self.ledger.rules.least_picture_px), key=now(self._full_screen))
            )
        elif item.heard and not heard:
            self.said.emit(V.NOT_HEARD)

    def _began(self, item: Item, number: int, count: int) -> None:
        if item.seen:
            self.room_wished.emit()
        self._bar.show_item(number, count, item.label, item.from_us, item.to_us)

    def _ended(self, whole: bool) -> None:
        self._bar.show_rest()
        self.ledger.write()
        if whole:
            self.said.emit(V.DONE)

    def _show_lane(self) -> None:
        opened = self._stage.opened
        self._stage.timeline.set_played(self._lane_of(opened) if opened else None)
        self._together.found.show_played(self._together.view.timeline.strip)

    def _lane_of(self, opened: Opened) -> PlayedLane | None:
        timed = opened.exhibit.recording.facts.pages is None
        return lane_of(self._case.judged, opened) if self._case and timed else None


def left_of(judged: Judged, code: str) -> list[Left]:
    """What is left for a point, or for all of them."""
    return [left for point in judged.left if code in (ALL, point.code) for left in point.absence.left]


def left_lines(judged: Judged) -> Sequence[LeftLine]:
    """A line for all points together if there are several, and one for each."""
    lines = []
    for point in judged.left:
        then = V.MORE_MISSING
        if point.absence.settled_by_playing:
            then = V.SETTLES
        elif not point.marked:
            then = V.MARK_TOO
        words = left_in_words(point.absence.left)
        lines.append(LeftLine(point.code, words, point.absence.percent, point.absence.who or judged.who, then))
    if len(lines) > 1:
        lines.insert(0, LeftLine(ALL, left_in_words(left_of(judged, ALL)), None, judged.who, Label("", "")))
    return lines


def lane_of(judged: Judged, opened: Opened) -> PlayedLane:
    """What was played of what is on stage, on its timeline; of a series, of each of its files."""
    left = left_of(judged, ALL)
    own, others, due = Times(), Times(), Times()
    for piece in opened.pieces:
        begin = opened.begin_of(piece.exhibit.id) or 0
        facts = piece.exhibit.recording.facts
        there = {"picture": facts.picture is not None, "sound": facts.sound is not None}
        for sense in (sense for sense, _ in SENSES if there[sense]):
            key = (piece.exhibit.id, sense)
            for who, heard in judged.grounds.heard.items():
                _put(own if who == judged.who else others, sense, heard.get(key, Intervals()), begin)
            missing = [one.times for one in left if (one.exhibit, one.sense) == key]
            for times in missing or [Intervals()]:
                _put(due, sense, times, begin)
    return PlayedLane(judged.who, own, others, due)


def _put(into: Times, sense: str, times: Intervals, begin_us: int) -> None:
    moved = Intervals.of((begin_us + begin, begin_us + end) for begin, end in times)
    into[sense] = into.get(sense, Intervals()) | moved
