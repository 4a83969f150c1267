"""Sentences about files: why one cannot be played, what is doubtful about its times. (English, 中文) pairs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from evidence.labels import Label

Words = tuple[str, str]

EMPTY: Words = ("Empty file: it holds 0 bytes.", "空文件：大小为 0 字节。")
NOT_REGULAR: Words = (
    "This is not a regular file (a folder, device, pipe or link). Copy the recording itself and link that.",
    "这不是普通文件（而是文件夹、设备、管道或链接）。请复制录像文件本身后再关联。",
)
UNREADABLE: Words = (
    "The file cannot be read: it is not there any more, or reading it is not allowed.",
    "无法读取该文件：文件已不存在，或没有读取权限。",
)
SCRIPT: Words = (
    "This is a playlist or script, not a recording: it only names other files or addresses. "
    "Link the recordings themselves.",
    "这是播放列表或脚本，不是录音录像：它只是指向其他文件或网址。请直接关联录音录像文件本身。",
)
WEB_PAGE: Words = (
    "This is a web page, not a recording; perhaps a download gave an error or sign-in page in its place. "
    "Link the recording itself.",
    "这是网页，不是录音录像；下载时得到的可能是错误页或登录页。请关联录音录像文件本身。",
)
HAS_HEADER: Words = (
    "This file has a header that says what it is: it is no raw sound. Link it without a choice of codec.",
    "该文件带有说明自身格式的文件头，不是裸声音数据。请不要指定编码，直接关联。",
)
ADDRESS: Words = (
    "This is an address, not a file. Download the recording and link the file.",
    "这是网址，不是文件。请先下载录音录像，再关联该文件。",
)
NO_FORMAT: Words = (
    "Its content is of no kind that can be played here; it may be damaged, encrypted, or need the maker's own player.",
    "其内容不属于可播放的类型；可能已损坏、已加密，或需要厂商专用播放器。",
)
NO_INDEX: Words = (
    "Damaged: the index (moov) is missing. The recording was cut off before it was finished, so nothing can be played.",
    "已损坏：缺少索引（moov）。录制在完成之前中断，因此无法播放。",
)
SALVAGED: Words = (
    "Damaged: the index (moov) is missing. Its pictures were found without it; sound, if any, cannot be found again.",
    "已损坏：缺少索引（moov）。图像已在无索引的情况下找到；声音（如有）无法找回。",
)
NOTHING_TO_LEND: Words = (
    "This recording has no settings that another one could be read with: it needs pictures in H.264 or H.265.",
    "该录像没有可供另一份录像读取时使用的设置：须为 H.264 或 H.265 图像。",
)
MEMORY: Words = (
    "Reading it needs more memory than is allowed; its header may be damaged or hostile.",
    "读取该文件所需内存超出限制；文件头可能已损坏或含有恶意内容。",
)
NO_STREAMS: Words = (
    "It holds neither pictures nor sound that can be decoded here.",
    "其中没有可解码的图像或声音。",
)
NOTHING_DECODED: Words = (
    "None of its pictures or sound could be decoded.",
    "其图像和声音均无法解码。",
)
NO_PICTURES: Words = (
    "None of its pictures could be decoded; only the sound plays.",
    "其图像均无法解码；只能播放声音。",
)
NO_SOUND: Words = (
    "Its sound could not be decoded; only the pictures play.",
    "其声音无法解码；只能播放图像。",
)
CUT: Words = (
    "The file ends early: it was cut off. It plays as far as it goes.",
    "文件提前结束：内容被截断。可播放到中断处为止。",
)
CUT_AT_ONCE: Words = (
    "Damaged: the file was cut off so early that nothing of it can be played.",
    "已损坏：文件过早被截断，无法播放任何内容。",
)
NOT_A_RECORDING: Words = (
    "This is text, not a recording.",
    "这是文本，不是录音录像。",
)
UNKNOWN_KIND: Words = (
    "This is neither a recording nor a document or photo that can be shown here.",
    "这不是录音录像，也不是可在此显示的文档或照片。",
)
PAGE_DAMAGED: Words = (
    "The document is damaged: it cannot be shown.",
    "文档已损坏：无法显示。",
)
PAGE_LOCKED: Words = (
    "The document is protected by a password and cannot be shown here. Link a copy without the password as well.",
    "文档受密码保护，无法在此显示。请同时关联一份不带密码的副本。",
)
PHOTO_DAMAGED: Words = (
    "The photo is damaged or its size is absurd: it cannot be shown.",
    "照片已损坏或尺寸异常：无法显示。",
)

NONSENSE: Words = (
    "The decoder answered with something that is no answer: it was ended. The file may be hostile.",
    "解码程序的回答无效，已被结束。文件可能含有恶意内容。",
)

RESTARTED: Words = (
    "The recorder's time stamps start again inside the file; later times are continued from those before.",
    "文件中的时间戳中途重新开始；之后的时间按之前的时间连续推算。",
)
HEADERLESS: Words = (
    "The file has no header: it is read as telephone sound by the ending of its name. Times hold if that is right.",
    "文件没有文件头：按文件名后缀作为电话录音读取。若判断正确，则时间有效。",
)


_NO_PARAMETERS: Words = (
    ", but what decodes them was in the index: first add an undamaged recording of the same device to the case, then "
    "this one again.",
    "，但解码所需参数在索引中：请先向案件添加同一设备的完好录像，再重新添加本文件。",
)
_FLAWS: Words = (
    ": pictures or sound there may be missing or wrong. The rest plays.",
    "：该处图像或声音可能缺失或有误。其余部分可播放。",
)


def label(words: Words) -> Label:
    """The pair as a label."""
    return Label(*words)


def times_nominal(per_second: Fraction) -> Words:
    """No usable times: frame n is shown at n / rate."""
    rate = f"{float(per_second):.6g}"
    return (
        f"The file holds no usable times: time interpolated at {rate} fps. Frame numbers are exact.",
        f"文件中没有可用的时间信息：时间按每秒 {rate} 帧推算。帧号准确。",
    )


def slots(per_second: Fraction) -> Words:
    """AVI: pictures lie in another order than they are shown, and their times follow from counting."""
    rate = f"{float(per_second):.6g}"
    return (
        f"AVI holds no time of a picture, only that it shows {rate} a second, and these pictures are not stored in the "
        f"order in which they are shown: time interpolated at {rate} fps. Frame numbers are exact.",
        f"AVI 不保存每帧的时间，只注明每秒 {rate} 帧；且图像的存放次序与显示次序不同："
        f"时间按每秒 {rate} 帧推算。帧号准确。",
    )


def no_parameters(pictures: int) -> Words:
    """Pictures were found without an index, but not what decodes them."""
    return (
        f"Damaged: the index (moov) is missing. About {pictures} pictures are there{_NO_PARAMETERS[0]}",
        f"已损坏：缺少索引（moov）。约有 {pictures} 帧图像{_NO_PARAMETERS[1]}",
    )


def needs_parameters(reason: Label | None) -> bool:
    """Whether this is what `no_parameters` says."""
    return reason is not None and reason.en.endswith(_NO_PARAMETERS[0])


def flaws_in(said: Iterable[Label]) -> int:
    """In how many places a recording is damaged, by what `decode_errors` says among these; 0 where it says nothing."""
    return sum(int(re.sub("[^0-9]", "", one.en)) for one in said if one.en.endswith(_FLAWS[0]))


def borrowed(name: str, sha256: str) -> Words:
    """The pictures are decoded with the parameter sets of another recording."""
    return (
        f"Read with the picture settings of “{name}” (SHA-256 {sha256[:16]}…).",
        f"使用“{name}”（SHA-256 {sha256[:16]}…）的图像参数读取。",
    )


def chosen(codec: str, rate: int, channels: int) -> Words:
    """Headerless sound is read as a person said."""
    return (
        f"The file has no header: it is read as {codec}, {rate} samples per second, {channels} channels, as chosen by "
        "a person. Times hold if that is right.",
        f"文件没有文件头：按人工选择以 {codec}、每秒 {rate} 次采样、{channels} 声道读取。若选择正确，则时间有效。",
    )


def bytes_behind(count: int) -> Words:
    """Bytes after the end of the recording."""
    return (
        f"{count} bytes after the recording's end belong to no recording.",
        f"录像结束之后还有 {count} 字节，不属于任何录像。",
    )


def too_large(width: int, height: int) -> Words:
    """Its header claims an absurd picture size, in pixels."""
    return (
        f"Its header claims pictures of {width} × {height} pixels: damaged or hostile, not decoded.",
        f"文件头声称图像为 {width} × {height} 像素：已损坏或含有恶意内容，不予解码。",
    )


def too_fast(per_second: int) -> Words:
    """Its times mean an absurd number of pictures per second."""
    return (
        f"Its times claim {per_second} pictures per second: damaged or hostile, not shown.",
        f"其时间信息声称每秒 {per_second} 帧：已损坏或含有恶意内容，不予显示。",
    )


def absurd_sound(rate: int, channels: int) -> Words:
    """Its header claims absurd sound."""
    return (
        f"Its header claims sound of {rate} samples per second in {channels} channels: damaged, not decoded.",
        f"文件头声称声音为每秒 {rate} 次采样、{channels} 声道：已损坏，不予解码。",
    )


def decode_errors(count: int) -> Words:
    """Parts that could not be decoded, or only with flaws hidden by the decoder."""
    return (
        f"Damaged in {count} place{'s' if count != 1 else ''}{_FLAWS[0]}",
        f"有 {count} 处损坏{_FLAWS[1]}",
    )


def filled(count: int) -> Words:
    """Frames whose time stamps were missing, repeated or out of order."""
    return (
        f"{count} frames have no time of their own in the file (missing, repeated or out of order); "
        "theirs are interpolated between their neighbours. Frame numbers are exact.",
        f"文件中有 {count} 帧没有自己的时间（缺失、重复或次序颠倒），其时间由相邻帧推算。帧号准确。",
    )


def streams_differ(us: int) -> Words:
    """Sound starts before the first picture or after it by this many microseconds (negative: before)."""
    milliseconds = abs(us) // 1000
    return (
        f"The sound starts {milliseconds} ms {'before' if us < 0 else 'after'} the first picture.",
        f"声音比第一帧图像{'早' if us < 0 else '晚'} {milliseconds} 毫秒开始。",
    )


def sound_ends(us: int) -> Words:
    """Sound ends this many microseconds after the picture (negative: before)."""
    milliseconds = abs(us) // 1000
    return (
        f"The sound ends {milliseconds} ms {'before' if us < 0 else 'after'} the pictures.",
        f"声音比图像{'早' if us < 0 else '晚'} {milliseconds} 毫秒结束。",
    )
