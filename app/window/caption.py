"""What is said below the picture: the frame, its time in the recording, and its time on the wall clock."""

from __future__ import annotations

from app.player.player import Player
from app.window.opening import Opened
from evidence.model.recording import Exhibit
from evidence.timecode import format_time
from widgets.player.picture import FrameCaption, FrameState
from widgets.times import moment_words

SECOND_US = 1_000_000


def caption_of(opened: Opened, player: Player, at_us: int, frame: int | None) -> FrameCaption:
    """What is true of the frame (or the place in the sound) that is shown now."""
    state = FrameState.EXACT
    if not player.exact:
        state = FrameState.PLAYING if player.playing else FrameState.DECODING
        if player.previewing and not player.playing:
            state = FrameState.PREVIEW
    piece, own_us = opened.at(at_us)
    recording, table = piece.exhibit.recording, piece.probed.table
    return FrameCaption(
        at_us=own_us,
        frame=opened.frame(frame),
        total=table.frames if table else None,
        wall=wall_text(piece.exhibit, own_us),
        clock_checked=recording.clock.checked,
        state=state,
        confirmed=recording.facts.table != "unconfirmed",
        exhibit=piece.exhibit.label if piece is not opened else "",
        turned=recording.facts.turned,
    )


def moment_text(opened: Opened, at_us: int) -> str:
    """Wall-clock time of a place on a timeline; of a series also which file it is in, and the time there."""
    piece, own_us = opened.at(at_us)
    wall = wall_text(piece.exhibit, own_us)
    if piece is opened:
        return wall
    own = f"{piece.exhibit.label} {format_time(own_us)}"
    return f"{own} · {wall}" if wall else own


def wall_text(exhibit: Exhibit, at_us: int) -> str:
    """Wall-clock time of a recording time with its doubt; empty where the start is not known."""
    clock = exhibit.recording.clock
    wall = clock.wall(at_us)
    if wall is None:
        return ""
    doubt = f" ± {clock.uncertainty_us / SECOND_US:g} s" if clock.uncertainty_us is not None else ""
    return f"{moment_words(wall)}{doubt}"
