"""What the forms of the directory let people choose from, in the reader's language."""

from __future__ import annotations

from functools import cache
from typing import Any

from babel import Locale
from flask_babel import gettext as _

from uclg_share import countries
from uclg_share.i18n import current_language, local
from uclg_share.organisations.models import Organisation
from uclg_share.organisations.queries import all_sections
from uclg_share.text import fold

# Languages associations work in; more than the interface speaks.
LANGUAGES = [
    *["ar", "bn", "ca", "de", "el", "en", "es", "fa", "fr", "he", "hi", "id"],
    *["it", "ja", "ka", "kk", "ko", "ms", "nl", "pl", "pt", "ro", "ru", "sw"],
    *["ta", "th", "tr", "uk", "ur", "uz", "vi", "zh"],
]


def offer(form: Any) -> None:
    """Fill the choices of whatever fields of these a form has."""
    language = current_language()
    if "country" in form:
        nowhere = {"": _("None, or several")}
        form.country.choices = nowhere | countries.choices(language)
    if "languages" in form:
        form.languages.choices = languages(language)
    if "sections" in form:
        form.sections.choices = {one.code: local(one.names) for one in all_sections()}


@cache
def languages(language: str) -> dict[str, str]:
    """Code and name, sorted by name in that language."""
    names = Locale.parse(language).languages
    pairs = [(code, str(names.get(code, code))) for code in LANGUAGES]
    return dict(sorted(pairs, key=lambda pair: fold(pair[1])))


def values_of(organisation: Organisation) -> dict[str, Any]:
    """An organisation as the starting values of its form."""
    return {
        "version": str(organisation.version),
        "name": organisation.name,
        "acronym": organisation.acronym,
        "local_name": organisation.local_name,
        "type": organisation.type.value,
        "country": organisation.country or "",
        "latitude": organisation.latitude,
        "longitude": organisation.longitude,
        "website": organisation.website,
        "public_email": organisation.public_email,
        "description": organisation.description,
        "languages": list(organisation.languages),
        "sections": [one.code for one in organisation.sections],
        "domains": "\n".join(sorted(one.domain for one in organisation.domains)),
    }
