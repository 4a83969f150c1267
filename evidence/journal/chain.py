"""The arithmetic of a chain: genesis, commitments, hashes, and finding the first entry that does not fit.

A body is committed to by a salted hash and kept beside the entry, so that it can be erased (a person's data) while
the chain still verifies. What the chain proves: nothing in it was changed after a head of it was in other hands.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evidence.canonical import canonical
from evidence.labels import Label
from evidence.model.entry import Entry, Head

GENESIS = b"replaydesk/genesis/1\0"
ENTRY = b"replaydesk/journal/1\0"
SALT_BYTES = 16


def genesis(chain: str) -> str:
    """What the first entry of a chain hangs on: 64 hexadecimal digits."""
    return hashlib.sha256(GENESIS + chain.encode()).hexdigest()


def commitment(salt: str, body: dict[str, Any]) -> str:
    """Salted commitment to a body: SHA-256 over the salt's bytes and the canonical body."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(body)).hexdigest()


def entry_hash(entry: Entry) -> str:
    """The hash an entry must carry: over the hash before it and its own header."""
    return _hash(entry.prev, {name: getattr(entry, name) for name in _HEADER})


_HEADER = ("chain", "seq", "at", "actor", "os_user", "host", "action", "body_commit")


def _hash(prev: str, header: dict[str, Any]) -> str:
    return hashlib.sha256(ENTRY + bytes.fromhex(prev) + canonical(header)).hexdigest()


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: the name the program knows, the account of the operating system, the machine."""

    actor: str
    os_user: str
    host: str


def next_entry(
    chain: str, head: Head | None, at: str, writer: Writer, action: str, body: dict[str, Any],
    plain: bytes | None = None,
) -> Entry:  # fmt: skip
    """The entry that follows `head` (None: the first), with a fresh salt. plain: the canonical body, if known."""
    salt = os.urandom(SALT_BYTES)
    if plain is None:
        plain = canonical(body)
    header: dict[str, Any] = {
        "chain": chain,
        "seq": head.seq + 1 if head else 1,
        "at": at,
        "actor": writer.actor,
        "os_user": writer.os_user,
        "host": writer.host,
        "action": action,
        "body_commit": hashlib.sha256(salt + plain).hexdigest(),
    }
    prev = head.hash if head else genesis(chain)
    return Entry(**header, prev=prev, hash=_hash(prev, header), salt=salt.hex(), body=body)


@dataclass(frozen=True, slots=True)
class Fault:
    """The first entry of a chain that does not fit, and why."""

    chain: str
    seq: int
    reason: Label


def first_fault(chain: str, entries: Iterable[Entry]) -> Fault | None:
    """Walk a chain from its first entry; None if every link, hash and body commitment holds."""
    expected_seq, expected_prev = 1, genesis(chain)
    for entry in entries:
        try:
            reason = _fault_of(entry, chain, expected_seq, expected_prev)
        except (ValueError, TypeError):  # what was forged need not even be hexadecimal
            reason = Label(f"entry {expected_seq} cannot be read", f"第 {expected_seq} 条无法读取")
        if reason:
            return Fault(chain, min(entry.seq, expected_seq), reason)
        expected_seq, expected_prev = entry.seq + 1, entry.hash
    return None


def _fault_of(entry: Entry, chain: str, seq: int, prev: str) -> Label | None:
    if entry.chain != chain or entry.seq != seq:
        return Label(
            f"entry {seq} is missing or out of its place (found {entry.seq})",
            f"第 {seq} 条缺失或不在其位（发现第 {entry.seq} 条）",
        )
    if entry.prev != prev:
        return Label(f"entry {seq} does not follow the entry before it", f"第 {seq} 条与前一条不相连")
    if entry.hash != entry_hash(entry):
        return Label(f"entry {seq} was changed after it was written", f"第 {seq} 条在写入后被改动")
    if (entry.salt is None) != (entry.body is None):
        return Label(f"the content of entry {seq} is only half there", f"第 {seq} 条的内容不完整")
    if entry.salt is not None and entry.body is not None and commitment(entry.salt, entry.body) != entry.body_commit:
        return Label(f"the content of entry {seq} was changed", f"第 {seq} 条的内容被改动")
    return None
