"""The words readers see for what the program calls by value."""

# Long because: the words of every value there is are looked up in one place.
from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from uclg_share.audit import Verb
from uclg_share.flags.models import Concern, Settlement
from uclg_share.groups.models import (
    Answer,
    CommitteeStatus,
    Joining,
    Lifecycle,
    Visibility,
)
from uclg_share.groups.models import Role as GroupRole
from uclg_share.notifications.models import Frequency, News
from uclg_share.organisations.models import OrganisationType
from uclg_share.organisations.models import Role as OrganisationRole
from uclg_share.posts.models import (
    Completeness,
    Evidence,
    Kind,
    Licence,
    MadeBy,
    PartnerRole,
    PopulationBand,
    Reach,
    Stage,
    Status,
    Talk,
)
from uclg_share.public_log.sorts import Sort
from uclg_share.reviews.models import Outcome, Reason
from uclg_share.verbs import VERBS

WORDS: dict[Any, Any] = {
    Verb: VERBS,
    Kind: {
        Kind.CASE_STUDY: _l("Case study"),
        Kind.EXPERIENCE: _l("Experience"),
        Kind.QUESTION: _l("Question"),
        Kind.DEBATE: _l("Debate"),
        Kind.ANNOUNCEMENT: _l("Announcement"),
    },
    Stage: {
        Stage.DRAFT: _l("Draft"),
        Stage.WAITING: _l("In review"),
        Stage.RETURNED: _l("Changes asked"),
        Stage.DECLINED: _l("Declined"),
        Stage.ACCEPTED: _l("Published"),
    },
    Reach: {
        Reach.PUBLIC: _l("Everyone"),
        Reach.GROUP: _l("Members of the group"),
        Reach.HIDDEN: _l("Hidden"),
    },
    Status: {
        Status.PILOT: _l("Pilot"),
        Status.ONGOING: _l("Ongoing"),
        Status.COMPLETED: _l("Completed"),
        Status.SUSPENDED: _l("Stopped or suspended"),
    },
    Evidence: {
        Evidence.EXPECTED: _l("Expected results"),
        Evidence.OWN_MONITORING: _l("Own monitoring"),
        Evidence.INDEPENDENT_EVALUATION: _l("Independent evaluation"),
        Evidence.AWARD_OR_PEER_REVIEW: _l("Award or peer review"),
    },
    PopulationBand: {
        PopulationBand.UNDER_50K: _l("Under 50,000 people"),
        PopulationBand.TO_1M: _l("50,000 to 1 million people"),
        PopulationBand.OVER_1M: _l("Over 1 million people"),
        PopulationBand.NOT_APPLICABLE: _l("Does not apply"),
    },
    Completeness: {
        Completeness.OUTLINE: _l("Outline"),
        Completeness.COMPLETE: _l("Complete"),
    },
    MadeBy: {
        MadeBy.PERSON: _l("By a person"),
        MadeBy.MACHINE: _l("By a machine, checked by a person"),
    },
    Licence: {
        Licence.CC_BY: _l("CC BY 4.0"),
        Licence.CC_BY_SA: _l("CC BY-SA 4.0"),
        Licence.CC_BY_NC: _l("CC BY-NC 4.0"),
    },
    PartnerRole: {
        PartnerRole.LEAD: _l("Lead"),
        PartnerRole.IMPLEMENTING: _l("Implementing"),
        PartnerRole.FUNDING: _l("Funding"),
        PartnerRole.TECHNICAL: _l("Technical support"),
        PartnerRole.PEER: _l("Peer"),
        PartnerRole.BENEFICIARY: _l("Beneficiary"),
        PartnerRole.PARTNER: _l("Partner"),
    },
    OrganisationType: {
        OrganisationType.NATIONAL_LGA: _l("National association"),
        OrganisationType.SUBNATIONAL_LGA: _l("Regional or provincial association"),
        OrganisationType.INTERNATIONAL_LGA: _l("International association"),
        OrganisationType.LOCAL_GOVERNMENT: _l("Local government"),
        OrganisationType.REGIONAL_GOVERNMENT: _l("Regional government"),
        OrganisationType.METROPOLITAN_BODY: _l("Metropolitan body"),
        OrganisationType.LGA_AGENCY: _l("Agency of an association"),
        OrganisationType.SOLIDARITY_FUND: _l("Solidarity fund"),
        OrganisationType.UCLG_SECTION: _l("UCLG section"),
        OrganisationType.ASSOCIATE: _l("Associate"),
    },
    OrganisationRole: {
        OrganisationRole.CONTRIBUTOR: _l("Contributor"),
        OrganisationRole.EDITOR: _l("Editor"),
        OrganisationRole.REPRESENTATIVE: _l("Representative"),
    },
    GroupRole: {
        GroupRole.MEMBER: _l("Member"),
        GroupRole.COORDINATOR: _l("Coordinator"),
    },
    Joining: {
        Joining.OPEN: _l("Open: anyone who signed in can join"),
        Joining.APPROVAL: _l("By approval: a coordinator decides"),
        Joining.INVITATION: _l("By invitation only"),
    },
    Visibility: {
        Visibility.PUBLIC: _l("Everyone can read"),
        Visibility.MEMBERS: _l("Only members can read"),
    },
    Lifecycle: {
        Lifecycle.DRAFT: _l("In preparation"),
        Lifecycle.ACTIVE: _l("Active"),
        Lifecycle.ARCHIVED: _l("Archived"),
    },
    CommitteeStatus: {
        CommitteeStatus.ACTIVE: _l("Active"),
        CommitteeStatus.HISTORIC: _l("Historic"),
        CommitteeStatus.MERGED: _l("Merged"),
    },
    Answer: {
        Answer.WAITING: _l("Waiting"),
        Answer.ADMITTED: _l("Admitted"),
        Answer.DECLINED: _l("Declined"),
        Answer.WITHDRAWN: _l("Withdrawn"),
    },
    Outcome: {
        Outcome.WAITING: _l("In review"),
        Outcome.ACCEPTED: _l("Accepted"),
        Outcome.RETURNED: _l("Changes asked"),
        Outcome.DECLINED: _l("Declined"),
        Outcome.WITHDRAWN: _l("Withdrawn"),
    },
    News: {
        News.POSTS: _l("New posts in my groups"),
        News.DESK: _l("Work on the desk of my groups"),
        News.PEOPLE: _l("People who ask to write for my organisations"),
        News.TALK: _l("Comments on my posts, replies and mentions"),
        News.FOLLOWED: _l("News of what I follow"),
        News.SEARCHES: _l("New posts for my saved searches"),
    },
    Frequency: {
        Frequency.EACH: _l("At once"),
        Frequency.DAILY: _l("Daily"),
        Frequency.WEEKLY: _l("Weekly"),
        Frequency.NONE: _l("Never"),
    },
    Reason: {
        Reason.UNSOURCED: _l("Numbers without a source"),
        Reason.UNCLEAR: _l("Hard to follow for a reader from elsewhere"),
        Reason.INCOMPLETE: _l("Something important is missing"),
        Reason.PERSONAL_DATA: _l("Personal data in the text"),
        Reason.OUT_OF_SCOPE: _l("Outside the scope of the group"),
        Reason.ADVERTISING: _l("Advertising"),
        Reason.DUPLICATE: _l("Already published on Share"),
        Reason.OTHER: _l("Other, explained in the note"),
    },
    Talk: {
        Talk.OPEN: _l("Open"),
        Talk.LOCKED: _l("Locked: what was said stays, nothing is added"),
        Talk.OFF: _l("Switched off: what was said is not shown either"),
    },
    Concern: {
        Concern.PERSONAL_DATA: _l("It tells something private about a person"),
        Concern.OFFENSIVE: _l("It insults, threatens or degrades"),
        Concern.ADVERTISING: _l("It advertises"),
        Concern.WRONG_FACTS: _l("It states something wrong"),
        Concern.COPYRIGHT: _l("It uses the work of others without permission"),
        Concern.OTHER: _l("Something else, explained below"),
    },
    Settlement: {
        Settlement.KEPT: _l("Left as it is"),
        Settlement.HIDDEN: _l("Hidden"),
    },
    Sort: {
        Sort.PUBLICATIONS: _l("Publishing"),
        Sort.HIDING: _l("Hiding and showing again"),
        Sort.DISCUSSION: _l("Discussion"),
        Sort.PEOPLE: _l("People and roles"),
        Sort.GROUPS: _l("Groups, committees and organisations"),
    },
}


def word(value: Any) -> Any:
    """The word for an enum's value, in the reader's language when it is shown."""
    return WORDS[type(value)][value]


def choices(kind: Any, first: Any = None) -> list[SelectChoice]:
    """Every value of an enum with its word; `first` is the word for none of them."""
    said = {value.value: label for value, label in WORDS[kind].items()}
    return options(said if first is None else {"": first, **said})


def options(said: dict[str, Any]) -> list[SelectChoice]:
    """Values and their words as the choices of a field; the words may be lazy."""
    return [SelectChoice(value, label) for value, label in said.items()]
