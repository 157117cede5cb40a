from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uclg_share.database import Id, Model, Moment, now
from uclg_share.groups.models import WorkingGroup
from uclg_share.organisations.models import Organisation
from uclg_share.posts.models import Post, Theme


class Sort(StrEnum):
    """What can be followed, as addresses spell it."""

    GROUP = "group"
    ORGANISATION = "organisation"
    THEME = "theme"
    POST = "post"


class Follow(Model):
    """Somebody wants the news of one thing; who no longer does has no row."""

    __tablename__ = "follow"
    __table_args__ = (
        Unique("account_id", "group_id"),
        Unique("account_id", "organisation_id"),
        Unique("account_id", "theme_slug"),
        Unique("account_id", "family_id"),
    )

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("working_group.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    theme_slug: Mapped[str | None] = mapped_column(ForeignKey("theme.slug"))
    # A post with all its translations.
    family_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"), index=True)
    at: Mapped[Moment] = mapped_column(default=now)
    # Told of the announcements after `first`, up to `last`, as `Mark` has it for the
    # groups somebody is in; of a post nothing is announced.
    first: Mapped[int] = mapped_column(default=0)
    last: Mapped[int] = mapped_column(default=0)

    group: Mapped[WorkingGroup | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    theme: Mapped[Theme | None] = relationship()
    original: Mapped[Post | None] = relationship()

    @property
    def sort(self) -> Sort:
        if self.group_id:
            return Sort.GROUP
        if self.organisation_id:
            return Sort.ORGANISATION
        return Sort.THEME if self.theme_slug else Sort.POST
