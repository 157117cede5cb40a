from __future__ import annotations

from dataclasses import dataclass

from uclg_share.flags.models import Concern


@dataclass(frozen=True)
class Complaint:
    """What somebody finds wrong with a text of somebody else."""

    concern: Concern
    note: str
