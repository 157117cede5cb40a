"""What pages say of themselves to machines, in the words of schema.org (JSON-LD)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from flask import url_for
from markupsafe import Markup

from uclg_share.answers.page import Answered
from uclg_share.comments.models import Comment
from uclg_share.feeds.shapes import permanent_id
from uclg_share.groups.models import WorkingGroup
from uclg_share.i18n import current_language, local
from uclg_share.metadata import things
from uclg_share.metadata.things import Data
from uclg_share.posts.display import DEEDS
from uclg_share.posts.models import Kind, Post
from uclg_share.posts.reading import Reading
from uclg_share.urls import absolute
from uclg_share.words import word

SITE: Data = {"@type": "Organization", "name": "UCLG Share"}
# A script of this type is data: nothing runs, and the policy of the page lets it be.
# Signs that could end it or mean anything in HTML are written as numbers.
HARMLESS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'\u2028\u2029"}


def script(data: Data) -> Markup:
    text = json.dumps(
        {"@context": "https://schema.org", **things.without_nothing(data)},
        ensure_ascii=False,
        separators=(",", ":"),
    ).translate(HARMLESS)
    return Markup('<script type="application/ld+json">{}</script>').format(
        Markup(text)  # noqa: S704  no sign in it means anything in HTML
    )


# Long because: one line for each word of schema.org.
def of_post(
    post: Post,
    reading: Reading,
    family: list[Post],
    writers: list[str],
    answered: Answered,
) -> Data:
    """Nothing that its page does not show this reader."""
    said: Data = {
        "@id": permanent_id(post.id),
        "url": things.address(post),
        "inLanguage": reading.language,
        "author": _authors(post, reading, writers) or SITE,
        "datePublished": things.moment(post.published_at),
        "dateModified": things.moment(post.updated_at),
        "license": DEEDS[reading.licence],
        "about": [things.theme(theme) for theme in reading.themes],
    }
    if reading.kind is Kind.QUESTION:
        return _question(post, reading, said, answered)
    pictures = [one.file for one in reading.pictures if not one.file.taken_down_at]
    return {
        "@type": "DiscussionForumPosting" if reading.kind is Kind.DEBATE else "Article",
        **said,
        "headline": reading.title,
        "description": reading.summary,
        "genre": str(word(reading.kind)),
        "publisher": SITE,
        "contentLocation": things.place(reading),
        "image": [things.picture(file.id) for file in pictures[:1]],
        "commentCount": post.comment_count or None,
        **_family(post, family),
    }


def of_group(group: WorkingGroup) -> Data:
    return {
        "@type": "CollectionPage",
        "url": absolute(url_for("feeds.of_group", slug=group.slug, medium="html")),
        "name": local(group.names),
        "inLanguage": current_language(),
        "dateModified": things.moment(group.last_published_at),
    }


def of_site() -> Data:
    return {
        "@type": "WebSite",
        "url": absolute(url_for("pages.home")),
        "name": "UCLG Share",
        "inLanguage": current_language(),
        "publisher": SITE,
    }


def _authors(post: Post, reading: Reading, writers: list[str]) -> list[Data]:
    signed = [post.organisation] if post.organisation else []
    organisations = map(things.organisation, [*signed, *reading.co_organisations])
    return [*organisations, *({"@type": "Person", "name": name} for name in writers)]


def _question(post: Post, reading: Reading, said: Data, answered: Answered) -> Data:
    accepted = answered.accepted.comment if answered.accepted else None
    return {
        "@type": "QAPage",
        "url": said.pop("url"),
        "mainEntity": {
            "@type": "Question",
            **said,
            "name": reading.title,
            "text": things.plain(reading),
            "answerCount": post.comment_count or 0,
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
        "url": f"{things.address(post)}#answer",
        "inLanguage": comment.language,
        "dateCreated": things.moment(comment.written_at),
        "author": author or (things.organisation(signed) if signed else SITE),
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
