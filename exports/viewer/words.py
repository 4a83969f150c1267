"""What the viewer's page says, by the name under which its scripts ask for it."""

from __future__ import annotations

from evidence.casefile.copywords import Copy
from evidence.labels import Label

NOSCRIPT = Label(
    "This page needs JavaScript, and this browser has switched it off. All that it shows is in data/case.pdf, too.",
    "本页面需要 JavaScript，当前浏览器已将其关闭。其内容亦见于 data/case.pdf。",
)

WORDS: dict[str, Label] = {
    "title": Label("Case file viewer", "案卷查看页"),
    "summary": Label("Complaint and findings", "投诉与认定"),
    "matrix": Label("Disclosure matrix", "披露对照表"),
    "chronology": Label("Chronology", "时间顺序"),
    "exhibits": Label("Exhibits", "证据材料"),
    "check": Label("Check the files", "核对文件"),
    "player": Label("Player", "播放"),
    "choose": Label("Choose a mark: it is played here.", "请选择一个标注，在此播放。"),
    "no_marks": Label("This case file holds no marks.", "本案卷没有标注。"),
    **{f"copy_{one.value}": one.label for one in Copy},
    "left_out": Label("Left out of this copy (annex C of the case file):", "本副本未提供（见案卷附录 C）："),
    "head": Label("Version: journal entry {seq}", "版本：日志第 {seq} 条"),
    "kind": Label("Kind", "类型"),
    "received": Label("Received", "收到日期"),
    "channel": Label("Channel", "渠道"),
    "demand": Label("Demand", "诉求"),
    "amount": Label("Amount", "金额"),
    "frozen": Label("As it stood at", "截至"),
    "own_words": Label("In the customer's own words", "客户原话"),
    "findings": Label("Findings by question", "逐项认定"),
    "no_finding": Label("No finding was written.", "尚无认定。"),
    "no_allegations": Label("No allegation is entered.", "尚未录入指称。"),
    "decision": Label("Decision", "处理决定"),
    "marks_for": Label("Marks for it", "支持的标注"),
    "marks_against": Label("Marks against it", "相反的标注"),
    "missing": Label("Missing evidence", "缺少的证据"),
    "not_marked": Label("not marked", "未标注"),
    "every_point": Label("Show all {count} points of the checklist", "显示检查表全部 {count} 项"),
    "matrix_says": Label(
        "Each row is a point of the checklist, each column a recording or paper. A mark leads to its second.",
        "每行为检查表中的一项，每列为一份录音录像或文件。点击标注即到达其时刻。",
    ),
    "point": Label("Point", "检查要点"),
    "conclusion": Label("Conclusion", "结论"),
    "chronology_says": Label(
        "Times of recordings are those of the corrected clocks; ± says how sure they are.",
        "录音录像的时间为校正后的时钟时间，± 为其误差。",
    ),
    "when": Label("When", "时间"),
    "what": Label("What", "事项"),
    "exhibit": Label("Exhibit", "证据"),
    "mark": Label("Mark", "标注"),
    "event_received": Label("Complaint received", "收到投诉"),
    "event_request": Label("Evidence request to", "调证请求："),
    "event_statement": Label("Statement of", "陈述人："),
    "event_shown": Label("Shown:", "展示："),
    "event_withdrawn": Label("Complaint withdrawn", "撤回投诉"),
    "event_closed": Label("Complaint closed", "投诉结案"),
    "event_approved": Label("Version {version} approved", "第 {version} 版已审批"),
    "as_stated": Label("as stated, not evidenced", "仅为陈述，未有证据"),
    "day_sold": Label("Sold", "销售"),
    "day_issued": Label("Contract issued", "合同签发"),
    "day_receipt_signed": Label("Receipt of the contract signed", "签收合同回执"),
    "day_called_back": Label("Call-back", "回访"),
    "day_surrender_requested": Label("Surrender requested", "申请退保"),
    "day_applied": Label("Applied", "投保"),
    "day_surrender_effective": Label("Surrender effective", "退保生效"),
    "file": Label("File name", "文件名"),
    "in_bundle": Label("In this bundle", "本证据包内"),
    "not_in_bundle": Label("The original is not in this bundle.", "本证据包不含原件。"),
    "length": Label("Length", "长度"),
    "pages": Label("{count} pages", "{count} 页"),
    "page": Label("page {page}", "第 {page} 页"),
    "audio_usable": Label("Sound usable", "声音可用"),
    "begins": Label("Begins at", "开始时间"),
    "playable": Label("Playable", "可播放"),
    "no_marks_here": Label("No marks in this exhibit.", "此证据没有标注。"),
    "picture": Label("picture", "画面"),
    "sound": Label("sound", "声音"),
    "recording_time": Label("In the recording", "录像时间"),
    "wall_time": Label("On the wall clock", "实际时间"),
    "no_wall": Label("No clock is known.", "时钟未知。"),
    "unchecked": Label("not checked", "未核对"),
    "wave_caption": Label("Sound around the mark; the mark itself is tinted", "标注前后的声音；底色为标注处"),
    "lane_caption": Label(
        "The whole recording: upper lane, picture that was played to a reviewer; lower lane, sound; above, marks; "
        "below, the time in question",
        "整段录像：上行为已向审查人播放的画面，下行为声音；顶端为标注，底端为所涉时段",
    ),
    "still_of": Label("Still of {mark} in {exhibit}", "{exhibit} 中 {mark} 的静帧"),
    "clip_of": Label("Clip of {mark}", "{mark} 的片段"),
    "no_clip": Label("There is no clip or picture of this mark in the bundle.", "证据包内没有该标注的片段或静帧。"),
    "cannot_play": Label(
        "This browser does not play the clip, or the file is not there. It is {path} in the bundle.",
        "当前浏览器无法播放该片段，或文件不存在。其在证据包内的位置：{path}。",
    ),
    "way_copy": Label(
        "The clip holds the original's own pictures, packet by packet, from the first frame of the mark to the last.",
        "片段逐包取自原件画面，自标注首帧至末帧。",
    ),
    "way_encoded": Label(
        "The clip was encoded again from the original's frames, from the first of the mark to the last.",
        "片段由原件画面重新编码，自标注首帧至末帧。",
    ),
    "way_sound": Label(
        "The clip holds the original's sound, decoded, from the first sample of the mark to the last.",
        "片段为原件声音解码所得，自标注首个采样至末个采样。",
    ),
    "way_browser": Label(
        "Browsers do not play the exact clip in data/clips. This one was encoded from the same frames for looking at.",
        "浏览器不能播放 data/clips 中的精确片段。此片段由相同画面重新编码，供查看。",
    ),
    "place": Label("Place", "位置"),
    "how": Label("How known", "依据"),
    "marked_by": Label("Marked by", "标注人"),
    "original": Label("Original", "原件"),
    "clip_file": Label("Clip", "片段"),
    "reference": Label("Reference", "引用编号"),
    "note": Label("Note", "审查说明"),
    "previous": Label("Previous", "上一个"),
    "next": Label("Next", "下一个"),
    "check_says": Label(
        "A page may not read the files beside it. Choose the folder of the bundle, the one that holds bagit.txt: every "
        "file is then hashed in this browser and compared with what this page was made with. Nothing leaves the "
        "computer.",
        "网页不能自行读取旁边的文件。请选择证据包所在的文件夹（含 bagit.txt）：浏览器将逐个计算文件的摘要，"
        "并与生成本页时的值比较。数据不会离开本机。",
    ),
    "check_itself": Label(
        "This page can vouch for the files, not for itself: whoever changed both would not be noticed here. VERIFY.txt "
        "says how to check all of the bundle with common tools.",
        "本页只能证明文件，不能证明自身：若两者同时被改动，此处无法发现。VERIFY.txt 说明如何用通用工具核对整个证据包。",
    ),
    "check_choose": Label("Choose the folder of the bundle …", "选择证据包文件夹……"),
    "checking": Label("Reading and comparing …", "正在读取并比较……"),
    "stop": Label("Stop", "停止"),
    "stopped": Label("Stopped: not checked.", "已停止：未核对。"),
    "not_checked": Label("Not checked.", "未核对。"),
    "wrong_folder": Label(
        "This folder holds no bagit.txt. Choose the folder of the whole bundle; a ZIP has to be unpacked first.",
        "该文件夹中没有 bagit.txt。请选择整个证据包的文件夹；ZIP 文件须先解压。",
    ),
    "unreadable": Label(
        "A file could not be read. Not checked: close programs that use it, and choose the folder again.",
        "有文件无法读取，未完成核对：请关闭占用该文件的程序后重新选择文件夹。",
    ),
    "check_passed": Label(
        "All {count} files are as they were when this page was made.", "全部 {count} 个文件与生成本页时一致。"
    ),
    "check_failed": Label("Something is not as it was when this page was made.", "与生成本页时不一致。"),
    "altered": Label("Altered ({count})", "已改动（{count}）"),
    "absent": Label("Missing ({count})", "缺少（{count}）"),
    "extra": Label("Not listed ({count})", "未列入（{count}）"),
    "files": Label("Files of the bundle", "证据包内的文件"),
    "size": Label("Bytes", "字节"),
}
