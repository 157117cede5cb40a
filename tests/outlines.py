"""Case studies of which only the outline is written."""

from __future__ import annotations

from typing import Any

from tests.drafts import case_study
from tests.web.text_forms import filled
from tests.world import World
from uclg_share.database import db
from uclg_share.posts.drafts import Draft


def outline(world: World, **changes: Any) -> Draft:
    """What was done, and little else."""
    sections = {"what_was_done": "1. We listened.\n2. We dug."}
    bare = {"sections": sections, "status": "", "evidence": "", "sources": ()}
    return case_study(world, **{**bare, **changes})


def outline_form(world: World, **changes: Any) -> dict[str, Any]:
    """The same as a browser sends it."""
    gaps = dict.fromkeys(["context", "results", "lessons", "status", "evidence"], "")
    return filled(world, **{**gaps, **changes})


def take_outlines(world: World) -> None:
    """Water takes them from now on."""
    world.water.takes_outlines = True
    db.session.commit()
