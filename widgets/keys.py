"""The one table of keys: what each does, in both languages, and where it works. Remappable; F1 shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Self

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from evidence.labels import Label, Labelled
from evidence.model.kinds import How, Verdict
from widgets.language import tongue


class KeyGroup(Labelled):
    """The groups of the table, in the order in which it is shown."""

    MOVE = "move", "Moving through a recording", "在录像中移动"
    MARK = "mark", "Making a mark", "做标注"
    VERDICT = "verdict", "Verdict", "判定"
    HOW = "how", "How it is known", "依据"
    LIST = "list", "Marks", "标注列表"
    PICTURE = "picture", "Picture and timeline", "画面与时间轴"
    CASE = "case", "Complaint", "投诉"
    PROGRAM = "program", "Program", "程序"


class Where(Labelled):
    """Where a key works. Text fields keep what they need for writing in any case."""

    STAGE = "stage", "player and timeline", "播放器与时间轴"
    REVIEW = "review", "review page", "审查页面"
    WINDOW = "window", "everywhere", "任何位置"


@dataclass(frozen=True, slots=True)
class KeyAction:
    """One line of the table: a stable id, its words, its keys as portable texts (`Ctrl+Shift+Z`), where it works."""

    id: str
    label: Label
    keys: tuple[str, ...]
    group: KeyGroup
    where: Where = Where.REVIEW


DIGITS = tuple("0123456789")


def _verdict_actions() -> list[KeyAction]:
    return [
        KeyAction(f"verdict_{verdict.value}", verdict.label, (f"F{number}",), KeyGroup.VERDICT)
        for number, verdict in enumerate(Verdict, 2)
    ]


def _how_actions() -> list[KeyAction]:
    return [
        KeyAction(f"how_{how.value}", how.label, (f"Alt+{number}",), KeyGroup.HOW) for number, how in enumerate(How, 1)
    ]


_G, _AT = KeyGroup, Where

ACTIONS: tuple[KeyAction, ...] = (
    KeyAction("play_pause", Label("Play or pause", "播放或暂停"), ("Space",), _G.MOVE, _AT.STAGE),
    KeyAction("stop", Label("Stop; speed back to 1", "停止；速度恢复 1 倍"), ("K",), _G.MOVE),
    # One recording alone is slowed down by J before it plays backward; several play backward at once.
    KeyAction(
        "shuttle_back",
        Label("Slower; standing, or several: backward", "减速；停止时或同步播放时倒放"),
        ("J",),
        _G.MOVE,
    ),
    KeyAction("shuttle_forward", Label("Play; again: faster", "播放；再按加速"), ("L",), _G.MOVE),
    KeyAction("frame_back", Label("One frame back", "后退一帧"), ("Left",), _G.MOVE, _AT.STAGE),
    KeyAction("frame_forward", Label("One frame forward", "前进一帧"), ("Right",), _G.MOVE, _AT.STAGE),
    KeyAction(
        "second_back",
        Label("Back one second, or as set", "后退一秒或所设时长"),
        ("Shift+Left",),
        _G.MOVE,
        _AT.STAGE,
    ),
    KeyAction(
        "second_forward",
        Label("Forward one second, or as set", "前进一秒或所设时长"),
        ("Shift+Right",),
        _G.MOVE,
        _AT.STAGE,
    ),
    KeyAction("to_start", Label("To the start", "回到开头"), ("Home",), _G.MOVE, _AT.STAGE),
    KeyAction("to_end", Label("To the end", "跳到结尾"), ("End",), _G.MOVE, _AT.STAGE),
    KeyAction("previous_mark", Label("Previous mark", "上一个标注"), ("Up",), _G.MOVE, _AT.STAGE),
    KeyAction("next_mark", Label("Next mark", "下一个标注"), ("Down",), _G.MOVE, _AT.STAGE),
    KeyAction(
        "previous_stop",
        Label("Previous gap, cut, or stretch that cannot be seen", "上一缺口、剪切或无法看清处"),
        ("Shift+Up",),
        _G.MOVE,
        _AT.STAGE,
    ),
    KeyAction(
        "next_stop",
        Label("Next gap, cut, or stretch that cannot be seen", "下一缺口、剪切或无法看清处"),
        ("Shift+Down",),
        _G.MOVE,
        _AT.STAGE,
    ),
    KeyAction("watch_left", Label("Play what is left to watch, or stop", "播放尚须播放部分或停止"), ("G",), _G.MOVE),
    KeyAction("loop", Label("Loop from in to out", "循环入点至出点"), ("R",), _G.MOVE),
    KeyAction("set_in", Label("The mark begins here", "标注从此处开始"), ("I",), _G.MARK),
    KeyAction("set_out", Label("The mark ends here", "标注在此处结束"), ("O",), _G.MARK),
    KeyAction(
        "digit",
        Label("Checklist point by its two digits, such as 07 or 22.1", "按两位编号选择要点，如 07 或 22.1"),
        (*DIGITS, "."),
        _G.MARK,
    ),
    KeyAction("digit_erase", Label("Take back a digit", "删除一位数字"), ("Backspace",), _G.MARK),
    KeyAction("point_filter", Label("Checklist point by part of its name", "按名称查找要点"), ("/",), _G.MARK),
    KeyAction(
        "accept",
        Label("Accept the point; with everything set: save the mark", "确认要点；各项完整时保存标注"),
        ("Return", "Enter"),
        _G.MARK,
        _AT.STAGE,
    ),
    KeyAction("cancel", Label("Cancel what is being entered", "取消正在输入的内容"), ("Esc",), _G.MARK),
    KeyAction("quote", Label("To the quote", "跳到原话"), ("Q",), _G.MARK),
    KeyAction(
        "quote_lines", Label("Transcript: selected lines as quote", "文字稿：所选条目作为原话"), ("Shift+Q",), _G.MARK
    ),
    KeyAction("note", Label("To the note", "跳到说明"), ("N",), _G.MARK),
    KeyAction(
        "beside",
        Label("To speaker, prompting, strength, translation", "跳到说话人、提示、证明力、译文"),
        ("P",),
        _G.MARK,
    ),
    *_verdict_actions(),
    *_how_actions(),
    KeyAction("edit_mark", Label("Change the selected mark", "修改选中的标注"), ("Ctrl+M",), _G.LIST),
    KeyAction("withdraw_mark", Label("Withdraw the selected mark", "撤回选中的标注"), ("Delete",), _G.LIST),
    KeyAction("zoom_in", Label("Timeline: zoom in", "时间轴放大"), ("+", "="), _G.PICTURE, _AT.STAGE),
    KeyAction("zoom_out", Label("Timeline: zoom out", "时间轴缩小"), ("-",), _G.PICTURE, _AT.STAGE),
    KeyAction("zoom_all", Label("Timeline: whole recording", "时间轴显示整段"), ("Ctrl+0",), _G.PICTURE),
    KeyAction("fit", Label("Fit the picture", "画面适应窗口"), ("Z",), _G.PICTURE),
    KeyAction("previous_page", Label("Previous page of a document", "文件上一页"), ("PgUp",), _G.PICTURE, _AT.STAGE),
    KeyAction("next_page", Label("Next page of a document", "文件下一页"), ("PgDown",), _G.PICTURE, _AT.STAGE),
    KeyAction("box", Label("Draw a box on the page by keyboard", "用键盘在页面上画框"), ("B",), _G.PICTURE, _AT.STAGE),
    KeyAction("sound", Label("Sound on or off", "声音开或关"), ("M",), _G.PICTURE),
    KeyAction("together", Label("Recordings together, or one alone", "同步播放或单个录像"), ("T",), _G.PICTURE),
    KeyAction("next_track", Label("Together: marks go to the next one", "同步播放：切换标注对象"), ("X",), _G.PICTURE),
    KeyAction("solo", Label("Together: hear only this one", "同步播放：只听此录像"), ("S",), _G.PICTURE),
    KeyAction("second_moment", Label("Together: a second moment beside", "同步播放：并排另一时刻"), ("D",), _G.PICTURE),
    KeyAction("fold", Label("Together: fold or show empty time", "同步播放：折叠或展开空白时段"), ("F",), _G.PICTURE),
    KeyAction("fold_all", Label("Together: all empty time", "同步播放：所有空白时段"), ("Shift+F",), _G.PICTURE),
    KeyAction("join_files", Label("Chosen recordings: show as one", "合并显示所选录像"), ("Ctrl+J",), _G.PICTURE),
    KeyAction("part_files", Label("Take a joined recording apart", "拆开合并的录像"), ("Ctrl+Shift+J",), _G.PICTURE),
    KeyAction("clock", Label("The clock of this recording", "此录像的时钟"), ("C",), _G.PICTURE),
    KeyAction("event_one", Label("An event that two recordings show", "标记两段录制中的同一事件"), ("E",), _G.PICTURE),
    KeyAction("event_two", Label("A second event, for the drift", "标记第二个事件（走时）"), ("Shift+E",), _G.PICTURE),
    KeyAction("transcript", Label("Transcript beside the player, or not", "显示或隐藏文字稿"), ("W",), _G.PICTURE),
    KeyAction("mask", Label("What of the picture may be shown", "画面可展示的范围"), ("H",), _G.PICTURE),
    KeyAction("full_screen", Label("Picture on the full screen, and back", "画面全屏或还原"), ("F11",), _G.PICTURE),
    KeyAction("undo", Label("Undo", "撤销"), ("Ctrl+Z",), _G.CASE, _AT.WINDOW),
    KeyAction("redo", Label("Redo", "重做"), ("Ctrl+Shift+Z",), _G.CASE, _AT.WINDOW),
    KeyAction("add_files", Label("Add files to the complaint", "添加证据文件"), ("Ctrl+O",), _G.CASE, _AT.WINDOW),
    KeyAction("export", Label("Export the case file", "导出案卷"), ("Ctrl+E",), _G.CASE, _AT.WINDOW),
    KeyAction("bundle", Label("Make a bundle", "生成证据包"), ("Ctrl+B",), _G.CASE, _AT.WINDOW),
    KeyAction("letter", Label("Draft a letter", "起草信函"), ("Ctrl+Shift+E",), _G.CASE, _AT.WINDOW),
    KeyAction("check", Label("Check the originals", "核对原件"), ("Ctrl+K",), _G.CASE, _AT.WINDOW),
    KeyAction("verify", Label("Verify a case file", "验证案卷"), ("Ctrl+Shift+K",), _G.CASE, _AT.WINDOW),
    KeyAction("new_case", Label("Register a complaint", "登记投诉"), ("Ctrl+N",), _G.CASE, _AT.WINDOW),
    KeyAction(
        "papers",
        Label("Papers of the complaint, and back to the recordings", "投诉材料；再按返回录像"),
        ("Ctrl+P",),
        _G.CASE,
        _AT.WINDOW,
    ),
    KeyAction("show", Label("Show chosen marks in the office", "现场展示所选标注"), ("Ctrl+D",), _G.CASE, _AT.WINDOW),
    KeyAction("edit_case", Label("Correct the complaint's data", "更正投诉信息"), ("Ctrl+I",), _G.CASE, _AT.WINDOW),
    KeyAction("rules", Label("Rules and figures, and back", "规则与数据；再按返回"), ("Ctrl+R",), _G.CASE, _AT.WINDOW),
    KeyAction("all_cases", Label("Back to all complaints", "返回投诉列表"), ("Ctrl+L",), _G.CASE, _AT.WINDOW),
    KeyAction("trends", Label("Trends, and back to the list", "趋势；再按返回列表"), ("Ctrl+G",), _G.CASE, _AT.WINDOW),
    KeyAction("find", Label("Find in the list", "在列表中查找"), ("Ctrl+F",), _G.CASE, _AT.WINDOW),
    KeyAction("sort_next", Label("List: sort by next column", "列表：按下一列排序"), ("Alt+S",), _G.CASE, _AT.WINDOW),
    KeyAction("sort_turn", Label("List: the other way round", "列表：颠倒顺序"), ("Alt+R",), _G.CASE, _AT.WINDOW),
    KeyAction("keys", Label("Show the keys", "显示快捷键"), ("F1",), _G.PROGRAM, _AT.WINDOW),
    KeyAction("settings", Label("Settings", "设置"), ("Ctrl+,",), _G.PROGRAM, _AT.WINDOW),
    KeyAction("language", Label("English or Chinese", "中文或英文"), ("Ctrl+T",), _G.PROGRAM, _AT.WINDOW),
    KeyAction("next_area", Label("Next area of the window", "下一个区域"), ("Ctrl+Tab",), _G.PROGRAM, _AT.WINDOW),
    KeyAction("quit", Label("Quit", "退出"), ("Ctrl+Q",), _G.PROGRAM, _AT.WINDOW),
)


class ShownKey(str):
    """A key as people read it; asked again by `now`, it is the one that the action has then."""

    def __new__(cls, table: KeyTable, action_id: str) -> Self:
        """The first key of an action in `table`; empty when it has none."""
        keys = table.keys(action_id)
        made = super().__new__(cls, shown_key(keys[0]) if keys else "")
        made._table, made._action = table, action_id
        return made

    _table: KeyTable
    _action: str

    @property
    def now(self) -> ShownKey:
        """The same action's key as it is now."""
        return ShownKey(self._table, self._action)


