"""Which e-mail domains can prove that somebody belongs to an organisation."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from uclg_share.text import email_key

# Anybody can have an address there, so it proves nothing.
MAIL_FOR_ALL = frozenset(
    [
        "aol.com",
        "gmail.com",
        "gmx.com",
        "gmx.de",
        "googlemail.com",
        "hotmail.com",
        "icloud.com",
        "live.com",
        "mail.com",
        "mail.ru",
        "me.com",
        "msn.com",
        "outlook.com",
        "proton.me",
        "protonmail.com",
        "qq.com",
        "web.de",
        "yahoo.com",
        "yandex.ru",
        "163.com",
    ]
)


def own_domain(line: str) -> str:
    """A domain in the one spelling we keep; refuses what many share."""
    try:
        found = validate_email(f"name@{line}", check_deliverability=False)
    except EmailNotValidError as error:
        raise ValidationError(
            _l("%(domain)s is not a domain, such as example.org", domain=line[:80])
        ) from error
    domain = email_key(found.domain)
    if domain in MAIL_FOR_ALL:
        raise ValidationError(
            _l("Anybody can have an address at %(domain)s", domain=domain)
        )
    return domain
