"""Observations of a BORIS project: events by time, the first and second of a state event being its start and stop."""

from __future__ import annotations

import json
from typing import Any

from evidence.annotations.notes import Annotations, Note, in_order, refused, seconds
from evidence.labels import Label

PROJECT = Label("the project", "项目")
OPEN = Label("{count} state events without a stop.", "{count} 个没有结束的状态事件。")
OFFSET = Label("The observation's time offset of {seconds} s.", "该观察的时间偏移 {seconds} 秒。")


def observations(text: str) -> tuple[str, ...]:
    """The names of the observations of a project.

    Raises:
        Refused: it is no project of BORIS.
    """
    return tuple(str(name) for name in _project(text)["observations"])


def read_observation(text: str, name: str | None = None) -> Annotations:
    """Read one observation; without a name the only one there is.

    Raises:
        Refused: it is no project, has no such observation, or an event cannot be read; it is named.
    """
    project = _project(text)
    found: dict[str, Any] = project["observations"]
    if not found:
        raise refused(PROJECT, "it holds no observation", "其中没有观察")
    if name is None and len(found) != 1:
        names = ", ".join(sorted(found))[:300]
        raise refused(PROJECT, f"say which observation: {names}", f"请指明观察：{names}")
    name = name if name is not None else next(iter(found))
    observation = found.get(name)
    if not isinstance(observation, dict) or not isinstance(observation.get("events", []), list):
        raise refused(PROJECT, f"there is no observation “{name[:60]}”", f"没有观察“{name[:60]}”")
    states = _states(project)
    notes: list[Note] = []
    begun: dict[tuple[str, str, str], tuple[int, str]] = {}
    for number, event in enumerate(observation.get("events", []), 1):
        at, who, code, modifiers, comment = _event(event, number)
        text_of = " ".join(part for part in (modifiers, comment) if part and part != "None")
        if code not in states:
            notes.append(Note(at, at, text_of, who, code))
            continue
        key = (who, code, modifiers)
        if key in begun:
            first, words = begun.pop(key)
            notes.append(Note(min(first, at), max(first, at), words or text_of, who, code))
        else:
            begun[key] = (at, text_of)
    lost = [OPEN.filled(count=len(begun))] if begun else []
    if observation.get("time offset"):
        lost.append(OFFSET.filled(seconds=str(observation["time offset"])[:20]))
    return in_order(notes, lost)


def _project(text: str) -> dict[str, Any]:
    try:
        project = json.loads(text)
    except (ValueError, RecursionError):
        project = None
    if not isinstance(project, dict) or not isinstance(project.get("observations"), dict):
        raise refused(PROJECT, "it is no project of BORIS", "不是 BORIS 项目文件")
    return project


def _states(project: dict[str, Any]) -> set[str]:
    kinds = project.get("behaviors_conf")
    listed = kinds.values() if isinstance(kinds, dict) else ()
    return {
        str(kind.get("code")) for kind in listed if isinstance(kind, dict) and "state" in str(kind.get("type")).lower()
    }


def _event(event: Any, number: int) -> tuple[int, str, str, str, str]:
    place = Label(f"event {number}", f"第 {number} 个事件")
    if not isinstance(event, list) or len(event) < 3:
        raise refused(place, "time, subject and behaviour belong here", "应有时间、对象和行为")
    fields = [str(field) if isinstance(field, str | int | float) else "" for field in event[1:5]]
    who, code, modifiers, comment = (*fields, "", "")[:4]
    return seconds(str(event[0]), place), who, code, modifiers, comment
