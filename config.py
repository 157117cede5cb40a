"""Settings, read once from the environment; a bad value stops the start."""

# Long because: a setting, its default and its check are read on one page.
from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit

KEY_LENGTH = 32
# So long we wait for a connection, in seconds, before readers are asked to come back.
PATIENCE = 3
MAIL_SCHEMES = {"smtp", "smtps", "file", "log"}
BUCKET = re.compile(r"/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
DATABASE_OF_REDIS = re.compile(r"(/\d{0,4})?")
REGION = re.compile(r"[a-z0-9-]{1,40}")


class BadSetting(Exception):
    """A setting that the application refuses to start with."""


@dataclass(frozen=True)
class Settings:
    """Every setting there is. README.md lists them with their defaults."""

    environment: str
    secret_key: str
    instance: Path
    database_url: str
    base_url: str
    mail_url: str
    mail_from: str
    storage_url: str
    posting_limit: bool
    trusted_proxies: int
    log_level: str
    old_secret_keys: tuple[str, ...] = ()
    page_cache_mb: int = 32
    redis_url: str = ""

    @property
    def is_local(self) -> bool:
        return self.environment == "local"

    @property
    def is_secure(self) -> bool:
        return self.base_url.startswith("https://")

    def for_flask(self) -> dict[str, Any]:
        host = urlsplit(self.base_url).hostname or ""
        hosts = [host, "127.0.0.1", "localhost"] if self.is_local else [host]
        return {
            "SETTINGS": self,
            "SECRET_KEY": self.secret_key,
            "SECRET_KEY_FALLBACKS": list(self.old_secret_keys),
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": self._engine_options(),
            "TRUSTED_HOSTS": hosts,
            "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
            "MAX_FORM_PARTS": 1000,
            # The browser sends a __Host- cookie back only over TLS, with no Domain.
            "SESSION_COOKIE_NAME": "__Host-share" if self.is_secure else "share",
            "SESSION_COOKIE_SECURE": self.is_secure,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_REFRESH_EACH_REQUEST": False,
            "PERMANENT_SESSION_LIFETIME": timedelta(days=30),
            "WTF_CSRF_TIME_LIMIT": None,
            # `security.py` looks at the Origin, which no setting of a browser hides.
            "WTF_CSRF_SSL_STRICT": False,
            "BABEL_DEFAULT_LOCALE": "en",
            "FEED_PAGE_SIZE": 20,
        }

    def _engine_options(self) -> dict[str, Any]:
        """The log never shows what a statement carried: addresses, hashes."""
        options: dict[str, Any] = {"pool_timeout": PATIENCE, "hide_parameters": True}
        if self.database_url.startswith("sqlite"):
            return options
        waits = {"connect_timeout": PATIENCE, "tcp_user_timeout": PATIENCE * 1000}
        # `engines.py` has the driver take statements as they are sent.
        return options | {"connect_args": waits, "paramstyle": "numeric_dollar"}


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process.

    Raises `BadSetting` with the name of the variable and what it should be.
    """
    environment = environ.get("SHARE_ENV", "production")
    if environment not in {"production", "local"}:
        raise BadSetting("SHARE_ENV must be 'production' or 'local'.")
    instance = _instance(environ)
    port = _whole_number(environ, "PORT", 5000)
    base_url = environ.get("BASE_URL") or f"http://127.0.0.1:{port}"
    if environment == "production" and not environ.get("BASE_URL"):
        raise BadSetting("BASE_URL must be set, such as https://share.example.org.")
    return Settings(
        environment=environment,
        secret_key=_secret_key(environ, environment, instance),
        instance=instance,
        database_url=_database_url(environ, instance),
        base_url=_base_url(base_url),
        mail_url=_mail_url(environ, instance),
        mail_from=_mail_from(environ, base_url),
        storage_url=_storage_url(environ, instance),
        posting_limit=_switch(environ, "POSTING_LIMIT"),
        trusted_proxies=_whole_number(environ, "TRUSTED_PROXIES", 0),
        log_level=_log_level(environ),
        old_secret_keys=_old_secret_keys(environ),
        page_cache_mb=_whole_number(environ, "PAGE_CACHE_MB", 32),
        redis_url=_redis_url(environ),
    )


def _instance(environ: Mapping[str, str]) -> Path:
    folder = Path(environ.get("INSTANCE") or "instance").resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"INSTANCE must be a folder to write in: {error}.") from error
    return folder


def _secret_key(environ: Mapping[str, str], environment: str, instance: Path) -> str:
    key = environ.get("SECRET_KEY")
    if key is None and environment == "local":
        return _strong(_kept_key(instance / "secret_key"), "The file secret_key")
    return _strong(key or "", "SECRET_KEY")


def _old_secret_keys(environ: Mapping[str, str]) -> tuple[str, ...]:
    """A weak one opens as many doors as if it were the new one."""
    keys = environ.get("OLD_SECRET_KEYS", "").split()
    return tuple(_strong(key, "Each of OLD_SECRET_KEYS") for key in keys)


def _strong(key: str, name: str) -> str:
    if len(key.strip()) < KEY_LENGTH:
        raise BadSetting(f"{name} must have at least {KEY_LENGTH} characters.")
    if len(set(key)) < 8:
        raise BadSetting(f"{name} must be random; this one repeats itself.")
    return key


def _kept_key(path: Path) -> str:
    """A key made on first use and kept where only this user reads it."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


def _database_url(environ: Mapping[str, str], instance: Path) -> str:
    url = environ.get("DATABASE_URL") or f"sqlite:///{instance / 'share.db'}"
    if url.startswith("postgres://"):
        url = url.replace("postgres://", "postgresql://", 1)
    if not url.startswith(("sqlite://", "postgresql://", "postgresql+psycopg://")):
        raise BadSetting("DATABASE_URL must begin with sqlite:// or postgresql://.")
    return url


def _base_url(url: str) -> str:
    parts = _parts(url, "BASE_URL must be an address")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadSetting(
            "BASE_URL must be an address such as https://share.example.org."
        )
    if parts.query or parts.fragment or parts.username is not None:
        raise BadSetting("BASE_URL must be the name of the site alone.")
    if parts.path not in {"", "/"}:
        raise BadSetting("BASE_URL must have no path: the site lives at the root.")
    return url.rstrip("/")


def _mail_url(environ: Mapping[str, str], instance: Path) -> str:
    url = environ.get("MAIL_URL") or f"file://{instance / 'mail'}"
    parts = _parts(url, "MAIL_URL must be an address")
    if parts.scheme not in MAIL_SCHEMES:
        raise BadSetting("MAIL_URL must begin with smtp://, smtps://, file:// or log:.")
    if parts.scheme.startswith("smtp") and not parts.hostname:
        raise BadSetting("MAIL_URL must name a server, such as smtp://localhost.")
    if parts.scheme == "file" and (parts.netloc or not parts.path):
        raise BadSetting("MAIL_URL must name a folder, such as file:///var/mail.")
    return url


def _mail_from(environ: Mapping[str, str], base_url: str) -> str:
    sender = environ.get("MAIL_FROM")
    if not sender:
        return f"UCLG Share <share@{urlsplit(base_url).hostname}>"
    name, _, domain = parseaddr(sender)[1].rpartition("@")
    if not name or not domain or not sender.isprintable():
        raise BadSetting("MAIL_FROM must be a sender: Share <share@example.org>.")
    return sender


def _storage_url(environ: Mapping[str, str], instance: Path) -> str:
    """Its words never repeat the address: a secret may stand in it."""
    url = environ.get("STORAGE_URL") or (instance / "files").as_uri()
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        # What is called a port here can be the rest of a secret with a slash.
        raise BadSetting(
            "STORAGE_URL makes no sense; write / in a key or secret as %2F, + as %2B."
        ) from None
    if parts.scheme == "file":
        if parts.netloc or parts.path in {"", "/"} or parts.query or parts.fragment:
            raise BadSetting("STORAGE_URL must name a folder: file:///srv/files.")
    elif parts.scheme == "s3":
        _check_bucket(parts)
    else:
        raise BadSetting("STORAGE_URL must begin with file:// or s3://.")
    return url


def _check_bucket(parts: SplitResult) -> None:
    if not parts.hostname or not BUCKET.fullmatch(parts.path) or parts.fragment:
        raise BadSetting(
            "STORAGE_URL must name a host and a bucket: s3://s3.example.org/share."
        )
    if "@" in parts.netloc and not (parts.username and parts.password):
        raise BadSetting("STORAGE_URL must have a key and its secret, or neither.")
    said = parse_qs(parts.query, keep_blank_values=True)
    tls, region = said.pop("tls", ["on"]), said.pop("region", ["us-east-1"])
    if said or len(tls + region) > 2 or tls[0] not in {"on", "off"}:
        raise BadSetting("STORAGE_URL takes ?region=… and &tls=off and nothing else.")
    if not REGION.fullmatch(region[0]):
        raise BadSetting("STORAGE_URL must name a region such as eu-west-1.")


def _redis_url(environ: Mapping[str, str]) -> str:
    """Nothing where pages are not shared. Its words never repeat the address either."""
    url = environ.get("REDIS_URL", "")
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise BadSetting(
            "REDIS_URL makes no sense; write / in a password as %2F, + as %2B."
        ) from None
    if parts.query or parts.fragment or (parts.username and not parts.password):
        raise BadSetting("REDIS_URL takes a name with its password, and no ? or #.")
    is_socket = parts.scheme == "unix" and not parts.netloc and len(parts.path) > 1
    is_server = parts.scheme in {"redis", "rediss"} and bool(parts.hostname)
    if not is_socket and not (is_server and DATABASE_OF_REDIS.fullmatch(parts.path)):
        raise BadSetting(
            "REDIS_URL must be redis://host:port/number, rediss:// or unix:///path."
        )
    return url


def _parts(url: str, demand: str) -> SplitResult:
    """An address in its parts, refused where a part makes no sense."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # looked at by nobody until a mail is sent
    except ValueError as error:
        raise BadSetting(f"{demand}: {error}.") from error
    return parts


def _switch(environ: Mapping[str, str], name: str) -> bool:
    word = environ.get(name, "on").casefold()
    if word not in {"on", "off"}:
        raise BadSetting(f"{name} must be 'on' or 'off'.")
    return word == "on"


def _whole_number(environ: Mapping[str, str], name: str, default: int) -> int:
    try:
        number = int(environ.get(name) or default)
    except ValueError as error:
        raise BadSetting(f"{name} must be a whole number.") from error
    if not 0 <= number <= 65535:
        raise BadSetting(f"{name} must lie between 0 and 65535.")
    return number


def _log_level(environ: Mapping[str, str]) -> str:
    level = environ.get("LOG_LEVEL", "INFO").upper()
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise BadSetting("LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR.")
    return level
