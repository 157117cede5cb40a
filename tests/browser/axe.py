"""What axe-core finds wrong with a page."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.sync_api import Page

from tests.tools import AXE

# Everything axe knows by default: WCAG 2.0 to 2.2, A and AA, and its good practices.
RUN = """async rules => {
  const how = { resultTypes: ['violations'] };
  if (rules.length) how.runOnly = { type: 'rule', values: rules };
  return (await axe.run(document, how)).violations;
}"""


@cache
def source() -> str:
    return AXE.read_text()


def axe(page: Page, *rules: str) -> list[str]:
    """One line for each element axe objects to, by these rules or by all; empty when
    all is well."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())
    violations: list[dict[str, Any]] = page.evaluate(RUN, list(rules))
    return [
        f"{page.url} {violation['id']} ({violation['help']}): {node['html']}"
        for violation in violations
        for node in violation["nodes"]
    ]
