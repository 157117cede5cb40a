"""The demo as it is shipped, loaded once for the tests that only look at it."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.commands import printed_accounts, run, settle_in
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.chain import broken_link
from uclg_share.content.demo.passwords import is_fit
from uclg_share.content.demo.people import PEOPLE
from uclg_share.content.emptying import empty
from uclg_share.database import db, now
from uclg_share.feeds.gathering import latest
from uclg_share.feeds.queries import of_committee, of_group
from uclg_share.groups.models import Answer, Committee, JoinRequest, WorkingGroup
from uclg_share.notifications import outbox
from uclg_share.organisations.models import Affiliation
from uclg_share.permissions import ANYONE
from uclg_share.posts.completeness import missing
from uclg_share.posts.drafts import from_plain
from uclg_share.posts.models import Post, Stage
from uclg_share.posts.queries import family_of, latest_revision
from uclg_share.posts.reading import published
from uclg_share.reviews.models import Outcome, Review

ROLES = [person.role for person in PEOPLE]


@dataclass(frozen=True)
class Demo:
    """What `flask demo` has printed, and the folder of the site."""

    said: str
    folder: Path


@pytest.fixture(scope="module")
def demo(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch, app.app_context():
        settle_in(app, patch, folder)
        try:
            code, said = run(app, "demo")
            assert code == 0, said
            yield Demo(said, folder)
        finally:
            db.session.rollback()
            empty()
            db.session.commit()


def practices() -> list[Post]:
    found = select(Post).where(Post.seed_slug.is_not(None)).order_by(Post.id)
    return list(db.session.scalars(found))


def practice(slug: str) -> Post:
    return db.session.scalars(select(Post).where(Post.seed_slug == slug)).one()


def test_every_practice_is_published_and_marked_as_compiled(demo: Demo) -> None:
    found = practices()

    assert len(found) == 37
    assert len([post for post in found if post.id == post.family_id]) == 29
    for post in found:
        assert post.is_live
        assert post.is_compiled
        assert post.author_id is None
        assert post.organisation is not None


def test_every_group_has_a_feed_and_counts_what_is_in_it(demo: Demo) -> None:
    groups = list(db.session.scalars(select(WorkingGroup)))

    assert len(groups) == 6
    for group in groups:
        rows = db.session.execute(of_group(ANYONE, group, ("en",))).all()
        assert len(rows) == group.post_count >= 4
        assert group.last_published_at == max(row.published_at for row in rows)
    [committee] = db.session.scalars(select(Committee))
    assert len(db.session.execute(of_committee(committee, ("en",))).all()) >= 15


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_a_family_of_translations_is_one_card(demo: Demo, language: str) -> None:
    cards = latest((language,), 100)

    assert len(cards) == 33
    family = practice("chefchaouen-ecological-city").family_id
    [card] = [c for c in cards if db.session.get_one(Post, c.id).family_id == family]
    assert card.language == (language if language in ("fr", "ar") else "en")
    assert set(card.languages.split(",")) == {"en", "fr", "ar"}


def test_dates_are_spread_and_shared_by_translations(demo: Demo) -> None:
    originals = (post for post in practices() if post.id == post.family_id)
    dates = sorted(post.published_at for post in originals if post.published_at)

    assert now() - timedelta(days=4) < dates[-1] < now()
    assert all(b - a > timedelta(days=3) for a, b in pairwise(dates))
    for post in practices():
        family = family_of(ANYONE, post)
        assert {one.published_at for one in family} == {post.published_at}


def test_facts_and_tags_arrive_with_the_text(demo: Demo) -> None:
    reading = published(ANYONE, practice("naga-bicol-migration-in-local-plans"))

    assert [p.key for p in reading.passages][:2] == ["context", "what_was_done"]
    assert reading.resources.amount == 230000
    assert (reading.resources.currency, reading.resources.year) == ("USD", 2014)
    assert len(reading.partners) >= 2
    assert reading.sources[0].url.startswith("http://www.migration4development.org/")
    assert [group.slug for group in reading.groups] == [
        "migration-codevelopment",
        "intermediary-cities",
    ]
    assert [one.slug for one in reading.committees] == ["decentralised-cooperation"]
    assert practice("logorep-jordan-lebanon").countries == ["JO", "LB"]
    workshop = published(ANYONE, practice("mile-workshop-mzuzu-namibia"))
    assert [one.slug for one in workshop.co_organisations] == ["alan"]


def test_the_desk_and_the_work_lists_are_not_empty(demo: Demo) -> None:
    own = list(db.session.scalars(select(Post).where(Post.author_id.is_not(None))))
    reviews = list(db.session.scalars(select(Review)))

    by_stage = {stage: [p for p in own if p.stage is stage] for stage in Stage}
    assert len(by_stage[Stage.DRAFT]) == 2
    assert {p.language for p in by_stage[Stage.WAITING]} == {"fr", "ar", "en"}
    [returned] = [r for r in reviews if r.outcome is Outcome.RETURNED]
    assert returned.reason
    assert returned.note
    for review in reviews:
        draft = from_plain(latest_revision(review.post).content)
        assert missing(review.post.kind, draft) == {}


def test_somebody_waits_to_join_and_to_write(demo: Demo) -> None:
    [request] = db.session.scalars(select(JoinRequest))
    waiting = select(Affiliation).where(Affiliation.confirmed_at.is_(None))
    [affiliation, proposed] = db.session.scalars(waiting.order_by(Affiliation.id))

    assert request.answer is Answer.WAITING
    assert affiliation.is_waiting
    assert proposed.organisation.is_proposed
    coordinators = [p.email for p in PEOPLE if p.coordinates]
    found = db.session.scalars(select(Account).where(Account.email.in_(coordinators)))
    viewers = [viewer_for(account) for account in found]
    assert [viewer.coordinates for viewer in viewers] == [{request.group_id}] * 2
    assert any(affiliation.organisation_id in viewer.represents for viewer in viewers)


@pytest.mark.parametrize("role", ROLES)
def test_each_account_signs_in_with_its_printed_password(
    app: Flask, demo: Demo, role: str
) -> None:
    email, password = printed_accounts(demo.said)[role]
    client = app.test_client()

    answer = client.post("/en/sign-in", data={"email": email, "password": password})

    assert answer.status_code == 303
    assert email in client.get("/en/settings").text
    found = db.session.scalars(select(Account).where(Account.email == email)).one()
    assert found.is_admin == (role == "administrator")
    coordinates = bool(viewer_for(found).coordinates)
    assert coordinates == (role in {"coordinator", "second-coordinator"})


def test_passwords_keep_the_rules_and_are_kept_from_others(demo: Demo) -> None:
    path = demo.folder / "demo-accounts.txt"
    accounts = printed_accounts(path.read_text())

    assert accounts == printed_accounts(demo.said)
    assert list(accounts) == ROLES
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len({password for _, password in accounts.values()}) == 5
    assert all(is_fit(accounts[one.role][1], one.own_words) for one in PEOPLE)


def test_no_mail_leaves_and_the_log_is_whole(demo: Demo) -> None:
    assert not outbox.deliver_next()
    assert broken_link() is None
