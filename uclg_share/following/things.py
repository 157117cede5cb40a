"""What can be followed: found by its address, and named on the page that lists it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from uclg_share.database import db
from uclg_share.following.actions import Thing
from uclg_share.following.models import Follow, Sort
from uclg_share.following.queries import find_theme
from uclg_share.groups.models import WorkingGroup
from uclg_share.i18n import local
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer, may_follow, may_read_group
from uclg_share.posts.models import Post, Theme
from uclg_share.posts.queries import find_post
from uclg_share.urls import id_in


@dataclass(frozen=True)
class Line:
    """One thing somebody follows. Without a name it can no longer be read."""

    follow: Follow
    key: str
    name: str = ""
    language: str = ""
    address: str = ""
    # A group one has become a member of: its members have its news.
    is_mine: bool = False


def find_thing(viewer: Viewer, sort: Sort, key: str) -> Thing | None:
    """By what its button says; nothing that the viewer may not know of."""
    number = id_in(key)
    if sort is Sort.THEME:
        return find_theme(key)
    if number is None:
        return None
    if sort is Sort.POST:
        return find_post(viewer, number)
    if sort is Sort.GROUP:
        group = db.session.get(WorkingGroup, number)
        return group if group and may_read_group(viewer, group) else None
    organisation = db.session.get(Organisation, number)
    return organisation if organisation and organisation.confirmed_at else None


def key_of(sort: Sort, key: str) -> int | str | None:
    """A button of a post's page may name a translation; its row names the family."""
    if sort is Sort.THEME:
        return key
    number = id_in(key)
    if sort is Sort.POST and number:
        post = db.session.get(Post, number)
        return post.family_id if post else None
    return number


def address_of(thing: Thing) -> str:
    if isinstance(thing, WorkingGroup):
        return url_for("feeds.of_group", slug=thing.slug, medium="html")
    if isinstance(thing, Organisation):
        return url_for("organisations.show", slug=thing.slug)
    if isinstance(thing, Theme):
        return url_for("feeds.of_theme", slug=thing.slug, medium="html")
    return url_for("posts.show", post_id=thing.id, slug=thing.slug)


def name_of(thing: Thing) -> str:
    if isinstance(thing, Organisation):
        return thing.name
    return thing.title or "" if isinstance(thing, Post) else local(thing.names)


def shown(viewer: Viewer, follows: list[Follow]) -> list[tuple[Sort, list[Line]]]:
    """Everything one follows, by sort."""
    lines = [_line(viewer, one) for one in follows]
    by_sort = {sort: [one for one in lines if one.follow.sort is sort] for sort in Sort}
    return [(sort, those) for sort, those in by_sort.items() if those]


def _line(viewer: Viewer, follow: Follow) -> Line:
    thing = follow.group or follow.organisation or follow.theme or follow.original
    key = str(follow.theme_slug or getattr(thing, "id", ""))
    is_mine = follow.group_id in viewer.member_of
    if thing is None or not (is_mine or may_follow(viewer, thing)):
        return Line(follow, key)
    language = thing.language if isinstance(thing, Post) else ""
    return Line(follow, key, name_of(thing), language, address_of(thing), is_mine)
