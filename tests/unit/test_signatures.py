"""Organisations that sign a text of others, once they have said yes."""

# Long because: every way a signature can be given, lost and asked again.
from __future__ import annotations

import pytest

from tests.affiliations import of
from tests.authorship import (
    read_with_coast,
    sent,
    sent_to_sign,
    signature_of,
    with_coast,
)
from tests.drafts import case_study, drafted, published
from tests.notes import notes, verbs
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.authorship.models import CoSignature
from uclg_share.authorship.signatures import refuse, sign, withdraw
from uclg_share.authorship.signed import asked_to_sign, find_signature, signed
from uclg_share.conflicts import AlreadyDecided, ChangedMeanwhile
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.organisations.affiliations import ask, change_role, confirm
from uclg_share.organisations.models import Role
from uclg_share.permissions import OPERATOR, NotAllowed
from uclg_share.posts.actions import save
from uclg_share.posts.queries import latest_revision
from uclg_share.reviews.actions import accept, submit, take_back
from uclg_share.reviews.actions import withdraw as take_in
from uclg_share.reviews.queries import last_accepted


def test_the_organisation_is_asked_when_the_text_is_sent_in(world: World) -> None:
    post = drafted(world, with_coast(world))
    assert db.session.get(CoSignature, (post.id, world.coast.id)) is None

    submit(world.viewer("amina"), post, world.water)

    [note] = notes(Topic.SIGNATURE_ASKED)
    assert (note.account_id, note.data["name"]) == (world.bruno.id, "Amina")
    assert asked_to_sign(world.viewer("bruno")) == [signature_of(post, world.coast)]
    assert Verb.SIGNATURE_ASKED in verbs()


def test_administrators_are_asked_where_nobody_represents(world: World) -> None:
    sent_to_sign(world)
    assert asked_to_sign(world.viewer("dina")) == []
    change_role(OPERATOR, of(world, "bruno", world.coast), Role.CONTRIBUTOR)

    sent_to_sign(world, title="A second text")

    assert notes(Topic.SIGNATURE_ASKED)[-1].account_id == world.dina.id
    assert len(asked_to_sign(world.viewer("dina"))) == 2
    assert asked_to_sign(world.viewer("bruno")) == []


def test_without_an_answer_it_is_not_named(world: World) -> None:
    post = read_with_coast(world)

    assert post.co_organisations == []


def test_a_signature_given_before_is_named_on_publication(world: World) -> None:
    review = sent(world)

    sign(world.viewer("bruno"), signature_of(review.post, world.coast))
    assert review.post.co_organisations == []
    accept(world.viewer("elif"), review)

    assert review.post.co_organisations == [world.coast]
    assert signed(world.viewer("bruno")) == [signature_of(review.post, world.coast)]


def test_one_given_later_is_named_at_once(world: World) -> None:
    post = read_with_coast(world)

    sign(world.viewer("bruno"), signature_of(post, world.coast))

    assert post.co_organisations == [world.coast]
    [note] = notes(Topic.SIGNATURE_ANSWERED)
    assert (note.account_id, note.data["answer"]) == (world.amina.id, "given")
    assert verbs()[-1] is Verb.SIGNATURE_GIVEN


def test_it_is_not_named_on_a_text_that_does_not_name_it(world: World) -> None:
    post = published(world)
    save(world.viewer("amina"), post, with_coast(world), 1)
    submit(world.viewer("amina"), post, world.water)

    sign(world.viewer("bruno"), signature_of(post, world.coast))

    assert post.co_organisations == []


def test_one_that_declines_is_never_named(world: World) -> None:
    review = sent(world)

    refuse(world.viewer("bruno"), signature_of(review.post, world.coast))
    accept(world.viewer("elif"), review)

    assert review.post.co_organisations == []
    assert notes(Topic.SIGNATURE_ANSWERED)[0].data["answer"] == "declined"
    assert asked_to_sign(world.viewer("bruno")) == []


def test_a_signature_is_withdrawn_and_the_name_goes(world: World) -> None:
    post = read_with_coast(world)
    signature = signature_of(post, world.coast)
    sign(world.viewer("bruno"), signature)

    withdraw(world.viewer("bruno"), signature)

    assert post.co_organisations == []
    assert verbs()[-1] is Verb.SIGNATURE_WITHDRAWN
    with pytest.raises(ChangedMeanwhile):
        withdraw(world.viewer("bruno"), signature)


