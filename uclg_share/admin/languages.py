"""One text in the four languages, as fields of a form."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Length

from uclg_share.accounts.forms import is_filled
from uclg_share.i18n import DEFAULT, LANGUAGES
from uclg_share.posts.fields import Line, cleaned


def in_languages(
    name: str, label: Any, most: int, area: bool = False
) -> dict[str, Any]:
    """Fields `name_en`, `name_fr`, …; a name must be there in English."""
    return {
        f"{name}_{code}": _field(name, code, label, most, area) for code in LANGUAGES
    }


def texts_of(form: Any, name: str) -> dict[str, str]:
    """What was typed, by language; empty ones are missing, not empty."""
    texts = {code: form[f"{name}_{code}"].data or "" for code in LANGUAGES}
    return {code: text for code, text in texts.items() if text}


def values_in(name: str, texts: dict[str, str]) -> dict[str, str]:
    """A text in several languages as the starting values of its fields."""
    return {f"{name}_{code}": texts.get(code, "") for code in LANGUAGES}


def _field(name: str, code: str, label: Any, most: int, area: bool) -> Any:
    length = Length(
        max=most, message=_l("Keep it under %(number)s characters", number=f"{most:,}")
    )
    checks: list[Any] = [length]
    if name == "name" and code == DEFAULT:
        checks.insert(0, is_filled(_l("Write the name in English")))
    said = _l("%(what)s (%(language)s)", what=label, language=LANGUAGES[code][0])
    if area:
        return TextAreaField(said, checks, filters=[cleaned])
    return Line(said, checks)
