"""Sample values for the tests and the gallery of widgets: one surrender case, no real person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from evidence.labels import Label
from evidence.media.facts import Gap, MediaFacts, Playable
from evidence.model.case import Allegation, Case, Complaint, DatedFact, Money, Person, Product
from evidence.model.findings import Outcome
from evidence.model.kinds import (
    Answer,
    AudioUsable,
    Category,
    ClockMethod,
    Demand,
    DisputeKind,
    How,
    ProductKind,
    RecordingKind,
    Result,
    Role,
    Verdict,
)
from evidence.model.mark import Mark, Span
from evidence.model.places import Box, FramePlace, PagePlace
from evidence.model.recording import Clock, Exhibit, Recording
from evidence.model.transcript import Cue, Transcript, TranscriptFormat
from evidence.register.lines import CaseState, DueOf, RegisterLine
from evidence.timecode import MICROSECONDS, Moment
from widgets.results.conclusions import ConclusionLine, MarkLink
from widgets.results.dates import DateLine
from widgets.results.report import CheckLine

OVERRIDE = "\u202e"
LONG_NAME = "柜台三号机位_2026-03-12_10-00-00至11-00-00_" + "very_long_name_" * 12 + ".mp4"
TODAY = date(2026, 9, 14)
MADE = Moment(datetime(2026, 9, 14, 6, 2, 11, tzinfo=UTC), "Asia/Shanghai", "")


def ident(number: int) -> UUID:
    """A UUID for a number."""
    return UUID(int=number)


def moment(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> Moment:
    """A moment in UTC, shown in Shanghai."""
    return Moment(datetime(year, month, day, hour, minute, tzinfo=UTC), "Asia/Shanghai", "")


def mark(
    number: int,
    *,
    point: str = "BA10",
    verdict: Verdict = Verdict.GIVEN,
    in_s: float = 62.4,
    out_s: float | None = None,
    exhibit: int = 2,
    how: How = How.HEARD,
    quote: str = "",
    note: str = "",
    withdrawn: bool = False,
) -> Mark:
    """A mark on a stretch of a recording."""
    in_us = round(in_s * MICROSECONDS)
    out_us = round((in_s + 34.4 if out_s is None else out_s) * MICROSECONDS)
    first, last = (FramePlace(0, us * 90 // 1000, Fraction(1, 90_000)) for us in (in_us, out_us))
    return Mark(
        ident(1000 + number),
        f"M-{number:03}",
        ident(exhibit),
        f"EX-{exhibit:02}",
        Span(first, last, in_us, out_us, in_us // 40_000),
        point,
        verdict,
        how,
        quote,
        note,
        "M. Tan",
        MADE,
        withdrawn,
        "24a2466934bff39cbf97eae72b3ddcde02cb2272593e8fc6c86fc11d8f52cc9b",
    )


def page_mark(number: int) -> Mark:
    """A mark on a page."""
    made = mark(number, point="BA13", verdict=Verdict.GIVEN_PARTLY, how=How.SIGNED, quote="我已阅读保险条款")
    return Mark(
        made.id,
        made.label,
        ident(5),
        "EX-05",
        PagePlace(2, Box(1200, 5600, 5200, 900)),
        made.point,
        made.verdict,
        made.how,
        made.quote,
        made.note,
        made.by,
        made.at,
        False,
        made.sha256,
    )


def marks() -> list[Mark]:
    """One mark of every verdict, one on a page, one withdrawn."""
    return [
        mark(
            1,
            quote="This is a life insurance policy from our partner insurer, it is not a fixed deposit.",
            point="BA02",
            in_s=62.4,
        ),
        mark(2, verdict=Verdict.GIVEN_PARTLY, point="BA07", in_s=150, out_s=171.2, quote="每年交一万二，交十年。"),
        mark(3, verdict=Verdict.GIVEN_LATE, point="BA11", in_s=300, out_s=341, exhibit=4, quote="犹豫期十五天。"),
        mark(
            4,
            verdict=Verdict.NOT_FOUND,
            point="BA10",
            in_s=180,
            out_s=330,
            how=How.INFERRED,
            note="Played in full; no words about charges.",
        ),
        mark(5, verdict=Verdict.CONTRADICTED, point="BA10", in_s=345, out_s=352, quote="随时都可以取，没有手续费。"),
        mark(6, verdict=Verdict.UNCLEAR, point="BA14", in_s=420, out_s=471, how=How.SEEN),
        mark(7, verdict=Verdict.NOT_COVERED, point="BA01", in_s=0, out_s=12, exhibit=1, how=How.SEEN),
        mark(8, verdict=Verdict.NOT_APPLICABLE, point="BA22.1", in_s=500, out_s=500, note="No call-back was due."),
        page_mark(9),
        mark(10, point="BA02", in_s=70, out_s=75, withdrawn=True, quote="Marked on the wrong second."),
    ]


def many_marks(count: int, hours: float = 10) -> list[Mark]:
    """So many marks spread over so many hours."""
    verdicts, step = list(Verdict), hours * 3600 / count
    return [
        mark(
            n,
            in_s=n * step,
            out_s=n * step + step * 0.7,
            verdict=verdicts[n % 8],
            point=f"BA{n % 27 + 1:02}",
            quote=f"words {n}",
        )
        for n in range(count)
    ]


def facts(**changes: object) -> MediaFacts:
    """Facts of a plain recording of 12:05, with changes."""
    values: dict[str, object] = {
        "container": "mov,mp4",
        "frames": 18_125,
        "last_us": 724_960_000,
        "duration_us": 725_000_000,
        "picture": 0,
        "sound": 1,
        "table": "confirmed",
    }
    return MediaFacts(**{**values, **changes})  # type: ignore[arg-type]  # a test names the fields it changes


def exhibit(
    number: int,
    title: str = "",
    kind: RecordingKind = RecordingKind.CCTV,
    *,
    name: str = "cam07.mp4",
    media: MediaFacts | None = None,
    sound: AudioUsable = AudioUsable.YES,
    clock: Clock | None = None,
) -> Exhibit:
    """An exhibit."""
    checked = Clock(moment(2026, 3, 12, 2, 0), -47_300_000, 1_000_000, ClockMethod.KNOWN_EVENT)
    recording = Recording(
        ident(500 + number), f"{number:064x}", 1_234_567, kind, name, media or facts(), sound, clock or checked, MADE
    )
    return Exhibit(ident(number), f"EX-{number:02}", title, recording, name)


def exhibits() -> list[Exhibit]:
    """Exhibits in all their states."""
    return [
        exhibit(1, "Lobby camera", media=facts(sound=None), clock=Clock(moment(2026, 3, 12, 1, 58))),
        exhibit(2, "Sales desk 3, dual recording", RecordingKind.DUAL_RECORDING, name="desk3.mkv"),
        exhibit(
            3,
            "",
            name=LONG_NAME,
            sound=AudioUsable.UNKNOWN,
            media=facts(gaps=(Gap(60_000_000, 74_000_000), Gap(300_000_000, 301_000_000))),
        ),
        exhibit(
            4,
            "Call-back of 13 March",
            RecordingKind.CALLBACK_AUDIO,
            name="callback.wav",
            media=facts(picture=None, frames=0, duration_us=184_000_000),
            sound=AudioUsable.PARTIAL,
        ),
        exhibit(
            5,
            "Policy receipt, signed",
            RecordingKind.DOCUMENT,
            name="receipt.pdf",
            media=facts(pages=3, picture=None, sound=None, duration_us=0),
        ),
        exhibit(
            6,
            "Corridor camera",
            name="dvr_0031.dav",
            clock=Clock(),
            media=facts(playable=Playable.NO, reason=Label("the container is not known here", "无法识别该文件格式")),
        ),
        exhibit(
            7,
            "Sales desk 3, second half",
            RecordingKind.DUAL_RECORDING,
            media=facts(
                playable=Playable.DAMAGED, reason=Label("it ends in the middle of a frame", "文件在帧中间中断")
            ),
        ),
        exhibit(8, "Queue ticket", RecordingKind.PHOTO, media=facts(pages=1, picture=None, sound=None, duration_us=0)),
    ]


def register_lines() -> list[RegisterLine]:
    """Complaints of several kinds and states, with deadlines before, on and after `TODAY`, and none."""
    titles = [
        "Surrender of Evergreen Wealth 10 after fifteen days: were the charges disclosed?",
        "客户称购买基金时未被告知风险等级",
        "Annual fee taken from a dormant card",
        "开户申请被拒，未说明理由",
        f"Title with a trap {OVERRIDE}gpj.exe",
    ]
    due: tuple[int | None, ...] = (-2, 0, 1, 9, None)
    return [
        RegisterLine(
            id=ident(100 + n),
            label=f"C-2026-{n + 1:04}",
            title=title,
            customer=f"K-{n + 7}",
            kind=list(DisputeKind)[n],
            branch=("East Lake Road branch", "Harbour Square branch")[n % 2],
            state=list(CaseState)[2 * n],
            received=date(2026, 8, 24 - n) if n != 3 else None,
            due=None if left is None else TODAY + timedelta(days=left),
            due_of=None if left is None else DueOf.DECISION,
            due_verified=False,
            outcome=Outcome.PARTLY_UPHELD if n == 4 else None,
        )
        for n, (title, left) in enumerate(zip(titles, due, strict=True))
    ]


def case() -> Case:
    """The surrender case as registered."""
    complaint = Complaint(
        ident(100),
        "C-2026-0001",
        DisputeKind.BA,
        "Surrender of Evergreen Wealth 10: were the charges disclosed?",
        Category.BANCASSURANCE,
        "0.1.0",
        "CN",
        "Asia/Shanghai",
        date(2026, 8, 24),
        demand=Demand.REFUND_FULL,
        amount=Money(1_200_000, "CNY"),
        verbatim="他们说跟存款一样，随时能取。没有人告诉我提前退要扣这么多钱。",
    )
    product = Product(
        ident(300),
        ProductKind.LIFE_SINGLE,
        "Evergreen Wealth 10",
        "Harbour Life (synthetic)",
        "Tanjong branch",
        "EW-5520981",
        Money(1_200_000, "CNY"),
        "single premium",
        1,
        5,
        15,
        DatedFact(date(2026, 3, 12), ident(2)),
        None,
        DatedFact(date(2026, 3, 16), ident(5)),
        DatedFact(date(2026, 3, 13), ident(4)),
        DatedFact(date(2026, 3, 31)),
    )
    people = (
        Person(ident(201), Role.COMPLAINANT, "Lin Xiuying 林秀英", "", "Mdm L."),
        Person(ident(202), Role.SELLER_BANK, "Adviser A", "Tanjong branch"),
    )
    allegations = (
        Allegation(ident(401), "Nobody told the customer about the surrender charge before she signed."),
        Allegation(ident(402), "The policy was described as a kind of deposit."),
    )
    return Case(complaint, people, product, allegations)


def dates() -> list[DateLine]:
    """Two computed periods."""
    return [
        DateLine(
            Label("Hesitation period", "犹豫期"),
            Label("The request came inside the period, on its last day", "申请在犹豫期最后一天内提出"),
            Answer.PASSED,
            (
                Label("Start: receipt signed 2026-03-16 (EX-05).", "起算：签收回执 2026-03-16（EX-05）。"),
                Label("Length: 15 days, the contract's own number.", "长度：15 天，以合同约定为准。"),
                Label(
                    "The day of signing is not counted: it ends on 2026-03-31 at 24:00.",
                    "签收当日不计入：至 2026-03-31 24:00 届满。",
                ),
                Label(
                    "Surrender requested: 2026-03-31 (stated, not evidenced).",
                    "申请退保：2026-03-31（仅为陈述，无证据）。",
                ),
            ),
            (Label("Interim rules on bancassurance, art. 15", "银保业务暂行规定 第十五条"),),
            Label("found, not checked on the issuer's site; unverified", "已找到原文，未在发布机关网站核对；未核实"),
            edge=True,
        ),
        DateLine(
            Label("Answer to the complaint", "投诉答复期限"),
            Label(
                "Cannot be determined: the date of receipt by the regulator is missing", "无法确定：缺少监管受理日期"
            ),
            Answer.CANNOT_TELL,
            (Label("Start: missing.", "起算：缺失。"),),
            (),
            None,
            True,
        ),
    ]


def conclusions() -> list[ConclusionLine]:
    """Conclusions of several kinds."""
    link = [MarkLink(ident(1000 + n), f"M-{n:03}") for n in range(12)]
    return [
        ConclusionLine(
            "BA02",
            Label("It is insurance, not a deposit", "产品为保险（非存款/理财）"),
            True,
            Result.GIVEN,
            Label("Given: heard in M-001 (EX-02).", "已告知：见 M-001（EX-02）（听到）。"),
            (link[1],),
        ),
        ConclusionLine(
            "BA07",
            Label("Premium and payment", "保费与缴费"),
            False,
            Result.GIVEN_PARTLY,
            Label("Given partly: heard in M-002 (EX-02).", "部分告知：见 M-002（EX-02）（听到）。"),
            (link[2],),
        ),
        ConclusionLine(
            "BA10",
            Label("Surrender charges", "退保损失"),
            True,
            Result.CONTRADICTED,
            Label("The opposite is shown in M-005 (EX-02).", "M-005（EX-02）显示与之相反的情形。"),
            (link[5],),
            (link[4],),
        ),
        ConclusionLine("BA11", Label("Hesitation period", "犹豫期"), True, None),
        ConclusionLine(
            "BA14",
            Label("Risk warning copied by hand", "抄录风险提示语句"),
            True,
            Result.CANNOT_DETERMINE,
            Label(
                "Silent pictures cannot prove speech: BA14 has to be heard.", "无声画面不能证明说过什么：BA14 须听到。"
            ),
            (link[6],),
            (),
            (Label("a passage known as heard", "需要可听到的部分"),),
        ),
    ]


def checks() -> list[CheckLine]:
    """Checks with all three answers."""
    return [
        CheckLine("library", Answer.PASSED, Label("library.db is sound.", "library.db 完好。"), ("library.db",)),
        CheckLine(
            "originals",
            Answer.FAILED,
            Label(
                "EX-03 is not the file that was linked: its SHA-256 differs. Bring back the copy you received.",
                "EX-03 与登记的文件不符：SHA-256 不同。请恢复收到时的副本。",
            ),
            (LONG_NAME, f"a{OVERRIDE}gpj.exe"),
        ),
        CheckLine("journal", Answer.PASSED, Label("All 128 entries follow one another.", "128 条记录前后相连。")),
        CheckLine(
            "origin",
            Answer.CANNOT_TELL,
            Label("The file carries no signature, so nobody vouches for it.", "文件没有签名，无法确认来源。"),
        ),
    ]


def transcripts() -> list[Transcript]:
    """A call in Chinese with speakers, long and hostile words; and an English one."""
    said = [
        ("坐席", "您好，这里是客户回访中心，请问是王女士本人吗？"),
        ("客户", "嗯，是的。"),
        ("坐席", "您购买的是一份五年期趸交的人寿保险，不是存款，您清楚吗？"),
        ("客户", "银行的人说跟存款差不多，利息还高一点，随时可以取。" * 3),
        ("坐席", "本产品犹豫期为十五天，犹豫期后退保只能退还现金价值，可能会有一点损失。"),
        ("", f"control \x07 and direction {OVERRIDE}gnp.exe"),
    ]
    cues = [Cue(n * 4_200_000, n * 4_200_000 + 3_900_000, *said[n % len(said)]) for n in range(40)]
    english = [Cue(n * 3_000_000, n * 3_000_000 + 2_500_000, "", f"Line {n} of the call.") for n in range(12)]
    made = Transcript(
        id=ident(900),
        label="T-01",
        exhibit=ident(2),
        exhibit_label="EX-02",
        format=TranscriptFormat.WHISPER,
        file_name="call.json",
        sha256="a" * 64,
        language="zh",
        offset_us=0,
        by="li",
        at=MADE,
        withdrawn=False,
        cues=tuple(cues),
    )
    other = replace(
        made,
        id=ident(901),
        label="T-02",
        format=TranscriptFormat.SRT,
        file_name=LONG_NAME,
        language="en",
        cues=tuple(english),
    )
    return [made, other]


def speech(from_us: int, to_us: int, count: int) -> NDArray[np.float32]:
    """Columns of a made-up call in two channels, the same for the same times."""
    at = np.linspace(from_us, to_us, count) / MICROSECONDS
    loud = np.abs(np.sin(at * 0.21 + 1)) * np.abs(np.sin(at * 1.7)) * (np.sin(at * 0.05 + 0.3) > -0.4)
    left = loud * (0.35 + 0.25 * np.sin(at * 370.0)) * (np.sin(at * 0.11) > 0)
    right = loud * (0.35 + 0.25 * np.cos(at * 410.0)) * (np.sin(at * 0.11) <= 0)
    both = np.stack([np.stack([-side, side * 0.9], axis=1) for side in (left, right)])
    return both.astype(np.float32)


def picture(width: int = 640, height: int = 360) -> bytes:
    """A picture with a gradient, a table and two people of squares."""
    field = np.zeros((height, width, 3), dtype=np.uint8)
    field[..., 0] = np.linspace(70, 130, width, dtype=np.uint8)[np.newaxis]
    field[..., 1] = np.linspace(80, 120, height, dtype=np.uint8)[:, np.newaxis]
    field[..., 2] = 110
    field[height * 2 // 3 :, :] = (110, 84, 60)
    field[height // 3 : height * 3 // 4, width // 5 : width * 2 // 5] = (70, 80, 140)
    field[height // 3 : height * 3 // 4, width * 3 // 5 : width * 4 // 5] = (140, 70, 70)
    return field.tobytes()


def paper(width: int = 620, height: int = 877) -> bytes:
    """A page with grey lines of text."""
    field = np.full((height, width, 3), 252, dtype=np.uint8)
    for row in range(80, height - 80, 26):
        field[row : row + 8, 70 : width - 70 - (row * 37 % 160)] = (90, 90, 96)
    return field.tobytes()
