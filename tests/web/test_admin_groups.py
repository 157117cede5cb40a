from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.admin_forms import again
from tests.drafts import published
from tests.talk import said
from tests.world import World
from uclg_share.database import db
from uclg_share.groups.models import Committee, Visibility, WorkingGroup

PEACE = {"slug": "peace", "name_en": "Peace", "name_ar": "السلام", "status": "active"}


WASTE = {
    "slug": "waste",
    "name_en": "Waste",
    "short_en": "Bins",
    "accent": "c",
    "visibility": "public",
    "joining": "open",
    "lifecycle": "active",
    "review_days": "5",
    "guidelines": "What is in it?\n\n  Who   pays? \nWhat is in it?",
}


def test_a_committee_is_added_and_merged(admin: FlaskClient, world: World) -> None:
    assert admin.post("/en/admin/committees/add", data=PEACE).status_code == 303
    peace = db.session.scalars(select(Committee).where(Committee.slug == "peace")).one()
    page = admin.get(f"/en/admin/committees/{peace.id}").text
    assert "Missing in Français" in page

    merged = {
        **PEACE,
        "slug": "war",
        "status": "merged",
        "merged_into": str(world.cooperation.id),
        "version": str(peace.version),
    }
    answer = admin.post(f"/en/admin/committees/{peace.id}", data=merged)

    assert answer.status_code == 303
    assert again(peace).slug == "peace"
    assert peace.merged_into_id == world.cooperation.id
    assert peace.names == {"en": "Peace", "ar": "السلام"}


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"slug": "cooperation"}, "Another committee has this address"),
        ({"slug": "Peace!"}, "Use small letters"),
        ({"slug": ""}, "Use small letters"),
        ({"name_en": ""}, "Write the name in English"),
        ({"name_fr": "x" * 201}, "Keep it under 200"),
        ({"status": "merged"}, "Choose the committee it was merged into"),
        ({"status": "lost"}, "Choose one of these"),
        ({"merged_into": "999"}, "Choose from the list"),
        ({"aliases": "x\n" + "y" * 301}, "Keep each line under 300"),
    ],
)
def test_a_faulty_committee_keeps_what_was_typed(
    admin: FlaskClient, changes: dict[str, str], words: str
) -> None:
    form = {**PEACE, "description_es": "Lo escrito se queda.", **changes}

    answer = admin.post("/en/admin/committees/add", data=form)

    assert answer.status_code == 422
    assert words in answer.text
    assert "Lo escrito se queda." in answer.text


def test_a_committee_is_not_merged_into_itself(
    admin: FlaskClient, world: World
) -> None:
    own = str(world.cooperation.id)
    form = {"name_en": "Cooperation", "status": "merged", "merged_into": own}
    version = {"version": str(world.cooperation.version)}

    answer = admin.post(f"/en/admin/committees/{own}", data={**form, **version})

    assert answer.status_code == 422


def test_a_group_is_added_and_changed(admin: FlaskClient, world: World) -> None:
    assert admin.post("/en/admin/groups/add", data=WASTE).status_code == 303
    waste = db.session.scalars(
        select(WorkingGroup).where(WorkingGroup.slug == "waste")
    ).one()
    assert waste.guidelines == ["What is in it?", "Who pays?"]
    assert waste.review_days == 5
    changed = {
        **WASTE,
        "version": str(waste.version),
        "name_fr": "Déchets",
        "committee": str(world.cooperation.id),
        "member_count": "1000000",
        "post_count": "7",
    }

    answer = admin.post(f"/en/admin/groups/{waste.id}", data=changed)

    assert answer.status_code == 303
    assert again(waste).names == {"en": "Waste", "fr": "Déchets"}
    assert waste.committee_id == world.cooperation.id
    assert (waste.member_count, waste.post_count) == (0, 0)


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"slug": "water"}, "Another group has this address"),
        ({"accent": "#ff0000"}, "Choose one of these"),
        ({"joining": ""}, "Choose one of these"),
        ({"committee": "x"}, "Choose from the list"),
        ({"name_en": "\u200b"}, "Write the name in English"),
        ({"guidelines": "a\n" + "\n".join(map(str, range(31)))}, "at most 30 lines"),
        ({"description_ar": "x" * 8001}, "Keep it under 8,000"),
        *(({"review_days": days}, "between 1 and 60") for days in ("0", "61", "soon")),
    ],
)
def test_a_faulty_group_keeps_what_was_typed(
    admin: FlaskClient, changes: dict[str, str], words: str
) -> None:
    form = {**WASTE, "short_es": "Contenedores", **changes}

    answer = admin.post("/en/admin/groups/add", data=form)

    assert answer.status_code == 422
    assert words in answer.text
    assert "Contenedores" in answer.text


def test_closing_a_group_closes_what_it_published(
    app: Flask, admin: FlaskClient, world: World
) -> None:
    post = published(world)
    address = f"/en/posts/{post.id}/{post.slug}"
    stranger = app.test_client()
    assert stranger.get(address).status_code == 200
    form = {
        **WASTE,
        "name_en": "Water",
        "visibility": "members",
        "version": str(world.water.version),
    }

    assert (
        admin.post(f"/en/admin/groups/{world.water.id}", data=form).status_code == 303
    )

    assert again(world.water).visibility is Visibility.MEMBERS
    assert stranger.get(address).status_code == 404
    for feed in ("committees/cooperation.json", "organisations/hills"):
        assert str(post.title) not in stranger.get(f"/en/{feed}").text


def test_a_stale_group_form_is_refused(admin: FlaskClient, world: World) -> None:
    form = {**WASTE, "version": "0"}

    answer = admin.post(f"/en/admin/groups/{world.water.id}", data=form)

    assert answer.status_code == 409


def test_a_group_goes_without_comments(admin: FlaskClient, world: World) -> None:
    post = published(world)
    said(world, post)
    water = {
        **WASTE,
        "version": str(world.water.version),
        "name_en": "Water",
        "committee": str(world.cooperation.id),
    }
    page = f"/en/posts/{post.id}/{post.slug}"
    assert 'id="comments"' in admin.get(page).text

    answer = admin.post(f"/en/admin/groups/{world.water.id}", data=water)

    assert answer.status_code == 303
    assert not again(world.water).takes_comments
    assert 'id="comments"' not in admin.get(page).text
    takes = {**water, "version": str(world.water.version), "takes_comments": "y"}
    admin.post(f"/en/admin/groups/{world.water.id}", data=takes)
    assert 'id="comments"' in admin.get(page).text
