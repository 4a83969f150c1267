"""What is registered about each generated file, and the marks a reviewer makes on them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.demo.material import MadeFile, MarkPlan, PagePlan, SpanPlan
from app.demo.script import CALL_BACK, SALES_DESK, Line
from evidence.labels import Label
from evidence.model.kinds import AudioUsable, ClockMethod, How, RecordingKind, Result, Verdict
from evidence.model.places import Box

SECOND = 1_000_000

LOBBY_SECONDS = 50
LOBBY_DEVICE_START = "2026-03-10T10:07:31+08:00"
LOBBY_OFFSET_US = -47 * SECOND

DESK_SECONDS = 64
DESK_DEVICE_START = "2026-03-10T10:13:20+08:00"
DESK_OFFSET_US = 20 * SECOND
DESK_GAP = (36.2, 42.4)
"""Seconds of the sales desk camera which the recorder lost."""
DESK_FIRST_US = 93_712_520_000
"""The recorder's own count of time at the first frame, as transport streams carry it: 26 hours after its start."""
DESK_IN_DUAL = 5.0
"""Seconds of the sales desk recording at which the camera's clip begins."""

DUAL_START = "2026-03-10T10:13:35+08:00"
DUAL_CARD = (9.4, 12.6)
DUAL_TABLE = (36.0, 46.5)
DUAL_SIGNING = (50.0, 56.0)

CALL_START = "2026-03-16T14:30:00+08:00"

CONSENT = (
    "Customer's written consent of 26 March 2026 to the use of this footage in her complaint (PIPL art. 26); "
    "bystanders are masked on copies that leave the bank"
)
CONTRACT = "Recording of the sale kept under the rules on retrospective sales recordings; customer told and agreed"
CALL_BASIS = "Call-back recording, customer told at the start; supplied by the insurer on request"
PAPERS_BASIS = "Contract document of the policy in dispute"


def planned_files(folder: Path) -> tuple[MadeFile, ...]:
    """The files in the order of linking; none of them is looked at."""

    def paper(key: str, name: str, kind: RecordingKind, title: Label, received_from: str) -> MadeFile:
        return MadeFile(
            key,
            folder / name,
            kind,
            title,
            None,
            0,
            None,
            ClockMethod.UNKNOWN,
            AudioUsable.NO,
            received_from,
            PAPERS_BASIS,
        )

    camera = MadeFile(
        "lobby",
        folder / "cam03-lobby-20260310-100731.mp4",
        RecordingKind.CCTV,
        Label("Branch lobby, camera 03", "网点大堂，3 号摄像机"),
        LOBBY_DEVICE_START,
        LOBBY_OFFSET_US,
        1 * SECOND,
        ClockMethod.BURNED_IN_CLOCK,
        AudioUsable.NO,
        "Sample Bank, branch security",
        CONSENT,
    )
    return (
        camera,
        replace(
            camera,
            key="desk",
            path=folder / "cam05-sales-desk-20260310-101320.ts",
            title=Label("Sales desk from above, camera 05", "销售专区俯视，5 号摄像机"),
            start=DESK_DEVICE_START,
            offset_us=DESK_OFFSET_US,
            first_us=DESK_FIRST_US,
        ),
        MadeFile(
            "dual",
            folder / "sales-desk-2-20260310-101335.mp4",
            RecordingKind.DUAL_RECORDING,
            Label("Sales desk 2, sound and picture", "2 号销售专区双录"),
            DUAL_START,
            0,
            SECOND // 2,
            ClockMethod.NTP_LOG,
            AudioUsable.YES,
            "Sample Bank, sales recording archive",
            CONTRACT,
        ),
        MadeFile(
            "call",
            folder / "callback-20260316-143000-0417.wav",
            RecordingKind.CALLBACK_AUDIO,
            Label("Insurer's call-back, customer left, agent right", "保险公司回访录音，左声道客户，右声道坐席"),
            CALL_START,
            0,
            5 * SECOND,
            ClockMethod.FILENAME,
            AudioUsable.YES,
            "Sample Life, customer service",
            CALL_BASIS,
        ),
        paper(
            "receipt",
            "policy-receipt-signed.pdf",
            RecordingKind.DOCUMENT,
            Label("Signed policy receipt", "保单签收回执"),
            "Sample Life, policy administration",
        ),
        paper(
            "call-log",
            "callback-log-20260316.pdf",
            RecordingKind.CALLBACK_LOG,
            Label("Call-back log", "回访记录"),
            "Sample Life, customer service",
        ),
        paper(
            "surrender",
            "surrender-application.jpg",
            RecordingKind.PHOTO,
            Label("Surrender application, photographed at the counter", "退保申请书（柜台拍摄）"),
            "Sample Bank, Wanghe Branch",
        ),
    )


def _seconds(first: float, last: float) -> SpanPlan:
    return SpanPlan(round(first * SECOND), round(last * SECOND))


def _heard(
    file: str, point: str, lines: tuple[Line, ...], verdict: Verdict = Verdict.GIVEN, note: str = ""
) -> MarkPlan:
    quote = " ".join(line.text for line in lines)
    return MarkPlan(file, SpanPlan(lines[0].span.in_us, lines[-1].span.out_us), point, verdict, How.HEARD, quote, note)


