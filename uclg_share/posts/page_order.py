"""In which order the composer shows its fields: a form knows how it was written."""

from __future__ import annotations

from typing import Any

# Below the sections.
BELOW = (
    *("partners", "amount", "currency", "amount_year", "resources_note", "sources"),
    *("files", "new_files", "themes", "sdgs", "licence"),
)


class InPageOrder:
    @property
    def in_order(self) -> list[Any]:
        """For the summary of errors."""
        form: Any = self
        below = [form[name] for name in BELOW if name in form]
        return [*(one for one in form if one.name not in BELOW), *below]
