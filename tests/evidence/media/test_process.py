"""The child process: what it may not do, and how the program survives whatever it does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from evidence.errors import MediaLimit, Refused
from evidence.media import limits
from evidence.media.process import Child, ChildBug
from evidence.media.wire import MOST_BYTES
from evidence.progress import Cancelled, Progress, no_progress

READS = """
import os, struct, sys, json, time
def read():
    front = sys.stdin.buffer.read(16)
    magic, head, blob = struct.unpack("<4sIQ", front)
    return json.loads(sys.stdin.buffer.read(head)), sys.stdin.buffer.read(blob)
def say(values, blob=b"", length=None, magic=b"RDms"):
    text = json.dumps(values).encode()
    front = struct.pack("<4sIQ", magic, len(text), len(blob) if length is None else length)
    sys.stdout.buffer.write(front + text + blob)
    sys.stdout.buffer.flush()
"""


def child(folder: Path, program: str, patience_s: float = 20.0) -> Child:
    """The same parent side, with a program of ours in place of the decoder."""
    script = folder / "decoder.py"
    script.write_text(READS + program)
    return Child((str(script),), patience_s)


def asked(folder: Path, program: str, patience_s: float = 20.0, progress: Progress = no_progress) -> str:
    """The sentence of the MediaLimit that this child leads to; afterwards it is gone."""
    with child(folder, program, patience_s) as one, pytest.raises(MediaLimit) as limit:
        one.ask({"do": "probe"}, progress=progress)
    assert not one.alive and limit.value.sentence.zh
    assert not Path(f"/proc/{one.pid}").exists()
    return str(limit.value)


def test_h10_a_child_that_sleeps_is_ended_and_named(tmp_path: Path) -> None:
    assert asked(tmp_path, "time.sleep(600)", 0.4).startswith("No answer from the decoder in 0.4 seconds")


def test_h10_a_child_that_aborts_is_named_by_its_signal(tmp_path: Path) -> None:
    assert "SIGABRT" in asked(tmp_path, "read(); os.abort()")


def test_h10_a_child_that_the_system_ends_is_said_to_have_used_too_much_memory(tmp_path: Path) -> None:
    assert "memory" in asked(tmp_path, "read(); os.kill(os.getpid(), 9)")


def test_h10_a_child_that_uses_up_its_processor_time_is_ended_by_the_system(tmp_path: Path) -> None:
    program = "read()\nfrom evidence.media import limits\nlimits.allow_time(1)\nwhile True: pass"
    assert "processor time" in asked(tmp_path, program)


def test_h10_a_child_that_ends_without_an_answer_is_named_by_its_exit_code(tmp_path: Path) -> None:
    assert "exit code 7" in asked(tmp_path, "read(); os._exit(7)")


@pytest.mark.parametrize(
    "program",
    [
        "say({}, magic=b'GET ')",
        "say({'say': 'done'}, length=10**15)",
        "say({'say': 'done'}, length=-1 % 2**64)",
        "sys.stdout.buffer.write(b'\\x80\\x04pickle' * 100); sys.stdout.flush()",
        "sys.stdout.buffer.write(struct.pack('<4sIQ', b'RDms', 2**32 - 1, 0)); sys.stdout.flush()",
        "sys.stdout.buffer.write(struct.pack('<4sIQ', b'RDms', 5, 0) + b'[1,2]'); sys.stdout.flush()",
        "say({'say': ['done']})",
        "say({'say': 'no such word'})",
        "say({'say': 'progress', 'done': '5', 'total': 7})",
        "say({'say': 'media_damaged', 'en': 5})",
        "say({'say': 'done'}, b'x' * 10, length=20); os._exit(0)",
    ],
)
def test_nonsense_from_a_child_ends_it_and_harms_nobody(tmp_path: Path, program: str) -> None:
    assert "something that is no answer" in asked(tmp_path, f"read()\n{program}\ntime.sleep(600)")
    assert MOST_BYTES < 2**30


def test_a_child_that_reads_nothing_cannot_hold_up_a_large_order(tmp_path: Path) -> None:
    with child(tmp_path, "time.sleep(600)", 0.5) as one, pytest.raises(MediaLimit):
        one.ask({"do": "probe"}, b"x" * (4 << 20))


def test_stopping_by_progress_ends_the_child(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        raise Cancelled

    program = "read()\nsay({'say': 'progress', 'done': 3, 'total': 9})\ntime.sleep(600)"
    with child(tmp_path, program) as one:
        with pytest.raises(Cancelled):
            one.ask({"do": "probe"}, progress=stop)
        assert told == [(3, 9)] and not one.alive


def test_nothing_is_left_after_hundreds_of_files(tmp_path: Path) -> None:
    def handles() -> int:
        return len(os.listdir("/proc/self/fd"))

    before = handles()
    for _ in range(15):
        asked(tmp_path, "os._exit(3)")
    assert handles() == before


def test_the_real_child_answers_orders_and_reports_our_own_bugs() -> None:
    with Child() as one, pytest.raises(ChildBug, match="ValueError"):
        one.ask({"do": "no such thing"})
    with Child() as one, pytest.raises(Refused, match="not a regular file"):
        one.ask({"do": "confirm", "path": "/dev/zero", "demuxer": ""}, _any_table())


def _any_table() -> bytes:
    from array import array
    from fractions import Fraction

    from evidence.media.frames import FrameTable, SeekPoints

    return FrameTable(0, "mov", "h264", Fraction(1, 25), array("q", [0, 1]), 2, SeekPoints()).to_bytes()


def test_the_child_gives_up_memory_files_and_network(tmp_path: Path) -> None:
    program = f"""
import sys; sys.path.insert(0, {str(Path(limits.__file__).parents[2])!r})
from evidence.media import limits
import resource, socket, os
limits.lower()
assert resource.getrlimit(resource.RLIMIT_AS)[0] == 3 << 30
assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
try:
    big = bytearray(4 << 30)
    raise SystemExit("4 GiB were given")
except MemoryError:
    pass
try:
    with open({str(tmp_path / "written")!r}, "wb") as file:
        file.write(b"x")
        file.flush()
    raise SystemExit("a file was written")
except OSError:
    pass
print("given up")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("given up\n", 0), done.stderr


def test_the_child_ends_when_its_standard_input_closes_even_while_it_works(tmp_path: Path) -> None:
    one = subprocess.Popen(
        [sys.executable, "-P", "-m", "evidence.media.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(limits.__file__).parents[2])},
    )
    assert one.stdin and one.stdout
    from evidence.media.wire import send

    send(cast(BinaryIO, one.stdin), {"do": "nothing"})
    one.stdin.close()
    one.wait(timeout=20)
    one.stdout.close()


def test_what_libraries_print_does_not_get_into_the_answers(tmp_path: Path) -> None:
    program = """
read()
from evidence.media.child import _own_output
out = _own_output()
os.write(1, b"printed by a C library")
print("printed by Python", flush=True)
from evidence.media.wire import send
send(out, {"say": "done", "fine": 1})
"""
    with child(tmp_path, program) as one:
        answer, _ = one.ask({"do": "probe"})
    assert answer.whole("fine") == 1
