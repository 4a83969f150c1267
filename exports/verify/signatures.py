"""Judges signatures, in a process of its own: what is signed, whether it is intact, by whom, when, and who trusts them.

It is started with an order (JSON) as its argument and answers with JSON; nothing of it reaches for a network.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from asn1crypto import cms, crl, pem, tsp, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.generic_cms import async_validate_detached_cms, validate_tst_signed_data
from pyhanko.sign.validation.status import SignatureCoverageLevel, TimestampSignatureStatus
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    NotYetValidError,
    PathBuildingError,
    PathValidationError,
    RevokedError,
    ValidationError,
)

from exports.verify.judged import Judged

MOST_TRUST = 4 << 20
_END = re.compile(rb"startxref[\r\n]{1,2}[0-9]{1,20}[\r\n]{1,2}%%EOF[\r\n]{0,2}")
_NEW_IN_CATALOGUE = frozenset({"/AcroForm", "/Perms", "/Extensions", "/Version"})
_MOST_NEW = 8


@dataclass(frozen=True, slots=True)
class Trust:
    """Certificates that are trusted, and lists of revoked ones."""

    roots: tuple[x509.Certificate, ...] = ()
    revoked: tuple[crl.CertificateList, ...] = ()

    def context(self, moment: datetime | None, others: Sequence[x509.Certificate] = ()) -> ValidationContext:
        """For judging a path at a moment; None: now."""
        return ValidationContext(
            trust_roots=list(self.roots),
            other_certs=list(others),
            crls=list(self.revoked),
            moment=moment,
            allow_fetching=False,
            revocation_mode="soft-fail",
            retroactive_revinfo=True,
        )


def read_trust(texts: Sequence[bytes]) -> Trust:
    """The certificates and lists in PEM or DER.

    Raises:
        ValueError: there is none in one of them.
    """
    roots: list[x509.Certificate] = []
    revoked: list[crl.CertificateList] = []
    for text in texts:
        parts = (
            [(kind, data) for kind, _, data in pem.unarmor(text, multiple=True)] if pem.detect(text) else [("", text)]
        )
        for kind, data in parts:
            if kind == "X509 CRL":
                revoked.append(crl.CertificateList.load(data, strict=True))
            else:
                roots.append(x509.Certificate.load(data, strict=True))
                _ = roots[-1].public_key.algorithm
    return Trust(tuple(roots), tuple(revoked))


def judge_pdf(data: bytes, trust: Trust) -> Judged:
    """The signature of a case file: one, certifying, over the whole file, and alone above what was sealed."""
    signed = PdfFileReader(BytesIO(data), strict=True).embedded_signatures
    if len(signed) != 1:
        return Judged(count=len(signed), problem="several" if signed else "none")
    one = signed[0]
    status = validate_pdf_signature(one, trust.context(None), skip_diff=True)
    permitted = one.docmdp_level
    certifies = bool(one.sig_object.get("/Reference")) and "/DocMDP" in one.reader.root.get("/Perms", {})
    judged = Judged(
        count=1,
        intact=bool(status.intact),
        valid=bool(status.valid),
        whole=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        certifies=certifies and permitted is not None and permitted.value == 1,
        place=str(one.field_name),
        alone=_only_a_signature(data),
    )
    others = [cert for cert in one.other_embedded_certs]
    return _signer(judged, one.signer_cert, others, one.self_reported_timestamp, status.timestamp_validity, trust)


def judge_bytes(content: bytes, signature: bytes, reply: bytes | None, trust: Trust) -> Judged:
    """A detached signature over some bytes, with a time stamp over it."""
    info = cms.ContentInfo.load(signature, strict=True)
    if info["content_type"].native != "signed_data" or len(info["content"]["signer_infos"]) != 1:
        return Judged(problem="unreadable")
    data: cms.SignedData = info["content"]
    status = asyncio.run(async_validate_detached_cms(content, data, trust.context(None)))
    judged = Judged(
        count=1, intact=bool(status.intact), valid=bool(status.valid), whole=True, certifies=True, alone=True
    )
    stamp = asyncio.run(_stamp(reply, signature, trust)) if reply is not None else None
    if reply is not None and stamp is None:
        return replace(judged, stamp_wrong=True)
    others = [cert.chosen for cert in data["certificates"]]
    claimed = getattr(status, "signer_reported_dt", None)
    return _signer(judged, status.signing_cert, others, claimed, stamp, trust)


async def _stamp(reply: bytes, signature: bytes, trust: Trust) -> TimestampSignatureStatus | None:
    """The time stamp in a server's reply, if it is about this signature."""
    token = tsp.TimeStampResp.load(reply, strict=True)["time_stamp_token"]
    found = await validate_tst_signed_data(
        token["content"], trust.context(None), lambda name: hashlib.new(name, signature).digest()
    )
    status = TimestampSignatureStatus(**found)
    return status if status.intact and status.valid else None


