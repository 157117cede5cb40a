"""Whether a world is what the product would have made of the same texts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from bench.worlds.plan import Plan, Say
from uclg_share import markup
from uclg_share.comments.models import Comment
from uclg_share.counts.counting import _plain
from uclg_share.counts.models import CountedFamily, Facet, PublicNumber
from uclg_share.counts.standing import Standing, scope_of, standings
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.posts.drafts import from_plain, to_plain
from uclg_share.posts.models import Post
from uclg_share.posts.publishing import rendered
from uclg_share.search.index import keep_found
from uclg_share.search.models import SearchEntry, SearchText, SearchWord
from uclg_share.text import slugify

SAMPLE = 40


class WrongWorld(Exception):
    """Something is not as the product would have it."""


def check(app: Flask, plan: Plan, say: Say = lambda _: None) -> None:
    """Compare a sample, in an app context; raises `WrongWorld` with what differs."""
    chance = random.Random(plan.seed)  # noqa: S311  the same sample each time
    ids = sorted(chance.sample(range(1, plan.posts + 1), min(SAMPLE, plan.posts)))
    faults = [
        *_faults_of_texts(ids),
        *_faults_of_talk(ids),
        *_faults_of_numbers(ids),
        *_faults_of_index(ids),
        *_faults_of_pages(app, ids),
    ]
    db.session.rollback()
    if faults:
        raise WrongWorld("\n".join(faults))
    say(f"{len(ids)} posts are as the product makes them")


def _faults_of_texts(ids: list[int]) -> Iterator[str]:
    for post in db.session.scalars(select(Post).where(Post.id.in_(ids))):
        assert post.live_revision is not None
        content = post.live_revision.content
        draft = from_plain(content)
        told = rendered(post.kind, draft)
        if to_plain(draft) != content:
            yield f"post {post.id}: its revision reads back differently"
        if told != post.body:
            yield f"post {post.id}: its HTML"
        plain = [draft.title, draft.summary, *map(markup.plain, told.values())]
        if "\n".join(plain) != post.plain_text or slugify(draft.title) != post.slug:
            yield f"post {post.id}: its plain text or its slug"


def _faults_of_talk(ids: list[int]) -> Iterator[str]:
    for post in db.session.scalars(select(Post).where(Post.id.in_(ids))):
        said = db.session.scalars(select(Comment).where(Comment.post_id == post.id))
        found = said.all()
        if len(found) != post.comment_count:
            yield f"post {post.id}: {len(found)} comments, not {post.comment_count}"
        if found and markup.render_remark(found[0].body) != found[0].html:
            yield f"post {post.id}: the HTML of a comment"


def _faults_of_numbers(ids: list[int]) -> Iterator[str]:
    kept = {
        row.family_id: _plain(Standing(**row.facts))
        for row in db.session.scalars(
            select(CountedFamily).where(CountedFamily.family_id.in_(ids))
        )
    }
    now = {id_: _plain(standing) for id_, standing in standings(ids).items()}
    if others := [id_ for id_ in ids if kept.get(id_) != now.get(id_)]:
        yield f"families counted otherwise: {others}"
    for group in db.session.scalars(select(WorkingGroup)):
        of_kinds = select(func.coalesce(func.sum(PublicNumber.number), 0)).where(
            PublicNumber.scope == scope_of("group", group.id),
            PublicNumber.facet == Facet.KIND,
        )
        if db.session.scalar(of_kinds) != group.post_count:
            yield f"group {group.slug}: its kinds are not its {group.post_count} posts"


def _faults_of_index(ids: list[int]) -> Iterator[str]:
    """The product writes each entry again: nothing changes."""
    before = _entries(ids)
    for post in db.session.scalars(select(Post).where(Post.id.in_(ids))):
        keep_found(post)
    db.session.flush()
    after = _entries(ids)
    db.session.rollback()
    for entry in before:
        if entry not in after:
            yield f"search: the product has no such row: {str(entry)[:300]}"


def _entries(ids: list[int]) -> list[Any]:
    found: list[Any] = []
    for table in (SearchEntry.__table__, SearchWord.__table__):
        rows = db.session.execute(select(table).where(table.c.post_id.in_(ids)))
        found += [tuple(row) for row in rows]
    texts = select(SearchText.number, SearchText.words).join(
        SearchEntry, SearchEntry.number == SearchText.number
    )
    rows = db.session.execute(texts.where(SearchEntry.post_id.in_(ids)))
    found += [tuple(row) for row in rows]
    return found


def _faults_of_pages(app: Flask, ids: list[int]) -> Iterator[str]:
    rows = db.session.execute(select(Post.id, Post.slug).where(Post.id.in_(ids[:5])))
    pages = [f"/en/posts/{row.id}/{row.slug}" for row in rows]
    slugs = db.session.scalars(select(WorkingGroup.slug))
    pages += [f"/en/groups/{slug}" for slug in slugs]
    pages += ["/en/", "/en/search?q=1", "/en/organisations", "/en/map", "/en/figures"]
    db.session.rollback()
    browser = app.test_client()
    for page in pages:
        status = browser.get(page).status_code
        if status != 200:
            yield f"{page} answers {status}"
