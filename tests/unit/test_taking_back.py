from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.drafts import case_study, published, waiting
from tests.notes import topics, verbs
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.notifications.models import Notification, Topic
from uclg_share.permissions import NotAllowed
from uclg_share.posts import actions as posts
from uclg_share.posts.models import CommitteePlacement, Placement, Post, Stage
from uclg_share.posts.queries import latest_revision
from uclg_share.reviews.actions import accept, decline, send_back, submit, take_back
from uclg_share.reviews.models import Outcome, Reason, Review


def accepted(world: World) -> Review:
    review = waiting(world)
    accept(world.viewer("elif"), review)
    db.session.commit()
    return review


def test_a_publication_taken_back_leaves_nothing_to_read(world: World) -> None:
    review = accepted(world)

    take_back(world.viewer("bruno"), review)

    post = review.post
    assert post.stage is Stage.WAITING
    assert review.outcome is Outcome.WAITING
    assert (post.title, post.published_at, post.reach, post.body) == (None,) * 4
    for lines in (Placement, CommitteePlacement):
        assert db.session.scalar(select(func.count()).select_from(lines)) == 0
    assert world.water.post_count == 0


def test_it_can_be_accepted_again(world: World) -> None:
    review = accepted(world)
    take_back(world.viewer("elif"), review)

    accept(world.viewer("bruno"), review)

    assert review.post.title == "Leak detection in Maputo"
    assert world.water.post_count == 1


def test_a_new_text_taken_back_shows_the_old_one_again(world: World) -> None:
    post = published(world)
    seen = post.published_at
    amina = world.viewer("amina")
    newer = case_study(world, "Leaks, two years on")
    posts.save(amina, post, newer, latest_revision(post).number)
    review = submit(amina, post, world.water)
    accept(world.viewer("elif"), review)

    take_back(world.viewer("elif"), review)

    assert post.title == "Leak detection in Maputo"
    assert post.published_at == seen
    assert post.stage is Stage.WAITING
    assert world.water.post_count == 1


def test_a_refusal_is_taken_back(world: World) -> None:
    review = waiting(world)
    decline(world.viewer("elif"), review, Reason.ADVERTISING, "It sells pumps.")

    take_back(world.viewer("elif"), review)

    assert (review.outcome, review.reason, review.note) == (Outcome.WAITING, None, "")
    assert review.post.stage is Stage.WAITING


def test_a_mail_that_has_not_left_stays(world: World) -> None:
    take_back(world.viewer("elif"), accepted(world))

    assert topics() == [Topic.POST_SUBMITTED, Topic.POST_SUBMITTED]


def test_an_author_who_was_told_is_told_again(world: World) -> None:
    review = accepted(world)
    notes = db.session.scalars(select(Notification))
    for note in notes:
        note.mailed_at = now()

    take_back(world.viewer("elif"), review)

    assert topics()[-2:] == [Topic.POST_ACCEPTED, Topic.POST_REOPENED]


def test_both_acts_stay_on_record(world: World) -> None:
    take_back(world.viewer("elif"), accepted(world))

    assert verbs()[-2:] == [Verb.POST_ACCEPTED, Verb.POST_REOPENED]


@pytest.mark.parametrize("name", ["amina", "chen", "fatou", "gabriel"])
def test_nobody_else_takes_a_decision_back(world: World, name: str) -> None:
    review = accepted(world)

    with pytest.raises(NotAllowed):
        take_back(world.viewer(name), review)


def test_after_ten_minutes_a_decision_stands(world: World) -> None:
    review = accepted(world)
    review.decided_at = now() - timedelta(minutes=10)

    with pytest.raises(ChangedMeanwhile):
        take_back(world.viewer("elif"), review)


def test_what_was_sent_back_is_with_the_author(world: World) -> None:
    review = waiting(world)
    send_back(world.viewer("elif"), review, Reason.UNCLEAR, "Which year?")

    with pytest.raises(ChangedMeanwhile):
        take_back(world.viewer("elif"), review)


def test_a_decision_the_author_has_built_on_stands(world: World) -> None:
    review = accepted(world)
    draft = case_study(world, "A newer title")
    posts.save(world.viewer("amina"), review.post, draft, 1)

    with pytest.raises(ChangedMeanwhile):
        take_back(world.viewer("elif"), review)


def test_another_post_is_left_alone(world: World) -> None:
    other = published(world, case_study(world, "Another"))
    review = accepted(world)

    take_back(world.viewer("elif"), review)

    shown = select(Post.id).where(Post.published_at.is_not(None))
    assert db.session.scalars(shown).all() == [other.id]
    assert world.water.post_count == 1
