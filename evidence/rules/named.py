"""What the shipped packs write in English only, as it is named in Chinese; a pack that says other words keeps them."""

from __future__ import annotations

import re

from evidence.labels import Label

NO_SOURCE = Label("no source noted", "未注明来源")
_CHINESE = {
    "China: bank and insurance complaints, bancassurance sales": "中国内地：银行业保险业投诉与银保销售",
    "United Kingdom: FCA DISP, COBS, ICOBS": "英国：FCA DISP、COBS、ICOBS",
    "European Union: EIOPA, Solvency II, MiFID II, IDD": "欧盟：EIOPA、Solvency II、MiFID II、IDD",
    "United States: CFPB, FINRA, state rules": "美国：CFPB、FINRA、各州规定",
    "Hong Kong: HKMA, IA": "中国香港：金融管理局、保险业监管局",
    "Singapore: LIA, MAS, FIDReC": "新加坡：LIA、MAS、FIDReC",
    "Australia: ASIC RG 271, Corporations Act": "澳大利亚：ASIC RG 271、Corporations Act",
    "Generic template": "通用模板",
    "bank": "银行渠道",
    "other channels": "其他渠道",
    "any": "各渠道",
    "life insurance > 1 year": "一年期以上人身保险",
    "individual life insurance > 1 year": "一年期以上个人人身保险",
    "life policy (COBS 15.2.1R)": "人寿保险保单（COBS 15.2.1R）",
    "pure protection / PPI (ICOBS 7.1.1R)": "纯保障型保险及支付保障保险（ICOBS 7.1.1R）",
    "other insurance (ICOBS 7.1.1R)": "其他保险（ICOBS 7.1.1R）",
    "life insurance (Solvency II art. 186)": "人寿保险（Solvency II 第 186 条）",
    "life insurance, North Carolina free look": "人寿保险，北卡罗来纳州免费审阅期",
    "life insurance, California free look": "人寿保险，加利福尼亚州免费审阅期",
    "life insurance replacement, California free look": "人寿保险转换，加利福尼亚州免费审阅期",
    "life insurance (IA GL29)": "人寿保险（IA GL29）",
    "life insurance": "人寿保险",
    "insurance (Corporations Act s 1019B)": "保险（Corporations Act 第 1019B 条）",
    "life insurance (Life Code)": "人寿保险（Life Code）",
    "complaint records (DISP 1.9.1R)": "投诉记录（DISP 1.9.1R）",
    "complaint records, UCITS / (MiFID) (DISP 1.9.1R)": "投诉记录，UCITS 及 MiFID 业务（DISP 1.9.1R）",
    "calls in MiFID scope (SYSC 10A.1.15)": "MiFID 范围内的通话（SYSC 10A.1.15）",
    "calls, MiFID II art. 16(7)": "通话，MiFID II 第 16 条第 7 款",
    "IDD durable records": "IDD 要求的持久记录",
    "written complaints (FINRA 4513)": "书面投诉（FINRA 4513）",
    "insurance dual recording (C1), policy term up to 1 year": "保险销售双录，保险期间一年及以下",
    "insurance dual recording (C1), policy term over 1 year": "保险销售双录，保险期间超过一年",
    "insurance dual recording (C1), complaint or lawsuit": "保险销售双录，发生投诉或诉讼",
    "bank sales-zone recording (C2)": "银行销售专区录音录像",
    "bank sales-zone recording (C2), disputed": "银行销售专区录音录像，有争议",
    "callback recording, policy term up to 1 year": "回访录音，保险期间一年及以下",
    "callback recording, policy term over 1 year": "回访录音，保险期间超过一年",
    "branch CCTV, general": "网点监控录像，一般区域",
    "branch CCTV, cash counters / ATMs": "网点监控录像，现金柜台及自助设备",
    "complaint reception recording, complaint file": "投诉接待录音录像，投诉档案",
    "older rules, recalled": "较早的规定（凭记忆）",
    "20 days seen in a product text": "某产品条款写明 20 日",
    "GA 38-2021 recalled": "GA 38-2021（凭记忆）",
    "template": "模板",
    "not stated": "未注明",
    "source not noted": "未注明来源",
    "secondary source": "转引来源",
    "case file and exhibits": "案卷与证据",
}
_ISSUERS = {"CBIRC": "银保监会", "CIRC": "保监会", "NFRA": "国家金融监督管理总局", "PBoC": "中国人民银行"}
_ORDER = re.compile(rf"({'|'.join(_ISSUERS)}) Order (\d+) No\. (\d+)")


def named(text: str) -> Label:
    """A title, class, channel or source of a pack in both languages."""
    return NO_SOURCE if text == "recalled" else Label(text, _CHINESE.get(text, text))


def number_in_chinese(number: str) -> str:
    """`CBIRC Order 2020 No. 3` as it is printed in Chinese; numbers that are written otherwise stay."""
    orders = _ORDER.sub(lambda found: f"{_ISSUERS[found[1]]}令{found[2]}年第{found[3]}号", number)
    return re.sub(r"State Council Order (\d+)", r"国务院令第\1号", orders).replace("; ", "；")
