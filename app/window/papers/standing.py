"""How a case stands for the person who looks at it: name, duties, rounds, versions."""

from __future__ import annotations

from app.session import OpenCase
from app.window.papers.kind import moment_cell
from evidence.labels import Label
from evidence.model.people import Duty
from widgets.papers.signoff import Standing

FIRST_DONE = Label("First review done by {name}, {at}", "初审已由 {name} 于 {at} 完成")
SECOND_DONE = Label("Second review done by {name}, {at}", "复审已由 {name} 于 {at} 完成")
NO_ROUND = Label("No round is done yet.", "尚无已完成的审查轮次。")
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
    rounds = [
        (FIRST_DONE if one.round == 1 else SECOND_DONE).filled(name=names.get(one.member, ""), at=moment_cell(one.at))
        for one in papers.rounds
    ]
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
        tuple(rounds or [NO_ROUND]),
        tuple(versions),
        may_finish=writable and bool(reviewing) and viewer is not None and not viewer.round_done,
        may_approve=writable and Duty.APPROVER in duties and not approved,
        may_reopen=writable and approved,
    )
