"""Links by e-mail: taken by a real mail server on loopback, and handed over where there is none."""

import ssl
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from starlette.testclient import TestClient

from app.identity import get_now
from app.mailing import Letter, MailServer
from tests.app.cast import Room, made
from tests.app.people import PASSWORD, person
from tests.app.serving import free_port


class Mailbox:
    """What a mail server does with mail: it keeps it."""

    def __init__(self) -> None:
        self.received: list[tuple[list[str], EmailMessage]] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("nobody@"):
            return "550 there is no nobody@ here"
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.received.append((envelope.rcpt_tos, message))
        return "250 taken"


@pytest.fixture
def mailbox(room: Room) -> Iterator[Mailbox]:
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    room.app.state.mail_server = MailServer.read(
        f"smtp+plain://127.0.0.1:{controller.port}?from=secretariat@example.org"
    )
    yield mailbox
    room.app.state.mail_server = None
    controller.stop()


def office(room: Room) -> TestClient:
    client = TestClient(room.app)
    person(room.app.state.store, "SEC", "administrator").take(client)
    return client


def invite(client: TestClient, language: str) -> dict[str, str]:
    whom = {"email": "aida@example.org", "name": "Айда", "delegation": "KAZ", "role": "head"}
    return made(client.post("/api/accounts", json={**whom, "language": language}))


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("en", "Kelisim: choose your password"),
        ("ru", "Kelisim: выберите пароль"),
        ("kk", "Kelisim: құпиясөзіңізді таңдаңыз"),
    ],
)
@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
def test_an_invitation_arrives_in_the_persons_language_and_its_link_is_good(
    room: Room, mailbox: Mailbox, language: str, subject: str
) -> None:
    invited = invite(office(room), language)
    assert invited["sent"] is True
    [(to, message)] = mailbox.received
    assert (to, message["Subject"], message["From"]) == (
        ["aida@example.org"],
        subject,
        "secretariat@example.org",
    )
    text = message.get_content()
    assert "Айда" in text
    assert invited["link"] in text.split()
    secret = next(word for word in text.split() if "/join/" in word).rsplit("/", 1)[1]
    chosen = TestClient(room.app).post("/api/passwords", json={"secret": secret, "password": PASSWORD})
    assert chosen.status_code == 204


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
def test_where_the_mail_server_is_down_the_link_is_handed_over(room: Room) -> None:
    room.app.state.mail_server = MailServer.read(f"smtp://127.0.0.1:{free_port()}?from=sec@example.org")
    invited = invite(office(room), "en")
    room.app.state.mail_server = None
    assert (invited["sent"], "/join/" in invited["link"]) == (False, True)


@pytest.mark.parametrize("whom", ["", "sec:hush@"])
@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
def test_over_a_connection_that_is_not_encrypted_neither_password_nor_link_goes(
    room: Room, mailbox: Mailbox, caplog: pytest.LogCaptureFixture, whom: str
) -> None:
    port = room.app.state.mail_server.port
    room.app.state.mail_server = MailServer.read(f"smtp://{whom}127.0.0.1:{port}?from=sec@example.org")
    invited = invite(office(room), "en")
    assert (invited["sent"], mailbox.received) == (False, [])
    [said] = [one.getMessage() for one in caplog.records if one.name == "kelisim"]
    assert "offers no STARTTLS" in said
    assert "hush" not in said


@pytest.fixture
def certified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate for this machine, which whoever connects believes."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = get_now()
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "localhost.pem"
    pem = serialization.Encoding.PEM
    file.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(pem)
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_with_starttls_a_link_is_sent(certified: ssl.SSLContext) -> None:
    mailbox = Mailbox()
    controller = Controller(
        mailbox, hostname="127.0.0.1", port=free_port(), tls_context=certified, require_starttls=True
    )
    controller.start()
    try:
        server = MailServer.read(f"smtp://localhost:{controller.port}?from=sec@example.org")
        assert server.send_link(to="aida@example.org", name="A.", link="https://x/join/y", language="en")
    finally:
        controller.stop()
    assert len(mailbox.received) == 1


@pytest.mark.parametrize("url", ["", "http://x?from=a@b", "smtp://?from=a@b", "smtp://mail.example"])
def test_a_setting_that_names_no_mail_server_ends_the_start(url: str) -> None:
    with pytest.raises(SystemExit, match="KELISIM_SMTP_URL"):
        MailServer.read(url)


def test_a_mail_server_is_read_with_its_password() -> None:
    server = MailServer.read("smtps://sec:p%40ss@mail.example?from=sec@example.org")
    assert (server.host, server.port, server.encryption, server.password) == (
        "mail.example",
        465,
        "from the beginning",
        "p@ss",
    )


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
def test_letters_go_out_one_by_one_and_one_that_is_refused_keeps_no_other_back(
    room: Room, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    letters = [Letter(f"{name}@example.org", "Скоро", "Пора.") for name in ("aida", "nobody", "bek")]
    assert room.app.state.mail_server.send_all(letters) == 2
    told = [(to, message["To"], message["Subject"]) for to, message in mailbox.received]
    assert told == [([to], to, "Скоро") for to in ("aida@example.org", "bek@example.org")]
    assert "a letter could not be mailed" in caplog.text
    assert "example.org" not in caplog.text
