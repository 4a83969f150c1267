"""How a case stands for the person who looks at it: name, duties, rounds, versions."""

from __future__ import annotations

from app.session import OpenCase
from app.window.papers.kind import moment_cell
from app.window.papers.reviews import agreement_of
from evidence.labels import Label
from evidence.model.findings import RoundDone
from evidence.model.people import Duty
from evidence.review.agreement import SECOND
from widgets.papers.signoff import Standing

FIRST_DONE = Label("First review done by {name}, {at}", "初审已由 {name} 于 {at} 完成")
SECOND_DONE = Label("Second review done by {name}, {at}", "复审已由 {name} 于 {at} 完成")
OF_VERSION = Label("Version {version}: {said}", "第 {version} 版：{said}")
NO_ROUND = Label("No round is done yet.", "尚无已完成的审查轮次。")
APART = Label(
    "Until both rounds are done, the second review is not shown to you.", "两轮审查全部完成之前，不向您展示复审内容。"
)
EARLIER = Label(
    "The marks of {name}, an earlier second reviewer, are kept as such and compared with nothing.",
    "{name} 为此前的复审人，其标注予以保留，但不参与比较。",
)
WORKED_ON = Label("Version {version} is being worked on.", "第 {version} 版正在处理中。")
APPROVED = Label("Version {version} was approved by {name}, {at}.", "第 {version} 版已由 {name} 于 {at} 批准。")
REOPENED = Label(
    "Version {version} was opened by {name}, {at}: {reason}", "第 {version} 版由 {name} 于 {at} 开启：{reason}"
)


def standing_of(opened: OpenCase, account: str, *, writable: bool) -> Standing:
    """What the page of rounds and approval shows and allows; the store has the last word on every act."""
    papers, viewer = opened.papers, opened.viewer
    names = {one.id: one.shown for one in opened.members}
    accounts = {one.os_user: one.shown for one in opened.members}
    member = viewer.member if viewer else None
    duties = viewer.duties if viewer else frozenset()
    rounds = [_round_line(one, names.get(one.member, "")) for one in papers.rounds] or [NO_ROUND]
    rounds += _comparison(opened)
    version = 1 + len(papers.reopenings)
    approved = any(one.version == version for one in papers.approvals)
    told = [
        (one.version, 1, APPROVED, {"name": names.get(one.member, ""), "at": moment_cell(one.at)})
        for one in papers.approvals
    ] + [
        (one.version, 0, REOPENED,
         {"name": accounts.get(one.by, one.by), "at": moment_cell(one.at), "reason": one.reason})
        for one in papers.reopenings
    ]  # fmt: skip
    told.sort(key=lambda one: one[:2])
    versions = [label.filled(version=number, **values) for number, _, label, values in told]
    if not approved:
        versions.append(WORKED_ON.filled(version=version))
    reviewing = duties & {Duty.REVIEWER, Duty.SECOND_REVIEWER}
    return Standing(
        member.os_user if member else account,
        member.name if member else "",
        tuple(duty.label for duty in Duty if duty in duties),
        bool(viewer and viewer.blind),
        tuple(rounds),
        tuple(versions),
        may_finish=writable and bool(reviewing) and viewer is not None and not viewer.round_done,
        may_approve=writable and Duty.APPROVER in duties and not approved,
        may_reopen=writable and approved,
    )


def _round_line(one: RoundDone, name: str) -> Label:
    said = (FIRST_DONE if one.round == 1 else SECOND_DONE).filled(name=name, at=moment_cell(one.at))
    return said if one.version == 1 else OF_VERSION.filled(version=one.version, said=said)


def _comparison(opened: OpenCase) -> list[Label]:
    """What may be said of how far the two reviews agree, and whose marks are not compared."""
    if opened.viewer and opened.viewer.open_rounds:
        return [APART] if opened.viewer.apart else []
    reviews, agreement = agreement_of(opened)
    marking = {mark.by for mark in opened.marks if mark.round == SECOND}
    earlier = [EARLIER.filled(name=one.shown) for one in reviews.earlier if one.os_user in marking]
    return ([agreement.sentence] if agreement else []) + earlier
