"""Pictures and files of Amina's texts, and the shortest ways to have them stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

from sqlalchemy import select, update
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from tests.drafts import case_study
from tests.office import pdf
from tests.pictures import png
from tests.world import World
from uclg_share.attachments.actions import add
from uclg_share.attachments.intake import Taken, read
from uclg_share.attachments.models import Attachment
from uclg_share.database import db, now
from uclg_share.posts.actions import save, start
from uclg_share.posts.drafts import Enclosure, from_plain
from uclg_share.posts.models import Kind, Post
from uclg_share.posts.queries import latest_revision
from uclg_share.reviews.actions import accept, submit
from uclg_share.reviews.models import Review

ALT = "Two engineers listen at a hydrant at night."
LONG_AGO = timedelta(days=2)


def picture(name: str = "hydrant.png", width: int = 640) -> Taken:
    return read(name, png(width))


def document(name: str = "by-law.pdf") -> Taken:
    return read(name, pdf())


def illustrated(
    world: World, *taken: Taken, said: dict[str, Any] | None = None
) -> tuple[Post, Attachment]:
    """A draft of Amina's that shows a picture, or what is given; the first of them."""
    amina = world.viewer("amina")
    post = start(amina, Kind.CASE_STUDY, case_study(world))
    files = [add(amina, post, one) for one in taken or (picture(),)]
    about = {
        "alt": ALT,
        "caption": "The first night.",
        "credit": "Rosa",
        **(said or {}),
    }
    shown = tuple(Enclosure(one.id, **about) for one in files)
    save(amina, post, replace(case_study(world), files=shown), 1)
    db.session.commit()
    return post, files[0]


def sent_in(world: World, post: Post) -> Review:
    review = submit(world.viewer("amina"), post, world.water)
    db.session.commit()
    return review


def accepted(world: World, post: Post) -> Post:
    accept(world.viewer("elif"), sent_in(world, post))
    db.session.commit()
    return post


def shown_to_all(world: World, *taken: Taken) -> tuple[Post, Attachment]:
    post, file = illustrated(world, *taken)
    return accepted(world, post), file


def without_files(world: World, post: Post) -> None:
    """Amina's newest version shows none of them any more."""
    latest = latest_revision(post)
    draft = replace(from_plain(latest.content), files=())
    save(world.viewer("amina"), post, draft, latest.number)
    db.session.commit()


def stored_rows() -> list[Attachment]:
    db.session.expire_all()
    return list(db.session.scalars(select(Attachment).order_by(Attachment.id)))


def made_old() -> None:
    """Every file came two days ago."""
    db.session.execute(update(Attachment).values(added_at=now() - LONG_AGO))
    db.session.commit()


def encoded(form: dict[str, Any]) -> dict[str, Any]:
    """What a browser sends of a form with files, for the test client: without a file on
    the disk that the client forgets to close."""
    boundary, data = encode_multipart(MultiDict(form))
    return {
        "data": data,
        "content_type": f"multipart/form-data; boundary={boundary}",
    }


def upload(name: str = "hydrant.png", data: bytes | None = None) -> FileStorage:
    """A file as somebody chooses it."""
    return FileStorage(BytesIO(png() if data is None else data), name)


def src(file: Attachment, size: int = 480) -> str:
    return f"/files/{file.id}/{size}.webp"
