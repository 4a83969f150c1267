"""The words of the transcript."""

from __future__ import annotations

from evidence.labels import Label


class R:
    """The catalogue of this room; used like `widgets.words.W`."""

    TRANSCRIPT = Label("Transcript", "文字稿")
    ACCESS = Label(
        "The lines of the transcript. A click or Enter leads to the second; the selected lines can become the quote.",
        "文字稿条目。单击或按 Enter 跳到对应时刻；所选条目可作为原话。",
    )
    WHICH = Label("Which transcript", "选择文字稿")
    NAME = Label("{language} · {file}", "{language} · {file}")
    CHINESE = Label("Chinese", "中文")
    ENGLISH = Label("English", "英文")
    CANTONESE = Label("Cantonese", "粤语")
    UNDETERMINED = Label("language not stated", "语言未注明")
    FIND = Label("Find in these lines", "在条目中查找")
    FOUND = Label("{found} of {count} lines", "{found} / {count} 条")
    COUNT = Label("{count} lines", "{count} 条")
    FOLLOW = Label("Follow", "跟随播放")
    FOLLOW_TIP = Label("Keep the line that is being said in sight", "使当前所说条目保持可见")
    QUOTE = Label("To the quote", "作为原话")
    IMPORT = Label("Import…", "导入…")
    WITHDRAW = Label("Withdraw", "撤回")
    EMPTY = Label(
        "No transcript of this recording yet. Import one that was made elsewhere: SRT, WebVTT, CSV or Whisper JSON.",
        "此录音录像尚无文字稿。可导入在别处制作的文字稿：SRT、WebVTT、CSV 或 Whisper JSON。",
    )
    NONE_FOUND = Label("None of the lines holds “{text}”.", "没有条目包含“{text}”。")
    NOT_PROVEN = Label(
        "Written down by a person or a machine elsewhere: it leads to the place, and proves nothing.",
        "由他人或机器转写：仅用于定位，不作为证明。",
    )
    NOW = Label("now: {line}", "当前：{line}")
