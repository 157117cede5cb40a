"""Who hears of a text that was sent in, and of what becomes of it."""

from __future__ import annotations

from uclg_share.accounts.models import Account
from uclg_share.notifications.actions import notify, recall
from uclg_share.notifications.models import Topic
from uclg_share.reviews.models import Review


def tell_authors(review: Review, topic: Topic, about: dict[str, object]) -> None:
    notify(hearing_of(review), topic, **about)


def correct(review: Review, topic: Topic, about: dict[str, object]) -> None:
    """Nobody hears of the end of a decision that no mail has told them yet."""
    told = [who for who in hearing_of(review) if not recall(who, topic, review.id)]
    notify(told, Topic.POST_REOPENED, **about)


def tell_whose_it_is(review: Review, about: dict[str, object]) -> None:
    """An editor of the organisation sent in what somebody else answers for. Of what is
    only saved nobody is written to: the versions show it."""
    answering, sender = review.post.answering, review.submitted_by
    if answering and sender and answering.id != sender.id:
        notify([answering], Topic.POST_SENT_BY_OTHER, name=sender.name, **about)


def hearing_of(review: Review) -> list[Account]:
    """Whoever answers for the text, and the colleague who sent it in."""
    heard = [review.post.answering, review.submitted_by]
    return list(dict.fromkeys(who for who in heard if who))
