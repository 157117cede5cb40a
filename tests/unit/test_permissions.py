"""Every rule asked of every role: the table of who may do what."""

# Long because: the table is read as a whole.
from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.authorship import along, asked, sent_to_sign
from tests.drafts import case_study, drafted, published, waiting
from tests.experiences import told
from tests.families import translated
from tests.questions import questioned
from tests.roles import ROLES, cast, viewer_at_the_door
from tests.talk import talked
from tests.world import World
from uclg_share import permissions
from uclg_share.attachments.models import Attachment
from uclg_share.authorship.models import Succession
from uclg_share.database import db
from uclg_share.groups.models import JoinRequest, Membership, WorkingGroup
from uclg_share.groups.people import membership_of
from uclg_share.organisations.models import Affiliation, Role
from uclg_share.permissions import ANYONE, Viewer
from uclg_share.posts.models import Theme

# A rule with what it is asked about, as `things` names it: x where it says yes.
# The roles in the order of ROLES: visitor, stranger, member, author, two coordinators
# of Water, coordinator of Budgets, representative of the Hills, administrator,
# suspended, unconfirmed.
TABLE = """
                                            vis str mem aut crd sec oth rep adm sus unc
may_administer                               .   .   .   .   .   .   .   .   x   .   .
may_use_account amina                        .   .   .   x   .   .   .   .   .   .   .
may_propose_organisation                     .   x   x   x   x   x   x   x   x   .   .
may_change_organisation hills                .   .   .   .   .   .   .   x   x   .   .
may_confirm_people hills                     .   .   .   .   .   .   .   x   x   .   .
may_ask_affiliation hills                    .   x   x   .   x   x   x   .   x   .   .
may_write_for hills                          .   .   .   x   .   .   .   x   .   .   .
may_see_affiliation amina_of_hills           .   .   .   x   .   .   .   x   x   .   .
may_end_affiliation amina_of_hills           .   .   .   x   .   .   .   x   x   .   .
may_change_role amina_of_hills editor        .   .   .   .   .   .   .   x   x   .   .
may_change_role amina_of_hills represent     .   .   .   .   .   .   .   .   x   .   .
may_change_role bruno_of_coast editor        .   .   .   .   x   .   .   .   x   .   .
may_read_group water                         x   x   x   x   x   x   x   x   x   x   x
may_read_group budgets                       .   .   .   .   .   .   x   .   x   .   .
may_read_inside water                        .   .   x   x   x   x   .   .   x   .   .
may_read_inside budgets                      .   .   .   .   .   .   x   .   x   .   .
may_join markets                             .   x   x   x   x   x   x   x   x   .   .
may_join water                               .   .   .   .   .   .   .   .   .   .   .
may_ask_to_join water                        .   x   .   .   .   .   x   x   x   .   .
may_ask_to_join budgets                      .   .   .   .   .   .   .   .   .   .   .
may_withdraw_request amina_asks              .   .   .   x   .   .   .   .   .   .   .
may_accept_invitation budgets                .   x   x   x   x   x   x   x   x   .   .
may_leave water                              .   .   x   x   x   x   .   .   .   .   .
may_leave budgets                            .   .   .   .   .   .   .   .   .   .   .
may_coordinate water                         .   .   .   .   x   x   .   .   x   .   .
may_admit water                              .   .   .   .   x   x   .   .   x   .   .
may_dismiss elif_in_water                    .   .   .   .   x   x   .   .   x   .   .
may_dismiss fatou_in_budgets                 .   .   .   .   .   .   .   .   x   .   .
may_dismiss amina_in_water                   .   .   .   .   .   .   .   .   .   .   .
may_end_membership amina_in_water            .   .   .   .   x   x   .   .   x   .   .
may_end_membership elif_in_water             .   .   .   .   x   .   .   .   x   .   .
may_write                                    .   x   x   x   x   x   x   x   x   .   .
may_begin question_kind                      .   x   x   x   x   x   x   x   x   .   .
may_begin announcement_kind                  .   .   .   .   x   x   x   .   x   .   .
may_announce water                           .   .   .   .   x   x   .   .   .   .   .
may_post_in water                            .   .   x   x   x   x   .   .   .   .   .
may_edit draft                               .   .   .   x   .   .   .   .   .   .   .
may_edit in_review                           .   .   .   .   .   .   .   .   .   .   .
may_edit post                                .   .   .   x   .   .   .   x   .   .   .
may_submit draft water in_hills              .   .   .   x   .   .   .   .   .   .   .
may_submit draft water in_coast              .   .   .   .   .   .   .   .   .   .   .
may_submit draft markets in_hills            .   .   .   .   .   .   .   .   .   .   .
may_submit post water in_hills               .   .   .   x   .   .   .   .   .   .   .
may_submit post water in_coast               .   .   .   .   .   .   .   .   .   .   .
may_send_in draft                            .   .   .   x   .   .   .   .   .   .   .
may_send_in post                             .   .   .   x   .   .   .   x   .   .   .
may_send_outline draft water                 .   .   .   .   .   .   .   .   .   .   .
may_send_outline draft open_water            .   .   x   x   x   x   .   .   .   .   .
may_send_outline experience open_water       .   .   .   .   .   .   .   .   .   .   .
may_choose_organisation draft                .   .   .   x   .   .   .   .   .   .   .
may_choose_organisation post                 .   .   .   x   .   .   .   .   .   .   .
may_translate post                           .   .   .   x   x   x   .   .   .   .   .
may_translate for_members                    .   .   .   .   .   .   x   .   .   .   .
may_translate draft                          .   .   .   .   .   .   .   .   .   .   .
may_translate translation                    .   .   .   .   .   .   .   .   .   .   .
may_edit translation                         .   .   .   .   x   .   .   x   .   .   .
may_submit translation water in_hills        .   .   .   .   x   .   .   .   .   .   .
may_submit translation markets in_hills      .   .   .   .   .   .   .   .   .   .   .
may_develop experience                       .   .   .   x   .   .   .   .   .   .   .
may_develop draft                            .   .   .   .   .   .   .   .   .   .   .
may_withdraw in_review                       .   .   .   x   .   .   .   x   .   .   .
may_delete draft                             .   .   .   x   .   .   .   .   .   .   .
may_delete post                              .   .   .   .   .   .   .   .   .   .   .
may_read_post draft                          .   .   .   .   .   .   .   .   .   .   .
may_read_post in_review                      .   .   .   .   .   .   .   .   .   .   .
may_read_post post                           x   x   x   x   x   x   x   x   x   x   x
may_read_post for_members                    .   .   .   .   .   .   x   .   x   .   .
may_ask_co_author draft                      .   .   .   x   .   .   .   .   .   .   .
may_ask_co_author post                       .   .   .   x   .   .   .   .   .   .   .
may_answer_co_author asked_chen              .   x   .   .   .   .   .   .   .   .   .
may_end_co_author asked_chen                 .   .   .   x   .   .   .   .   .   .   .
may_end_co_author chen_along                 .   x   .   x   .   .   .   .   .   .   .
may_sign_for for_coast                       .   .   .   .   x   .   .   .   x   .   .
may_choose_successor gone                    .   .   .   .   .   .   .   x   x   .   .
may_succeed gone                             .   .   .   x   .   .   .   .   .   .   .
may_review water                             .   .   .   .   x   x   .   .   x   .   .
may_decide in_review water                   .   .   .   .   x   x   .   .   x   .   .
may_decide by_bruno water                    .   .   .   .   .   x   .   .   x   .   .
may_decide for_members budgets               .   .   .   .   .   .   x   .   x   .   .
may_judge sent_in                            .   .   .   .   x   x   .   .   x   .   .
may_judge sent_by_bruno                      .   .   .   .   .   x   .   .   x   .   .
may_keep_tag water                           .   .   .   .   x   x   .   .   .   .   .
may_keep_tag budgets                         .   .   .   .   .   .   x   .   .   .   .
may_set_reasons water                        .   .   .   .   x   x   .   .   x   .   .
may_hide post                                .   .   .   .   x   x   .   .   x   .   .
may_hide for_members                         .   .   .   .   .   .   x   .   x   .   .
may_hide by_bruno                            .   .   .   .   .   x   .   .   x   .   .
may_take_down file_of_post                   .   .   .   .   x   x   .   .   x   .   .
may_take_down file_for_members               .   .   .   .   .   .   x   .   x   .   .
may_verify post live_text                    .   .   .   .   x   x   .   .   x   .   .
may_verify by_bruno text_of_bruno            .   .   .   .   .   x   .   .   x   .   .
may_verify draft nothing                     .   .   .   .   .   .   .   .   .   .   .
may_unverify post                            .   .   .   .   x   x   .   .   x   .   .
may_unverify for_members                     .   .   .   .   .   .   x   .   x   .   .
may_read_comments post                       x   x   x   x   x   x   x   x   x   x   x
may_read_comments for_members                .   .   .   .   .   .   x   .   x   .   .
may_comment post                             .   x   x   x   x   x   x   x   x   .   .
may_comment for_members                      .   .   .   .   .   .   x   .   x   .   .
may_speak_for hills_id                       .   .   .   x   .   .   .   x   .   .   .
may_answer by_chen                           .   x   x   x   x   x   x   x   x   .   .
may_answer hidden_of_chen                    .   .   .   .   .   .   .   .   .   .   .
may_read_words by_chen                       x   x   x   x   x   x   x   x   x   x   x
may_read_words hidden_of_chen                .   x   .   .   x   x   .   .   x   .   .
may_edit_comment by_chen                     .   x   .   .   .   .   .   .   .   .   .
may_edit_comment hidden_of_chen              .   .   .   .   .   .   .   .   .   .   .
may_delete_comment by_chen                   .   x   .   .   .   .   .   .   .   .   .
may_hide_comment by_chen                     .   .   .   .   x   x   .   .   x   .   .
may_hide_comment by_bruno_below              .   .   .   .   .   x   .   .   x   .   .
may_close_talk post                          .   .   .   .   x   x   .   .   x   .   .
may_find_helpful post                        .   .   .   .   x   x   x   .   .   .   .
may_find_helpful by_chen                     .   .   .   x   x   x   x   x   .   .   .
may_mark_answer question                     .   .   .   x   x   x   .   x   x   .   .
may_mark_answer post                         .   .   .   .   .   .   .   .   .   .   .
may_accept_answer chen_answers               .   .   .   x   x   x   .   x   x   .   .
may_accept_answer by_chen                    .   .   .   .   .   .   .   .   .   .   .
may_bring_answer question                    .   x   x   x   x   x   x   x   x   .   .
may_bring_answer post                        .   .   .   .   .   .   .   .   .   .   .
may_offer_answer post                        .   .   .   x   x   x   .   x   x   .   .
may_offer_answer question                    .   .   .   .   .   .   .   .   .   .   .
may_link_answer question post                .   x   x   x   x   x   x   x   x   .   .
may_link_answer question for_members         .   .   .   .   .   .   x   .   x   .   .
may_link_answer post question                .   .   .   .   .   .   .   .   .   .   .
may_unlink_answer by_chen_linked             .   x   .   .   x   x   .   .   x   .   .
may_verify question live_question            .   .   .   .   .   .   .   .   .   .   .
may_submit asked_alone water nothing         .   .   .   x   .   .   .   .   .   .   .
may_submit announced water in_hills          .   .   .   .   .   .   .   .   .   .   .
may_flag post                                .   x   x   .   x   x   x   x   x   .   .
may_flag by_chen                             .   .   x   x   x   x   x   x   x   .   .
may_settle report_of_chen                    .   .   .   .   x   x   .   .   x   .   .
may_settle report_of_bruno                   .   .   .   .   .   x   .   .   x   .   .
may_settle report_of_post                    .   .   .   .   x   x   .   .   x   .   .
may_ask_author post                          .   x   x   .   x   x   x   x   x   .   .
may_ask_author translation                   .   x   x   .   x   x   x   x   x   .   .
may_converse chen_asks                       .   x   .   x   .   .   .   x   .   .   .
may_pin water post                           .   .   .   .   x   x   .   .   x   .   .
may_pin water translation                    .   .   .   .   .   x   .   .   x   .   .
may_pin budgets for_members                  .   .   .   .   .   .   x   .   x   .   .
may_pin water draft                          .   .   .   .   .   .   .   .   .   .   .
may_unpin water                              .   .   .   .   x   x   .   .   x   .   .
may_remove_tag markets post                  .   .   .   .   .   .   .   .   x   .   .
may_remove_tag water post                    .   .   .   .   .   .   .   .   .   .   .
may_archive post                             .   .   .   x   x   x   .   x   x   .   .
may_archive for_members                      .   .   .   .   .   .   x   .   x   .   .
may_archive draft                            .   .   .   .   .   .   .   .   .   .   .
may_archive translation                      .   .   .   .   .   .   .   .   .   .   .
may_archive_group water                      .   .   .   .   x   x   .   .   x   .   .
may_archive_group budgets                    .   .   .   .   .   .   x   .   x   .   .
may_follow water                             .   x   .   .   .   .   x   x   x   .   .
may_follow budgets                           .   .   .   .   .   .   .   .   .   .   .
may_follow hills                             .   x   x   x   x   x   x   x   x   .   .
may_follow training                          .   x   x   x   x   x   x   x   x   .   .
may_follow post                              .   x   x   x   x   x   x   x   x   .   .
may_follow for_members                       .   .   .   .   .   .   x   .   x   .   .
may_follow draft                             .   .   .   .   .   .   .   .   .   .   .
may_save_search                              .   x   x   x   x   x   x   x   x   .   .
may_save post                                .   x   x   x   x   x   x   x   x   .   .
may_save for_members                         .   .   .   .   .   .   x   .   x   .   .
may_save draft                               .   .   .   .   .   .   .   .   .   .   .
"""


