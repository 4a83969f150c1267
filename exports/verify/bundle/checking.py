"""Checks a bundle: the archive, the bag, the case file in it, everything beside it, and who vouches for it."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from exports.verify.bundle.archive import Archive, Refused
from exports.verify.bundle.bag import SIGNATURE, TIME_STAMP, Bag, check_bag
from exports.verify.bundle.contents import CASE, PDF, check_contents
from exports.verify.bundle.names import shown
from exports.verify.bundle.source import TELLING, Damaged, Source, open_source, read_whole
from exports.verify.casefile import LARGEST, Extract, Inspected, Originals, Progress, inspect_case_file
from exports.verify.child import extract_apart
from exports.verify.judged import judge_bytes_apart
from exports.verify.register import Register
from exports.verify.report import Answer, Check, Question, Report, Unreadable, cannot_tell, failed, passed
from exports.verify.signed import check_signed
from exports.verify.strictjson import MOST_BYTES

_MOST_SIGNATURE = 1 << 20
_INTEGRITY, _ORIGIN = Question.INTEGRITY, Question.ORIGIN


def verify_bundle(
    path: Path,
    *,
    register: Register | None = None,
    originals: Originals | None = None,
    trust: Sequence[Path] = (),
    progress: Progress | None = None,
    extract: Extract = extract_apart,
) -> Report:
    """Check the bundle at `path`, an archive or an unpacked folder. Nothing in it makes this raise.

    Args:
        path: the archive, or the folder that holds bagit.txt.
        register: a library or list of exports that can vouch for it.
        originals: tells by SHA-256 whether a recording is still there and intact.
        trust: files with certificates that are trusted, and lists of revoked ones.
        progress: told (done, total) in bytes; may raise to stop.
        extract: how the case file is taken apart; tests read in their own process.

    Raises:
        Unreadable: there is no such file or folder, or it may not be read.
    """
    try:
        with open_source(path) as (source, archive):
            asked = _Asked(register, originals, tuple(trust), progress or _nobody, extract)
            return Report(tuple(_checks(source, archive, asked)))
    except Refused as refused:
        return Report((Check("archive", _INTEGRITY, Answer.FAILED, refused.sentence, (refused.name or path.name,)),))
    except OSError as problem:
        words = problem.strerror or type(problem).__name__
        raise Unreadable(
            f"{path} cannot be read ({words}); check the name and that you may open it.",
            f"无法读取 {path}（{words}）；请检查名称以及是否有权打开。",
        ) from problem


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whom to ask, and how."""

    register: Register | None
    originals: Originals | None
    trust: tuple[Path, ...]
    progress: Progress
    extract: Extract


def _nobody(done: int, total: int) -> None:
    """Report to nobody."""


def _checks(source: Source, archive: Archive | None, asked: _Asked) -> Iterator[Check]:
    if not any(name in source.sizes for name in TELLING):
        yield failed(
            "bag",
            _INTEGRITY,
            "This is no bundle: none of a bundle's own files is in it.",
            "这不是证据包：其中没有证据包应有的文件。",
            ("bagit.txt",),
        )
        return
    total, done = max(1, sum(source.sizes.values())), 0

    def told(count: int) -> None:
        nonlocal done
        done += count
        asked.progress(min(done, total), total)

    def waiting() -> None:
        asked.progress(total, total)

    if archive is not None:
        yield _packing(archive)
    found, bag = check_bag(source, told)
    yield from found
    inspected = _case_file(source, asked, waiting)
    yield from inspected.report.checks
    yield _same_case(source, inspected)
    if inspected.case is not None:
        yield from check_contents(inspected.case, bag, lambda name: read_whole(source, name, MOST_BYTES))
    else:
        yield cannot_tell(
            "contents",
            _INTEGRITY,
            "Clips, stills, transcripts and originals cannot be held against a case that cannot be read.",
            "案件数据无法读取，片段、静帧、文字稿和原件无从核对。",
        )
    yield from _origin(source, bag, inspected, asked, waiting)


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


def _case_file(source: Source, asked: _Asked, waiting: Callable[[], None]) -> Inspected:
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
            asked.extract,
            copy,
            register=asked.register,
            originals=asked.originals,
            trust=asked.trust,
            progress=lambda done, total: waiting(),
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


def _origin(
    source: Source, bag: Bag, inspected: Inspected, asked: _Asked, waiting: Callable[[], None]
) -> Iterator[Check]:
    """Who vouches for the bundle: a signature that is trusted, or a register that lists it."""
    missing = [name for name in bag.promised if name not in source.sizes]
    if missing or (bag.promised and inspected.judged is None):
        yield failed(
            "bundle_signature",
            _ORIGIN,
            "NOT SIGNED: the signature that bag-info.txt promises is missing.",
            "未签名：bag-info.txt 载明的签名缺失。",
            tuple(missing) or (PDF,),
        )
    judged = None
    if SIGNATURE in bag.promised and SIGNATURE in source.sizes and bag.tag_manifest is not None:
        signature = read_whole(source, SIGNATURE, _MOST_SIGNATURE) or b""
        reply = (read_whole(source, TIME_STAMP, _MOST_SIGNATURE) or b"") if TIME_STAMP in bag.promised else None
        judged = judge_bytes_apart(bag.tag_manifest, signature, reply, asked.trust, waiting)
        yield from check_signed(judged, SIGNATURE, within=False)
    register = asked.register
    export = register.bundle(hashlib.sha256(bag.tag_manifest or b"").hexdigest()) if register is not None else None
    if export is not None:
        yield passed(
            "bundle_register",
            _ORIGIN,
            f"The register lists this bundle as made for case {export.case_label} on {export.exported_at}.",
            f"登记簿中有本证据包：案件 {export.case_label}，{export.exported_at} 生成。",
        )
    elif judged is not None and (register is None or judged.trust == "trusted"):
        return
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
