"""The files of a text as its page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from uclg_share.attachments import storing
from uclg_share.attachments.models import Attachment, Form
from uclg_share.attachments.pictures import SIZES, part
from uclg_share.attachments.queries import files_of
from uclg_share.permissions import Viewer, may_edit, may_take_down
from uclg_share.posts.drafts import Draft, Enclosure
from uclg_share.posts.models import Post

# The longer side, in pixels, of what is offered in low-data mode: still to be read.
LIGHT = 960


@dataclass(frozen=True)
class Shown:
    """A stored file with what one version of the text says of it."""

    file: Attachment
    said: Enclosure

    @property
    def is_picture(self) -> bool:
        return self.file.form is Form.PICTURE

    @property
    def alt(self) -> str:
        return "" if self.said.decorative else self.said.alt

    @property
    def weight(self) -> int:
        """Bytes of the size that a reader in low-data mode may ask for."""
        return storing.weight_of(self.file, part(LIGHT))

    @property
    def sizes(self) -> list[tuple[int, int]]:
        """(name of the size, width in pixels); what would be enlarged is left out."""
        width, height = self.file.width or 1, self.file.height or 1
        longest = max(width, height)
        real = [(size, min(1.0, size / longest)) for size in SIZES]
        widths = {round(width * scale): size for size, scale in reversed(real)}
        return sorted((size, wide) for wide, size in widths.items())


def said_of(one: Shown) -> str:
    """All that readers are told, in one line: what changed in it is seen there."""
    said = one.said
    parts = [one.file.name, one.alt, said.caption, said.credit]
    return " · ".join(part for part in parts if part)


def shown_in(post: Post | None, draft: Draft) -> tuple[Shown, ...]:
    """For those who write or review: also what was taken down, and all that is said."""
    if post is None or not draft.files:
        return ()
    stored = files_of(post)
    return tuple(
        Shown(stored[one.attachment_id], one)
        for one in draft.files
        if one.attachment_id in stored
    )


def for_readers(files: Iterable[Shown]) -> tuple[Shown, ...]:
    """How people agreed to be shown is between writers and reviewers."""
    return tuple(replace(one, said=replace(one.said, consent="")) for one in files)


def shown_to(viewer: Viewer, post: Post, draft: Draft) -> tuple[Shown, ...]:
    """What this reader sees of it."""
    return for_readers(
        one
        for one in shown_in(post, draft)
        if one.file.taken_down_at is None
        or may_take_down(viewer, one.file)
        or may_edit(viewer, post)
    )
