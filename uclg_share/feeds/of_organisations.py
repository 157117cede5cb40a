"""What an organisation has signed, for programs and spreadsheets; people read it on
the page of the organisation."""

from __future__ import annotations

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone
from uclg_share.current import current_viewer
from uclg_share.families.languages import languages_read
from uclg_share.feeds import gathering
from uclg_share.feeds.routes import WHOLE, bp, media, page_for
from uclg_share.organisations.queries import find_organisation
from uclg_share.posts.models import Post


@bp.get("/organisations/<slug>.<any(atom, json, csv):medium>")
@for_anyone
def of_organisation(slug: str, medium: str) -> ResponseReturnValue:
    organisation = find_organisation(current_viewer(), slug) or abort(404)
    whole = medium in WHOLE
    lines = gathering.of_organisations([organisation.id], languages_read(), whole)
    page = page_for(medium, lines, (Post.published_at, Post.id))
    home = url_for("organisations.show", slug=slug)
    return media(medium, organisation.name, home, slug, page)
