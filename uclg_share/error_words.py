"""What an error page says, by its code."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

# Code: (heading, what to do). The codes not named here speak as 400 or 500.
WORDS = {
    400: (
        _l("We could not read this request"),
        _l("Go back, reload the page and try again."),
    ),
    403: (
        _l("You cannot do this with this account"),
        _l(
            "Ask a coordinator of the group or an administrator,"
            " or use another account."
        ),
    ),
    404: (
        _l("We cannot find this page"),
        _l("If you typed the address, check it. It may also be a page you cannot see."),
    ),
    405: (
        _l("This page cannot be used like that"),
        _l("Open the page by its link and use the buttons on it."),
    ),
    409: (
        _l("Somebody was quicker"),
        _l("Open the page again to see how it stands now."),
    ),
    413: (
        _l("This is too big"),
        _l("Make it shorter or split it. We read 2 megabytes at most."),
    ),
    422: (
        _l("Something needs correcting"),
        _l("Go back and check what you typed."),
    ),
    429: (
        _l("Wait a moment"),
        _l("Too many tries from this account or connection."),
    ),
    500: (
        _l("Something went wrong here"),
        _l("It is our fault, and it was noted. Try again in a moment."),
    ),
    503: (
        _l("We are busy for a moment"),
        _l("Try again in a few seconds. Nothing you saved is lost."),
    ),
}
