"""Who reads: for digests, which ask it of many."""

from __future__ import annotations

from collections.abc import Iterable

from uclg_share.accounts.models import Account
from uclg_share.groups.models import Role
from uclg_share.permissions import Viewer


def reader_of(account: Account, roles: Iterable[tuple[int, str]]) -> Viewer:
    """Only the facts that decide which posts a person may read; `roles` are their
    groups, each with the role they have there."""
    held = list(roles)
    return Viewer(
        account_id=account.id,
        is_admin=account.is_admin,
        member_of=frozenset(group_id for group_id, _ in held),
        coordinates=frozenset(
            group_id for group_id, role in held if role == Role.COORDINATOR
        ),
    )
