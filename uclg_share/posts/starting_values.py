"""A draft as the values its form opens with: the way back from `PostForm.draft`."""

from __future__ import annotations

from typing import Any

from uclg_share.attachments.forms import values_of_files
from uclg_share.posts.drafts import Draft, Resources


def values_of(draft: Draft) -> dict[str, Any]:
    """A draft as the starting values of its form."""
    return {
        "title": draft.title,
        "summary": draft.summary,
        "language": draft.language,
        "organisation_id": str(draft.organisation_id or ""),
        "co_organisations": [str(i) for i in draft.co_organisation_ids],
        "lead_group": str(draft.lead_group_id or ""),
        "other_groups": [str(i) for i in draft.group_ids[1:]],
        "committees": [str(i) for i in draft.committee_ids],
        "themes": list(draft.themes),
        "sdgs": [str(number) for number in draft.sdgs],
        "place": draft.place,
        "country": draft.country,
        "countries": list(draft.countries),
        "latitude": draft.latitude,
        "longitude": draft.longitude,
        "population_band": draft.population_band,
        "started": draft.started,
        "ended": draft.ended,
        "status": draft.status,
        "evidence": draft.evidence,
        "partners": [{"name": p.name, "role": p.role} for p in draft.partners],
        **_resources(draft.resources),
        "sources": [{"title": s.title, "url": s.url} for s in draft.sources],
        "licence": draft.licence,
        "files": values_of_files(draft.files),
        **draft.sections,
    }


def _resources(resources: Resources) -> dict[str, Any]:
    return {
        "amount": resources.amount,
        "currency": resources.currency,
        "amount_year": resources.year,
        "resources_note": resources.note,
    }
