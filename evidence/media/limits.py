"""What the child takes away from itself before it looks at a file: memory, files, network, time."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import time

if sys.platform != "win32":  # there the parent's time limit remains, and the list of formats
    import resource

ADDRESS_SPACE = 3 << 30
CPU_WITHOUT_PROGRESS_S = 60
OPEN_FILES = 64
GIVE_WAY = 15

_NO_NEW_PRIVILEGES = 38  # prctl
_DIE_WITH_PARENT = 1
_SIGKILL = 9
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # unshare


def lower(die_with_thread: bool = False) -> None:
    """Give up what decoding does not need. Where a system lacks one of these, the others hold.

    die_with_thread: also end when the parent's thread that started us ends. For work that the thread waits for;
    Linux ties this to the thread, so a clip that outlives its thread must not ask for it. Every child ends when its
    standard input closes.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            c = ctypes.CDLL(None, use_errno=True)
            # A network of its own, with nothing in it. Allowed to root, and to others where the system lets them.
            if c.unshare(_NEW_NETWORK) != 0 and os.geteuid() != 0:
                c.unshare(_NEW_USER | _NEW_NETWORK)
            c.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
            if die_with_thread:
                c.prctl(_DIE_WITH_PARENT, _SIGKILL, 0, 0, 0)
    if sys.platform == "win32":
        return
    for what, limit in (
        (resource.RLIMIT_AS, ADDRESS_SPACE),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        with contextlib.suppress(ValueError, OSError):
            _, hard = resource.getrlimit(what)
            new = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            resource.setrlimit(what, (new, new))


def allow_time(seconds: int = CPU_WITHOUT_PROGRESS_S) -> None:
    """From now on this much processor time; then the system ends us. Called again at every sign of progress."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(time.process_time()) + seconds
        if hard != resource.RLIM_INFINITY:
            soft = min(soft, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def give_way() -> None:
    """From now on everything else on the machine goes first; Windows has no such call."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.nice(GIVE_WAY)
