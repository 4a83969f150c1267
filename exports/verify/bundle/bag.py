"""The bag: what its manifests list is there and unchanged, and nothing else is there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from exports.verify.bundle.names import refuse_name, shown
from exports.verify.bundle.source import Damaged, Source, read_whole
from exports.verify.report import Check, Label, Question, failed, passed

DECLARATION, INFO, VERIFY = "bagit.txt", "bag-info.txt", "VERIFY.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
SIGNATURE, TIME_STAMP = f"{TAG_MANIFEST}.p7s", f"{TAG_MANIFEST}.p7s.tsr"
MOST_MANIFEST, MOST_INFO = 64 << 20, 1 << 20
NAMED = 10_000
"""So many files are named in one check; all of them, in any bundle that is one."""

_LINE = re.compile(r"([0-9a-f]{64})  ?(\S.*)")
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}): (.*)")
_DECLARED = re.compile(rb"BagIt-Version: (?:1\.0|0\.97)\nTag-File-Character-Encoding: UTF-8\n")
_INTEGRITY = Question.INTEGRITY


@dataclass(slots=True)
class Bag:
    """What the manifests say, and what was found."""

    payload: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    """Of every file that came out, as it is now."""
    info: dict[str, str] = field(default_factory=dict)
    tag_manifest: bytes | None = None

    @property
    def promised(self) -> list[str]:
        """Files that bag-info names as lying over the tag manifest: a signature, a time stamp."""
        named = [self.info.get("Signature-File", "none"), self.info.get("Time-Stamp-File", "none")]
        return [name for name in named if name in (SIGNATURE, TIME_STAMP)]


def check_bag(source: Source, told: Callable[[int], None]) -> tuple[list[Check], Bag]:
    """Hash every file and hold it against the manifests; `told` hears the bytes that were read."""
    bag = Bag()
    wrong: list[tuple[str, Label]] = list(source.strangers)
    spoiled: list[str] = []
    for name in sorted(source.sizes):
        digest = hashlib.sha256()
        try:
            for piece in source.pieces(name):
                digest.update(piece)
                told(len(piece))
            bag.digests[name] = digest.hexdigest()
        except (Damaged, OSError):
            spoiled.append(name)
    bag.tag_manifest = read_whole(source, TAG_MANIFEST, MOST_MANIFEST)
    checks = [_declaration(source)]
    for name, payload, target in ((TAG_MANIFEST, False, bag.tags), (MANIFEST, True, bag.payload)):
        found = _read_manifest(source, name, payload=payload)
        if isinstance(found, Check):
            checks.append(found)
        else:
            target.update(found)
    info = _read_info(source)
    if info is None:
        checks.append(_bad_info())
    bag.info = info or {}
    checks.append(_set(source, bag, wrong))
    checks.append(_bytes("tags", bag.tags, bag, spoiled, source))
    checks.append(_bytes("payload", bag.payload, bag, spoiled, source))
    checks.append(_oxum(source, bag))
    if source.empty:
        names = ", ".join(shown(name) for name in source.empty[:5])
        checks.append(
            passed(
                "folders",
                _INTEGRITY,
                f"There are empty folders, which nothing lists: {names}.",
                f"有未列出的空文件夹：{names}。",
                tuple(map(shown, source.empty[:NAMED])),
            )
        )
    return checks, bag


def _declaration(source: Source) -> Check:
    data = read_whole(source, DECLARATION, MOST_INFO)
    if data is None or _DECLARED.fullmatch(data) is None:
        return failed(
            "bag",
            _INTEGRITY,
            "It does not say that it is a BagIt bag, or bagit.txt was changed.",
            "未声明为 BagIt 包，或 bagit.txt 被改动。",
            (DECLARATION,),
        )
    return passed("bag", _INTEGRITY, "It is a BagIt bag.", "这是 BagIt 包。", (DECLARATION,))


def _read_manifest(source: Source, name: str, *, payload: bool) -> dict[str, str] | Check:
    if name not in source.sizes:
        unsigned = Label("", "") if payload else Label("NOT SIGNED: ", "未签名：")
        return failed(
            name,
            _INTEGRITY,
            f"{unsigned.en}{name} is missing: nothing says which files belong here.",
            f"{unsigned.zh}{name} 缺失：无从得知应有哪些文件。",
            (name,),
        )
    data = read_whole(source, name, MOST_MANIFEST)
    found: dict[str, str] = {}
    try:
        lines = (data or b"").decode("utf-8").split("\n")
        if data is None or lines.pop() != "" or not lines:
            raise ValueError(0)
        for number, line in enumerate(lines, 1):
            match = _LINE.fullmatch(line)
            listed = _decoded(match[2]) if match else ""
            if match is None or refuse_name(listed) or listed.startswith("data/") is not payload or listed in found:
                raise ValueError(number)
            found[listed] = match[1]
    except ValueError as wrong:
        place = wrong.args[0] if not isinstance(wrong, UnicodeDecodeError) else 0
        return failed(
            name,
            _INTEGRITY,
            f"{name} cannot be read as a manifest (line {place}): it was changed.",
            f"{name} 不是可读的清单（第 {place} 行）：已被改动。",
            (name,),
        )
    return found


def _decoded(name: str) -> str:
    """What RFC 8493 escapes in names; nothing else is an escape."""
    return re.sub("%(0[AaDd]|25)", lambda code: chr(int(code[1], 16)), name)


def _read_info(source: Source) -> dict[str, str] | None:
    data = read_whole(source, INFO, MOST_INFO)
    try:
        lines = (data or b"").decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return None
    if data is None or lines.pop() != "":
        return None
    found: dict[str, str] = {}
    for line in lines:
        match = _FIELD.fullmatch(line)
        if match is None or match[1] in found:
            return None
        found[match[1]] = match[2]
    return found


def _bad_info() -> Check:
    return failed(
        "info", _INTEGRITY, "bag-info.txt is missing or cannot be read.", "bag-info.txt 缺失或无法读取。", (INFO,)
    )


def _set(source: Source, bag: Bag, wrong: list[tuple[str, Label]]) -> Check:
    """Exactly the files that are listed; the tag manifest and what is signed over it are listed nowhere."""
    listed = {**bag.payload, **bag.tags}
    own = {TAG_MANIFEST, *bag.promised}
    extra = [name for name in sorted(source.sizes) if name not in listed and name not in own]
    named = [*extra, *(name for name, _ in wrong)]
    if named:
        first, more = shown(named[0]), len(named) - 1
        why = wrong[0][1] if not extra else _stray(extra[0])
        return failed(
            "files",
            _INTEGRITY,
            f"“{first}” does not belong here: {why.en}" + (f" (and {more} more)." if more else "."),
            f"“{first}”不应在此：{why.zh}" + (f"（另有 {more} 个）。" if more else "。"),
            tuple(map(shown, named[:NAMED])),
        )
    return passed(
        "files",
        _INTEGRITY,
        f"Nothing is there but the {len(source.sizes)} files that belong to it.",
        f"除应有的 {len(source.sizes)} 个文件外，别无他物。",
    )


def _stray(name: str) -> Label:
    if name == "fetch.txt":
        return Label("a bundle fetches nothing from elsewhere", "证据包不从他处获取文件")
    if name in (SIGNATURE, TIME_STAMP):
        return Label("bag-info.txt promises no such signature", "bag-info.txt 并未载明该签名")
    return Label("no manifest lists it", "清单中没有它")


def _bytes(name: str, listed: dict[str, str], bag: Bag, spoiled: list[str], source: Source) -> Check:
    """Every listed file is there, with the bytes that are listed."""
    missing = [one for one in sorted(listed) if one not in source.sizes]
    altered = [one for one in sorted(listed) if one in source.sizes and bag.digests.get(one) != listed[one]]
    if name == "tags":
        altered += [one for one in spoiled if one not in listed and one not in bag.payload]
    if missing or altered:
        parts = [*altered, *missing]
        if name == "tags" and altered:
            parts.append(TAG_MANIFEST)  # without a signature nobody can say which of the two was changed
        words = [
            *([Label(f"{len(altered)} altered", f"{len(altered)} 个被改动")] if altered else []),
            *([Label(f"{len(missing)} missing", f"{len(missing)} 个缺失")] if missing else []),
        ]
        first = shown((altered or missing)[0])
        return failed(
            name,
            _INTEGRITY,
            f"Files are not as they were put in: {', '.join(one.en for one in words)}, first {first}.",
            f"文件与放入时不同：{'，'.join(one.zh for one in words)}，首个为 {first}。",
            tuple(map(shown, parts[:NAMED])),
        )
    if not listed:
        return failed(
            name,
            _INTEGRITY,
            "No list of files could be read.",
            "没有可读的文件清单。",
            (TAG_MANIFEST if name == "tags" else MANIFEST,),
        )
    return passed(
        name,
        _INTEGRITY,
        f"All {len(listed)} files are there, byte for byte.",
        f"全部 {len(listed)} 个文件都在，逐字节一致。",
    )


def _oxum(source: Source, bag: Bag) -> Check:
    """The sum of bytes and files, as bag-info has it."""
    sizes = [size for name, size in source.sizes.items() if name.startswith("data/")]
    found, told = f"{sum(sizes)}.{len(sizes)}", bag.info.get("Payload-Oxum")
    if told != found:
        return failed(
            "oxum",
            _INTEGRITY,
            f"bag-info.txt speaks of {shown(told or 'nothing')} (bytes and files), but {found} are there.",
            f"bag-info.txt 记为 {shown(told or '无')}（字节数与文件数），实为 {found}。",
            (INFO,),
        )
    return passed(
        "oxum",
        _INTEGRITY,
        f"Bytes and files are as many as bag-info.txt says: {found}.",
        f"字节数与文件数同 bag-info.txt：{found}。",
    )
