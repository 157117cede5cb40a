"""What makes a text the same as one that is among one's own already."""

from __future__ import annotations

from uclg_share.attachments.queries import stored_for
from uclg_share.attachments.refusals import MOST_BYTES
from uclg_share.exchange.batch import Batch, Print, print_of, set_apart
from uclg_share.exchange.queries import own_texts, stored_files
from uclg_share.permissions import Viewer


def compare(viewer: Viewer, batch: Batch) -> None:
    """Set apart what one has, and refuse what there is no room for."""
    room = MOST_BYTES - stored_for(viewer.account_id)
    set_apart(batch, own_prints(viewer), room)


def own_prints(viewer: Viewer) -> dict[Print, list[int]]:
    """The posts one has with each text and the files it shows."""
    texts = own_texts(viewer)
    stored = stored_files([own.draft for own in texts])
    found: dict[Print, list[int]] = {}
    for own in texts:
        shown = [
            (stored[one.attachment_id].sha256, one)
            for one in own.draft.files
            if one.attachment_id in stored
        ]
        same = found.setdefault(print_of(own.kind, own.draft, shown), [])
        same.append(own.post_id)
    return found