@pytest.mark.parametrize("name", ["amina", "chen", "elif", "fatou", "gabriel"])
def test_nobody_speaks_for_an_organisation_unconfirmed(world: World, name: str) -> None:
    signature = sent_to_sign(world)

    for act in (sign, refuse, withdraw):
        with pytest.raises(NotAllowed):
            act(world.viewer(name), signature)

    ids = signature.post_id, signature.organisation_id
    assert find_signature(world.viewer(name), *ids) is None
    assert asked_to_sign(world.viewer(name)) == []
    assert (signature.confirmed_at, signature.declined_at) == (None, None)


def test_who_answers_second_hears_who_was_first(world: World) -> None:
    signature = sent_to_sign(world)
    sign(world.viewer("bruno"), signature)

    with pytest.raises(AlreadyDecided) as too_late:
        refuse(world.viewer("dina"), signature)

    assert too_late.value.who == "Bruno"


def test_whoever_writes_for_both_need_not_ask(world: World) -> None:
    confirm(OPERATOR, ask(world.amina, world.coast))
    review = sent(world)

    accept(world.viewer("elif"), review)

    assert notes(Topic.SIGNATURE_ASKED) == []
    assert review.post.co_organisations == [world.coast]
    signature = signature_of(review.post, world.coast)
    assert signature.confirmed_by_id == world.amina.id


def test_the_organisation_that_signs_first_is_not_asked(world: World) -> None:
    both = (world.hills.id, world.coast.id)
    post = drafted(world, case_study(world, co_organisation_ids=both))

    submit(world.viewer("amina"), post, world.water)

    assert db.session.get(CoSignature, (post.id, world.hills.id)) is None
    assert len(notes(Topic.SIGNATURE_ASKED)) == 1


def test_a_proposed_organisation_is_not_asked(world: World) -> None:
    world.coast.confirmed_at = None

    review = sent(world)

    assert db.session.get(CoSignature, (review.post_id, world.coast.id)) is None


def test_sending_the_text_in_again_does_not_ask_again(world: World) -> None:
    review = sent(world)
    take_in(world.viewer("amina"), review)

    submit(world.viewer("amina"), review.post, world.water)

    assert len(notes(Topic.SIGNATURE_ASKED)) == 1


def test_who_declined_is_asked_again_with_the_next_text(world: World) -> None:
    review = sent(world)
    signature = signature_of(review.post, world.coast)
    refuse(world.viewer("bruno"), signature)
    take_in(world.viewer("amina"), review)

    submit(world.viewer("amina"), review.post, world.water)

    assert asked_to_sign(world.viewer("bruno")) == [signature]
    assert len(notes(Topic.SIGNATURE_ASKED)) == 2


def test_what_is_no_longer_named_is_no_longer_asked(world: World) -> None:
    review = sent(world)
    post = review.post
    take_in(world.viewer("amina"), review)
    save(world.viewer("amina"), post, case_study(world, "Alone"), 1)

    submit(world.viewer("amina"), post, world.water)

    assert asked_to_sign(world.viewer("bruno")) == []


def test_the_signature_holds_for_the_next_version(world: World) -> None:
    post = read_with_coast(world)
    sign(world.viewer("bruno"), signature_of(post, world.coast))
    save(world.viewer("amina"), post, with_coast(world, "Second edition"), 1)

    accept(world.viewer("elif"), submit(world.viewer("amina"), post, world.water))

    assert post.co_organisations == [world.coast]


def test_taking_a_decision_back_and_accepting_again_names_it_again(
    world: World,
) -> None:
    post = read_with_coast(world)
    sign(world.viewer("bruno"), signature_of(post, world.coast))
    review = last_accepted(post)
    assert review is not None

    take_back(world.viewer("elif"), review)
    assert post.co_organisations == []
    accept(world.viewer("elif"), review)

    assert post.co_organisations == [world.coast]


def test_what_the_operator_loads_names_all(world: World) -> None:
    post = drafted(world, with_coast(world))
    revision = latest_revision(post)
    revision.editor_id = None

    accept(world.viewer("elif"), submit(world.viewer("amina"), post, world.water))

    assert post.co_organisations == [world.coast]
