"""The synthetic case D1 as data for the print: fifteen days, and the branch counted one too many."""

from __future__ import annotations

import functools
import hashlib
import io
import json
import math
import random
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import rfc8785
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from evidence.journal.chain import commitment, entry_hash, genesis
from evidence.model.entry import Entry
from evidence.model.kinds import How, Verdict
from exports.fonts import font_path
from exports.pdf import CaseFileData, Still, Waveform

Json = dict[str, Any]

CASE = "C-2026-0001"
POINTS = (
    ("BA01", "Seller’s identity and registration", "销售人员身份与资质", True),
    ("BA02", "It is insurance, not a deposit", "产品为保险（非存款/理财）", True),
    ("BA03", "Insurer vs bank", "承保机构名称、银行仅代理", True),
    ("BA04", "Consent to recording", "录音录像知情同意", False),
    ("BA05", "Cover", "保险责任", True),
    ("BA06", "Exclusions", "责任免除", True),
    ("BA07", "Premium: form, amount, term", "缴费方式、金额、期间", True),
    ("BA08", "Policy term", "保险期间", False),
    ("BA09", "Hesitation period: start, length, right", "犹豫期起算、天数、权利", True),
    ("BA10", "Surrender loss / cash value after it", "犹豫期后退保损失/现金价值", True),
    ("BA11", "Charges and deductions", "费用扣除", False),
    ("BA12", "Benefits not guaranteed", "保单利益不确定", True),
    ("BA13", "No misleading comparison", "不与存款、理财、基金简单比较", False),
    ("BA14", "Needs and risk assessment", "需求分析与风险测评", True),
    ("BA15", "Affordability triggers", "可负担性（4倍/20%/年龄60）", False),
    ("BA16", "Vulnerable / older customer care", "特殊人群保护（65岁以上等）", False),
    ("BA17", "Own signature and copied sentence", "本人签字/抄录", True),
    ("BA18", "Clear affirmative answer", "明确肯定答复", True),
    ("BA21", "Callback: right person, in time", "回访为投保人本人、犹豫期内", True),
    ("BA22", "Callback covers the seven items", "回访七项完整", True),
    ("BA24", "Policy delivery and receipt date", "保单送达与签收日期", False),
    ("BA27", "Surrender request: date and treatment", "提出退保的日期与挽留", False),
)
TESTS = {
    "BA10": "Says that later surrender returns cash value only and may lose part of the premium; ideally a figure or "
    "table shown",
    "BA22": "Each of the seven statutory items asked and answered",
}


def pair(en: str, zh: str) -> Json:
    return {"en": en, "zh": zh}


def sha(text: str | bytes) -> str:
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


@functools.cache
def still(seed: int, stamp: str, size: tuple[int, int] = (1280, 720)) -> Still:
    """A drawn stand-in for a frame of a camera."""
    chance = random.Random(seed)
    wide, high = size
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image = Image.blend(image, Image.new("RGB", size, (150, 146, 138)), 0.82)
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, high * 0.6), (wide, high * 0.53), (wide, high), (0, high)], fill=(112, 106, 98))
    draw.rectangle([wide * 0.09, high * 0.08, wide * 0.41, high * 0.35], fill=(176, 190, 200))
    draw.line([(wide * 0.25, high * 0.08), (wide * 0.25, high * 0.35)], fill=(120, 130, 138), width=5)
    for x, coat in ((0.26 + chance.random() * 0.08, (72, 84, 118)), (0.66 + chance.random() * 0.06, (128, 60, 66))):
        left, top = wide * x, high * 0.42
        draw.rounded_rectangle([left - 90, top + 70, left + 90, top + 290], 48, fill=coat)
        draw.ellipse([left - 38, top - 22, left + 38, top + 66], fill=(196, 160, 134))
        draw.pieslice([left - 42, top - 32, left + 42, top + 70], 180, 360, fill=(44, 40, 38))
    draw.polygon(
        [(wide * 0.12, high * 0.66), (wide * 0.9, high * 0.6), (wide * 0.98, high * 0.86), (wide * 0.05, high)],
        fill=(126, 92, 64),
    )
    for _ in range(4):
        x, y = chance.uniform(0.35, 0.6) * wide, chance.uniform(0.7, 0.8) * high
        draw.polygon([(x, y), (x + 90, y - 8), (x + 104, y + 32), (x + 10, y + 42)], fill=(232, 232, 226))
    image = image.filter(ImageFilter.GaussianBlur(1.6))
    noise = Image.effect_noise(size, 14).convert("RGB") if seed < 0 else _grain(size, seed)
    image = Image.blend(image, noise, 0.06)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(font_path("Mono")), high // 28)
    for x, words in ((24.0, f"CAM {seed % 12 + 1:02} COUNTER 3"), (wide - 24 - draw.textlength(stamp, font), stamp)):
        draw.text((x + 2, 20), words, font=font, fill=(0, 0, 0))
        draw.text((x, 18), words, font=font, fill=(240, 240, 240))
    return _jpeg(image, 82)


