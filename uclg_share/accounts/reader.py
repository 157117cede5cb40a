"""Who is asking, as far as every page says or asks it: one row for each request."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, String, select

from uclg_share.accounts.facts import held
from uclg_share.accounts.models import Account, SignIn
from uclg_share.database import plain
from uclg_share.notifications.queries import is_paused, unread_number
from uclg_share.prepared import Line, given, planned


class Reader(Line):
    """An open sign-in with its account: `id`, `name`, `email_key`, `is_admin`, `reads`;
    `begun_at`, `proved_at`; `unread`, how many notes, up to a hundred; `mail_paused`;
    `held`, of which `viewer_for` makes a viewer.
    To change anything, take `current_account` or `current_sign_in`."""

    may_sign_in: Any = Account.may_sign_in


def find_reader(token_hash: str) -> Reader | None:
    return next(iter(_reader().read_as(Reader, token=token_hash)), None)


@planned
def _reader() -> Select[Any]:
    of_account = (Account.id, Account.name, Account.email_key, Account.is_admin)
    standing = (Account.email_confirmed_at, Account.suspended_at)
    return (
        select(
            *of_account,
            *standing,
            plain(Account.reads),
            SignIn.created_at.label("begun_at"),
            SignIn.proved_at,
            unread_number(SignIn.account_id).label("unread"),
            is_paused(SignIn.account_id).label("mail_paused"),
            held(SignIn.account_id).label("held"),
        )
        .select_from(SignIn)
        .join(SignIn.account)
        .where(SignIn.token_hash == given("token", String), SignIn.ended_at.is_(None))
    )
