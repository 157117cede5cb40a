"""Mail is queued by the act, sent by the worker, in the language of its reader."""

from __future__ import annotations

import dataclasses

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale, gettext

from tests.notes import notes
from tests.smtp import Mailbox
from tests.web.account_pages import joining
from tests.world import PASSWORD, World, sign_in
from uclg_share.database import db
from uclg_share.mail import compose
from uclg_share.notifications import outbox
from uclg_share.notifications.models import Topic

SUBJECTS = {
    Topic.CONFIRM_EMAIL: "Confirm your e-mail address",
    Topic.ALREADY_REGISTERED: "You already have an account",
    Topic.RESET_PASSWORD: "Set a new password",
    Topic.CHANGE_EMAIL: "Confirm your new e-mail address",
    Topic.PASSWORD_CHANGED: "Your password was changed",
}


def cause(client: FlaskClient, world: World, topic: Topic) -> None:
    """Do in the browser what leads to a mail."""
    if topic is Topic.CONFIRM_EMAIL:
        client.post("/en/sign-up", data=joining(locale=world.amina.locale))
    if topic is Topic.ALREADY_REGISTERED:
        client.post("/en/sign-up", data=joining(email=world.amina.email, locale="en"))
    if topic is Topic.RESET_PASSWORD:
        client.post("/en/reset-password", data={"email": world.amina.email})
    sign_in(client, world.amina)
    form = {"current_password": PASSWORD}
    if topic is Topic.CHANGE_EMAIL:
        client.post("/en/settings/address", data=form | {"email": "new@example.org"})
    if topic is Topic.PASSWORD_CHANGED:
        form |= {"password": "we walk to the sea"}
        client.post("/en/settings/password", data=form)


@pytest.mark.parametrize("locale", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("topic", SUBJECTS)
def test_a_mail_is_queued_in_the_language_of_its_reader(
    client: FlaskClient, world: World, topic: Topic, locale: str
) -> None:
    world.amina.locale = locale

    cause(client, world, topic)

    [note] = notes(topic)
    assert note.mailed_at is None
    message = compose(note)
    with force_locale(locale):
        assert message["Subject"] == gettext(SUBJECTS[topic])
    assert message["Content-Language"] == locale
    html = message.get_body(("html",))
    assert html is not None
    assert f'<html lang="{locale}"' in html.get_content()


def test_a_mail_leaves_with_the_worker_and_not_with_the_request(
    app: Flask,
    client: FlaskClient,
    world: World,
    mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = dataclasses.replace(app.config["SETTINGS"], mail_url=mailbox.url)
    monkeypatch.setitem(app.config, "SETTINGS", settings)

    cause(client, world, Topic.RESET_PASSWORD)
    assert mailbox.messages == []
    db.session.commit()
    assert outbox.deliver_next()

    [message] = mailbox.to(world.amina.email)
    assert message["Subject"] == "Set a new password"


def test_a_mail_server_that_is_gone_holds_up_nobody(
    app: Flask, client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = dataclasses.replace(
        app.config["SETTINGS"], mail_url="smtp://127.0.0.1:1"
    )
    monkeypatch.setitem(app.config, "SETTINGS", settings)

    answer = client.post("/en/reset-password", data={"email": world.amina.email})

    assert answer.status_code == 200
    assert len(notes(Topic.RESET_PASSWORD)) == 1
