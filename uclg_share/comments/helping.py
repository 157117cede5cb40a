"""An organisation says what was of help to it, and takes that back."""

from __future__ import annotations

from uclg_share import audit
from uclg_share.audit import Audience, Verb
from uclg_share.comments.counters import recount_helpful
from uclg_share.comments.models import Comment, Helpful
from uclg_share.comments.praise import find_helpful
from uclg_share.database import db
from uclg_share.permissions import Viewer, ensure, may_find_helpful, may_speak_for
from uclg_share.posts.models import Post


def find(viewer: Viewer, thing: Post | Comment, organisation_id: int) -> None:
    """Say it; saying it twice is once."""
    ensure(may_find_helpful(viewer, thing))
    ensure(may_speak_for(viewer, organisation_id))
    ensure(organisation_id != thing.organisation_id)

    audit.take_turn()
    post, comment = _parts(thing)
    if find_helpful(post, comment, organisation_id):
        return
    said = Helpful(
        post_id=post.id,
        comment_id=comment.id if comment else None,
        organisation_id=organisation_id,
        account_id=viewer.account_id,
    )
    db.session.add(said)
    _trace(viewer, Verb.HELPFUL_SAID, thing, organisation_id)


def take_back(viewer: Viewer, thing: Post | Comment, organisation_id: int) -> None:
    """Anybody who writes for the organisation may; there may be nothing to take."""
    ensure(may_speak_for(viewer, organisation_id))

    audit.take_turn()
    said = find_helpful(*_parts(thing), organisation_id)
    if said is None:
        return
    db.session.delete(said)
    _trace(viewer, Verb.HELPFUL_WITHDRAWN, thing, organisation_id)


def _parts(thing: Post | Comment) -> tuple[Post, Comment | None]:
    return (thing.post, thing) if isinstance(thing, Comment) else (thing, None)


def _trace(
    viewer: Viewer, verb: Verb, thing: Post | Comment, organisation_id: int
) -> None:
    post, _ = _parts(thing)
    audit.record(
        viewer,
        verb,
        thing,
        group_id=post.lead_group_id,
        audience=Audience.COORDINATORS,
        organisation=organisation_id,
    )
    recount_helpful(post)
