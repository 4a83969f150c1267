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
    IMPORT = Label("Import…", "导入……")
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
    SHEET = Label("Bring in a transcript", "导入文字稿")
    SHEET_FOR = Label("{file} · for {exhibit}", "{file} · 用于 {exhibit}")
    SHEET_NOTE = Label(
        "Nothing is taken in yet. The lines stand here at the time of the recording that they would get.",
        "尚未导入。以下为各条目将对应的录音录像时间。",
    )
    KIND = Label("Kind: {kind}", "种类：{kind}")
    ENCODING = Label("Encoding", "编码")
    ENCODING_FOUND = Label("As recognised: {name}", "按识别结果：{name}")
    LANGUAGE = Label("Language", "语言")
    LANGUAGE_FOUND = Label("As the file says: {name}", "按文件注明：{name}")
    OFFSET = Label("Seconds to add to every time", "每个时间加上的秒数")
    OFFSET_BY_LINE = Label("The chosen line begins at the playhead, {time}", "所选条目始于播放位置 {time}")
    COLUMN_START = Label("Begin in column", "开始时间列")
    COLUMN_END = Label("End in column", "结束时间列")
    COLUMN_SPEAKER = Label("Speaker in column", "说话人列")
    COLUMN_TEXT = Label("Words in column", "文字列")
    COLUMN_NONE = Label("none", "无")
    COLUMN_NAME = Label("{number}: {heading}", "{number}：{heading}")
    UNIT = Label("Plain numbers are", "纯数字单位")
    UNIT_FOUND = Label("as recognised", "按识别结果")
    UNIT_SECONDS = Label("seconds", "秒")
    UNIT_MILLISECONDS = Label("milliseconds", "毫秒")
    PREVIEW = Label("The lines as they would be taken in", "将导入的条目")
    READING = Label("Reading…", "正在读取……")
    SHOWN_OF = Label("The first {shown} of {count} lines", "前 {shown} 条，共 {count} 条")
    NOTHING_ODD = Label("Nothing odd was noticed.", "未发现异常。")
    TAKE = Label("Take in {count} lines", "导入 {count} 条")
    TAKE_NONE = Label("Take in", "导入")


LANGUAGES = {"zh": R.CHINESE, "en": R.ENGLISH, "yue": R.CANTONESE, "und": R.UNDETERMINED}
"""What the tags of languages are called."""
