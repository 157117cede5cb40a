"""Flask extensions, created unbound so that modules can import them freely."""

from __future__ import annotations

from collections.abc import Mapping

from flask_migrate import Migrate


def _is_of_models(
    name: str | None, kind: str, parents: Mapping[str, str | None]
) -> bool:
    """The index of search belongs to the database's own machinery, not to models."""
    if kind == "table":
        return not str(name).startswith(("search_words", "organisation_words"))
    if parents.get("table_name") == "search_entry":
        return name not in {"words", "ix_search_entry_words"}
    return name != "ix_organisation_words"


migrate = Migrate(render_as_batch=True, include_name=_is_of_models)
