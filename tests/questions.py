"""What people of the named world ask each other, debate and announce."""

from __future__ import annotations

from typing import Any

from tests.drafts import drafted
from tests.talk import said
from tests.world import World
from uclg_share.accounts.queries import viewer_for
from uclg_share.answers import actions
from uclg_share.comments.models import Comment
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.posts.drafts import Draft
from uclg_share.posts.models import Kind, Post
from uclg_share.reviews.actions import accept, submit

TITLE = "Who reads the meters on Sundays?"


def matter(world: World, title: str = TITLE, **changes: Any) -> Draft:
    """A discussion that Amina may send to Water."""
    known: dict[str, Any] = {
        "sections": {"matter": "Ours stay **home** and the figures are a day late."},
        "organisation_id": world.hills.id,
        "group_ids": (world.water.id,),
    }
    return Draft(title=title, **{**known, **changes})


def discussed(
    world: World,
    draft: Draft | None = None,
    name: str = "amina",
    kind: Kind = Kind.QUESTION,
    group: WorkingGroup | None = None,
) -> Post:
    """A discussion, a question of Amina's in Water unless said otherwise, that a
    coordinator accepted."""
    group = group or world.water
    author = getattr(world, name)
    post = drafted(world, draft or matter(world), author, kind)
    review = submit(viewer_for(author), post, group)
    judge = world.fatou if group is world.budgets else world.elif_
    accept(viewer_for(judge), review)
    db.session.commit()
    return post


def marked(
    world: World, comment: Comment, name: str = "amina", before: int | None = None
) -> None:
    actions.accept(world.viewer(name), comment, before)
    db.session.commit()


def questioned(world: World, post: Post) -> dict[str, Any]:
    """Things the table of rules asks about; Chen says that the post answers it."""
    question = discussed(world)
    alone = matter(world, organisation_id=None)
    return {
        "question_kind": Kind.QUESTION,
        "announcement_kind": Kind.ANNOUNCEMENT,
        "question": question,
        "live_question": question.live_revision,
        "chen_answers": said(world, question),
        "by_chen_linked": actions.link(world.viewer("chen"), question, post),
        "asked_alone": drafted(world, alone),
        "announced": drafted(world, matter(world), kind=Kind.ANNOUNCEMENT),
    }
