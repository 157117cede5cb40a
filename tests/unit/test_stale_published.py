"""A translation is marked when its original moves on, and fresh when it follows."""

from __future__ import annotations

from tests.drafts import case_study, published
from tests.families import begun, let_in, live, newest, revised, translated, write
from tests.notes import notes
from tests.world import World
from uclg_share.database import db
from uclg_share.families.composing import (
    sheet_of,
    translation_form,
    with_present_facts,
)
from uclg_share.notifications.models import Topic
from uclg_share.posts.actions import save
from uclg_share.posts.drafts import Draft, Enclosure, Partner, Source
from uclg_share.posts.models import Post
from uclg_share.posts.queries import latest_revision
from uclg_share.reviews.actions import take_back
from uclg_share.reviews.queries import last_accepted

TEXT = Draft(
    title="Leaks",
    summary="Forty leaks.",
    sections={"context": "Water.", "results": "Less."},
    place="Maputo",
    country="MZ",
    partners=(Partner("Utility", "lead"),),
    sources=(Source("Report", "https://example.org/"),),
    files=(Enclosure(7, alt="A pipe", credit="Amina"),),
)


def changed(world: World, original: Post, **sections: str) -> Post:
    parts = live(original).sections
    return revised(world, original, sections={**parts, **sections})


def test_a_change_of_the_original_marks_its_parts_alone(world: World) -> None:
    original = published(world)
    french, arabic = translated(world, original), translated(world, original, "ar")

    changed(world, original, results="Losses fell to 20 percent.")

    assert french.stale_parts == arabic.stale_parts == ["results"]
    assert original.stale_parts == []


def test_what_is_only_written_or_waits_marks_nothing(world: World) -> None:
    original = published(world)
    post = translated(world, original)

    save(world.viewer("amina"), original, case_study(world, "Not yet read"), 1)
    db.session.commit()

    assert post.stale_parts == []


def test_another_family_is_left_alone(world: World) -> None:
    original, other = published(world), published(world, case_study(world, "Wells"))
    post = translated(world, other)

    changed(world, original, results="Losses fell to 20 percent.")

    assert post.stale_parts == []


def test_a_change_that_is_taken_back_marks_nothing(world: World) -> None:
    original = published(world)
    post = translated(world, original)
    changed(world, original, results="Losses fell to 20 percent.")
    review = last_accepted(original)
    assert review is not None

    take_back(world.viewer("elif"), review)

    assert post.stale_parts == []
    assert notes(Topic.ORIGINAL_CHANGED) == []


def test_one_who_follows_a_text_that_was_taken_back_is_stale(world: World) -> None:
    original = published(world)
    changed(world, original, results="Losses fell to 20 percent.")
    post = translated(world, original)
    review = last_accepted(original)
    assert review is not None

    take_back(world.viewer("elif"), review)

    assert post.stale_parts == ["results"]


def test_a_translation_brought_up_to_date_is_fresh(world: World) -> None:
    original = published(world)
    post = translated(world, original)
    changed(world, original, results="Losses fell to 20 percent.")

    write(world, post, results="Les pertes sont à 20 pour cent.")
    let_in(world, post)

    assert post.stale_parts == []


def test_one_that_was_begun_before_the_change_is_published_stale(world: World) -> None:
    original = published(world)
    post = begun(world, original)
    write(world, post)
    changed(world, original, results="Losses fell to 20 percent.")

    let_in(world, post)

    assert post.stale_parts == ["results"]


def test_new_facts_are_marked_until_the_translation_is_sent_again(world: World) -> None:
    original = published(world)
    post = translated(world, original)
    revised(world, original, ended="2026-01")
    assert post.stale_parts == ["facts"]

    write(world, post, title="Fuites, encore")
    let_in(world, post)

    assert (post.stale_parts, post.ended) == ([], "2026-01")


def test_a_compiled_translation_follows_the_first_text(world: World) -> None:
    original = published(world)
    post = published(world, case_study(world, "Fuites", language="fr"))
    post.family_id = original.id
    db.session.commit()

    changed(world, original, results="Losses fell to 20 percent.")

    assert post.stale_parts == ["results"]


def test_translators_are_told_once_for_each_acceptance(world: World) -> None:
    original = published(world)
    french = translated(world, original)
    translated(world, original, "ar", "amina")

    changed(world, original, results="Losses fell to 20 percent.", lessons="Two.")
    changed(world, original, results="Losses fell to 10 percent.")

    told = notes(Topic.ORIGINAL_CHANGED)
    assert [note.account_id for note in told] == [
        world.bruno.id, world.amina.id, world.bruno.id, world.amina.id
    ]  # fmt: skip
    assert told[0].data["post_id"] == french.id


def test_nobody_is_told_of_what_changes_nothing(world: World) -> None:
    original = published(world)
    translated(world, original)

    changed(world, original, results=live(original).sections["results"] + "\n")

    assert notes(Topic.ORIGINAL_CHANGED) == []


def test_the_sheet_shows_what_changed_word_by_word(app: object, world: World) -> None:
    original = published(world)
    post = translated(world, original)
    changed(world, original, results="Losses fell from 50 to 20 percent.")

    viewer = world.viewer("bruno")
    own = with_present_facts(viewer, post, newest(post))
    sheet = sheet_of(viewer, post, translation_form(viewer, post, own, 1))

    (row,) = [row for row in sheet.rows if row.box]
    assert row.key == "results"
    assert row.change is not None
    pieces = [piece.text for line in row.change.lines for piece in line.pieces]
    assert "31" in pieces
    assert "20" in pieces


def test_a_text_that_was_taken_back_is_not_shown_again(world: World) -> None:
    original = published(world)
    changed(world, original, results="Ada Lovelace saw the losses fall.")
    post = translated(world, original)
    review = last_accepted(original)
    assert review is not None
    take_back(world.viewer("elif"), review)

    viewer = world.viewer("bruno")
    own = with_present_facts(viewer, post, newest(post))
    sheet = sheet_of(viewer, post, translation_form(viewer, post, own, 1))

    (row,) = [row for row in sheet.rows if row.box]
    assert (row.key, row.change) == ("results", None)
    assert latest_revision(original).number == 2
