"""How often somebody wants mail: one question for each kind, one for each group."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from babel.core import get_global
from babel.dates import get_timezone_location
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField

from uclg_share.groups.models import WorkingGroup
from uclg_share.i18n import current_language, local
from uclg_share.notifications.calendar import zones
from uclg_share.notifications.choosing import Wish
from uclg_share.notifications.kinds import USUAL
from uclg_share.notifications.models import Frequency, News
from uclg_share.notifications.preferences import Choices, Where
from uclg_share.posts.fields import one_of
from uclg_share.text import fold
from uclg_share.words import choices, options

LABELS = {
    News.POSTS: _l("In all my groups"),
    News.DESK: _l("In all groups I coordinate"),
    News.PEOPLE: _l("For all my organisations"),
    News.TALK: _l("On all posts"),
    News.FOLLOWED: _l("Of everything I follow"),
    News.SEARCHES: _l("Of all my saved searches"),
}
Groups = Mapping[News, list[WorkingGroup]]


class MailForm(FlaskForm):
    """The fields of a kind are there when the kind is: `form_for` adds them."""

    time_zone = one_of(_l("Time zone"))

    def wish(self, groups: Groups) -> Wish:
        """Only what differs from the usual becomes a row."""
        rows: dict[Where, Frequency] = {}
        for news, those in groups.items():
            everywhere = Frequency(self[news.value].data)
            if everywhere is not USUAL[news]:
                rows[news, None] = everywhere
            for group in those:
                if own := self[name_of(news, group)].data:
                    rows[news, group.id] = Frequency(own)
        return Wish(self.time_zone.data, rows)


def form_for(groups: Groups, chosen: Choices, zone: str) -> MailForm:
    """`groups` has the kinds that concern the person, with their groups."""
    fields: dict[str, Any] = {}
    said: dict[str, str] = {"time_zone": zone}
    for news, those in groups.items():
        fields[news.value] = RadioField(
            LABELS[news], choices=choices(Frequency), validate_choice=True
        )
        said[news.value] = chosen.of(news).value
        for group in those:
            own = chosen.rows.get((news, group.id))
            fields[name_of(news, group)] = one_of(
                local(group.names), choices=choices(Frequency, _l("As above"))
            )
            said[name_of(news, group)] = own.value if own else ""
    form: MailForm = type("MailForm", (MailForm,), fields)(data=said)
    form.time_zone.choices = options(zone_names(current_language()))
    return form


def name_of(news: News, group: WorkingGroup) -> str:
    return f"{news.value}_{group.id}"


@cache
def zone_names(language: str) -> dict[str, str]:
    """Every time zone by its city, as the language writes it, from A to Z."""
    named = [(_name(zone, language), zone) for zone in zones()]
    return {zone: name for name, zone in sorted(named, key=_by_name)}


def _by_name(pair: tuple[str, str]) -> tuple[bool, str]:
    name, zone = pair
    return zone != "UTC", fold(name)


def _name(zone: str, language: str) -> str:
    from uclg_share.templating import (  # noqa: PLC0415  it imports the features
        country_name,
    )

    if zone == "UTC":
        return zone
    city = get_timezone_location(zone, locale=language, return_city=True)
    country = country_name(get_global("zone_territories").get(zone), language)
    return f"{city} ({country})" if country else str(city)
