"""In which languages a reader is shown what there is in several."""

from __future__ import annotations

from uclg_share.accounts.models import Account
from uclg_share.accounts.reader import Reader
from uclg_share.current import current_reader
from uclg_share.i18n import LANGUAGES, current_language


def languages_read() -> tuple[str, ...]:
    """That of the page, then those its reader chose, the best first.

    A visitor reads the language of the page alone: what their pages show depends on the
    address and nothing else, so that they can be kept.
    """
    return languages_of(current_reader())


def languages_of(account: Account | Reader | None) -> tuple[str, ...]:
    """The same for somebody who comes by a secret address and is not signed in."""
    chosen = [code for code in account.reads if code in LANGUAGES] if account else []
    return tuple(dict.fromkeys([current_language(), *chosen]))
