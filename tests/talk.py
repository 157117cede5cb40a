"""What people of the named world say below a post of Amina's, report and ask."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from tests.drafts import case_study, published
from tests.world import World
from uclg_share.comments import actions, moderating
from uclg_share.comments.models import Comment
from uclg_share.comments.remark import Remark
from uclg_share.database import db
from uclg_share.flags.actions import report
from uclg_share.flags.complaint import Complaint
from uclg_share.flags.models import Concern, Flag
from uclg_share.messages.actions import ask
from uclg_share.messages.models import Message
from uclg_share.messages.note import Note
from uclg_share.posts.models import Post

WORDS = "Did any family **leave** the register?"
QUESTION = "May we have your form in French?"
PRIVATE = Complaint(Concern.PERSONAL_DATA, "The second sentence names a child.")


def remark(body: str = WORDS, organisation_id: int | None = None) -> Remark:
    return Remark(body, "en", organisation_id)


def said(
    world: World,
    post: Post,
    name: str = "chen",
    body: str = WORDS,
    to: Comment | None = None,
) -> Comment:
    comment, _ = actions.write(world.viewer(name), post, remark(body), to)
    db.session.commit()
    return comment


def of_budgets(world: World) -> Post:
    """A post of Fatou's that only the members of Budgets read."""
    groups = (world.budgets.id,)
    draft = case_study(world, group_ids=groups, organisation_id=world.coast.id)
    return published(world, draft, world.fatou, world.budgets)


def hidden(world: World, post: Post, name: str = "chen", body: str = WORDS) -> Comment:
    comment = said(world, post, name, body)
    moderating.hide(world.viewer("elif"), comment, "Names a child.")
    db.session.commit()
    return comment


def reported(world: World, thing: Post | Comment, name: str = "gabriel") -> Flag:
    flag = report(world.viewer(name), thing, PRIVATE)
    db.session.commit()
    return flag


def asked(world: World, post: Post, name: str = "chen") -> Message:
    question = ask(world.viewer(name), post, Note(QUESTION, "en"))
    db.session.commit()
    return question


def bodies() -> list[str]:
    """Every comment there is, as the database has it now."""
    db.session.expire_all()
    return list(db.session.scalars(select(Comment.body).order_by(Comment.id)))


def only_comment() -> Comment:
    db.session.expire_all()
    return db.session.scalars(select(Comment)).one()


def talked(world: World, post: Post) -> dict[str, Any]:
    """Things the table of rules asks about."""
    by_chen, by_bruno = said(world, post), said(world, post, "bruno")
    return {
        "hills_id": world.hills.id,
        "by_chen": by_chen,
        "by_bruno_below": by_bruno,
        "hidden_of_chen": hidden(world, post),
        "report_of_chen": reported(world, by_chen),
        "report_of_bruno": reported(world, by_bruno),
        "report_of_post": reported(world, post, "chen"),
        "chen_asks": asked(world, post),
    }
