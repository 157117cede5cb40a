import pytest
from sqlalchemy import func, select

from tests.drafts import case_study, drafted, published, waiting
from tests.waiting import texts_on as desk
from tests.world import World
from uclg_share.audit import AuditEntry, Verb
from uclg_share.conflicts import AlreadyDecided, ChangedMeanwhile
from uclg_share.database import db
from uclg_share.notifications.models import Notification, Topic
from uclg_share.permissions import NotAllowed
from uclg_share.posts import actions as posts
from uclg_share.posts.models import Placement, Stage
from uclg_share.reviews.actions import accept, decline, send_back, submit, withdraw
from uclg_share.reviews.models import Outcome, Reason, Review
from uclg_share.reviews.queries import find_review


def test_a_text_sent_in_waits_on_the_desk_of_its_group(world: World) -> None:
    review = waiting(world)

    assert review.post.stage is Stage.WAITING
    assert desk(world.viewer("bruno")) == [review]
    assert desk(world.viewer("fatou")) == []
    assert review.post.published_at is None


def test_the_coordinators_are_told_but_not_the_author(world: World) -> None:
    waiting(world)

    told = db.session.scalars(select(Notification.account_id)).all()
    assert sorted(map(str, told)) == sorted([str(world.bruno.id), str(world.elif_.id)])


@pytest.mark.parametrize("name", ["chen", "bruno", "fatou", "gabriel", "dina"])
def test_only_the_author_sends_a_text_in(world: World, name: str) -> None:
    post = drafted(world)

    with pytest.raises(NotAllowed):
        submit(world.viewer(name), post, world.water)


def test_a_text_for_an_organisation_one_does_not_write_for_is_refused(
    world: World,
) -> None:
    post = drafted(world, case_study(world, organisation_id=world.coast.id))

    with pytest.raises(NotAllowed):
        submit(world.viewer("amina"), post, world.water)


def test_a_text_waits_only_once(world: World) -> None:
    review = waiting(world)

    with pytest.raises(NotAllowed):
        submit(world.viewer("amina"), review.post, world.water)


def test_accepting_publishes_what_was_reviewed(world: World) -> None:
    review = waiting(world)

    accept(world.viewer("bruno"), review)

    post = review.post
    assert post.title == "Leak detection in Maputo"
    assert post.body is not None
    assert "<strong>water</strong>" in post.body["context"]
    assert [line.group_id for line in post.placements] == [world.water.id]
    assert [line.committee_id for line in post.committee_placements] == [
        world.cooperation.id
    ]
    assert world.water.post_count == 1


def test_nothing_of_a_text_is_live_before_it_is_accepted(world: World) -> None:
    review = waiting(world)

    post = review.post
    assert (post.title, post.body, post.plain_text, post.reach) == (None,) * 4
    assert db.session.scalar(select(func.count()).select_from(Placement)) == 0


@pytest.mark.parametrize("name", ["amina", "chen", "fatou", "gabriel"])
def test_only_coordinators_of_the_group_decide(world: World, name: str) -> None:
    review = waiting(world)

    with pytest.raises(NotAllowed):
        accept(world.viewer(name), review)


def test_nobody_decides_on_their_own_text(world: World) -> None:
    draft = case_study(world, organisation_id=world.coast.id)
    review = waiting(world, draft, world.bruno)

    with pytest.raises(NotAllowed):
        accept(world.viewer("bruno"), review)


def test_an_only_coordinator_may_and_the_log_says_so(world: World) -> None:
    draft = case_study(
        world, organisation_id=world.coast.id, group_ids=(world.budgets.id,)
    )
    review = waiting(world, draft, world.fatou, world.budgets)

    accept(world.viewer("fatou"), review)

    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.verb == Verb.POST_ACCEPTED)
    ).one()
    assert entry.data["own_post"] is True


def test_the_second_coordinator_hears_who_was_first(world: World) -> None:
    review = waiting(world)
    accept(world.viewer("bruno"), review)

    with pytest.raises(AlreadyDecided) as too_late:
        decline(world.viewer("elif"), review, Reason.OTHER, "No.")

    assert too_late.value.who == "Bruno"


def test_a_text_taken_back_cannot_be_decided(world: World) -> None:
    review = waiting(world)
    withdraw(world.viewer("amina"), review)

    with pytest.raises(ChangedMeanwhile):
        accept(world.viewer("bruno"), review)

    assert review.post.stage is Stage.DRAFT


def test_a_returned_text_tells_its_author_why(world: World) -> None:
    review = waiting(world)

    send_back(world.viewer("bruno"), review, Reason.UNSOURCED, "Add the source.")

    assert review.post.stage is Stage.RETURNED
    note = db.session.scalars(
        select(Notification).where(Notification.topic == Topic.POST_RETURNED)
    ).one()
    assert note.account_id == world.amina.id
    assert note.data["note"] == "Add the source."


def test_a_returned_text_is_changed_and_sent_again(world: World) -> None:
    review = waiting(world)
    send_back(world.viewer("bruno"), review, Reason.UNSOURCED, "Add the source.")
    amina = world.viewer("amina")
    posts.save(amina, review.post, case_study(world, "With a source"), 1)

    second = submit(amina, review.post, world.water)

    assert second.revision.number == 2
    assert desk(world.viewer("bruno")) == [second]


def test_a_declined_text_leaves_the_desk(world: World) -> None:
    review = waiting(world)

    decline(world.viewer("dina"), review, Reason.ADVERTISING, "This sells a product.")

    assert review.outcome is Outcome.DECLINED
    assert desk(world.viewer("bruno")) == []


def test_every_act_leaves_its_trace(world: World) -> None:
    review = waiting(world)
    send_back(world.viewer("bruno"), review, Reason.OTHER, "Say more.")

    verbs = db.session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)).all()
    assert verbs == [Verb.POST_STARTED, Verb.POST_SUBMITTED, Verb.POST_RETURNED]


def test_a_review_of_another_group_is_out_of_reach(world: World) -> None:
    review = waiting(world)

    assert find_review(world.viewer("fatou"), review.id) is None
    assert find_review(world.viewer("elif"), review.id) == review


def test_the_oldest_text_comes_first(world: World) -> None:
    first = waiting(world)
    second = waiting(world, case_study(world, "Second"))

    assert desk(world.viewer("bruno")) == [first, second]


def test_a_published_text_stays_live_while_its_revision_waits(world: World) -> None:
    post = published(world)
    amina = world.viewer("amina")
    posts.save(amina, post, case_study(world, "A newer title"), 1)
    review = submit(amina, post, world.water)

    assert post.title == "Leak detection in Maputo"

    accept(world.viewer("bruno"), review)

    assert post.title == "A newer title"
    assert db.session.scalar(select(func.count()).select_from(Review)) == 2
