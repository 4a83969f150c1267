"""Keeps the ledger while recordings play, shows what was played, and plays what is left to watch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app.covering import Judged
from app.ledger.followers import SingleFollower, TogetherFollower
from app.ledger.ledger import Ledger
from app.ledger.reader import PageFollower
from app.ledger.runner import Runner
from app.player.state import PlayerState
from app.session import OpenCase, Session
from app.window.opening import Opened
from app.window.settings import Settings
from app.window.stage import Stage
from app.window.together import TogetherPage
from evidence.labels import Label
from evidence.model.coverage import PlayRules, ReadRules
from evidence.review.absence import Absence, left_in_words
from evidence.review.coverage import Left
from evidence.review.intervals import Intervals
from evidence.review.reading import Unread, unread_in_words
from evidence.review.watching import Item, playlist
from evidence.rules.deadlines import days_to_decide
from widgets.coverage.lane import SENSES, PlayedLane
from widgets.coverage.left import ALL, LeftBar, LeftLine
from widgets.coverage.words import V
from widgets.keys import KeyTable, now
from widgets.plain import plain

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
        settings: Settings,
        keys: KeyTable,
    ) -> None:
        """`show` brings the recording of an exhibit on stage."""
        super().__init__(stage)
        self._session, self._stage, self._together, self._bar = session, stage, together, bar
        together.found.played_of = self._lane_of
        self._case: OpenCase | None = None
        self._today, self._full_screen, self._zoom_in = date.today, keys.shown("full_screen"), keys.shown("zoom_in")
        self._show, rules = show, settings.play_rules
        self._page_wanted: tuple[UUID, int] | None = None
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
        self.reader = PageFollower(
            stage.view, stage.leafing, lambda: stage.opened, settings.read_rules, self._page_shown
        )
        self.reader.looked.connect(self._say_of_page)
        for state in (stage.player.state, together.ensemble.state):
            state.connect(self._state)
        session.judged.connect(self.show_case)
        stage.placed.connect(self._show_lane)
        stage.placed.connect(self._go_on_to_page)
        bar.play_wished.connect(self.toggle)
        self.runner.began.connect(self._began)
        self.runner.ended.connect(self._ended)

    def use_rules(self, rules: PlayRules) -> None:
        """What plays from now on counts by these rules; what was played before keeps those that held then."""
        self.ledger.write()
        for one in (self.ledger, self.runner, *self._followers):
            one.rules = rules

    def use_read_rules(self, rules: ReadRules) -> None:
        """The same for pages."""
        self.reader.rules = rules

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
        pages = unread_of(judged, self._bar.chosen)
        if items:
            self.runner.run(items)
        elif pages:
            self._page_wanted = pages[0].exhibit, pages[0].pages[0]
            if not self._go_on_to_page(self._stage.page):
                self._show(pages[0].exhibit)
        else:
            self.said.emit(V.NOTHING_LEFT)

    def _go_on_to_page(self, number: int | None) -> bool:
        """Turn to the page that is wanted as soon as its document is on stage; whether it is."""
        exhibit = self._stage.opened.exhibit.id if self._stage.opened else None
        if number is None or self._page_wanted is None or self._page_wanted[0] != exhibit:
            return False
        wanted, self._page_wanted = self._page_wanted[1], None
        if number != wanted:
            self._stage.leafing.turn_to(wanted)
        return True

    def _page_shown(self, exhibit: UUID, page: int) -> None:
        if self._case is not None and not self._is_shown(exhibit, page):
            self._session.record_pages_shown(self._case.id, [(exhibit, page)], self.reader.rules)

    def _is_shown(self, exhibit: UUID, page: int) -> bool:
        judged = self._case.judged if self._case else Judged()
        return page in judged.grounds.read.get(judged.who, {}).get(exhibit, ())

    def _say_of_page(self, large: bool, percent: int) -> None:
        opened, page, judged = self._stage.opened, self._stage.page, self._case.judged if self._case else Judged()
        if opened is None or page is None:
            return
        if self._is_shown(opened.exhibit.id, page):
            said = V.PAGE_SHOWN.filled(who=plain(judged.who, 40))
        else:
            small = V.PAGE_SMALL.filled(key=now(self._zoom_in))
            said = V.PAGE_PART.filled(percent=percent) if large else small
        self._stage.view.say_of_page(said)

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


def unread_of(judged: Judged, code: str) -> list[Unread]:
    """What is left to read for a point, or for all of them; each paper once."""
    found = {one.exhibit: one for point in judged.left if code in (ALL, point.code) for one in point.absence.unread}
    return list(found.values())


def left_lines(judged: Judged) -> Sequence[LeftLine]:
    """A line for all points together if there are several, and one for each."""
    lines = []
    for point in judged.left:
        then = V.MORE_MISSING
        if point.absence.settled_by_playing:
            then = V.SETTLES
        elif not point.marked:
            then = V.MARK_TOO
        absence = point.absence
        if absence.unread:
            both = V.BOTH_SETTLES if absence.left else V.READ_SETTLES
            then = {V.SETTLES: both, V.MARK_TOO: V.READ_TOO}.get(then, then)
        words = absence.left_in_words
        who = absence.who or judged.who
        lines.append(LeftLine(point.code, words, absence.percent, who, then, _pages_of(judged, absence)))
    if len(lines) > 1:
        parts = [left_in_words(left_of(judged, ALL)), unread_in_words(unread_of(judged, ALL))]
        parts = [one for one in parts if one.en]
        words = Label(", ".join(one.en for one in parts), "，".join(one.zh for one in parts))
        lines.insert(0, LeftLine(ALL, words, None, judged.who, Label("", "")))
    return lines


def _pages_of(judged: Judged, absence: Absence) -> tuple[int, int] | None:
    """How many pages were shown, of how many, for a point that papers can show."""
    if not absence.on_paper and not absence.unread:
        return None
    pages = sum(paper.pages for paper in judged.grounds.papers)
    return pages - sum(len(one.pages) for one in absence.unread), pages


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
