from __future__ import annotations

from flask import Blueprint

bp = Blueprint("committees", __name__)
