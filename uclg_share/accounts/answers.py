"""What the pages behind mailed links have in common."""

from __future__ import annotations

from flask import Response, make_response, render_template

from uclg_share import limits
from uclg_share.accounts.queries import digest
from uclg_share.text import email_key


def private(page: str, code: int = 200) -> Response:
    """The address of the page is a secret: nobody keeps it, no other site hears of it.

    Not `no-referrer`: with it, browsers send the form with `Origin: null`, as if it
    came from a foreign site.
    """
    answer = make_response(page, code)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


def stale(again: str) -> Response:
    """Expired, used and invented links look the same."""
    return private(render_template("accounts/stale.html", again=again), 404)


def count_mail(address: str) -> None:
    """So many mails in an hour to one address, whether or not there is an account."""
    limits.spend(limits.RESET_ACCOUNT, digest(email_key(address)))
