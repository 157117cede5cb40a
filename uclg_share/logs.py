"""One line of JSON for each request and each thing worth knowing."""

from __future__ import annotations

import json
import logging
import secrets
import sys
import time
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, has_request_context, request

from uclg_share.limits import client_address

EXTRA = (
    *("request", "view", "method", "status", "milliseconds"),
    *("account", "address", "reason"),
)


class JsonLines(logging.Formatter):
    """Every value is JSON with escapes, so that no text can forge a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "event": record.getMessage(),
        }
        if has_request_context():
            line["request"] = g.get("request_id", "")
        for name in EXTRA:
            if (value := getattr(record, name, None)) is not None:
                line[name] = value
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True, default=str)


def init_app(app: Flask) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    app.logger.handlers = [handler]
    app.logger.propagate = False
    app.logger.setLevel(app.config["SETTINGS"].log_level)
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    g.request_id = secrets.token_hex(8)
    g.started = time.perf_counter()


def _finish(answer: Response) -> Response:
    """The rule of the address is logged, not the address: it may hold a secret."""
    rule = request.url_rule.rule if request.url_rule else "(no such address)"
    took = (time.perf_counter() - g.get("started", time.perf_counter())) * 1000
    logging.getLogger("uclg_share").info(
        "request",
        extra={
            "method": request.method,
            "view": rule,
            "status": answer.status_code,
            "milliseconds": round(took, 1),
            "address": client_address(),
        },
    )
    return answer
