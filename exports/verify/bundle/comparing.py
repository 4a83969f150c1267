"""Two bundles of one case: whether the journal of one goes on from that of the other, or where they part."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from typing import Any

from exports.verify.bundle.archive import Refused
from exports.verify.bundle.contents import CASE
from exports.verify.bundle.source import open_source, read_whole
from exports.verify.report import Check, Question, cannot_tell, failed, passed
from exports.verify.strictjson import MOST_BYTES, read_strictly
from exports.verify.strictjson import Refused as NoJson

_NAME = "against"


def check_against(path: Path, other: Path) -> Check:
    """Compare entry by entry. Which of them is the later one is found out here; both journals are checked elsewhere.

    An earlier bundle in other hands is the witness: a journal that was rewritten since does not go on from it.
    """
    mine, theirs = _journal(path), _journal(other)
    if mine is None or theirs is None:
        name = (path if mine is None else other).name
        return cannot_tell(
            _NAME,
            Question.INTEGRITY,
            f"The journal of {name} cannot be read, so nothing is compared.",
            f"无法读取 {name} 的日志，无从比对。",
            (name,),
        )
    if mine["chain"] != theirs["chain"]:
        return cannot_tell(
            _NAME, Question.INTEGRITY, f"{other.name} is of another case.", f"{other.name} 是另一案件。", (other.name,)
        )
    pairs = zip_longest(mine["entries"], theirs["entries"])
    for number, (one, two) in enumerate(pairs, 1):
        if one is None or two is None:
            break
        if one["hash"] != two["hash"]:
            return failed(
                _NAME,
                Question.INTEGRITY,
                f"The two bundles part at journal entry {number}: one of them was rewritten, or the case went "
                "on in two places.",
                f"两个证据包自第 {number} 条日志起不同：其一被重写，或案件在两处分别继续。",
                (path.name, other.name),
            )
    more = len(mine["entries"]) - len(theirs["entries"])
    if more == 0:
        return passed(
            _NAME,
            Question.INTEGRITY,
            f"{other.name} is of the same version of the case.",
            f"{other.name} 为本案的同一版本。",
            (other.name,),
        )
    later, earlier = (path.name, other.name) if more > 0 else (other.name, path.name)
    return passed(
        _NAME,
        Question.INTEGRITY,
        f"{later} goes on from {earlier}: the same journal, and {abs(more)} more entries.",
        f"{later} 是 {earlier} 的延续：日志相同，多出 {abs(more)} 条。",
        (later, earlier),
    )


def _journal(path: Path) -> dict[str, Any] | None:
    try:
        with open_source(path) as (source, _):
            journal = read_strictly(read_whole(source, CASE, MOST_BYTES) or b"")["journal"]
            fine = all(isinstance(entry["hash"], str) for entry in journal["entries"]) and journal["chain"]
            return journal if fine else None
    except (Refused, NoJson, OSError, KeyError, TypeError):
        return None
