"""What sort of act an entry of the public log tells of, and which reasons it tells."""

from __future__ import annotations

from enum import StrEnum

from uclg_share.audit import Verb


class Sort(StrEnum):
    PUBLICATIONS = "publications"
    HIDING = "hiding"
    DISCUSSION = "discussion"
    PEOPLE = "people"
    GROUPS = "groups"


# By the first word of the act, unless the act stands in HIDING.
SORTS = {
    "account": Sort.PEOPLE,
    "comment": Sort.DISCUSSION,
    "committee": Sort.GROUPS,
    "content": Sort.PUBLICATIONS,
    "file": Sort.PUBLICATIONS,
    "flag": Sort.HIDING,
    "group": Sort.GROUPS,
    "membership": Sort.PEOPLE,
    "organisation": Sort.GROUPS,
    "post": Sort.PUBLICATIONS,
    "tag": Sort.HIDING,
    "talk": Sort.DISCUSSION,
}
HIDING = {
    Verb.COMMENT_HIDDEN,
    Verb.COMMENT_RESTORED,
    Verb.FILE_REMOVED,
    Verb.POST_ARCHIVED,
    Verb.POST_REVIVED,
    Verb.POST_HIDDEN,
    Verb.POST_RESTORED,
}
# Whoever gave these reasons was told that they stand in the public log.
WITH_REASON = {
    *HIDING,
    Verb.GROUP_ARCHIVED,
    Verb.GROUP_REOPENED,
    Verb.TAG_REMOVED,
    Verb.TAG_RETURNED,
    Verb.TALK_CLOSED,
}


def sort_of(verb: Verb) -> Sort | None:
    if verb in HIDING:
        return Sort.HIDING
    return SORTS.get(verb.value.partition(".")[0])


def verbs_of(sort: Sort) -> list[Verb]:
    return [verb for verb in Verb if sort_of(verb) is sort]
