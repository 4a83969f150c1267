"""The journal's chain, and forged ones against its verifier."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidence.journal.chain import Writer, commitment, entry_hash, first_fault, genesis, next_entry
from evidence.model.entry import Entry, Head

WHO = Writer("reviewer", "user", "host")
CHAIN = "6f9b0c5e-0000-4000-8000-000000000001"


def chain_of(length: int) -> list[Entry]:
    entries: list[Entry] = []
    head = None
    for number in range(length):
        entry = next_entry(CHAIN, head, f"2026-03-12T10:14:0{number % 10}+08:00", WHO, "mark_made", {"number": number})
        entries.append(entry)
        head = Head(entry.seq, entry.hash, entry.at)
    return entries


def test_a_chain_as_written_has_no_fault() -> None:
    assert first_fault(CHAIN, chain_of(20)) is None
    assert first_fault(CHAIN, []) is None


def test_an_erased_body_leaves_the_chain_whole() -> None:
    entries = chain_of(5)
    entries[2] = replace(entries[2], salt=None, body=None)
    assert first_fault(CHAIN, entries) is None


def test_the_same_body_is_committed_to_differently_each_time() -> None:
    first, second = chain_of(1)[0], chain_of(1)[0]
    assert first.body == second.body
    assert first.body_commit != second.body_commit


def _edit_header(entries: list[Entry]) -> None:
    entries[3] = replace(entries[3], actor="somebody else")


def _edit_body(entries: list[Entry]) -> None:
    entries[3] = replace(entries[3], body={"number": 99})


def _half_erased(entries: list[Entry]) -> None:
    entries[3] = replace(entries[3], salt=None)


def _remove(entries: list[Entry]) -> None:
    del entries[3]


def _swap(entries: list[Entry]) -> None:
    entries[3], entries[4] = entries[4], entries[3]


def _replay(entries: list[Entry]) -> None:
    entries.insert(4, entries[3])


def _fork(entries: list[Entry]) -> None:
    forged = next_entry(CHAIN, Head(3, entries[2].hash, entries[2].at), entries[3].at, WHO, "mark_made", {"number": 9})
    entries[3] = forged


def _foreign_genesis(entries: list[Entry]) -> None:
    entries[0] = replace(entries[0], prev=genesis("another chain"))
    entries[0] = replace(entries[0], hash=entry_hash(entries[0]))


@pytest.mark.parametrize(
    ("forge", "seq"),
    [(_edit_header, 4), (_edit_body, 4), (_half_erased, 4), (_remove, 4), (_swap, 4), (_replay, 4), (_fork, 5),
     (_foreign_genesis, 1)],
)  # fmt: skip
def test_a_forged_chain_is_found_at_its_first_bad_entry(forge: Callable[[list[Entry]], None], seq: int) -> None:
    entries = chain_of(8)
    forge(entries)
    fault = first_fault(CHAIN, entries)
    assert fault is not None
    assert fault.seq == seq
    assert str(seq) in fault.reason.en


def test_fractions_never_enter_a_body() -> None:
    with pytest.raises(ValueError, match="fraction"):
        commitment("00" * 16, {"time": 1.5})
