"""What one may choose to see of a feed."""

from __future__ import annotations

from enum import StrEnum

from uclg_share.posts.models import Kind


class Choice(StrEnum):
    """A kind of post, all discussions, or the questions without an answer."""

    CASE_STUDY = "case_study"
    EXPERIENCE = "experience"
    DISCUSSION = "discussion"
    UNANSWERED = "unanswered"
    QUESTION = "question"
    DEBATE = "debate"
    ANNOUNCEMENT = "announcement"

    @property
    def kinds(self) -> list[Kind]:
        if self is Choice.DISCUSSION:
            return [kind for kind in Kind if kind.is_talk]
        return [Kind.QUESTION if self is Choice.UNANSWERED else Kind(self.value)]


# What the pages offer; the others are for addresses alone.
OFFERED = (Choice.CASE_STUDY, Choice.EXPERIENCE, Choice.DISCUSSION)
