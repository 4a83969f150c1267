"""All words on screen, English and Chinese, in one catalogue; words of the domain come with the domain's values."""

from __future__ import annotations

from evidence.labels import Label
from widgets.language import both, current_language, set_language, tongue, words

__all__ = ["W", "both", "current_language", "language_changed", "set_language", "tongue", "words"]

language_changed = tongue.language_changed


class W:
    """The catalogue. Names say where a word is used; `{places}` are filled by `words(label, name=value)`."""

    # moving through a recording
    PLAY = Label("Play", "播放")
    PAUSE = Label("Pause", "暂停")
    FRAME_BACK = Label("One frame back", "后退一帧")
    FRAME_FORWARD = Label("One frame forward", "前进一帧")
    JUMP_BACK = Label("{seconds} s back", "后退 {seconds} 秒")
    JUMP_FORWARD = Label("{seconds} s forward", "前进 {seconds} 秒")
    TO_START = Label("To the start", "回到开头")
    TO_END = Label("To the end", "跳到结尾")
    SPEED = Label("Speed", "速度")
    SOUND = Label("Sound", "声音")
    SOUND_IS_ON = Label("Sound on", "声音已开")
    SOUND_IS_OFF = Label("Sound off", "声音已关")
    VOLUME = Label("Volume", "音量")
    POSITION = Label("Recording time", "录像时间")
    LENGTH = Label("Length", "时长")
    NO_RECORDING = Label("No recording open", "未打开录像")

    HITS = Label("Found in complaints, marks and transcripts: {count}", "在投诉、标注和文字稿中找到：{count} 处")
    HITS_ACCESS = Label("Places that hold these words. Enter leads there.", "包含这些文字的位置。按 Enter 跳转。")

    # the picture
    PICTURE = Label("Picture", "画面")
    PICTURE_ACCESS = Label(
        "The picture at the place in the recording. Wheel zooms, dragging moves, double click fits.",
        "录像当前位置的画面。滚轮缩放，拖动平移，双击适应窗口。",
    )
    FRAME_OF = Label("Frame {frame} (0–{last})", "第 {frame} 帧（0–{last}）")
    FRAME_ALONE = Label("Frame {frame}", "第 {frame} 帧")
    FRAME_NONE = Label("No frame", "无画面帧")
    FRAME_UNCONFIRMED = Label("numbers not confirmed yet", "帧号尚未确认")
    CLOCK_UNCHECKED = Label("clock not checked", "时钟未核对")
    CLOCK_UNKNOWN = Label("wall clock not known", "实际时间未知")
    RECORDING_TIME = Label("Recording", "录像时间")
    WALL_TIME = Label("Wall clock", "实际时间")
    ZOOM = Label("{percent} %", "{percent}%")
    FIT = Label("Fit", "适应窗口")
    PAGE_OF = Label("Page {page} of {total}", "第 {page} 页，共 {total} 页")
    DRAW_BOX = Label(
        "Draw a box with the mouse, or press B, move it with the arrows, size it with Shift, and press Enter.",
        "用鼠标画框；或按 B 键，用方向键移动，按住 Shift 调整大小，按 Enter 确认。",
    )
    PICTURE_CHOOSE = Label("Choose an exhibit on the left to see it here.", "请在左侧选择一件证据，在此查看。")
    PICTURE_LOADING = Label("Opening the recording…", "正在打开录像……")
    PICTURE_SOUND_ONLY = Label(
        "This recording has sound and no picture. Its sound is drawn below.",
        "此录音只有声音，没有画面。声音波形见下方。",
    )
    PICTURE_DAMAGED = Label(
        "This part of the recording cannot be decoded. It stays in the case as it is.",
        "录像的这一部分无法解码，原件仍按原样保留在案件中。",
    )
    PICTURE_MISSING = Label(
        "The original is not where the library keeps it. Run a check, or bring the file back.",
        "原件不在资料库中。请运行检查，或将文件放回原处。",
    )

    # the timeline
    TIMELINE = Label("Timeline", "时间轴")
    TIMELINE_ACCESS = Label(
        "The recording from start to end. Click or drag to move; Ctrl and wheel, or plus and minus, to zoom.",
        "整段录像。单击或拖动定位；Ctrl 加滚轮，或按加号、减号缩放。",
    )
    TIMELINE_AT = Label("At {time}, showing {start} to {end}", "位于 {time}，显示 {start} 至 {end}")
    TIMELINE_EMPTY = Label("The timeline appears with a recording.", "打开录像后显示时间轴。")
    SOUND_READING = Label("Reading the sound…", "正在读取声音……")
    SOUND_NONE = Label("This recording has no sound.", "此录像没有声音。")
    GAP = Label("Gap of {length}: nothing was recorded", "缺口 {length}：无录制内容")
    ZOOM_IN = Label("Zoom in", "放大")
    ZOOM_OUT = Label("Zoom out", "缩小")
    ZOOM_ALL = Label("Whole recording", "整段录像")
    SELECTION = Label("Selected {start} – {end}", "已选 {start} – {end}")

    # entering a mark
    MARK = Label("New mark", "新标注")
    IN = Label("In", "入点")
    OUT = Label("Out", "出点")
    LENGTH_SHORT = Label("Length", "时长")
    PAGE = Label("Page", "页")
    WHOLE_PAGE = Label("whole page", "整页")
    BOX_DRAWN = Label("box drawn", "已画框")
    UNSET = Label("not set", "未设")
    ONE_FRAME = Label("one moment", "单一时刻")
    POINT = Label("Checklist point", "检查要点")
    POINT_NONE = Label(
        "No point chosen: type its two digits, or / and a word", "未选要点：输入两位数字，或按 / 后输入文字"
    )
    POINT_TYPED = Label("Typed: {digits}", "已输入：{digits}")
    POINT_TYPED_ENTER = Label("Typed: {digits} – Enter accepts", "已输入：{digits}，按 Enter 确认")
    POINT_UNKNOWN = Label("There is no point {digits} in this checklist.", "本检查表中没有要点 {digits}。")
    POINT_FILTER = Label("Part of the point's name", "要点名称的一部分")
    POINT_FILTER_NONE = Label("No point has “{text}” in its name.", "没有名称包含“{text}”的要点。")
    POINT_LIST = Label("Checklist points", "检查要点列表")
    CRITICAL = Label("critical", "关键")
    TEST = Label("Test", "判定标准")
    PROVED_BY = Label("Proved by", "证明方式")
    AND = Label(" and ", "并且")
    OR = Label("; or ", "；或")
    VERDICT = Label("Verdict", "判定")
    HOW = Label("How it is known", "依据")
    QUOTE = Label("Words as spoken or written", "原话或原文")
    MORE = Label("More: speaker, prompting, strength, translation", "更多：说话人、提示、证明力、译文")
    SPEAKER = Label("Who speaks", "说话人")
    PROMPTED = Label("Prompting", "是否经提示")
    STRENGTH = Label("Strength", "证明力")
    STRENGTH_UNSET = Label("Not said", "未说明")
    OF_ALLEGATION = Label("Allegation", "主张")
    OF_NO_ALLEGATION = Label("None in particular", "不限")
    TRANSLATION = Label("Translation", "译文")
    EDITING = Label("Editing {mark}", "修改 {mark}")
    SAVE_EDIT = Label("Save {mark}", "保存 {mark}")
    QUOTE_HINT = Label("Exactly as heard or read", "逐字照录所听或所读")
    NOTE = Label("Reviewer's note", "审查说明")
    NOTE_HINT = Label("What the place shows, neutrally", "客观说明此处显示的内容")
    SAVE_MARK = Label("Save mark", "保存标注")
    SAVING_MARK = Label("Saving…", "正在保存……")
    CANCEL_DRAFT = Label("Cancel", "取消")
    NEEDS_PLACE = Label("Press {key} where the mark begins.", "请在标注起点按 {key}。")
    NEEDS_PAGE = Label("Draw a box on the page, or choose the whole page.", "请在页面上画框，或选择整页。")
    NEEDS_ORDER = Label(
        "The out point lies before the in point: press {key} later.", "出点早于入点：请在稍后位置按 {key}。"
    )
    NEEDS_STRETCH = Label(
        "“Not found” is said of a stretch: press {key} where it ends.", "“未发现”须针对一段时间：请在终点按 {key}。"
    )
    NEEDS_POINT = Label(
        "Choose the checklist point: type its number, or {key} and part of its name.",
        "请选择检查要点：输入编号，或按 {key} 后输入名称的一部分。",
    )
    NEEDS_VERDICT = Label("Choose a verdict: {first}–{last}.", "请选择判定：{first}–{last}。")
    NEEDS_HOW = Label("Say how it is known: {first}–{last}.", "请说明依据：{first}–{last}。")
    NEEDS_REASON = Label("“Not applicable” needs its reason in the note.", "“不适用”须在说明中写明理由。")
    READY = Label("Complete: Enter saves it.", "已完整：按 Enter 保存。")
    NO_CHECKLIST = Label("This complaint has no checklist.", "本投诉没有检查表。")
    POINT_GONE = Label("Asked no more", "不再列入")

    # marks listed
    MARKS = Label("Marks", "标注")
    MARKS_EMPTY = Label(
        "No marks yet. Press {start} and {end} in the player, then a point and a verdict.",
        "尚无标注。请在播放器中按 {start} 和 {end}，再选要点和判定。",
    )
    MARKS_ALL_WITHDRAWN = Label(
        "All marks are withdrawn. Tick the box above to see them.", "全部标注均已撤回。勾选上方选项可查看。"
    )
    SHOW_WITHDRAWN = Label("Show withdrawn ({count})", "显示已撤回（{count}）")
    WITHDRAWN = Label("withdrawn", "已撤回")
    COLUMN_MARK = Label("Mark", "标注")
    COLUMN_EXHIBIT = Label("Exhibit", "证据")
    COLUMN_PLACE = Label("In – out", "入点 – 出点")
    COLUMN_POINT = Label("Point", "要点")
    COLUMN_VERDICT = Label("Verdict", "判定")
    COLUMN_HOW = Label("How", "依据")
    COLUMN_QUOTE = Label("Quote", "原话")
    COLUMN_BY = Label("By", "审查人")
    COLUMN_AT = Label("Made", "标注时间")
    PAGE_SHORT = Label("p. {page}", "第 {page} 页")
    BOX_SHORT = Label("p. {page}, box", "第 {page} 页，框")

    # exhibits
    EXHIBITS = Label("Exhibits", "证据")
    EXHIBITS_EMPTY = Label(
        "No exhibits yet. Press {key}, or drop recordings, documents or folders here.",
        "尚无证据。请按 {key}，或将录像、文件或文件夹拖到此处。",
    )
    EXHIBIT_INTACT = Label("Original intact", "原件完好")
    EXHIBIT_UNCHECKED = Label("Original not checked today", "原件今日未核对")
    EXHIBIT_MISSING = Label("Original missing", "原件缺失")
    EXHIBIT_ALTERED = Label("Original altered", "原件被改动")
    DAMAGED = Label("Damaged", "已损坏")
    NOT_PLAYABLE = Label("Cannot be played", "无法播放")
    BECAUSE = Label("{what}: {reason}", "{what}：{reason}")
    GAPS = Label("{count} gaps", "{count} 处缺口")
    FILES = Label("{count} files", "{count} 个文件")
    OVERLAP_ONE = Label("1 overlap", "1 处重叠")
    OVERLAPS = Label("{count} overlaps", "{count} 处重叠")
    GAP_ONE = Label("1 gap", "1 处缺口")
    NO_SOUND_TRACK = Label("No sound track", "无音轨")
    PAGES = Label("{count} pages", "{count} 页")
    PAGE_ONE = Label("1 page", "1 页")
    CLOCK_CHECKED = Label("Clock checked", "时钟已核对")

    # complaints
    CASES = Label("Complaints", "投诉")
    CASES_EMPTY = Label("No complaint yet: press {key} to register one.", "尚无投诉：按 {key} 登记。")
    CASES_FILTER = Label("Find a complaint", "查找投诉")
    CASES_FILTER_NONE = Label(
        "No complaint matches “{text}”. Press Esc to see all.", "没有与“{text}”相符的投诉。按 Esc 显示全部。"
    )
    NEW_CASE = Label("New complaint", "登记投诉")
    NOT_STATED = Label("not stated", "未注明")

    # small parts
    COPY = Label("Copy", "复制")
    COPIED = Label("Copied", "已复制")
    DIGEST = Label("SHA-256 {digest}", "SHA-256 {digest}")
    DISMISS = Label("Dismiss", "关闭提示")
    CLOSE = Label("Close", "关闭")
    KEYS = Label("Keys", "快捷键")
    KEYS_NOTE = Label(
        "Letters and digits belong to the text while a text field has the focus; Esc leads back.",
        "光标在文本框中时，字母和数字输入到文本框；按 Esc 返回。",
    )
    KEY_DOES = Label("What it does", "作用")
    KEY = Label("Key", "按键")

    # jobs, messages, saving
    JOBS = Label("Running jobs", "正在进行的任务")
    JOB_PERCENT = Label("{percent} %", "{percent}%")
    JOB_STOP = Label("Cancel", "取消")
    JOB_STOPPING = Label("Stopping…", "正在停止……")
    JOB_STOP_NAMED = Label("Cancel: {name}", "取消：{name}")
    MESSAGE_INFO = Label("Note", "提示")
    MESSAGE_WARNING = Label("Warning", "警告")
    MESSAGE_ERROR = Label("Error", "错误")
    MESSAGE_MORE = Label("{count} more", "还有 {count} 条")
    SAVED_AT = Label("Saved {time}", "已保存 {time}")
    SAVING = Label("Saving…", "正在保存……")
    NOT_SAVED = Label("Not saved: {reason}", "未保存：{reason}")
    NOTHING_TO_SAVE = Label("Nothing to save", "无需保存")

    # checks
    REPORT = Label("Check", "核对")
    REPORT_EMPTY = Label("Nothing was checked yet: press {key}.", "尚未核对：按 {key}。")
    REPORT_COUNTS = Label(
        "{passed} passed, {failed} failed, {unknown} cannot tell",
        "通过 {passed} 项，未通过 {failed} 项，无法判断 {unknown} 项",
    )
    FILES_MORE = Label("and {count} more", "另有 {count} 个")
    REPORT_COPY = Label("Copy the report", "复制报告")

    # dates
    DATES = Label("Dates", "期限计算")
    DATES_EMPTY = Label(
        "No dates to compute yet: give the product's dates in the complaint ({key}).",
        "尚无可计算的日期：请在投诉信息中填写产品日期（{key}）。",
    )
    EDGE = Label("Within one day of the limit: the hour decides", "距期限不足一天：须以具体时刻为准")
    UNVERIFIED = Label("rule unverified", "规则未核实")
    VERIFIED = Label("rule verified", "规则已核实")
    SOURCE = Label("Source: {source}", "依据：{source}")

    # conclusions
    CONCLUSIONS = Label("Conclusions", "结论")
    CONCLUSIONS_EMPTY = Label("Conclusions appear when the first mark is saved.", "保存第一条标注后，此处显示结论。")
    CONCLUSIONS_COUNTS = Label("{done} of {total} points have marks", "{total} 个要点中 {done} 个已有标注")
    NO_MARK_YET = Label("No mark yet", "尚无标注")
    MARKS_FOR = Label("For", "支持")
    MARKS_AGAINST = Label("Against", "相反")
    MISSING_LINE = Label("Missing: {what}", "缺少：{what}")
    MATRIX = Label("Matrix", "要点矩阵")
    MATRIX_TOGETHER = Label("Together", "综合结论")
    MATRIX_NOTHING = Label("No mark", "无标注")
    ONLY_MARKED = Label("Only points with marks", "只显示有标注的要点")
    GO_TO_MARK = Label("Go to {mark}", "转到 {mark}")

    # the form of a complaint
    FORM_NEW = Label("Register a complaint", "登记投诉")
    FORM_EDIT = Label("Correct the complaint", "更正投诉信息")
    FORM_SAVE = Label("Save complaint", "保存投诉")
    FORM_CANCEL = Label("Cancel", "取消")
    SECTION_COMPLAINT = Label("Complaint", "投诉")
    SECTION_PEOPLE = Label("People", "有关人员")
    SECTION_PRODUCT = Label("Product, policy or service", "产品、保单或服务")
    SECTION_ALLEGATIONS = Label("Allegations", "投诉主张")
    TITLE = Label("Title", "标题")
    KIND = Label("Kind of dispute", "争议类型")
    RECEIVED = Label("Received on", "收到日期")
    CHANNEL = Label("Came in through", "受理渠道")
    REGULATOR_REFERENCE = Label("Regulator's reference", "监管编号")
    BRANCH = Label("Branch", "网点")
    TICKET = Label("Number elsewhere", "外部工单号")
    VERBATIM = Label("The customer's own words", "客户原话")
    DEMAND = Label("What the customer asks for", "客户诉求")
    AMOUNT = Label("Amount in dispute", "争议金额")
    CURRENCY = Label("Currency", "币种")
    ROLE = Label("Role", "身份")
    NAME = Label("Name", "姓名")
    ORGANISATION = Label("Organisation", "单位")
    PSEUDONYM = Label("Name in outgoing copies", "对外副本中的代称")
    ADD_PERSON = Label("Add a person", "添加人员")
    ADD_ALLEGATION = Label("Add an allegation", "添加主张")
    REMOVE_ROW = Label("Remove this line", "删除此行")
    ALLEGATION = Label("What is said to have happened, or not", "所称发生或未发生之事")
    RESPONSIBLE = Label("Conduct of", "涉及")
    PRODUCT_KIND = Label("Kind of product", "产品类别")
    PRODUCT_NAME = Label("Product or service", "产品或服务名称")
    INSURER = Label("Insurer or issuer", "保险公司或发行方")
    DISTRIBUTOR = Label("Sold by", "销售机构")
    POLICY_NUMBER = Label("Policy or contract number", "保单或合同号")
    PREMIUM = Label("Premium or sum paid", "保费或已付金额")
    PAYMENT_FORM = Label("Form of payment", "缴费方式")
    PAYMENT_YEARS = Label("Years of payment", "缴费年限")
    TERM_YEARS = Label("Term in years", "保险期间（年）")
    HESITATION_DAYS = Label("Hesitation days in the contract", "合同约定犹豫期（天）")
    DATE_SOLD = Label("Sold on", "销售日期")
    DATE_ISSUED = Label("Policy issued on", "保单生成日期")
    DATE_RECEIPT = Label("Receipt signed on", "签收回执日期")
    DATE_CALLED = Label("Called back on", "回访日期")
    DATE_SURRENDER = Label("Surrender requested on", "申请退保日期")
    EVIDENCED_BY = Label("evidenced by", "证据")
    STATED_ONLY = Label("stated, not evidenced", "仅为陈述，无证据")
    DATE_HINT = Label("YYYY-MM-DD", "年-月-日")
    BAD_TITLE = Label("Give the complaint a title.", "请填写标题。")
    BAD_DATE = Label("“{name}” is not a date: write {example}.", "“{name}”不是日期：请写成 {example}。")
    BAD_AMOUNT = Label(
        "“{name}” is not an amount: write digits, for example 50,000.00.",
        "“{name}”不是金额：请写数字，例如 50,000.00。",
    )
    BAD_CURRENCY = Label("“{name}”: a currency has three letters, such as CNY.", "“{name}”：币种为三个字母，如 CNY。")
    BAD_NUMBER = Label("“{name}” is not a whole number from 0 to {most}.", "“{name}”不是 0 到 {most} 的整数。")
    BAD_PERSON = Label("Give the {role} a name, or remove the line.", "请填写{role}的姓名，或删除该行。")
    BAD_PRODUCT = Label("Give the product or service a name.", "请填写产品或服务名称。")
    FORM_KEPT = Label("Nothing that was typed is lost.", "已输入的内容不会丢失。")
