"""From an experience to a case study, with a link both ways."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.drafts import case_study, drafted
from tests.experiences import grown_for_all, told, told_to_all
from tests.world import World
from uclg_share.audit import AuditEntry, Verb
from uclg_share.database import db
from uclg_share.permissions import ANYONE, NotAllowed
from uclg_share.posts.actions import delete, develop, hide, save
from uclg_share.posts.drafts import Draft, from_plain
from uclg_share.posts.models import Kind, Post, Reach, Stage
from uclg_share.posts.queries import (
    latest_revision,
    own_relatives,
    published_relatives,
)
from uclg_share.reviews.actions import decline, send_back, submit
from uclg_share.reviews.models import Reason


def newest(post: Post) -> Draft:
    return from_plain(latest_revision(post).content)


def test_a_case_study_begins_with_what_the_experience_says(world: World) -> None:
    post = told(world)

    study = develop(world.viewer("amina"), post)

    assert (study.kind, study.stage) == (Kind.CASE_STUDY, Stage.DRAFT)
    assert (study.author_id, study.family_id) == (world.amina.id, study.id)
    assert study.organisation_id == world.hills.id
    sections = {"what_was_done": "We walked.", "lessons": "Walk slowly."}
    expected = case_study(world, "A walk along the canal", sections=sections)
    assert newest(study) == expected


def test_the_experience_stays_as_it_is(world: World) -> None:
    post = told_to_all(world)
    before = newest(post)

    develop(world.viewer("amina"), post)

    assert (post.kind, post.stage) == (Kind.EXPERIENCE, Stage.ACCEPTED)
    assert newest(post) == before


def test_the_newest_text_is_copied(world: World) -> None:
    post, amina = told(world), world.viewer("amina")
    save(amina, post, Draft(title="Second thoughts", language="fr"), 1)

    study = develop(amina, post)

    assert (study.working_title, study.language) == ("Second thoughts", "fr")


def test_what_was_returned_may_grow(world: World) -> None:
    amina = world.viewer("amina")
    review = submit(amina, told(world), world.water)
    send_back(world.viewer("bruno"), review, Reason.UNSOURCED, "Name the report.")

    assert develop(amina, review.post).developed_from_id == review.post_id


@pytest.mark.parametrize("declined", [False, True])
def test_what_waits_or_was_declined_does_not_grow(world: World, declined: bool) -> None:
    amina = world.viewer("amina")
    review = submit(amina, told(world), world.water)
    if declined:
        decline(world.viewer("bruno"), review, Reason.UNSOURCED, "Not for us.")

    with pytest.raises(NotAllowed):
        develop(amina, review.post)


@pytest.mark.parametrize("name", ["bruno", "chen", "dina", "gabriel"])
def test_nobody_else_develops_an_experience(world: World, name: str) -> None:
    post = told_to_all(world)

    with pytest.raises(NotAllowed):
        develop(world.viewer(name), post)


def test_a_case_study_does_not_grow_into_another(world: World) -> None:
    post = drafted(world)

    with pytest.raises(NotAllowed):
        develop(world.viewer("amina"), post)


def test_developing_twice_gives_the_same_draft(world: World) -> None:
    post, amina = told(world), world.viewer("amina")
    develop(amina, told(world, title="Another walk"))

    first = develop(amina, post)
    second = develop(amina, post)

    assert first == second
    assert latest_revision(second).number == 1


def test_after_the_draft_was_deleted_one_begins_again(world: World) -> None:
    post, amina = told(world), world.viewer("amina")
    first = develop(amina, post)
    delete(amina, first)

    second = develop(amina, post)

    assert second != first
    assert own_relatives(amina, post) == [second]


def test_the_log_says_what_a_case_study_grew_out_of(world: World) -> None:
    post = told(world)

    study = develop(world.viewer("amina"), post)

    last = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)
    entry = db.session.scalars(last).one()
    assert (entry.verb, entry.subject) == (Verb.POST_STARTED, f"post:{study.id}")
    assert entry.actor_id == world.amina.id
    assert entry.data == {"developed_from": post.id}


def test_each_leads_to_the_other(world: World) -> None:
    post = told_to_all(world)
    grown_for_all(world, told_to_all(world, title="Another walk"))

    study = grown_for_all(world, post)

    assert published_relatives(ANYONE, post) == [study]
    assert published_relatives(ANYONE, study) == [post]
    assert own_relatives(world.viewer("amina"), study) == [post]
    assert own_relatives(world.viewer("bruno"), study) == []


def test_a_draft_is_nobodys_relative_in_public(world: World) -> None:
    post, amina = told_to_all(world), world.viewer("amina")

    develop(amina, post)

    assert published_relatives(amina, post) == []
    assert published_relatives(world.viewer("dina"), post) == []


@pytest.mark.parametrize("name", ["amina", "bruno", "dina"])
def test_what_is_hidden_is_nobodys_relative(world: World, name: str) -> None:
    post = told_to_all(world)
    study = grown_for_all(world, post)

    hide(world.viewer("bruno"), post, "Names a private person.")

    assert published_relatives(ANYONE, study) == []
    assert published_relatives(world.viewer(name), study) == []


def test_what_only_a_group_reads_is_a_relative_to_its_members(world: World) -> None:
    post = told_to_all(world)
    study = grown_for_all(world, post)
    study.lead_group_id, study.reach = world.budgets.id, Reach.GROUP
    db.session.flush()

    assert published_relatives(ANYONE, post) == []
    assert published_relatives(world.viewer("fatou"), post) == [study]