def rules() -> dict[str, list[str]]:
    """The rule and its things, and the answers in the order of ROLES."""
    lines = TABLE.splitlines()[2:]
    start = TABLE.splitlines()[1].index("vis")
    return {line[:start].strip(): line[start:].split() for line in lines}


# Long because: one line for each thing the table names.
def things(world: World) -> dict[str, Any]:
    """What the table asks about, by the names it uses."""
    by_coast = case_study(world, organisation_id=world.coast.id)
    for_members = case_study(
        world, group_ids=(world.budgets.id,), organisation_id=world.coast.id
    )
    post = published(world)
    by_bruno = waiting(world, by_coast, world.bruno).post
    members = published(world, for_members, world.fatou, world.budgets)
    return {
        **vars(world),
        **talked(world, post),
        **questioned(world, post),
        "amina": world.amina.id,
        "amina_of_hills": affiliation_of(world.amina.id),
        "bruno_of_coast": affiliation_of(world.bruno.id),
        "editor": Role.EDITOR,
        "represent": Role.REPRESENTATIVE,
        "amina_asks": JoinRequest(account_id=world.amina.id),
        "amina_in_water": membership_of(world.amina.id, world.water),
        "elif_in_water": membership_of(world.elif_.id, world.water),
        "fatou_in_budgets": membership_of(world.fatou.id, world.budgets),
        "in_hills": world.hills.id,
        "in_coast": world.coast.id,
        "asked_chen": asked(world, drafted(world)),
        "chen_along": along(world, drafted(world)),
        "for_coast": sent_to_sign(world),
        "gone": Succession(
            organisation=world.hills,
            organisation_id=world.hills.id,
            leaver_id=world.fatou.id,
            successor_id=world.amina.id,
        ),
        "sent_in": waiting(world),
        "sent_by_bruno": waiting(world, by_coast, world.bruno),
        "draft": drafted(world),
        "experience": told(world),
        "in_review": waiting(world).post,
        "post": post,
        "translation": translated(world, post),
        "training": db.session.get(Theme, "training"),
        "live_text": post.live_revision,
        "by_bruno": by_bruno,
        "text_of_bruno": by_bruno.revisions[-1],
        "nothing": None,
        "open_water": replica(world.water, takes_outlines=True),
        "for_members": members,
        "file_of_post": Attachment(post=post),
        "file_for_members": Attachment(post=members),
    }


