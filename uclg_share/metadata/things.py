"""What the words of schema.org are used for here, one thing at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import url_for

from uclg_share.i18n import local
from uclg_share.organisations.models import Organisation
from uclg_share.posts.models import Post, Theme
from uclg_share.posts.reading import Reading
from uclg_share.text import beginning
from uclg_share.urls import absolute

Data = dict[str, Any]


def organisation(one: Organisation) -> Data:
    address = absolute(url_for("organisations.show", slug=one.slug))
    return {"@type": "Organization", "name": one.name, "url": address}


def theme(theme: Theme) -> Data:
    address = absolute(url_for("feeds.of_theme", slug=theme.slug, medium="html"))
    return {"@type": "DefinedTerm", "name": local(theme.names), "url": address}


def place(reading: Reading) -> Data | None:
    facts = reading.facts
    if not facts.place and not facts.country:
        return None
    has_point = facts.latitude is not None and facts.longitude is not None
    point = {"@type": "GeoCoordinates", "latitude": facts.latitude}
    return without_nothing(
        {
            "@type": "Place",
            "name": facts.place,
            "address": {"@type": "PostalAddress", "addressCountry": facts.country}
            if facts.country
            else None,
            "geo": {**point, "longitude": facts.longitude} if has_point else None,
        }
    )


def plain(reading: Reading) -> str:
    texts = [passage.html.striptags() for passage in reading.passages]
    return beginning(" ".join(texts), 1000)


def picture(file_id: int) -> str:
    return absolute(url_for("files.picture", attachment_id=file_id, size="960"))


def address(post: Post) -> str:
    return absolute(url_for("posts.show", post_id=post.id, slug=post.slug))


def moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def without_nothing(data: Data) -> Data:
    return {
        key: without_nothing(value) if isinstance(value, dict) else value
        for key, value in data.items()
        if value not in (None, "", [], {})
    }
