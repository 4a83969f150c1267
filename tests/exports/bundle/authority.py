"""An authority of the tests: certificates of signers, a list of revoked ones, and a time-stamp server."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

PEM = serialization.Encoding.PEM
PASSPHRASE = "口令 of a test"
BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
LONG = timedelta(days=40 * 365)


@cache
def new_key(of: str) -> rsa.RSAPrivateKey:
    """A key for each purpose, made once."""
    return rsa.generate_private_key(65537, 2048)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


@dataclass
class Authority:
    """A root certificate with its key, in a folder of its own."""

    folder: Path
    name: str = "Bank Test CA"
    key: rsa.RSAPrivateKey = field(default_factory=lambda: new_key("authority"))

    def __post_init__(self) -> None:
        """Make the root."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.root = self._certificate(self.name, self.key.public_key(), BEGIN, LONG, authority=True)
        self.pem = self.folder / "ca.pem"
        self.pem.write_bytes(self.root.public_bytes(PEM))

    def signer(self, name: str, begin: datetime = BEGIN, length: timedelta = LONG) -> x509.Certificate:
        """A certificate for signing; its key lies beside it as NAME.p12."""
        key = new_key("signer")
        certificate = self._certificate(name, key.public_key(), begin, length)
        data = pkcs12.serialize_key_and_certificates(
            name.encode(), key, certificate, [self.root], serialization.BestAvailableEncryption(PASSPHRASE.encode())
        )
        (self.folder / f"{name}.p12").write_bytes(data)
        (self.folder / f"{name}.pem").write_bytes(certificate.public_bytes(PEM))
        return certificate

    def revoked(self, certificate: x509.Certificate, when: datetime) -> Path:
        """The root with a list on which this certificate stands."""
        one = x509.RevokedCertificateBuilder().serial_number(certificate.serial_number).revocation_date(when).build()
        made = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(named(self.name))
            .last_update(BEGIN)
            .next_update(BEGIN + LONG)
            .add_revoked_certificate(one)
            .sign(self.key, hashes.SHA256())
        )
        path = self.folder / "with-revoked.pem"
        path.write_bytes(self.pem.read_bytes() + made.public_bytes(PEM))
        return path

    def stamper(self, at: datetime | None = None) -> DummyTimeStamper:
        key = new_key("stamps")
        certificate = self._certificate("Test TSA", key.public_key(), BEGIN, LONG, stamps=True)
        plain = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return DummyTimeStamper(_asn1(certificate), keys.PrivateKeyInfo.load(plain), _store(self.root), fixed_dt=at)

    def _certificate(
        self, name: str, public: rsa.RSAPublicKey, begin: datetime, length: timedelta, *, authority: bool = False,
        stamps: bool = False,
    ) -> x509.Certificate:  # fmt: skip
        usage = x509.KeyUsage(
            digital_signature=not authority, content_commitment=not (authority or stamps), key_encipherment=False,
            data_encipherment=False, key_agreement=False, key_cert_sign=authority, crl_sign=authority,
            encipher_only=False, decipher_only=False,
        )  # fmt: skip
        builder = (
            x509.CertificateBuilder()
            .subject_name(named(name))
            .issuer_name(named(self.name))
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(begin + length)
            .add_extension(x509.BasicConstraints(authority, 1 if authority else None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
        )
        if stamps:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        return builder.sign(self.key, hashes.SHA256())


def _store(certificate: x509.Certificate) -> SimpleCertificateStore:
    store = SimpleCertificateStore()
    store.register(_asn1(certificate))
    return store


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


@contextmanager
def time_stamp_server(stamper: DummyTimeStamper | None) -> Iterator[str]:
    """A server on the loopback address that stamps, or (None) answers with nonsense; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            answer = b"no"
            if stamper is not None:
                answer = asyncio.run(stamper.async_request_tsa_response(tsp.TimeStampReq.load(query))).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
