"""What was measured, as a table of Markdown."""

from __future__ import annotations

import platform
import sqlite3
import statistics
from pathlib import Path

from bench.load import CONNECTIONS
from bench.pages import WORKERS
from bench.worlds.measuring import Run
from bench.worlds.sites import Site


def machine() -> str:
    """Its words: processor, cores, system, Python, SQLite."""
    told = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in told if "model name" in line]
    system = f"Linux {platform.release()}, {platform.machine()}"
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    load = Path("/proc/loadavg").read_text().split()[0]
    return f"{len(names)} × {names[0]}, {system}, {python}; load {load} at the end"


def table(site: Site, run: Run) -> str:
    database = "PostgreSQL" if site.database else "SQLite"
    lines = [
        f"\n### {site.posts:,} posts, {database}",
        f"\n{machine()}. {WORKERS} workers, {CONNECTIONS} connections.",
        "\n| page | bytes | CPU ms | × b | p50 ms | p99 ms | answers/s |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, floors in run.floors.items():
        told = " and ".join(f"{ms:.3f}" for ms in floors)
        lines.append(f"| (b), {name}, before and after | | {told} | 1 | | | |")
    for name, spent in run.rows:
        server = "gunicorn" if "gunicorn" in name else "granian"
        floor = statistics.mean(run.floors[server])
        lines.append(
            f"| {name} | {spent.bytes:,} | {spent.cpu_ms:.3f} "
            f"| {floor / spent.cpu_ms:.2f} | {spent.within(0.5):.1f} "
            f"| {spent.within(0.99):.1f} | {spent.rate:,.0f} |"
        )
    held = ", ".join(f"{rss:.0f} MB ({pss:.0f} shared out)" for rss, pss in run.memory)
    lines.append(f"\nMemory of the processes that serve, after the run: {held}.")
    lines.append(f"Start to first page: {run.started_in:.1f} s.")
    return "\n".join(lines)
