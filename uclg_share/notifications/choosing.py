"""What people decide about their own mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select

from uclg_share import audit
from uclg_share.accounts.models import Account
from uclg_share.audit import Verb
from uclg_share.database import db, now
from uclg_share.notifications import bounces, following, marks
from uclg_share.notifications.announcing import newest
from uclg_share.notifications.holding import release
from uclg_share.notifications.kinds import USUAL
from uclg_share.notifications.models import Frequency, Mailing, News, Preference
from uclg_share.notifications.preferences import (
    Choices,
    Where,
    choices_of,
    hold_mailing,
    schedule,
)
from uclg_share.permissions import ANYONE, Viewer, ensure, may_use_account


@dataclass(frozen=True)
class Wish:
    """How often, for each kind of news: everywhere, and where a group differs."""

    time_zone: str
    rows: Mapping[Where, Frequency]


def choose(viewer: Viewer, account: Account, wish: Wish) -> None:
    """Set every frequency of one's own."""
    ensure(may_use_account(viewer, account.id))

    mailing, before = _now_chosen(account)
    account.time_zone = wish.time_zone
    _replace(account, wish.rows)
    said = {f"{news.value}:{group or ''}": f.value for (news, group), f in
            wish.rows.items()}  # fmt: skip
    audit.record(viewer, Verb.MAIL_CHOSEN, account, chosen=said)
    _settle(account, mailing, before)


def choose_followed(viewer: Viewer, account: Account, often: Frequency) -> None:
    """How often the news of what one follows come; all else stays as chosen."""
    ensure(may_use_account(viewer, account.id))

    mailing, before = _now_chosen(account)
    _clear(_rows(account, News.FOLLOWED))
    if often is not USUAL[News.FOLLOWED]:
        chosen = Preference(account_id=account.id, news=News.FOLLOWED, frequency=often)
        db.session.add(chosen)
    said = {f"{News.FOLLOWED.value}:": often.value}
    audit.record(viewer, Verb.MAIL_CHOSEN, account, chosen=said)
    _settle(account, mailing, before)


def stop_all(viewer: Viewer, account: Account) -> None:
    """No mail at all, but for what is about the account itself."""
    ensure(may_use_account(viewer, account.id))

    _stop(viewer, hold_mailing(account.id))


def resume(viewer: Viewer, account: Account) -> None:
    """Mail again, from now on, as it was chosen."""
    ensure(may_use_account(viewer, account.id))

    mailing, before = _now_chosen(account)
    mailing.stopped_at = None
    audit.record(viewer, Verb.MAIL_RESUMED, account)
    _settle(account, mailing, before)


def try_again(viewer: Viewer, account: Account) -> None:
    """Send mail to an address it came back from; what was missed comes as well."""
    ensure(may_use_account(viewer, account.id))

    bounces.forget(hold_mailing(account.id))
    audit.record(viewer, Verb.MAIL_RESUMED, account, after="bounces")


def end_by_link(mailing: Mailing, kinds: Iterable[News]) -> None:
    """The link in a mail was used: no more of its kind. Twice is once."""
    account = hold_mailing(mailing.account_id).account
    _, before = _now_chosen(account)
    kinds = [news for news in kinds if before.wanted(news) != {Frequency.NONE}]
    for news in kinds:
        _end(account, news)
    if kinds:
        said = [news.value for news in kinds]
        audit.record(ANYONE, Verb.MAIL_STOPPED, account, by="link", news=said)
        _settle(account, mailing, before)


def end_all_by_link(mailing: Mailing) -> None:
    if hold_mailing(mailing.account_id).stopped_at is None:
        _stop(ANYONE, mailing)


def undo_end(viewer: Viewer, account: Account, kinds: Iterable[News]) -> None:
    """As before the link was used."""
    ensure(may_use_account(viewer, account.id))

    mailing, before = _now_chosen(account)
    mailing.stopped_at = None
    for news in kinds:
        _restore(account, news)
    audit.record(viewer, Verb.MAIL_RESUMED, account)
    _settle(account, mailing, before)


def _now_chosen(account: Account) -> tuple[Mailing, Choices]:
    """What holds until now; who stopped all mail wants none of anything."""
    mailing = hold_mailing(account.id)
    if mailing.stopped_at is None:
        return mailing, choices_of(account.id)
    return mailing, Choices({(news, None): Frequency.NONE for news in News})


def _stop(viewer: Viewer, mailing: Mailing) -> None:
    mailing.stopped_at = now()
    schedule(mailing, mailing.account, Choices(), now())
    release(mailing.account_id)
    audit.record(viewer, Verb.MAIL_STOPPED, mailing.account)


def _settle(account: Account, mailing: Mailing, before: Choices) -> None:
    """Set the next digests, and begin now where mail was off."""
    db.session.flush()
    after = choices_of(account.id)
    if mailing.stopped_at is None:
        woken = [
            one
            for one in marks.followed_by([account.id])[account.id]
            if before.of(News.POSTS, one.group_id) is Frequency.NONE
            and after.of(News.POSTS, one.group_id) is not Frequency.NONE
        ]
        marks.begin_anew(woken, newest())
        was_off = before.of(News.FOLLOWED) is Frequency.NONE
        if was_off and after.of(News.FOLLOWED) is not Frequency.NONE:
            following.begin_anew(account.id, newest())
    release(account.id)
    schedule(mailing, account, after, now())


def _replace(account: Account, rows: Mapping[Where, Frequency]) -> None:
    db.session.execute(delete(Preference).where(Preference.account_id == account.id))
    db.session.add_all(
        Preference(account_id=account.id, news=news, group_id=group, frequency=often)
        for (news, group), often in rows.items()
    )


def _end(account: Account, news: News) -> None:
    rows = _rows(account, news)
    former = {str(row.group_id or ""): row.frequency.value for row in rows}
    _clear(rows)
    none = Preference(account_id=account.id, news=news, frequency=Frequency.NONE)
    none.former = former
    db.session.add(none)


def _restore(account: Account, news: News) -> None:
    rows = _rows(account, news)
    ended = next((row for row in rows if row.group_id is None), None)
    if ended is None or ended.frequency is not Frequency.NONE:
        return
    former = ended.former
    _clear(rows)
    db.session.add_all(
        Preference(
            account_id=account.id,
            news=news,
            group_id=int(group) if group else None,
            frequency=Frequency(often),
        )
        for group, often in former.items()
    )


def _rows(account: Account, news: News) -> list[Preference]:
    mine = Preference.account_id == account.id, Preference.news == news
    return list(db.session.scalars(select(Preference).where(*mine)))


def _clear(rows: Iterable[Preference]) -> None:
    for row in rows:
        db.session.delete(row)
    db.session.flush()  # their places are taken anew