def _signer(
    judged: Judged,
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    claimed: datetime | None,
    stamp: TimestampSignatureStatus | None,
    trust: Trust,
) -> Judged:
    """Who signed, when, and whether they were trusted then."""
    stamped = stamp.timestamp if stamp is not None and stamp.intact and stamp.valid else None
    stamp_trusted = (
        stamp is not None
        and stamped is not None
        and _path(stamp.signing_cert, others, stamped, trust, "time") == "trusted"
    )
    judged = replace(
        judged,
        signer=certificate.subject.human_friendly[:200],
        fingerprint=hashlib.sha256(certificate.dump()).hexdigest(),
        claimed=_text(claimed),
        stamped=_text(stamped),
        stamp_trusted=stamp_trusted,
    )
    if not trust.roots:
        return replace(judged, trust="not_asked")
    if stamped is not None and stamp_trusted:
        told = _path(certificate, others, stamped, trust, "signature")
        return replace(judged, trust={"expired": "expired_before", "revoked": "revoked_before"}.get(told, told))
    told = _path(certificate, others, None, trust, "signature")
    if told in ("expired", "revoked") and claimed is not None:
        then = _path(certificate, others, claimed, trust, "signature")
        told = f"{told}_{'since' if then == 'trusted' else 'before'}"
    return replace(judged, trust=told)


def _path(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], moment: datetime | None, trust: Trust, use: str
) -> str:
    """Whether a certificate was trusted at a moment: trusted, expired, revoked, unknown, or other."""
    validator = CertificateValidator(certificate, list(others), validation_context=trust.context(moment, others))
    try:
        if use == "time":
            asyncio.run(validator.async_validate_usage({"digital_signature"}, {"time_stamping"}))
        else:
            asyncio.run(validator.async_validate_usage(set()))
    except RevokedError:
        return "revoked"
    except (ExpiredError, NotYetValidError):
        return "expired"
    except PathValidationError as wrong:
        return "expired" if "expired" in str(wrong) else "other"
    except (ValidationError, PathBuildingError):
        return "unknown"
    if _listed(certificate, moment or datetime.now(UTC), trust):
        return "revoked"
    usage = certificate.key_usage_value
    if use == "signature" and usage is not None and not {"digital_signature", "non_repudiation"} & set(usage.native):
        return "other"
    return "trusted"


def _listed(certificate: x509.Certificate, moment: datetime, trust: Trust) -> bool:
    """Whether a list that was named as trusted says that its authority had revoked a certificate by then."""
    return any(
        entry["user_certificate"].native == certificate.serial_number and entry["revocation_date"].native <= moment
        for one in trust.revoked
        if one.issuer == certificate.issuer
        for entry in one["tbs_cert_list"]["revoked_certificates"] or ()
    )


