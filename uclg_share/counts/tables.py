"""Numbers to take along: a table that spreadsheets open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from flask import Response

from uclg_share.exchange.answers import TABLE
from uclg_share.exchange.csv_cells import defused
from uclg_share.exchange.csv_writing import MARK


def table(
    name: str, head: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
) -> Response:
    """`name` is plain ASCII."""
    page = io.StringIO(newline="")
    lines = csv.writer(page)
    lines.writerow(head)
    lines.writerows([defused(str(cell)) for cell in row] for row in rows)
    answer = Response(MARK + page.getvalue(), content_type=TABLE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
