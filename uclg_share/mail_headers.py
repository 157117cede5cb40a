"""How a mail writes its header lines, where Python's own way would break them or take
longer than the rest of the mail."""

from __future__ import annotations

from email.headerregistry import HeaderRegistry, UnstructuredHeader
from email.policy import EmailPolicy
from typing import Any

from uclg_share.text import clean_line

LONGEST_HEADER = 200
# What this program words by itself: there is nothing in it to parse.
OURS = frozenset(
    (
        *("auto-submitted", "content-language", "content-transfer-encoding", "date"),
        *("list-unsubscribe", "list-unsubscribe-post", "message-id", "mime-version"),
    )
)


class Address(UnstructuredHeader):
    """An address on the web: folded or encoded, no mail program could follow it."""

    def fold(self, *, policy: Any) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]


class Policy(EmailPolicy):
    """Leaves plain words in `OURS` as they are until somebody reads them."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        is_plain = isinstance(value, str) and value.isascii() and value.isprintable()
        if is_plain and name.lower() in OURS:
            return name, value
        return super().header_store_parse(name, value)


registry = HeaderRegistry()
# The registry mixes BaseHeader in by itself.
registry.map_to_type("list-unsubscribe", Address)  # type: ignore[arg-type]
ASCII = Policy(linesep="\r\n", header_factory=registry)
UTF8 = ASCII.clone(utf8=True)


def header(text: str) -> str:
    """A text from people as the value of a header: one line, and nothing that Python's
    e-mail package would take for an encoded word and unpack (CVE-2024-6923)."""
    return clean_line(text)[:LONGEST_HEADER].replace("=?", "= ?")
