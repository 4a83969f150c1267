"""What is worth looking at in one recording: places, never verdicts."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Self

from evidence.labels import Label, Labelled
from evidence.media.packing import pack, unpack

_MAGIC = b"RDqf"
_VERSION = 1
MOST = 100_000
LOUDNESS_STEP_US = 100_000
FAINT = -6_000
"""Short-term loudness below this, in hundredths of LUFS, is no part of what is usual."""
MOST_DETAILS = 1000


class FindingKind(Labelled):
    """What is found at a place. The words say what is there, not how it came about."""

    GAP = "gap", "Nothing was recorded here", "此处没有记录"
    STILL = "still", "The picture does not change here", "此处画面没有变化"
    BLACK = "black", "The picture is black here", "此处画面为黑"
    CUT = "cut", "The picture changes all at once here", "此处画面突然整体变化"
    SILENCE = "silence", "Hardly any sound here", "此处几乎没有声音"
    DIGITAL_SILENCE = "digital_silence", "All samples have the same value here", "此处所有采样值相同"
    DROPOUT = "dropout", "The sound stops for a moment here", "此处声音短暂中断"
    CLIPPING = "clipping", "The sound reaches full scale here", "此处声音达到满幅"
    LOUD = "loud", "Louder than usual in this recording", "此处比本录音通常的声音响"
    KEY = "key", "Keypad tone", "按键音"
    TONE = "tone", "Steady tone", "持续单音"

    @property
    def strength_label(self) -> Label:
        """What the whole number beside a finding of this kind counts."""
        return _STRENGTHS[self]

    @property
    def accuracy_label(self) -> Label:
        """How exactly the times of a finding of this kind are known."""
        return _ACCURACIES[self]


_STRENGTHS = {
    FindingKind.GAP: Label(
        "missing pictures at the usual rate; milliseconds of sound", "按通常帧率缺少的帧数；声音为毫秒"
    ),
    FindingKind.STILL: Label("largest mean change, thousandths of a level", "最大平均变化，千分之一灰度级"),
    FindingKind.BLACK: Label("mean brightness, levels of 255", "平均亮度，满级 255"),
    FindingKind.CUT: Label("times the usual change from picture to picture", "为通常帧间变化的倍数"),
    FindingKind.SILENCE: Label("loudest 10 ms, dB relative to full scale", "最响的 10 毫秒，相对满幅的分贝"),
    FindingKind.DIGITAL_SILENCE: Label("milliseconds", "毫秒"),
    FindingKind.DROPOUT: Label("milliseconds", "毫秒"),
    FindingKind.CLIPPING: Label("samples at full scale", "达到满幅的采样数"),
    FindingKind.LOUD: Label("LU above this recording's median", "高于本录音中位数的响度单位（LU）"),
    FindingKind.KEY: Label("milliseconds", "毫秒"),
    FindingKind.TONE: Label("frequency in Hz", "频率（赫兹）"),
}
_FRAME = Label("to the frame", "精确到帧")
_BLOCK = Label("to 10 ms", "精确到 10 毫秒")
_SAMPLE = Label("to the sample", "精确到采样")
_ACCURACIES = {
    FindingKind.GAP: Label("to the frame or sample", "精确到帧或采样"),
    FindingKind.STILL: _FRAME,
    FindingKind.BLACK: _FRAME,
    FindingKind.CUT: _FRAME,
    FindingKind.SILENCE: _BLOCK,
    FindingKind.DIGITAL_SILENCE: _SAMPLE,
    FindingKind.DROPOUT: _SAMPLE,
    FindingKind.CLIPPING: _BLOCK,
    FindingKind.LOUD: Label("to 0.1 s", "精确到 0.1 秒"),
    FindingKind.KEY: _BLOCK,
    FindingKind.TONE: Label("to 30 ms", "精确到 30 毫秒"),
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One place, from and to in recording time; for a cut both are the time of the first picture after it."""

    from_us: int
    to_us: int
    kind: FindingKind
    strength: int
    detail: str = ""
    """The key of a keypad tone; `picture` or `sound` for a gap."""


