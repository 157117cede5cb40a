from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.world import World
from uclg_share.audit import AuditEntry, Verb
from uclg_share.conflicts import AlreadyDecided, ChangedMeanwhile
from uclg_share.database import db
from uclg_share.notifications.models import Notification, Topic
from uclg_share.organisations.actions import (
    add,
    change,
    confirm,
    decline,
    describe,
    propose,
)
from uclg_share.organisations.affiliations import ask
from uclg_share.organisations.entries import DomainTaken, NameTaken
from uclg_share.organisations.models import Affiliation, Organisation, OrganisationType
from uclg_share.organisations.proposals import Portrait, Proposal, Record
from uclg_share.organisations.queries import (
    Filters,
    by_id,
    directory,
    find_organisation,
    similar_to,
    suggestions,
)
from uclg_share.permissions import ANYONE, NotAllowed

TOWN = Proposal("Town of Ávila del Río", OrganisationType.LOCAL_GOVERNMENT, "ES")
RECORD = Record(
    name="League of Island Councils",
    type=OrganisationType.NATIONAL_LGA,
    country="FJ",
    acronym="LIC",
    domains=("islands.example.org",),
    portrait=Portrait(
        local_name="Ligue des Îles", description="Islands.", sections=("AFRICA",)
    ),
)


def proposed(world: World, proposal: Proposal = TOWN) -> Organisation:
    return propose(world.chen, proposal)


def last_entry() -> AuditEntry:
    return db.session.scalars(
        select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)
    ).one()


def found(text: str, **filters: object) -> list[str]:
    rows = db.session.scalars(directory(text, Filters(**filters)))  # type: ignore[arg-type]
    return sorted(one.slug for one in rows)


def test_a_proposal_is_seen_by_its_proposer_and_administrators_alone(
    world: World,
) -> None:
    organisation = proposed(world)

    assert organisation.slug == "town-of-avila-del-rio"
    assert find_organisation(world.viewer("chen"), organisation.slug) is organisation
    assert find_organisation(world.viewer("dina"), organisation.slug) is organisation
    for other in ("amina", "gabriel"):
        assert find_organisation(world.viewer(other), organisation.slug) is None
    assert find_organisation(ANYONE, organisation.slug) is None
    assert by_id(ANYONE, organisation.id) is None


def test_a_proposal_is_in_no_list(world: World) -> None:
    proposed(world)

    assert found("avila") == []
    assert suggestions(ANYONE, "avila") == []


def test_a_proposal_leaves_its_trace(world: World) -> None:
    organisation = proposed(world)

    entry = last_entry()
    assert entry.verb is Verb.ORGANISATION_PROPOSED
    assert entry.subject == f"organisation:{organisation.id}"
    assert entry.actor_id == world.chen.id


def test_two_proposals_of_one_name_have_two_addresses(world: World) -> None:
    assert proposed(world).slug != proposed(world).slug


def test_a_name_without_letters_still_has_an_address(world: World) -> None:
    organisation = proposed(world, replace(TOWN, name="§§§"))

    assert organisation.slug == "organisation"


def test_confirming_takes_the_proposer_in_too(world: World) -> None:
    organisation = proposed(world)
    ask(world.chen, organisation)

    confirm(world.viewer("dina"), organisation)

    assert found("avila") == [organisation.slug]
    assert world.viewer("chen").writes_for == {organisation.id}
    told = select(Notification.account_id).where(
        Notification.topic == Topic.AFFILIATION_CONFIRMED
    )
    assert db.session.scalars(told).all() == [world.chen.id]


@pytest.mark.parametrize("name", ["amina", "bruno", "chen", "gabriel"])
def test_only_administrators_confirm(world: World, name: str) -> None:
    organisation = proposed(world)

    with pytest.raises(NotAllowed):
        confirm(world.viewer(name), organisation)


def test_the_second_administrator_hears_who_was_first(world: World) -> None:
    organisation = proposed(world)
    confirm(world.viewer("dina"), organisation)
    world.elif_.is_admin = True

    with pytest.raises(AlreadyDecided) as too_late:
        decline(world.viewer("elif"), organisation, "Not a member.")

    assert too_late.value.who == "Dina"


def test_a_declined_proposal_tells_its_proposer_why(world: World) -> None:
    organisation = proposed(world)
    affiliation = ask(world.chen, organisation)

    decline(world.viewer("dina"), organisation, "It is in the directory already.")

    assert affiliation.declined_at is not None
    assert find_organisation(world.viewer("chen"), organisation.slug) is None
    note = db.session.scalars(
        select(Notification).where(Notification.topic == Topic.AFFILIATION_DECLINED)
    ).one()
    assert note.account_id == world.chen.id
    assert note.data["reason"] == "It is in the directory already."


@pytest.mark.parametrize(
    "name",
    [
        "Federation of Coastal Towns",
        "FEDERATION OF COASTAL TOWNS",
        "Ｆederation of Coastal Towns",
    ],
)
def test_a_name_is_unique_however_it_is_spelled(world: World, name: str) -> None:
    organisation = proposed(world, replace(TOWN, name=name))

    with pytest.raises(NameTaken):
        confirm(world.viewer("dina"), organisation)
    with pytest.raises(NameTaken):
        add(world.viewer("dina"), replace(RECORD, name=name))


