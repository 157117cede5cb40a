"""What the composer says beside the fields: how far a text has come, what is next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from uclg_share.groups.models import WorkingGroup
from uclg_share.i18n import current_language
from uclg_share.permissions import Viewer, may_send_outline
from uclg_share.posts.completeness import OUTLINE, asked_in_all, next_question
from uclg_share.posts.completeness import level as level_alone
from uclg_share.posts.completeness import missing as missing_alone
from uclg_share.posts.drafts import Draft
from uclg_share.posts.guides.shelf import additions_of
from uclg_share.posts.guides.texts import Addition
from uclg_share.posts.kinds import Spec, spec_of
from uclg_share.posts.models import Completeness, Kind, Post
from uclg_share.posts.sending import is_outline, level_of, open_points
from uclg_share.posts.similar import Wanted, similar_to


@dataclass(frozen=True)
class Guidance:
    """`todo` are the fields to fill, `next` the one that helps most with its question;
    `group` is the one that reviews, `additions` what it says beside the sections."""

    spec: Spec
    todo: dict[str, Any]
    # Something is to be said of a picture.
    files_lack: bool
    next: tuple[str, Any] | None
    asked: int
    level: Completeness | None
    is_verified: bool
    group: WorkingGroup | None
    additions: dict[str, Addition]
    words: dict[str, int]
    can_be_outline: bool
    similar: list[Any]

    @property
    def done(self) -> int:
        return self.asked - len(self.todo)

    @property
    def to_next_level(self) -> list[str]:
        """The fields between this level and the next, in the order of the form."""
        is_below = self.level is None and self.spec.kind is Kind.CASE_STUDY
        return [name for name in self.todo if not is_below or name in OUTLINE]


def guidance_for(
    viewer: Viewer,
    kind: Kind,
    post: Post | None,
    draft: Draft,
    groups: Iterable[WorkingGroup],
) -> Guidance:
    """As the text was saved last."""
    spec = spec_of(kind, draft.guide)
    lead = next((group for group in groups if group.id == draft.lead_group_id), None)
    points = open_points(post, draft) if post else missing_alone(kind, draft)
    todo = {k: words for k, words in points.items() if not k.startswith("files-")}
    level = level_of(post, draft) if post else level_alone(kind, draft)
    return Guidance(
        spec=spec,
        todo=todo,
        files_lack=len(todo) < len(points),
        next=next_question(kind, draft, todo),
        asked=asked_in_all(kind, draft),
        level=level,
        is_verified=post is not None and post.verified_at is not None,
        group=lead,
        additions=additions_of(kind, spec.version, lead.slug) if lead else {},
        words={key: words_in(text) for key, text in draft.sections.items()},
        can_be_outline=_can_be_outline(viewer, post, lead, draft),
        similar=_similar(viewer, post, draft),
    )


def words_in(text: str) -> int:
    """Marks of Markdown that stand alone are no words; the script counts alike."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def _can_be_outline(
    viewer: Viewer, post: Post | None, lead: WorkingGroup | None, draft: Draft
) -> bool:
    if post is None or lead is None or not is_outline(post, draft):
        return False
    return may_send_outline(viewer, post, lead)


def _similar(viewer: Viewer, post: Post | None, draft: Draft) -> list[Any]:
    """Nothing before the first save: then the script alone knows the title. A
    translation is meant to be similar."""
    if post is None or draft.origin is not None:
        return []
    wanted = Wanted(
        title=draft.title,
        country=draft.country,
        themes=draft.themes,
        group_id=draft.lead_group_id,
        post_id=post.id,
    )
    return similar_to(viewer, wanted, current_language())
