"""What the page of a post is put together from: each part asked for when it is shown.

A part that was kept is not asked for at all. What a reader sees of a post and of what
hangs on it is the same for all who may read the same groups, until the next act of
anybody (`PostLine.stamp`); for those who have something to do with it, it is their own.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, cast

from uclg_share.answers.page import answers_of
from uclg_share.authorship.bylines import writers_of
from uclg_share.comments.page import Below, asked_place
from uclg_share.comments.queries import Place
from uclg_share.families.languages import languages_read
from uclg_share.families.reading import text_by_language, translation_of
from uclg_share.fragments import NEVER, later
from uclg_share.light.wish import is_light, pictures_wait
from uclg_share.permissions import Viewer, has_part_in, may_translate
from uclg_share.posts.line import PostLine
from uclg_share.posts.models import Post
from uclg_share.posts.queries import family_of, published_relatives
from uclg_share.posts.reading import published
from uclg_share.related.queries import related_to
from uclg_share.tags.queries import tags_of


def parts_of_page(viewer: Viewer, line: PostLine) -> dict[str, Any]:
    """For `posts/show.html`. `same` and `said` say what its kept parts depend on: those
    of the text, and those of what was said below it."""
    post = cast("Post", line)
    family = later(lambda: family_of(viewer, post))
    same = _same_for(viewer, line)
    is_usual = same != NEVER and asked_place() == Place()
    return {
        "same": same,
        "said": (same, viewer.writes_for) if is_usual else NEVER,
        "reading": later(lambda: published(viewer, post)),
        "family": family,
        "texts": later(lambda: text_by_language(post, family)),
        "translation": later(lambda: translation_of(viewer, post)),
        "relatives": later(lambda: published_relatives(viewer, post)),
        "writers": later(lambda: writers_of(post.original or post)),
        "tags": later(lambda: tags_of(viewer, post)),
        "answered": later(lambda: answers_of(viewer, post)),
        "related": later(lambda: related_to(viewer, post, languages_read())),
        "below": Below(viewer, post),
    }


def _same_for(viewer: Viewer, line: PostLine) -> Hashable:
    if line.stamp is None:  # before the first act there is nothing to go by
        return NEVER
    post = cast("Post", line)
    return (
        *(line.id, line.stamp, viewer.is_signed_in, _readers(viewer, line)),
        *(languages_read(), is_light(), pictures_wait(), may_translate(viewer, post)),
    )


def _readers(viewer: Viewer, line: PostLine) -> Viewer:
    """The facts about this reader that the page may show: of most that they belong to
    some group that not everybody may read, if they do."""
    post = cast("Post", line)
    edits = line.organisation_id in viewer.edits_for
    if viewer.has_desk or edits or line.has_spoken or has_part_in(viewer, post):
        return viewer
    if line.is_translation and viewer.is_signed_in:
        return viewer  # they may have a part in its original, which is another row
    closed = {int(one) for one in (line.closed or "").split(",") if one}
    return Viewer(member_of=viewer.member_of & closed)
