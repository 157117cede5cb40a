"""What a template says to its writer: the questions, and the words each key takes."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from uclg_share.groups.queries import all_committees
from uclg_share.i18n import LANGUAGES
from uclg_share.permissions import Viewer, may_post_in
from uclg_share.posts.as_file.form import Notes
from uclg_share.posts.guides.texts import Part
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.models import (
    Evidence,
    Kind,
    Licence,
    PartnerRole,
    PopulationBand,
    Status,
)
from uclg_share.posts.queries import organisations_of, taggable_groups
from uclg_share.posts.themes import themes

SHORT = 400  # characters of an example that still fit into a comment


def notes_for(viewer: Viewer, kind: Kind) -> Notes:
    return Notes(
        top=_(
            "Fill in what you know and leave the rest empty. What follows a # here,"
            " and what stands in <!-- --> below, is not read. Words with a : or a # in"
            ' them stand between "double quotes".'
        ),
        facts=_facts(viewer),
        # Two marks of a comment would end it.
        parts={
            part.key: _of_part(part).replace("--", "–") for part in SPECS[kind].parts
        },
    )


def _of_part(part: Part) -> str:
    """The question with its hint; reason and example as long as they are short."""
    least, most = part.wanted
    said = [str(part.question), str(part.hint), str(part.why)]
    if len(str(part.example)) <= SHORT:
        said.append(_("Example: %(text)s", text=part.example))
    if most:
        said.append(_("%(least)s to %(most)s words read well.", least=least, most=most))
    return " ".join(filter(None, said))


def _facts(viewer: Viewer) -> dict[str, str]:
    groups = taggable_groups(viewer)
    mine = [group.slug for group in groups if may_post_in(viewer, group)]
    others = [group.slug for group in groups if group.slug not in mine]
    partial = _("a year or a year and month, such as 2024-09")
    row = f"[{{name: …, role: {PartnerRole.LEAD.value}}}]; role: "
    return {
        "title": _("needed"),
        "language": _listed(LANGUAGES),
        "organisation": _listed(o.slug for o in organisations_of(viewer)),
        "groups": _("the first reviews it: %(words)s", words=_listed([*mine, *others])),
        "committees": _listed(committee.slug for committee in all_committees()),
        "country": _("two letters, such as MZ"),
        "countries": _("two letters, such as MZ"),
        "population_band": _listed(PopulationBand),
        "started": partial,
        "ended": partial,
        "status": _listed(Status),
        "evidence": _listed(Evidence),
        "themes": _listed(theme.slug for theme in themes()),
        "sdgs": "1-17",
        "partners": row + _listed(PartnerRole),
        "sources": "[{title: …, url: https://…}]",
        "licence": _listed(Licence),
    }


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
