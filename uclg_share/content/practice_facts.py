"""The front matter of a practice: who did what, where, when and at what cost."""

from __future__ import annotations

from functools import partial

from uclg_share.content.checks import (
    choice,
    each,
    is_empty,
    items,
    line,
    mapping,
    maybe,
    number,
    refuse_twins,
    whole,
)
from uclg_share.content.entries import Partner, PracticeEntry, Resources, Source
from uclg_share.content.facts import (
    LANGUAGES,
    address,
    country,
    currency,
    in_script,
    month,
    place,
    reference,
    slug,
)
from uclg_share.content.headings import KINDS
from uclg_share.content.listing import Fields
from uclg_share.content.practice_rules import (
    Vocabulary,
    check_place,
    check_tags,
    check_times,
)
from uclg_share.content.tree import Value

BANDS = ("under-50k", "50k-1m", "over-1m", "not-applicable")
STATES = ("pilot", "ongoing", "completed", "suspended")
EVIDENCE = (
    "expected",
    "own-monitoring",
    "independent-evaluation",
    "award-or-peer-review",
)
ROLES = (
    "lead",
    "implementing",
    "funding",
    "technical",
    "peer",
    "beneficiary",
    "partner",
)
LICENCES = ("CC-BY-4.0",)
OPTIONAL = ("countries",)
REQUIRED = tuple(
    name
    for name in PracticeEntry.__dataclass_fields__
    if name not in {"file", "sections", *OPTIONAL}
)
MOST_ROWS = 20


# Long because: one line for each key.
def read_facts(
    file: str, fields: Fields, known: Vocabulary, sections: dict[str, str]
) -> PracticeEntry:
    check_place(fields)
    check_times(fields)
    check_tags(fields, known)
    latitude, longitude = place(
        fields["latitude"], fields["longitude"], fields["country"].data is not None
    )
    organisation = partial(reference, known=known.organisations, what="organisation")
    theme = partial(reference, known=known.themes, what="theme")
    committee = partial(reference, known=known.committees, what="committee")
    group = partial(reference, known=known.committee_of, what="group")
    practice = partial(reference, known=known.practices, what="practice")
    return PracticeEntry(
        file=file,
        kind=choice(fields["kind"], KINDS),
        slug=slug(fields["slug"]),
        title=_written(fields, "title", 10, 120),
        summary=_written(fields, "summary", 40, 600),
        language=choice(fields["language"], LANGUAGES),
        organisation=organisation(fields["organisation"]),
        co_organisations=each(fields["co_organisations"], organisation),
        groups=each(fields["groups"], group, 1),
        committees=each(fields["committees"], committee),
        place=line(fields["place"], 120),
        country=maybe(fields["country"], country),
        countries=maybe(fields["countries"], partial(each, check=country)) or (),
        latitude=latitude,
        longitude=longitude,
        population_band=choice(fields["population_band"], BANDS),
        started=month(fields["started"]),
        ended=maybe(fields["ended"], month),
        status=choice(fields["status"], STATES),
        evidence=choice(fields["evidence"], EVIDENCE),
        themes=each(fields["themes"], theme, 1, 5),
        sdgs=each(fields["sdgs"], partial(whole, least=1, most=17), 0, 5),
        partners=tuple(map(_partner, items(fields["partners"], 0, MOST_ROWS))),
        resources=_resources(fields["resources"]),
        sources=_sources(fields["sources"]),
        licence=choice(fields["licence"], LICENCES),
        translation_of=maybe(fields["translation_of"], practice),
        adapted_from=each(fields["adapted_from"], practice),
        sections=sections,
    )


def _written(fields: Fields, name: str, at_least: int, at_most: int) -> str:
    """One line in the language of the practice."""
    words = line(fields[name], at_most, at_least)
    return in_script(fields[name], fields["language"].data, words)


def _partner(value: Value) -> Partner:
    fields = mapping(value, ["name", "role"])
    return Partner(line(fields["name"], 200), choice(fields["role"], ROLES))


def _resources(value: Value) -> Resources:
    fields = mapping(value, ["amount", "currency", "year", "note"])
    amount = maybe(fields["amount"], partial(number, least=1, most=1e12))
    for name in ("currency", "year"):
        if amount is not None and fields[name].data is None:
            fields[name].refuse("is missing although there is an amount")
    if amount is None and not is_empty(fields["currency"]):
        fields["currency"].refuse("stands without an amount")
    return Resources(
        amount=amount,
        currency=maybe(fields["currency"], currency),
        year=maybe(fields["year"], partial(whole, least=1900, most=2099)),
        note=line(fields["note"], 500),
    )


def _sources(value: Value) -> tuple[Source, ...]:
    rows = [mapping(row, ["title", "url"]) for row in items(value, 1, MOST_ROWS)]
    refuse_twins([row["url"] for row in rows])
    return tuple(Source(line(r["title"], 200), address(r["url"], 500)) for r in rows)
