"""Which practices have to do with which: worked out when one is accepted."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from uclg_share.database import Model, Strings


class RelatedFamily(Model):
    """One family of texts that readers of another may want; each way is a line of its
    own, for the nearest of one need not be the nearest of the other."""

    __tablename__ = "related_family"

    family_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    related_id: Mapped[int] = mapped_column(
        ForeignKey("post.id"), primary_key=True, index=True
    )
    # How near, in hundredths; of one family the highest come first.
    score: Mapped[int]
    # Why, as readers are told: "theme:housing", or a word of `nearness.py`.
    reasons: Mapped[Strings]
