"""Ways to spoil a bundle: as an archive with entries of one's own, or as a folder whose manifests are made again."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from exports.verify import Answer, Report, verify_bundle
from exports.verify.bundle.source import open_source
from exports.verify.extract import extract
from exports.verify.parts import Parts

_KNOWN: dict[str, Parts] = {}


def extract_here(path: Path, waiting: Callable[[], None]) -> Parts:
    """The parts of a PDF, read in this process, once for the same bytes."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest not in _KNOWN:
        _KNOWN[digest] = extract(data)
    return _KNOWN[digest]


def verified(path: Path) -> Report:
    return verify_bundle(path, extract=extract_here)


def failed_of(report: Report) -> dict[str, tuple[str, ...]]:
    """Failed checks, with the files that they name."""
    return {one.name: one.files for one in report.checks if one.verdict is Answer.FAILED}


def named(report: Report) -> set[str]:
    return {name for files in failed_of(report).values() for name in files}


def packed(target: Path, entries: Iterable[tuple[zipfile.ZipInfo | str, bytes]], compress: int = 0) -> Path:
    """An archive as another program packs it."""
    with zipfile.ZipFile(target, "w", compress) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return target


def files_of(bundle: Path) -> dict[str, bytes]:
    """Every file of a bundle by its name within."""
    with open_source(bundle) as (source, _):
        return {name: b"".join(source.pieces(name)) for name in source.sizes}


def manifests_made_again(folder: Path) -> None:
    """What somebody does who changed a bundle and does not want it to be seen."""
    payload = sorted(path for path in (folder / "data").rglob("*") if path.is_file())
    lines = [f"{_sha(path)}  {path.relative_to(folder)}\n" for path in payload]
    (folder / "manifest-sha256.txt").write_text("".join(lines), "utf-8")
    octets = sum(path.stat().st_size for path in payload)
    info = (folder / "bag-info.txt").read_text("utf-8").splitlines()
    info = [line for line in info if not line.startswith("Payload-Oxum")] + [f"Payload-Oxum: {octets}.{len(payload)}"]
    (folder / "bag-info.txt").write_text("\n".join(info) + "\n", "utf-8")
    tags = ["VERIFY.txt", "bag-info.txt", "bagit.txt", "manifest-sha256.txt"]
    text = "".join(f"{_sha(folder / name)}  {name}\n" for name in tags)
    (folder / "tagmanifest-sha256.txt").write_text(text, "utf-8")


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
