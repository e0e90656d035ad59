"""Our own SMTP dialogue: it must know whether a cut came before or after the final dot."""

from __future__ import annotations

import contextlib
import smtplib
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


class SmtpChannel:
    """One recipient, one message, one connection; a local relay makes each of them short."""

    def __init__(
        self, host: str, port: int, user: str = "", password: str = "", tls: bool = False, timeout: float = 60
    ) -> None:
        self.host, self.port = host, port
        self.server = f"{host}:{port}"[:120]
        self.user, self.password = user, password
        self.tls, self.timeout = tls, timeout

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
        line = smtplib.SMTP(timeout=self.timeout)
        try:
            verdict = self._dialogue(line, parcel, mail)
            self._leave(line, verdict)
        except smtplib.SMTPResponseException as error:
            verdict = _refused(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            verdict = Verdict("temporary", None, f"{type(error).__name__}: {error}")
        finally:
            line.close()
        return verdict

    def _leave(self, line: smtplib.SMTP, verdict: Verdict) -> None:
        """Say goodbye; whatever comes back cannot change the verdict any more."""
        if verdict.kind == "uncertain" or line.sock is None:
            return
        line.sock.settimeout(2)
        with contextlib.suppress(OSError, smtplib.SMTPException):
            line.docmd("QUIT")

    def _dialogue(self, line: smtplib.SMTP, parcel: Parcel, data: bytes) -> Verdict:
        code, text = line.connect(self.host, self.port)
        if code != 220:
            return _refused(code, text)
        line.ehlo_or_helo_if_needed()
        if self.tls:
            # A wrong certificate ends the attempt: nothing is ever sent in clear instead.
            line.starttls(context=ssl.create_default_context())
            line.ehlo()
        if self.user:
            line.login(self.user, self.password)
        parcel.phase("mail")
        for reply in (
            line.mail(parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
            line.rcpt(parcel.address),
        ):
            if reply[0] not in (250, 251):
                return _refused(*reply)
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
