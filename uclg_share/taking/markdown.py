"""A published post as a Markdown file, in the form that the import reads."""

from __future__ import annotations

from dataclasses import replace

from flask import url_for

from uclg_share.attachments.pictures import SIZES
from uclg_share.attachments.shown import Shown
from uclg_share.organisations.models import Organisation
from uclg_share.posts.as_file.files import Packed
from uclg_share.posts.as_file.form import Names, Notes, write
from uclg_share.posts.models import Post
from uclg_share.posts.reading import Reading
from uclg_share.taking.citations import reference_to, sentence
from uclg_share.urls import absolute


def markdown_of(
    post: Post, reading: Reading, packed: dict[int, str] | None = None
) -> str:
    """What this reader sees of it and nothing more. Its files are named by their
    addresses, or by where they are `packed`."""
    files = [one for one in reading.files if one.file.taken_down_at is None]
    draft = replace(
        reading.facts,
        group_ids=tuple(group.id for group in reading.groups),
        committee_ids=tuple(one.id for one in reading.committees),
        files=tuple(one.said for one in files),
    )
    places = {one.file.id: address_of(one) for one in files} | (packed or {})
    names = Names(
        organisations=_slugs(post, reading),
        groups={group.id: group.slug for group in reading.groups},
        committees={one.id: one.slug for one in reading.committees},
        files={
            one.file.id: Packed(places[one.file.id], one.file.name) for one in files
        },
    )
    notes = Notes(top=sentence(reference_to(post, reading)))
    return write(reading.kind, draft, names, notes)


def address_of(one: Shown) -> str:
    if one.is_picture:
        size = str(SIZES[-1])
        return absolute(url_for("files.picture", attachment_id=one.file.id, size=size))
    return absolute(
        url_for("files.document", attachment_id=one.file.id, name=one.file.name)
    )


def _slugs(post: Post, reading: Reading) -> dict[int, str]:
    signed: list[Organisation] = [*reading.co_organisations]
    if post.organisation:
        signed.append(post.organisation)
    return {one.id: one.slug for one in signed}
