"""How every translation comes to be, whatever way its words came."""

from __future__ import annotations

from uclg_share import audit
from uclg_share.audit import Verb
from uclg_share.permissions import Viewer
from uclg_share.posts import actions
from uclg_share.posts.drafts import Draft
from uclg_share.posts.models import Post


def start_in_family(viewer: Viewer, original: Post, draft: Draft) -> Post:
    """A draft beside its original; whether it may go out is asked when it is sent."""
    post = actions.start(viewer, original.kind, draft)
    post.family_id = original.id
    audit.record(viewer, Verb.TRANSLATION_STARTED, post, original=original.id)
    return post
