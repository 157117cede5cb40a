"""Translations of texts of the named world, at every step of their way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.drafts import published
from tests.world import World
from uclg_share.database import db
from uclg_share.families.actions import begin
from uclg_share.families.composing import with_present_facts
from uclg_share.families.words import with_words, words_of
from uclg_share.posts.actions import save
from uclg_share.posts.drafts import Draft, from_plain
from uclg_share.posts.models import Post
from uclg_share.posts.queries import latest_revision
from uclg_share.reviews.actions import accept, submit
from uclg_share.reviews.models import Review

FRENCH = "Recherche de fuites à Maputo"


def begun(
    world: World, original: Post, language: str = "fr", who: str = "bruno"
) -> Post:
    """A draft without a word yet; Bruno writes for another organisation."""
    post = begin(world.viewer(who), original, language)
    db.session.commit()
    return post


def written(
    world: World, original: Post, language: str = "fr", who: str = "bruno", **words: str
) -> Post:
    """A draft in which every word has its translation."""
    post = begun(world, original, language, who)
    write(world, post, who, **words)
    return post


def write(world: World, post: Post, who: str = "bruno", **words: str) -> None:
    """Say all that the original says now, and follow it."""
    own = newest(post)
    original = live(post.original)
    said = {
        key: f"{text} ({post.language})" for key, text in words_of(original).items()
    }
    said = {key: text for key, text in said.items() if words_of(original)[key]}
    facts = with_present_facts(world.viewer(who), post, own)
    follow(world, post, with_words(facts, said | words), who)


def follow(world: World, post: Post, text: Draft, who: str = "bruno") -> None:
    assert text.origin is not None
    assert post.original is not None
    assert post.original.live_revision is not None
    number = post.original.live_revision.number
    origin = replace(text.origin, follows=dict.fromkeys(text.origin.follows, number))
    base = latest_revision(post).number
    save(world.viewer(who), post, replace(text, origin=origin), base)
    db.session.commit()


def translated(
    world: World, original: Post, language: str = "fr", who: str = "bruno", **words: str
) -> Post:
    """Published: Elif accepted it."""
    return let_in(world, written(world, original, language, who, **words), who)


def let_in(world: World, post: Post, who: str = "bruno", judge: str = "elif") -> Post:
    review = submit(world.viewer(who), post, world.water)
    accept(world.viewer(judge), review)
    db.session.commit()
    return post


def revised(world: World, original: Post, **changes: Any) -> Post:
    """Amina changes the original and Elif accepts it."""
    latest = latest_revision(original)
    text = replace(from_plain(latest.content), **changes)
    save(world.viewer("amina"), original, text, latest.number)
    return let_in(world, original, "amina")


def newest(post: Post) -> Draft:
    return from_plain(latest_revision(post).content)


def live(post: Post | None) -> Draft:
    assert post is not None
    assert post.live_revision is not None
    return from_plain(post.live_revision.content)


def live_number(post: Post | None) -> int:
    assert post is not None
    assert post.live_revision is not None
    return post.live_revision.number


def in_review(world: World) -> Review:
    """Bruno's translation of a text of Amina's, sent in."""
    post = written(world, published(world))
    return submit(world.viewer("bruno"), post, world.water)
