"""Flask extensions, created unbound so that modules can import them freely."""

from flask_migrate import Migrate

migrate = Migrate(
    render_as_batch=True,
    # The search tables belong to the database's own machinery, not to the models.
    include_name=lambda name, kind, _parents: (
        not (kind == "table" and str(name).startswith("fts"))
    ),
)
