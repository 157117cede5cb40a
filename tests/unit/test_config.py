# Long because: what stops the start stands in one table.
from __future__ import annotations

from pathlib import Path

import pytest

from config import BadSetting, Settings, read_settings

KEY = "mXq7-kP2v_Rt9wLz4cNb8dHs1jFg6yUe"
OTHER_KEY = "aZ3-qLm8_Xw5vTr2kPd9sHn4bJf7cGy6"
GOOD = {"SECRET_KEY": KEY, "BASE_URL": "https://share.example.org"}


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path / "instance")


def production(folder: str, **changes: str) -> Settings:
    return read_settings(GOOD | {"INSTANCE": folder} | changes)


def local(folder: str, **changes: str) -> Settings:
    return read_settings({"SHARE_ENV": "local", "INSTANCE": folder} | changes)


def test_a_server_needs_a_key_and_its_address_and_nothing_else(folder: str) -> None:
    settings = production(folder)

    assert (settings.secret_key, settings.is_local) == (KEY, False)
    assert settings.database_url == f"sqlite:///{folder}/share.db"
    assert settings.mail_from == "UCLG Share <share@share.example.org>"
    assert settings.trusted_proxies == 0
    assert settings.posting_limit


@pytest.mark.parametrize("missing", sorted(GOOD))
def test_without_one_of_them_it_does_not_start(folder: str, missing: str) -> None:
    given = {name: value for name, value in GOOD.items() if name != missing}

    with pytest.raises(BadSetting, match=missing):
        read_settings(given | {"INSTANCE": folder})


@pytest.mark.parametrize(
    "name, value",
    [
        ("SHARE_ENV", "development"),
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "dev"),
        ("SECRET_KEY", "changeme"),
        ("SECRET_KEY", KEY[:31]),
        ("SECRET_KEY", " " * 40),
        ("SECRET_KEY", KEY[:20] + " " * 20),
        ("SECRET_KEY", "abcabc" * 10),
        ("OLD_SECRET_KEYS", "dev"),
        ("OLD_SECRET_KEYS", f"{KEY} short"),
        ("BASE_URL", "share.example.org"),
        ("BASE_URL", "ftp://share.example.org"),
        ("BASE_URL", "https://"),
        ("BASE_URL", "https://["),
        ("BASE_URL", "https://share.example.org:port"),
        ("BASE_URL", "https://share.example.org/share"),
        ("BASE_URL", "https://share.example.org?x=1"),
        ("BASE_URL", "https://share.example.org#x"),
        ("BASE_URL", "https://user:word@share.example.org"),
        ("DATABASE_URL", "mysql://localhost/share"),
        ("DATABASE_URL", "share.db"),
        ("MAIL_URL", "mail.example.org"),
        ("MAIL_URL", "http://mail.example.org"),
        ("MAIL_URL", "smtp://"),
        ("MAIL_URL", "smtp://mail.example.org:post"),
        ("MAIL_URL", "file://mail"),
        ("STORAGE_URL", "files"),
        ("STORAGE_URL", "/srv/files"),
        ("STORAGE_URL", "file://files"),
        ("STORAGE_URL", "file:///"),
        ("STORAGE_URL", "https://s3.example.org/share"),
        ("STORAGE_URL", "s3://s3.example.org"),
        ("STORAGE_URL", "s3://s3.example.org/"),
        ("STORAGE_URL", "s3:///share"),
        ("STORAGE_URL", "s3://s3.example.org/share/deeper"),
        ("STORAGE_URL", "s3://s3.example.org/Share"),
        ("STORAGE_URL", "s3://s3.example.org/s"),
        ("STORAGE_URL", "s3://s3.example.org/share?tls=no"),
        ("STORAGE_URL", "s3://s3.example.org/share?tls=on&tls=off"),
        ("STORAGE_URL", "s3://s3.example.org/share?region="),
        ("STORAGE_URL", "s3://s3.example.org/share?zone=eu-west-1"),
        ("STORAGE_URL", "s3://key@s3.example.org/share"),
        ("STORAGE_URL", "s3://:hush@s3.example.org/share"),
        ("STORAGE_URL", "s3://key:hu/sh@s3.example.org/share"),
        ("STORAGE_URL", "s3://s3.example.org:port/share"),
        ("MAIL_FROM", "UCLG Share"),
        ("MAIL_FROM", "Share <share>"),
        ("MAIL_FROM", "Share <a@b.org>\r\nBcc: c@d.org"),
        ("POSTING_LIMIT", "no"),
        ("TRUSTED_PROXIES", "-1"),
        ("TRUSTED_PROXIES", "one"),
        ("PORT", "http"),
        ("PORT", "70000"),
        ("LOG_LEVEL", "LOUD"),
        ("INSTANCE", "/proc/nowhere/at/all"),
        ("REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "http://localhost:6379/0"),
        ("REDIS_URL", "redis:///0"),
        ("REDIS_URL", "redis://localhost:many/0"),
        ("REDIS_URL", "redis://localhost/pages"),
        ("REDIS_URL", "redis://localhost/0?timeout=5"),
        ("REDIS_URL", "redis://somebody@localhost/0"),
        ("REDIS_URL", "unix://"),
        ("REDIS_URL", "unix://run/redis.sock"),
    ],
)
def test_nonsense_stops_the_start_and_is_named(
    folder: str, name: str, value: str
) -> None:
    with pytest.raises(BadSetting, match=name) as refusal:
        production(folder, **{name: value})

    secret = name == "SECRET_KEY" and len(value.strip()) > 3
    assert not secret or value not in str(refusal.value)


