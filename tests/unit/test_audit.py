import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from tests.drafts import waiting
from tests.world import World
from uclg_share.audit import AuditEntry, Verb, record
from uclg_share.chain import broken_link
from uclg_share.database import db, is_sqlite


def test_an_entry_cannot_be_changed(world: World) -> None:
    waiting(world)
    db.session.commit()

    with pytest.raises(DatabaseError, match="never changed"):
        db.session.execute(text("UPDATE audit_entry SET reason = 'another'"))
    db.session.rollback()


def test_an_entry_cannot_be_deleted(world: World) -> None:
    waiting(world)
    db.session.commit()

    with pytest.raises(DatabaseError, match="never changed"):
        db.session.execute(text("DELETE FROM audit_entry"))
    db.session.rollback()


def test_the_chain_is_whole(world: World) -> None:
    waiting(world)
    db.session.commit()

    assert broken_link() is None


def test_a_row_altered_behind_the_programs_back_is_found(world: World) -> None:
    waiting(world)
    db.session.commit()
    altered = db.session.scalars(select(func.min(AuditEntry.id))).one()

    for statement in _without_guard("UPDATE audit_entry SET reason='x' WHERE id=:id"):
        db.session.execute(
            text(statement), {"id": altered} if ":id" in statement else {}
        )

    assert broken_link() == altered
    db.session.rollback()


def test_verbs_follow_one_grammar() -> None:
    for verb in Verb:
        thing, _, done = verb.value.partition(".")
        assert thing
        assert done.isalpha()
    assert len({verb.value for verb in Verb}) == len(Verb)


def test_an_entry_says_who_what_and_when(world: World) -> None:
    entry = record(world.viewer("bruno"), Verb.GROUP_CHANGED, world.water, reason="Why")

    assert entry.actor_id == world.bruno.id
    assert entry.subject == f"working_group:{world.water.id}"
    assert entry.at.tzinfo is not None


def _without_guard(statement: str) -> list[str]:
    """Alter a row as somebody with the database in hand could; rolled back after."""
    if is_sqlite():
        return ["DROP TRIGGER audit_entry_no_update", statement]
    return ["ALTER TABLE audit_entry DISABLE TRIGGER ALL", statement]
