"""Editors and representatives change what their organisation has sent in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.authorship import editor
from tests.drafts import case_study, drafted, published, waiting
from tests.notes import notes
from tests.world import World
from uclg_share.authorship.queries import texts_of_organisations
from uclg_share.database import db
from uclg_share.groups.models import Membership
from uclg_share.notifications.models import Topic
from uclg_share.organisations.affiliations import ask, confirm
from uclg_share.permissions import OPERATOR, NotAllowed, may_edit, may_judge
from uclg_share.posts.actions import save
from uclg_share.posts.drafts import from_plain
from uclg_share.posts.models import Post
from uclg_share.posts.queries import find_own, latest_revision
from uclg_share.reviews.actions import accept, send_back, submit, withdraw
from uclg_share.reviews.models import Reason


def gabriel_joins_water(world: World) -> None:
    db.session.add(Membership(account=world.gabriel, group=world.water))
    db.session.flush()


def with_both(world: World) -> None:
    """Amina writes for the Coast as well."""
    confirm(OPERATOR, ask(world.amina, world.coast))


def handed_over(world: World) -> Post:
    """Amina's newest draft of a text of the Hills names the Coast."""
    post = published(world)
    to_coast = case_study(world, "For the coast", organisation_id=world.coast.id)
    save(world.viewer("amina"), post, to_coast, 1)
    return post


def test_an_editor_finds_what_was_sent_in_and_no_draft(world: World) -> None:
    draft, review = drafted(world), waiting(world)
    post = published(world)
    published(world, case_study(world, organisation_id=world.coast.id), world.bruno)
    editor(world, "hana", world.hills)

    for name in ("gabriel", "hana"):
        found = db.session.scalars(texts_of_organisations(world.viewer(name)))
        assert {one.id for one in found} == {review.post.id, post.id}
        assert find_own(world.viewer(name), draft.id) is None
    assert db.session.scalars(texts_of_organisations(world.viewer("amina"))).all() == []


def test_the_version_says_who_edited(world: World) -> None:
    post = published(world)

    save(world.viewer("gabriel"), post, case_study(world, "Revised"), 1)

    assert latest_revision(post).editor == world.gabriel
    assert (post.title, post.author) == ("Leak detection in Maputo", world.amina)
    assert notes(Topic.POST_SENT_BY_OTHER) == []


def test_an_editor_of_the_group_sends_it_in_and_the_author_hears(
    world: World,
) -> None:
    gabriel_joins_water(world)
    post = published(world)
    save(world.viewer("gabriel"), post, case_study(world, "Revised"), 1)

    review = submit(world.viewer("gabriel"), post, world.water)
    [note] = notes(Topic.POST_SENT_BY_OTHER)
    assert (note.account_id, note.data["name"]) == (world.amina.id, "Gabriel")
    accept(world.viewer("elif"), review)

    heard = {note.account_id for note in notes(Topic.POST_ACCEPTED)}
    assert heard == {world.amina.id, world.gabriel.id}
    assert post.title == "Revised"


def test_an_editor_outside_the_group_sends_nothing_in(world: World) -> None:
    post = published(world)
    save(world.viewer("gabriel"), post, case_study(world, "Revised"), 1)

    with pytest.raises(NotAllowed):
        submit(world.viewer("gabriel"), post, world.water)


def test_an_editor_takes_back_what_waits(world: World) -> None:
    review = waiting(world)

    withdraw(world.viewer("gabriel"), review)

    assert not may_edit(world.viewer("gabriel"), review.post)
    assert may_edit(world.viewer("amina"), review.post)


@pytest.mark.parametrize("name", ["bruno", "elif", "chen", "dina", "fatou"])
def test_nobody_else_edits(world: World, name: str) -> None:
    post = published(world)

    with pytest.raises(NotAllowed):
        save(world.viewer(name), post, case_study(world, "Theirs"), 1)


def test_a_draft_that_names_another_organisation_changes_no_byline(
    world: World,
) -> None:
    with_both(world)

    post = handed_over(world)

    assert post.organisation_id == world.hills.id
    assert may_edit(world.viewer("gabriel"), post)
    assert not may_edit(world.viewer("bruno"), post)


def test_the_byline_changes_with_the_acceptance(world: World) -> None:
    with_both(world)
    post = handed_over(world)

    accept(world.viewer("elif"), submit(world.viewer("amina"), post, world.water))

    assert post.organisation_id == world.coast.id
    assert may_edit(world.viewer("bruno"), post)


def test_nobody_sends_in_for_an_organisation_that_has_not_confirmed_them(
    world: World,
) -> None:
    post = handed_over(world)

    with pytest.raises(NotAllowed):
        submit(world.viewer("amina"), post, world.water)


def test_an_editor_cannot_take_a_text_along_to_another_organisation(
    world: World,
) -> None:
    confirm(OPERATOR, ask(world.gabriel, world.coast))
    post = published(world)

    taken = case_study(world, "Taken", organisation_id=world.coast.id)
    save(world.viewer("gabriel"), post, taken, 1)

    kept = from_plain(latest_revision(post).content)
    assert kept == replace(taken, organisation_id=world.hills.id)


def test_the_language_of_a_live_text_changes_with_the_acceptance(
    world: World,
) -> None:
    post = published(world)

    save(world.viewer("amina"), post, case_study(world, "En", language="fr"), 1)

    assert post.language == "en"


def test_nobody_judges_what_they_changed_for_a_colleague(world: World) -> None:
    by_coast = case_study(world, "Ours", organisation_id=world.coast.id)
    review = waiting(world, by_coast, world.elif_)
    assert may_judge(world.viewer("bruno"), review)
    send_back(world.viewer("bruno"), review, Reason.OTHER, "Say more.")
    save(world.viewer("bruno"), review.post, replace(by_coast, title="Ours!"), 1)

    again = submit(world.viewer("elif"), review.post, world.water)

    assert not may_judge(world.viewer("bruno"), again)
    with pytest.raises(NotAllowed):
        accept(world.viewer("bruno"), again)
    assert may_judge(world.viewer("dina"), again)
