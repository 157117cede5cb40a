"""What the facts of a practice must have in common with each other."""

from __future__ import annotations

from dataclasses import dataclass

from uclg_share.content.checks import is_empty, maybe
from uclg_share.content.facts import Known, month, must_follow
from uclg_share.content.listing import Fields
from uclg_share.content.tree import Value


@dataclass(frozen=True)
class Vocabulary:
    """What a practice may refer to; `committee_of` maps a group to its committee."""

    themes: Known
    committees: Known
    organisations: Known
    practices: Known
    committee_of: dict[str, str | None] | None


def check_place(fields: Fields) -> None:
    """One country, or several when the practice belongs to none of them alone."""
    one, several = fields["country"].data, fields["countries"]
    codes = [v.data for v in several.data] if isinstance(several.data, list) else []
    if one is None and len(codes) < 2:
        fields["country"].refuse("without a country, two or more countries are needed")
    if isinstance(one, str) and codes and codes[0] != one:
        several.refuse("must begin with the country")


def check_times(fields: Fields) -> None:
    ended, status = fields["ended"], fields["status"].data
    must_follow(month(fields["started"]), ended, maybe(ended, month))
    if status in ("ongoing", "pilot") and not is_empty(ended):
        ended.refuse(f"cannot be set while the status is {status}")
    if status == "completed" and ended.data is None:
        ended.refuse("is missing although the status is completed")


def check_tags(fields: Fields, known: Vocabulary) -> None:
    """Partners are others, and the committees are those of the groups."""
    for value in _list(fields["co_organisations"]):
        if value.data == fields["organisation"].data:
            fields["co_organisations"].refuse("repeats the organisation")
    groups, committee_of = _words(fields["groups"]), known.committee_of
    if committee_of is None or not groups or groups - set(committee_of):
        return
    wanted = {committee for group in groups if (committee := committee_of[group])}
    given = _words(fields["committees"])
    if given != wanted and known.committees and given | wanted <= {*known.committees}:
        names = ", ".join(sorted(wanted)) or "none"
        fields["committees"].refuse(f"must be those of the groups: {names}")


def _list(value: Value) -> list[Value]:
    return value.data if isinstance(value.data, list) else []


def _words(value: Value) -> set[str]:
    return {entry.data for entry in _list(value) if isinstance(entry.data, str)}
