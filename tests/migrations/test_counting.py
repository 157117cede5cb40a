"""What was published before there were numbers counts as if it were published now."""

from __future__ import annotations

from alembic.migration import MigrationContext
from alembic.operations import Operations

from tests.afterwards import WHY, tagged
from tests.drafts import experience, published
from tests.families import translated
from tests.numbers import everything, families, forget, migration
from tests.questions import discussed
from tests.world import World
from uclg_share.archiving.actions import archive
from uclg_share.database import db
from uclg_share.posts.actions import hide


def test_the_migration_counts_as_the_acts_do(world: World) -> None:
    published(world, experience(world, country="EC", themes=("food",), sdgs=()))
    translated(world, published(world))
    discussed(world)
    hide(world.viewer("bruno"), tagged(world, "Hidden"), WHY)
    archive(world.viewer("bruno"), tagged(world, "Archived"), WHY)
    before, kept = everything(), families()
    forget()

    with Operations.context(MigrationContext.configure(db.session.connection())):
        migration()._count()

    assert everything() == before
    assert families() == kept
