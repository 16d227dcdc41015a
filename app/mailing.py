"""One-time links by e-mail, where a mail server is set; where there is none, or it fails, the link is handed over."""

import logging
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

PATIENCE = 10.0  # seconds for a mail server that does not answer

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
class MailServer:
    """A mail server and in whose name it sends."""

    host: str
    port: int
    encrypted: bool  # from the beginning; else as soon as the server offers it
    user: str
    password: str
    sender: str

    @classmethod
    def read(cls, url: str) -> "MailServer":
        """Read ``smtp://user:password@host:587?from=secretariat@example.org``, or ``smtps://``; end at anything else.

        >>> MailServer.read("smtp://mail.example:587?from=sec@example.org").port
        587
        """
        parts = urlsplit(url)
        sender = parse_qs(parts.query).get("from", [""])[0]
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname or "@" not in sender:
            raise SystemExit(
                "KELISIM_SMTP_URL is not of the form smtp://user:password@host:587?from=secretariat@example.org"
            )
        encrypted = parts.scheme == "smtps"
        return cls(
            host=parts.hostname,
            port=parts.port or (465 if encrypted else 587),
            encrypted=encrypted,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            sender=sender,
        )

    def send_link(self, *, to: str, name: str, link: str, language: str) -> bool:
        """Send a one-time link; return whether the server took it."""
        message = EmailMessage()
        message["Subject"] = _SUBJECT[language]
        message["From"], message["To"] = self.sender, to
        message.set_content(_TEXT[language].format(name=name, link=link))
        try:
            with self._connected() as server:
                server.send_message(message)
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            # Neither to whom nor what: only why.
            logging.getLogger("kelisim").warning("a link could not be mailed: %s", type(error).__name__)
            return False
        return True

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.encrypted:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=PATIENCE)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
        if self.user:
            server.login(self.user, self.password)
        return server
