"""Groups of every sort, with posts of every stage and reach in each of them."""

from __future__ import annotations

from itertools import cycle, product

from sqlalchemy import select

from tests.world import World, named
from uclg_share.accounts.models import Account
from uclg_share.database import db, now
from uclg_share.groups.models import (
    Lifecycle,
    Membership,
    Role,
    Visibility,
    WorkingGroup,
)
from uclg_share.posts.models import Kind, Placement, Post, Reach, Stage
from uclg_share.posts.placing import set_reach


def every_group(world: World) -> list[WorkingGroup]:
    """Those of the world, and one of each visibility and lifecycle."""
    made = [
        WorkingGroup(
            slug=f"{visibility}-{lifecycle}",
            names=named("A group"),
            visibility=visibility,
            lifecycle=lifecycle,
        )
        for visibility, lifecycle in product(Visibility, Lifecycle)
    ]
    db.session.add_all(made)
    db.session.flush()
    return [world.water, world.budgets, world.markets, *made]


def every_post(world: World, groups: list[WorkingGroup]) -> list[Post]:
    """By Amina, Bruno and nobody in turn; each is tagged to its group and the next."""
    authors = cycle([world.amina.id, world.bruno.id, None])
    nexts = [*groups[1:], groups[0]]
    posts = [
        one_post(next(authors), group, stage, reach)
        for group, stage, reach in product(groups, Stage, [None, *Reach])
    ]
    for post in posts[::7]:
        post.deleted_at = now() if post.published_at is None else None
    db.session.add_all(posts)
    db.session.flush()
    after = {group.id: other for group, other in zip(groups, nexts, strict=True)}
    for post in posts:
        if post.reach is not None and post.lead_group is not None:
            tag(post, post.lead_group, after[post.lead_group.id])
    db.session.commit()
    return posts


def one_post(
    author_id: int | None, group: WorkingGroup, stage: Stage, reach: Reach | None
) -> Post:
    at = now() if reach else None
    return Post(
        kind=Kind.EXPERIENCE,
        author_id=author_id,
        lead_group=group,
        stage=stage,
        reach=reach,
        published_at=at,
        hidden_at=at if reach is Reach.HIDDEN else None,
    )


def tag(post: Post, *groups: WorkingGroup) -> None:
    """To these groups, as far as the program shows it in each."""
    for group in groups:
        copies = {"kind": post.kind, "language": "en", "family_id": post.id}
        moment = post.published_at or now()
        line = Placement(group_id=group.id, published_at=moment, **copies)
        post.placements.append(line)
    assert post.reach is not None
    set_reach(post, post.reach)


def let_in(account: Account, groups: list[WorkingGroup], role: Role) -> None:
    """A membership of each, beside those somebody has."""
    held = select(Membership.group_id).where(Membership.account_id == account.id)
    inside = set(db.session.scalars(held))
    for group in groups:
        if group.id not in inside:
            db.session.add(Membership(account=account, group=group, role=role))
    db.session.flush()
