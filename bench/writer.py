"""Somebody who saves draft after draft, and presses again when nothing answers."""

from __future__ import annotations

import http.client
import re
import secrets
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
FORM = "/en/write/experience"


@dataclass
class Writer:
    """`saved` are the titles the server acknowledged, `open` the one on its way."""

    name: str
    port: int
    cookie: str
    saved: list[str] = field(default_factory=list)
    odd: list[int] = field(default_factory=list)
    open: str = ""
    token: str = ""

    def write_until(self, ending: threading.Event) -> None:
        while not ending.is_set():
            self.open = f"{self.name} {len(self.saved) + 1}"
            key = secrets.token_urlsafe(18)
            while not ending.is_set() and not self._send(self.open, key):
                time.sleep(0.1)

    def _send(self, title: str, key: str) -> bool:
        """Press the button once; True when the draft was acknowledged."""
        try:
            self.token = self.token or self._fetch_token()
            form = {"title": title, "once": key, "language": "en", "do": "save"}
            form |= {"csrf_token": self.token, "licence": "CC-BY-4.0"}
            status, _ = self._ask("POST", urlencode(form))
        except (OSError, http.client.HTTPException):
            return False
        if status == http.client.SEE_OTHER:
            self.saved.append(title)
            return True
        self.odd.append(status)
        return False

    def _fetch_token(self) -> str:
        _, page = self._ask("GET")
        found = TOKEN.search(page)
        return found[1] if found else ""

    def read_page(self, path: str) -> None:
        self._ask("GET", path=path)

    def _ask(
        self, method: str, body: str | None = None, path: str = FORM
    ) -> tuple[int, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": self.cookie}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            if fresh := answer.getheader("Set-Cookie"):
                self.cookie = fresh.partition(";")[0]  # it holds the form's secret
            return answer.status, answer.read().decode(errors="replace")
        finally:
            line.close()
