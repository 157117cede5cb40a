"""Groups, organisations, themes and committees as JSON, as `openapi.yaml` has them."""

from __future__ import annotations

from typing import Any

from flask import url_for

from uclg_share.api.shapes import moment
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.i18n import DEFAULT
from uclg_share.organisations.models import Organisation
from uclg_share.posts.models import Theme
from uclg_share.urls import absolute


def organisation(one: Organisation) -> dict[str, Any]:
    return {
        "slug": one.slug,
        "url": absolute(url_for("organisations.show", slug=one.slug, lang=DEFAULT)),
        "name": one.name,
        "acronym": one.acronym,
        "local_name": one.local_name,
        "type": one.type.value,
        "country": one.country,
        "latitude": one.latitude,
        "longitude": one.longitude,
        "website": one.website or None,
        "languages": list(one.languages),
    }


def group(one: WorkingGroup) -> dict[str, Any]:
    return {
        "slug": one.slug,
        "url": absolute(
            url_for("feeds.of_group", slug=one.slug, medium="html", lang=DEFAULT)
        ),
        "names": one.names,
        "short_descriptions": one.short_descriptions,
        "descriptions": one.descriptions,
        "committee": one.committee.slug if one.committee else None,
        "archived": moment(one.archived_at) if one.is_archived else None,
        "post_count": one.post_count,
        "last_published": moment(one.last_published_at),
    }


def theme(one: Theme) -> dict[str, Any]:
    address = url_for("feeds.of_theme", slug=one.slug, medium="html", lang=DEFAULT)
    return {"slug": one.slug, "url": absolute(address), "names": one.names}


def committee(one: Committee) -> dict[str, Any]:
    """One that went into another leads there by its address."""
    address = url_for("feeds.of_committee", slug=one.slug, medium="html", lang=DEFAULT)
    return {
        "slug": one.slug,
        "url": absolute(address),
        "names": one.names,
        "descriptions": one.descriptions,
        "status": one.status.value,
    }