def replica(group: WorkingGroup, **changes: Any) -> WorkingGroup:
    """The same group as it might be; the database never sees it."""
    known = {"id": group.id, "lifecycle": group.lifecycle}
    return WorkingGroup(**{**known, **changes})


def affiliation_of(account_id: int) -> Affiliation:
    found = select(Affiliation).where(Affiliation.account_id == account_id)
    return db.session.scalars(found).one()


def said_yes(viewer: Viewer, known: dict[str, Any]) -> set[str]:
    """The lines of the table that the rules answer with yes."""
    asked = {line: line.split() for line in rules()}
    return {
        line
        for line, (rule, *names) in asked.items()
        if getattr(permissions, rule)(viewer, *(known[name] for name in names))
    }


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_what_the_table_says(
    app: Flask, world: World, role: str
) -> None:
    viewer = viewer_at_the_door(app, cast(world)[role])

    may = said_yes(viewer, things(world))

    column = list(ROLES).index(role)
    assert may == {line for line, said in rules().items() if said[column] == "x"}


def test_every_rule_has_a_line_and_an_answer_for_every_role() -> None:
    known = {name for name in vars(permissions) if name.startswith("may_")}

    assert {line.split()[0] for line in rules()} == known
    assert {len(said) for said in rules().values()} == {len(ROLES)}
    assert {answer for said in rules().values() for answer in said} == {"x", "."}


@pytest.mark.parametrize("name", ["hana", "ines"])
def test_who_cannot_sign_in_is_anyone_to_the_site(
    app: Flask, world: World, name: str
) -> None:
    viewer = viewer_at_the_door(app, getattr(world, name))

    assert viewer == ANYONE


def test_a_suspension_takes_effect_at_once(app: Flask, world: World) -> None:
    assert viewer_at_the_door(app, world.dina).is_admin

    world.dina.suspended_at = world.hana.suspended_at

    assert viewer_at_the_door(app, world.dina) == ANYONE


def test_a_membership_that_ended_gives_nothing(app: Flask, world: World) -> None:
    membership = db.session.scalars(
        select(Membership).where(Membership.account_id == world.bruno.id)
    ).one()
    membership.ended_at = world.hana.suspended_at

    viewer = viewer_at_the_door(app, world.bruno)

    assert (viewer.member_of, viewer.coordinates) == (frozenset(), frozenset())
