"""A mail server for tests: it keeps what it accepts, and misbehaves when told to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.ports import free_port


class Mailbox:
    """Give `mailbox.url` as MAIL_URL; what arrives is in `messages`, oldest first."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"smtp://127.0.0.1:{self.port}"
        self.messages: list[EmailMessage] = []
        self._refusal = ""
        self._delay = 0.0
        self._drops = False
        self._controller: Controller | None = None

    def open(self) -> None:
        """Begin to listen; again after `close()`, on the same port."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def close(self) -> None:
        """Be a server that is down."""
        if self._controller:
            self._controller.stop()
        self._controller = None

    def refuse(self, answer: str = "550 No such mailbox") -> None:
        """Turn every recipient away with these words, `4xx` for "try later"."""
        self._refusal = answer

    def delay(self, seconds: float) -> None:
        self._delay = seconds

    def drop(self) -> None:
        """Hang up in the middle of every message."""
        self._drops = True

    def behave(self) -> None:
        self._refusal, self._delay, self._drops = "", 0.0, False

    def to(self, address: str) -> list[EmailMessage]:
        """The messages to this address."""
        return [mail for mail in list(self.messages) if address in str(mail["To"])]

    def wait_for(
        self, address: str, number: int = 1, seconds: float = 20
    ) -> list[EmailMessage]:
        """The messages to this address, once there are so many."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if len(found := self.to(address)) >= number:
                return found
            time.sleep(0.05)
        subjects = [str(mail["Subject"]) for mail in self.to(address)]
        raise AssertionError(f"{address} has {subjects}, not {number} messages.")

    # The names below are those aiosmtpd calls.

    async def handle_RCPT(  # noqa: N802  the name is aiosmtpd's
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        rcpt_options: list[str],
    ) -> str:
        if self._refusal:
            return self._refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        await asyncio.sleep(self._delay)
        if self._drops:
            server.transport.abort()  # type: ignore[union-attr]
            return "421 Gone"
        assert isinstance(envelope.content, bytes)
        self.messages.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    mailbox = Mailbox()
    mailbox.open()
    try:
        yield mailbox
    finally:
        mailbox.close()
