"""Posts and what they belong to as JSON; `openapi.yaml` beside says the same.

Addresses are in the language of the text, so that an answer is the same for everybody.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import url_for

from uclg_share.attachments.shown import Shown
from uclg_share.authorship.bylines import authors_of
from uclg_share.feeds.shapes import permanent_id
from uclg_share.i18n import DEFAULT, LANGUAGES
from uclg_share.posts.display import DEEDS, ids
from uclg_share.posts.models import Licence, Post
from uclg_share.posts.reading import Reading
from uclg_share.urls import absolute


def line(row: Any, groups: dict[int, str]) -> dict[str, Any]:
    """A post in a list; `groups` are the slugs of those everybody may know."""
    return {
        **_identity(row),
        "summary": row.summary or "",
        "authors": authors_of(row),
        "organisations": [row.organisation_slug] if row.organisation_slug else [],
        "groups": [groups[id_] for id_ in ids(row.group_ids) if id_ in groups],
        "themes": sorted(filter(None, (row.theme_slugs or "").split(","))),
        "place": _place(row),
        "started": row.started or None,
        "ended": row.ended or None,
        **_state(row),
    }


# Long because: one line for each part of a post.
def whole(
    post: Post, reading: Reading, family: list[Post], writers: list[str]
) -> dict[str, Any]:
    """What the page of a post shows this reader."""
    facts = reading.facts
    signed = [post.organisation] if post.organisation else []
    signed += [one for one in reading.co_organisations if one not in signed]
    files = [one for one in reading.files if one.file.taken_down_at is None]
    return {
        **_identity(post),
        "summary": post.summary or "",
        "authors": list(dict.fromkeys([*(one.name for one in signed), *writers])),
        "organisations": [one.slug for one in signed],
        "groups": [group.slug for group in reading.groups],
        "themes": sorted(theme.slug for theme in reading.themes),
        "place": _place(post),
        "started": post.started or None,
        "ended": post.ended or None,
        **_state(post),
        "committees": [one.slug for one in reading.committees],
        "sdgs": [goal.number for goal in reading.sdgs],
        "status": facts.status or None,
        "evidence": facts.evidence or None,
        "population_band": facts.population_band or None,
        "partners": [{"name": n, "role": r.value} for n, r in reading.partners],
        "resources": {
            "amount": facts.resources.amount,
            "currency": facts.resources.currency or None,
            "year": facts.resources.year,
            "note": facts.resources.note,
        },
        "sources": [{"title": s.title, "url": s.url or None} for s in facts.sources],
        "sections": [
            {"key": one.key, "heading": one.heading, "html": str(one.html)}
            for one in reading.passages
        ],
        "pictures": [_picture(one) for one in files if one.is_picture],
        "files": [_file(one) for one in files if not one.is_picture],
        "texts": [
            {"id": one.id, "language": one.language, "url": address_of(one)}
            for one in family
        ],
    }


def address_of(row: Any) -> str:
    lang = row.language if row.language in LANGUAGES else DEFAULT
    return absolute(url_for("posts.show", post_id=row.id, slug=row.slug, lang=lang))


def moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def _identity(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "permanent": permanent_id(row.id),
        "url": address_of(row),
        "kind": row.kind.value,
        "title": row.title,
        "language": row.language,
        "translation_of": row.family_id if row.family_id != row.id else None,
    }


def _state(row: Any) -> dict[str, Any]:
    licence = row.licence or Licence.CC_BY
    return {
        "licence": licence.value,
        "licence_url": DEEDS[licence],
        "published": moment(row.published_at),
        "updated": moment(row.updated_at),
        "completeness": row.completeness.value if row.completeness else None,
        "verified": moment(row.verified_at),
        "answered": moment(row.answered_at),
        "compiled": row.is_compiled,
    }


def _place(row: Any) -> dict[str, Any]:
    return {
        "name": row.place or "",
        "country": row.country or None,
        "countries": list(row.countries or []),
        "latitude": row.latitude,
        "longitude": row.longitude,
    }


def _picture(one: Shown) -> dict[str, Any]:
    sizes = {
        str(width): absolute(
            url_for("files.picture", attachment_id=one.file.id, size=str(size))
        )
        for size, width in one.sizes
    }
    return {
        "by_width": sizes,
        "alt": one.alt,
        "caption": one.said.caption,
        "credit": one.said.credit,
    }


def _file(one: Shown) -> dict[str, Any]:
    return {
        "url": absolute(
            url_for("files.document", attachment_id=one.file.id, name=one.file.name)
        ),
        "name": one.file.name,
        "media_type": one.file.media_type,
        "bytes": one.file.size,
        "caption": one.said.caption,
    }
