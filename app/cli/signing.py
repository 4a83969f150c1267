"""Options of signing, and where the passphrase comes from: never from the command line, where others can read it."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from evidence.errors import NotFound, WrongUse
from evidence.labels import Label
from exports.signing.wish import SignWish

PASSPHRASE_VARIABLE = "REPLAYDESK_PASSPHRASE"
UNSIGNED = Label(
    "It is not signed: tell the receiver its SHA-256 by another way, so that they know who made it.",
    "未签名：请通过其他途径将其 SHA-256 告知接收方，以便其确认来源。",
)
SIGNED = Label("Signed with the certificate {fingerprint} (SHA-256).", "已签名，证书指纹（SHA-256）{fingerprint}。")
_MOST = 4096


def add_signing(parser: argparse.ArgumentParser) -> None:
    """The options of a verb that can sign."""
    parser.add_argument("--sign", metavar="FILE.p12", type=Path, help="sign with the key in this PKCS#12 file")
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=Path,
        help=f"its passphrase, first line (or {PASSPHRASE_VARIABLE}; otherwise it is asked for)",
    )
    parser.add_argument("--timestamp", metavar="URL", default="", help="have the signature stamped by this server")


def wish_of(options: argparse.Namespace) -> SignWish | None:
    """What is to be signed with, if anything.

    Raises:
        WrongUse: an option needs --sign, or there is no way to ask for the passphrase.
        NotFound: the file of the passphrase cannot be read.
    """
    if options.sign is None:
        if options.passphrase_file is not None or options.timestamp:
            raise WrongUse(
                "--passphrase-file and --timestamp belong to --sign FILE.p12.",
                "--passphrase-file 和 --timestamp 须与 --sign FILE.p12 一起使用。",
            )
        return None
    return SignWish(options.sign.absolute(), _passphrase(options.passphrase_file), options.timestamp)


def _passphrase(file: Path | None) -> str:
    if file is not None:
        try:
            with file.open(encoding="utf-8") as opened:
                return opened.read(_MOST).split("\n")[0].rstrip("\r")
        except (OSError, UnicodeDecodeError) as unreadable:
            raise NotFound(
                f"The passphrase cannot be read from “{file.name}”.", f"无法从“{file.name}”读取口令。"
            ) from unreadable
    if (told := os.environ.get(PASSPHRASE_VARIABLE)) is not None:
        return told
    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongUse(
            f"There is nobody to ask for the passphrase: use --passphrase-file, or set {PASSPHRASE_VARIABLE}.",
            f"无法询问口令：请使用 --passphrase-file，或设置 {PASSPHRASE_VARIABLE}。",
        )
    return getpass.getpass("Passphrase: ", stream=sys.stderr)
