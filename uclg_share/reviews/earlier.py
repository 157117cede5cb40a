"""What readers see again when an acceptance is taken back."""

from __future__ import annotations

from uclg_share.families.reach import post_reach
from uclg_share.posts.models import Post, Stage
from uclg_share.posts.publishing import publish, unpublish
from uclg_share.reviews.queries import last_accepted
from uclg_share.reviews.verifying import carry_mark


def show_what_was_before(post: Post) -> None:
    """The text accepted last with its mark, or none if there was no other."""
    earlier = last_accepted(post)
    if earlier is None or earlier.decided_at is None:
        unpublish(post)
        return
    reach = post_reach(post, earlier.group)
    publish(post, earlier.revision, earlier.decided_at, reach)
    carry_mark(post, earlier)
    post.stage = Stage.WAITING
