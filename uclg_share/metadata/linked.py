"""What pages say of themselves to machines, in the words of schema.org (JSON-LD)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from flask import url_for
from markupsafe import Markup

from uclg_share.answers.page import Answered
from uclg_share.comments.models import Comment
from uclg_share.feeds.shapes import permanent_id
from uclg_share.groups.models import WorkingGroup
from uclg_share.i18n import current_language, local
from uclg_share.organisations.models import Organisation
from uclg_share.posts.display import DEEDS
from uclg_share.posts.models import Kind, Post, Theme
from uclg_share.posts.reading import Reading
from uclg_share.text import beginning
from uclg_share.urls import absolute
from uclg_share.words import word

Data = dict[str, Any]
SITE: Data = {"@type": "Organization", "name": "UCLG Share"}
# A script of this type is data: nothing runs, and the policy of the page lets it be.
# Signs that could end it or mean anything in HTML are written as numbers.
HARMLESS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'\u2028\u2029"}


def script(data: Data) -> Markup:
    text = json.dumps(
        {"@context": "https://schema.org", **_without_nothing(data)},
        ensure_ascii=False,
        separators=(",", ":"),
    ).translate(HARMLESS)
    return Markup('<script type="application/ld+json">{}</script>').format(
        Markup(text)  # noqa: S704  no sign in it means anything in HTML
    )


def of_post(
    post: Post,
    reading: Reading,
    family: list[Post],
    writers: list[str],
    answered: Answered,
) -> Data:
    """Nothing that its page does not show this reader."""
    signed = [post.organisation] if post.organisation else []
    authors = [
        *map(_organisation, [*signed, *reading.co_organisations]),
        *({"@type": "Person", "name": name} for name in writers),
    ]
    said: Data = {
        "@id": permanent_id(post.id),
        "url": _address(post),
        "inLanguage": reading.language,
        "author": authors or SITE,
        "datePublished": _moment(post.published_at),
        "dateModified": _moment(post.updated_at),
    }
    if reading.kind is Kind.QUESTION:
        return _question(post, reading, said, answered)
    return {
        "@type": "DiscussionForumPosting" if reading.kind is Kind.DEBATE else "Article",
        **said,
        "headline": reading.title,
        "description": reading.summary,
        "genre": str(word(reading.kind)),
        "publisher": SITE,
        "license": DEEDS[reading.licence],
        "about": [_theme(theme) for theme in reading.themes],
        "contentLocation": _place(reading),
        "image": [_picture(one.file.id) for one in reading.pictures[:1] if _is_up(one)],
        "commentCount": post.comment_count or None,
        **_family(post, family),
    }


def of_group(group: WorkingGroup) -> Data:
    return {
        "@type": "CollectionPage",
        "url": absolute(url_for("feeds.of_group", slug=group.slug, medium="html")),
        "name": local(group.names),
        "description": local(group.short_descriptions),
        "inLanguage": current_language(),
        "dateModified": _moment(group.last_published_at),
        "isPartOf": {"@type": "WebSite", "url": absolute("/")},
    }


def of_site() -> Data:
    return {
        "@type": "WebSite",
        "url": absolute(url_for("pages.home")),
        "name": "UCLG Share",
        "inLanguage": current_language(),
        "publisher": SITE,
    }


def _question(post: Post, reading: Reading, said: Data, answered: Answered) -> Data:
    accepted = answered.accepted.comment if answered.accepted else None
    return {
        "@type": "QAPage",
        "url": said.pop("url"),
        "mainEntity": {
            "@type": "Question",
            **said,
            "name": reading.title,
            "text": _plain(reading),
            "answerCount": post.comment_count or 0,
            "about": [_theme(theme) for theme in reading.themes],
            "license": DEEDS[reading.licence],
            "acceptedAnswer": _answer(post, accepted) if accepted else None,
        },
    }


def _answer(post: Post, comment: Comment) -> Data | None:
    if not comment.is_shown:
        return None
    author = {"@type": "Person", "name": comment.author.name} if comment.author else {}
    signed = comment.organisation
    return {
        "@type": "Answer",
        "text": comment.body,
        "url": f"{_address(post)}#answer",
        "inLanguage": comment.language,
        "dateCreated": _moment(comment.written_at),
        "author": author or (_organisation(signed) if signed else SITE),
    }


def _family(post: Post, family: Iterable[Post]) -> Data:
    others = [one for one in family if one.id != post.id]
    if post.is_translation:
        original = next((one for one in others if not one.is_translation), None)
        return {"translationOfWork": _text(original) if original else None}
    return {"workTranslation": [_text(one) for one in others]}


def _text(one: Post) -> Data:
    return {
        "@type": "Article",
        "@id": permanent_id(one.id),
        "inLanguage": one.language,
        "headline": one.title,
    }


def _organisation(one: Organisation) -> Data:
    address = absolute(url_for("organisations.show", slug=one.slug))
    return {"@type": "Organization", "name": one.name, "url": address}


def _theme(theme: Theme) -> Data:
    address = absolute(url_for("feeds.of_theme", slug=theme.slug, medium="html"))
    return {"@type": "DefinedTerm", "name": local(theme.names), "url": address}


def _place(reading: Reading) -> Data | None:
    facts = reading.facts
    if not facts.place and not facts.country:
        return None
    has_point = facts.latitude is not None and facts.longitude is not None
    point = {"@type": "GeoCoordinates", "latitude": facts.latitude}
    return _without_nothing(
        {
            "@type": "Place",
            "name": facts.place,
            "address": {"@type": "PostalAddress", "addressCountry": facts.country}
            if facts.country
            else None,
            "geo": {**point, "longitude": facts.longitude} if has_point else None,
        }
    )


def _plain(reading: Reading) -> str:
    texts = [passage.html.striptags() for passage in reading.passages]
    return beginning(" ".join(texts), 1000)


def _picture(file_id: int) -> str:
    return absolute(url_for("files.picture", attachment_id=file_id, size="960"))


def _is_up(one: Any) -> bool:
    return one.file.taken_down_at is None


def _address(post: Post) -> str:
    return absolute(url_for("posts.show", post_id=post.id, slug=post.slug))


def _moment(value: Any) -> str | None:
    return value.isoformat() if value else None


def _without_nothing(data: Data) -> Data:
    return {
        key: _without_nothing(value) if isinstance(value, dict) else value
        for key, value in data.items()
        if value not in (None, "", [], {})
    }
