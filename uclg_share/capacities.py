"""As what somebody acts. The public log says it instead of who it was.

It is written down with the act: who coordinates a group today may not have done so
then.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from uclg_share.database import Model
from uclg_share.permissions import Viewer


class Capacity(StrEnum):
    COORDINATOR = "coordinator"
    ONLY_COORDINATOR = "only-coordinator"  # who decided on a text of their own
    ADMINISTRATOR = "administrator"
    AUTHOR = "author"
    MEMBER = "member"
    OPERATOR = "operator"  # the command line
    PROGRAM = "program"  # what happens by itself


def capacity_of(
    viewer: Viewer, subject: Model | str, group_id: int | None, data: dict[str, Any]
) -> Capacity:
    """The right they used, the nearest first: a coordinator of the group who also
    administers the site acted as its coordinator."""
    if data.get("own_post") and group_id in viewer.coordinates:
        return Capacity.ONLY_COORDINATOR
    if not viewer.is_signed_in:
        return Capacity.OPERATOR if viewer.is_admin else Capacity.PROGRAM
    if group_id in viewer.coordinates:
        return Capacity.COORDINATOR
    if viewer.is_admin:
        return Capacity.ADMINISTRATOR
    is_theirs = viewer.account_id in _writers_of(subject)
    return Capacity.AUTHOR if is_theirs else Capacity.MEMBER


def _writers_of(subject: Model | str) -> set[int | None]:
    return {getattr(subject, name, None) for name in ("author_id", "keeper_id")}
