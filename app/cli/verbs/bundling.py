"""`bundle`: the case file with everything that a stranger needs to check it."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.bundling import Bundled, bundle_case
from app.cli.output import Output
from app.cli.saying import filled
from app.cli.signing import SIGNED, UNSIGNED, wish_of
from app.cli.verbs.libraries import open_library
from evidence.errors import YES
from evidence.labels import Label

BUNDLING = Label("Making the bundle", "正在生成证据包")
_LINE = Label(
    "{path}  {files} files, {octets} bytes  SHA-256 {sha256}", "{path}  {files} 个文件，{octets} 字节  SHA-256 {sha256}"
)


def bundle_verb(options: argparse.Namespace, output: Output) -> int:
    """Write the bundle of a case."""
    with open_library(options) as library:
        done = bundle_case(
            library,
            options.case,
            Path(options.output),
            language=options.edition,
            copy=options.copy,
            originals=options.originals,
            sign=wish_of(options),
            progress=output.progress(BUNDLING),
        )
    bag = done.bag
    line = filled(_LINE, output.language, path=done.path, files=bag.files, octets=bag.octets, sha256=bag.sha256)
    sure = filled(SIGNED, output.language, fingerprint=done.signer) if done.signer else UNSIGNED.text(output.language)
    output.document(bundle_document(done), [line, sure])
    return YES


def bundle_document(done: Bundled) -> dict[str, object]:
    """What was made, as the contract prints it."""
    bag = done.bag
    return {
        "path": str(done.path),
        "sha256": bag.sha256,
        "tag_manifest_sha256": bag.tag_manifest_sha256,
        "content_sha256": done.content_sha256,
        "pdf_sha256": done.pdf_sha256,
        "files": bag.files,
        "bytes": bag.octets,
        "originals": list(bag.originals),
        "clips": bag.clips,
        "signer": done.signer or None,
        "head": {"seq": done.head.seq, "hash": done.head.hash},
    }
