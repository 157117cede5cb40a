"""What every template may use."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any

from babel import Locale, dates, lists, numbers, units
from flask import Flask, g
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from uclg_share import once, permissions, words
from uclg_share.atlas import close_to
from uclg_share.authorship.bylines import authors_of
from uclg_share.current import current_reader, current_viewer
from uclg_share.database import now
from uclg_share.desk.items import is_late
from uclg_share.desk.queries import waiting_number
from uclg_share.feeds.shapes import content_of, permanent_id
from uclg_share.fragments import hole
from uclg_share.i18n import (
    current_language,
    direction_of,
    language_links,
    language_name,
    local,
    this_page,
)
from uclg_share.metadata import linked
from uclg_share.notifications.calendar import zone_of
from uclg_share.posts import display
from uclg_share.reviews.why import why, why_told
from uclg_share.security import csp_nonce
from uclg_share.urls import absolute


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        absolute=absolute,
        content_of=content_of,
        permanent_id=permanent_id,
        close_to=close_to,
        csp_nonce=csp_nonce,
        csrf_field=hole(csrf_field),
        country_name=country_name,
        direction_of=direction_of,
        lang_attrs=lang_attrs,
        language_links=language_links,
        this_page=this_page,
        language_name=language_name,
        local=local,
        once_field=hole(once.field, each=True),
        text_direction=lambda: direction_of(current_language()),
        word=words.word,
        why=why,
        why_told=why_told,
        coordinates=coordinates,
        linked=linked,
    )
    rules = {n: r for n, r in vars(permissions).items() if n.startswith("may_")}
    app.jinja_env.globals.update(rules)
    named = {one.__name__: one for one in FILTERS}
    app.jinja_env.filters.update(named, authors=authors_of, **display.FILTERS)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.context_processor(_who)


def _who() -> dict[str, Any]:
    """Who is asking; an error page must not fail because the database did."""
    if g.get("without_viewer"):
        nobody = {"viewer": permissions.ANYONE, "me": None, "waiting_count": 0}
        return nobody | {"unread_count": 0, "mail_paused": False}
    viewer, reader = current_viewer(), current_reader()
    if "waiting_count" not in g:
        g.waiting_count = waiting_number(viewer) if viewer.has_desk else 0
    return {
        "viewer": viewer,
        "me": reader,
        "waiting_count": g.waiting_count,
        "unread_count": reader.unread if reader else 0,
        "mail_paused": bool(reader and reader.mail_paused),
    }


def csrf_field() -> Markup:
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(
        generate_csrf()
    )


def lang_attrs(language: str) -> Markup:
    """`lang="ar" dir="rtl"` for a text in its own language."""
    return Markup('lang="{}" dir="{}"').format(language, direction_of(language))


def country_name(code: str | None, language: str | None = None) -> str:
    """The name of a country or territory by CLDR; empty for none."""
    if not code:
        return ""
    territories = _territories(language or current_language())
    return territories.get(code, code)


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale.parse(language).territories)


def day(value: datetime | None) -> str:
    """18 November 2026."""
    if value is None:
        return ""
    return _day(value.astimezone(UTC).date(), current_language())


@lru_cache(maxsize=5000)
def _day(value: date, language: str) -> str:
    return dates.format_date(value, "long", _locale_of(language))


def moment(value: datetime | None) -> str:
    """18 November 2026, 14:32 UTC."""
    if value is None:
        return ""
    time = dates.format_time(value.astimezone(UTC), "HH:mm", locale=_locale())
    return f"{day(value)}, {time} UTC"


def moment_in(value: datetime, zone: str) -> str:
    """Monday 30 November 2026, 07:00: on the clock of a place."""
    there = value.astimezone(zone_of(zone))
    on = dates.format_skeleton(
        "yMMMMEEEEd", there, tzinfo=there.tzinfo, locale=_locale()
    )
    return f"{on}, {dates.format_time(there, 'HH:mm', there.tzinfo, locale=_locale())}"


def month(value: str | None) -> str:
    """`2024-09` as September 2024, `2024` as it is."""
    if not value:
        return ""
    year, _, number_of_month = value.partition("-")
    if not number_of_month:
        return year
    first = datetime(int(year), int(number_of_month), 1, tzinfo=UTC).date()
    return dates.format_skeleton("yMMMM", first, locale=_locale())


def ago(value: datetime) -> str:
    """5 days: how long something has waited, in the largest fitting unit."""
    return dates.format_timedelta(now() - value, locale=_locale(), threshold=1)


def number(value: float) -> str:
    return _number(value, current_language())


@lru_cache(maxsize=5000)
def _number(value: float, language: str) -> str:
    return numbers.format_decimal(value, locale=_locale_of(language))


def listed(names: list[str]) -> str:
    """Amina, Bruno and Chen."""
    return lists.format_list(names, locale=_locale())


def weight(size: int) -> str:
    """210 kB, 1.4 MB: how much a file is, in the words of the page."""
    kilo = max(1, round(size / 1000))
    if kilo < 1000:
        return units.format_unit(kilo, "digital-kilobyte", "short", locale=_locale())
    mega = round(size / 1_000_000, 1)
    return units.format_unit(mega, "digital-megabyte", "short", locale=_locale())


def coordinates(latitude: float | None, longitude: float | None) -> str:
    """36.4° N, 9.2° E."""
    if latitude is None or longitude is None:
        return ""
    north = "N" if latitude >= 0 else "S"
    east = "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.1f}° {north}, {abs(longitude):.1f}° {east}"


def _locale() -> Locale:
    return _locale_of(current_language())


@cache
def _locale_of(language: str) -> Locale:
    """The day before the month in English too: 18 November 2026."""
    return Locale.parse("en_GB" if language == "en" else language)


FILTERS = (is_late, day, moment, moment_in, month, ago, number, listed, weight)
