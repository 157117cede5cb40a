"""Settings, read once from the environment; a bad value stops the start."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

KEY_LENGTH = 32
WEAK_KEYS = {"dev", "secret", "changeme", "change-me", "default"}
MAIL_SCHEMES = {"smtp", "smtps", "file", "log"}


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
    posting_limit: bool
    trusted_proxies: int
    log_level: str
    old_secret_keys: tuple[str, ...] = ()

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
            "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": True},
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
            "BABEL_DEFAULT_LOCALE": "en",
            "FEED_PAGE_SIZE": 20,
        }


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process.

    Raises `BadSetting` with the name of the variable and what it should be.
    """
    environment = environ.get("SHARE_ENV", "production")
    if environment not in {"production", "local"}:
        raise BadSetting("SHARE_ENV must be 'production' or 'local'.")
    instance = Path(environ.get("INSTANCE") or "instance").resolve()
    instance.mkdir(parents=True, exist_ok=True)
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
        mail_from=environ.get("MAIL_FROM")
        or f"UCLG Share <share@{urlsplit(base_url).hostname}>",
        posting_limit=_switch(environ, "POSTING_LIMIT"),
        trusted_proxies=_whole_number(environ, "TRUSTED_PROXIES", 0),
        log_level=_log_level(environ),
        old_secret_keys=tuple(filter(None, environ.get("OLD_SECRET_KEYS", "").split())),
    )


def _secret_key(environ: Mapping[str, str], environment: str, instance: Path) -> str:
    key = environ.get("SECRET_KEY")
    if key is None and environment == "local":
        return _kept_key(instance / "secret_key")
    if not key or len(key) < KEY_LENGTH or key.strip().casefold() in WEAK_KEYS:
        raise BadSetting(
            f"SECRET_KEY must be a secret of at least {KEY_LENGTH} characters."
        )
    if len(set(key)) < 8:
        raise BadSetting("SECRET_KEY must be random; this one repeats itself.")
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
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query:
        raise BadSetting(
            "BASE_URL must be an address such as https://share.example.org."
        )
    if parts.path not in {"", "/"}:
        raise BadSetting("BASE_URL must have no path: the site lives at the root.")
    return url.rstrip("/")


def _mail_url(environ: Mapping[str, str], instance: Path) -> str:
    url = environ.get("MAIL_URL") or f"file://{instance / 'mail'}"
    if urlsplit(url).scheme not in MAIL_SCHEMES:
        raise BadSetting("MAIL_URL must begin with smtp://, smtps://, file:// or log:.")
    return url


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