def _grain(size: tuple[int, int], seed: int) -> Image.Image:
    return Image.frombytes("L", (320, 180), random.Random(seed).randbytes(320 * 180)).resize(size).convert("RGB")


@functools.cache
def receipt() -> Still:
    """A drawn stand-in for a signed receipt."""
    image = Image.new("RGB", (1240, 1754), (252, 252, 248))
    draw = ImageDraw.Draw(image)
    title, body = (ImageFont.truetype(str(font_path("CJK")), size) for size in (52, 34))
    draw.text((420, 150), "保险合同回执", font=title, fill=(20, 20, 20))
    rows = (
        "投保人：林秀英",
        "保险合同号：86-2026-0031-7745",
        "险种：岁岁安 5 年（趸交）",
        "保险费：人民币 50,000.00 元",
    )
    for at, row in enumerate(rows):
        draw.text((150, 320 + at * 90), row, font=body, fill=(30, 30, 30))
        draw.line([(150, 372 + at * 90), (1090, 372 + at * 90)], fill=(190, 190, 190), width=2)
    for at in range(9):
        draw.rectangle([150, 760 + at * 46, 1090 - at % 3 * 90, 772 + at * 46], fill=(214, 214, 210))
    draw.text((150, 1360), "签收日期：2026-03-02", font=body, fill=(30, 30, 30))
    draw.line(
        [(760 + at * 6, 1385 + 34 * math.sin(at * 0.7) * (1 - at / 60)) for at in range(50)],
        fill=(20, 40, 120),
        width=5,
    )
    return _jpeg(image, 80)


def _jpeg(image: Image.Image, quality: int) -> Still:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    data = buffer.getvalue()
    return Still(data, sha(data), image.width, image.height)


def waveform(seed: int, from_us: int, to_us: int, columns: int = 520) -> Waveform:
    """Something like speech."""
    chance = random.Random(seed)
    highs: list[int] = []
    while len(highs) < columns:
        long, loud = chance.randint(10, 46), chance.uniform(2000, 24000) if chance.random() < 0.78 else 200.0
        for at in range(long):
            highs.append(int(loud * math.sin(math.pi * at / long) * chance.uniform(0.25, 1)) + chance.randint(20, 260))
    highs = highs[:columns]
    return Waveform(from_us, to_us, tuple(-int(high * chance.uniform(0.7, 1)) for high in highs), tuple(highs))


def clock(start: str | None, offset_us: int, uncertainty_us: int | None, method: tuple[str, str, str]) -> Json:
    word, en, zh = method
    return {
        "start": start,
        "offset_us": offset_us,
        "drift_ppb": 0,
        "uncertainty_us": uncertainty_us,
        "method": word,
        "method_label": pair(en, zh),
        "checked": start is not None and uncertainty_us is not None,
    }


