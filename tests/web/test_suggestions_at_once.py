"""Suggestions written or answered by several in the same moment: one of them wins."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from tests.authorship import along
from tests.drafts import waiting
from tests.families import newest
from tests.notes import notes, verbs
from tests.suggestions import BETTER, form_of, suggested
from tests.web.at_once import at_once
from tests.world import World, sign_in
from uclg_share.accounts.models import Account
from uclg_share.audit import Verb
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.posts.queries import latest_revision
from uclg_share.reviews.actions import send_back
from uclg_share.reviews.models import Reason
from uclg_share.suggestions.queries import suggestions_in


def browsers(app: Flask, *people: Account) -> list[FlaskClient]:
    found = [app.test_client() for _ in people]
    for browser, who in zip(found, people, strict=True):
        sign_in(browser, who)
    return found


def test_of_two_authors_who_take_at_once_one_is_told(app: Flask, world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    send_back(world.viewer("bruno"), review, Reason.UNCLEAR, "Shorter, please.")
    along(world, review.post, world.fatou)
    where = f"/en/my-work/{review.post_id}/suggestions/{suggestion.id}/take"

    codes = at_once(browsers(app, world.amina, world.fatou), where, {"base": "1"})

    db.session.expire_all()
    assert sorted(codes) == [303, 409]
    assert newest(review.post).title == BETTER["title"]
    assert latest_revision(review.post).number == 2
    assert len(notes(Topic.SUGGESTION_TAKEN)) == 1
    assert verbs().count(Verb.SUGGESTION_TAKEN) == 1


def test_of_two_windows_that_save_at_once_one_is_told(app: Flask, world: World) -> None:
    review = waiting(world)
    where = f"/en/desk/reviews/{review.id}/suggest"
    for version in ("0", "1"):
        forms = [form_of(review, version=version, title=one + version) for one in "AB"]

        codes = at_once(browsers(app, world.bruno, world.bruno), where, *forms)

        assert sorted(codes) == [303, 409]
    db.session.expire_all()
    (one,) = suggestions_in(review)
    assert one.version == 2
    assert verbs().count(Verb.SUGGESTION_MADE) == 2


def test_nobody_suggests_beside_a_decision(app: Flask, world: World) -> None:
    review = waiting(world)
    suggested(world, review, "bruno", at_once=False)
    (bruno, elif_) = browsers(app, world.bruno, world.elif_)
    send_back(world.viewer("elif"), review, Reason.OTHER, "Say more.")
    db.session.commit()

    answer = bruno.post(
        f"/en/desk/reviews/{review.id}/suggest",
        data=form_of(review, version="1", summary="Words that must not be lost."),
    )

    assert answer.status_code == 409
    assert "Elif has already decided this." in answer.text
    assert "Words that must not be lost." in answer.text
    assert elif_.get(f"/en/desk/reviews/{review.id}").status_code == 200
