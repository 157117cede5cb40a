"""The author takes the words of the desk, or leaves them."""

from __future__ import annotations

import pytest

from tests.authorship import along
from tests.drafts import case_study, waiting
from tests.families import in_review, newest
from tests.notes import notes, verbs
from tests.suggestions import BETTER, SUMMARY, suggested
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.permissions import NotAllowed
from uclg_share.posts.queries import latest_revision
from uclg_share.reviews.actions import send_back, withdraw
from uclg_share.reviews.models import Reason, Review
from uclg_share.suggestions.actions import leave, take
from uclg_share.suggestions.models import Fate, Suggestion


def returned(review: Review, world: World) -> None:
    send_back(world.viewer("bruno"), review, Reason.UNCLEAR, "Shorter, please.")
    db.session.commit()


def fates(suggestion: Suggestion) -> dict[str, Fate | None]:
    db.session.expire_all()
    return {text.part: text.fate for text in suggestion.texts}


def test_the_author_takes_all_in_one_act(world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    returned(review, world)

    taken = take(world.viewer("amina"), suggestion, None, 1)

    text = newest(review.post)
    assert (text.title, text.summary) == (BETTER["title"], SUMMARY)
    assert text.sections == case_study(world).sections
    assert latest_revision(review.post).number == 2
    assert taken.parts == ["title", "summary"]
    assert fates(suggestion) == {"title": Fate.TAKEN, "summary": Fate.TAKEN}


def test_one_part_is_taken_and_the_other_left(world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review, results="From 50 to 31 percent.", title="X")
    returned(review, world)
    amina = world.viewer("amina")

    take(amina, suggestion, {"results"}, 1)
    leave(amina, suggestion, None)

    assert newest(review.post).sections["results"] == "From 50 to 31 percent."
    assert newest(review.post).title == "Leak detection in Maputo"
    assert fates(suggestion) == {"results": Fate.TAKEN, "title": Fate.LEFT}


def test_nothing_is_taken_while_the_text_waits(world: World) -> None:
    suggestion = suggested(world, waiting(world))

    with pytest.raises(NotAllowed):
        take(world.viewer("amina"), suggestion, None, 1)


def test_taken_back_the_text_takes_the_words(world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    withdraw(world.viewer("amina"), review)

    take(world.viewer("amina"), suggestion, None, 1)

    assert newest(review.post).title == BETTER["title"]


@pytest.mark.parametrize("name", ["chen", "bruno", "elif", "fatou", "dina"])
def test_nobody_takes_words_into_the_text_of_others(world: World, name: str) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    returned(review, world)

    for act in (lambda: take(world.viewer(name), suggestion, None, 1),
                lambda: leave(world.viewer(name), suggestion, None)):  # fmt: skip
        with pytest.raises(NotAllowed):
            act()


def test_a_co_author_takes_them_too(world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    returned(review, world)
    along(world, review.post, world.fatou)

    take(world.viewer("fatou"), suggestion, None, 1)

    assert newest(review.post).title == BETTER["title"]


def test_whoever_suggested_hears_that_it_was_taken(world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    returned(review, world)

    take(world.viewer("amina"), suggestion, {"title"}, 1)

    (note,) = notes(Topic.SUGGESTION_TAKEN)
    assert (note.account_id, note.data["number"]) == (world.elif_.id, 1)
    assert note.data["name"] == "Amina"


def test_every_act_leaves_its_trace(world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    returned(review, world)
    amina = world.viewer("amina")

    take(amina, suggestion, {"title"}, 1)
    leave(amina, suggestion, None)

    said = [verb for verb in verbs() if verb.value.startswith("suggestion.")]
    assert said == [
        Verb.SUGGESTION_MADE, Verb.SUGGESTION_TAKEN, Verb.SUGGESTION_LEFT,
    ]  # fmt: skip


def test_a_translation_takes_words_and_follows_the_same_original(world: World) -> None:
    review = in_review(world)
    before = newest(review.post).origin
    suggestion = suggested(world, review, title="Écouter les fuites")
    send_back(world.viewer("elif"), review, Reason.UNCLEAR, "Un autre titre.")

    take(world.viewer("bruno"), suggestion, None, latest_revision(review.post).number)

    assert newest(review.post).title == "Écouter les fuites"
    assert newest(review.post).origin == before
