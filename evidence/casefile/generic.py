"""Words that name what somebody is, and nobody in particular: they stay where names are covered."""

from __future__ import annotations

import re

_ENGLISH = (
    "a adviser advisor agent an and approver at auditor bank branch by bystander call caller cashier cctv center "
    "centre clerk client colleague companion company complainant complaint complaints compliance control counsel "
    "counter court customer customers daughter department desk dr family father first for from guard handler he "
    "head her him his home house husband in insurance insured insurer interviewer lawyer lobby local manager "
    "member miss mother mr mrs ms mx named nobody none not of office officer on operator other others our own "
    "owner person police product recorder recording records regulator relationship reviewer sales salesman "
    "salesperson saleswoman second security self seller she side somebody son speaker staff stated system team "
    "telephone teller the their they third to unit unknown unnamed us video voice we wife with witness written"
)
_CHINESE = (
    "客户本人 客户经理 理财经理 大堂经理 保险公司 工作人员 销售人员 监控中心 客服中心 呼叫中心 管理部门 信访部门 "
    "消保部门 投诉人 投保人 被保险人 审查人 复审人 审批人 合规人员 审计人员 陪同人 在场他人 网点负责人 负责人 "
    "经办人 联系人 监管机构 监管部门 客户 柜员 柜台 经理 主管 主任 行长 支行 分行 总行 网点 银行 保险 公司 销售 "
    "坐席 客服 员工 本人 监管 警察 公安 法院 部门 团队 办公室 中心 合规 女士 先生 小姐 家属 女儿 儿子 丈夫 妻子 "
    "母亲 父亲 律师 其他 不明 未知 未署名 监控 机房 保安 管理 同事 我行 对方 当事人 双方 电话 现场 人员 专员 顾问 "
    "系统 部 室 处 科 组 的 和 与 及 由 向 人 员"
)
_TITLES = "女士 先生 小姐 太太 经理 主任 行长 主管 老师 师傅 阿姨 大爷 大妈 叔叔 奶奶 爷爷 总 姐 哥 工"
ENGLISH, CHINESE, TITLES = frozenset(_ENGLISH.split()), tuple(_CHINESE.split()), tuple(_TITLES.split())
_ACCOUNTS = "admin administrator branch desk guest manager office owner reception root service staff system test user"
EVERYDAY_ACCOUNTS = ENGLISH | frozenset(_ACCOUNTS.split())
"""Accounts of the operating system that say nothing of a person."""
NOT_AFTER_YOUNG = frozenset("时心学型组额费板师数量区写票")
"""Characters that are surnames, and common words behind 小 or 老."""

_ENGLISH_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff][A-Za-z\u00c0-\u024f\u1e00-\u1eff'’-]*")
_CHINESE_RUN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
_GENERIC = re.compile("|".join(sorted(map(re.escape, CHINESE), key=len, reverse=True)))


def names_in(words: str, known: frozenset[str] = frozenset()) -> list[str]:
    """What is left of a field that says who somebody is, without words for roles and places: perhaps names.

    `known` are words that name organisations or products, in lower case.
    """
    found: list[str] = []
    run: list[str] = []
    end = -1
    for match in _ENGLISH_WORD.finditer(words):
        word = match[0]
        if word.casefold() in ENGLISH or word.casefold() in known:
            continue
        if run and words[end : match.start()].strip():
            found.append(" ".join(run))
            run = []
        run.append(word)
        end = match.end()
    if run:
        found.append(" ".join(run))
    for match in _CHINESE_RUN.finditer(words):
        left = _GENERIC.sub(" ", _without(match[0], known))
        found += left.split()
    return found


def _without(words: str, known: frozenset[str]) -> str:
    for one in sorted(known, key=len, reverse=True):
        words = words.replace(one, " ")
    return words


def words_of(text: str) -> set[str]:
    """The words of the name of an organisation or product, in lower case."""
    found = {match[0].casefold() for match in _ENGLISH_WORD.finditer(text)}
    return found | {match[0] for match in _CHINESE_RUN.finditer(text)}
