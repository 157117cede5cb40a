"""Files as they arrive with a request: each is taken or refused by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage

from uclg_share.attachments import actions, intake
from uclg_share.attachments.models import Attachment
from uclg_share.attachments.refusals import LARGEST, MOST_SHOWN, Fault, Refused
from uclg_share.database import db
from uclg_share.permissions import Viewer
from uclg_share.posts.models import Post
from uclg_share.text import clean_line


@dataclass
class Result:
    added: list[Attachment] = field(default_factory=list)
    # The names as they came, with what to do.
    refused: list[tuple[str, Any]] = field(default_factory=list)


def chosen(name: str = "new_files") -> list[FileStorage]:
    """The files of this request; a field nobody used sends one without a name."""
    return [one for one in request.files.getlist(name) if one.filename]


def take(
    viewer: Viewer, post: Post, sent: Iterable[FileStorage], room: int = MOST_SHOWN
) -> Result:
    """Each file is committed as it comes: what follows it cannot lose it.

    `room` is how many more the text can show.
    """
    result = Result()
    for file in sent:
        # Looking into a file takes its time: nobody waits for the database meanwhile.
        db.session.commit()
        try:
            if len(result.added) >= room:
                raise Refused(Fault.FULL)
            data = file.stream.read(LARGEST + 1)
            taken = intake.read(file.filename or "", data)
            result.added.append(actions.add(viewer, post, taken))
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            name = clean_line(file.filename or "")[-80:]
            result.refused.append((name, refused.reason))
    return result
