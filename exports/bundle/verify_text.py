"""VERIFY.txt: how a stranger checks the bundle with the tools of any system. Lines indented by four are commands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence.labels import LANGUAGES, Label
from exports.bundle.names import CASE, MANIFEST, PDF, SIGNATURE, TAG_MANIFEST, TIME_STAMP

_TITLE = Label("How to check this bundle without the program that made it", "如何不依赖生成本证据包的程序进行核验")
_ABOUT = Label(
    "Case {case}, version of journal entry {seq}, {copy} copy. Open a terminal in the folder that holds this file and "
    "enter the indented lines one by one. Debian: apt-get install coreutils findutils poppler-utils openssl",
    "案件 {case}，对应第 {seq} 条日志，副本：{copy}。请在本文件所在文件夹中打开终端，逐行输入缩进的命令。"
    "Debian：apt-get install coreutils findutils poppler-utils openssl",
)
_PAYLOAD = Label("Every file is as it was put in. Expected: no output.", "每个文件与放入时相同。预期：无输出。")
_TAGS = Label(
    "So are the list of these files and the papers beside it. Expected: no output.",
    "文件清单及其旁的说明文件亦然。预期：无输出。",
)
_NOTHING_ELSE = Label(
    "Nothing was added and nothing is missing. Expected: no output. (It writes there.txt beside this folder.)",
    "没有多出或缺少文件。预期：无输出。（会在本文件夹旁写入 there.txt。）",
)
_SAME_CASE = Label(
    "The data attached to the printed case file are those of this bundle. Expected: no output from cmp.",
    "案卷 PDF 所附数据与本证据包中的数据相同。预期：cmp 无输出。",
)
_UNSIGNED = Label(
    "This bundle is NOT signed: the lines above show that nothing changed since it was made, and cannot show who made "
    "it. Ask the sender, by another way than this bundle came, for the digest that the next line prints.",
    "本证据包未签名：以上各行只能表明生成后未被改动，不能表明由谁生成。"
    "请通过与收到本包不同的途径，向发送方核实下一行所显示的摘要。",
)
_CERTIFICATE = Label(
    "This bundle is signed. Put the certificate of the signer's authority, got from them and not from here, beside "
    "this folder as ca.pem, and compare its fingerprint with the one that they told you.",
    "本证据包已签名。请将签名方的机构证书（须向对方索取，不得取自本包）存为本文件夹旁的 ca.pem，"
    "并将其指纹与对方告知的指纹比对。",
)
_SIGNATURE = Label("The signature. Expected: CMS Verification successful", "签名。预期：CMS Verification successful")
_STAMP = Label(
    "The time of the signature, from a time-stamp server whose authority lies beside this folder as tsa.pem. "
    "Expected: Verification: OK",
    "签名时间，由时间戳服务器给出；其机构证书存为本文件夹旁的 tsa.pem。预期：Verification: OK",
)
_NO_STAMP = Label(
    "There is no time stamp: the time of signing is the signer's own claim.",
    "没有时间戳：签名时间仅为签名方自述。",
)
_PROGRAM = Label(
    "With the program itself, which also reads the case, its journal, clips and stills and says what does not fit:",
    "也可使用本程序，它还会核对案件数据、日志、片段和静帧，并指出不符之处：",
)
_WINDOWS = Label(
    "On Windows (PowerShell; this line was not tried by the makers) the next line prints the digest of a file, to be "
    "compared with its line in manifest-sha256.txt.",
    "在 Windows 上（PowerShell；此行未经制作方试验）下一行显示文件摘要，可与 manifest-sha256.txt 中的对应行比对。",
)


@dataclass(frozen=True, slots=True)
class Signed:
    """What is signed over the bundle."""

    stamped: bool = False


def verify_text(case: str, seq: int, copy: str, signed: Signed | None) -> bytes:
    """The whole text."""
    return ("\n".join(_lines(case, seq, copy, signed)) + "\n").encode("utf-8")


def _lines(case: str, seq: int, copy: str, signed: Signed | None) -> Iterator[str]:
    beside = [TAG_MANIFEST, *([SIGNATURE] if signed else []), *([TIME_STAMP] if signed and signed.stamped else [])]
    for language in LANGUAGES:
        yield _TITLE.text(language)
    yield ""
    for language in LANGUAGES:
        yield _ABOUT.filled(case=case, seq=seq, copy=copy).text(language)
    steps: list[tuple[Label, str]] = [
        (_PAYLOAD, f"sha256sum -c --quiet --strict {MANIFEST}"),
        (_TAGS, f"sha256sum -c --quiet --strict {TAG_MANIFEST}"),
        (
            _NOTHING_ELSE,
            "find . ! -type d | cut -c 3- | LC_ALL=C sort >../there.txt; "
            f"{{ cut -c 67- {MANIFEST} {TAG_MANIFEST}; printf '%s\\n' {' '.join(beside)}; }} "
            "| LC_ALL=C sort | diff ../there.txt -",
        ),
        (_SAME_CASE, f"pdfdetach -save 1 -o ../case-in-pdf.json {PDF} && cmp ../case-in-pdf.json {CASE}"),
    ]
    if signed is None:
        steps.append((_UNSIGNED, f"sha256sum {TAG_MANIFEST}"))
    else:
        steps.append((_CERTIFICATE, "openssl x509 -in ../ca.pem -noout -fingerprint -sha256"))
        steps.append(
            (
                _SIGNATURE,
                f"openssl cms -verify -binary -inform DER -in {SIGNATURE} -content {TAG_MANIFEST} "
                "-CAfile ../ca.pem -purpose any -out /dev/null",
            )
        )
        if signed.stamped:
            steps.append((_STAMP, f"openssl ts -verify -data {SIGNATURE} -in {TIME_STAMP} -CAfile ../tsa.pem"))
    for number, (label, command) in enumerate(steps, 1):
        yield from _step(f"{number}. ", label, command)
    if signed is not None and not signed.stamped:
        yield ""
        for language in LANGUAGES:
            yield _NO_STAMP.text(language)
    trust = " --trust ../ca.pem" if signed else ""
    yield from _step("", _PROGRAM, f"replaydesk verify .{trust}")
    yield from _step("", _WINDOWS, f"Get-FileHash -Algorithm SHA256 {PDF}")


def _step(number: str, label: Label, command: str) -> Iterator[str]:
    yield ""
    for place, language in enumerate(LANGUAGES):
        yield (number if place == 0 else "   " if number else "") + label.text(language)
    yield f"    {command}"
