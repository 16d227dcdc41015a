"""E-mail, where a mail server is set: one-time links, which are handed over where it fails, and letters to many."""

import logging
import smtplib
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

PATIENCE = 10.0  # seconds for a mail server that does not answer

Encryption = Literal["from the beginning", "STARTTLS", "none"]
_SCHEMES: Mapping[str, tuple[Encryption, int]] = {  # and the usual port
    "smtps": ("from the beginning", 465),
    "smtp": ("STARTTLS", 587),
    "smtp+plain": ("none", 25),
}

_SUBJECT: Mapping[str, str] = {
    "en": "Kelisim: choose your password",
    "ru": "Kelisim: выберите пароль",
    "kk": "Kelisim: құпиясөзіңізді таңдаңыз",
}
_TEXT: Mapping[str, str] = {
    "en": "{name},\n\nwith this link you choose your password for Kelisim. It can be used once.\n\n{link}\n",
    "ru": "{name},\n\nпо этой ссылке вы выбираете пароль для Kelisim. Она действует один раз.\n\n{link}\n",
    "kk": "{name},\n\nосы сілтеме арқылы Kelisim үшін құпиясөз таңдайсыз. Ол бір рет қана жарамды.\n\n{link}\n",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is told; nobody reads in it who else is."""

    to: str
    subject: str
    text: str


class NoEncryption(smtplib.SMTPException):
    """A mail server offers no STARTTLS, or somebody on the way to it says so."""

    def __init__(self) -> None:
        super().__init__(
            "the mail server offers no STARTTLS, so nothing was sent to it; write smtps:// in KELISIM_SMTP_URL, or "
            "smtp+plain:// where nobody can listen on the way"
        )


_FAILURES = (OSError, smtplib.SMTPException, UnicodeError)
_OF_ONE_LETTER = (  # after which the server takes another
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
    UnicodeError,
)


def _log(error: Exception, what: str) -> None:
    """Say that and why something could not be mailed: neither to whom nor what.

    Of what a server answers its words may quote both.
    """
    why = str(error) if isinstance(error, NoEncryption) else type(error).__name__
    logging.getLogger("kelisim").warning("%s: %s", what, why)


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server and in whose name it sends."""

    host: str
    port: int
    encryption: Encryption
    user: str
    password: str
    sender: str

    @classmethod
    def read(cls, url: str) -> "MailServer":
        """Read ``smtp://user:password@host:587?from=secretariat@example.org``; end at anything else.

        ``smtp://`` asks for STARTTLS, ``smtps://`` encrypts from the beginning, ``smtp+plain://`` not at all.

        >>> MailServer.read("smtp://mail.example:587?from=sec@example.org").port
        587
        """
        parts = urlsplit(url)
        sender = parse_qs(parts.query).get("from", [""])[0]
        if parts.scheme not in _SCHEMES or not parts.hostname or "@" not in sender:
            raise SystemExit(
                "KELISIM_SMTP_URL is not of the form smtp://user:password@host:587?from=secretariat@example.org"
            )
        encryption, port = _SCHEMES[parts.scheme]
        return cls(
            host=parts.hostname,
            port=parts.port or port,
            encryption=encryption,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            sender=sender,
        )

    def send_link(self, *, to: str, name: str, link: str, language: str) -> bool:
        """Send a one-time link; return whether the server took it."""
        letter = Letter(to, _SUBJECT[language], _TEXT[language].format(name=name, link=link))
        try:
            with self._connected() as server:
                server.send_message(self._message(letter))
        except _FAILURES as error:
            _log(error, "a link could not be mailed")
            return False
        return True

    def send_all(self, letters: Sequence[Letter]) -> int:
        """Send letters, each once and whether or not others are taken; return how many the server took."""
        taken = 0
        if not letters:
            return taken
        try:
            with self._connected() as server:
                for letter in letters:
                    try:
                        server.send_message(self._message(letter))
                        taken += 1
                    except (
                        smtplib.SMTPResponseException,
                        smtplib.SMTPRecipientsRefused,
                        UnicodeError,
                    ) as error:
                        _log(error, "a letter could not be mailed")
        except _FAILURES as error:  # of the connection: nobody knows whether the letter under way has arrived
            _log(error, f"{taken} of {len(letters)} letters were mailed, the others could not be")
        return taken

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["Subject"] = letter.subject
        message["From"], message["To"] = self.sender, letter.to
        message.set_content(letter.text)
        return message

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """Give a connection that nobody reads along, and that knows us; neither password nor link goes over another."""
        context = ssl.create_default_context()
        server = (
            smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE, context=context)
            if self.encryption == "from the beginning"
            else smtplib.SMTP(self.host, self.port, timeout=PATIENCE)
        )
        with server:
            if self.encryption == "STARTTLS":
                server.ehlo()
                if not server.has_extn("starttls"):
                    raise NoEncryption
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
            yield server
