"""One recording, played exactly: requests go to threads, decoded frames come back, the last one shown is the truth."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.player.state import PlayerState
from evidence.media.door import Probed
from evidence.media.pictures import Picture
from evidence.media.sounds import SamplePlace

SLOWEST, FASTEST = 0.25, 4.0


class Player(QObject):
    """Plays one recording; no widgets. All methods are called from the thread of the interface and return at once.

    `picture`, `frame`, `pts` and `at_us` are always those of the last picture given out by `shown` (in a recording of
    sound alone: of the last sample given out by `position`), never those of a request. A mark takes its place there.

    Signals:
        shown(object): a Picture: exactly the frame it names. While playing it may be scaled (`set_display_size`);
            as soon as the player stands, the same frame comes again at full size.
        position(object): recording time in whole microseconds (int). In a recording of sound alone it comes with every
            move; with pictures only while time runs and no new frame is due (a gap, sound after the last frame).
        state(str): a PlayerState: closed decoding paused playing ended failed. "decoding": a request was made and the
            picture on screen is not yet the one asked for, or not yet at full size; a mark waits for "paused".
        sound_state(object): a widgets.player.transport.SoundState: on off no_track no_device failed.
        failed(object): the WorldError that says why it does not go on. The last picture stays; any request tries again.
        ended(): the end was reached while playing.
        dropped(int): how many late frames were left out since `open`.
    """

    shown = Signal(object)
    position = Signal(object)
    state = Signal(str)
    sound_state = Signal(object)
    failed = Signal(object)
    ended = Signal()
    dropped = Signal(int)

    def open(self, path: Path, probed: Probed) -> None:
        """Open a recording and show its first frame; one that is open is closed before."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the recording. Threads and decoders end by themselves, at once; `wait_closed` waits for them."""
        raise NotImplementedError

    def wait_closed(self, seconds: float = 5.0) -> bool:
        """At the end of the program: wait until threads and decoders of closed recordings are gone."""
        raise NotImplementedError

    @property
    def now(self) -> PlayerState:
        """The state given out last."""
        raise NotImplementedError

    @property
    def playing(self) -> bool:
        """Whether it plays, or will as soon as the first frames are decoded."""
        raise NotImplementedError

    @property
    def exact(self) -> bool:
        """Whether what is shown is what was asked for, at full size, and stands: a mark can be made."""
        raise NotImplementedError

    @property
    def picture(self) -> Picture | None:
        """The picture shown last."""
        raise NotImplementedError

    @property
    def sample(self) -> SamplePlace | None:
        """In a recording of sound alone: the sample at the place."""
        raise NotImplementedError

    @property
    def frame(self) -> int | None:
        """Number of the frame shown; None where there is none."""
        raise NotImplementedError

    @property
    def pts(self) -> int | None:
        """Time stamp of the frame shown, or of the sample, in `time_base`."""
        raise NotImplementedError

    @property
    def time_base(self) -> Fraction | None:
        """Seconds per tick of `pts`."""
        raise NotImplementedError

    @property
    def at_us(self) -> int | None:
        """Recording time of the frame shown, or of the sample."""
        raise NotImplementedError

    @property
    def duration_us(self) -> int:
        """Recording time of the end of pictures and sound."""
        raise NotImplementedError

    @property
    def late(self) -> int:
        """Late frames that were left out since `open`."""
        raise NotImplementedError

    def show_frame(self, number: int) -> None:
        """Stop and show this frame; a number outside the recording means its first or last one. The latest wins."""
        raise NotImplementedError

    def show_time(self, us: int) -> None:
        """Go to the frame (or sample) on screen at a recording time; goes on playing if it plays."""
        raise NotImplementedError

    def step(self, frames: int) -> None:
        """Stop, and go so many frames on or back (negative). Steps add up while one is being decoded.

        In a recording of sound alone: tenths of a second.
        """
        raise NotImplementedError

    def step_time(self, us: int) -> None:
        """Go this much time on or back; goes on playing if it plays."""
        raise NotImplementedError

    def to_start(self) -> None:
        """Go to the first frame or sample; goes on playing if it plays."""
        raise NotImplementedError

    def to_end(self) -> None:
        """Stop on the last frame or sample."""
        raise NotImplementedError

    def play(self, speed: float | None = None) -> None:
        """Play from the place shown (from the start, if that is the end). Speed 0.25 to 4; None: as before."""
        raise NotImplementedError

    def pause(self) -> None:
        """Stop on the frame that is on screen."""
        raise NotImplementedError

    def toggle(self) -> None:
        """Play if it stands, stand if it plays."""
        raise NotImplementedError

    @property
    def speed(self) -> float:
        """Speed of playing."""
        raise NotImplementedError

    def set_speed(self, speed: float) -> None:
        """Speed 0.25 to 4, at once if it plays. Sound keeps its pitch."""
        raise NotImplementedError

    def set_volume(self, volume: int) -> None:
        """Volume from 0 to 100."""
        raise NotImplementedError

    def set_muted(self, muted: bool) -> None:
        """Sound off or on."""
        raise NotImplementedError

    @property
    def muted(self) -> bool:
        """Whether the sound is off."""
        raise NotImplementedError

    def set_display_size(self, width: int, height: int) -> None:
        """Pixels of the screen that pictures have room for while it plays; 0, 0: full size."""
        raise NotImplementedError
