"""The public log as a page and as an Atom feed."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone
from uclg_share.current import current_viewer
from uclg_share.groups.models import WorkingGroup
from uclg_share.groups.queries import find_group
from uclg_share.paging import page_of
from uclg_share.public_log.queries import (
    MOST_OF_YEAR,
    ORDER,
    Wish,
    entries,
    figures,
    key_of,
)
from uclg_share.public_log.saying import lines_of
from uclg_share.public_log.sorts import Sort
from uclg_share.text import without_illegal
from uclg_share.words import WORDS

bp = Blueprint("public_log", __name__)
ATOM = {"Content-Type": "application/atom+xml; charset=utf-8"}


@bp.get("/log", defaults={"medium": "html"})
@bp.get("/log.atom", defaults={"medium": "atom"})
@for_anyone
def of_site(medium: str) -> ResponseReturnValue:
    return _shown(None, medium)


@bp.get("/groups/<slug>/log", defaults={"medium": "html"})
@bp.get("/groups/<slug>/log.atom", defaults={"medium": "atom"})
@for_anyone
def of_group(slug: str, medium: str) -> ResponseReturnValue:
    group = find_group(current_viewer(), slug) or abort(404)
    return _shown(group, medium)


def _shown(group: WorkingGroup | None, medium: str) -> ResponseReturnValue:
    wish = _wish()
    page = page_of(entries(group, wish), ORDER, key_of)
    known: dict[str, Any] = {
        "group": group,
        "page": page,
        "lines": lines_of(current_viewer(), page.items, group),
        "wish": wish,
        "asked": {
            "sort": wish.sort and wish.sort.value,
            "from": wish.since and wish.since.isoformat(),
            "to": wish.until and wish.until.isoformat(),
        },
    }
    if medium == "atom":
        return _atom(known)
    return render_template(
        "public_log/show.html",
        figures=figures(group) if group else None,
        most=MOST_OF_YEAR,
        sorts={one.value: word for one, word in WORDS[Sort].items()},
        **known,
    )


def _atom(known: dict[str, Any]) -> ResponseReturnValue:
    """With an ETag for visitors: a program asks often, and seldom is there something
    new. What a signed-in person sees is kept by nobody."""
    address = request.full_path.rstrip("?")
    xml = render_template("public_log/log.atom", address=address, **known)
    answer = make_response(without_illegal(xml), ATOM)
    if current_viewer().is_signed_in:
        return answer
    answer.add_etag(weak=True)
    return answer.make_conditional(request)


def _wish() -> Wish:
    return Wish(
        request.args.get("sort", type=Sort),
        request.args.get("from", type=date.fromisoformat),
        request.args.get("to", type=date.fromisoformat),
    )
