"""Who may read the texts of a family: a translation is never shown to more people than
its original, and not at all while the original is hidden."""

from __future__ import annotations

from uclg_share.families.queries import translations_of
from uclg_share.groups.counters import recount_posts_in
from uclg_share.groups.models import WorkingGroup
from uclg_share.posts.models import Post, Reach
from uclg_share.posts.placing import set_reach


def post_reach(post: Post, group: WorkingGroup | None) -> Reach:
    """As far as the group that leads is seen; what is hidden stays hidden."""
    original = post.original if post.is_translation else None
    if post.hidden_at is not None or (original and not original.is_live):
        return Reach.HIDDEN
    return Reach.PUBLIC if group is not None and group.is_public else Reach.GROUP


def carry_reach(original: Post) -> list[Post]:
    """Hide the translations with their original, or show them with it again; those
    that readers gain or lose."""
    changed = []
    for post in translations_of(original):
        reach = post_reach(post, post.lead_group)
        if reach is not post.reach:
            set_reach(post, reach)
            changed.append(post)
    recount_posts_in(line.group_id for post in changed for line in post.placements)
    return changed
