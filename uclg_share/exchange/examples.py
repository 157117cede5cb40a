"""A row to write over: it shows what the cells of a table take."""

from __future__ import annotations

from dataclasses import replace

from flask_babel import gettext as _

from uclg_share.posts.drafts import Draft, Partner, Resources, Source
from uclg_share.posts.models import Evidence, PartnerRole, Status


def example(draft: Draft) -> Draft:
    return replace(
        draft,
        title=_("An example: write over this row"),
        started="2024-02",
        ended="2025",
        status=Status.COMPLETED.value,
        evidence=Evidence.OWN_MONITORING.value,
        country="MZ",
        latitude=-26.0,
        longitude=32.6,
        sdgs=(6, 11),
        partners=(
            Partner(_("Water utility"), PartnerRole.LEAD.value),
            Partner(_("University"), PartnerRole.TECHNICAL.value),
        ),
        resources=Resources(12000.0, "EUR", 2024, _("Staff time not counted")),
        sources=(
            Source(_("Report of the utility, 2025"), "https://example.org/report"),
        ),
    )
