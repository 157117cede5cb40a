"""Other words from the desk, taken or left by the author."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.authorship import along
from tests.drafts import case_study, waiting
from tests.families import in_review, newest
from tests.notes import notes, verbs
from tests.suggestions import BETTER, SUMMARY, suggested
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.conflicts import AlreadyDecided, ChangedMeanwhile
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.permissions import NotAllowed
from uclg_share.posts import copies
from uclg_share.posts.actions import save
from uclg_share.posts.queries import latest_revision
from uclg_share.reviews.actions import accept, decline, send_back, submit, withdraw
from uclg_share.reviews.models import Reason, Review
from uclg_share.suggestions.actions import leave, suggest, take
from uclg_share.suggestions.models import Fate, Suggestion
from uclg_share.suggestions.proposal import Proposal
from uclg_share.suggestions.queries import suggestions_in, suggestions_on
from uclg_share.suggestions.showing import Standing, offers_on


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


def test_what_the_author_changed_meanwhile_is_not_overwritten(world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    returned(review, world)
    amina = world.viewer("amina")
    save(amina, review.post, case_study(world, "My own better title"), 1)

    (offer,) = offers_on(review.post, latest_revision(review.post))
    taken = take(amina, suggestion, None, 2)

    assert [one.standing for one in offer.passages] == [Standing.CHANGED, Standing.OPEN]
    assert (taken.parts, taken.changed) == (["summary"], ["title"])
    assert newest(review.post).title == "My own better title"
    assert newest(review.post).summary == SUMMARY
    assert fates(suggestion) == {"title": None, "summary": Fate.TAKEN}


def test_whoever_reads_an_older_version_is_told(world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    returned(review, world)
    amina = world.viewer("amina")
    save(amina, review.post, replace(newest(review.post), place="Matola"), 1)

    with pytest.raises(ChangedMeanwhile) as overtaken:
        take(amina, suggestion, None, 1)

    assert overtaken.value.who == "Amina"


def test_of_two_who_answer_the_second_is_told(world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    returned(review, world)
    amina = world.viewer("amina")
    take(amina, suggestion, None, 1)

    for act in (lambda: take(amina, suggestion, None, 2),
                lambda: leave(amina, suggestion, None)):  # fmt: skip
        with pytest.raises(ChangedMeanwhile):
            act()


def test_what_was_typed_and_not_saved_is_kept(world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    returned(review, world)
    amina = world.viewer("amina")
    typed = {"title": ["Typed by me"], "summary": [case_study(world).summary]}
    copies.keep(amina, review.post, typed, 1, 0)

    taken = take(amina, suggestion, None, 1)

    copy = copies.copy_of(amina, review.post)
    assert copy is not None
    assert (taken.parts, taken.changed) == (["summary"], ["title"])
    assert copy.content == {"title": ["Typed by me"], "summary": [SUMMARY]}
    assert (copy.base, copy.sequence) == (2, 2)


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


@pytest.mark.parametrize("name", ["amina", "chen", "fatou", "gabriel"])
def test_only_those_who_judge_suggest(world: World, name: str) -> None:
    review = waiting(world)

    with pytest.raises(NotAllowed):
        suggest(world.viewer(name), review, Proposal(BETTER))


def test_nobody_suggests_on_their_own_text(world: World) -> None:
    draft = case_study(world, organisation_id=world.coast.id)
    review = waiting(world, draft, world.bruno)

    with pytest.raises(NotAllowed):
        suggest(world.viewer("bruno"), review, Proposal(BETTER))


def test_nobody_suggests_once_it_is_decided(world: World) -> None:
    review = waiting(world)
    decline(world.viewer("bruno"), review, Reason.OTHER, "No.")

    with pytest.raises(AlreadyDecided) as too_late:
        suggest(world.viewer("elif"), review, Proposal(BETTER))
    assert too_late.value.who == "Bruno"


def test_of_two_windows_the_second_is_told(world: World) -> None:
    review = waiting(world)
    suggested(world, review)

    with pytest.raises(ChangedMeanwhile):
        suggest(world.viewer("elif"), review, Proposal(BETTER, version=0))


def test_suggesting_anew_replaces_what_one_said(world: World) -> None:
    review = waiting(world)
    first = suggested(world, review)

    suggest(world.viewer("elif"), review, Proposal({"title": "Third"}, version=1))
    suggested(world, review, "bruno")

    assert {text.part: text.words for text in first.texts} == {"title": "Third"}
    assert len(suggestions_in(review)) == 2


def test_the_author_hears_of_them_at_once_or_with_the_way_back(world: World) -> None:
    review = waiting(world)
    suggested(world, review, at_once=False)
    unseen = suggestions_on(review.post)
    suggested(world, review, "bruno", results="Shorter.")
    (told,) = notes(Topic.SUGGESTION_MADE)

    returned(review, world)

    (note,) = notes(Topic.POST_RETURNED)
    assert unseen == []
    assert (told.account_id, told.data["name"]) == (world.amina.id, "Bruno")
    assert note.data["suggested"] == 3
    assert len(suggestions_on(review.post)) == 2


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


def test_after_the_next_version_they_can_be_read_still(world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    returned(review, world)
    amina = world.viewer("amina")
    save(amina, review.post, case_study(world, "Mine", summary="Short."), 1)
    second = submit(amina, review.post, world.water)
    accept(world.viewer("bruno"), second)

    taken = take(amina, suggestion, None, 2)

    (offer,) = offers_on(review.post, latest_revision(review.post))
    assert {one.standing for one in offer.passages} == {Standing.CHANGED}
    assert taken.parts == []
    assert latest_revision(review.post).number == 2


def test_a_translation_takes_words_and_follows_the_same_original(world: World) -> None:
    review = in_review(world)
    before = newest(review.post).origin
    suggestion = suggested(world, review, title="Écouter les fuites")
    send_back(world.viewer("elif"), review, Reason.UNCLEAR, "Un autre titre.")

    take(world.viewer("bruno"), suggestion, None, latest_revision(review.post).number)

    assert newest(review.post).title == "Écouter les fuites"
    assert newest(review.post).origin == before
