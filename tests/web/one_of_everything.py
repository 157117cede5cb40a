"""A site with one of everything, and a sample address of each of its rules."""

# Long because: one line for each argument of every address of the site.
from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from tests import talk
from tests.authorship import asked as write_along
from tests.authorship import sent_to_sign
from tests.drafts import case_study, drafted, experience, published, waiting
from tests.experiences import told
from tests.files import document, picture, shown_to_all
from tests.groups import asked, invited, link_of_newest, membership
from tests.mailing import feed_of, way_out
from tests.notes import notes
from tests.questions import discussed, marked
from tests.records import failed_mail
from tests.suggestions import suggested
from tests.world import World, sign_in
from uclg_share.answers.actions import link
from uclg_share.authorship.models import Succession
from uclg_share.database import Model, db
from uclg_share.notifications.models import News, Topic
from uclg_share.organisations.actions import propose
from uclg_share.organisations.affiliations import ask
from uclg_share.organisations.models import OrganisationType
from uclg_share.organisations.proposals import Proposal
from uclg_share.posts.actions import hide
from uclg_share.posts.models import Kind
from uclg_share.reading_list.actions import save as keep
from uclg_share.reviews.models import GroupReason
from uclg_share.reviews.reasons import ReasonRecord, add
from uclg_share.saved_searches.actions import save as save_search
from uclg_share.saved_searches.models import SavedSearch
from uclg_share.search.asked import kept_as
from uclg_share.search.asking import read
from uclg_share.search.fields import known_of

# Who tries: those further down may do more.
ROLES = {
    "visitor": "",
    "suspended": "hana",
    "unconfirmed": "ines",
    "stranger": "chen",
    "author": "amina",
    "representative": "gabriel",
    "other": "fatou",
    "coordinator": "bruno",
    "administrator": "dina",
}
# What the first part of an endpoint means by a slug.
SLUGS = {
    "archiving": "water",
    "groups": "water",
    "organisations": "hills",
    "pins": "water",
    "public_log": "water",
    "reviews": "water",
    "tags": "markets",
}


def browser_of(app: Flask, world: World, role: str) -> FlaskClient:
    browser = app.test_client()
    if ROLES[role]:
        sign_in(browser, getattr(world, ROLES[role]))
    return browser


