"""What is kept for a time goes when that is over: every hour, by the worker, or at once
by `flask purge`. The page on privacy promises these times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from uclg_share import audit
from uclg_share.accounts.models import Account, OneTimeKey, SignIn
from uclg_share.audit import Verb
from uclg_share.database import db, now
from uclg_share.notifications.models import Mailing, Notification, Preference
from uclg_share.organisations.models import Affiliation
from uclg_share.permissions import OPERATOR
from uclg_share.posts.drafts import Draft, to_plain
from uclg_share.posts.models import Post, Revision, WorkingCopy

# Each a little less than what is promised: a worker may rest for some days.
UNCONFIRMED = timedelta(days=28)
DELETED_DRAFTS = timedelta(days=85)
SIGN_INS = timedelta(days=85)
LINKS = timedelta(days=28)
AT_ONCE = 200
# In place of the address of an account that is gone: nobody can type it.
GONE = "gone:"
NAMELESS = "–"
OF_AN_ACCOUNT = (OneTimeKey, Notification, Preference, Mailing, SignIn)


def purge() -> dict[str, int]:
    """Let everything go whose time is over, and say how much of what. Commits, some at
    a time, so that nobody waits for long."""
    moment = now()
    return {
        "accounts": _all(forget_unconfirmed, moment - UNCONFIRMED),
        "drafts": _all(forget_drafts, moment - DELETED_DRAFTS),
        "sign-ins": _all(forget_sign_ins, moment - SIGN_INS),
        "links": _all(forget_links, moment - LINKS),
    }


def _all(forget: Callable[[datetime], int], before: datetime) -> int:
    number = 0
    while some := forget(before):
        number += some
        db.session.commit()
    db.session.commit()
    return number


def forget_unconfirmed(before: datetime) -> int:
    """Whoever never opened the link to confirm their address, and so never signed in.
    The row stays for the record, without a word about the person."""
    rows = (
        select(Account)
        .where(
            Account.email_confirmed_at.is_(None),
            Account.created_at < before,
            Account.email_key.not_like(f"{GONE}%"),
        )
        .order_by(Account.id)
        .limit(AT_ONCE)
        # Whoever opens the link in this moment waits, and finds it gone.
        .with_for_update(skip_locked=True)
    )
    found = db.session.scalars(rows).all()
    ids = [account.id for account in found]
    for table in OF_AN_ACCOUNT:
        db.session.execute(delete(table).where(table.account_id.in_(ids)))
    asked = Affiliation.account_id.in_(ids) & Affiliation.confirmed_at.is_(None)
    db.session.execute(delete(Affiliation).where(asked))
    for account in found:
        account.name, account.email, account.password_hash = NAMELESS, "", ""
        account.email_key, account.job_title, account.about = (
            f"{GONE}{account.id}",
            "",
            "",
        )
        audit.record(OPERATOR, Verb.ACCOUNT_FORGOTTEN, account)
    return len(found)


def forget_drafts(before: datetime) -> int:
    """The words of drafts that were deleted; that there was one stays on record."""
    rows = (
        select(Post)
        .where(
            Post.deleted_at < before,
            Post.published_at.is_(None),
            Post.working_title != "",
        )
        .order_by(Post.id)
        .limit(AT_ONCE)
    )
    found = db.session.scalars(rows).all()
    _empty(found)
    for post in found:
        post.working_title = ""
        audit.record(OPERATOR, Verb.POST_FORGOTTEN, post)
    return len(found)


def forget_sign_ins(before: datetime) -> int:
    """Browsers and systems of sign-ins that are over, or that nobody has used since."""
    return _delete(SignIn, SignIn.seen_at < before)


def forget_links(before: datetime) -> int:
    """Links from mails that are good no more."""
    return _delete(OneTimeKey, OneTimeKey.expires_at < before)


def _empty(posts: Sequence[Post]) -> None:
    ids = [post.id for post in posts]
    db.session.execute(delete(WorkingCopy).where(WorkingCopy.post_id.in_(ids)))
    nothing = to_plain(Draft(title=""))
    rows = update(Revision).where(Revision.post_id.in_(ids)).values(content=nothing)
    db.session.execute(rows, execution_options={"synchronize_session": False})


def _delete(table: type[SignIn | OneTimeKey], over: object) -> int:
    some = select(table.id).where(over).limit(AT_ONCE)  # type: ignore[arg-type]
    ids = db.session.scalars(some).all()
    db.session.execute(delete(table).where(table.id.in_(ids)))
    return len(ids)
