"""What the settings say, in both languages."""

from __future__ import annotations

from evidence.labels import Label


class P:
    """The words of the settings."""

    SETTINGS = Label("Settings", "设置")
    PAGES = Label("Pages of the settings", "设置页面")
    KEYS = Label("Keys", "快捷键")
    SPEEDS = Label("Speeds and jumps", "速度与跳转")
    LOOK = Label("Language and look", "语言与外观")
    SIZE = Label("What counts as seen", "算作已看的条件")
    LIBRARY = Label("Library", "资料库")
    KEPT = Label("Changes hold at once and are kept in {file}.", "更改立即生效，保存在 {file}。")

    # keys
    FILTER = Label("Find an action or a key", "查找操作或按键")
    ACTION = Label("What it does", "作用")
    KEY = Label("Keys", "按键")
    WHERE = Label("Works in", "有效范围")
    KEYS_HINT = Label(
        "Choose an action, then press Enter or double-click, then press its new key.",
        "选择一项操作，按回车或双击，再按新的按键。",
    )
    FIXED = Label("The digits cannot be given other keys.", "数字键不可更改。")
    NEW_KEY = Label("New key", "新按键")
    WAITING = Label(
        "Press the new key of “{action}”. Esc leaves it as it is.", "请按“{action}”的新按键。按 Esc 保持不变。"
    )
    PRESS = Label("Press the new key here", "在此按新的按键")
    RESET_ONE = Label("Reset this one", "恢复此项")
    RESET_ALL = Label("Reset all", "全部恢复")
    SURE = Label("All keys of your own are forgotten.", "您自定义的所有按键都将取消。")
    RESET_SURE = Label("Reset all of them", "确认全部恢复")
    NEW_NOW = Label("“{action}” has the key {key} now.", "“{action}”的按键现为 {key}。")
    SAME = Label("“{action}” has the key {key} already.", "“{action}”的按键已是 {key}。")
    RESET_DONE = Label("“{action}” has its usual key again: {key}.", "“{action}”已恢复默认按键：{key}。")
    ALL_DONE = Label("All actions have their usual keys again.", "所有操作均已恢复默认按键。")
    TAKEN = Label("The key {key} belongs to “{other}”.", "按键 {key} 已用于“{other}”。")
    SWAP = Label("Swap the two", "互换两者")
    LEAVE = Label("Leave as it is", "保持不变")
    SWAPPED = Label(
        "Swapped: “{action}” has {key}, “{other}” has {theirs}.", "已互换：“{action}”为 {key}，“{other}”为 {theirs}。"
    )
    DIGIT_TAKEN = Label(
        "The key {key} belongs to the numbers of points, which stay.", "按键 {key} 用于要点编号，不可更改。"
    )
    NOT_THAT = Label("{key} cannot be used: it moves about in the window.", "{key} 不能使用：该键用于在窗口中移动。")
    NONE = Label("none", "无")
    OWN = Label("{key} (your own)", "{key}（自定义）")

    # speeds
    LADDER = Label("Speeds of playing", "播放速度")
    LADDER_NOTE = Label(
        "They stand in the list of the player and are the steps of the keys that play slower and faster. "
        "Normal speed always stays. What counts as heard or seen has limits of its own.",
        "列在播放器的速度列表中，也是减速与加速键的档位。正常速度始终保留。何种速度算作已听已看另有限制。",
    )
    JUMP = Label("Length of a jump", "跳转长度")
    JUMP_NOTE = Label(
        "How far the two buttons beside the frame steps go, and their keys.",
        "单帧按钮旁的两个按钮及其按键每次移动的时长。",
    )
    SECONDS = Label("{seconds} s", "{seconds} 秒")

    # language and look
    LANGUAGE = Label("Language", "语言")
    LANGUAGE_NOTE = Label(
        "Of the window. Case files are printed in the language chosen when exporting.",
        "指窗口语言。案卷的语言在导出时选择。",
    )
    ENGLISH = Label("English", "English")
    CHINESE = Label("简体中文", "简体中文")
    LOOK_OF = Label("Appearance", "外观")

    WORDS = Label("Corrected Chinese words", "更正后的中文词语")
    WORDS_NOTE = Label(
        "A bank's translator can correct words of the window in Qt Linguist; the program takes them from the .ts file "
        "now and at every start. Case files keep the program's own words.",
        "银行的译者可用 Qt Linguist 更正窗口词语；程序即时并在每次启动时读取 .ts 文件。案卷仍使用程序自带的词语。",
    )
    NO_WORDS_FILE = Label("The program's own words are used.", "现使用程序自带的词语。")
    WORDS_FILE = Label("Words are corrected by {file}.", "词语按 {file} 更正。")
    CHOOSE_WORDS = Label("Choose a file…", "选择文件……")
    OWN_WORDS = Label("Use the program's own", "使用程序自带的词语")

    # what counts as seen
    LEAST = Label("Smallest height of a picture that counts as seen", "算作已看的最小画面高度")
    LEAST_NOTE = Label(
        "While a picture stands lower than this on the screen, playing it does not count as having seen it. "
        "It cannot be set below {floor} pixels.",
        "画面在屏幕上低于此高度时，播放不算作已看。不能低于 {floor} 像素。",
    )
    LEAST_PAGE = Label("Smallest length of a page that counts as shown", "算作已展示的最小页面长度")
    LEAST_PAGE_NOTE = Label(
        "While the longer side of a page stands shorter than this on the screen, the page does not count as shown. "
        "It cannot be set below {floor} pixels.",
        "页面长边在屏幕上短于此长度时，该页不算作已展示。不能低于 {floor} 像素。",
    )
    LEAST_LOOK = Label("Shortest time for each part of a page", "页面各部分的最短停留时间")
    LEAST_LOOK_NOTE = Label(
        "Each part of a page has to be on screen that long. It cannot be set below {floor} s. What was shown before "
        "keeps the settings that held then.",
        "页面各部分须在屏幕上停留的时间。不能低于 {floor} 秒。此前的展示记录仍按当时的设置。",
    )
    PIXELS = Label(" px", " 像素")
    SECONDS_UNIT = Label(" s", " 秒")

    # library
    OPEN_NOW = Label("Open now", "当前资料库")
    FREE = Label("{free} free of {total} on this disk", "此磁盘可用 {free}，共 {total}")
    FREE_UNKNOWN = Label("The free space is not known.", "可用空间未知。")
    OTHER = Label("Open another…", "打开其他资料库……")
    OTHER_NOTE = Label(
        "The window opens anew on it. Nothing is moved or copied; an empty folder becomes a new library.",
        "窗口将在该资料库上重新打开。不移动也不复制任何数据；选择空文件夹则新建资料库。",
    )
    RECENT = Label("Opened before", "以前打开过")
    NO_RECENT = Label("No other library was opened on this machine.", "本机未打开过其他资料库。")
    OPEN_RECENT = Label("Open the chosen one", "打开所选资料库")
