"""The pages of the site as each kind of reader finds them: by following links."""

from __future__ import annotations

import html
import re
from collections import Counter, deque
from urllib.parse import unquote, urlsplit

from playwright.sync_api import APIRequestContext, BrowserContext
from sqlalchemy import Select, select
from werkzeug.exceptions import HTTPException

from tests.browser.site import Site
from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.groups.models import Membership, Role
from uclg_share.posts.models import Post, Stage
from uclg_share.reviews.models import Outcome, Review

ROLES = ("visitor", "member", "coordinator", "administrator")
VISITOR, MEMBER, COORDINATOR, ADMINISTRATOR = ROLES
LINK = re.compile(r'<a [^>]*href="([^"#]+)')
# Answers that are no pages; pages whose link comes by mail; what is asked for only
# when an hour has passed since the password was given.
NOT_LINKED = {
    "organisations.as_table",  # a file
    "api.committees",
    "api.document",
    "api.group",
    "api.groups",
    "api.organisation",
    "api.organisations",
    "api.post",
    "api.posts",
    "api.themes",
    "archiving.bring_back",  # from a post that is archived
    "archiving.reopen_group",  # from a group that is archived
    "accounts.confirm_email",
    "accounts.prove",
    "accounts.reset_password",
    "assets.show",
    "briefing.of_reading_list",  # leads to the page of a selection
    "briefing.pack",
    "comments.helpful",  # for who writes for several organisations
    "exchange.template_file",
    "exchange.template_table",
    "exchange.text_file",
    "feeds.of_organisation",  # files
    "files.document",
    "files.picture",
    "front_door",
    "groups.invitation",
    "messages.show",
    "notifications.my_feed",
    "notifications.unsubscribe",
    "operation.healthz",
    "operation.readyz",
    "operation.robots",
    "operation.security_txt",
    "places.of_search",  # from a search that found something
    "saved_searches.save",  # from a search
    "offline.show",  # from the worker, without a line
    "offline.texts",
    "organisations.suggest",
    "posts.keep_token",
    "saved_searches.rename",  # from a search that somebody has saved
    "saved_searches.show",  # from the note on what it found
    "search.suggest",
    "reviews.reason",  # of a group that has added one
    "reviews.together",  # after something was ticked
    "groups.request",  # of who asks just now
    "posts.restore",  # from a post that is hidden
    "sitemaps.index",
    "sitemaps.of_language",
    "taking.data",
    "taking.reference",
    "taking.text",
    "tags.take_back",  # from a post whose tag was taken off
    "worker.script",
}
MOST_PAGES = 2000
MOST_OF_A_KIND = 8
# Few of these lead on to a page of their own: an organisation that waits, say.
MORE = {"admin.organisation": 60, "posts.show": 30}


def enter(site: Site, context: BrowserContext, role: str) -> None:
    """Sign this browser in as somebody of the demo in the role; a visitor stays out."""
    if role == VISITOR:
        return
    with site.app.app_context():
        site.sign_in(context, person(role))


def person(role: str) -> Account:
    """An author with a draft, a coordinator with work on the desk, an administrator."""
    people: Select[Account] = select(Account).order_by(Account.id)
    if role == ADMINISTRATOR:
        people = people.where(Account.is_admin)
    if role == COORDINATOR:
        waiting = select(Review.group_id).where(Review.outcome == Outcome.WAITING)
        people = people.join(Membership).where(
            Membership.role == Role.COORDINATOR, Membership.group_id.in_(waiting)
        )
    if role == MEMBER:
        writing = select(Post.author_id).where(Post.stage == Stage.DRAFT)
        people = people.where(Account.id.in_(writing), ~Account.is_admin)
    return db.session.scalars(people).unique().all()[0]


def pages_of(site: Site, asker: APIRequestContext, lang: str) -> dict[str, str]:
    """One address for each kind of page that links lead to from the home page.

    Some pages are linked from few of their kind: several of each kind are read.
    """
    found: dict[str, str] = {}
    read: Counter[str] = Counter()
    waiting, seen = deque([f"/{lang}/"]), {f"/{lang}/"}
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.popleft()
        kind = kind_of(site, path)
        if kind is None or read[kind] >= MORE.get(kind, MOST_OF_A_KIND):
            continue
        read[kind] += 1
        answer = asker.get(path)
        assert answer.status == 200, (path, answer.status)
        found.setdefault(kind, path)
        for link in links_in(answer.text(), lang):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    return found


def links_in(page: str, lang: str) -> list[str]:
    paths = [urlsplit(html.unescape(link)) for link in LINK.findall(page)]
    return [
        unquote(parts.path)
        for parts in paths
        if not parts.netloc and parts.path.startswith(f"/{lang}/")
    ]


def kind_of(site: Site, path: str) -> str | None:
    """What is shown there: the view, and what makes its page look different."""
    adapter = site.app.url_map.bind("127.0.0.1")
    try:
        view, values = adapter.match(path, "GET")
    except HTTPException:
        return None
    if view in NOT_LINKED or values.get("medium", "html") != "html":
        return None
    # A post in Arabic and one in English are two kinds of page; so are the forms.
    sort = values.get("kind") or values.get("name") or ""
    arabic = re.search("[\u0600-\u06ff]", str(values.get("slug", ""))) is not None
    return f"{view} {sort}{' arabic' if arabic else ''}".strip()


def views_with_pages(site: Site) -> set[str]:
    """Every view a link could lead to."""
    rules = site.app.url_map.iter_rules()
    views = {rule.endpoint for rule in rules if "GET" in (rule.methods or ())}
    return views - NOT_LINKED
