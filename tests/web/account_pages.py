"""What people send from the pages of their account, and the links mails bring them."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.notes import notes, secret_in
from tests.world import PASSWORD
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import find_account
from uclg_share.database import db
from uclg_share.notifications.models import Topic

NEW_PASSWORD = "we walk to the sea"
HILLS = "Association of Hill Municipalities"


def joining(**changes: str) -> dict[str, str]:
    """Joana, who writes for the Hills."""
    form = {
        "name": "Joana Alves",
        "email": "joana@towns.example.org",
        "locale": "es",
        "organisation": HILLS,
        "password": NEW_PASSWORD,
        "homepage": "",
    }
    return form | changes


def sign_in_by_form(
    client: FlaskClient, email: str, password: str = PASSWORD, **more: Any
) -> TestResponse:
    form = {"email": email, "password": password}
    return client.post("/en/sign-in", data=form, **more)


def account_of(email: str) -> Account:
    db.session.expire_all()
    found = find_account(email)
    assert found is not None
    return found


def newest_secret(topic: Topic) -> str:
    """The secret in the link of the newest mail of a topic."""
    return secret_in(notes(topic)[-1])


def is_signed_in(client: FlaskClient) -> bool:
    return client.get("/en/settings").status_code == 200


def title_of(page: str) -> str:
    return page.partition("<title>")[2].partition("</title>")[0]
