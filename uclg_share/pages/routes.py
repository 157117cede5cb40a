"""The home page, and what the site says about itself."""

from __future__ import annotations

from email.utils import parseaddr

from flask import Blueprint, current_app, g, render_template, request
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone
from uclg_share.current import current_viewer
from uclg_share.families.languages import languages_read
from uclg_share.groups.queries import all_committees, readable_shelf
from uclg_share.i18n import current_language
from uclg_share.pages import home as homes
from uclg_share.pages.texts import Text, text_of
from uclg_share.permissions import ANYONE

bp = Blueprint("pages", __name__)
TEXTS = (
    "about",
    "help",
    "writing_guide",
    "moderation_rules",
    "licences",
    "privacy",
    "accessibility",
    "api",
)


@bp.get("/")
@for_anyone
def home() -> ResponseReturnValue:
    viewer = current_viewer()
    if viewer.is_signed_in:
        mine = homes.of_member(viewer, languages_read())
        # For the header, which need not ask again.
        g.waiting_count = mine.duties.everything
        return render_template("pages/home_signed_in.html", home=mine)
    front = homes.of_visitor(languages_read())
    return render_template("pages/home.html", home=front)


@bp.get("/feeds")
@for_anyone
def feeds() -> ResponseReturnValue:
    """The addresses that any program can read: those of the public groups."""
    return render_template(
        "pages/feeds.html",
        text=_text("feeds"),
        groups=readable_shelf(ANYONE),
        committees=all_committees(),
    )


@for_anyone
def page() -> ResponseReturnValue:
    name = str(request.endpoint).partition(".")[2]
    return render_template("pages/text.html", text=_text(name))


for name in TEXTS:
    bp.add_url_rule(f"/{name.replace('_', '-')}", name, page)


def _text(name: str) -> Text:
    _, contact = parseaddr(current_app.config["SETTINGS"].mail_from)
    return text_of(name, current_language(), contact)
