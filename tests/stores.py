"""Both kinds of store, empty; the bucket is in an S3 of our own on a free port."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.ports import free_port
from uclg_share.storage import Store, open_store

KEY, SECRET = "amina", "a/secret+with=signs"


@contextmanager
def s3_server() -> Iterator[int]:
    """The port of an S3 that forgets everything in the end."""
    from moto.server import ThreadedMotoServer  # noqa: PLC0415  slow to load

    port = free_port()
    server = ThreadedMotoServer("127.0.0.1", port, verbose=False)
    server.start()
    try:
        yield port
    finally:
        server.stop()


@pytest.fixture(scope="session")
def s3(no_credentials: None) -> Iterator[int]:
    with s3_server() as port:
        yield port


@pytest.fixture(scope="session")
def no_credentials() -> Iterator[None]:
    """No credentials of this machine, and no question for some."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        patch.setenv("AWS_CONFIG_FILE", "/nowhere")
        patch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")
        yield


@pytest.fixture
def bucket_url(s3: int) -> str:
    """The address of a new bucket, for STORAGE_URL."""
    name = f"files-{secrets.token_hex(6)}"
    client_of(s3).create_bucket(Bucket=name)
    signed = f"{KEY}:a%2Fsecret%2Bwith=signs"
    return f"s3://{signed}@127.0.0.1:{s3}/{name}?region=us-east-1&tls=off"


def client_of(port: int) -> Any:
    import boto3  # noqa: PLC0415  slow to load

    return boto3.session.Session(KEY, SECRET, region_name="us-east-1").client(
        "s3", endpoint_url=f"http://127.0.0.1:{port}"
    )


@pytest.fixture(params=["folder", "bucket"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """A test that asks for this runs once with each kind of store."""
    if request.param == "folder":
        return open_store((tmp_path / "files").as_uri())
    return open_store(request.getfixturevalue("bucket_url"))


@pytest.fixture
def site_stores(app: Flask, stores: Store) -> Iterator[Store]:
    """The same, and the site keeps its files there."""
    before = app.extensions.get("store")
    app.extensions["store"] = stores
    try:
        yield stores
    finally:
        app.extensions["store"] = before
