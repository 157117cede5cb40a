"""What a reader finds below a post, and on which page."""

from __future__ import annotations

import pytest

from tests.drafts import case_study, published
from tests.talk import hidden, said
from tests.world import World
from uclg_share.comments import places, queries
from uclg_share.comments.actions import delete
from uclg_share.comments.models import Comment
from uclg_share.comments.places import has_room, place_in_thread, place_of
from uclg_share.comments.queries import Place, answers_to, find_comment, threads_of
from uclg_share.database import db
from uclg_share.permissions import ANYONE, Viewer
from uclg_share.posts.models import Post


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of three threads, two answers below each, three on a thread's page."""
    for module in (queries, places):
        for name, size in (("THREADS", 3), ("ANSWERS", 2), ("ON_THREAD", 3)):
            monkeypatch.setattr(module, name, size)


def words(viewer: Viewer, post: Post, place: Place = Place()) -> list[str]:  # noqa: B008
    threads = threads_of(viewer, post, place).items
    return [thread.comment.body for thread in threads]


def talk(world: World, post: Post, number: int) -> list[Comment]:
    return [said(world, post, "chen", f"Comment {at}") for at in range(number)]


def test_comments_are_read_the_oldest_first_page_by_page(world: World) -> None:
    post, other = published(world), published(world, case_study(world, "Another"))
    talk(world, post, 7)
    said(world, other)

    pages, place = [], Place()
    for _ in range(3):
        page = threads_of(ANYONE, post, place)
        pages.append([thread.comment.body[-1] for thread in page.items])
        place = Place(after=page.later)

    assert pages == [["0", "1", "2"], ["3", "4", "5"], ["6"]]
    assert page.later is None
    back = threads_of(ANYONE, post, Place(before=page.earlier))
    assert [thread.comment.body[-1] for thread in back.items] == ["3", "4", "5"]
    assert (back.earlier, back.later) == (
        back.items[0].comment.id,
        back.items[-1].comment.id,
    )


def test_the_first_page_has_none_before_it(world: World) -> None:
    post = published(world)
    first = talk(world, post, 4)[0]

    page = threads_of(ANYONE, post, Place(before=first.id + 3))

    assert [thread.comment.body for thread in page.items] == [
        "Comment 0", "Comment 1", "Comment 2",
    ]  # fmt: skip
    assert page.earlier is None


def test_the_first_answers_stand_below_a_comment(world: World) -> None:
    post = published(world)
    first, second = talk(world, post, 2)
    for at in range(4):
        said(world, post, "amina", f"Answer {at}", to=first)
    said(world, post, "amina", "Another", to=second)

    one, two = threads_of(ANYONE, post, Place()).items

    assert [answer.body for answer in one.answers] == ["Answer 0", "Answer 1"]
    assert (one.total, two.total) == (4, 1)
    page = answers_to(ANYONE, first, Place())
    assert [each.comment.body[-1] for each in page.items] == ["0", "1", "2"]
    rest = answers_to(ANYONE, first, Place(after=page.later))
    assert [each.comment.body[-1] for each in rest.items] == ["3"]


def test_a_link_leads_to_the_page_with_the_comment(world: World) -> None:
    post = published(world)
    comments = talk(world, post, 5)

    for comment in comments:
        place = place_of(ANYONE, comment)
        assert comment.body in words(ANYONE, post, place)
    assert [place_of(ANYONE, one).after for one in comments[:3]] == [None] * 3
    assert place_of(ANYONE, comments[4]).after == comments[3].id


def test_a_link_to_a_late_answer_leads_to_the_page_of_its_thread(world: World) -> None:
    post = published(world)
    (first,) = talk(world, post, 1)
    answers = [said(world, post, "amina", f"A {at}", to=first) for at in range(5)]

    assert [has_room(ANYONE, each) for each in (first, *answers[:3])] == [
        True, True, True, False,
    ]  # fmt: skip
    for answer in answers:
        page = answers_to(ANYONE, first, place_in_thread(ANYONE, answer))
        assert answer in [each.comment for each in page.items]


def test_what_is_hidden_or_deleted_is_gone_for_readers(world: World) -> None:
    post = published(world)
    taken = hidden(world, post)
    gone = said(world, post, "amina")
    delete(world.viewer("amina"), gone)

    assert words(ANYONE, post) == words(world.viewer("gabriel"), post) == []
    assert find_comment(ANYONE, post, taken.id) is None
    for name in ("chen", "bruno", "dina"):
        assert words(world.viewer(name), post) == [taken.body]
        assert find_comment(world.viewer(name), post, gone.id) is None
    assert post.comment_count == 0


def test_its_place_stays_where_others_have_answered(world: World) -> None:
    post = published(world)
    first = said(world, post)
    said(world, post, "amina", "Four did.", to=first)
    delete(world.viewer("chen"), first)
    db.session.commit()

    (thread,) = threads_of(ANYONE, post, Place()).items

    assert (thread.comment.body, thread.answers[0].body) == ("", "Four did.")
    assert post.comment_count == 1


def test_a_comment_of_another_post_is_not_found_here(world: World) -> None:
    post, other = published(world), published(world, case_study(world, "Another"))

    comment = said(world, other)

    assert find_comment(ANYONE, post, comment.id) is None
    assert find_comment(ANYONE, other, comment.id) is comment
