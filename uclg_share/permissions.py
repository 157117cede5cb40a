"""Who may do what. Every rule is here, and nowhere else.

Acting on one thing is a predicate (`may_...`). Reading many things is a filter
(`readable_...`), because a list cannot be checked row by row. Both kinds are built on
the same facts about the viewer, so they cannot drift.
"""

# Long because: an auditor reads every rule on one page.
from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true
from sqlalchemy.orm import aliased

from uclg_share.answers.models import PostAnswer
from uclg_share.attachments.models import Attachment
from uclg_share.authorship.models import CoAuthor, CoSignature, Succession
from uclg_share.comments.models import Comment
from uclg_share.flags.models import Flag
from uclg_share.groups.models import (
    Joining,
    JoinRequest,
    Lifecycle,
    Membership,
    Visibility,
    WorkingGroup,
)
from uclg_share.groups.models import Role as GroupRole
from uclg_share.messages.models import Message
from uclg_share.organisations.models import Affiliation, Organisation, Role
from uclg_share.posts.models import (
    Kind,
    Placement,
    Post,
    Reach,
    Revision,
    Stage,
    Talk,
    Theme,
)
from uclg_share.reviews.models import Outcome, Review
from uclg_share.search.models import SearchEntry


class NotAllowed(Exception):
    """The viewer may see this thing but not do this to it."""


@dataclass(frozen=True)
class Viewer:
    """Who is asking: the facts that rules may use, and no more."""

    account_id: int = 0  # nobody has account 0
    is_admin: bool = False
    member_of: frozenset[int] = frozenset()
    coordinates: frozenset[int] = frozenset()
    asked_to_join: frozenset[int] = frozenset()
    writes_for: frozenset[int] = frozenset()
    # The organisations whose posts they may edit, and those they speak for.
    edits_for: frozenset[int] = frozenset()
    represents: frozenset[int] = frozenset()
    # Posts of others they write along with, and the address they are asked at.
    co_writes: frozenset[int] = frozenset()
    email_key: str = ""

    @property
    def is_signed_in(self) -> bool:
        return self.account_id > 0

    @property
    def as_reader(self) -> Viewer:
        """The facts that say what a list may show, the same for many people."""
        return Viewer(
            is_admin=self.is_admin,
            member_of=self.member_of,
            coordinates=self.coordinates,
        )

    @property
    def has_desk(self) -> bool:
        return bool(self.coordinates) or self.is_admin


ANYONE = Viewer()
# The command line: it acts for nobody, and may do everything an administrator may.
OPERATOR = Viewer(is_admin=True)