def _dual_marks() -> tuple[MarkPlan, ...]:
    say = SALES_DESK.line
    loss = (say("This is the table"), say("可能"))
    return (
        _heard("dual", "BA04", (say("This sale is recorded"), say("Yes, I agree"))),
        _heard("dual", "BA01", (say("I am Li"),), note="Says whom he works for while the card is held up."),
        MarkPlan(
            "dual",
            _seconds(DUAL_CARD[0] + 0.6, DUAL_CARD[1] - 0.6),
            "BA01",
            Verdict.GIVEN,
            How.READ,
            "工作证 WORK CARD 李强 Li Qiang",
            "Work card of Sample Bank held up to the camera.",
        ),
        _heard("dual", "BA02", (say("This is an insurance"),)),
        _heard("dual", "BA03", (say("This is an insurance"),), note="Names the insurer; says the bank only sells it."),
        _heard("dual", "BA07", (say("You pay"),)),
        _heard("dual", "BA08", (say("You pay"),)),
        _heard("dual", "BA09", (say("You can cancel"), say("Fifteen days")), note="Repeated by the customer."),
        _heard(
            "dual",
            "BA10",
            loss,
            Verdict.GIVEN_PARTLY,
            "“可能会有一点损失”: “there may be a little loss”. No figure is said, and not that only the cash value "
            "is paid.",
        ),
        MarkPlan(
            "dual",
            _seconds(DUAL_TABLE[0] + 1.0, DUAL_TABLE[1] - 0.7),
            "BA10",
            Verdict.GIVEN_PARTLY,
            How.READ,
            "1 50,000 45,650",
            "The table of cash values is shown: 45,650 of 50,000 yuan after the first year. Nobody points to a row or "
            "reads one out.",
        ),
        _heard(
            "dual",
            "BA19",
            (say("A little"),),
            Verdict.GIVEN_PARTLY,
            "Repeats “a little”; does not say the loss in her own words.",
        ),
        MarkPlan(
            "dual",
            _seconds(*DUAL_SIGNING),
            "BA17",
            Verdict.GIVEN,
            How.SEEN,
            "",
            "Signs with her own hand; nobody guides it. The signed application is still to be asked for.",
        ),
    )


def _call_marks() -> tuple[MarkPlan, ...]:
    say = CALL_BACK.line
    return (
        _heard("call", "BA22.1", (say("Good afternoon"), say("Yes, this is"))),
        _heard("call", "BA21", (say("Good afternoon"), say("Yes, this is")), note="Day 6, inside the period."),
        _heard("call", "BA22.2", (say("Did you buy"), say("Yes, I bought"))),
        _heard("call", "BA22.3", (say("Have you read"), say("Yes, I have"))),
        _heard("call", "BA22.4", (say("Do you know what"), say("Yes, I know"))),
        _heard(
            "call",
            "BA22.5",
            (say("Do you know that"), say("嗯")),
            Verdict.GIVEN_PARTLY,
            "Asked. After a pause the customer answers only “嗯” (“mm”); the agent goes on without asking again. "
            "The log notes “yes”.",
        ),
        _heard("call", "BA22.6", (say("The hesitation"), say("Yes, fifteen"))),
    )


def planned_marks(receipt_box: Box, call_box: Box, item_box: Box, surrender_box: Box) -> tuple[MarkPlan, ...]:
    """The marks in the order of making; the boxes are where the dates stand on the papers."""
    return (
        MarkPlan(
            "lobby",
            _seconds(17.0, 20.5),
            "BA06",
            Verdict.UNCLEAR,
            How.SEEN,
            "",
            "The lobby manager hands over a sheet. Which sheet it is, and what is said, is not known: no sound.",
        ),
        *_dual_marks(),
        MarkPlan(
            "desk",
            _seconds(DUAL_SIGNING[0] - DESK_IN_DUAL, DUAL_SIGNING[1] - DESK_IN_DUAL),
            "BA17",
            Verdict.GIVEN,
            How.SEEN,
            "",
            "The same signature from above.",
        ),
        MarkPlan(
            "desk",
            _seconds(DESK_GAP[0] - 1.0, DESK_GAP[1] + 1.0),
            "BA26",
            Verdict.CONTRADICTED,
            How.SEEN,
            "",
            "Six seconds are missing; the clock in the picture jumps. The sales desk recording covers them.",
        ),
        *_call_marks(),
        MarkPlan("call-log", PagePlan(1, call_box), "BA21", Verdict.GIVEN, How.READ, "2026-03-16 14:30:00", "Day 6."),
        MarkPlan(
            "call-log",
            PagePlan(1, item_box),
            "BA22.7",
            Verdict.NOT_APPLICABLE,
            How.READ,
            "不适用，趸交 Not applicable, single premium",
            "Single premium: there are no instalments to ask about.",
        ),
        MarkPlan(
            "receipt",
            PagePlan(1, receipt_box),
            "BA24",
            Verdict.GIVEN,
            How.SIGNED,
            "2026-03-11",
            "Signed and dated by the customer the day after the sale.",
        ),
        MarkPlan(
            "surrender",
            PagePlan(1, surrender_box),
            "BA27",
            Verdict.GIVEN,
            How.SIGNED,
            "2026-03-26",
            "First request, on the last day of the period; the branch counted from the sale.",
        ),
    )


EXPECTED: tuple[tuple[str, Result], ...] = (
    ("BA06", Result.CANNOT_DETERMINE),
    ("BA09", Result.GIVEN),
    ("BA10", Result.GIVEN_PARTLY),
    ("BA17", Result.CANNOT_DETERMINE),
    ("BA21", Result.GIVEN),
    ("BA22.5", Result.GIVEN_PARTLY),
    ("BA22.6", Result.GIVEN),
    ("BA22.7", Result.NOT_APPLICABLE),
    ("BA24", Result.GIVEN),
    ("BA26", Result.CONTRADICTED),
    ("BA27", Result.GIVEN),
)
"""What the review comes to on the points that the story turns on."""
