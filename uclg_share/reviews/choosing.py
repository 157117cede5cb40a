"""The reasons a form offers: those of every group, and the group's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l

from uclg_share.i18n import local
from uclg_share.reviews.models import GroupReason, Reason, Why
from uclg_share.words import WORDS, options


def offer(field: Any, own: Iterable[GroupReason]) -> None:
    """Make them the choices of a field, the group's own first."""
    of_group = {f"own-{reason.id}": local(reason.names) for reason in own}
    usual = {reason.value: said for reason, said in WORDS[Reason].items()}
    field.choices = options({"": _l("Choose a reason"), **of_group, **usual})


def chosen(value: str | None, own: Iterable[GroupReason]) -> Why | None:
    """What was chosen in such a field."""
    for reason in own:
        if value == f"own-{reason.id}":
            return reason
    return Reason(value) if value else None