class KeyTable(QObject):
    """The table in use: the default keys with a person's own in their place.

    Signals:
        changed(): other keys are in use now.
    """

    changed = Signal()

    def __init__(self, own: Mapping[str, Sequence[str]] | None = None) -> None:
        """Take `own` keys by action id; ids that are not known and keys that Qt cannot read are left aside.

        A key of one's own is taken away from the action that had it by default, so that no key does two things.
        """
        super().__init__()
        self._own: dict[str, tuple[str, ...]] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._take(own or {})

    @property
    def own(self) -> dict[str, tuple[str, ...]]:
        """A person's own keys, by action."""
        return dict(self._own)

    def use(self, own: Mapping[str, Sequence[str]]) -> None:
        """Use these keys of one's own from now on, in place of those before."""
        before = dict(self._keys)
        self._take(own)
        if self._keys != before:
            self.changed.emit()
            tongue.speak_again()

    def keys(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action, as portable texts.

        Raises:
            KeyError: there is no such action.
        """
        return self._keys[action_id]

    def shown(self, action_id: str) -> ShownKey:
        """The first key of an action as people read it on this machine; empty when it has none."""
        return ShownKey(self, action_id)

    def owner(self, key: str) -> str | None:
        """The action that has a key now."""
        wanted = portable(key)
        return next((one for one, keys in self._keys.items() if wanted in map(portable, keys)), None)

    def clashes(self) -> list[tuple[str, str, str]]:
        """Keys that two actions claim: (key, one action, the other). The default table has none."""
        owner: dict[str, str] = {}
        found = []
        for action_id, keys in self._keys.items():
            for key in map(portable, keys):
                if owner.setdefault(key, action_id) != action_id:
                    found.append((key, owner[key], action_id))
        return found

    def _take(self, own: Mapping[str, Sequence[str]]) -> None:
        usual = {action.id: action.keys for action in ACTIONS}
        mine: dict[str, tuple[str, ...]] = {}
        taken: set[str] = set()
        for action_id, keys in own.items():
            readable = (portable(key) for key in keys)
            kept = tuple(dict.fromkeys(key for key in readable if key and key not in taken))
            if action_id in usual and action_id != "digit":
                mine[action_id] = kept
                taken.update(kept)
        self._own = mine
        self._keys = {one: tuple(key for key in keys if portable(key) not in taken) for one, keys in usual.items()}
        self._keys.update(mine)


class KeyBinder(QObject):
    """Listens for the table's keys on one widget and says which action was meant; changed keys at once.

    Bind Where.WINDOW to the window, Where.REVIEW to the review page and Where.STAGE to what holds picture and
    timeline: Space on a button then still presses the button, and letters still go into text fields.

    Signals:
        pressed(str, str): the action's id, and the key ("7" for a digit).
    """

    pressed = Signal(str, str)

    def __init__(self, widget: QWidget, table: KeyTable, where: Iterable[Where]) -> None:
        """Bind the actions that work at `where` to `widget` and everything inside it."""
        super().__init__(widget)
        self._widget, self._table, self._places = widget, table, set(where)
        self._enabled = True
        self._shortcuts: list[QShortcut] = []
        self._bind_all()
        table.changed.connect(self._bind_all)

    def set_enabled(self, enabled: bool) -> None:
        """Listen, or not for a while."""
        self._enabled = enabled
        for shortcut in self._shortcuts:
            shortcut.setEnabled(enabled)

    def _bind_all(self) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)  # it may be the one that is just being told
            shortcut.deleteLater()
        self._shortcuts = []
        for action in ACTIONS:
            if action.where in self._places:
                for key in self._table.keys(action.id):
                    self._bind(action, key)

    def _bind(self, action: KeyAction, key: str) -> None:
        shortcut = QShortcut(QKeySequence(key), self._widget)
        shortcut.setContext(
            Qt.ShortcutContext.WindowShortcut
            if action.where is Where.WINDOW
            else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        shortcut.setAutoRepeat(action.group in (KeyGroup.MOVE, KeyGroup.PICTURE) or action.id in ("undo", "redo"))
        shortcut.setEnabled(self._enabled)
        shortcut.activated.connect(partial(self.pressed.emit, action.id, key))
        self._shortcuts.append(shortcut)


def now(key: str) -> str:
    """The key to say: one of the table as it is now, any other text as it stands."""
    return key.now if isinstance(key, ShownKey) else key


def portable(key: str) -> str:
    """A key in the one spelling that settings store; empty when Qt cannot read it."""
    sequence = QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)
    text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    return "" if sequence.isEmpty() or "Unknown" in text or not text.isprintable() else text


def shown_key(key: str) -> str:
    """A key as people read it; the arrows as arrows."""
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    for name, arrow in (("Left", "←"), ("Right", "→"), ("Up", "↑"), ("Down", "↓"), ("Return", "Enter")):
        if text == name or text.endswith(f"+{name}"):
            return text[: len(text) - len(name)] + arrow
    return text


def action(action_id: str) -> KeyAction:
    """The line of the table with that id.

    Raises:
        KeyError: there is no such action.
    """
    for line in ACTIONS:
        if line.id == action_id:
            return line
    raise KeyError(action_id)
