"""The page of the import: what to send, and what was found in it."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from uclg_share.current import current_viewer
from uclg_share.exchange.batch import Batch
from uclg_share.posts.as_file.found import Fault
from uclg_share.posts.offers import specs_for
from uclg_share.posts.queries import taggable_groups

MOST_SHOWN = 200


def import_page(
    found: Batch | None = None, ticket: str = "", problem: Any = ""
) -> ResponseReturnValue:
    """`ticket` names the file that waits to be taken in."""
    is_refused = bool(problem or (found and found.refused))
    groups = taggable_groups(current_viewer()) if found else []
    page = render_template(
        "exchange/import.html",
        specs=specs_for(current_viewer()),
        found=found,
        ticket=ticket,
        problem=problem,
        groups={group.id: group for group in groups},
        most=MOST_SHOWN,
    )
    return page, 422 if is_refused else 200


def start_page(text: str = "", faults: tuple[Fault, ...] = ()) -> ResponseReturnValue:
    """Where one begins to write, with what was pasted and what is wrong with it."""
    page = render_template(
        "posts/start.html",
        specs=specs_for(current_viewer()),
        group=request.args.get("group"),
        text=text,
        faults=faults,
    )
    return page, 422 if faults else 200
