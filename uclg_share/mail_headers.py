"""How a mail writes its header lines, where Python's own way would break them or take
most of the time a mail costs."""

from __future__ import annotations

from email import policy
from email.headerregistry import HeaderRegistry, UnstructuredHeader
from typing import Any


class AsItIs(UnstructuredHeader):
    """Plain words of our own making, or an address on the web: folded or encoded, no
    mail program could follow that."""

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        kwds["parse_tree"], kwds["decoded"] = None, value

    def fold(self, *, policy: Any) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]


PLAIN = (
    "auto-submitted", "content-language", "date", "list-unsubscribe",
    "list-unsubscribe-post", "message-id",
)  # fmt: skip


class Registry(HeaderRegistry):
    """Makes the class of a header once, not for each mail."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = super().__getitem__(name)
        return self._made[name]


registry = Registry()
for name in PLAIN:
    # The registry mixes BaseHeader in by itself.
    registry.map_to_type(name, AsItIs)  # type: ignore[arg-type]
ASCII = policy.SMTP.clone(header_factory=registry)
UTF8 = policy.SMTPUTF8.clone(header_factory=registry)
