"""What the acts on one text of a family mean for the others.

The original is always locked before its translations are looked at: of an acceptance of
each in the same moment, the second finds what the first has left.
"""

from __future__ import annotations

from typing import Any

from uclg_share.accounts.models import Account
from uclg_share.conflicts import ChangedMeanwhile, PutAway
from uclg_share.database import db
from uclg_share.families.queries import (
    followed_versions,
    rivals_of,
    translations_of,
)
from uclg_share.families.reach import carry_reach
from uclg_share.families.stale import changed_between, stale_parts
from uclg_share.following.telling import tell_of_version
from uclg_share.notifications.actions import notify, recall
from uclg_share.notifications.models import Topic
from uclg_share.organisations.people import representatives_of
from uclg_share.posts.drafts import from_plain
from uclg_share.posts.models import Post, Reach, Revision
from uclg_share.reviews.models import Review


def hold_family(post: Post) -> None:
    """Before a text is published or taken back. What is no longer current gets no
    newer text and no translation: raises `PutAway`."""
    if post.is_translation and post.original:
        db.session.refresh(post.original, with_for_update={"of": Post})
    if (post.original or post).archived_at is not None:
        raise PutAway


def refuse_second(post: Post) -> None:
    """A family has one text in a language. Raises `ChangedMeanwhile`."""
    if post.is_translation and rivals_of(post):
        raise ChangedMeanwhile


def accepted(review: Review, before: Revision | None) -> None:
    """`before`: what readers saw until this acceptance."""
    post = review.post
    if post.is_translation:
        _share_signers(post)
        mark(post)
        if before is None:
            _tell_of_translation(review)
        return
    carry_reach(post)
    if before:
        tell_of_version(post, {post.author_id or 0, post.keeper_id or 0})
    for translation in translations_of(post):
        mark(translation)
        _share_signers(translation)
        if before and _is_touched(translation, before):
            _tell_translator(translation, review)


def taken_back(review: Review) -> None:
    """Whoever no mail has reached yet hears nothing of it."""
    post = review.post
    if post.is_translation:
        if post.live_revision:
            _share_signers(post)
        mark(post)
        for who in _owners_of(post.original):
            recall(who, Topic.TRANSLATION_PUBLISHED, review.id)
        return
    carry_reach(post)
    for translation in translations_of(post):
        mark(translation)
        if translation.answering:
            recall(translation.answering, Topic.ORIGINAL_CHANGED, review.id)


def mark(translation: Post) -> None:
    """Note which parts its original says otherwise now."""
    original, own = translation.original, translation.live_revision
    if original is None or original.live_revision is None or own is None:
        return
    origin = from_plain(own.content).origin
    now = from_plain(original.live_revision.content)
    versions = followed_versions(original, origin)
    translation.stale_parts = stale_parts(origin, now, versions)


def carry_signers(original: Post) -> None:
    """Who signs the original signs what is said in its name."""
    for translation in translations_of(original):
        _share_signers(translation)


def tell_of_hiding(translations: list[Post], reason: str) -> None:
    """Translators hear of it as the author of the original does."""
    for post in translations:
        if post.answering:
            about = {"title": post.title, "reason": reason}
            notify([post.answering], Topic.POST_HIDDEN, **about)


def tell_of_showing(posts: list[Post], reason: str) -> None:
    """Whoever answers for a text that was hidden, once readers have it again."""
    for post in posts:
        if post.answering and post.reach is not Reach.HIDDEN:
            about = {"post_id": post.id, "title": post.title, "reason": reason}
            notify([post.answering], Topic.POST_RESTORED, **about)


def _share_signers(translation: Post) -> None:
    if translation.original:
        translation.co_organisations = list(translation.original.co_organisations)


def _is_touched(translation: Post, before: Revision) -> bool:
    """Whether this acceptance, and not an earlier one, made a part of it stale."""
    assert translation.original is not None
    live = translation.original.live_revision
    assert live is not None
    changed = changed_between(from_plain(before.content), from_plain(live.content))
    return bool(changed & set(translation.stale_parts))


def _tell_translator(translation: Post, review: Review) -> None:
    if translation.answering:
        about = _about(translation, review)
        notify([translation.answering], Topic.ORIGINAL_CHANGED, **about)


def _tell_of_translation(review: Review) -> None:
    """The owner of the original and the representatives of its organisation."""
    translator = review.post.answering
    heard = [who for who in _owners_of(review.post.original) if who != translator]
    about = _about(review.post, review)
    notify(heard, Topic.TRANSLATION_PUBLISHED, **about)


def _owners_of(original: Post | None) -> list[Account]:
    if original is None:
        return []
    organisation = original.organisation
    speakers = representatives_of(organisation) if organisation else []
    heard = [original.answering, *speakers]
    return list(dict.fromkeys(who for who in heard if who))


def _about(translation: Post, review: Review) -> dict[str, Any]:
    original = translation.original
    return {
        "post_id": translation.id,
        "slug": translation.slug or "",
        "title": translation.title,
        "language": translation.language,
        "review_id": review.id,
        "original_id": original.id if original else 0,
        "original_title": original.title if original else "",
        "original_language": original.language if original else "",
        "original_slug": (original.slug or "") if original else "",
        "translator": translation.answering.name if translation.answering else "",
    }
