"""Signatures that strangers' tools agree about, and what becomes of a signed file that somebody touched."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from exports.signing.pen import Pen
from exports.signing.wish import SignWish
from exports.verify import Answer, verify_bundle, verify_case_file
from tests.command import Answer as Said
from tests.command import ask, here
from tests.exports.bundle.authority import PASSPHRASE, Authority, new_key, time_stamp_server
from tests.exports.bundle.conftest import Made
from tests.exports.bundle.spoiling import extract_here, failed_of, manifests_made_again
from tests.exports.bundle.test_bundle import commands, sh

STAMPED = datetime(2026, 6, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Signed:
    """A bundle that was signed and stamped, unpacked, and who signed it."""

    bundle: Path
    answer: Any
    folder: Path
    ca: Authority

    @property
    def pdf(self) -> Path:
        return self.folder / "data" / "case.pdf"


@pytest.fixture(scope="module")
def signed(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Signed:
    home = tmp_path_factory.mktemp("signed")
    ca = Authority(home / "ca")
    ca.signer("Reviewer A")
    (home / "passphrase").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    with time_stamp_server(ca.stamper(STAMPED)) as url:
        answer = ask(
            "bundle", made.case, "-o", home / "signed.zip", "--sign", ca.folder / "Reviewer A.p12",
            "--passphrase-file", home / "passphrase", "--timestamp", url, library=made.library,
        )  # fmt: skip
    with zipfile.ZipFile(home / "signed.zip") as archive:
        archive.extractall(home)
    for name in ("ca.pem", "tsa.pem"):
        shutil.copy(ca.pem, home / name)
    return Signed(home / "signed.zip", answer, home / made.folder, ca)


def told(path: Path, trust: Path | None) -> Any:
    return ask("verify", path, *(("--trust", trust) if trust else ()), code=None)


def reasons(report: Any, name: str) -> str:
    [reason] = [str(one["reason"]) for one in report["checks"] if one["name"] == name]
    return reason


def test_who_is_trusted_vouches_for_bundle_and_case_file(signed: Signed) -> None:
    report = told(signed.bundle, signed.ca.pem)
    assert report["verdict"] == "passed", [one for one in report["checks"] if one["verdict"] != "passed"]
    assert "stamped 2026-06-01T12:00:00Z" in reasons(report, "bundle_signature")
    assert signed.answer["signer"] in reasons(report, "signature") and "Reviewer A" in reasons(report, "signature")
    assert told(signed.pdf, signed.ca.folder / "Reviewer A.pem")["verdict"] == "passed", "the signer's own certificate"
    alone = told(signed.bundle, None)
    assert (alone["integrity"], alone["origin"]) == ("passed", "cannot_tell")
    assert "nobody was named as trusted" in reasons(alone, "bundle_signature")


def test_strangers_tools_agree(signed: Signed, tmp_path: Path) -> None:
    *lines, stamp = commands(signed.folder)
    assert len(lines) == 6
    for command in lines[:4]:
        assert sh(command, signed.folder) == (0, ""), command
    assert sh(lines[4], signed.folder)[1].startswith("sha256 Fingerprint=")
    assert sh(lines[5], signed.folder) == (0, "CMS Verification successful\n")
    code, said = sh(stamp, signed.folder)
    assert code == 0 and "Verification: OK" in said
    assert page.validate_pdf(signed.pdf, profile="3b").is_compliant
    with signed.pdf.open("rb") as file:
        [one] = PdfFileReader(file).embedded_signatures
        context = ValidationContext(trust_roots=[_der(signed.ca)], allow_fetching=False)
        status = validate_pdf_signature(one, context)
    assert status.bottom_line and status.coverage is SignatureCoverageLevel.ENTIRE_FILE and one.field_name == "Reviewer"
    if shutil.which("certutil"):
        (tmp_path / "nss").mkdir()
        sh("certutil -N -d sql:nss --empty-password", tmp_path)
        sh(f"certutil -A -d sql:nss -n bank -t CT,C,C -i '{signed.ca.pem}'", tmp_path)
        said = sh(f"pdfsig -nssdir sql:nss '{signed.pdf}'", tmp_path)[1]
        assert "Certificate is Trusted" in said
    else:
        said = sh(f"pdfsig '{signed.pdf}'", tmp_path)[1]
    assert "Signature is Valid" in said and "Total document signed" in said


def _der(ca: Authority) -> Any:
    from asn1crypto import pem, x509

    return x509.Certificate.load(pem.unarmor(ca.pem.read_bytes())[2])


def test_h37_another_authority_of_the_same_name_is_not_trusted(signed: Signed, tmp_path: Path) -> None:
    twin = Authority(tmp_path, signed.ca.name, new_key("another authority"))
    report = told(signed.bundle, twin.pem)
    assert (report["integrity"], report["origin"]) == ("passed", "failed")
    assert "signer NOT trusted" in reasons(report, "signature") and signed.answer["signer"] in reasons(
        report, "signature"
    )


def test_h36a_a_signature_that_was_promised_and_taken_away(signed: Signed, tmp_path: Path) -> None:
    folder = shutil.copytree(signed.folder, tmp_path / "bag")
    (folder / "tagmanifest-sha256.txt.p7s").unlink()
    report = told(folder, signed.ca.pem)
    assert report["verdict"] == "failed" and "NOT SIGNED" in reasons(report, "bundle_signature")


def test_h34_made_again_consistently_the_signature_does_not_match(signed: Signed, tmp_path: Path) -> None:
    folder = shutil.copytree(signed.folder, tmp_path / "bag")
    (folder / "VERIFY.txt").write_text("all is well\n")
    manifests_made_again(folder)
    report = told(folder, signed.ca.pem)
    assert "does not match" in reasons(report, "bundle_signature_sound") and report["integrity"] == "failed"
    shutil.copy(signed.folder / "tagmanifest-sha256.txt.p7s.tsr", folder / "tagmanifest-sha256.txt.p7s")
    assert told(folder, signed.ca.pem)["integrity"] == "failed"


def turn_a_page(writer: IncrementalPdfFileWriter) -> None:
    page_object = writer.root["/Pages"]["/Kids"][0]
    while "/Kids" in page_object:
        page_object = page_object["/Kids"][0]
    page_object["/Rotate"] = NumberObject(90)
    writer.update_container(page_object)


def other_page(source: Path, target: Path) -> None:
    with source.open("rb") as file, target.open("wb") as out:
        writer = IncrementalPdfFileWriter(file, strict=True)
        turn_a_page(writer)
        writer.write(out)


def without_signature(source: Path, target: Path) -> None:
    with pikepdf.open(source) as pdf:
        del pdf.Root.AcroForm, pdf.Root.Perms, pdf.pages[0].Annots
        pdf.save(target)


@pytest.mark.parametrize("what", ["appended", "flipped", "overlay", "stripped", "saved again", "contents", "cut"])
def test_h39_whoever_touches_a_signed_case_file_is_noticed(signed: Signed, tmp_path: Path, what: str) -> None:
    target, data = tmp_path / "case.pdf", bytearray(signed.pdf.read_bytes())
    if what == "overlay":
        other_page(signed.pdf, target)
    elif what == "stripped":
        without_signature(signed.pdf, target)
    elif what == "saved again":
        with pikepdf.open(signed.pdf) as pdf:
            pdf.save(target)
    else:
        if what == "appended":
            data += b"% junk\n"
        elif what == "flipped":
            data[2000] ^= 1
        elif what == "contents":
            begin = data.index(b"/Contents <") + 11
            data[begin : begin + 200] = b"0" * 200
        else:
            del data[-200:]
        target.write_bytes(data)
    report = verify_case_file(target, trust=[signed.ca.pem])
    assert report.integrity is Answer.FAILED and report.verdict is Answer.FAILED, what


def test_a_page_that_is_changed_by_whoever_signs_is_noticed(made: Made, signed: Signed, tmp_path: Path) -> None:
    """Page and signature come in one and the same revision, and the signature itself is sound."""
    key = (signed.ca.folder / "Reviewer A.p12").read_bytes()
    signer = signers.SimpleSigner.load_pkcs12_data(key, [], PASSPHRASE.encode())
    wanted = signers.PdfSignatureMetadata(
        field_name="Reviewer", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )  # fmt: skip
    with made.case_file.open("rb") as file, (tmp_path / "both.pdf").open("w+b") as out:
        writer = IncrementalPdfFileWriter(file, strict=True)
        turn_a_page(writer)
        signers.PdfSigner(wanted, signer=signer).sign_pdf(writer, output=out)
    found = verify_case_file(tmp_path / "both.pdf", trust=[signed.ca.pem])
    assert "signature_sound" in failed_of(found)
    assert "something else in the document was changed" in str(found.checks)


@pytest.mark.parametrize(
    ("what", "stamp", "answer", "words"),
    [
        ("expired", None, Answer.CANNOT_TELL, "has expired since"),
        ("expired", "in time", Answer.PASSED, "who is trusted; stamped"),
        ("expired", "late", Answer.FAILED, "had expired"),
        ("revoked", None, Answer.CANNOT_TELL, "was revoked since"),
        ("revoked", "in time", Answer.PASSED, "who is trusted; stamped"),
        ("revoked", "late", Answer.FAILED, "had been revoked"),
    ],
)
def test_h38_expired_or_revoked_before_or_after_signing(
    made: Made,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    stamp: str | None,
    answer: Answer,
    words: str,
) -> None:
    ca = Authority(tmp_path / "ca")
    then = datetime.now(UTC) - timedelta(days=30)
    end = then + timedelta(days=10)
    length = end - datetime(2020, 1, 1, tzinfo=UTC) if what == "expired" else timedelta(days=40 * 365)
    certificate = ca.signer("Reviewer B", length=length)
    trust = ca.revoked(certificate, end) if what == "revoked" else ca.pem
    import exports.signing.pen as pen_module

    class Then(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return then.astimezone(tz)

    monkeypatch.setattr(pen_module, "datetime", Then)
    monkeypatch.setattr("pyhanko.sign.signers.pdf_cms.datetime", Then, raising=False)
    monkeypatch.setattr("pyhanko.sign.signers.pdf_signer.datetime", Then, raising=False)
    moment = {None: None, "in time": then, "late": end + timedelta(days=1)}[stamp]
    with time_stamp_server(ca.stamper(moment)) as url, (tmp_path / "signed.pdf").open("w+b") as out:
        Pen(SignWish(ca.folder / "Reviewer B.p12", PASSPHRASE, url if stamp else "")).sign_pdf(made.case_file, out)
    [check] = [
        one for one in verify_case_file(tmp_path / "signed.pdf", trust=[trust]).checks if one.name == "signature"
    ]
    assert check.verdict is answer and words in check.reason.en, check.reason.en


def test_what_cannot_be_signed_with_is_said_and_nothing_is_written(made: Made, signed: Signed, tmp_path: Path) -> None:
    key = signed.ca.folder / "Reviewer A.p12"
    (tmp_path / "wrong").write_text("wrong")
    (tmp_path / "right").write_text(PASSPHRASE, encoding="utf-8")
    target = tmp_path / "out.pdf"

    def export(*words: str | Path) -> Said:
        return here("export", made.case, "-o", target, *words, "--json", library=made.library)

    assert export("--sign", key, "--passphrase-file", tmp_path / "wrong").error[0] == "refused"
    assert export("--sign", tmp_path / "none.p12", "--passphrase-file", tmp_path / "right").error[0] == "not_found"
    assert export("--timestamp", "http://127.0.0.1:9/").code == 2
    assert export("--sign", key).code == 2, "there is nobody to ask for the passphrase"
    with time_stamp_server(None) as url:
        told = export("--sign", key, "--passphrase-file", tmp_path / "right", "--timestamp", url)
    assert (told.code, told.error[0]) == (3, "tool_missing")
    assert not target.exists()


def test_an_archive_of_a_signed_bundle_is_read_in_this_process_too(signed: Signed) -> None:
    report = verify_bundle(signed.bundle, trust=[signed.ca.pem], extract=extract_here)
    assert report.verdict is Answer.PASSED
