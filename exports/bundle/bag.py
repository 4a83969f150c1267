"""A BagIt 1.0 bag (RFC 8493) that is written straight into its archive: payload, then manifests over it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence.errors import Altered
from evidence.progress import Progress, no_progress
from exports.bundle.names import DECLARATION, INFO, MANIFEST, TAG_MANIFEST
from exports.bundle.storing import StoredZip

_BLOCK = 1 << 20
_DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
Sign = Callable[[bytes], Iterable[tuple[str, bytes]]]
"""From the bytes of the tag manifest to what is signed over it: names beside it, and bytes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of the payload."""

    sha256: str
    size: int


class Bag:
    """The bag on its way into an archive, all of it below one folder."""

    def __init__(self, archive: StoredZip, folder: str) -> None:
        """Begin with what says that it is a bag."""
        self._archive, self._folder = archive, folder
        self.payload: dict[str, Kept] = {}
        self._tags: dict[str, str] = {}
        self._tag(DECLARATION, _DECLARED)

    def add(self, name: str, data: bytes) -> Kept:
        """Put bytes into the payload.

        Raises:
            ValueError: there is a file of that name, or it lies outside the payload.
            OSError: it could not be written.
        """
        self._refuse(name)
        self._archive.add(f"{self._folder}/{name}", len(data), [data])
        kept = self.payload[name] = Kept(hashlib.sha256(data).hexdigest(), len(data))
        return kept

    def add_file(self, name: str, path: Path, sha256: str | None, progress: Progress = no_progress) -> Kept:
        """Put a file into the payload, as it is; `progress` counts its bytes.

        Raises:
            Altered: its bytes are not those of `sha256`, or changed while they were read.
            ValueError, OSError: as for `add`, or it could not be read.
        """
        self._refuse(name)
        digest = hashlib.sha256()
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(0)

            def pieces() -> Iterator[bytes]:
                done = 0
                while done < size and (piece := file.read(min(_BLOCK, size - done))):
                    digest.update(piece)
                    done += len(piece)
                    progress(done, size)
                    yield piece

            try:
                self._archive.add(f"{self._folder}/{name}", size, pieces())
            except ValueError as shorter:
                raise _altered(name) from shorter
        if sha256 is not None and digest.hexdigest() != sha256:
            raise _altered(name)
        kept = self.payload[name] = Kept(digest.hexdigest(), size)
        return kept

    def close(self, info: Sequence[tuple[str, str]], papers: Mapping[str, bytes], sign: Sign | None) -> str:
        """Write manifests, what the bag says of itself, and signatures; the digest of the tag manifest.

        Raises:
            OSError: they could not be written.
        """
        octets = sum(kept.size for kept in self.payload.values())
        self._tag(MANIFEST, _manifest({name: kept.sha256 for name, kept in self.payload.items()}))
        self._tag(INFO, _info([*info, ("Payload-Oxum", f"{octets}.{len(self.payload)}")]))
        for name, data in papers.items():
            self._tag(name, data)
        manifest = _manifest(self._tags)
        self._archive.add(f"{self._folder}/{TAG_MANIFEST}", len(manifest), [manifest])
        for name, data in sign(manifest) if sign is not None else ():
            self._archive.add(f"{self._folder}/{name}", len(data), [data])
        self._archive.finish()
        return hashlib.sha256(manifest).hexdigest()

    def _refuse(self, name: str) -> None:
        if not name.startswith("data/") or name in self.payload:
            raise ValueError(f"{name} is no new name of the payload")

    def _tag(self, name: str, data: bytes) -> None:
        self._archive.add(f"{self._folder}/{name}", len(data), [data])
        self._tags[name] = hashlib.sha256(data).hexdigest()


def _manifest(digests: Mapping[str, str]) -> bytes:
    """Lines that `sha256sum -c` takes; our names hold nothing that would have to be escaped."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode("utf-8")


def _info(lines: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{name}: {' '.join(text.split())}\n" for name, text in lines).encode("utf-8")


def _altered(name: str) -> Altered:
    return Altered(
        f"“{name.rpartition('/')[2]}” is not what was linked any more, so no bundle was written. "
        "Put the unaltered file back by adding it again.",
        f"“{name.rpartition('/')[2]}”已不是关联时的文件，因此未写入证据包。请重新添加未改动的文件。",
    )
