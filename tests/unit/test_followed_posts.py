"""Who follows a post hears of what becomes of it."""

from __future__ import annotations

from tests.drafts import case_study, published, waiting
from tests.followers import follows
from tests.notes import notes
from tests.talk import said
from tests.world import World
from uclg_share.database import now
from uclg_share.notifications.models import Topic
from uclg_share.posts import actions
from uclg_share.posts.models import Reach
from uclg_share.posts.placing import set_reach
from uclg_share.reviews.actions import accept, submit


def test_a_comment_is_told_to_who_follows_the_post(world: World) -> None:
    text = published(world)
    for who in (world.chen, world.gabriel, world.amina):
        follows(who, text)

    said(world, text, "gabriel", "Does it work in winter?")

    assert [note.account_id for note in notes(Topic.FOLLOWED_COMMENTED)] == [
        world.chen.id
    ]
    assert [note.account_id for note in notes(Topic.POST_COMMENTED)] == [world.amina.id]


def test_a_new_version_is_told_once_it_cannot_be_taken_back(world: World) -> None:
    text = published(world)
    follows(world.chen, text)
    follows(world.amina, text)
    amina = world.viewer("amina")

    actions.save(amina, text, case_study(world, "Leaks, told anew"), 1)
    accept(world.viewer("elif"), submit(amina, text, world.water))

    [note] = notes(Topic.FOLLOWED_CHANGED)
    assert note.account_id == world.chen.id
    assert note.due_at > now()


def test_who_may_no_longer_read_a_post_hears_nothing_of_it(world: World) -> None:
    text = published(world)
    follows(world.chen, text)
    set_reach(text, Reach.GROUP)

    said(world, text, "bruno", "For members alone.")

    assert notes(Topic.FOLLOWED_COMMENTED) == []


def test_a_first_version_is_no_news_to_followers(world: World) -> None:
    follows(world.chen, published(world))

    accept(world.viewer("elif"), waiting(world))

    assert notes(Topic.FOLLOWED_CHANGED) == []
