"""Words of the mask dialog."""

from __future__ import annotations

from evidence.labels import Label


class K:
    """Everything that the dialog says."""

    TITLE = Label("What of {name} may be shown", "{name} 的画面可展示范围")
    NEW = Label("Not decided yet", "尚未决定")
    UNCHECKED = Label("{name}: decided, not checked yet; it is shown grey", "{name}：已决定，尚未核对；展示时为灰色")
    CHECKED = Label("{name}: checked by {by}, {at}", "{name}：{by} 已于 {at} 核对")
    STRETCH = Label("For this stretch", "适用时段")
    MARK_SPAN = Label("The mark: {stretch}", "该标注：{stretch}")
    WHOLE = Label("The whole recording: {stretch}", "整段录像：{stretch}")
    AS_BEFORE = Label("As decided before: {stretch}", "原定时段：{stretch}")
    PAGE = Label("Page {page}", "第 {page} 页")
    RECTANGLES = Label("Rectangles", "遮挡矩形")
    RECTANGLE = Label("Rectangle {number}, places: {keys}", "矩形 {number}：{keys} 个位置")
    RECTANGLE_KEY = Label(
        "Rectangle {number}, places: {keys}, one of them here", "矩形 {number}：{keys} 个位置（此刻有）"
    )
    NONE = Label(
        "Draw on the picture what is to be covered, or press B to draw with the arrow keys. At another moment, drag a "
        "rectangle to where it belongs then: in between it moves along.",
        "请在画面上画出需遮挡的部分，或按 B 用方向键画。在其他时刻将矩形拖到相应位置，其间会自动移动。",
    )
    MOVE = Label("Move by keys", "用键盘移动")
    REMOVE = Label("Remove", "删除")
    FORGET_KEY = Label("Forget its place here", "删除此刻的位置")
    BASIS = Label("What is covered, and why", "遮挡内容及原因")
    BASIS_OPEN = Label("Basis on which it is shown as it is", "按原样展示的依据")
    PREVIEW = Label("Preview: as it will be shown", "预览：按展示效果显示")
    LOOK_FIRST = Label(
        "Look at the preview, also at other moments; then it can be saved as checked.",
        "请先查看预览（包括其他时刻），然后可保存为“已核对”。",
    )
    LOOKED = Label(
        "“Save as checked” puts your name to it that this may be shown.", "点“核对并保存”即以您的名义确认可以这样展示。"
    )
    SAVE = Label("Save, check later", "保存，稍后核对")
    SAVE_CHECKED = Label("Save as checked", "核对并保存")
    WITHDRAW = Label("Withdraw", "撤回决定")
    CANCEL = Label("Cancel", "取消")
    THROW_AWAY = Label(
        "This is not saved yet. Esc once more throws it away.", "尚未保存。再按一次 Esc 将放弃所作更改。"
    )
    SAVED = Label("What of {name} may be shown is saved.", "{name} 的可展示范围已保存。")
    SAVED_CHECKED = Label("What of {name} may be shown is saved and checked.", "{name} 的可展示范围已保存并核对。")
    WITHDRAWN = Label("The decision was withdrawn; the picture is shown grey.", "决定已撤回；展示时画面为灰色。")
    NO_PICTURE = Label(
        "{name} has no picture to cover. Whether its sound is played is decided when it is shown.",
        "{name} 没有画面可遮挡。是否播放声音在展示时决定。",
    )
    NO_EXHIBIT = Label("Open an exhibit or choose a mark first.", "请先打开证据或选择标注。")
    PICTURE = Label("Picture with the rectangles", "画面及遮挡矩形")
    PLACE = Label("Place in the stretch", "时段内位置")