@pytest.mark.parametrize(
    "name, value",
    [
        ("BASE_URL", "http://127.0.0.1:8080/"),
        ("DATABASE_URL", "postgres://share@localhost/share"),
        ("MAIL_URL", "smtps://name:word@mail.example.org:465"),
        ("MAIL_URL", "smtp://localhost:1025?starttls=1"),
        ("MAIL_URL", "file:///var/mail"),
        ("MAIL_URL", "log:"),
        ("STORAGE_URL", "file:///srv/our%20files"),
        ("STORAGE_URL", "s3://s3.eu-west-1.amazonaws.com/share?region=eu-west-1"),
        ("STORAGE_URL", "s3://key:a%2Fb%2Bc@127.0.0.1:9000/share?tls=off"),
        ("MAIL_FROM", "Ça partage <share@example.org>"),
        ("REDIS_URL", ""),
        ("REDIS_URL", "redis://localhost"),
        ("REDIS_URL", "rediss://share:a%2Fword@redis.example.org:6380/12"),
        ("REDIS_URL", "unix:///run/redis/redis.sock"),
        ("POSTING_LIMIT", "OFF"),
        ("LOG_LEVEL", "warning"),
    ],
)
def test_sense_is_taken(folder: str, name: str, value: str) -> None:
    assert production(folder, **{name: value}).secret_key == KEY


@pytest.mark.parametrize("secret", ["hush-hush", "hu/sh-hush", "hu@sh-hush", "hush?x"])
def test_what_is_wrong_with_a_store_is_said_without_its_secret(
    folder: str, secret: str
) -> None:
    with pytest.raises(BadSetting) as refusal:
        production(folder, STORAGE_URL=f"s3://key:{secret}@example.org/s?x=1")

    said = f"{refusal.value} {refusal.value.__cause__}"
    assert "hush" not in said
    assert "hu" not in said.split()


def test_files_are_kept_beside_the_rest_unless_told_otherwise(tmp_path: Path) -> None:
    instance = tmp_path / "a folder of 100%"

    assert local(str(instance)).storage_url == (instance / "files").as_uri()


def test_on_ones_own_machine_a_key_is_made_once_and_kept_to_oneself(
    folder: str,
) -> None:
    first, second = local(folder), local(folder)

    kept = Path(folder) / "secret_key"
    assert first.secret_key == second.secret_key == kept.read_text()
    assert len(first.secret_key) >= 43
    assert kept.stat().st_mode & 0o077 == 0
    assert first.base_url == "http://127.0.0.1:5000"


def test_a_damaged_key_stops_the_start(folder: str) -> None:
    local(folder)
    (Path(folder) / "secret_key").write_text("")

    with pytest.raises(BadSetting, match="secret_key"):
        local(folder)


def test_a_server_answers_to_its_own_name_alone(folder: str) -> None:
    here, there = local(folder).for_flask(), production(folder).for_flask()

    assert there["TRUSTED_HOSTS"] == ["share.example.org"]
    assert here["TRUSTED_HOSTS"] == ["127.0.0.1", "127.0.0.1", "localhost"]


def test_the_cookie_follows_the_address(folder: str) -> None:
    there = production(folder).for_flask()

    assert there["SESSION_COOKIE_SECURE"]
    assert there["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert not local(folder).for_flask()["SESSION_COOKIE_SECURE"]


def test_old_keys_are_read_and_no_debugger_is_switched_on(folder: str) -> None:
    there = production(folder, OLD_SECRET_KEYS=f"{OTHER_KEY} {KEY}").for_flask()

    assert there["SECRET_KEY_FALLBACKS"] == [OTHER_KEY, KEY]
    assert not {"DEBUG", "TESTING", "PROPAGATE_EXCEPTIONS"} & set(there)


def test_waiting_for_a_database_has_an_end(folder: str) -> None:
    url = "postgresql://share@db.example.org/share"
    options = production(folder, DATABASE_URL=url).for_flask()

    waits = options["SQLALCHEMY_ENGINE_OPTIONS"]["connect_args"]
    assert waits["connect_timeout"] <= 4
    assert waits["tcp_user_timeout"] <= 4000
