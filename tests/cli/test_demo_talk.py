"""The people of the demo talk below a practice of their group, and ask each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.content_packs import copy_pack
from tests.demo_sites import load
from uclg_share.comments.models import Comment
from uclg_share.database import db
from uclg_share.flags.models import Flag
from uclg_share.posts.models import Kind, Post


@pytest.fixture
def talk(app: Flask, database: None, tmp_path: Path, folder: Path) -> list[Comment]:
    load(app, copy_pack(tmp_path / "pack", ("03", "08")))
    return below_practices()


def below_practices() -> list[Comment]:
    said = select(Comment).join(Comment.post).where(Post.is_compiled)
    return list(db.session.scalars(said.order_by(Comment.id)))


def test_people_talk_in_several_languages(talk: list[Comment]) -> None:
    (post,) = {comment.post for comment in talk}

    assert post.seed_slug == "gaziantep-migration-directorate"
    assert {one.language for one in talk} == {"en", "fr", "ar"}
    assert [one.parent_id for one in talk[:3]] == [None, talk[0].id, talk[0].id]
    assert post.comment_count == len(talk) - 1
    assert post.helpful_count == 2


def test_one_comment_is_hidden_and_one_waits_on_the_desk(talk: list[Comment]) -> None:
    (flag,) = db.session.scalars(select(Flag))

    assert [one.hidden_reason for one in talk if one.hidden_at] == [
        "It names a person who has not agreed."
    ]
    assert flag.settled_at is None
    assert flag.comment in talk


def test_without_a_practice_of_the_group_nobody_talks(
    app: Flask, database: None, tmp_path: Path, folder: Path
) -> None:
    load(app, copy_pack(tmp_path / "pack", ("08",)))

    assert below_practices() == []


def test_people_ask_debate_and_announce(talk: list[Comment]) -> None:
    kinds = [kind for kind in Kind if kind.is_talk]
    found = select(Post).where(Post.kind.in_(kinds)).order_by(Post.id)
    posts = db.session.scalars(found).all()

    assert [(post.kind.value, post.language) for post in posts] == [
        ("question", "fr"),
        ("question", "es"),
        ("debate", "en"),
        ("announcement", "ar"),
    ]
    assert [post.answered_at is not None for post in posts] == [True] + [False] * 3
    assert [post.link_count for post in posts] == [1, 0, 0, 0]
