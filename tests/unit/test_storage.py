"""What a store promises holds for a folder and for a bucket."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.ports import free_port
from tests.stores import client_of
from uclg_share.storage import Folder, Missing, Store, Unavailable, open_store, store

KEY = "a1b2c3d4e5/file"
BAD_KEYS = [
    "",
    "a1b2c3d4e5",
    "a1b2c3d4e5/",
    "/a1b2c3d4e5/file",
    "short/file",
    "a1b2c3d4e5/../file",
    "a1b2c3d4e5/..",
    "a1b2c3d4e5/.",
    "a1b2c3d4e5/.hidden",
    "../a1b2c3d4e5/file",
    "a1b2c3d4e5/deeper/file",
    "A1B2C3D4E5/file",
    "a1b2c3d4e5/file\n",
    "a1b2c3d4e5/fi\x00le",
    "a1b2c3d4e5\\file",
    "a1b2c3d4é5/file",
    f"{'a' * 65}/file",
    f"a1b2c3d4e5/{'a' * 33}",
]


def test_what_was_put_is_there(stores: Store) -> None:
    stores.put(KEY, b"\x00one", "application/pdf")
    stores.put("other1234/480.webp", b"", "image/webp")

    assert stores.get(KEY) == b"\x00one"
    assert stores.get("other1234/480.webp") == b""


def test_what_is_put_again_replaces(stores: Store) -> None:
    stores.put(KEY, b"first, and longer", "text/plain")

    stores.put(KEY, b"second", "text/plain")

    assert stores.get(KEY) == b"second"
    assert _keys(stores) == [KEY]


def test_what_is_not_there_is_missing(stores: Store) -> None:
    with pytest.raises(Missing):
        stores.get(KEY)


def test_deleting_twice_is_no_error(stores: Store) -> None:
    stores.put(KEY, b"one", "text/plain")
    stores.put("other1234/file", b"two", "text/plain")

    stores.delete(KEY)
    stores.delete(KEY)

    assert _keys(stores) == ["other1234/file"]


def test_every_key_has_its_moment(stores: Store) -> None:
    assert list(stores.keys()) == []

    stores.put(KEY, b"one", "text/plain")

    [(key, moment)] = stores.keys()
    assert key == KEY
    assert moment.tzinfo is UTC
    assert abs(datetime.now(UTC) - moment) < timedelta(minutes=1)


def test_a_key_that_is_not_ours_touches_nothing(stores: Store, tmp_path: Path) -> None:
    for key in BAD_KEYS:
        for act in (stores.get, stores.delete):
            with pytest.raises(ValueError, match="key"):
                act(key)
        with pytest.raises(ValueError, match="key"):
            stores.put(key, b"one", "text/plain")

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_folder_keeps_files_to_itself(tmp_path: Path) -> None:
    Folder(tmp_path / "files").put(KEY, b"one", "text/plain")

    for path in (tmp_path / "files").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0


def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path)
    folder.put(KEY, b"before", "text/plain")

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable):
        folder.put(KEY, b"after", "text/plain")

    assert folder.get(KEY) == b"before"
    assert _keys(folder) == [KEY]


def test_what_a_crash_left_is_found_like_any_other_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path)

    def killed(_file: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        folder.put(KEY, b"half", "text/plain")

    [(left, _moment)] = folder.keys()
    assert left.startswith("unfinished/")
    folder.delete(left)
    assert list(folder.keys()) == []


def test_what_others_laid_into_the_folder_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "lost+found").mkdir()
    (tmp_path / "lost+found" / "file").touch()
    (tmp_path / "README").touch()

    assert list(Folder(tmp_path).keys()) == []


def test_a_bucket_of_many_keys_is_listed_to_the_end(
    bucket_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uclg_share.storage.bucket.PAGE", 2)
    many = open_store(bucket_url)
    wanted = [f"many{number:06}/file" for number in range(5)]
    for key in wanted:
        many.put(key, b"x", "text/plain")

    assert sorted(_keys(many)) == wanted


def test_a_file_in_a_bucket_says_what_it_is(bucket_url: str, s3: int) -> None:
    open_store(bucket_url).put(KEY, b"one", "application/pdf")

    name = bucket_url.partition("?")[0].rpartition("/")[2]
    found = client_of(s3).head_object(Bucket=name, Key=KEY)
    assert found["ContentType"] == "application/pdf"


@pytest.mark.parametrize("what", ["server", "bucket", "folder"])
def test_a_store_that_is_gone_says_so_and_not_its_secret(
    tmp_path: Path,
    s3: int,
    what: str,
) -> None:
    (tmp_path / "file").touch()
    url = {
        "server": f"s3://me:hush-hush@127.0.0.1:{free_port()}/files?tls=off",
        "bucket": f"s3://me:hush-hush@127.0.0.1:{s3}/nobucket?tls=off",
        "folder": (tmp_path / "file" / "below").as_uri(),
    }[what]

    with pytest.raises(Unavailable) as refusal:
        open_store(url).put(KEY, b"one", "text/plain")

    assert "hush" not in str(refusal.value) + str(refusal.value.__cause__)


def test_the_site_opens_its_store_once(app: Flask) -> None:
    with app.app_context():
        assert store() is store()


def _keys(found: Store) -> list[str]:
    return [key for key, _moment in list(found.keys())]
