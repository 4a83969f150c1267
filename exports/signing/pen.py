"""The pen: a key and its certificate, which certify a case file (PAdES) and sign other bytes (CMS)."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from asn1crypto import tsp
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError, handle_tsp_response

from evidence.errors import NotFound, Refused, ToolMissing
from exports.signing.stamping import Stamper
from exports.signing.wish import SignWish

FIELD = "Reviewer"
DIGEST = "sha256"
_MOST_KEY = 1 << 20


class _OnlyASignature(IncrementalPdfFileWriter):
    """Adds the signature and leaves title, dates and maker of the document as they were sealed."""

    def _update_meta(self) -> None:
        return


class Pen:
    """A key that was opened."""

    def __init__(self, wish: SignWish) -> None:
        """Open the key.

        Raises:
            NotFound: there is no such file, or it cannot be read.
            Refused: the passphrase does not open it, there is no key in it, or its certificate is not valid today.
        """
        try:
            data = wish.key.read_bytes() if wish.key.stat().st_size <= _MOST_KEY else b""
        except OSError as missing:
            raise NotFound(
                f"The key file “{wish.key.name}” cannot be read. Name a PKCS#12 file (.p12 or .pfx).",
                f"无法读取密钥文件“{wish.key.name}”。请给出 PKCS#12 文件（.p12 或 .pfx）。",
            ) from missing
        try:
            self._signer = signers.SimpleSigner.load_pkcs12_data(data, [], wish.passphrase.encode("utf-8") or None)
            self._certificate = self._signer.signing_cert
            begin = self._certificate.not_valid_before.astimezone(UTC)
            end = self._certificate.not_valid_after.astimezone(UTC)
        except (ValueError, TypeError, AttributeError) as wrong:
            raise Refused(
                f"“{wish.key.name}” cannot be opened: the passphrase is another one, or there is no key with its "
                "certificate in it. Nothing was written.",
                f"无法打开“{wish.key.name}”：口令不符，或其中没有密钥及其证书。未写入任何文件。",
            ) from wrong
        if not begin <= datetime.now(UTC) <= end:
            raise Refused(
                f"The certificate in “{wish.key.name}” is valid from {begin:%Y-%m-%d} to {end:%Y-%m-%d}, so it signs "
                "nothing today.",
                f"“{wish.key.name}”中的证书有效期为 {begin:%Y-%m-%d} 至 {end:%Y-%m-%d}，今日不能用于签名。",
            )
        self._stamper = Stamper(wish.stamps) if wish.stamps else None

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the signer's certificate."""
        return hashlib.sha256(self._certificate.dump()).hexdigest()

    @property
    def stamps(self) -> bool:
        """Whether there is a server for time stamps."""
        return self._stamper is not None

    def sign_pdf(self, source: Path, target: BinaryIO) -> None:
        """Write the case file with one certifying, invisible signature that allows no change (PAdES B-B or B-T).

        Raises:
            ToolMissing: the time-stamp server gives none.
            OSError: it could not be written.
        """
        wanted = signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm=DIGEST,
            subfilter=fields.SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        )
        with source.open("rb") as file:
            writer = _OnlyASignature(file, strict=True)
            try:
                signers.PdfSigner(wanted, signer=self._signer, timestamper=self._stamper).sign_pdf(
                    writer, output=target
                )
            except TimestampRequestError as refused:
                raise _no_stamp(refused) from refused

    def sign_bytes(self, data: bytes) -> bytes:
        """A detached signature (CAdES B-B, DER) over some bytes."""
        signed = asyncio.run(self._signer.async_sign_general_data(data, DIGEST, detached=True, use_cades=True))
        der: bytes = signed.dump()
        return der

    def stamp(self, data: bytes) -> bytes:
        """The server's reply (DER) about some bytes, held against the query.

        Raises:
            ToolMissing: it gives none.
        """
        assert self._stamper is not None
        nonce, query = TimeStamper.request_cms(self._stamper, hashlib.sha256(data).digest(), DIGEST)
        reply = self._stamper.answer(query.dump())
        try:
            handle_tsp_response(tsp.TimeStampResp.load(reply), nonce)
        except (TimestampRequestError, ValueError, TypeError, KeyError) as refused:
            raise _no_stamp(refused) from refused
        return reply


def _no_stamp(why: Exception) -> ToolMissing:
    return ToolMissing(
        f"The time-stamp server gave no time stamp ({str(why)[:120]}). Nothing was written; try again, or sign without "
        "--timestamp.",
        f"时间戳服务器未给出时间戳（{str(why)[:120]}）。未写入任何文件；请重试，或不带 --timestamp 签名。",
    )
