from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Remark:
    """What somebody has written, in which language, and for which organisation."""

    body: str
    language: str
    organisation_id: int | None = None
