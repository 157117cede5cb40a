"""Organisations say what was of help to them: names, never a score."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.drafts import case_study, published
from tests.notes import verbs
from tests.talk import said
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.comments import praise
from uclg_share.comments.actions import delete
from uclg_share.comments.helping import find, take_back
from uclg_share.comments.models import Helpful
from uclg_share.comments.praise import praise_of
from uclg_share.database import db, now
from uclg_share.organisations.models import Affiliation, Organisation, OrganisationType
from uclg_share.permissions import ANYONE, NotAllowed, Viewer
from uclg_share.posts.actions import hide
from uclg_share.posts.models import Post


def names(viewer: Viewer, post: Post, *comments: int) -> dict[int | None, list[str]]:
    found = praise_of(viewer, post, comments)
    return {
        key: [name for _, name, _ in one.organisations] for key, one in found.items()
    }


def another(world: World, name: str, who: str = "gabriel") -> Organisation:
    """One more organisation, for which somebody writes too."""
    one = Organisation(
        slug=name.lower(),
        name=name,
        type=OrganisationType.LOCAL_GOVERNMENT,
        country="TN",
        confirmed_at=now(),
    )
    account = getattr(world, who)
    db.session.add(Affiliation(account=account, organisation=one, confirmed_at=now()))
    db.session.commit()
    return one


def test_an_organisation_is_named_once(world: World) -> None:
    post, other = published(world), published(world, case_study(world, "Another"))
    find(world.viewer("fatou"), post, world.coast.id)

    find(world.viewer("bruno"), post, world.coast.id)

    assert names(ANYONE, post) == {None: ["Federation of Coastal Towns"]}
    assert names(ANYONE, other) == {}
    assert (post.helpful_count, other.helpful_count) == (1, 0)
    assert verbs().count(Verb.HELPFUL_SAID) == 1


def test_a_comment_is_helpful_by_itself(world: World) -> None:
    post = published(world)
    comment, second = said(world, post), said(world, post, "amina")

    find(world.viewer("amina"), comment, world.hills.id)

    hills = "Association of Hill Municipalities"
    assert names(ANYONE, post, comment.id, second.id) == {comment.id: [hills]}
    assert post.helpful_count == 0


def test_it_is_taken_back_by_anybody_who_writes_for_it(world: World) -> None:
    post = published(world)
    find(world.viewer("fatou"), post, world.coast.id)

    take_back(world.viewer("bruno"), post, world.coast.id)
    take_back(world.viewer("bruno"), post, world.coast.id)

    assert (names(ANYONE, post), post.helpful_count) == ({}, 0)
    assert verbs()[-1] is Verb.HELPFUL_WITHDRAWN
    with pytest.raises(NotAllowed):
        take_back(world.viewer("amina"), post, world.coast.id)


@pytest.mark.parametrize("name", ["chen", "dina", "amina", "gabriel"])
def test_without_another_organisation_nobody_says_it(world: World, name: str) -> None:
    post = published(world)

    for organisation in (world.hills, world.coast):
        with pytest.raises(NotAllowed):
            find(world.viewer(name), post, organisation.id)
    assert db.session.scalars(select(Helpful)).all() == []


def test_one_with_two_organisations_does_not_praise_the_own_text(world: World) -> None:
    post, town = published(world), another(world, "Oued Sefra")

    find(world.viewer("gabriel"), post, town.id)

    with pytest.raises(NotAllowed):
        find(world.viewer("gabriel"), post, world.hills.id)
    assert names(ANYONE, post) == {None: ["Oued Sefra"]}


def test_what_is_hidden_is_not_praised(world: World) -> None:
    post = published(world)
    hide(world.viewer("elif"), post, "Names a person.")

    with pytest.raises(NotAllowed):
        find(world.viewer("bruno"), post, world.coast.id)


def test_some_are_named_the_own_first_the_others_counted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(praise, "NAMED", 2)
    post = published(world)
    for one in [another(world, name) for name in ("Aa", "Bb", "Cc")]:
        find(world.viewer("gabriel"), post, one.id)
    find(world.viewer("fatou"), post, world.coast.id)

    seen = praise_of(world.viewer("bruno"), post, [])[None]

    assert [name for _, name, _ in seen.organisations] == [
        "Federation of Coastal Towns", "Aa",
    ]  # fmt: skip
    assert seen.total == 4
    assert names(ANYONE, post) == {None: ["Aa", "Bb"]}


def test_a_deleted_comment_takes_its_praise_along(world: World) -> None:
    post = published(world)
    comment = said(world, post)
    find(world.viewer("amina"), comment, world.hills.id)

    delete(world.viewer("chen"), comment)

    assert db.session.scalars(select(Helpful)).all() == []
