"""What the page of a post shows: one shape for published text, preview and desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape
from sqlalchemy import select

from uclg_share.attachments.shown import Shown, shown_in, shown_to
from uclg_share.database import db
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer, may_read_group
from uclg_share.posts.drafts import Draft, Resources, Source, from_plain
from uclg_share.posts.kinds import SPECS, heading
from uclg_share.posts.models import (
    Evidence,
    Kind,
    Licence,
    PartnerRole,
    PopulationBand,
    Post,
    Sdg,
    Status,
    Theme,
)
from uclg_share.posts.publishing import rendered

WORDS_A_MINUTE = 200


@dataclass(frozen=True)
class Passage:
    """One section as readers see it; its heading speaks the language of the text."""

    key: str
    heading: str
    html: Markup


@dataclass(frozen=True)
class Reading:
    kind: Kind
    title: str
    summary: str
    language: str
    passages: list[Passage]
    facts: Draft
    organisation: Organisation | None
    co_organisations: list[Organisation]
    groups: list[WorkingGroup]
    committees: list[Committee]
    themes: list[Theme]
    sdgs: list[Sdg]
    files: tuple[Shown, ...] = ()

    @property
    def minutes(self) -> int:
        """How long it takes to read, at 200 words a minute, at least one."""
        words = sum(len(passage.html.striptags().split()) for passage in self.passages)
        return max(1, round(words / WORDS_A_MINUTE))

    @property
    def partners(self) -> list[tuple[str, PartnerRole]]:
        known = self.facts.partners
        return [(line.name, PartnerRole(line.role)) for line in known if line.name]

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.facts.sources

    @property
    def resources(self) -> Resources:
        return self.facts.resources

    @property
    def pictures(self) -> list[Shown]:
        return [one for one in self.files if one.is_picture]

    @property
    def documents(self) -> list[Shown]:
        return [one for one in self.files if not one.is_picture]

    @property
    def status(self) -> Status | None:
        return Status(self.facts.status) if self.facts.status else None

    @property
    def evidence(self) -> Evidence | None:
        return Evidence(self.facts.evidence) if self.facts.evidence else None

    @property
    def population_band(self) -> PopulationBand | None:
        band = self.facts.population_band
        return PopulationBand(band) if band else None

    @property
    def licence(self) -> Licence:
        return Licence(self.facts.licence)


def published(viewer: Viewer, post: Post) -> Reading:
    """The live text, its HTML made when it was accepted; the groups one may know."""
    assert post.live_revision is not None
    facts = from_plain(post.live_revision.content)
    return Reading(
        kind=post.kind,
        title=post.title or "",
        # Of a discussion it is the beginning of its text.
        summary="" if post.kind.is_talk else post.summary or "",
        language=post.language,
        passages=_passages(post.kind, post.body or {}, post.language),
        facts=facts,
        organisation=post.organisation,
        co_organisations=post.co_organisations,
        groups=_lead_first(viewer, post),
        committees=[placement.committee for placement in post.committee_placements],
        themes=post.themes,
        sdgs=post.sdgs,
        files=shown_to(viewer, post, facts),
    )


def previewed(kind: Kind, draft: Draft, post: Post | None = None) -> Reading:
    """A text as it would look if it were published now; of a `post` with its files,
    and with what is said of them to those who write and review alone."""
    html = _html_or_reason(kind, draft)
    passages = _passages(kind, html, draft.language)
    return replace(outlined(kind, draft, post), passages=passages)


def outlined(kind: Kind, draft: Draft, post: Post | None = None) -> Reading:
    """The facts and tags of a text without its passages: no Markdown is rendered."""
    return Reading(
        kind=kind,
        title=draft.title,
        summary=draft.summary,
        language=draft.language,
        passages=[],
        facts=draft,
        organisation=_one(Organisation, draft.organisation_id),
        co_organisations=_in_order(Organisation, draft.co_organisation_ids),
        groups=_in_order(WorkingGroup, draft.group_ids),
        committees=_in_order(Committee, draft.committee_ids),
        themes=list(
            db.session.scalars(select(Theme).where(Theme.slug.in_(draft.themes)))
        ),
        sdgs=list(
            db.session.scalars(
                select(Sdg).where(Sdg.number.in_(draft.sdgs)).order_by(Sdg.number)
            )
        ),
        files=shown_in(post, draft),
    )


def _html_or_reason(kind: Kind, draft: Draft) -> dict[str, str]:
    try:
        return rendered(kind, draft)
    except ValueError as error:
        reason = str(escape(str(error)))
        return {SPECS[kind].parts[0].key: f"<p>{reason}</p>"}


def _passages(kind: Kind, html: dict[str, str], language: str) -> list[Passage]:
    return [
        # The HTML comes from `markup.render`, the one door.
        Passage(part.key, heading(kind, part.key, language), Markup(html[part.key]))  # noqa: S704
        for part in SPECS[kind].parts
        if html.get(part.key)
    ]


def as_seen_by(viewer: Viewer, reading: Reading) -> Reading:
    """Without the groups this person may not know: who edits need not belong there."""
    known = [group for group in reading.groups if may_read_group(viewer, group)]
    return replace(reading, groups=known)


def _lead_first(viewer: Viewer, post: Post) -> list[WorkingGroup]:
    groups = [placement.group for placement in post.placements]
    known = [group for group in groups if may_read_group(viewer, group)]
    return sorted(known, key=lambda g: (g.id != post.lead_group_id, g.position))


def _one(model: Any, row_id: int | None) -> Any:
    return db.session.get(model, row_id) if row_id else None


def _in_order(model: Any, ids: Iterable[int]) -> list[Any]:
    wanted = list(ids)
    found = {
        row.id: row
        for row in db.session.scalars(select(model).where(model.id.in_(wanted)))
    }
    return [found[row_id] for row_id in wanted if row_id in found]