@dataclass(frozen=True)
class Summary:
    """What is usual in this recording; findings are relative to it."""

    usual_change: int = 0
    """Median change from picture to picture, thousandths of a level."""
    usual_loudness: int | None = None
    """Median of the short-term loudness (3 s), hundredths of LUFS; None without sound above -60 LUFS."""
    loudest: int | None = None
    """Largest short-term loudness, hundredths of LUFS."""
    left_off: int = 0
    """Findings that are not listed, because there are too many of their kind."""


@dataclass(frozen=True)
class Quality:
    """Findings of one recording in the order of time, and its loudness for drawing."""

    findings: tuple[Finding, ...] = ()
    summary: Summary = Summary()
    loudness_from_us: int = 0
    loudness: array[int] = field(default_factory=lambda: array("h"))
    """Short-term loudness (the 3 s around) every 0.1 s from `loudness_from_us` on, hundredths of LUFS."""

    def between(self, from_us: int, to_us: int) -> tuple[Finding, ...]:
        """Findings that touch a stretch of recording time."""
        return tuple(one for one in self.findings if one.from_us <= to_us and one.to_us >= from_us)

    def of(self, *kinds: FindingKind) -> tuple[Finding, ...]:
        """Findings of these kinds."""
        return tuple(one for one in self.findings if one.kind in kinds)

    def stops(self) -> tuple[int, ...]:
        """Times worth stopping at when one leafs through: cuts, and both sides of what is missing or cannot be seen."""
        edges = {one.from_us for one in self.of(FindingKind.CUT)}
        for one in self.of(FindingKind.GAP, FindingKind.BLACK, FindingKind.STILL):
            edges |= {one.from_us, one.to_us}
        return tuple(sorted(edges))

    def relative_loudness(self, at_us: int) -> int | None:
        """Loudness around a time less what is usual in this recording, in LU; None where nothing can be compared."""
        place = (at_us - self.loudness_from_us) // LOUDNESS_STEP_US
        usual = self.summary.usual_loudness
        if usual is None or not 0 <= place < len(self.loudness) or self.loudness[place] <= FAINT:
            return None
        return round((self.loudness[place] - usual) / 100)

    def to_bytes(self) -> bytes:
        """For keeping under derived/: the same findings give the same bytes."""
        kinds = [kind.value for kind in FindingKind]
        details = sorted({one.detail for one in self.findings})[:MOST_DETAILS]
        columns = [
            array("q", [kinds.index(one.kind.value) for one in self.findings]),
            array("q", [one.from_us for one in self.findings]),
            array("q", [one.to_us for one in self.findings]),
            array("q", [one.strength for one in self.findings]),
            array("q", [details.index(one.detail) for one in self.findings]),
            self.loudness,
        ]
        summary = self.summary
        head = {
            "kinds": kinds,
            "details": details,
            "usual_change": summary.usual_change,
            "usual_loudness": summary.usual_loudness,
            "loudest": summary.loudest,
            "left_off": summary.left_off,
            "loudness_from_us": self.loudness_from_us,
        }
        return pack(_MAGIC, _VERSION, head, columns)

    @classmethod
    def from_bytes(cls, blob: bytes) -> Self:
        """The findings that `to_bytes` wrote.

        Raises:
            ValueError: they are none, or they contradict themselves.
        """
        head, columns = unpack(_MAGIC, _VERSION, "qqqqqh", blob)
        kinds = [FindingKind(str(value)) for value in head.values("kinds", 100)]
        details = [str(value) for value in head.values("details", MOST_DETAILS)]
        if len({len(column) for column in columns[:5]}) != 1 or len(columns[0]) > MOST:
            raise ValueError("columns of unequal length")
        findings = []
        for kind, begin, end, strength, detail in zip(*columns[:5], strict=True):
            if not (0 <= kind < len(kinds) and 0 <= detail < len(details)) or end < begin:
                raise ValueError("a finding of no known kind, or one that ends before it begins")
            findings.append(Finding(begin, end, kinds[kind], strength, details[detail]))
        if any(after < before for before, after in pairwise(findings)):
            raise ValueError("findings must be in the order of time")
        summary = Summary(
            head.whole("usual_change"),
            head.maybe("usual_loudness", head.signed),
            head.maybe("loudest", head.signed),
            head.whole("left_off"),
        )
        return cls(tuple(findings), summary, head.signed("loudness_from_us"), columns[5])
