"""The rows of files in the composer: added, moved, taken out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from uclg_share.attachments.forms import FileFields, FileForm
from uclg_share.attachments.models import Attachment
from uclg_share.attachments.queries import files_of
from uclg_share.attachments.refusals import MOST_SHOWN
from uclg_share.posts.models import Post

ACTS = ("file_up", "file_down", "file_out")


def row_act(wish: str) -> tuple[str, int] | None:
    """`file_up-12`: what a button of a row asks, and of which file."""
    act, _, number = wish.partition("-")
    return (act, int(number)) if act in ACTS and number.isdecimal() else None


def change_rows(form: FileFields, act: str, file_id: int) -> None:
    """Move a row up or down, or take it out; nothing when there is no such row."""
    rows = [row.form.data for row in form.files]
    ids = [row.form.file_id for row in form.files]
    if file_id not in ids:
        return
    at = ids.index(file_id)
    row = rows.pop(at)
    if act != "file_out":
        rows.insert(max(0, at - 1) if act == "file_up" else at + 1, row)
    _set(form, rows)


def add_rows(form: FileFields, added: Iterable[Attachment]) -> None:
    """A row for each file that has none yet, as far as the limit."""
    known = {row.form.file_id for row in form.files}
    for one in added:
        if one.id not in known and len(form.files.entries) < MOST_SHOWN:
            form.files.append_entry({"attachment_id": str(one.id)})
            known.add(one.id)


def keep_known(form: FileFields, post: Post | None) -> None:
    """Only rows of files that are stored with this text, each once: whatever was sent,
    no text shows the files of another."""
    if form.files is None or not form.files.entries:
        return
    stored = files_of(post) if post else {}
    there = {one.id for one in stored.values() if one.taken_down_at is None}
    kept: dict[int, dict[str, Any]] = {}
    for row in form.files:
        if row.form.file_id in there:
            kept.setdefault(row.form.file_id, row.form.data)
    if len(kept) < len(form.files.entries):
        _set(form, list(kept.values()))


def stored_with(post: Post | None) -> dict[str, Attachment]:
    """What rows of a text may stand for, by the number as a form sends it."""
    return {str(one.id): one for one in files_of(post).values()} if post else {}


def new_row(attachment: Attachment, at: int) -> FileForm:
    """The row that a script puts under those there are."""
    return FileForm(prefix=f"files-{at}", attachment_id=str(attachment.id))


def field_named(form: FileFields, name: str) -> Any:
    """The field beside which something is said, also one of a row; the title when there
    is none of that name."""
    if not name.startswith("files-") or form.files is None:
        return form[name if name in form else "title"]
    _, at, field = name.split("-")
    form.files.errors = [name]  # so that the summary looks into the rows
    return form.files.entries[int(at)].form[field]


def _set(form: FileFields, rows: list[dict[str, Any]]) -> None:
    form.files.entries.clear()
    form.files.last_index = -1
    for row in rows:
        form.files.append_entry(row)
