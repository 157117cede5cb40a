"""Sending a file with many texts, as the page of the import does it."""

from __future__ import annotations

import io
import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.archives import own_picture, text, zipped
from uclg_share.attachments.models import Attachment
from uclg_share.database import db
from uclg_share.exchange.models import Parcel
from uclg_share.posts.models import Post, Revision
from uclg_share.storage import store

IMPORT = "/en/write/import"
TABLE = b"kind,title,what_happened\nexperience,One,We walked.\nexperience,Two,\n"
TICKET = re.compile(r'name="ticket" value="([^"]+)"')
ONCE = re.compile(r'name="once" value="([^"]+)"')


def check(client: FlaskClient, data: bytes, name: str = "texts.zip") -> TestResponse:
    form: dict[str, Any] = {"do": "check", "file": (io.BytesIO(data), name)}
    return client.post(IMPORT, data=form, content_type="multipart/form-data")


def confirmation(page: str) -> dict[str, str]:
    """What the button "Take 2 texts in as drafts" would send."""
    ticket, once = TICKET.search(page), ONCE.search(page)
    assert ticket is not None, "the page offers nothing to take in"
    assert once is not None
    return {"do": "import", "ticket": ticket[1], "once": once[1]}


def take_in(client: FlaskClient, data: bytes, name: str = "texts.zip") -> TestResponse:
    """Check, read the report, and press the button."""
    return client.post(IMPORT, data=confirmation(check(client, data, name).text))


def everything_of_texts() -> dict[str, int]:
    """How much there is of what an import could leave behind."""
    db.session.rollback()
    tables = (Post, Revision, Attachment, Parcel)
    counts = {table.__tablename__: db.session.query(table).count() for table in tables}
    return {**counts, "stored": len(list(store().keys()))}


def nine(bad: int | None = None) -> bytes:
    """Nine texts, each with a picture; one of them may have a fault."""
    files = {f"{n}.md": text(f"Walk {n}", f"{n}.webp") for n in range(1, 10)}
    files |= {f"{n}.webp": own_picture(40 + n) for n in range(1, 10)}
    return zipped(files | ({f"{bad}.md": text("", f"{bad}.webp")} if bad else {}))
