"""How far a published text is seen: as its lead group is, and nowhere further."""

from __future__ import annotations

from tests.drafts import case_study, published
from tests.every_post import let_in
from tests.world import World
from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.feeds.queries import of_group
from uclg_share.groups.models import Role, WorkingGroup
from uclg_share.permissions import ANYONE, Viewer
from uclg_share.posts.actions import hide, restore, save
from uclg_share.posts.models import Post, Reach
from uclg_share.posts.placing import set_reach_of_group
from uclg_share.posts.queries import find_post, latest_revision
from uclg_share.reviews.actions import accept, submit, take_back
from uclg_share.reviews.models import Review

SECRET = "What we do not tell everyone"


def feed(viewer: Viewer, group: WorkingGroup) -> list[int]:
    return [row.id for row in db.session.execute(of_group(viewer, group, ("en",)))]


def for_members(world: World) -> Post:
    """Led by Budgets, which is for its members, and tagged to Water, which is not."""
    draft = case_study(
        world,
        SECRET,
        group_ids=(world.budgets.id, world.water.id),
        organisation_id=world.coast.id,
    )
    return published(world, draft, world.fatou, world.budgets)


def revised(world: World, post: Post, author: Account, group: WorkingGroup) -> Review:
    """A newer text of a published post, sent to this group."""
    ids = (group.id,)
    newer = case_study(world, "Newer", group_ids=ids, organisation_id=world.coast.id)
    viewer = world.viewer(author.name.lower())
    save(viewer, post, newer, latest_revision(post).number)
    return submit(viewer, post, group)


def by_bruno(world: World) -> Post:
    draft = case_study(world, organisation_id=world.coast.id)
    return published(world, draft, world.bruno)


def test_members_of_another_group_do_not_see_what_one_keeps_to_itself(
    world: World,
) -> None:
    post = for_members(world)

    assert feed(world.viewer("fatou"), world.budgets) == [post.id]
    assert feed(world.viewer("amina"), world.water) == []
    assert feed(world.viewer("bruno"), world.water) == []
    assert world.water.post_count == 0
    assert world.budgets.post_count == 1


def test_what_was_for_members_is_listed_everywhere_once_its_group_opens(
    world: World,
) -> None:
    post = for_members(world)

    set_reach_of_group(world.budgets, Reach.PUBLIC)

    assert feed(ANYONE, world.water) == [post.id]
    assert world.water.post_count == 1

    set_reach_of_group(world.budgets, Reach.GROUP)

    assert feed(world.viewer("amina"), world.water) == []
    assert world.water.post_count == 0


def test_a_text_restored_is_seen_as_far_as_before(world: World) -> None:
    post = for_members(world)
    hide(world.viewer("fatou"), post, "Names a private person.")

    restore(world.viewer("fatou"), post)

    assert feed(world.viewer("fatou"), world.budgets) == [post.id]
    assert feed(world.viewer("amina"), world.water) == []


def test_a_newer_text_of_a_hidden_post_stays_hidden(world: World) -> None:
    post = by_bruno(world)
    hide(world.viewer("elif"), post, "Names a private person.")

    accept(world.viewer("elif"), revised(world, post, world.bruno, world.water))

    assert post.title == "Newer"
    assert find_post(ANYONE, post.id) is None
    assert feed(world.viewer("amina"), world.water) == []
    assert world.water.post_count == 0


def test_a_text_that_moves_to_a_members_group_is_read_by_its_members(
    world: World,
) -> None:
    let_in(world.bruno, [world.budgets], Role.MEMBER)
    post = by_bruno(world)

    review = revised(world, post, world.bruno, world.budgets)
    accept(world.viewer("fatou"), review)

    assert find_post(ANYONE, post.id) is None
    assert find_post(world.viewer("fatou"), post.id) == post

    take_back(world.viewer("fatou"), review)

    assert find_post(ANYONE, post.id) == post
    assert feed(ANYONE, world.water) == [post.id]
