"""Stretches of a recording in which an act could not be seen or heard even by one who looked: they bear on absence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.assist.findings import Finding, FindingKind
from evidence.labels import Label
from evidence.model.kinds import Act
from evidence.timecode import format_length, format_time

PICTURE, SOUND = "picture", "sound"
LEAST_US = {PICTURE: 200_000, SOUND: 50_000}
"""Shorter ones hide nothing: no paper is shown and nothing signed in a fifth of a second, no syllable is that short.
Without this, one dropped frame would keep a recording from ever being covered in full."""

_HIDES = {
    PICTURE: {FindingKind.GAP, FindingKind.STILL, FindingKind.BLACK},
    SOUND: {FindingKind.GAP, FindingKind.DIGITAL_SILENCE, FindingKind.DROPOUT},
}
_NEEDS: dict[Act, tuple[str, ...]] = {
    Act.SAID: (SOUND,),
    Act.SHOWN: (PICTURE,),
    Act.SIGNED: (PICTURE,),
    Act.DONE: (PICTURE,),
    Act.RECORDED: (PICTURE, SOUND),
}
_NAMES = {
    FindingKind.GAP: Label("a gap", "缺口"),
    FindingKind.STILL: Label("a picture that does not change", "画面不变"),
    FindingKind.BLACK: Label("a black picture", "黑画面"),
    FindingKind.DIGITAL_SILENCE: Label("sound without any signal", "声音无信号"),
    FindingKind.DROPOUT: Label("a drop-out of the sound", "声音中断"),
}


@dataclass(frozen=True, slots=True)
class Unusable:
    """One stretch, from and to (half open) in recording time, and the findings that make it so."""

    from_us: int
    to_us: int
    findings: tuple[Finding, ...]

    @property
    def kinds(self) -> tuple[FindingKind, ...]:
        """What is there, each kind once."""
        return tuple(kind for kind in _NAMES if any(one.kind is kind for one in self.findings))

    @property
    def reason(self) -> Label:
        """`a gap of 4.2 s at 00:01:02.000`."""
        en = " and ".join(_NAMES[kind].en for kind in self.kinds)
        zh = "、".join(_NAMES[kind].zh for kind in self.kinds)
        length, at = format_length(self.to_us - self.from_us), format_time(self.from_us)
        return Label(f"{en} of {length} at {at}", f"{at} 处有{zh}，长 {length}")


def unusable(findings: Iterable[Finding], act: Act) -> tuple[Unusable, ...]:
    """Where a recording proves nothing about the absence of an act: apart from each other, in the order of time.

    Words need sound, visible acts need a picture, and that something was recorded needs both. A gap counts for what
    it is a gap of.
    """
    senses = _NEEDS[act]
    hiding = sorted(one for one in findings if one.to_us > one.from_us and any(_hides(one, sense) for sense in senses))
    groups: list[list[Finding]] = []
    until = 0
    for one in hiding:
        if groups and one.from_us <= until:
            groups[-1].append(one)
            until = max(until, one.to_us)
        else:
            groups.append([one])
            until = one.to_us
    stretches = (Unusable(group[0].from_us, max(one.to_us for one in group), tuple(group)) for group in groups)
    least = min(LEAST_US[sense] for sense in senses)
    return tuple(one for one in stretches if one.to_us - one.from_us >= least)


def _hides(one: Finding, sense: str) -> bool:
    return one.kind in _HIDES[sense] and (one.kind is not FindingKind.GAP or one.detail in ("", sense))
