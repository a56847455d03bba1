"""E-mail against a real server (aiosmtpd): encrypted sign-in, greylisting, refusal, a line cut in mid-letter."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from zwgk.foundation.jobs import actions, queries
from zwgk.foundation.jobs.actions import Parcel
from zwgk.foundation.jobs.models import Delivery
from zwgk.foundation.jobs.sending import WAITS

pytestmark = [pytest.mark.django_db]


class Post:
    """What the server answers, in turn; then it takes everything."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.answers: list[str] = []
        self.cut = 0  # letters after which the line is cut before the receipt

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.cut:
            self.cut -= 1
            server.transport.abort()
            return "421 gone"
        self.letters.append(envelope.content)
        return "250 taken"


class Own(Controller):
    """Wants encryption and a name before it takes anything."""

    def __init__(self, post: Post, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(post, hostname="127.0.0.1", port=0)
        self.tls = tls

    def factory(self) -> SMTP:
        if self.tls is None:
            return SMTP(self.handler)
        return SMTP(self.handler, tls_context=self.tls, require_starttls=True, auth_required=True, authenticator=_known)

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def _known(server, session, envelope, mechanism, data) -> AuthResult:
    known = (data.login, data.password) == (b"zwgk", b"heguang")
    return AuthResult(success=known, handled=known)


def _certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.heguang.example")])
    begins = dt.datetime(2020, 1, 1)
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
        .not_valid_before(begins).not_valid_after(dt.datetime(2099, 1, 1)).add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    file = folder / "mail.pem"
    plain = serialization.NoEncryption()
    file.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain) + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def post(settings):
    post = Post()
    server = Own(post)
    server.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield post
    server.stop()


@pytest.fixture
def guarded(settings, tmp_path, monkeypatch):
    file = _certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(file)
    post = Post()
    server = Own(post, tls)
    server.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, True
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "zwgk", "heguang"
    yield post
    server.stop()


def letter(at):
    actions.queue(Parcel("inbox:1:1", "smtp", "a@heguang.example", "今日待办", "请办理"), at=at)


def go(at) -> Delivery:
    actions.deliver_due(worker="here:1", at=at)
    return Delivery.objects.get()


def test_encrypted_and_signed_in(guarded, at):
    letter(at)
    assert go(at).state == "sent"
    assert len(guarded.letters) == 1


def test_a_wrong_password_is_told_and_not_tried_again(guarded, settings, at):
    settings.EMAIL_HOST_PASSWORD = "wrong"
    letter(at)
    row = go(at)
    assert (row.state, "密码" in queries.reason(row).said) == ("failed", True)


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(guarded, monkeypatch, at):
    monkeypatch.delenv("SSL_CERT_FILE")
    letter(at)
    assert go(at).state == "queued"
    assert guarded.letters == []


def test_greylisting_is_waited_out(post, at):
    post.answers = ["451 4.7.1 greylisted, try again later"]
    letter(at)
    row = go(at)
    assert (row.state, row.next_try, "稍后" in queries.reason(row).said) == ("queued", at + WAITS[0], True)
    assert go(at + WAITS[0]).state == "sent"


def test_an_unknown_recipient_is_told(post, at):
    post.answers = ["550 5.1.1 no such user"]
    letter(at)
    row = go(at)
    assert (row.state, "电子邮箱" in queries.reason(row).remedy) == ("failed", True)


def test_a_line_cut_in_mid_letter_is_tried_again_under_the_same_number(post, at):
    post.cut = 1
    letter(at)
    assert go(at).state == "queued"
    assert go(at + timedelta(minutes=1)).state == "sent"
    assert len(post.letters) == 1
