"""What the pages of a question and of a practice show of their answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from uclg_share.answers.models import AcceptedAnswer
from uclg_share.answers.queries import Linked, accepted_answer, links_of
from uclg_share.families.languages import languages_read
from uclg_share.permissions import Viewer, may_read_comments
from uclg_share.posts.models import Post


@dataclass(frozen=True)
class Answered:
    """`accepted_id` is the comment that has the mark, shown here or not."""

    accepted: AcceptedAnswer | None = None
    accepted_id: int | None = None
    links: list[Linked] = field(default_factory=list)


def answers_of(viewer: Viewer, post: Post) -> Answered:
    """One statement for each thing there is; none where there is nothing."""
    accepted = accepted_answer(post) if post.answered_at else None
    comment = accepted.comment if accepted else None
    is_seen = comment is not None and may_read_comments(viewer, comment.post)
    return Answered(
        accepted=accepted if is_seen else None,
        accepted_id=comment.id if comment else None,
        links=links_of(viewer, post, languages_read()) if post.link_count else [],
    )