def recording(exhibit: str, title: str, kind: tuple[str, str, str], file_name: str, **more: Any) -> Json:
    fields: Json = {
        "exhibit": exhibit,
        "exhibit_id": f"00000000-0000-4000-8000-0000000000{exhibit[-2:]}",
        "recording_id": f"00000000-0000-4000-8000-0000000001{exhibit[-2:]}",
        "title": title,
        "kind": kind[0],
        "kind_label": pair(kind[1], kind[2]),
        "file_name": file_name,
        "size": 48_211_904,
        "sha256": sha(file_name),
        "container": "mov,mp4,m4a,3gp,3g2,mj2",
        "duration_us": 912_400_000,
        "frames": 22_810,
        "first_us": 0,
        "last_us": 912_360_000,
        "variable_rate": False,
        "gaps": [],
        "sound": True,
        "playable": "yes",
        "playable_label": pair("Playable", "可播放"),
        "reason": None,
        "warnings": [],
        "table": "confirmed",
        "pages": None,
        "audio_usable": "yes",
        "audio_usable_label": pair("Sound usable", "声音可用"),
        "received_from": "Branch CCTV room",
        "legal_basis": "Complaint handling, art. 9",
        "linked": "2026-03-18T09:12:44.120000+08:00",
        "clock": clock(None, 0, None, ("unknown", "Not known", "未知")),
    }
    return {**fields, **more}


def recordings() -> list[Json]:
    return [
        recording(
            "EX-01",
            "Sales desk recording, counter 3",
            ("dual_recording", "Sales desk recording", "销售双录"),
            "双录_柜台3_20260301_101400.mp4",
            clock=clock(
                "2026-03-01T10:14:00.000000+08:00",
                47_300_000,
                500_000,
                ("burned_in_clock", "Clock in the picture", "画面时钟"),
            ),
        ),
        recording(
            "EX-02",
            "Lobby camera, silent",
            ("cctv", "CCTV", "监控录像"),
            "CH07_20260301100000_20260301103000.dav.ts",
            size=311_427_072,
            container="mpegts",
            duration_us=1_799_960_000,
            frames=44_120,
            variable_rate=True,
            gaps=[{"from_us": 612_000_000, "to_us": 618_480_000}],
            sound=False,
            audio_usable="no",
            audio_usable_label=pair("No usable sound", "无可用声音"),
            clock=clock("2026-03-01T10:00:00.000000+08:00", 0, None, ("filename", "File name", "文件名")),
            warnings=[pair("6.5 s are missing at 00:10:12", "00:10:12 处缺少 6.5 秒")],
        ),
        recording(
            "EX-03",
            "Call-back by the insurer",
            ("callback_audio", "Call-back recording", "回访录音"),
            "回访录音_20260307_152210.wav",
            size=9_408_044,
            container="wav",
            duration_us=294_000_000,
            frames=None,
            received_from="Insurer, complaints desk",
            clock=clock(
                "2026-03-07T15:22:10.000000+08:00", 400_000, 1_000_000, ("known_event", "Known event", "已知事件")
            ),
        ),
        recording(
            "EX-04",
            "Complaint interview",
            ("complaint_interview", "Complaint interview", "投诉接待录音录像"),
            "interview_2026-03-17.mp4",
            playable="damaged",
            playable_label=pair("Damaged", "已损坏"),
            reason=pair("The index is cut off after 00:03:10", "索引在 00:03:10 之后中断"),
            table="unconfirmed",
            audio_usable="unknown",
            audio_usable_label=pair("Sound not assessed", "声音未评估"),
        ),
        recording(
            "EX-05",
            "Receipt of the policy, signed",
            ("document", "Document", "文件"),
            "回执_林秀英.pdf",
            size=184_220,
            container="pdf",
            duration_us=None,
            frames=None,
            variable_rate=False,
            sound=False,
            pages=2,
            audio_usable="no",
            audio_usable_label=pair("No usable sound", "无可用声音"),
        ),
        recording(
            "EX-06",
            "Request to surrender, counter slip",
            ("document", "Document", "文件"),
            "surrender_request.jpg",
            size=702_118,
            container="jpeg",
            duration_us=None,
            frames=None,
            sound=False,
            pages=1,
            audio_usable="no",
            audio_usable_label=pair("No usable sound", "无可用声音"),
        ),
    ]


