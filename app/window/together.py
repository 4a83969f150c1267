"""Several recordings of a case on one clock: shows them, plays them, and says where a mark would begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from app.ensemble.ensemble import Ensemble
from app.ensemble.placing import Placing
from app.ensemble.track import Placed, Track
from app.jobs import Jobs
from app.window.gathering import Gathering
from app.window.opening import Opened
from app.window.pace import Pace
from app.window.together_found import TogetherFound
from app.window.together_keys import TogetherKeys
from app.window.together_shown import Showing
from app.window.tracks import choices_of, clock_of_lane, clock_words, day_us, line_of, second_of, tracks_of
from evidence.clock.disagreement import Disagreement
from evidence.errors import WorldError
from evidence.model.mark import Mark, Span
from evidence.model.recording import Exhibit
from evidence.segments.joined import Joined
from evidence.store.layout import Layout
from evidence.timecode import Moment
from widgets.clocks.values import EventNumber, Events, Sighting
from widgets.keys import KeyTable
from widgets.player.canvas import PictureCanvas
from widgets.together.values import TrackLine
from widgets.together.view import TogetherView
from widgets.together.words import T


class TogetherPage(QWidget):
    """The page on which recordings play together. Nothing is opened before `enter`.

    Signals:
        mark_chosen(object): the UUID of a mark on a lane.
        troubled(object): the Label of why a recording cannot be shown or heard.
        clock_wished(object): the Exhibit whose clock shall be looked at, or set.
        joined(object, object): two Exhibits: the clock of the first shall make the events marked in both meet.
    """

    mark_chosen = Signal(object)
    troubled = Signal(object)
    clock_wished = Signal(object)
    joined = Signal(object, object)

    def __init__(self, layout: Layout, jobs: Jobs, keys: KeyTable) -> None:
        """Start empty."""
        super().__init__()
        self.view, self.ensemble = TogetherView(keys), Ensemble(self)
        self._gathered = Gathering(layout, jobs, self)
        self._keys, self._showing = TogetherKeys(self), Showing(self.ensemble, self.view, self._gathered)
        self._exhibits: tuple[Exhibit, ...] = ()
        self._ticked: tuple[UUID, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._events: Events = {}
        self._by_hand: dict[UUID, int] = {}
        self._placing: Placing | None = None
        self._second: Track | None = None
        self.found = TogetherFound(self.ensemble, self._gathered)
        self._showing.loudness_of = self.found.loudness_of
        self._entered = False
        self._begun = ""  # key of the track on which a mark was begun
        self._kept = ""  # the same, of a draft that waits while another page is seen
        self._draft: tuple[int | None, int | None] = (None, None)  # its in and out, in that recording's time
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)
        self._connect()

    def _connect(self) -> None:
        ensemble, view = self.ensemble, self.view
        ensemble.failed.connect(lambda _, error: self.troubled.emit(error.sentence))
        view.grid.sized.connect(ensemble.set_display_size)
        view.activated.connect(ensemble.set_active)
        view.wished.connect(self.do)
        view.transport.speed_chosen.connect(ensemble.set_speed)
        view.sounds.volume_changed.connect(ensemble.set_volume)
        view.sounds.mute_wished.connect(partial(self.set_fader, ensemble.set_muted))
        view.sounds.solo_wished.connect(partial(self.set_fader, ensemble.set_solo))
        view.sounds.channel_chosen.connect(partial(self.set_fader, ensemble.set_channel))
        view.timeline.sought.connect(ensemble.seek)
        view.timeline.mark_chosen.connect(self.mark_chosen)
        view.timeline.moved.connect(self._move)
        view.timeline.folded.connect(ensemble.set_skips)
        view.timeline.joined.connect(lambda key, other: self._tell_exhibit(self.joined, key, other))
        view.clocks.wished.connect(lambda key: self._tell_exhibit(self.clock_wished, key))
        view.chooser.chosen.connect(self._choose)
        self._gathered.complete.connect(self._begin)
        self._gathered.missed.connect(self._miss)
        self._gathered.drawn.connect(view.timeline.strip.refresh)
        for button in view.timeline.findChildren(QAbstractButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the pictures

    # -- the case

    def set_case(self, exhibits: Sequence[Exhibit], marks: Sequence[Mark]) -> None:
        """The exhibits of a case and its marks as they are now."""
        before = [_placed_by(each) for each in self._exhibits]
        self._marks = tuple(marks)
        choices, usual = choices_of(exhibits)
        known = {choice.exhibit for choice in choices}
        self._exhibits = tuple(each for each in exhibits if each.id in known)
        if [_placed_by(each) for each in self._exhibits] == before:
            self._show_lines()
            return
        self._ticked = tuple(each for each in self._ticked if each in known) or usual
        self.view.chooser.set_choices(choices, self._ticked)
        self._open_all()

    def clear(self) -> None:
        """Let go of the case."""
        self.ensemble.close()
        self._gathered.clear()
        self._exhibits, self._ticked, self._marks = (), (), ()
        self._by_hand.clear()
        self._showing.forget()
        self._second, self._begun, self._kept, self._placing = None, "", "", None
        self.view.chooser.set_choices((), ())
        self.view.set_tracks(())

    def enter(self) -> None:
        """The page is seen: open what is ticked."""
        if not self._entered:
            self._entered = True
            self._open_all()

    def leave(self) -> None:
        """Another page is seen: nothing plays on, and no decoder is held."""
        if self._entered:
            self._kept = self._begun
        self._entered = False
        self.ensemble.close()
        self.view.set_tracks(())

    def shutdown(self) -> None:
        """At the end of the program: nothing runs on."""
        self._gathered.clear()
        self.ensemble.close()
        self.ensemble.wait_closed()

    def _choose(self, ticked: tuple[UUID, ...]) -> None:
        self._ticked = ticked
        self._open_all()

    def _open_all(self) -> None:
        if self._entered:
            self.view.grid.say(T.OPENING)
            self._gathered.want([each for each in self._exhibits if each.id in self._ticked])

    def _miss(self, exhibit: Exhibit, error: WorldError) -> None:
        self._ticked = tuple(each for each in self._ticked if each != exhibit.id)
        self.view.chooser.set_choices(choices_of(self._exhibits)[0], self._ticked)
        self.troubled.emit(error.sentence)

    def _begin(self) -> None:
        """Open the tracks, at the place where they were if they were open."""
        if not self._entered:
            return
        ensemble = self.ensemble
        here, active, was_open = ensemble.wall_us, ensemble.active, bool(ensemble.tracks)
        found = [self._gathered.get(each.id) for each in self._exhibits if each.id in self._ticked]
        self._placing, tracks = tracks_of([each for each in found if each is not None], self._by_hand)
        if self._second is not None and any(track.exhibit == self._second.exhibit for track in tracks):
            tracks.append(self._second)
        else:
            self._second = None
        self._showing.forget()
        self._lay_out(tracks)
        if not tracks:
            ensemble.close()
            self.view.grid.say(T.CHOOSE if self._exhibits else T.NOTHING)
            return
        ensemble.open(tracks)
        for cell in self.view.grid.cells.values():
            cell.say_size()
        self._showing.show_faders()
        self.refresh_found()
        if was_open:
            ensemble.seek(here)
        keys = [track.key for track in tracks]
        ensemble.set_active(active if active in keys else keys[0])
        self._showing.show_active(ensemble.active)

    def _lay_out(self, tracks: Sequence[Track]) -> None:
        zero = self._placing.zero if self._placing else None
        movable = [each.key for each in tracks if each.placed is not Placed.BY_CLOCK]
        self._show_clocks(tracks)
        self.view.set_tracks(self._lines(tracks), day_us(zero), clock_words(zero) if zero else None, movable)
        self.view.timeline.set_second(self._second is not None)
        self.view.timeline.set_selection(*self.selection)

    def _lines(self, tracks: Sequence[Track]) -> list[TrackLine]:
        pairs = [(track, self._gathered.get(track.exhibit)) for track in tracks]
        return [
            replace(
                line_of(track, opened, self._gathered.peaks(track.exhibit), self._marks, self._events),
                found=self.found.of(track, opened),
                played=self.found.played(track, opened),
            )
            for track, opened in pairs if opened is not None
        ]  # fmt: skip

    def refresh_found(self) -> None:
        """There is news about the findings: lanes, places to stop at."""
        self._show_lines()
        self.found.set_stops()

    @property
    def shown(self) -> Opened | None:
        """What is open of the active track."""
        track = self._track(self.ensemble.active)
        return self._gathered.get(track.exhibit) if track else None

    def opened_as(self, key: str) -> Opened | None:
        """What is open of a track."""
        track = self._track(key)
        return self._gathered.get(track.exhibit) if track else None

    def canvas_of(self, key: str) -> PictureCanvas | None:
        """Where the pictures of a track are seen, if it has some."""
        cell = self.view.grid.cells.get(key)
        return cell.canvas if cell else None

    def seek_in_active(self, at_us: int) -> None:
        """Go to a recording time of the active track."""
        line = self._line(self.ensemble.active)
        if line is not None:
            self.ensemble.seek(line.wall_of(at_us))

    def _show_lines(self) -> None:
        if self.ensemble.tracks:
            self.view.timeline.strip.set_lines(self._lines(self.ensemble.tracks))

    # -- clocks

    def set_events(self, events: Events, found: Mapping[EventNumber, Sequence[Disagreement]]) -> None:
        """The events that were marked, and how far clocks are apart about them."""
        self._events = {number: dict(places) for number, places in events.items()}
        self.view.clocks.set_disagreements(found)
        self._show_lines()

    @property
    def exhibit(self) -> Exhibit | None:
        """The exhibit of the active track."""
        track, at_us = self._track(self.ensemble.active), self.ensemble.at_us
        opened = self._gathered.get(track.exhibit) if track else None
        if opened is not None and at_us is not None:
            return opened.at(at_us)[0].exhibit
        return self._exhibit(track) if track else None

    @property
    def seen(self) -> Sighting | None:
        """The moment of the active track that is on screen."""
        found, at_us = self._showing.seen(self.ensemble.active), self.ensemble.at_us
        track = self._track(self.ensemble.active)
        opened = self._gathered.get(track.exhibit) if track else None
        found = found or (Sighting(at_us) if at_us is not None else None)
        return replace(found, at_us=opened.at(found.at_us)[1]) if found and opened else found

    def begin_by_hand(self, exhibit: UUID) -> Moment | None:
        """Where a recording begins that was laid by hand, if the wall clock is known here."""
        placing = self._placing
        place = placing.places.get(exhibit) if placing else None
        if placing is None or placing.zero is None or place is None or place.placed is not Placed.BY_HAND:
            return None
        return placing.zero.plus_us(place.start_us)

    def _exhibit(self, track: Track) -> Exhibit | None:
        found = next((each for each in self._exhibits if each.id == track.exhibit), None)
        return found.pieces[0] if isinstance(found, Joined) else found  # a lane stands where its first file does

    def _tell_exhibit(self, signal: SignalInstance, *keys: str) -> None:
        tracks = [self._track(key) for key in keys]
        found = [self._exhibit(track) for track in tracks if track is not None]
        if len(found) == len(keys) and None not in found:
            signal.emit(*found)

    def _show_clocks(self, tracks: Sequence[Track]) -> None:
        pairs = [(track, self._gathered.get(track.exhibit)) for track in tracks]
        lanes = [clock_of_lane(track, opened) for track, opened in pairs if opened is not None]
        self.view.clocks.set_lanes([lane for lane in lanes if lane is not None])

    def _move(self, key: str, by_us: int) -> None:
        """Somebody dragged a lane whose place no clock knows."""
        track = self._track(key)
        if track is None:
            return
        if self._second is not None and key == self._second.key:
            self._second = second_of(track, track.start_us + by_us, 0)
        else:
            self._by_hand[track.exhibit] = track.start_us + by_us
        self._begin()

    # -- marking

    def do(self, action: str) -> bool:
        """Do what a key or button of this page means; False if it is not one of its own."""
        return self._keys.do(action)

    def set_pace(self, pace: Pace) -> None:
        """Go by these speeds and this jump."""
        self._keys.set_pace(pace)

    def begin_mark(self) -> int | None:
        """Recording time of the frame of the active track, where a mark would begin; None where it has none."""
        at_us = self.ensemble.at_us
        if at_us is not None:
            self._begun = self.ensemble.active
        return at_us

    def end_mark(self) -> int | None:
        """Recording time of this moment in the recording in which the mark was begun; None where it is not shown."""
        if not self._begun:
            return self.begin_mark()
        return self.ensemble.time_in(self._begun) if self._track(self._begun) else None

    @property
    def opened(self) -> Opened | None:
        """The exhibit that a mark lies on; None where the mark was begun on one that is not shown."""
        track = self._track(self._begun or self.ensemble.active)
        return self._gathered.get(track.exhibit) if track else None

    def set_selection(self, in_us: int | None, out_us: int | None) -> None:
        """Show in and out of the draft, recording times of the track on which it was begun."""
        if in_us is None:
            self._begun = ""
        self._draft = (in_us, out_us)
        self.view.timeline.set_selection(*self.selection)

    def restore_selection(self, in_us: int | None, out_us: int | None) -> None:
        """A draft comes back that was begun here before another page was seen."""
        self._begun = self._kept
        self.set_selection(in_us, out_us)

    @property
    def away(self) -> bool:
        """Whether the recording on which the mark was begun is not shown any more."""
        return bool(self._begun) and self._track(self._begun) is None

    @property
    def selection(self) -> tuple[int | None, int | None]:
        """In and out on the common clock."""
        line, (in_us, out_us) = self._line(self._begun), self._draft
        if line is None or in_us is None:
            return None, None
        return line.wall_of(in_us), None if out_us is None else line.wall_of(out_us)

    def go_to(self, mark: Mark) -> bool:
        """Show the moment of a mark in all recordings; False if its own is not among them."""
        found = [(each, self._gathered.get(each.exhibit)) for each in self.ensemble.tracks]
        track, opened = next(
            (pair for pair in found if pair[1] and pair[1].begin_of(mark.exhibit) is not None), (None, None)
        )
        if track is None or opened is None or not isinstance(mark.place, Span):
            return False
        self.view.timeline.set_chosen(mark.id)
        self.ensemble.set_active(track.key)
        number = opened.frame_of(mark)
        line = self._line(track.key)
        if number is not None:
            self.ensemble.show_frame(track.key, number)
        elif line is not None:
            self.ensemble.pause()
            self.ensemble.seek(line.wall_of((opened.begin_of(mark.exhibit) or 0) + mark.place.in_us))
        return True

    def jump(self, direction: int) -> UUID | None:
        """The next (1) or previous (-1) mark of all recordings shown."""
        here = self.ensemble.wall_us
        places = sorted(
            (line.wall_of(mark.place.in_us), mark.label, mark.id)
            for line in self.view.timeline.strip.scene.lines
            for mark in line.marks if isinstance(mark.place, Span)
        )  # fmt: skip
        after = [place for place in places if (place[0] > here if direction > 0 else place[0] < here)]
        return (after[0] if direction > 0 else after[-1])[2] if after else None

    def toggle_second(self) -> None:
        """Show the active recording a second time, at the in point if there is one; or not any more."""
        track = self._track(self.ensemble.active)
        if self._second is not None:
            self._second = None
        elif track is not None and track.probed.table is not None and len(self.view.grid.cells) < 4:
            wall_us = self.ensemble.wall_us
            begun = self.selection[0] if self._begun == track.key else None
            line = self._line(track.key)
            at_us = line.at_of(wall_us if begun is None else begun) if line else 0
            self._second = second_of(track, wall_us, at_us)
        else:
            return
        self._begin()

    def set_fader(self, change: Callable[[str, Any], None], key: str, value: object) -> None:
        """Change something of a track's sound and show it."""
        change(key, value)
        self._showing.show_faders()

    def _track(self, key: str) -> Track | None:
        return next((each for each in self.ensemble.tracks if each.key == key), None)

    def _line(self, key: str) -> TrackLine | None:
        return next((each for each in self.view.timeline.strip.scene.lines if each.key == key), None)


def _placed_by(exhibit: Exhibit) -> tuple[object, ...]:
    """What decides where an exhibit stands on the common clock."""
    pieces = exhibit.pieces if isinstance(exhibit, Joined) else (exhibit,)
    return exhibit.id, tuple((piece.id, piece.recording.clock) for piece in pieces)
