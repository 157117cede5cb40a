"""Where the bytes of files are: a folder, or a bucket of an S3-compatible store.

A key is made by us and never from a name that somebody chose: `attachment/part`, in
small letters and digits. The folder or bucket belongs to the site alone.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from urllib.parse import parse_qs, unquote, urlsplit

from flask import current_app

from uclg_share.storage.bucket import Bucket
from uclg_share.storage.contract import Missing, Store, Unavailable
from uclg_share.storage.folder import Folder

__all__ = [
    "Bucket",
    "Folder",
    "Missing",
    "Store",
    "Unavailable",
    "open_store",
    "store",
]

_OPENING = Lock()


def store() -> Store:
    """The store of this application, as STORAGE_URL says."""
    with _OPENING:
        found: Store | None = current_app.extensions.get("store")
        if found is None:
            found = open_store(current_app.config["SETTINGS"].storage_url)
            current_app.extensions["store"] = found
    return found


def open_store(url: str) -> Store:
    """The store at an address that `config.py` has found sound."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return Folder(Path(unquote(parts.path)))
    said = parse_qs(parts.query)
    scheme = "http" if said.get("tls") == ["off"] else "https"
    return Bucket(
        endpoint=f"{scheme}://{parts.netloc.rpartition('@')[2]}",
        name=parts.path.strip("/"),
        region=said.get("region", ["us-east-1"])[0],
        access_key=unquote(parts.username or "") or None,
        secret_key=unquote(parts.password or "") or None,
    )
