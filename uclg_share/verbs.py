"""What each act is called in the log."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from uclg_share.audit import Verb

VERBS: dict[Verb, Any] = {
    Verb.ACCOUNT_REGISTERED: _l("Account registered"),
    Verb.ACCOUNT_CONFIRMED: _l("E-mail address confirmed"),
    Verb.ACCOUNT_SUSPENDED: _l("Account suspended"),
    Verb.ACCOUNT_RESTORED: _l("Account restored"),
    Verb.ACCOUNT_CHANGED: _l("Profile changed"),
    Verb.ACCOUNT_APPOINTED: _l("Administrator appointed"),
    Verb.ACCOUNT_DEMOTED: _l("Administrator dismissed"),
    Verb.EMAIL_CHANGED: _l("E-mail address changed"),
    Verb.PASSWORD_CHANGED: _l("Password changed"),
    Verb.PASSWORD_ASKED: _l("New password asked for"),
    Verb.PASSWORD_PROVED: _l("Password given again"),
    Verb.SIGN_IN_OPENED: _l("Signed in"),
    Verb.SIGN_IN_REFUSED: _l("Sign-in refused"),
    Verb.SIGN_IN_ENDED: _l("Signed out"),
    Verb.ACCESS_REFUSED: _l("Page refused"),
    Verb.ORGANISATION_PROPOSED: _l("Organisation proposed"),
    Verb.ORGANISATION_ADDED: _l("Organisation added"),
    Verb.ORGANISATION_CONFIRMED: _l("Organisation confirmed"),
    Verb.ORGANISATION_DECLINED: _l("Organisation declined"),
    Verb.ORGANISATION_CHANGED: _l("Organisation changed"),
    Verb.AFFILIATION_ASKED: _l("Asked to write for an organisation"),
    Verb.AFFILIATION_CONFIRMED: _l("Confirmed as writing for an organisation"),
    Verb.AFFILIATION_DECLINED: _l("Declined as writing for an organisation"),
    Verb.AFFILIATION_ENDED: _l("Writing for an organisation ended"),
    Verb.AFFILIATION_CHANGED: _l("Role in an organisation changed"),
    Verb.COMMITTEE_ADDED: _l("Committee added"),
    Verb.COMMITTEE_CHANGED: _l("Committee changed"),
    Verb.GROUP_ADDED: _l("Working group added"),
    Verb.GROUP_CHANGED: _l("Working group changed"),
    Verb.MEMBERSHIP_ADDED: _l("Member joined"),
    Verb.MEMBERSHIP_ENDED: _l("Membership ended"),
    Verb.MEMBERSHIP_CHANGED: _l("Role in a group changed"),
    Verb.JOIN_ASKED: _l("Asked to join a group"),
    Verb.JOIN_DECLINED: _l("Request to join declined"),
    Verb.JOIN_WITHDRAWN: _l("Request to join taken back"),
    Verb.INVITATION_SENT: _l("Invitation sent"),
    Verb.INVITATION_WITHDRAWN: _l("Invitation taken back"),
    Verb.POST_STARTED: _l("Draft started"),
    Verb.POST_SUBMITTED: _l("Post sent in for review"),
    Verb.POST_WITHDRAWN: _l("Post taken back"),
    Verb.POST_ACCEPTED: _l("Post accepted and published"),
    Verb.POST_RETURNED: _l("Changes to a post asked for"),
    Verb.POST_DECLINED: _l("Post declined"),
    Verb.POST_REOPENED: _l("Decision on a post taken back"),
    Verb.POST_HIDDEN: _l("Post hidden"),
    Verb.POST_RESTORED: _l("Post shown again"),
    Verb.POST_DELETED: _l("Draft deleted"),
    Verb.CONTENT_LOADED: _l("Content loaded"),
    Verb.MAIL_RETRIED: _l("Mail sent again"),
}