def mark(
    label: str,
    exhibit: str,
    point: str,
    verdict: str,
    how: str,
    span: tuple[int, int] | None = None,
    **more: Any,
) -> Json:
    digest = sha({item["exhibit"]: item["file_name"] for item in recordings()}.get(exhibit, exhibit))
    place: Json
    if span is None:
        place = {"kind": "page", "page": 1, "box": more.pop("box", None)}
        box = place["box"]
        where = "page=1" + (f";box={box['x']},{box['y']},{box['width']},{box['height']}" if box else "")
    else:
        first, last = (us * 12_800 // 1_000_000 for us in span)
        frame = more.pop("frame", span[0] // 40_000)
        place = {
            "kind": "span",
            "stream": 0,
            "time_base": "1/12800",
            "in_pts": first,
            "out_pts": last,
            "in_us": span[0],
            "out_us": span[1],
            "frame": frame,
        }
        where = f"pts={first};tb=1/12800"
    return {
        "id": f"00000000-0000-4000-8000-00000000{label[-3:]:0>4}",
        "label": label,
        "exhibit": exhibit,
        "reference": f"{CASE}/{exhibit}/{label}@{where};sha256={digest[:16]}",
        "point": point,
        "verdict": verdict,
        "verdict_label": pair(Verdict(verdict).label.en, Verdict(verdict).label.zh),
        "how": how,
        "how_label": pair(How(how).label.en, How(how).label.zh),
        "quote": "",
        "note": "",
        "by": "Zhao Min 赵敏",
        "at": "2026-03-18T14:03:21.500000+08:00",
        "withdrawn": False,
        "place": place,
        "wall": None,
        "picture": None,
        **more,
    }


def wall(start: str, end: str, checked: bool = True) -> Json:
    return {"in": start, "out": end, "checked": checked}


def picture(taken: Still) -> Json:
    return {"sha256": taken.sha256, "width": taken.width, "height": taken.height, "media_type": "image/jpeg"}


def marks() -> tuple[list[Json], dict[str, Still], dict[str, Waveform]]:
    stills = {
        "M-001": still(1, "2026-03-01 10:16:52"),
        "M-002": still(1, "2026-03-01 10:20:12"),
        "M-003": still(2, "2026-03-01 10:20:59"),
        "M-004": still(7, "2026-03-01 10:31:40"),
        "M-008": receipt(),
    }
    found = [
        mark(
            "M-001",
            "EX-01",
            "BA02",
            "given",
            "heard",
            (172_040_000, 181_520_000),
            quote="这是一份保险，由安泽人寿承保，我们银行只是代理销售，不是存款。",
            note="Said before anything is signed. The customer nods.",
            wall=wall("2026-03-01T10:17:39.340000+08:00", "2026-03-01T10:17:48.820000+08:00"),
        ),
        mark(
            "M-002",
            "EX-01",
            "BA10",
            "given_partly",
            "heard",
            (372_040_000, 396_800_000),
            quote="如果过了犹豫期再退，可能会有一点损失。\n（现金价值表放在桌上，指向第一行）",
            note="The table of cash values lies open from 00:06:12; the loss is spoken of as “a little” "
            "(“可能会有一点损失”). No figure is named: the table says 38,650 after the first year, of 50,000 paid.",
            wall=wall("2026-03-01T10:20:59.340000+08:00", "2026-03-01T10:21:24.100000+08:00"),
        ),
        mark(
            "M-003",
            "EX-01",
            "BA09",
            "given",
            "heard",
            (405_000_000, 431_360_000),
            quote="从您签收保单那天起，有十五天的犹豫期，十五天里退保，全额退。",
            wall=wall("2026-03-01T10:21:32.300000+08:00", "2026-03-01T10:21:58.660000+08:00"),
        ),
        mark(
            "M-004",
            "EX-02",
            "BA17",
            "unclear",
            "seen",
            (1_900_000_000 - 200_000_000, 1_716_000_000),
            note="A hand of the adviser rests beside the form while the customer writes; whether it guides "
            "cannot be seen.",
            wall=wall("2026-03-01T10:28:20.000000+08:00", "2026-03-01T10:28:36.000000+08:00", False),
        ),
        mark(
            "M-005",
            "EX-03",
            "BA22",
            "given_partly",
            "heard",
            (141_200_000, 163_900_000),
            frame=None,
            quote="回访员：犹豫期后解除合同，您可能会有损失，这个您清楚吗？\n客户：嗯。",
            note="Item 5 is asked; the answer is “嗯” only. Items 1 to 4 and 6 are asked and answered in full.",
            wall=wall("2026-03-07T15:24:31.600000+08:00", "2026-03-07T15:24:54.300000+08:00"),
        ),
        mark(
            "M-006",
            "EX-03",
            "BA10",
            "unclear",
            "heard",
            (141_200_000, 150_000_000),
            frame=None,
            quote="您可能会有损失，这个您清楚吗？ – 嗯。",
            wall=wall("2026-03-07T15:24:31.600000+08:00", "2026-03-07T15:24:40.400000+08:00"),
        ),
        mark(
            "M-007",
            "EX-03",
            "BA21",
            "given",
            "heard",
            (12_000_000, 12_000_000),
            frame=None,
            wall=wall("2026-03-07T15:22:22.400000+08:00", "2026-03-07T15:22:22.400000+08:00"),
        ),
        mark(
            "M-008",
            "EX-05",
            "BA24",
            "given",
            "signed",
            box={"x": 1100, "y": 7600, "width": 7800, "height": 800},
            note="Receipt signed on 2 March 2026: the hesitation period starts on the following day.",
        ),
        mark(
            "M-009",
            "EX-04",
            "BA12",
            "contradicted",
            "heard",
            (92_000_000, 97_000_000),
            frame=None,
            quote="他说每年至少百分之四点五，写得清清楚楚。",
            note="Names in this passage: 𬱖 (U+2CC56), 㐂, 镕. Latin: Őrsi Žofie. مرحبا 😀 "
            "Attached sign: \u202eevil\u202c.",
        ),
        mark(
            "M-010",
            "EX-01",
            "BA06",
            "not_found",
            "heard",
            (181_520_000, 372_040_000),
            quote="",
            note="Exclusions are not mentioned in this stretch.",
            wall=wall("2026-03-01T10:17:48.820000+08:00", "2026-03-01T10:20:59.340000+08:00"),
        ),
        mark(
            "M-011",
            "EX-01",
            "BA13",
            "contradicted",
            "heard",
            (250_000_000, 252_000_000),
            quote="比存款划算",
            withdrawn=True,
            note="Withdrawn: on a second hearing the words are the customer’s.",
        ),
    ]
    for item in found:
        if item["label"] in stills:
            item["picture"] = picture(stills[item["label"]])
    waves = {
        item["label"]: waveform(at, max(0, item["place"]["in_us"] - 20_000_000), item["place"]["out_us"] + 20_000_000)
        for at, item in enumerate(found)
        if item["place"]["kind"] == "span" and item["exhibit"] in ("EX-01", "EX-03")
    }
    return found, stills, waves


def conclusion(point: str, result: tuple[str, str, str], en: str, zh: str, **more: Any) -> Json:
    fields: Json = {
        "point": point,
        "result": result[0],
        "result_label": pair(result[1], result[2]),
        "reason": pair(en, zh),
        "marks_for": [],
        "marks_against": [],
        "missing": [],
    }
    return {**fields, **more}


GIVEN = ("given", "Given", "已告知")
PARTLY = ("given_partly", "Given partly", "部分告知")
DOUBT = ("cannot_determine", "Cannot be determined", "无法确定")


def conclusions() -> list[Json]:
    heard = ("One mark says so, heard in usable sound.", "有一个标注，声音可用，听到。")
    return [
        conclusion("BA02", GIVEN, *heard, marks_for=["M-001"]),
        conclusion(
            "BA06",
            ("not_found_in_part", "Not found in the part marked", "在已标注部分未发现"),
            "Not found in the stretch marked in EX-01; nothing is known of the rest.",
            "在 EX-01 已标注的部分未发现；其余不详。",
            marks_for=["M-010"],
            missing=[pair("Coverage of EX-01 from 00:06:36 to the end", "EX-01 自 00:06:36 至结束的审看记录")],
        ),
        conclusion("BA09", GIVEN, *heard, marks_for=["M-003"]),
        conclusion(
            "BA10",
            PARTLY,
            "The loss is spoken of without a figure (M-002). The call-back leaves open whether it was understood "
            "(M-006).",
            "提到有损失但未说明金额（M-002）；回访未能表明客户是否理解（M-006）。",
            marks_for=["M-002"],
            marks_against=["M-006"],
            missing=[pair("A mark that the table was read to the customer", "表明已向客户读出该表的标注")],
        ),
        conclusion(
            "BA12",
            DOUBT,
            "The only mark stands on a recording whose sound was not assessed.",
            "唯一的标注所依据的录音声音未经评估。",
            marks_against=["M-009"],
            missing=[pair("An assessment of the sound of EX-04", "EX-04 的声音评估")],
        ),
        conclusion(
            "BA17",
            DOUBT,
            "Seen from one side only, and the clock of the camera was not checked.",
            "仅从一侧可见，且该摄像机时钟未核对。",
            marks_against=["M-004"],
            missing=[pair("The camera above the counter", "柜台上方摄像机的录像")],
        ),
        conclusion("BA21", GIVEN, *heard, marks_for=["M-007"]),
        conclusion(
            "BA22",
            PARTLY,
            "Six items are asked and answered; to item 5 the customer answers “嗯” only.",
            "六项均已问答；第 5 项客户仅答“嗯”。",
            marks_for=["M-005"],
        ),
        conclusion("BA24", GIVEN, "Signed and dated by hand.", "本人签名并注明日期。", marks_for=["M-008"]),
    ]


def dates() -> list[Json]:
    return [
        {
            "id": "hesitation",
            "title": pair("Was the request made within the hesitation period?", "是否在犹豫期内提出退保？"),
            "outcome": pair(
                "The request of 2026-03-17 lies within the period, on its last day.",
                "2026-03-17 的申请在犹豫期内，且为最后一日。",
            ),
            "answer": "yes",
            "edge": True,
            "steps": [
                pair("Receipt signed: 2026-03-02 (EX-05)", "签收回执：2026-03-02（EX-05）"),
                pair("The first day is not counted: day 1 is 2026-03-03", "首日不计：第 1 日为 2026-03-03"),
                pair("15 days: day 15 is 2026-03-17, until 24:00", "15 日：第 15 日为 2026-03-17，至 24:00"),
                pair("Request to surrender: 2026-03-17 (EX-06), day 15", "申请退保：2026-03-17（EX-06），第 15 日"),
            ],
            "sources": [
                pair(
                    "Measures for Insurance Sales Conduct, art. 28; policy contract, clause 1.4",
                    "《保险销售行为管理办法》第二十八条；保险合同第 1.4 条",
                )
            ],
            "certainty": pair("recalled; not verified by a person", "凭记忆；未经人工核实"),
            "verified": False,
        },
        {
            "id": "callback",
            "title": pair("Was the call-back made within the period?", "回访是否在犹豫期内完成？"),
            "outcome": pair("Day 5 of 15.", "15 日中的第 5 日。"),
            "answer": "yes",
            "edge": False,
            "steps": [
                pair("Day 1 is 2026-03-03", "第 1 日为 2026-03-03"),
                pair("Called back: 2026-03-07, day 5", "回访：2026-03-07，第 5 日"),
            ],
            "sources": [pair("Rules on call-backs for new policies, art. 15", "新契约回访规定第十五条")],
            "certainty": pair("found in a named source", "见于所列来源"),
            "verified": True,
        },
    ]


ACTIONS = ("case_opened", "person_added", "product_set", "exhibit_linked", "clock_set", "mark_made", "mark_withdrawn")


def journal(count: int) -> Json:
    """A journal whose hashes hold; its contents say nothing."""
    chain, entries = "00000000-0000-4000-8000-000000000001", []
    before = genesis(chain)
    for seq in range(1, count + 1):
        salt, body = f"{seq:032x}", {"seq": seq}
        bare = Entry(
            chain=chain,
            seq=seq,
            at=f"2026-03-{18 + seq // 600:02}T{9 + seq // 60 % 10:02}:{seq % 60:02}:07.{seq % 1000:03}000+08:00",
            actor="Zhao Min 赵敏" if seq % 3 else "Li Wei 李伟",
            os_user="zhaomin",
            host="BRANCH-03-PC7",
            action=ACTIONS[seq % len(ACTIONS)],
            body_commit=commitment(salt, body),
            prev=before,
            hash="",
        )
        entry = replace(bare, salt=salt, body=body, hash=entry_hash(bare))
        entries.append(asdict(entry))
        before = entry.hash
    return {"chain": chain, "genesis": genesis(chain), "entries": entries}


def people() -> list[Json]:
    rows = (
        ("complainant", "Complainant", "投诉人", "Lin Xiuying 林秀英", "", "Customer A"),
        ("seller_bank", "Seller (bank)", "销售人员（银行）", "Chen Hao 陈昊", "Riverside branch", "Adviser 1"),
        ("insurer_contact", "Insurer contact", "保险公司联系人", "Wu Jie 吴洁", "Anze Life 安泽人寿", ""),
        ("reviewer", "Reviewer", "审查人", "Zhao Min 赵敏", "Head office, compliance", ""),
        ("approver", "Approver", "审批人", "Sun Rui 孙锐", "Head office, complaints", ""),
    )
    return [
        {
            "id": f"00000000-0000-4000-8000-00000000100{at}",
            "role": role,
            "role_label": pair(en, zh),
            "name": name,
            "organisation": organisation,
            "pseudonym": pseudonym,
            "birth_year": 1958 if role == "complainant" else None,
            "registration": "R-77" if role == "seller_bank" else "",
        }
        for at, (role, en, zh, name, organisation, pseudonym) in enumerate(rows)
    ]


def product() -> Json:
    return {
        "id": "00000000-0000-4000-8000-000000002000",
        "kind": "life_single",
        "kind_label": pair("Life, single premium", "趸交寿险"),
        "name": "岁岁安 Evergreen 5 (single premium)",
        "insurer": "Anze Life 安泽人寿 (synthetic)",
        "distributor": "Harbour Mercantile Bank, Riverside branch",
        "policy_number": "86-2026-0031-7745",
        "premium": {"minor": 5_000_000, "currency": "CNY", "text": "CNY 50,000.00"},
        "payment_form": "single premium 趸交",
        "payment_years": None,
        "term_years": 5,
        "contract_hesitation_days": 15,
        "household_income": {"minor": 6_000_000, "currency": "CNY", "text": "CNY 60,000.00"},
        "stated_budget": None,
        "sum_insured": None,
        "cash_value": {"minor": 4_812_300, "currency": "CNY", "text": "CNY 48,123.00"},
        "cash_value_on": "2026-03-17",
        "dates": {
            "applied": {"day": "2026-03-01", "exhibit": None},
            "surrender_effective": None,
            "sold": {"day": "2026-03-01", "exhibit": "EX-01"},
            "issued": {"day": "2026-03-01", "exhibit": None},
            "receipt_signed": {"day": "2026-03-02", "exhibit": "EX-05"},
            "called_back": {"day": "2026-03-07", "exhibit": "EX-03"},
            "surrender_requested": {"day": "2026-03-17", "exhibit": "EX-06"},
        },
    }


def content() -> Json:
    """The whole of `case.json`."""
    chain = journal(34)
    last = chain["entries"][-1]
    return {
        "schema": "replaydesk.case/1",
        "software": {"name": "Replaydesk", "version": "0.1.0"},
        "copy": "internal",
        "language": "en",
        "version": {"head": {"seq": last["seq"], "hash": last["hash"], "at": last["at"]}, "as_of": last["at"]},
        "case": {
            "id": chain["chain"],
            "label": CASE,
            "kind": "BA",
            "kind_label": pair("Insurance bought at the bank", "银行代理保险"),
            "title": "Surrender of Evergreen 5 refused after fifteen days: was the customer told of the loss, and was "
            "she in time?",
            "category": "bancassurance",
            "status": "in_review",
            "received": "2026-03-17",
            "channel": "branch",
            "channel_label": pair("Branch", "网点"),
            "verbatim": "我三月一号在你们柜台买的，当时说跟存款差不多，随时可以取。回执是二号签的，今天十七号来退，柜"
            "台说超过十五天了，"
            "要扣一万多块。没有人跟我说过会扣这么多钱！\n\nNobody told me about any charge of that size. I want my "
            "50,000 back.",
            "demand": "refund_full",
            "demand_label": pair("Full refund", "全额退款"),
            "amount": {"minor": 1_135_000, "currency": "CNY", "text": "CNY 11,350.00"},
            "regulator_reference": "",
            "branch": "",
            "ticket": "",
            "zone": "Asia/Shanghai",
        },
        "people": people(),
        "product": product(),
        "allegations": [
            {
                "id": "00000000-0000-4000-8000-000000003000",
                "text": "The loss on surrender was not explained when the policy was sold.",
                "responsible": "bank",
                "responsible_label": pair("Bank", "银行"),
                "status": "partly_supported",
                "status_label": pair("Partly supported", "部分有证据支持"),
                "questions": [
                    {
                        "id": "00000000-0000-4000-8000-000000003001",
                        "text": "Was the customer told, in words or figures, what surrender would cost?",
                        "points": ["BA10", "BA22"],
                    },
                    {
                        "id": "00000000-0000-4000-8000-000000003002",
                        "text": "Was it said plainly that this is insurance and no deposit?",
                        "points": ["BA02", "BA13"],
                    },
                ],
            },
            {
                "id": "00000000-0000-4000-8000-000000003100",
                "text": "The branch refused a surrender that was requested within the hesitation period.",
                "responsible": "both",
                "responsible_label": pair("Both", "双方"),
                "status": "open",
                "status_label": pair("Open", "未定"),
                "questions": [
                    {
                        "id": "00000000-0000-4000-8000-000000003101",
                        "text": "When was the receipt signed, and when was surrender requested?",
                        "points": ["BA24", "BA27"],
                    }
                ],
            },
        ],
        "checklist": {
            "id": "BA",
            "version": "0.1.0",
            "label": pair("Bancassurance surrender dispute", "银保退保争议"),
            "verified": False,
            "points": [
                {
                    "code": code,
                    "label": pair(en, zh),
                    "test": TESTS.get(code, ""),
                    "critical": critical,
                    "acts": ["said"],
                    "proved_by": [["heard"], ["signed"]],
                }
                for code, en, zh, critical in POINTS
            ],
        },
        "rules": {"pack": "CN", "title": "China", "version": "0.1.0", "verified": False},
        "dates": dates(),
        "recordings": recordings(),
        "marks": marks()[0],
        "conclusions": conclusions(),
        "journal": chain,
    }


def freeze(
    body: Json, pictures: Mapping[str, Still] | None = None, waves: Mapping[str, Waveform] | None = None
) -> CaseFileData:
    """The content with its canonical bytes and its digest."""
    data: bytes = rfc8785.dumps(body)
    return CaseFileData(json.loads(data), data, sha(data), pictures or {}, waves or {})


@functools.cache
def case_d1() -> CaseFileData:
    """The case D1 with all its pictures and sounds."""
    found, stills, waves = marks()
    return freeze({**content(), "marks": found}, stills, waves)


def empty_case() -> CaseFileData:
    """A case that was opened and nothing more."""
    body = content()
    body.update(people=[], product=None, allegations=[], dates=[], recordings=[], marks=[], conclusions=[])
    body["journal"] = journal(1)
    body["case"].update(verbatim="", received=None, amount=None, title="A complaint just registered")
    return freeze(body)


def many_marks(count: int) -> CaseFileData:
    """A case with so many marks, each with its own still and sound."""
    body = content()
    found: list[Json] = []
    stills: dict[str, Still] = {}
    waves: dict[str, Waveform] = {}
    for at in range(count):
        label, start = f"M-{at + 1:03}", at * 800_000
        taken = replace(still(at % 5, "2026-03-01 10:20:12"))
        # Bytes after the end of the picture make each one different and cost nothing.
        data = taken.jpeg + at.to_bytes(4, "big")
        stills[label] = Still(data, sha(data), taken.width, taken.height)
        point = POINTS[at % len(POINTS)][0]
        verdict = list(Verdict)[at % len(Verdict)]
        found.append(
            mark(
                label,
                "EX-01",
                point,
                str(verdict),
                "heard",
                (start, start + 9_000_000),
                quote=f"{at}：如果过了犹豫期再退，可能会有一点损失。The loss is spoken of without a figure.",
                note="The table of cash values lies open; the loss is spoken of as “a little”.",
                wall=wall("2026-03-01T10:20:59.340000+08:00", "2026-03-01T10:21:24.100000+08:00"),
                picture=picture(stills[label]),
            )
        )
        waves[label] = waveform(at, start, start + 30_000_000)
    body.update(marks=found, conclusions=[], journal=journal(count * 2))
    return freeze(body, stills, waves)
