from __future__ import annotations

import dataclasses
import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from flask import Flask, current_app, g

from tests.notes import notes, secret_in
from tests.smtp import Mailbox
from tests.world import World
from uclg_share import mail
from uclg_share.accounts.credentials import send_confirmation
from uclg_share.database import db
from uclg_share.mail import Undeliverable, compose, send
from uclg_share.notifications.actions import notify, notify_address
from uclg_share.notifications.models import Notification, Topic

TRICK = "=?utf-8?q?=0D=0ABcc=3A_everybody=40example.org?="
TITLES = [
    "Water\r\nBcc: everybody@example.org",
    "Water\nBcc: everybody@example.org",
    "Water\u2028Bcc: everybody@example.org",
    f"Water {TRICK}",
    TRICK,
    "=" + TRICK + "?",
    "Été " + TRICK,
    "Water\x00\x0b\x1b[31m\u202eretaW",
]


def told(
    world: World, topic: Topic = Topic.PASSWORD_CHANGED, **data: str
) -> Notification:
    notify([world.amina], topic, **data)
    db.session.flush()
    return notes()[-1]


def read_back(message: EmailMessage) -> EmailMessage:
    parsed = message_from_bytes(message.as_bytes(), policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    body = read_back(message).get_body((kind,))
    assert body is not None
    return str(body.get_content())


def use(app: Flask, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    settings = dataclasses.replace(app.config["SETTINGS"], mail_url=url)
    monkeypatch.setitem(app.config, "SETTINGS", settings)


def test_a_mail_says_who_what_and_that_a_program_wrote_it(world: World) -> None:
    message = compose(told(world))

    assert message["To"] == "amina@people.example.org"
    assert message["From"] == "UCLG Share <share@127.0.0.1>"
    assert message["Subject"] == "Your password was changed"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"]
    assert [part.get_content_type() for part in message.walk()][1:] == [
        "text/plain", "text/html"
    ]  # fmt: skip
    assert "Hello Amina," in text_of(message)


def test_the_link_in_a_mail_is_the_secret_on_our_own_host(world: World) -> None:
    send_confirmation(world.ines, current_app.config["SECRET_KEY"])
    note = notes()[-1]

    message = compose(note)

    link = f"http://127.0.0.1:5000/en/confirm-email/{secret_in(note)}"
    assert link in text_of(message)
    assert f'href="{link}"' in text_of(message, "html")
    assert note.data["nonce"] not in text_of(message) + text_of(message, "html")


@pytest.mark.parametrize("locale, way", [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl")])
def test_a_mail_speaks_the_language_of_its_reader(
    world: World, locale: str, way: str
) -> None:
    world.amina.locale = locale

    html = text_of(compose(told(world)), "html")

    assert f'<html lang="{locale}" dir="{way}">' in html
    assert f"http://127.0.0.1:5000/{locale}/reset-password" in html
    assert "lang" not in g


@pytest.mark.parametrize("title", TITLES)
def test_no_text_of_a_person_becomes_a_header(world: World, title: str) -> None:
    note = told(world, Topic.POST_HIDDEN, title=title, reason="Twice here.")

    message = compose(note)

    for once_more in (message, read_back(message)):
        assert once_more["Bcc"] is None
        assert "\n" not in once_more["Subject"]
    head = message.as_bytes().partition(b"\r\n\r\n")[0]
    assert b"\nbcc" not in head.lower()
    assert b"=?utf-8?q?=0d=0a" not in head.lower()


@pytest.mark.parametrize("name", [TRICK, 'A "B" <c@d.org>', "A\r\nBcc: x@y.org"])
def test_the_sender_cannot_break_out_either(name: str) -> None:
    message = EmailMessage()
    message["From"] = mail._mailbox("share@example.org", name)

    assert read_back(message)["From"].addresses[0].addr_spec == "share@example.org"
    assert read_back(message)["Bcc"] is None


@pytest.mark.parametrize(
    "address", ["", "nobody", f"{TRICK}@x.org", "a@b.org\r\nBcc: c@d.org", "a@b@c"]
)
def test_what_is_no_address_gets_no_mail(world: World, address: str) -> None:
    notify_address(address or " ", "en", Topic.EMAIL_CHANGED, name="X")
    db.session.flush()

    with pytest.raises(Undeliverable):
        compose(notes()[-1])


def test_an_address_in_another_script_is_written_as_the_network_needs_it(
    world: World,
) -> None:
    notify_address("straße@städte.example.org", "en", Topic.EMAIL_CHANGED, name="Ö")
    db.session.flush()

    message = compose(notes()[-1])

    assert message["To"].addresses[0].domain == "xn--stdte-hra.example.org"
    assert b"To: stra\xc3\x9fe@xn--" in message.as_bytes()


def test_a_name_is_text_in_html(world: World) -> None:
    world.amina.name = "<img src=x onerror=alert(1)> {{ 7*7 }} %(name)s"

    message = compose(told(world))

    assert "<img" not in text_of(message, "html")
    assert "{{ 7*7 }} %(name)s" in text_of(message)


def test_the_same_note_is_the_same_mail(world: World) -> None:
    first, second = told(world), told(world)

    name = str(compose(first)["Message-ID"])
    assert name == compose(first)["Message-ID"] != compose(second)["Message-ID"]
    assert re.fullmatch(r"<[\w.]+@127\.0\.0\.1>", name)


def test_a_folder_keeps_one_file_for_a_mail(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use(app, monkeypatch, f"file://{tmp_path}/mail%20box")
    message = compose(told(world))

    send(message)
    send(message)

    [file] = (tmp_path / "mail box").iterdir()
    assert file.read_bytes() == message.as_bytes()


def test_a_log_holds_no_secret(
    app: Flask,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    use(app, monkeypatch, "log:")
    send_confirmation(world.ines, app.config["SECRET_KEY"])

    send(compose(notes()[-1]))

    assert secret_in(notes()[-1]) not in capfd.readouterr().err


def test_a_mail_server_gets_it_whole(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch, mailbox: Mailbox
) -> None:
    use(app, monkeypatch, mailbox.url)
    world.amina.locale, world.amina.name = "ar", "أمينة"

    send(compose(told(world)))

    [arrived] = mailbox.wait_for("amina@people.example.org")
    assert "أمينة" in text_of(arrived)
