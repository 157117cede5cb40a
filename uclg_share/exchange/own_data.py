"""Everything that is kept of a person, for that person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from uclg_share import limits
from uclg_share.access import for_proved
from uclg_share.attachments.models import Attachment
from uclg_share.attachments.names import ending
from uclg_share.attachments.storing import bytes_of
from uclg_share.current import current_account, current_viewer
from uclg_share.database import db
from uclg_share.exchange import actions
from uclg_share.exchange.answers import ARCHIVE, file_answer
from uclg_share.exchange.packing import new_file, packing
from uclg_share.exchange.personal_queries import (
    files_of,
    kept_of,
    posts_written_in,
    text_of,
)
from uclg_share.exchange.routes import bp
from uclg_share.exchange.writing import plain
from uclg_share.storage import Missing


@bp.get("/settings/data")
@for_proved
def own_data() -> ResponseReturnValue:
    return render_template("exchange/own_data.html")


@bp.post("/settings/data.zip")
@for_proved
def own_data_file() -> ResponseReturnValue:
    """One file of data, one for each text with its versions, and what one uploaded."""
    viewer = current_viewer()
    limits.spend(limits.DATA_ACCOUNT, str(viewer.account_id))
    actions.note_data_taken_out(viewer)
    db.session.commit()
    file = new_file()
    with packing(file, is_squeezed=True) as packer:
        for name, content in _words():
            packer.add(name, content)
        for one in files_of(viewer):
            db.session.rollback()
            with suppress(Missing):  # the row says what it was
                packer.add(_place(one), bytes_of(one))
    return file_answer(file, ARCHIVE, "uclg-share-my-data.zip")


def _words() -> Iterator[tuple[str, str]]:
    """Piece by piece, so that no transaction is open while a piece is packed."""
    account = current_account() or abort(404)
    everything, posts = kept_of(account), posts_written_in(account)
    db.session.rollback()
    yield "account.json", _json(everything)
    for post_id in posts:
        text = text_of(account, post_id)
        db.session.rollback()
        yield f"texts/{post_id}.json", _json(text)


def _place(file: Attachment) -> str:
    stem = plain(file.name.rpartition(".")[0], "file")
    return f"files/{file.id}-{stem}.{ending(file.name)}"


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