def ensure(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed


# --- The site --------------------------------------------------------------------


def may_administer(viewer: Viewer) -> bool:
    return viewer.is_admin


def may_use_account(viewer: Viewer, account_id: int) -> bool:
    """Change one's own profile, password, address and sign-ins; nobody else's."""
    return viewer.is_signed_in and viewer.account_id == account_id


# --- Organisations ----------------------------------------------------------------


def may_propose_organisation(viewer: Viewer) -> bool:
    return viewer.is_signed_in or viewer.is_admin


def may_change_organisation(viewer: Viewer, organisation: Organisation) -> bool:
    return viewer.is_admin or organisation.id in viewer.represents


def may_confirm_people(viewer: Viewer, organisation: Organisation) -> bool:
    """Say who writes for an organisation: its representatives, or an administrator."""
    return viewer.is_admin or (
        organisation.confirmed_at is not None and organisation.id in viewer.represents
    )


def may_ask_affiliation(viewer: Viewer, organisation: Organisation) -> bool:
    """Ask to write for an organisation, unless one does."""
    return viewer.is_signed_in and organisation.id not in viewer.writes_for


def may_write_for(viewer: Viewer, organisation: Organisation) -> bool:
    """Have its name on a text of one's own, as somebody it has confirmed."""
    return organisation.id in viewer.writes_for


def may_see_affiliation(viewer: Viewer, affiliation: Affiliation) -> bool:
    return may_end_affiliation(viewer, affiliation)


def may_end_affiliation(viewer: Viewer, affiliation: Affiliation) -> bool:
    """One's own, or as somebody who may say who writes for the organisation."""
    own = viewer.is_signed_in and affiliation.account_id == viewer.account_id
    return own or may_confirm_people(viewer, affiliation.organisation)


def may_change_role(viewer: Viewer, affiliation: Affiliation, role: Role) -> bool:
    """Only administrators make representatives, or unmake anybody but oneself."""
    if viewer.is_admin:
        return True
    if role is Role.REPRESENTATIVE or not affiliation.is_current:
        return False
    is_other = affiliation.account_id != viewer.account_id
    if affiliation.role is Role.REPRESENTATIVE and is_other:
        return False
    return may_confirm_people(viewer, affiliation.organisation)


def readable_organisations(viewer: Viewer) -> ColumnElement[bool]:
    confirmed = Organisation.confirmed_at.is_not(None)
    if viewer.is_admin:
        return true()
    if not viewer.is_signed_in:
        return confirmed
    return or_(
        confirmed,
        and_(
            Organisation.proposed_by_id == viewer.account_id,
            Organisation.declined_at.is_(None),
        ),
    )


# --- Groups -----------------------------------------------------------------------


def may_read_group(viewer: Viewer, group: WorkingGroup) -> bool:
    if may_coordinate(viewer, group):
        return True
    if group.lifecycle is Lifecycle.DRAFT:
        return False
    return group.visibility is Visibility.PUBLIC or group.id in viewer.member_of


def readable_groups(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.is_admin:
        return true()
    public = WorkingGroup.visibility == Visibility.PUBLIC
    mine = WorkingGroup.id.in_(viewer.member_of) if viewer.member_of else false()
    listed = and_(WorkingGroup.lifecycle != Lifecycle.DRAFT, or_(public, mine))
    if not viewer.coordinates:
        return listed
    return or_(listed, WorkingGroup.id.in_(viewer.coordinates))


def may_join(viewer: Viewer, group: WorkingGroup) -> bool:
    """Become a member at once, without asking."""
    return _may_enter(viewer, group) and group.joining is Joining.OPEN


def may_ask_to_join(viewer: Viewer, group: WorkingGroup) -> bool:
    """Ask the coordinators, unless they have not answered yet."""
    by_approval = group.joining is Joining.APPROVAL
    waits = group.id in viewer.asked_to_join
    return _may_enter(viewer, group) and by_approval and not waits


def may_withdraw_request(viewer: Viewer, request: JoinRequest) -> bool:
    return viewer.is_signed_in and request.account_id == viewer.account_id


def may_accept_invitation(viewer: Viewer, group: WorkingGroup) -> bool:
    """The invitation itself is checked where it is found."""
    return viewer.is_signed_in and group.lifecycle is Lifecycle.ACTIVE


def may_leave(viewer: Viewer, group: WorkingGroup) -> bool:
    """The last coordinator stays until somebody else coordinates."""
    if group.id not in viewer.member_of:
        return False
    return group.id not in viewer.coordinates or group.coordinator_count > 1


def may_coordinate(viewer: Viewer, group: WorkingGroup) -> bool:
    """Decide who joins, invite, appoint, and see who waits."""
    return viewer.is_admin or group.id in viewer.coordinates


def may_admit(viewer: Viewer, group: WorkingGroup) -> bool:
    """Let people in, by an answer or by an invitation, while the group is active."""
    return may_coordinate(viewer, group) and group.lifecycle is Lifecycle.ACTIVE


def may_dismiss(viewer: Viewer, membership: Membership) -> bool:
    """Only administrators leave a group without a coordinator."""
    if membership.role is not GroupRole.COORDINATOR:
        return False
    others = membership.group.coordinator_count > 1
    return viewer.is_admin or (may_coordinate(viewer, membership.group) and others)


def may_end_membership(viewer: Viewer, membership: Membership) -> bool:
    """That of somebody else: one leaves by oneself."""
    if membership.account_id == viewer.account_id:
        return False
    if membership.role is GroupRole.COORDINATOR:
        return may_dismiss(viewer, membership)
    return may_coordinate(viewer, membership.group)


def _may_enter(viewer: Viewer, group: WorkingGroup) -> bool:
    return (
        viewer.is_signed_in
        and group.id not in viewer.member_of
        and group.lifecycle is Lifecycle.ACTIVE
        and may_read_group(viewer, group)
    )


# --- Posts ------------------------------------------------------------------------


def may_write(viewer: Viewer) -> bool:
    """Start a draft of one's own."""
    return viewer.is_signed_in


def may_begin(viewer: Viewer, kind: Kind) -> bool:
    """The same for a kind of post; who coordinates nothing has nothing to announce."""
    return may_write(viewer) and (kind is not Kind.ANNOUNCEMENT or viewer.has_desk)


def may_post_in(viewer: Viewer, group: WorkingGroup) -> bool:
    return group.lifecycle is Lifecycle.ACTIVE and group.id in viewer.member_of


def may_announce(viewer: Viewer, group: WorkingGroup) -> bool:
    """Send an announcement to a group: as one of its coordinators, or as a member of
    it who administers the site."""
    return may_post_in(viewer, group) and may_coordinate(viewer, group)


def may_edit(viewer: Viewer, post: Post) -> bool:
    """Who writes it, and the editors of its organisation once it was sent in. What
    waits for a decision is not changed under the coordinator's eyes, and what was
    archived is first brought back."""
    writes = _writes(viewer, post) or _edits(viewer, post)
    return writes and post.stage is not Stage.WAITING and post.archived_at is None


def may_submit(
    viewer: Viewer, post: Post, group: WorkingGroup, organisation_id: int | None
) -> bool:
    """A confirmed person of the organisation that signs this text, and a member of the
    group: co-authors write, whoever answers for the text sends it in. What one
    organisation has published, only somebody of both hands to another."""
    if not may_edit(viewer, post) or not may_post_in(viewer, group):
        return False
    if not may_send_in(viewer, post):
        return False
    if post.kind is Kind.ANNOUNCEMENT and not may_announce(viewer, group):
        return False
    if post.is_translation:  # the organisation of the original stays its author
        original = post.original
        if original is None or original.lead_group_id != group.id:
            return False
        return may_translate(viewer, original)
    # What is said in a discussion one may also say for oneself.
    own = {*viewer.writes_for, None} if post.kind.is_talk else viewer.writes_for
    return organisation_id in own and (
        post.published_at is None or post.organisation_id in own
    )


def may_translate(viewer: Viewer, original: Post) -> bool:
    """Somebody an organisation has confirmed, and a member of the group that reviews
    the original; of what readers can see now. A translation is never an original."""
    group = original.lead_group
    return (
        bool(viewer.writes_for)
        and not original.is_translation
        and original.is_current
        and group is not None
        and may_post_in(viewer, group)
    )


def may_send_in(viewer: Viewer, post: Post) -> bool:
    """Not those who write along; what else it takes is asked by `may_submit`."""
    return _is_owner(viewer, post) or _edits(viewer, post)


def may_send_outline(viewer: Viewer, post: Post, group: WorkingGroup) -> bool:
    """Send in an outline of a case study, where the group takes them."""
    is_one = post.kind is Kind.CASE_STUDY
    return is_one and group.takes_outlines and may_post_in(viewer, group)


def may_choose_organisation(viewer: Viewer, post: Post) -> bool:
    """Say for which organisation a text is written. Not those who write along or edit
    it: naming one of their own would put its editors in charge."""
    return _is_owner(viewer, post)


def may_develop(viewer: Viewer, post: Post) -> bool:
    """Let a case study grow out of one's own experience, unless it was declined or
    waits for its first decision."""
    if post.is_translation or post.kind is not Kind.EXPERIENCE:
        return False
    if not _is_owner(viewer, post):
        return False
    is_free = post.stage in {Stage.DRAFT, Stage.RETURNED}
    return is_free or post.published_at is not None


def may_withdraw(viewer: Viewer, post: Post) -> bool:
    return may_send_in(viewer, post)


def may_delete(viewer: Viewer, post: Post) -> bool:
    """Only what was never published; the rest stays with the organisation."""
    is_free = post.stage is not Stage.WAITING and post.published_at is None
    return is_free and _is_owner(viewer, post)


def may_read_post(viewer: Viewer, post: Post) -> bool:
    """The published text; drafts and waiting texts have finders of their own."""
    if post.published_at is None or post.deleted_at is not None:
        return False
    if viewer.is_admin or post.lead_group_id in viewer.coordinates:
        return True
    if post.reach is Reach.GROUP:
        return post.lead_group_id in viewer.member_of
    return post.reach is Reach.PUBLIC


def readable_posts(viewer: Viewer) -> ColumnElement[bool]:
    """The same rule as `may_read_post`: to find one post, never to make a list."""
    published = and_(Post.published_at.is_not(None), Post.deleted_at.is_(None))
    if viewer.is_admin:
        return published
    ways = [Post.reach == Reach.PUBLIC]
    if viewer.member_of:
        mine = Post.lead_group_id.in_(viewer.member_of)
        ways.append(and_(Post.reach == Reach.GROUP, mine))
    if viewer.coordinates:
        ways.append(Post.lead_group_id.in_(viewer.coordinates))
    return and_(published, or_(*ways))


def readable_entries(
    viewer: Viewer, entry: type[SearchEntry] = SearchEntry
) -> ColumnElement[bool]:
    """The same for the index of search, which has nothing hidden."""
    public = entry.reach == Reach.PUBLIC
    groups = viewer.member_of | viewer.coordinates
    if viewer.is_admin:
        return true()
    if not groups:
        return public
    return or_(public, and_(entry.reach == Reach.GROUP, entry.group_id.in_(groups)))


def own_posts(viewer: Viewer) -> ColumnElement[bool]:
    """What one writes: what one answers for, and what one is a co-author of."""
    mine = [
        and_(Post.author_id == viewer.account_id, Post.keeper_id.is_(None)),
        Post.keeper_id == viewer.account_id,
    ]
    if viewer.co_writes:
        mine.append(Post.id.in_(viewer.co_writes))
    return and_(or_(*mine), Post.deleted_at.is_(None))


def edited_posts(viewer: Viewer) -> ColumnElement[bool]:
    """What the organisations one is an editor of have sent in or published."""
    if not viewer.edits_for:
        return false()
    return and_(
        Post.organisation_id.in_(viewer.edits_for),
        or_(Post.published_at.is_not(None), Post.stage != Stage.DRAFT),
        Post.deleted_at.is_(None),
    )


def may_take_down(viewer: Viewer, attachment: Attachment) -> bool:
    """Stop a picture or a file from being shown, in one act; also what is one's own."""
    return _looks_after(viewer, attachment.post)


def may_read_inside(viewer: Viewer, group: WorkingGroup) -> bool:
    """Read what a group shows to its members alone."""
    return group.id in viewer.member_of or may_coordinate(viewer, group)


READ_INSIDE = (Reach.PUBLIC, Reach.GROUP)


def listed(inside: bool, line: type[Placement] = Placement) -> ColumnElement[bool]:
    """To those who `may_read_inside`, and to others: one or two values, one index."""
    if inside:
        return line.reach.in_(READ_INSIDE)
    return line.reach == Reach.PUBLIC


def _is_owner(viewer: Viewer, post: Post) -> bool:
    """Who answers for a text: its author, or whoever took it over. For what an
    organisation has published one answers only as long as one writes for it."""
    if not _is_in_charge(viewer, post):
        return False
    signed = post.published_at is not None and post.organisation_id is not None
    if post.is_translation:  # written for the organisation of somebody else
        return not signed or bool(viewer.writes_for)
    return not signed or post.organisation_id in viewer.writes_for


def _is_in_charge(viewer: Viewer, post: Post) -> bool:
    owner_id = post.keeper_id or post.author_id
    return viewer.is_signed_in and owner_id == viewer.account_id


def _writes(viewer: Viewer, post: Post) -> bool:
    return _is_owner(viewer, post) or post.id in viewer.co_writes


def _edits(viewer: Viewer, post: Post) -> bool:
    """As an editor of the organisation, once the text has left its author's hands."""
    was_sent = post.published_at is not None or post.stage is not Stage.DRAFT
    return was_sent and post.organisation_id in viewer.edits_for


def has_part_in(viewer: Viewer, post: Post) -> bool:
    """Who wrote a text or answers for it does not judge it; where they did, the log
    says so."""
    is_author = viewer.is_signed_in and post.author_id == viewer.account_id
    has_written = is_author or post.id in viewer.co_writes
    return has_written or _is_in_charge(viewer, post)


def readable_revisions(viewer: Viewer, post: Post) -> ColumnElement[bool]:
    """Of a post one may read: all of one's own, what was sent in to those who review,
    what was published to everybody else."""
    writes = _is_in_charge(viewer, post) or post.id in viewer.co_writes
    if writes or _edits(viewer, post):
        return true()
    reviews = select(Review.id).where(Review.revision_id == Revision.id)
    if viewer.is_admin or post.lead_group_id in viewer.coordinates:
        return or_(reviews.exists(), Revision.id == post.live_revision_id)
    accepted = reviews.where(Review.outcome == Outcome.ACCEPTED)
    return or_(accepted.exists(), Revision.id == post.live_revision_id)


# --- Authorship -------------------------------------------------------------------


def may_ask_co_author(viewer: Viewer, post: Post) -> bool:
    return _is_owner(viewer, post)


def may_answer_co_author(viewer: Viewer, asked: CoAuthor) -> bool:
    """Only whoever reads the mail of the address that was asked."""
    return viewer.is_signed_in and asked.email_key == viewer.email_key


def may_end_co_author(viewer: Viewer, co_author: CoAuthor) -> bool:
    """One goes by oneself, or is taken off by whoever answers for the text."""
    own = viewer.is_signed_in and co_author.account_id == viewer.account_id
    return own or _is_owner(viewer, co_author.post)


def may_sign_for(viewer: Viewer, signature: CoSignature) -> bool:
    """Say whether an organisation signs a text of others, or signs it no more."""
    return may_confirm_people(viewer, signature.organisation)


def answered_organisations(viewer: Viewer) -> ColumnElement[bool]:
    """The filter of `may_sign_for` and `may_choose_successor`."""
    if viewer.is_admin:
        return true()
    if not viewer.represents:
        return false()
    return and_(
        Organisation.confirmed_at.is_not(None), Organisation.id.in_(viewer.represents)
    )


def may_choose_successor(viewer: Viewer, succession: Succession) -> bool:
    return may_confirm_people(viewer, succession.organisation)


def may_succeed(viewer: Viewer, succession: Succession) -> bool:
    """Who was chosen says so, as somebody of the organisation."""
    is_chosen = succession.successor_id == viewer.account_id
    is_one_of_it = succession.organisation_id in viewer.writes_for
    return viewer.is_signed_in and is_chosen and is_one_of_it


# --- Reviews ----------------------------------------------------------------------


def may_review(viewer: Viewer, group: WorkingGroup) -> bool:
    """See what waits for a group. Desk, counts and mail all ask here."""
    return may_coordinate(viewer, group)


def may_decide(viewer: Viewer, post: Post, group: WorkingGroup) -> bool:
    """Nobody judges their own post, unless they are the group's only coordinator."""
    return may_review(viewer, group) and _is_impartial(viewer, group, post)


def may_judge(viewer: Viewer, review: Review) -> bool:
    """`may_decide` for one text sent in: nor does one judge what one sent in or wrote
    last for a colleague."""
    if not may_decide(viewer, review.post, review.group):
        return False
    if viewer.account_id not in {review.submitted_by_id, review.revision.editor_id}:
        return True
    only = review.group.coordinator_count == 1
    return only and review.group_id in viewer.coordinates


def may_hide(viewer: Viewer, post: Post) -> bool:
    """Take a text out of sight and show it again; one's own is for somebody else."""
    group = post.lead_group
    is_fair = group is None or _is_impartial(viewer, group, post)
    return _looks_after(viewer, post) and is_fair


def may_verify(viewer: Viewer, post: Post, revision: Revision | None) -> bool:
    """Say that the sources and figures of this text were checked. Nobody says it of
    what they have a part in, not even a group's only coordinator; a discussion has
    nothing to check."""
    if post.kind.is_talk or revision is None or has_part_in(viewer, post):
        return False
    is_its_writer = viewer.is_signed_in and revision.editor_id == viewer.account_id
    return _looks_after(viewer, post) and not is_its_writer


def may_unverify(viewer: Viewer, post: Post) -> bool:
    return _looks_after(viewer, post)


def may_keep_tag(viewer: Viewer, group: WorkingGroup) -> bool:
    """Say that what came through another group may stay in this one. For those who
    coordinate it alone: administrators have no feed of their own to answer for."""
    return group.id in viewer.coordinates


def may_set_reasons(viewer: Viewer, group: WorkingGroup) -> bool:
    """Choose the reasons a group gives beside those of every group."""
    return may_review(viewer, group)


def reviewed_groups(viewer: Viewer) -> ColumnElement[bool]:
    """The filter of `may_review`: the groups whose work waits on this desk."""
    if viewer.is_admin:
        return true()
    return WorkingGroup.id.in_(viewer.coordinates) if viewer.coordinates else false()


def _looks_after(viewer: Viewer, post: Post) -> bool:
    """As a coordinator of the group that leads, or an administrator."""
    return viewer.is_admin or post.lead_group_id in viewer.coordinates


def _is_impartial(viewer: Viewer, group: WorkingGroup, post: Post) -> bool:
    if not has_part_in(viewer, post):
        return True
    return group.id in viewer.coordinates and group.coordinator_count == 1


# --- Comments ---------------------------------------------------------------------


def may_read_comments(viewer: Viewer, post: Post) -> bool:
    """Unless they are switched off for the post, or for all that its group leads."""
    group = post.lead_group
    has_talk = group is not None and group.takes_comments and post.talk is not Talk.OFF
    return has_talk and may_read_post(viewer, post)


def may_comment(viewer: Viewer, post: Post) -> bool:
    """Whoever has an account and may read the post, confirmed by an organisation or
    not; nobody once the talk is locked, the post hidden, or post or group archived."""
    group = post.lead_group
    is_shown = post.reach is not Reach.HIDDEN and post.archived_at is None
    is_open = post.talk is Talk.OPEN and is_shown
    is_active = group is not None and group.lifecycle is Lifecycle.ACTIVE
    may_read = may_read_comments(viewer, post)
    return viewer.is_signed_in and is_open and is_active and may_read


def may_speak_for(viewer: Viewer, organisation_id: int | None) -> bool:
    """Say something in the name of an organisation, or of none."""
    return viewer.is_signed_in and organisation_id in {None, *viewer.writes_for}


def may_answer(viewer: Viewer, comment: Comment) -> bool:
    return comment.is_shown and may_comment(viewer, comment.post)


def may_read_words(viewer: Viewer, comment: Comment) -> bool:
    """What a hidden comment says, its author and those who may hide still read."""
    if comment.is_shown:
        return True
    is_kept = comment.deleted_at is None
    return is_kept and (_said(viewer, comment) or _looks_after(viewer, comment.post))


def may_edit_comment(viewer: Viewer, comment: Comment) -> bool:
    """As long as one could still write it."""
    return _said(viewer, comment) and may_answer(viewer, comment)


def may_delete_comment(viewer: Viewer, comment: Comment) -> bool:
    return _said(viewer, comment) and comment.deleted_at is None


def may_hide_comment(viewer: Viewer, comment: Comment) -> bool:
    """Hide one and show it again; one's own is for another coordinator."""
    is_kept = comment.deleted_at is None
    return is_kept and not _said(viewer, comment) and _looks_after(viewer, comment.post)


def may_close_talk(viewer: Viewer, post: Post) -> bool:
    """Lock the comments of a post, switch them off, and open them again."""
    return _looks_after(viewer, post)


def may_find_helpful(viewer: Viewer, thing: Post | Comment) -> bool:
    """In the name of an organisation, and not the one that wrote it."""
    if not viewer.writes_for - {thing.organisation_id}:
        return False
    if isinstance(thing, Comment):
        return thing.is_shown and may_read_comments(viewer, thing.post)
    return thing.is_live and may_read_post(viewer, thing)


def readable_comments(viewer: Viewer, post: Post) -> ColumnElement[bool]:
    """What is shown, and the place of a comment that others have answered. Those who
    may hide find all that is not deleted, and everybody finds their own."""
    answer = aliased(Comment)
    answered = select(answer.id).where(
        answer.parent_id == Comment.id,
        answer.hidden_at.is_(None),
        answer.deleted_at.is_(None),
    )
    kept = Comment.deleted_at.is_(None)
    ways = [and_(kept, Comment.hidden_at.is_(None)), answered.exists()]
    if _looks_after(viewer, post):
        ways.append(kept)
    elif viewer.is_signed_in:
        ways.append(and_(kept, Comment.author_id == viewer.account_id))
    return and_(Comment.post_id == post.id, or_(*ways))


def _said(viewer: Viewer, comment: Comment) -> bool:
    return viewer.is_signed_in and comment.author_id == viewer.account_id


# --- Answers ----------------------------------------------------------------------


def may_mark_answer(viewer: Viewer, question: Post) -> bool:
    """Say which comment answered a question: who asked, and who coordinates the group;
    not while its comments are out of sight."""
    if question.kind is not Kind.QUESTION or not question.is_live:
        return False
    asked = question.original or question
    asks = _writes(viewer, asked) or _edits(viewer, asked)
    is_theirs = viewer.is_signed_in and (asks or may_hide(viewer, question))
    return is_theirs and may_read_comments(viewer, question)


def may_accept_answer(viewer: Viewer, comment: Comment) -> bool:
    return comment.is_shown and may_mark_answer(viewer, comment.post)


def may_bring_answer(viewer: Viewer, question: Post) -> bool:
    """Name a practice that answers a question: whoever may comment below it."""
    is_question = question.kind is Kind.QUESTION and question.is_live
    return is_question and may_comment(viewer, question)


def may_link_answer(viewer: Viewer, question: Post, answer: Post) -> bool:
    """The same for one practice; also those who write it or coordinate its group."""
    if question.kind is not Kind.QUESTION or not question.is_live:
        return False
    if answer.kind.is_talk or not answer.is_live:
        return False
    if not may_read_post(viewer, question) or not may_read_post(viewer, answer):
        return False
    may = may_bring_answer(viewer, question) or may_offer_answer(viewer, answer)
    return viewer.is_signed_in and may


def may_offer_answer(viewer: Viewer, answer: Post) -> bool:
    """Say on the page of a practice which question it answers."""
    if answer.kind.is_talk or not answer.is_live:
        return False
    told = answer.original or answer
    is_theirs = _writes(viewer, told) or _edits(viewer, told)
    return viewer.is_signed_in and (is_theirs or may_hide(viewer, answer))


def may_unlink_answer(viewer: Viewer, link: PostAnswer) -> bool:
    """Who made the link, and who coordinates the group of either post."""
    made_it = viewer.is_signed_in and link.by_id == viewer.account_id
    return made_it or may_hide(viewer, link.question) or may_hide(viewer, link.answer)


# --- Reports ----------------------------------------------------------------------


def may_flag(viewer: Viewer, thing: Post | Comment) -> bool:
    """Report what somebody else wrote, as far as one can read it."""
    if not viewer.is_signed_in:
        return False
    if isinstance(thing, Comment):
        reads = thing.is_shown and may_read_comments(viewer, thing.post)
        return reads and not _said(viewer, thing)
    reads = thing.is_live and may_read_post(viewer, thing)
    return reads and not has_part_in(viewer, thing)


def may_settle(viewer: Viewer, flag: Flag) -> bool:
    """Those who may hide the thing, unless it is theirs: who reported a text is never
    shown to its author."""
    if not _looks_after(viewer, flag.post):
        return False
    if flag.comment is not None:
        return not _said(viewer, flag.comment)
    return not has_part_in(viewer, flag.post)


def readable_flags(viewer: Viewer) -> ColumnElement[bool]:
    """The filter of `may_settle`, for a statement that joins the post and, where there
    is one, the comment."""
    if not viewer.has_desk:
        return false()
    is_ours = true() if viewer.is_admin else Post.lead_group_id.in_(viewer.coordinates)
    me = viewer.account_id
    writers = [
        func.coalesce(Post.author_id, 0) != me,
        func.coalesce(Post.keeper_id, 0) != me,
    ]
    if viewer.co_writes:
        writers.append(Post.id.not_in(viewer.co_writes))
    post_of_others = and_(Flag.comment_id.is_(None), *writers)
    is_comment = Flag.comment_id.is_not(None)
    comment_of_others = and_(is_comment, func.coalesce(Comment.author_id, 0) != me)
    return and_(is_ours, or_(post_of_others, comment_of_others))


# --- Messages ---------------------------------------------------------------------


def may_ask_author(viewer: Viewer, post: Post) -> bool:
    """Write to those who answer for a post, without learning their address; from a
    translation, to those who answer for its original."""
    if not viewer.is_signed_in or not post.is_live or not may_read_post(viewer, post):
        return False
    return not has_part_in(viewer, post.original or post)


def may_converse(viewer: Viewer, question: Message) -> bool:
    """Read a conversation and go on with it: who asked, who answers for the post and
    still writes for its organisation, and that organisation's representatives."""
    if not viewer.is_signed_in:
        return False
    post = question.post
    if question.sender_id == viewer.account_id:
        return True
    if post.organisation_id in viewer.represents:
        return True
    has_stayed = post.organisation_id in {None, *viewer.writes_for}
    return has_stayed and _is_in_charge(viewer, post)


def readable_questions(viewer: Viewer) -> ColumnElement[bool]:
    """The filter of `may_converse`, for a statement that joins the post."""
    if not viewer.is_signed_in:
        return false()
    owner_id = func.coalesce(Post.keeper_id, Post.author_id)
    of_none = Post.organisation_id.is_(None)
    has_stayed = or_(of_none, Post.organisation_id.in_(viewer.writes_for))
    ways = [
        Message.sender_id == viewer.account_id,
        and_(owner_id == viewer.account_id, has_stayed),
        Post.organisation_id.in_(viewer.represents),
    ]
    return and_(Message.question_id.is_(None), or_(*ways))


# --- After publication ------------------------------------------------------------


def may_pin(viewer: Viewer, group: WorkingGroup, post: Post) -> bool:
    """Keep a text at the head of a group's feed for a time; not one's own."""
    is_ours = may_coordinate(viewer, group) and group.lifecycle is Lifecycle.ACTIVE
    return is_ours and post.is_current and _is_impartial(viewer, group, post)


def may_unpin(viewer: Viewer, group: WorkingGroup) -> bool:
    return may_coordinate(viewer, group)


def may_remove_tag(viewer: Viewer, group: WorkingGroup, post: Post) -> bool:
    """Take the tag of one's own group off a text that another group leads, and put it
    back; not on a text of one's own."""
    is_ours = may_coordinate(viewer, group) and group.id != post.lead_group_id
    return is_ours and post.is_live and _is_impartial(viewer, group, post)


def may_archive(viewer: Viewer, post: Post) -> bool:
    """Say that a published text is no longer current, and bring it back: who answers
    for it, the editors of its organisation, the coordinators of the lead group. Its
    translations follow it."""
    if post.is_translation or not post.is_live or not may_read_post(viewer, post):
        return False
    is_theirs = _is_owner(viewer, post) or _edits(viewer, post)
    return is_theirs or _looks_after(viewer, post)


def may_archive_group(viewer: Viewer, group: WorkingGroup) -> bool:
    """Close a group for good, or open it again."""
    return may_coordinate(viewer, group) and group.lifecycle is not Lifecycle.DRAFT


# --- Following and keeping --------------------------------------------------------


def may_follow(
    viewer: Viewer, thing: WorkingGroup | Organisation | Theme | Post
) -> bool:
    """Have the news of what everybody may read, or of a post one may read oneself. A
    member has the news of the group anyway."""
    if not viewer.is_signed_in:
        return False
    if isinstance(thing, WorkingGroup):
        return thing.is_public and thing.id not in viewer.member_of
    if isinstance(thing, Organisation):
        return thing.confirmed_at is not None
    return isinstance(thing, Theme) or may_save(viewer, thing)


def may_save_search(viewer: Viewer) -> bool:
    """Hear of what answers a question from now on."""
    return viewer.is_signed_in


def may_save(viewer: Viewer, post: Post) -> bool:
    """Keep a post in one's own reading list, as long as one can read it."""
    return viewer.is_signed_in and post.is_live and may_read_post(viewer, post)
