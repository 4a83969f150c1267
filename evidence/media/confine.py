"""What the system itself keeps from the decoding child: every other file, the network, other programs.

Two facilities of the Linux kernel do it: Landlock for files (5.13 and newer) and a seccomp filter for calls. Neither
needs rights, and neither can be taken back. Where a system lacks one, `offered` says so; limits.py holds all the same.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import struct
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evidence.labels import Label

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every machine
_VERSION, _PATH_BENEATH = 1, 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
# Rights over files that versions of Landlock know: 1 to 13 rights, 2 renaming between folders, 3 cutting, 5 devices.
_FILES = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_TCP = 3  # binding and connecting, from version 4 on
_OUTSIDE = 3  # abstract sockets and signals to processes outside, from version 6 on

_GET_SECCOMP, _SET_SECCOMP, _FILTER = 21, 22, 2  # prctl
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_EPERM, _ENOSYS = 1, 38
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _MACHINE, _FIRST_WORD = 0, 4, 16  # places in what the filter sees
_THREAD = 0x10000  # clone

# Calls that a decoder has no use for, with their numbers on x86_64 and aarch64: sockets, other programs, looking into
# other processes, and ways around what is refused here.
_REFUSED = (
    ("socket", 41, 198), ("socketpair", 53, 199), ("connect", 42, 203), ("bind", 49, 200), ("listen", 50, 201),
    ("execve", 59, 221), ("execveat", 322, 281), ("ptrace", 101, 117), ("process_vm_readv", 310, 270),
    ("process_vm_writev", 311, 271), ("pidfd_getfd", 438, 438), ("io_uring_setup", 425, 425),
    ("open_by_handle_at", 304, 265), ("mount", 165, 40), ("setns", 308, 268), ("unshare", 272, 97), ("bpf", 321, 280),
    ("perf_event_open", 298, 241), ("userfaultfd", 323, 282), ("keyctl", 250, 219), ("add_key", 248, 217),
    ("request_key", 249, 218), ("kexec_load", 246, 104), ("init_module", 175, 105),
)  # fmt: skip
_NUMBERS = {"x86_64": tuple(x86 for _, x86, _ in _REFUSED), "aarch64": tuple(arm for _, _, arm in _REFUSED)}
_FORKS = {"x86_64": (57, 58), "aarch64": ()}
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
_MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_OTHER_NUMBERS = 0x40000000  # of the second set of calls on x86_64


@dataclass(frozen=True, slots=True)
class Confinement:
    """What is kept from a decoding child by the system itself."""

    files: bool
    """Every other file, by Landlock."""
    calls: bool
    """The network and other programs, by seccomp."""


def offered() -> Confinement:
    """What this system offers."""
    if sys.platform != "linux":
        return Confinement(False, False)
    calls = platform.machine() in _NUMBERS and ctypes.CDLL(None).prctl(_GET_SECCOMP, 0, 0, 0, 0) >= 0
    return Confinement(_landlock_version() > 0, calls)


def lacking() -> tuple[Label, ...]:
    """What this system does not keep from a decoding child, said plainly; nothing where all is offered."""
    there, told = offered(), []
    if not there.files:
        told.append(
            Label(
                "This system has no Landlock, so a decoder that was taken over could read other files of yours.",
                "本系统不支持 Landlock：若解码程序被恶意文件控制，可能读取您的其他文件。",
            )
        )
    if not there.calls:
        told.append(
            Label(
                "This system has no seccomp filter for us, so a decoder that was taken over could start programs.",
                "本系统无法使用 seccomp 过滤：若解码程序被恶意文件控制，可能启动程序。",
            )
        )
    return tuple(told)


def confine(files: Iterable[str]) -> Confinement:
    """From now on this thread, and those it starts, read only these files, and our own code; what took hold.

    For a process that has one thread and has given up new privileges (`limits.lower`).
    """
    if sys.platform != "linux":
        return Confinement(False, False)
    c = ctypes.CDLL(None, use_errno=True)
    return Confinement(_only_files(c, files), _only_calls(c))


def _landlock_version() -> int:
    with contextlib.suppress(OSError, AttributeError):
        return max(
            0, int(ctypes.CDLL(None).syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(_VERSION)))
        )
    return 0


def own_code() -> tuple[str, ...]:
    """Folders from which Python and its libraries are loaded, also later; nothing of anybody's evidence lies there."""
    ours = str(Path(__file__).resolve().parent.parent)
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values()}
    packages = {path for path in sys.path if os.path.basename(path) in ("site-packages", "dist-packages")}
    system = {"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/usr/share/zoneinfo"}
    looks = {"/dev/null", "/dev/urandom", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/sys/devices/system/cpu"}
    fonts = {"/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts"}  # documents that bring none
    whole = {"/", "/usr", "/usr/local", os.path.expanduser("~")}  # too much: what is needed of them is named beside
    return tuple(sorted({ours, *(prefixes - whole), *packages, *system, *looks, *fonts}))


def _only_files(c: ctypes.CDLL, files: Iterable[str]) -> bool:
    version = _landlock_version()
    if version == 0:
        return False
    attributes = struct.pack(
        "=QQQ", _FILES[min(version, 5)], _TCP if version >= 4 else 0, _OUTSIDE if version >= 6 else 0
    )
    attributes = attributes[: 8 if version < 4 else 16 if version < 6 else 24]
    rules = c.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint(0))
    if rules < 0:
        return False
    try:
        for path in (*own_code(), *files):
            _allow(c, rules, path)
        return int(c.syscall(_RESTRICT_SELF, rules, ctypes.c_uint(0))) == 0
    finally:
        os.close(rules)


def _allow(c: ctypes.CDLL, rules: int, path: str) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (OSError, ValueError):  # what is not there cannot be read either
        return
    try:
        rights = _READ_FILE | _READ_FOLDER if os.path.isdir(path) else _READ_FILE
        c.syscall(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", rights, handle), ctypes.c_uint(0))
    finally:
        os.close(handle)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def _only_calls(c: ctypes.CDLL) -> bool:
    machine = platform.machine()
    if machine not in _NUMBERS:
        return False
    steps = call_filter(machine)
    program = _Program(len(steps) // 8, steps)
    return int(c.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)) == 0


def call_filter(machine: str) -> bytes:
    """The filter for a machine: refused calls fail with “not permitted”; a new process does too, a new thread not."""
    refused = (*_NUMBERS[machine], *_FORKS[machine])
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 1, 0, _MACHINES[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    tests = [
        (_AT_LEAST, _OTHER_NUMBERS, "refuse"),
        *((_EQUAL, number, "refuse") for number in refused),
        (_EQUAL, _CLONE3, "unknown"),  # its arguments cannot be seen; without it the C library uses clone
        (_EQUAL, _CLONE[machine], "clone"),
    ]
    ends = {"allow": 0, "clone": 1, "refuse": 3, "unknown": 4}
    for place, (test, value, end) in enumerate(tests):
        steps.append((test, len(tests) - place - 1 + ends[end], 0, value))
    steps += [
        (_RETURN, 0, 0, _ALLOW),
        (_LOAD, 0, 0, _FIRST_WORD),
        (_ANY_BIT, 2, 0, _THREAD),
        (_RETURN, 0, 0, _REFUSE | _EPERM),
        (_RETURN, 0, 0, _REFUSE | _ENOSYS),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
