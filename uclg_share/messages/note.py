from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """Plain text to those who answer for a post, or back to who asked."""

    body: str
    language: str
    organisation_id: int | None = None
