"""Checks a bundle: the archive, the bag, the case file in it, everything beside it, and who vouches for it."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from exports.verify.bundle.archive import Archive, Refused
from exports.verify.bundle.bag import Bag, check_bag
from exports.verify.bundle.contents import CASE, PDF, check_contents
from exports.verify.bundle.names import shown
from exports.verify.bundle.source import TELLING, Damaged, Source, open_source, read_whole
from exports.verify.casefile import LARGEST, Extract, Inspected, Originals, Progress, inspect_case_file
from exports.verify.child import extract_apart
from exports.verify.register import Register
from exports.verify.report import Answer, Check, Question, Report, Unreadable, cannot_tell, failed, passed
from exports.verify.strictjson import MOST_BYTES

_INTEGRITY, _ORIGIN = Question.INTEGRITY, Question.ORIGIN


def verify_bundle(
    path: Path,
    *,
    register: Register | None = None,
    originals: Originals | None = None,
    progress: Progress | None = None,
    extract: Extract = extract_apart,
) -> Report:
    """Check the bundle at `path`, an archive or an unpacked folder. Nothing in it makes this raise.

    Args:
        path: the archive, or the folder that holds bagit.txt.
        register: a library or list of exports that can vouch for it.
        originals: tells by SHA-256 whether a recording is still there and intact.
        progress: told (done, total) in bytes; may raise to stop.
        extract: how the case file is taken apart; tests read in their own process.

    Raises:
        Unreadable: there is no such file or folder, or it may not be read.
    """
    try:
        with open_source(path) as (source, archive):
            return _check(source, archive, register, originals, progress or (lambda done, total: None), extract)
    except Refused as refused:
        return Report((Check("archive", _INTEGRITY, Answer.FAILED, refused.sentence, (refused.name or path.name,)),))
    except OSError as problem:
        words = problem.strerror or type(problem).__name__
        raise Unreadable(
            f"{path} cannot be read ({words}); check the name and that you may open it.",
            f"无法读取 {path}（{words}）；请检查名称以及是否有权打开。",
        ) from problem


def _check(
    source: Source,
    archive: Archive | None,
    register: Register | None,
    originals: Originals | None,
    progress: Progress,
    extract: Extract,
) -> Report:
    if not any(name in source.sizes for name in TELLING):
        return Report(
            (
                failed(
                    "bag",
                    _INTEGRITY,
                    "This is no bundle: none of a bundle's own files is in it.",
                    "这不是证据包：其中没有证据包应有的文件。",
                    ("bagit.txt",),
                ),
            )
        )
    total, done = max(1, sum(source.sizes.values())), 0

    def told(count: int) -> None:
        nonlocal done
        done += count
        progress(min(done, total), total)

    checks = [_packing(archive)] if archive is not None else []
    found, bag = check_bag(source, told)
    checks += found
    inspected = _case_file(source, bag, register, originals, extract, lambda: progress(total, total))
    checks += inspected.report.checks
    checks.append(_same_case(source, inspected))
    if inspected.case is not None:
        checks += check_contents(inspected.case, bag, lambda name: read_whole(source, name, MOST_BYTES))
    else:
        checks.append(
            cannot_tell(
                "contents",
                _INTEGRITY,
                "Clips, stills, transcripts and originals cannot be held against a case that cannot be read.",
                "案件数据无法读取，片段、静帧、文字稿和原件无从核对。",
            )
        )
    checks += _origin(source, bag, register)
    return Report(tuple(checks))


def _packing(archive: Archive) -> Check:
    """Every byte of the archive belongs there."""
    if archive.gaps:
        first, more = archive.gaps[0], len(archive.gaps) - 1
        return failed(
            "archive",
            _INTEGRITY,
            f"In the archive {first.en}" + (f" (and {more} more)." if more else "."),
            f"压缩包中{first.zh}" + (f"（另有 {more} 处）。" if more else "。"),
            ("archive",),
        )
    if archive.odd:
        names = tuple(shown(name) for name in archive.odd[:100])
        return failed(
            "archive",
            _INTEGRITY,
            f"In the archive “{names[0]}” is not packed like the others: what is said about it was changed.",
            f"压缩包中“{names[0]}”的记录与其他文件不同：有关记录被改动。",
            names,
        )
    if archive.repacked:
        return passed(
            "archive",
            _INTEGRITY,
            "The archive was packed again by another program; each of its files is checked.",
            "压缩包由其他程序重新打包；以下逐个核对其中的文件。",
        )
    return passed(
        "archive",
        _INTEGRITY,
        "Every byte of the archive belongs to a file or to its directory.",
        "压缩包的每个字节都属于某个文件或其目录。",
    )


def _case_file(
    source: Source,
    bag: Bag,
    register: Register | None,
    originals: Originals | None,
    extract: Extract,
    waiting: Callable[[], None],
) -> Inspected:
    """The case file in it, checked like any other, from a copy that is gone afterwards."""
    if source.sizes.get(PDF, LARGEST + 1) > LARGEST:
        missing = failed("file", _INTEGRITY, "The case file is missing or too large.", "案卷缺失或过大。", (PDF,))
        return Inspected(Report((missing,)))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "case.pdf"
        try:
            with copy.open("wb") as file:
                for piece in source.pieces(PDF):
                    file.write(piece)
        except Damaged:
            pass  # what came out is looked at; that it is not all of it stands among the payload
        return inspect_case_file(
            extract, copy, register=register, originals=originals, progress=lambda done, total: waiting()
        )


def _same_case(source: Source, inspected: Inspected) -> Check:
    data = read_whole(source, CASE, MOST_BYTES)
    if inspected.content is None:
        return cannot_tell(
            "same_case",
            _INTEGRITY,
            "case.json cannot be compared with the case file, whose attachment cannot be read.",
            "案卷附件无法读取，case.json 无从比对。",
            (CASE,),
        )
    if data != inspected.content:
        return failed(
            "same_case",
            _INTEGRITY,
            "case.json beside the case file is not the one attached to it.",
            "案卷旁的 case.json 与其所附的不同。",
            (CASE,),
        )
    return passed(
        "same_case",
        _INTEGRITY,
        "case.json is byte for byte the one attached to the case file.",
        "case.json 与案卷所附的逐字节一致。",
        (CASE,),
    )


def _origin(source: Source, bag: Bag, register: Register | None) -> Iterator[Check]:
    """Who vouches for the bundle."""
    missing = [name for name in bag.promised if name not in source.sizes]
    if missing:
        yield failed(
            "bundle_signature",
            _ORIGIN,
            "NOT SIGNED: the signature that bag-info.txt promises is missing.",
            "未签名：bag-info.txt 载明的签名缺失。",
            tuple(missing),
        )
    export = register.bundle(hashlib.sha256(bag.tag_manifest or b"").hexdigest()) if register is not None else None
    if export is not None:
        yield passed(
            "bundle_register",
            _ORIGIN,
            f"The register lists this bundle as made for case {export.case_label} on {export.exported_at}.",
            f"登记簿中有本证据包：案件 {export.case_label}，{export.exported_at} 生成。",
        )
    elif register is not None:
        yield cannot_tell(
            "bundle_register",
            _ORIGIN,
            "NOT SIGNED, and the register that was asked does not list this bundle.",
            "未签名，且所查询的登记簿中没有本证据包。",
        )
    else:
        yield cannot_tell(
            "bundle_register",
            _ORIGIN,
            "NOT SIGNED, and no library or register was asked: nobody vouches for this bundle.",
            "未签名，且未查询任何资料库或登记簿：没有人为本证据包作保。",
        )
