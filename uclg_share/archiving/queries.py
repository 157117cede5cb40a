from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from uclg_share.accounts.models import Account
from uclg_share.counted import number_of
from uclg_share.database import db
from uclg_share.flags.models import Flag
from uclg_share.groups.models import Answer, JoinRequest, Membership, WorkingGroup
from uclg_share.organisations.people import ABLE
from uclg_share.permissions import Viewer
from uclg_share.posts.models import Post
from uclg_share.posts.queries import find_post
from uclg_share.reviews.models import Outcome, Review


@dataclass(frozen=True)
class Waiting:
    """What waits for the coordinators of a group."""

    texts: int
    requests: int
    reports: int

    def __bool__(self) -> bool:
        return bool(self.texts or self.requests or self.reports)


def waiting_in(group: WorkingGroup) -> Waiting:
    texts = Review.group_id == group.id, Review.outcome == Outcome.WAITING
    people = JoinRequest.group_id == group.id, JoinRequest.answer == Answer.WAITING
    led = select(Post.id).where(Post.lead_group_id == group.id)
    reports = Flag.post_id.in_(led), Flag.settled_at.is_(None)
    return Waiting(
        texts=number_of(select(Review.id).where(*texts)),
        requests=number_of(select(JoinRequest.id).where(*people)),
        reports=number_of(select(Flag.id).where(*reports)),
    )


def accounts_in(group: WorkingGroup) -> list[Account]:
    """Its present members, as far as they can sign in."""
    people = (
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.group_id == group.id, Membership.ended_at.is_(None), *ABLE)
        .order_by(Account.id)
    )
    return list(db.session.scalars(people))


def find_successor(viewer: Viewer, post: Post, number: int) -> Post | None:
    """Another practice that this viewer reads and that is in the lists."""
    found = find_post(viewer, number)
    if found is None or not found.is_current or found.family_id == post.family_id:
        return None
    return found
