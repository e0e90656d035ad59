"""Our own SMTP dialogue: it must know whether a cut came before or after the final dot."""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from .messages import as_email
from .outbox import Verdict

if TYPE_CHECKING:
    from .channels import Parcel


# Some servers end a line that carried many messages; a new one now and then avoids the question.
MOST_ON_ONE_LINE = 100


class SmtpChannel:
    """One recipient, one message at a time, over a line that is kept while everything goes well."""

    def __init__(
        self, host: str, port: int, user: str = "", password: str = "", tls: bool = False, timeout: float = 60
    ) -> None:
        self.host, self.port = host, port
        self.server = f"{host}:{port}"[:120]
        self.user, self.password = user, password
        self.tls, self.timeout = tls, timeout
        self._line: smtplib.SMTP | None = None
        self._carried = 0

    @classmethod
    def from_settings(cls) -> SmtpChannel:
        return cls(
            settings.EMAIL_HOST,
            settings.EMAIL_PORT,
            settings.EMAIL_HOST_USER,
            settings.EMAIL_HOST_PASSWORD,
            settings.EMAIL_USE_TLS,
            settings.EMAIL_TIMEOUT,
        )

    def send(self, parcel: Parcel) -> Verdict:
        try:
            validate_email(parcel.address)
            parcel.address.encode("ascii")
        except (ValidationError, UnicodeEncodeError):
            return Verdict("permanent", None, "địa chỉ thư không hợp lệ")
        mail = as_email(parcel.words, parcel.address, parcel.message_id, parcel.at)
        try:
            verdict = self._dialogue(parcel, mail)
        except smtplib.SMTPResponseException as error:
            verdict = _refused(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            verdict = Verdict("temporary", None, f"{type(error).__name__}: {error}")
        self._carried += 1
        if verdict.kind != "accepted" or self._carried >= MOST_ON_ONE_LINE:
            # After a cut there is nobody to say goodbye to; after a refusal the next message begins anew.
            self._end(polite=verdict.kind != "uncertain")
        return verdict

    def close(self) -> None:
        """End the line that was kept."""
        self._end(polite=True)

    def _end(self, polite: bool) -> None:
        line, self._line = self._line, None
        if line is None:
            return
        if polite and line.sock is not None:
            line.sock.settimeout(2)
            with contextlib.suppress(OSError, smtplib.SMTPException):
                line.docmd("QUIT")
        line.close()

    def _opened(self) -> smtplib.SMTP:
        """A line on which the server has taken the sender's address."""
        sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        if self._line is not None:
            # The server may have ended a line that was quiet, or call it full; nothing was sent on it yet.
            with contextlib.suppress(OSError, smtplib.SMTPException):
                if self._line.mail(sender)[0] == 250:
                    return self._line
            self._end(polite=False)
        self._line, self._carried = smtplib.SMTP(timeout=self.timeout), 0
        self._connect(self._line)
        code, text = self._line.mail(sender)
        if code != 250:
            raise smtplib.SMTPResponseException(code, text)
        return self._line

    def _connect(self, line: smtplib.SMTP) -> None:
        code, text = line.connect(self.host, self.port)
        if code != 220:
            raise smtplib.SMTPResponseException(code, text)
        if line.sock is not None:
            # The final dot is a write of its own: on a kept line it would wait 40 ms for an acknowledgement.
            line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.ehlo_or_helo_if_needed()
        if self.tls:
            # A wrong certificate ends the attempt: nothing is ever sent in clear instead.
            line.starttls(context=ssl.create_default_context())
            line.ehlo()
        if self.user:
            line.login(self.user, self.password)

    def _dialogue(self, parcel: Parcel, data: bytes) -> Verdict:
        parcel.phase("mail")
        line = self._opened()
        code, text = line.rcpt(parcel.address)
        if code not in (250, 251):
            return _refused(code, text)
        parcel.phase("rcpt")
        code, text = line.docmd("DATA")
        if code != 354:
            return _refused(code, text)
        parcel.phase("data")
        return self._body(line, parcel, data)

    def _body(self, line: smtplib.SMTP, parcel: Parcel, data: bytes) -> Verdict:
        body = (b"\n" + data).replace(b"\n.", b"\n..")[1:]
        if not body.endswith(b"\r\n"):
            body += b"\r\n"
        line.send(body)  # a cut here is still before the dot: certainly not sent
        parcel.phase("before_dot")
        try:
            line.send(b".\r\n")
            parcel.phase("dot")
            code, text = line.getreply()
        except (OSError, smtplib.SMTPException) as error:
            return Verdict("uncertain", None, f"mất kết nối sau khi gửi xong: {type(error).__name__}")
        parcel.phase("replied")
        return Verdict("accepted", code, _words(text)) if code == 250 else _refused(code, text)


def _refused(code: int, text: bytes | str) -> Verdict:
    return Verdict("permanent" if 500 <= code < 600 else "temporary", code, _words(text))


def _words(text: bytes | str) -> str:
    return text.decode(errors="replace") if isinstance(text, bytes) else text