def test_an_accent_makes_another_name(world: World) -> None:
    add(world.viewer("dina"), replace(RECORD, name="Federation of Coastal Tówns"))

    assert len(found("coastal towns")) == 2


def test_an_administrator_adds_everything(world: World) -> None:
    organisation = add(world.viewer("dina"), RECORD)

    assert organisation.confirmed_at
    assert [one.domain for one in organisation.domains] == ["islands.example.org"]
    assert [one.code for one in organisation.sections] == ["AFRICA"]
    assert found("iles") == found("LIC") == ["league-of-island-councils"]
    assert last_entry().verb is Verb.ORGANISATION_ADDED


@pytest.mark.parametrize("name", ["amina", "gabriel", "hana"])
def test_nobody_else_adds(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        add(world.viewer(name), RECORD)


def test_an_administrator_changes_everything(world: World) -> None:
    change(world.viewer("dina"), world.hills, RECORD, world.hills.version)

    assert world.hills.name == "League of Island Councils"
    assert world.hills.slug == "hills"
    assert found("islands") == []
    assert found("island") == ["hills"]
    changes = last_entry().data["changes"]
    assert changes["country"] == ["TN", "FJ"]
    assert changes["domains"] == [["hills.example.org"], ["islands.example.org"]]


def test_a_representative_describes_only_their_own(world: World) -> None:
    portrait = Portrait(local_name="Hügel", website="https://hills.example.org")

    describe(world.viewer("gabriel"), world.hills, portrait, world.hills.version)
    with pytest.raises(NotAllowed):
        describe(world.viewer("gabriel"), world.coast, portrait, 1)
    with pytest.raises(NotAllowed):
        describe(world.viewer("amina"), world.hills, portrait, 1)

    assert found("hugel") == ["hills"]
    assert world.hills.name == "Association of Hill Municipalities"


def test_a_representative_does_not_change_the_record(world: World) -> None:
    with pytest.raises(NotAllowed):
        change(world.viewer("gabriel"), world.hills, RECORD, world.hills.version)


def test_a_stale_form_changes_nothing(world: World) -> None:
    version = world.hills.version
    dina = world.viewer("dina")
    describe(dina, world.hills, Portrait(sections=("MEWA",)), version)
    db.session.flush()

    with pytest.raises(ChangedMeanwhile):
        describe(
            dina, world.hills, Portrait(website="https://old.example.org"), version
        )

    assert world.hills.website == ""


def test_a_domain_belongs_to_one_organisation(world: World) -> None:
    record = replace(RECORD, domains=("hills.example.org",))

    with pytest.raises(DomainTaken, match=r"hills\.example\.org"):
        change(world.viewer("dina"), world.coast, record, world.coast.version)


@pytest.mark.parametrize("wildcard", ["%", "_", "%%", "a%m", "/", "\\", "'"])
def test_wildcards_are_letters_in_a_search(world: World, wildcard: str) -> None:
    assert found(wildcard * 2) == []
    assert suggestions(ANYONE, wildcard * 2) == []


def test_a_search_needs_every_word_in_any_order_and_accent(world: World) -> None:
    assert found("HILL association") == ["hills"]
    assert found("híll") == ["hills"]
    assert found("hill coast") == []
    assert found("") == ["coast", "hills"]
    assert found("x" * 5000) == []


def test_filters_narrow_the_directory(world: World) -> None:
    add(world.viewer("dina"), RECORD)

    assert found("", country="TN") == ["hills"]
    assert found("", section="AFRICA") == ["league-of-island-councils"]
    assert found("", type=OrganisationType.ASSOCIATE) == []


def test_what_begins_with_the_letters_is_suggested_first(world: World) -> None:
    add(world.viewer("dina"), replace(RECORD, name="Federal Union", domains=()))
    add(world.viewer("dina"), replace(RECORD, name="A Fed", domains=()))

    names = [one.name for one in suggestions(ANYONE, "fed")]

    assert names == ["Federal Union", "Federation of Coastal Towns", "A Fed"]


def test_suggestions_are_few_and_need_two_letters(world: World) -> None:
    for number in range(15):
        add(world.viewer("dina"), replace(RECORD, name=f"Town {number}", domains=()))

    assert len(suggestions(ANYONE, "town")) == 10
    assert suggestions(ANYONE, "t") == []


@pytest.mark.parametrize(
    "name, alike",
    [
        ("Coastal Towns Federation", ["coast"]),
        ("federation of coastal town", ["coast"]),
        ("AHM", ["hills"]),
        ("Chamber of Commerce", []),
    ],
)
def test_similar_names_are_found(world: World, name: str, alike: list[str]) -> None:
    assert [one.slug for one in similar_to(name)] == alike


def test_a_proposal_touches_nobody_else(world: World) -> None:
    before = db.session.scalar(select(func.count()).select_from(Affiliation))

    proposed(world)

    assert db.session.scalar(select(func.count()).select_from(Affiliation)) == before
