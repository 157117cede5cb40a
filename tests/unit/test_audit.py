import pytest
from sqlalchemy import text
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


def test_an_entry_cannot_be_replaced(world: World) -> None:
    """On SQLite REPLACE removes a row without asking the trigger of removals."""
    waiting(world)
    db.session.commit()
    columns = [c.name for c in AuditEntry.__table__.columns if c.name != "reason"]
    copy = f"""INSERT {"OR REPLACE" if is_sqlite() else ""} INTO audit_entry
        (reason, {", ".join(columns)}) SELECT 'another', {", ".join(columns)}
        FROM audit_entry"""

    with pytest.raises(DatabaseError, match=r"never changed|duplicate key"):
        db.session.execute(text(copy))
    db.session.rollback()


def test_no_entry_is_removed_with_all_the_others(world: World) -> None:
    if is_sqlite():
        return  # it has no TRUNCATE
    with pytest.raises(DatabaseError, match="never changed"):
        db.session.execute(text("TRUNCATE audit_entry CASCADE"))
    db.session.rollback()


def test_the_chain_is_whole(world: World) -> None:
    waiting(world)
    db.session.commit()

    assert broken_link() is None


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
