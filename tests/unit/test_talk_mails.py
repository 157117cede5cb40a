"""What the mails of the talk say, in every language."""

from __future__ import annotations

import pytest

from tests.drafts import published
from tests.notes import notes
from tests.talk import PRIVATE, QUESTION, asked, hidden, reported, said
from tests.world import World
from uclg_share import mail
from uclg_share.comments.moderating import restore
from uclg_share.database import db
from uclg_share.flags.actions import settle
from uclg_share.flags.models import Settlement
from uclg_share.i18n import LANGUAGES
from uclg_share.messages.actions import answer
from uclg_share.messages.note import Note
from uclg_share.notifications.models import Notification, Topic
from uclg_share.posts.actions import hide
from uclg_share.posts.actions import restore as show_again

TALK = {
    Topic.POST_RESTORED: "It was no child.",
    Topic.POST_COMMENTED: "Did any family",
    Topic.COMMENT_ANSWERED: "Four did.",
    Topic.MENTIONED: "What do you think?",
    Topic.COMMENT_HIDDEN: "Names a child.",
    Topic.COMMENT_RESTORED: "It was no child.",
    Topic.FLAG_RAISED: PRIVATE.note,
    Topic.FLAG_SETTLED: "A public figure.",
    Topic.AUTHOR_ASKED: QUESTION,
    Topic.MESSAGE_ANSWERED: "Here it is.",
}


def everything_said(world: World) -> dict[Topic, Notification]:
    """One note of each topic of the talk."""
    post, bruno = published(world), world.viewer("bruno")
    first = said(world, post)
    said(world, post, "amina", "Four did. @Elif @Bruno What do you think?", to=first)
    restore(bruno, hidden(world, post, "gabriel"), "It was no child.")
    settle(bruno, reported(world, first), Settlement.KEPT, "A public figure.")
    answer(world.viewer("amina"), asked(world, post), Note("Here it is.", "en"))
    hide(bruno, post, "Names a child.")
    show_again(bruno, post, "It was no child.")
    db.session.commit()
    return {note.topic: note for note in notes(*TALK)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_says_what_happened_and_where(world: World, language: str) -> None:
    found = everything_said(world)

    assert set(found) == set(TALK)
    for topic, note in found.items():
        note.locale = language
        message = mail.compose(note)
        body, html = message.get_body(("plain",)), message.get_body(("html",))
        assert body is not None and html is not None  # noqa: PT018
        for text in (body.get_content(), html.get_content()):
            assert TALK[topic] in text.replace("\n", " "), topic
            assert "Leak detection in Maputo" in text
            assert "@people" not in text
        if topic is not Topic.FLAG_SETTLED:
            assert f"/{language}/" in body.get_content()
