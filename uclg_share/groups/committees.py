"""The directory of committees; each has its feed."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone
from uclg_share.counts.queries import practices_by_scope
from uclg_share.counts.standing import scope_of
from uclg_share.current import current_viewer
from uclg_share.groups.models import CommitteeStatus
from uclg_share.groups.queries import all_committees, readable_shelf

bp = Blueprint("committees", __name__)


@bp.get("/committees")
@for_anyone
def index() -> ResponseReturnValue:
    """A merged one is found where it went."""
    shelf = readable_shelf(current_viewer())
    standing = [
        one for one in all_committees() if one.status is not CommitteeStatus.MERGED
    ]
    scopes = {one.id: scope_of("committee", one.id) for one in standing}
    numbers = practices_by_scope(scopes.values())
    return render_template(
        "committees/index.html",
        committees=standing,
        practices={id_: numbers.get(scope, 0) for id_, scope in scopes.items()},
        group_number=Counter(group.committee_id for group in shelf),
    )
