"""How a mail writes its header lines, where Python's own way would break them."""

from __future__ import annotations

from email import policy
from email.headerregistry import HeaderRegistry, UnstructuredHeader
from typing import Any


class Address(UnstructuredHeader):
    """An address on the web: folded or encoded, no mail program could follow it."""

    def fold(self, *, policy: Any) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]


registry = HeaderRegistry()
# The registry mixes BaseHeader in by itself.
registry.map_to_type("list-unsubscribe", Address)  # type: ignore[arg-type]
ASCII = policy.SMTP.clone(header_factory=registry)
UTF8 = policy.SMTPUTF8.clone(header_factory=registry)