def _text(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment is not None else ""


def _only_a_signature(data: bytes) -> bool:
    """Whether the bytes above the first end add a signature and leave every object of the document as it was."""
    ends = [match.end() for match in _END.finditer(data)]
    if len(ends) != 2:
        return False
    with (
        pikepdf.Pdf.open(BytesIO(data[: ends[0]]), attempt_recovery=False) as before,
        pikepdf.Pdf.open(BytesIO(data), attempt_recovery=False) as after,
    ):
        first, root = before.pages[0].objgen, before.Root.objgen
        if after.Root.objgen != root or after.pages[0].objgen != first or len(before.pages) != len(after.pages):
            return False
        known = {item.objgen: item for item in _objects(before)}
        new = 0
        for item in _objects(after):
            was = known.pop(item.objgen, None)
            if was is None:
                new += 1
                if new > _MOST_NEW or not _of_signature(item):
                    return False
            elif item.objgen == root:
                if not _grown(was, item, _NEW_IN_CATALOGUE):
                    return False
            elif item.objgen == first:
                if not _grown(was, item, frozenset({"/Annots"})) or len(item.Annots) - len(was.get("/Annots", [])) != 1:
                    return False
            elif _plain(was) != _plain(item):
                return False
        return not known


def _objects(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every indirect object but the tables of where objects are."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and str(item.get("/Type", "")) in ("/XRef", "/ObjStm"):
            continue
        if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)):
            yield item


def _plain(item: pikepdf.Object) -> tuple[object, ...]:
    """An object as it can be compared: what it says, and the bytes of a stream as they are stored."""
    if isinstance(item, pikepdf.Stream):
        told = {name: _told(value) for name, value in item.items()}
        return ("stream", tuple(sorted(told.items())), hashlib.sha256(item.read_raw_bytes()).hexdigest())
    if isinstance(item, pikepdf.Dictionary):
        return ("dictionary", tuple(sorted((name, _told(value)) for name, value in item.items())))
    return ("array", tuple(_told(value) for value in item))


def _told(value: object) -> bytes:
    """What a value says; another object by its number."""
    if isinstance(value, pikepdf.Object) and value.is_indirect:
        return f"{value.objgen}".encode()
    return value.unparse() if isinstance(value, pikepdf.Object) else repr(value).encode()


def _grown(was: pikepdf.Object, now: pikepdf.Object, allowed: frozenset[str]) -> bool:
    """Whether a dictionary says what it said, and beyond that only what is allowed; annotations keep their order."""
    before, after = {name: _told(value) for name, value in was.items()}, {n: _told(v) for n, v in now.items()}
    kept = all(after.get(name) == value for name, value in before.items() if name not in allowed)
    if "/Annots" in allowed:
        old = [_told(value) for value in was.get("/Annots", [])]
        kept = kept and [_told(value) for value in now.Annots][: len(old)] == old
    return kept and set(after) - set(before) <= allowed


def _of_signature(item: pikepdf.Object) -> bool:
    """Whether a new object is the form, the field that is not seen, the signature, or a list of these."""
    if isinstance(item, pikepdf.Array):
        return len(item) <= 2 or _is_annotations(item)
    if not isinstance(item, pikepdf.Dictionary):
        return False
    if "/Fields" in item:
        return len(item.Fields) == 1
    if item.get("/FT") == "/Sig":
        return [float(side) for side in item.get("/Rect", [1])] == [0, 0, 0, 0] and "/AP" not in item
    return item.get("/Type") in ("/Sig", "/SigRef", "/TransformParams") or "/ESIC" in item or "/DocMDP" in item


def _is_annotations(item: pikepdf.Array) -> bool:
    return all(isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") in ("/Link", "/Widget") for one in item)


def main() -> None:
    """Run in the child."""
    from exports.verify.child import limit

    order: dict[str, Any] = json.loads(sys.argv[1])
    files = [path for path in (order.get("pdf"), order.get("content")) if path]
    limit(sum(Path(path).stat().st_size for path in files))
    try:
        trust = read_trust([Path(path).read_bytes()[:MOST_TRUST] for path in order["trust"]])
    except (ValueError, TypeError, OSError):
        answer = Judged(problem="trust")
    else:
        try:
            if "pdf" in order:
                answer = judge_pdf(Path(order["pdf"]).read_bytes(), trust)
            else:
                reply = Path(order["reply"]).read_bytes() if order.get("reply") else None
                answer = judge_bytes(
                    Path(order["content"]).read_bytes(), Path(order["signature"]).read_bytes(), reply, trust
                )
        except Exception as problem:  # whatever the libraries say of hostile bytes: the signature is what is wrong
            answer = Judged(problem="unreadable", signer=f"{type(problem).__name__}: {problem}"[:200])
    sys.stdout.write(json.dumps(asdict(answer)))
    sys.stdout.flush()