# Long because: one line for each argument of an address.
def one_of_everything(app: Flask, world: World) -> dict[str, Any]:
    """Texts at every stage, people and organisations that wait, a mail that failed.

    Gives a value for every argument of an address; some differ by endpoint.
    """
    in_budgets: dict[str, Any] = {
        "group_ids": (world.budgets.id,),
        "organisation_id": world.coast.id,
    }
    post, draft = published(world), drafted(world, case_study(world, "A draft"))
    hidden = published(world, case_study(world, "Taken down"))
    hide(world.viewer("bruno"), hidden, "Names a private person.")
    published(world, case_study(world, **in_budgets), world.fatou, world.budgets)
    review = waiting(world, experience(world))
    told(world)
    comment = talk.said(world, post)
    talk.said(world, post, "bruno", "Four did.", to=comment)
    own = talk.said(world, post, "amina", "Thank you all.")
    question = discussed(world)
    answer = talk.said(world, question)
    marked(world, answer)
    linked = link(world.viewer("amina"), question, post)
    town = Proposal("Town of Ávila", OrganisationType.LOCAL_GOVERNMENT, "ES")
    invitation = invited(world)
    signature = sent_to_sign(world)
    gone = Succession(
        organisation=world.hills, leaver=world.hana, successor=world.gabriel
    )
    db.session.add(gone)
    db.session.flush()
    shown, sheet = shown_to_all(world, picture()), shown_to_all(world, document())
    known = {
        "lang": "en",
        "kind": Kind.CASE_STUDY,
        "medium": "atom",
        "post_id": post.id,
        "posts.show slug": post.slug,
        "posts.history slug": post.slug,
        "posts.own post_id": draft.id,
        "posts.edit post_id": draft.id,
        "posts.delete post_id": draft.id,
        "exchange.text_file post_id": draft.id,
        "review_id": review.id,
        "suggestion_id": suggested(world, review).id,
        "suggestions.of_post post_id": draft.id,
        "suggestions.take post_id": review.post_id,
        "suggestions.leave post_id": review.post_id,
        "request_id": asked(world).id,
        "invitation_id": invitation.id,
        "groups.invitation slug": world.budgets.slug,
        "groups.invitation secret": link_of_newest().rpartition("/")[2],
        "secret": "x",
        "authorship.people post_id": draft.id,
        "authorship.end post_id": draft.id,
        "co_author_id": write_along(world, draft, world.fatou).id,
        "authorship.read post_id": signature.post_id,
        "authorship.read organisation_id": signature.organisation_id,
        "authorship.answer post_id": signature.post_id,
        "authorship.answer organisation_id": signature.organisation_id,
        "answer": "sign",
        "form": "bib",
        "briefing.pack form": "zip",
        "part": 1,
        "attachment_id": shown[1].id,
        "attachments.add post_id": draft.id,
        "size": "480",
        "files.document attachment_id": sheet[1].id,
        "files.document name": sheet[1].name,
        "succession_id": gone.id,
        "comment_id": comment.id,
        "comments.edit comment_id": own.id,
        "comments.delete comment_id": own.id,
        "answers.link post_id": question.id,
        "answers.accept post_id": question.id,
        "answers.accept comment_id": answer.id,
        "answers.take_back post_id": question.id,
        "answers.unlink post_id": question.id,
        "link_id": linked.id,
        "reason_id": own_reason(world).id,
        "flag_id": talk.reported(world, comment).id,
        "message_id": talk.asked(world, post).id,
        "membership_id": membership(world.amina, world.water).id,
        "affiliation_id": ask(world.chen, world.hills).id,
        "organisation_id": propose(world.chen, town).id,
        "account_id": world.chen.id,
        "group_id": world.water.id,
        "committee_id": world.cooperation.id,
        "notification_id": failed_mail(world).id,
        "note_id": notes(Topic.POST_ACCEPTED)[0].id,
        "token": way_out(world.amina, News.POSTS),
        "notifications.my_feed secret": feed_of(world.amina),
        "api.group slug": world.water.slug,
        "api.organisation slug": world.hills.slug,
        "feeds.of_group slug": world.water.slug,
        "feeds.of_committee slug": world.cooperation.slug,
        "feeds.of_theme slug": "training",
        "feeds.of_organisation slug": world.hills.slug,
        "places.of_group slug": world.water.slug,
        "places.of_committee slug": world.cooperation.slug,
        "places.of_theme slug": "training",
        "places.theme_in_region slug": "training",
        "places.theme_in_region code": "202",
        "places.country code": "MZ",
        "figures.of_group slug": world.water.slug,
        "figures.of_organisation slug": world.hills.slug,
        "sort": "theme",
        "key": "training",
        "search_id": search_of_amina(world).id,
        "saved_id": keep(world.viewer("amina"), post).id,
        "groups.join slug": world.markets.slug,
        "assets.show name": next(iter(app.extensions["assets"])),
        "name": "appoint",
    }
    db.session.commit()
    return known


def search_of_amina(world: World) -> SavedSearch:
    asked = read("wells", {}, known_of([], [], "en"))
    return save_search(world.viewer("amina"), asked, kept_as(asked), "Wells")


def own_reason(world: World) -> GroupReason:
    """Water gives a reason that no other group gives."""
    named = {"en": "Pipes without a map", "fr": "Conduites sans plan"}
    return add(world.viewer("bruno"), world.water, ReasonRecord(named, "Ask for it."))


def sample(app: Flask, rule: Rule, known: dict[str, Any]) -> str:
    """An address of the rule; a new argument without a value is an error here."""
    values = dict(rule.defaults or {})
    folder = rule.endpoint.partition(".")[0]
    for name in rule.arguments - set(values):
        by_endpoint = known.get(f"{rule.endpoint} {name}")
        by_folder = SLUGS.get(folder) if name == "slug" else None
        values[name] = by_endpoint or by_folder or known[name]
    return app.url_map.bind("127.0.0.1").build(rule.endpoint, values)


def everything_stored() -> dict[str, list[str]]:
    """Every row of every table, as it stands now."""
    db.session.rollback()
    return {
        table.name: sorted(map(repr, db.session.execute(select(table))))
        for table in Model.metadata.sorted_tables
    }
