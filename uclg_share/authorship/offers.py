"""What a text holds stays among the choices of its form, whoever opens it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from uclg_share.authorship.queries import groups_named, organisation_named
from uclg_share.i18n import local
from uclg_share.permissions import (
    Viewer,
    may_announce,
    may_choose_organisation,
    may_post_in,
    may_send_in,
)
from uclg_share.posts.drafts import Draft
from uclg_share.posts.forms import PostForm
from uclg_share.posts.models import Kind, Post


def keep_choices(viewer: Viewer, post: Post, form: PostForm, draft: Draft) -> None:
    """An editor or co-author need not belong to the group and the organisation of a
    text to change a word of it; whose text it is they do not choose."""
    _keep_organisation(viewer, post, form, draft.organisation_id)
    _add(form.lead_group, _names(form.lead_group, draft.group_ids[:1]))
    _add(form.other_groups, _names(form.other_groups, draft.group_ids))


def why_not_sent(viewer: Viewer, post: Post, draft: Draft) -> dict[str, str]:
    """By field, what keeps this person from sending a complete text in."""
    if not may_send_in(viewer, post):
        return {"title": _("Only whoever answers for this text sends it in.")}
    if post.is_translation and post.original and (why := _unfit(post.original)):
        return {"title": why}
    lead = groups_named(draft.group_ids[:1])
    if lead and lead[0].is_archived:
        return {"lead_group": _("This group is archived: nothing can be added.")}
    if not lead or not may_post_in(viewer, lead[0]):
        return {"lead_group": _("Only members of a group send texts to it.")}
    if post.kind is Kind.ANNOUNCEMENT and not may_announce(viewer, lead[0]):
        return {"lead_group": _("Only coordinators of a group announce in it.")}
    words = _("Your organisation has to confirm you before you can send it in.")
    return {"organisation_id": words}


def _unfit(original: Post) -> str:
    """Why no translation of it is taken now; empty when one is."""
    reason = ""
    if original.published_at is None:
        reason = _("Its original is not published yet. Send that in first.")
    elif not original.is_live:
        reason = _("The original is not shown at present.")
    elif original.archived_at:
        reason = _("The original is archived.")
    return reason


def _keep_organisation(
    viewer: Viewer, post: Post, form: PostForm, organisation_id: int | None
) -> None:
    found = organisation_named(organisation_id)
    kept = {str(found.id): found.name} if found else {}
    if may_choose_organisation(viewer, post):
        _add(form.organisation_id, kept)
    else:
        form.organisation_id.choices = kept or {"": _("Choose")}


def _add(field: Any, more: dict[str, str]) -> None:
    field.choices = {**field.choices, **more}


def _names(field: Any, ids: Iterable[int]) -> dict[str, str]:
    """The names of what is not offered yet."""
    missing = tuple(row_id for row_id in ids if str(row_id) not in field.choices)
    groups = groups_named(missing) if missing else []
    return {str(group.id): local(group.names) for group in groups}
