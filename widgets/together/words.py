"""The words of the views that show several recordings."""

from __future__ import annotations

from evidence.labels import Label


class T:
    """The catalogue of this room; used like `widgets.words.W`."""

    TOGETHER = Label("Together", "同步播放")
    ONE = Label("One recording", "单个录像")
    RECORDINGS = Label("Recordings", "录像录音")
    SOUNDS = Label("Sounds", "声音")
    SOUNDS_NONE = Label("None of these recordings has sound.", "这些录像都没有声音。")
    CHOOSE = Label(
        "Tick the recordings to play together: up to four pictures, and any calls.",
        "勾选要同步播放的录像：最多四路画面，录音不限。",
    )
    NOTHING = Label("This complaint has no recordings yet.", "本投诉尚无录音录像。")
    OPENING = Label("Opening the recordings…", "正在打开录像……")
    ACTIVE_ACCESS = Label("{name}: {state}. Marks go here.", "{name}：{state}。标注记入此处。")
    TRACK_ACCESS = Label("{name}: {state}", "{name}：{state}")
    FRAME_SHORT = Label("frame {frame}", "第 {frame} 帧")
    UNCONFIRMED = Label("numbers not confirmed", "帧号未确认")

    MUTE = Label("Mute {name}", "静音：{name}")
    UNMUTE = Label("Sound of {name} on", "取消静音：{name}")
    SOLO = Label("Solo", "独听")
    SOLO_OF = Label("Hear {name} alone", "只听 {name}")
    VOLUME_OF = Label("Volume of {name}: {percent} %", "{name} 音量：{percent}%")
    CHANNEL_OF = Label("Channel of {name}", "{name} 声道")
    LEVEL_OF = Label("Level of {name}", "{name} 电平")

    TURNED = Label("turned {degrees}°", "已旋转 {degrees}°")
    DISPLAY = Label("Display…", "显示……")
    DISPLAY_ONLY = Label("Brightness and contrast: display only", "亮度与对比度：仅影响显示")
    DISPLAY_NOTE = Label(
        "Changes what you see here, nothing else: not the recording, not marks, not stills.",
        "只改变此处的显示，不改变录像、标注和截图。",
    )
    DISPLAY_CHANGED = Label("display adjusted", "显示已调整")
    BRIGHTNESS = Label("Brightness", "亮度")
    CONTRAST = Label("Contrast", "对比度")
    RESET = Label("Reset", "还原")

    TIMELINE = Label("Timeline of all recordings on the wall clock", "各录像在实际时间上的时间轴")
    TIMELINE_ACCESS = Label(
        "One lane for each recording. Click or drag to move all; Ctrl and wheel, or plus and minus, to zoom.",
        "每个录像一条轨道。单击或拖动同时定位；Ctrl 加滚轮，或按加号、减号缩放。",
    )
    TIMELINE_AT = Label("At {time}", "位于 {time}")
    TIMELINE_EMPTY = Label("The timeline appears with the recordings.", "打开录像后显示时间轴。")
    ALL = Label("All recordings", "全部录像")
    MOVE_LANE = Label(
        "Its place is not known from a clock. Drag it with Shift held to where it belongs: that changes what you see "
        "here, until you make it the clock.",
        "其位置并非由时钟得知。按住 Shift 可拖动到应在的位置：仅影响此处显示，设为时钟后才生效。",
    )
    JOIN_LANE = Label(
        "Drag it with Shift held onto another lane in which the event is marked: the two moments meet, and its clock "
        "can be set by that.",
        "按住 Shift 拖到标有同一事件的另一轨道上：两处时刻对齐，可据此设定时钟。",
    )
    FOLD = Label("Fold empty time", "折叠空白时段")
    FOLD_THIS = Label("Fold {length}", "折叠 {length}")
    FOLDED = Label("No recording for {length}: folded. Click to show it.", "{length}无录制内容，已折叠。单击展开。")
    UNFOLDED = Label("No recording for {length}. Click to fold it.", "{length}无录制内容。单击折叠。")
    FOLDED_ACCESS = Label("{count} empty stretches are folded", "已折叠 {count} 处空白时段")
    ONE_DAY = Label("{count} day", "{count} 天")
    DAYS = Label("{count} days", "{count} 天")
    HOURS = Label("{count} h", "{count} 小时")
    MINUTES = Label("{count} min", "{count} 分钟")
    WALL_CLOCK = Label("Wall clock", "实际时间")
    FROM_FIRST = Label("From the first beginning", "自最早开始处")

    LOOP = Label("Loop in–out", "循环入出点")
    PREVIOUS_STOP = Label("Previous gap or cut", "上一缺口或剪切")
    NEXT_STOP = Label("Next gap or cut", "下一缺口或剪切")
    SECOND = Label("Second moment", "并排另一时刻")
    SECOND_END = Label("Close second moment", "关闭另一时刻")
    SECOND_NAME = Label("{name}, second moment", "{name}，另一时刻")
    SHIFTED = Label("shifted by {time}", "错开 {time}")
