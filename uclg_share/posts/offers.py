"""What the composer offers to choose from, and how its form is opened."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from uclg_share import countries
from uclg_share.groups.queries import all_committees, proposed_committees
from uclg_share.i18n import current_language, local
from uclg_share.permissions import Viewer, may_announce, may_begin, may_post_in
from uclg_share.posts.drafts import Draft
from uclg_share.posts.forms import PostForm, form_for
from uclg_share.posts.guides.shelf import newest
from uclg_share.posts.kinds import SPECS, Spec
from uclg_share.posts.models import Kind, Post
from uclg_share.posts.queries import (
    find_post,
    goals,
    organisations_of,
    taggable_groups,
)
from uclg_share.posts.starting_values import values_of
from uclg_share.posts.themes import themes
from uclg_share.text import clean_line
from uclg_share.urls import id_in


def specs_for(viewer: Viewer) -> list[Spec]:
    """The kinds somebody may begin: announcements are for those who coordinate."""
    return [spec for kind, spec in SPECS.items() if may_begin(viewer, kind)]


def open_form(viewer: Viewer, kind: Kind, draft: Draft | None, base: int) -> PostForm:
    """The form of a kind, holding what was sent, or else a draft."""
    values = values_of(draft) if draft else {}
    form = form_for(kind, draft.guide if draft else None)(
        data={**values, "base": str(base)}
    )
    _offer(form, viewer, kind)
    return form


def form_of(
    viewer: Viewer, kind: Kind, typed: MultiDict[str, str], guide: int | None = None
) -> PostForm:
    """The form of a kind as it was typed, right or wrong."""
    form = form_for(kind, guide)(formdata=typed)
    _offer(form, viewer, kind)
    return form


def first_draft(viewer: Viewer, kind: Kind, language: str) -> Draft:
    """What a new text starts from: the group of the link, one's organisation."""
    may_lead = may_announce if kind is Kind.ANNOUNCEMENT else may_post_in
    groups = [g for g in taggable_groups(viewer) if may_lead(viewer, g)]
    wanted = request.args.get("group", "")
    lead = [g.id for g in groups if g.slug == wanted]
    if not lead and len(groups) == 1:
        lead = [groups[0].id]
    organisations = organisations_of(viewer)
    return Draft(
        title=clean_line(request.args.get("title", ""))[:120],
        language=language,
        organisation_id=organisations[0].id if len(organisations) == 1 else None,
        group_ids=tuple(lead),
        committee_ids=tuple(proposed_committees(tuple(lead))) if lead else (),
        guide=newest(kind),
    )


def question_asked(viewer: Viewer, post: Post | None = None) -> Post | None:
    """The question that a practice is begun for; of a new one its link names it."""
    asked = id_in(request.args.get("question"))
    question_id = asked if post is None else post.answers_question_id
    found = find_post(viewer, question_id) if question_id else None
    return found if found and found.kind is Kind.QUESTION else None


def with_proposed_committees(draft: Draft, shown: str) -> tuple[int, ...]:
    """The committees of a draft, with those of groups it was tagged to just now.

    `shown` names the groups whose committee was proposed before: what the author took
    away stays away.
    """
    before = {int(part) for part in shown.split(",") if part.isdigit()}
    fresh = tuple(id_ for id_ in draft.group_ids if id_ not in before)
    proposed = proposed_committees(fresh) if fresh else []
    return tuple(dict.fromkeys([*draft.committee_ids, *proposed]))


def add_row(form: PostForm, rows: str) -> None:
    """One more empty line for partners or sources, as far as the limit."""
    field = form[rows]
    if len(field.entries) < field.max_entries:
        field.append_entry()


def _offer(form: PostForm, viewer: Viewer, kind: Kind) -> None:
    form.offer_signers()
    groups = taggable_groups(viewer)
    names = {str(group.id): local(group.names) for group in groups}
    may_lead = may_announce if kind is Kind.ANNOUNCEMENT else may_post_in
    mine = {str(g.id): local(g.names) for g in groups if may_lead(viewer, g)}
    form.lead_group.choices = {"": _("Choose a group")} | mine
    form.other_groups.choices = names
    form.organisation_id.choices = {"": _("Choose")} | {
        str(o.id): o.name for o in organisations_of(viewer)
    }
    form.committees.choices = {str(c.id): local(c.names) for c in all_committees()}
    form.themes.choices = {theme.slug: local(theme.names) for theme in themes()}
    form.sdgs.choices = {
        str(goal.number): f"{goal.number} {local(goal.names)}" for goal in goals()
    }
    places = countries.choices(current_language())
    form.country.choices = {"": _("Choose")} | places
    form.countries.choices = places
