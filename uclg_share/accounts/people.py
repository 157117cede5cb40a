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


@bp.get("/people/<id:account_id>")
@for_anyone
def person(account_id: int) -> ResponseReturnValue:
    found = find_person(account_id) or abort(404)
    return render_template(
        "accounts/person.html",
        person=found,
        organisations=organisations_of(found),
        groups=public_groups_of(found),
    )
