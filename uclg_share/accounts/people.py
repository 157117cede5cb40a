"""The page others see of a person."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone
from uclg_share.accounts.queries import (
    find_person,
    organisations_of,
    public_groups_of,
)
from uclg_share.accounts.routes import bp
from uclg_share.authorship.bylines import written_by
from uclg_share.families.languages import languages_read
from uclg_share.feeds.gathering import of_everything
from uclg_share.feeds.queries import key_of
from uclg_share.paging import page_of
from uclg_share.posts.models import Post


@bp.get("/people/<id:account_id>")
@for_anyone
def person(account_id: int) -> ResponseReturnValue:
    found = find_person(account_id) or abort(404)
    own = of_everything(languages_read()).where(written_by(found.id))
    return render_template(
        "accounts/person.html",
        person=found,
        organisations=organisations_of(found),
        groups=public_groups_of(found),
        page=page_of(own, (Post.published_at, Post.id), key_of),
    )
