from dataclasses import replace

import pytest
from flask import Flask

from tests.drafts import case_study, drafted, published, waiting
from tests.world import World
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.permissions import ANYONE, NotAllowed
from uclg_share.posts.actions import delete, hide, restore, save, start
from uclg_share.posts.completeness import missing
from uclg_share.posts.drafts import Draft, Resources, from_plain, to_plain
from uclg_share.posts.forms import form_for
from uclg_share.posts.models import Kind, Reach, Stage
from uclg_share.posts.queries import find_own, find_post, latest_revision
from uclg_share.posts.starting_values import values_of


def test_a_draft_needs_only_a_title(world: World) -> None:
    post = start(world.viewer("chen"), Kind.EXPERIENCE, Draft(title="First thoughts"))

    assert post.stage is Stage.DRAFT
    assert latest_revision(post).content["title"] == "First thoughts"


def test_a_visitor_cannot_start_a_draft(world: World) -> None:
    with pytest.raises(NotAllowed):
        start(ANYONE, Kind.EXPERIENCE, Draft(title="Anything"))


def test_every_saved_text_is_kept(world: World) -> None:
    post = drafted(world)

    save(world.viewer("amina"), post, case_study(world, "Second title"), 1)

    titles = [revision.content["title"] for revision in post.revisions]
    assert titles == ["Leak detection in Maputo", "Second title"]


def test_saving_the_same_text_adds_nothing(world: World) -> None:
    post = drafted(world)

    save(world.viewer("amina"), post, case_study(world), 1)

    assert latest_revision(post).number == 1


def test_an_older_window_cannot_overwrite_a_newer_text(world: World) -> None:
    post = drafted(world)
    amina = world.viewer("amina")
    save(amina, post, case_study(world, "Newer"), 1)

    with pytest.raises(ChangedMeanwhile):
        save(amina, post, case_study(world, "Older window"), 1)

    assert latest_revision(post).content["title"] == "Newer"


@pytest.mark.parametrize("name", ["bruno", "chen", "dina", "gabriel"])
def test_nobody_else_changes_a_draft(world: World, name: str) -> None:
    post = drafted(world)

    with pytest.raises(NotAllowed):
        save(world.viewer(name), post, case_study(world, "Mine now"), 1)


def test_a_waiting_text_is_not_changed_under_the_coordinators_eyes(
    world: World,
) -> None:
    review = waiting(world)

    with pytest.raises(NotAllowed):
        save(world.viewer("amina"), review.post, case_study(world, "Changed"), 1)


@pytest.mark.parametrize(
    "name, finds", [("amina", True), ("bruno", False), ("dina", False)]
)
def test_a_draft_is_found_by_its_author_alone(
    world: World, name: str, finds: bool
) -> None:
    post = drafted(world)

    assert (find_own(world.viewer(name), post.id) is not None) is finds
    assert find_post(world.viewer(name), post.id) is None


def test_a_deleted_draft_is_gone(world: World) -> None:
    post = drafted(world)

    delete(world.viewer("amina"), post)

    assert find_own(world.viewer("amina"), post.id) is None


def test_what_was_published_cannot_be_deleted(world: World) -> None:
    post = published(world)

    with pytest.raises(NotAllowed):
        delete(world.viewer("amina"), post)


def test_a_hidden_post_is_gone_for_readers_and_comes_back(world: World) -> None:
    post = published(world)
    hide(world.viewer("bruno"), post, "Names a private person.")

    assert find_post(ANYONE, post.id) is None
    assert find_post(world.viewer("bruno"), post.id) == post
    assert {line.reach for line in post.placements} == {Reach.HIDDEN}
    assert world.water.post_count == 0

    restore(world.viewer("elif"), post)

    assert find_post(ANYONE, post.id) == post
    assert world.water.post_count == 1


@pytest.mark.parametrize("name", ["amina", "chen", "fatou"])
def test_only_the_lead_groups_coordinators_hide(world: World, name: str) -> None:
    post = published(world)

    with pytest.raises(NotAllowed):
        hide(world.viewer(name), post, "No reason.")


def test_a_draft_survives_its_storage(world: World) -> None:
    draft = case_study(world)

    assert from_plain(to_plain(draft)) == draft


def test_a_complete_case_study_misses_nothing(world: World) -> None:
    assert missing(Kind.CASE_STUDY, case_study(world)) == {}


def test_an_empty_case_study_is_told_everything_that_is_missing(world: World) -> None:
    todo = missing(Kind.CASE_STUDY, Draft(title="Only a title"))

    assert set(todo) == {
        "summary", "organisation_id", "lead_group", "place", "country",
        "started", "themes", "status", "evidence",
        "context", "what_was_done", "results", "lessons",
    }  # fmt: skip


def test_invisible_letters_do_not_count_as_text(world: World) -> None:
    todo = missing(Kind.CASE_STUDY, case_study(world, title="\u200b\u2060"))

    assert "title" in todo


def test_a_large_amount_opens_as_it_was_written(app: Flask, world: World) -> None:
    with app.test_request_context():
        draft = replace(case_study(world), resources=Resources(1234567.0, "EUR", 2024))
        form = form_for(Kind.CASE_STUDY)(data=values_of(draft))

    assert 'value="1234567"' in str(form.amount)
