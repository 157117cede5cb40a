"""What somebody is asked, and who stands behind a text: for pages that show it."""

from __future__ import annotations

from dataclasses import dataclass, field

from uclg_share.authorship.left import asked_to_succeed, texts_left
from uclg_share.authorship.models import CoAuthor, CoSignature, Succession
from uclg_share.authorship.queries import asked_to_write_along, people_of
from uclg_share.authorship.signed import signatures_of
from uclg_share.permissions import Viewer
from uclg_share.posts.models import Post


@dataclass(frozen=True)
class Left:
    """What a person has left, with the question who answers for it."""

    succession: Succession
    texts: list[Post] = field(default_factory=list)


@dataclass(frozen=True)
class Questions:
    write_along: list[CoAuthor]
    succeed: list[Left]


@dataclass(frozen=True)
class Company:
    """Beside its author and its organisation."""

    people: list[CoAuthor]
    signatures: list[CoSignature]


def questions_for(viewer: Viewer) -> Questions:
    succeed = asked_to_succeed(viewer) if viewer.writes_for else []
    return Questions(asked_to_write_along(viewer), with_texts(succeed))


def company_of(post: Post) -> Company:
    return Company(people_of(post), signatures_of(post))


def with_texts(successions: list[Succession]) -> list[Left]:
    return [Left(one, texts_left(one)) for one in successions]
