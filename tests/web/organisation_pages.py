"""Small looks at organisations that their web tests share."""

from __future__ import annotations

from typing import Any

from uclg_share.database import db


def again(thing: Any) -> Any:
    db.session.refresh(thing)
    return thing
