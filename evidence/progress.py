"""How long work reports and is stopped: a function `progress(done, total)`, which may raise `Cancelled`."""

from __future__ import annotations

from collections.abc import Callable


class Cancelled(BaseException):
    """The person stopped the work. Not an error: what was acknowledged before stays, nothing half is left.

    A `BaseException`, so that no `except Exception` on the way swallows it.
    """


Progress = Callable[[int, int], None]
"""`progress(done, total)`: units are the caller's (bytes, frames, items); `total` 0 means not known."""


def no_progress(done: int, total: int) -> None:
    """Report to nobody; never cancels."""


def offset(progress: Progress, begin: int, total: int) -> Progress:
    """A part of longer work: what it reports counts from `begin` towards `total` of the whole."""

    def report(done: int, _: int) -> None:
        progress(begin + done, max(1, total))

    return report


def part(progress: Progress, begin: int, end: int, whole: int = 1000) -> Progress:
    """A stage of longer work: its own units become `begin` to `end` of `whole`."""

    def report(done: int, total: int) -> None:
        progress(begin + (end - begin) * min(done, total) // max(1, total), whole)

    return report
