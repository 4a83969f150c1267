"""The words of findings and levels."""

from __future__ import annotations

from evidence.labels import Label


class Q:
    """The catalogue of what is measured; used like `widgets.words.W`."""

    FINDINGS = Label("Findings", "检测发现")
    LANES = (Label("Picture", "画面"), Label("Sound", "声音"))
    MISSING_PICTURES = Label("missing pictures at the usual rate", "按通常帧率缺少的帧数")
    MISSING_SOUND = Label("missing milliseconds of sound", "缺少的声音毫秒数")
    NOTHING_HERE = Label("Nothing was found here.", "此处没有发现。")
    HINT = Label("Places worth a look. They are hints, not verdicts.", "值得查看之处，仅供提示，不是结论。")
    CHOOSE = Label("Choose a recording: what is worth a look in it stands here.", "选择录像后，在此列出值得查看之处。")
    NO_PLAYING = Label("A document has neither picture nor sound to look through.", "文件没有可检测的画面或声音。")
    LOOKING = Label("looking… {percent} %", "检测中……{percent}%")
    WAITING = Label("not looked at yet", "尚未检测")
    STOPPED = Label("stopped: not looked at", "已停止：尚未检测")
    FAILED = Label("cannot be looked at: {reason}", "无法检测：{reason}")
    NONE = Label("Looked through: nothing of these kinds was found.", "已检测：未发现以下各类情形。")
    LOOKED = Label("Looked through: {count} places.", "已检测：{count} 处。")
    LEFT_OFF = Label("{count} more are not listed.", "另有 {count} 处未列出。")
    USUAL = Label("Usual loudness (median) {lufs} LUFS.", "通常响度（中位数）{lufs} LUFS。")
    STOP = Label("Stop", "停止")
    LOOK = Label("Look now", "开始检测")
    SHOWN = Label("{name}: {count}. Shown in the list.", "{name}：{count}。列表中显示。")
    HIDDEN = Label("{name}: {count}. Left out of the list.", "{name}：{count}。列表中不显示。")
    LIST_ACCESS = Label("Findings of this recording; Enter leads there", "本录像的检测发现；按回车定位")
    AT = Label("At", "时间")
    LENGTH = Label("Length", "时长")
    WHAT = Label("What", "情形")
    MEASURE = Label("Measure", "数值")

    LEVEL = Label("Level of the sound", "声音电平")
    LEVEL_FIGURES = Label(
        "Loudest and mean (0.3 s), before the volume: {figures}", "峰值与均值（0.3 秒），不受音量影响：{figures}"
    )
    LAMP_LIT = Label(
        "Samples reached full scale: clipping. Click to put the lamp out.", "采样达到满幅：削波。单击熄灭指示灯。"
    )
    LAMP_DARK = Label("No clipping since playing began", "播放以来无削波")
    LOUDNESS = Label(
        "{lu} LU from what is usual in this recording (its median)", "与本录音通常响度（中位数）相差 {lu} LU"
    )
    LOUDNESS_SHORT = Label("{lu} LU", "{lu} LU")
    LOUDNESS_NONE = Label("Loudness of this recording: not measured yet", "本录音的响度：尚未测量")
    LOUDNESS_SILENT = Label("No sound here to compare", "此处没有可比较的声音")
