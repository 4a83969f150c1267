"""The words of findings and levels."""

from __future__ import annotations

from evidence.labels import Label


class Q:
    """The catalogue of what is measured; used like `widgets.words.W`."""

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
