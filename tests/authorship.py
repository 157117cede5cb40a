"""Who writes along, which organisations sign too, who has left: made in one line."""

from __future__ import annotations

from typing import Any

from tests.affiliations import of
from tests.drafts import case_study, published, waiting
from tests.world import World
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.authorship.actions import accept, ask
from uclg_share.authorship.left import open_for
from uclg_share.authorship.models import CoAuthor, CoSignature, Succession
from uclg_share.authorship.successions import choose
from uclg_share.database import db
from uclg_share.organisations.affiliations import change_role, end
from uclg_share.organisations.models import Organisation, Role
from uclg_share.permissions import OPERATOR
from uclg_share.posts.drafts import Draft
from uclg_share.posts.models import Post
from uclg_share.reviews.actions import accept as accept_review
from uclg_share.reviews.models import Review


def asked(world: World, post: Post, who: Account | None = None) -> CoAuthor:
    """Amina asks somebody, Chen unless it is said, to write along."""
    return ask(world.viewer("amina"), post, (who or world.chen).email)


def along(world: World, post: Post, who: Account | None = None) -> CoAuthor:
    """Asked, and said yes."""
    who = who or world.chen
    co_author = asked(world, post, who)
    accept(viewer_for(who), co_author)
    return co_author


def with_coast(world: World, title: str = "Written with the coast") -> Draft:
    """A text of Amina's that names the Coast as signing too."""
    return case_study(world, title, co_organisation_ids=(world.coast.id,))


def sent_to_sign(world: World, **changes: Any) -> CoSignature:
    """Amina has sent such a text in; the Coast has not answered."""
    return signature_of(sent(world, **changes).post, world.coast)


def sent(world: World, **changes: Any) -> Review:
    return waiting(world, with_coast(world, **changes))


def read_with_coast(world: World) -> Post:
    """Published before the Coast has answered."""
    review = sent(world)
    accept_review(world.viewer("elif"), review)
    db.session.commit()
    return review.post


def signature_of(post: Post, organisation: Organisation) -> CoSignature:
    found = db.session.get(CoSignature, (post.id, organisation.id))
    assert found is not None
    return found


def editor(world: World, name: str, organisation: Organisation) -> None:
    """Somebody who writes for an organisation edits for it from now on."""
    change_role(OPERATOR, of(world, name, organisation), Role.EDITOR)


def left(world: World) -> Succession:
    """Amina has left the Hills and a published text of theirs."""
    published(world)
    end(world.viewer("amina"), of(world, "amina", world.hills))
    found = open_for(world.amina.id, world.hills.id)
    assert found is not None
    return found


def asked_to_follow(world: World, successor: Account | None = None) -> Succession:
    """Gabriel, who represents the Hills, has chosen somebody, himself if it is not
    said."""
    succession = left(world)
    choose(world.viewer("gabriel"), succession, successor or world.gabriel, 0)
    db.session.commit()
    return succession
