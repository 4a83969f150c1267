"""The world's errors: each carries the sentence a person reads, in both languages, and what to do.

Anything that is not a `WorldError` is a bug and rises to the one reporter (exit code 70).
"""

from __future__ import annotations

from typing import ClassVar

from evidence.labels import Label

YES = 0
NO = 1
WRONG_USE = 2
CANNOT_TELL = 3
OUR_BUG = 70


class WorldError(Exception):
    """Something outside the program is not as it should be.

    `kind` is the stable word that scripts read, `exit_code` one of the five meanings of the command line.
    """

    kind: ClassVar[str] = "world"
    exit_code: ClassVar[int] = NO

    def __init__(self, en: str, zh: str) -> None:
        """Take the sentence in English and in Chinese; it says what is wrong and what to do."""
        super().__init__(en)
        self.sentence = Label(en, zh)


class WrongUse(WorldError):
    """The call itself is wrong: an option, a time, a label that cannot be read."""

    kind = "wrong_use"
    exit_code = WRONG_USE


class NotFound(WorldError):
    """No case, exhibit, mark or frame of that name."""

    kind = "not_found"


class Refused(WorldError):
    """Understood, and not done: a script posing as a clip, a URL, a rule that forbids it."""

    kind = "refused"


class Altered(WorldError):
    """Bytes are not the bytes that were registered."""

    kind = "altered"


class RecordingMissing(WorldError):
    """The original is not where the library keeps it, so nothing can be said about it."""

    kind = "recording_missing"
    exit_code = CANNOT_TELL


class ToolMissing(WorldError):
    """A program or device that is needed for this is not there."""

    kind = "tool_missing"
    exit_code = CANNOT_TELL


class MediaDamaged(WorldError):
    """The recording cannot be decoded here, fully or at all."""

    kind = "media_damaged"


class MediaLimit(WorldError):
    """Decoding crossed a limit of time, memory or size, or the decoder ended; the child was ended."""

    kind = "media_limit"


class LibraryProblem(WorldError):
    """The library is foreign, newer, damaged, on a network path, or held by somebody else."""

    kind = "library"


class DiskProblem(WorldError):
    """The disk is full, read-only or failing; nothing was changed."""

    kind = "disk"


class ProcessEnded(WorldError):
    """A process of the program was ended from outside or crashed; nothing was changed."""

    kind = "process_ended"


def error_of(kind: str, en: str, zh: str) -> WorldError:
    """The error that a process of ours told by its kind.

    Raises:
        KeyError: there is no such kind.
    """
    found = {one.kind: one for one in WorldError.__subclasses__()}[kind]
    error = found.__new__(found)  # some kinds make their sentence of other things; here it is told
    WorldError.__init__(error, en, zh)
    return error
