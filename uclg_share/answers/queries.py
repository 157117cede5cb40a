"""What answers a question, and which questions still wait for an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Select, or_, select
from sqlalchemy.orm import joinedload

from uclg_share.answers.models import AcceptedAnswer, PostAnswer
from uclg_share.comments.models import Comment
from uclg_share.comments.queries import WITH_PEOPLE
from uclg_share.database import db
from uclg_share.families.best import best_of_each, in_best_language
from uclg_share.permissions import Viewer, listed, own_posts, readable_posts
from uclg_share.posts.models import Kind, Placement, Post, Reach
from uclg_share.prepared import given, prepared

PRACTICES = (Kind.CASE_STUDY, Kind.EXPERIENCE)
MOST_LINKS = 50


@dataclass(frozen=True)
class Linked:
    """A link as a reader sees it: `post` is the other end, in the best language."""

    link: PostAnswer
    post: Post


def accepted_answer(post: Post) -> AcceptedAnswer | None:
    """Of a question in any of its languages, with the people behind it."""
    people = [joinedload(AcceptedAnswer.comment).options(*WITH_PEOPLE)]
    parent = joinedload(AcceptedAnswer.comment).joinedload(Comment.post)
    return db.session.scalar(
        select(AcceptedAnswer)
        .where(AcceptedAnswer.question_id == post.family_id)
        .options(*people, parent)
    )


def answer_with(comment: Comment) -> AcceptedAnswer | None:
    return db.session.scalar(
        select(AcceptedAnswer).where(AcceptedAnswer.comment_id == comment.id)
    )


def links_of(viewer: Viewer, post: Post, languages: tuple[str, ...]) -> list[Linked]:
    """The practices that answer a question, or the questions a practice answers."""
    is_question = post.kind is Kind.QUESTION
    here, there = PostAnswer.answer_id, PostAnswer.question_id
    if is_question:
        here, there = there, here
    standing = (
        select(PostAnswer)
        .where(here == post.family_id, PostAnswer.ended_at.is_(None))
        .options(
            joinedload(PostAnswer.question),
            joinedload(PostAnswer.answer),
            joinedload(PostAnswer.by),
        )
        .order_by(PostAnswer.id)
        .limit(MOST_LINKS)
    )
    links = list(db.session.scalars(standing))
    ends = {link.id: _end(link, there.key) for link in links}
    best = best_texts(viewer, ends.values(), languages)
    return [Linked(one, best[ends[one.id]]) for one in links if ends[one.id] in best]


def best_texts(
    viewer: Viewer, family_ids: Iterable[int], languages: tuple[str, ...]
) -> dict[int, Post]:
    """Of each family the text this reader reads best; none they may not read."""
    texts = select(Post).where(
        Post.family_id.in_(set(family_ids)),
        readable_posts(viewer),
        Post.hidden_at.is_(None),
        Post.reach != Reach.HIDDEN,
    )
    return best_of_each(db.session.scalars(texts), languages)


def find_link(post: Post, link_id: int) -> PostAnswer | None:
    """A link at either end of which this post stands."""
    return db.session.scalar(
        select(PostAnswer).where(
            PostAnswer.id == link_id,
            PostAnswer.ended_at.is_(None),
            or_(
                PostAnswer.question_id == post.family_id,
                PostAnswer.answer_id == post.family_id,
            ),
        )
    )


def standing_link(question: Post, answer: Post) -> PostAnswer | None:
    return db.session.scalar(
        select(PostAnswer).where(
            PostAnswer.question_id == question.family_id,
            PostAnswer.answer_id == answer.family_id,
            PostAnswer.ended_at.is_(None),
        )
    )


def own_published(viewer: Viewer, is_question: bool) -> list[Post]:
    """Of one's own what can be linked: practices to a question, or questions."""
    kinds = [Kind.QUESTION] if is_question else PRACTICES
    mine = select(Post).where(
        own_posts(viewer),
        Post.kind.in_(kinds),
        Post.reach.in_([Reach.PUBLIC, Reach.GROUP]),
        Post.id == Post.family_id,
    )
    newest = mine.order_by(Post.published_at.desc(), Post.id.desc())
    return list(db.session.scalars(newest.limit(MOST_LINKS)))


def open_questions(
    group_ids: Iterable[int],
    languages: tuple[str, ...],
    limit: int,
    *,
    of_members: bool,
    but_of: int = 0,
) -> list[Any]:
    """The questions that wait longest in these groups; `of_members` shows those for
    members alone too, `but_of` leaves out what somebody asked."""
    lines = _open_questions(frozenset(group_ids), languages, of_members)
    # A question may stand in several groups.
    rows = lines.all(but_of=but_of, row_limit=4 * limit)
    found = {row.family_id: row for row in rows}
    return list(found.values())[:limit]


@prepared
def _open_questions(
    group_ids: frozenset[int], languages: tuple[str, ...], of_members: bool
) -> Select[Any]:
    author = Post.author_id
    return (
        select(Post.id, Post.family_id, Post.slug, Post.title, Post.language)
        .add_columns(Post.comment_count, Post.lead_group_id, Placement.open_since)
        .join(Placement, Placement.post_id == Post.id)
        .where(
            Placement.group_id.in_(sorted(group_ids)),
            listed(of_members),
            Placement.open_since.is_not(None),
            in_best_language(Placement, languages),
            or_(author.is_(None), author != given("but_of", Integer)),
        )
        .order_by(Placement.open_since, Placement.post_id)
        .limit(given("row_limit", Integer))
    )


def _end(link: PostAnswer, column: str) -> int:
    end: int = getattr(link, column)
    return end
