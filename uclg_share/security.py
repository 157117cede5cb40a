"""Headers on every answer, and the refusal of requests other sites made."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request, session
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from uclg_share import audit, uploads
from uclg_share.current import TOKEN
from uclg_share.limits import client_address

SAFE = {"GET", "HEAD", "OPTIONS"}
# Nothing at all is what a button without fields may send.
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data", ""}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
    "X-Frame-Options": "DENY",
}
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; "
    "style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; object-src 'none'"
)
A_YEAR = "max-age=31536000; includeSubDomains"

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    uploads.init_app(app)
    csrf.init_app(app)
    settings = app.config["SETTINGS"]
    if count := settings.trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=0, x_prefix=0
        )
    app.before_request(_note_origin)
    app.before_request(refuse_other_sites)
    app.before_request(refuse_other_bodies)
    app.after_request(set_headers)


def csp_nonce() -> str:
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    nonce: str = g.nonce
    return nonce


def refuse_other_sites() -> None:
    """A form sent from another site is refused, whatever token it carries."""
    if request.method in SAFE:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {
        "same-origin",
        "none",
    }:
        abort(400, "other-site")
    origin = request.headers.get("Origin")
    if origin is not None and not _is_ours(origin):
        abort(400, "other-site")


def refuse_other_bodies() -> None:
    """Only forms are read, and a form brings files only where a page asks for them.

    Flask-WTF would take JSON for a form as well, whatever is in it.
    """
    if request.method in SAFE:
        return
    if request.mimetype not in FORMS:
        abort(400, "no-form")
    # A field for files that nobody used sends one without a name and without bytes.
    fields = request.files.listvalues()
    sent = [one for files in fields for one in files if one.filename]
    if sent and not uploads.page_takes_files():
        abort(400, "no-files")


def _is_ours(origin: str) -> bool:
    settings = current_app.config["SETTINGS"]
    if origin == settings.base_url:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.netloc == request.host and (
        parts.scheme == "https" or not settings.is_secure
    )


def set_headers(answer: Response) -> Response:
    headers = answer.headers
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Content-Security-Policy", POLICY.format(nonce=csp_nonce()))
    if current_app.config["SETTINGS"].is_secure:
        headers.setdefault("Strict-Transport-Security", A_YEAR)
    headers.setdefault("X-Request-Id", g.get("request_id", ""))
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = _cache_rule(answer)
    return answer


def _cache_rule(answer: Response) -> str:
    """What a signed-in person sees, and what sets a cookie, is kept by nobody."""
    answer.vary.add("Cookie")
    personal = TOKEN in session or session.modified or request.method not in SAFE
    if personal or answer.status_code >= 400:
        return "private, no-store"
    return "no-cache"


def _note_origin() -> None:
    audit.ORIGIN.set(client_address())
