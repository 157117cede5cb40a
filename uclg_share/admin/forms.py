from __future__ import annotations

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, TextAreaField
from wtforms.validators import Length, ValidationError

from uclg_share.accounts.forms import is_filled
from uclg_share.admin.languages import in_languages, texts_of, values_in
from uclg_share.admin.proposals import CommitteeRecord, GroupRecord
from uclg_share.groups.models import (
    Committee,
    CommitteeStatus,
    Joining,
    Lifecycle,
    Visibility,
    WorkingGroup,
)
from uclg_share.posts.fields import Line, cleaned, one_of
from uclg_share.text import is_blank
from uclg_share.urls import id_in
from uclg_share.words import choices

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# The pairs of colour and sign that were checked for contrast and colour blindness.
ACCENTS = ["city", "cib", "migr", "tour", "led", "mena", "a", "b", "c", "d"]
MOST_LINES = 30
LONGEST_LINE = 300


def one_per_line(field: Any) -> tuple[str, ...]:
    lines = (" ".join(line.split()) for line in (field.data or "").splitlines())
    return tuple(dict.fromkeys(line for line in lines if not is_blank(line)))


def are_short_lines(_form: Any, field: Any) -> None:
    lines = one_per_line(field)
    if len(lines) > MOST_LINES:
        raise ValidationError(_l("Write at most %(number)s lines", number=MOST_LINES))
    if any(len(line) > LONGEST_LINE for line in lines):
        raise ValidationError(
            _l("Keep each line under %(number)s characters", number=LONGEST_LINE)
        )


def one_shown(label: Any, **options: Any) -> RadioField:
    """One of several that all stand on the page."""
    options["invalid_choice_message"] = _l("Choose one of these")
    return RadioField(label, **options)


def lines_field(label: Any) -> TextAreaField:
    return TextAreaField(label, [are_short_lines], filters=[cleaned])


class RecordForm(FlaskForm):
    """What committees and groups have in common."""

    version = HiddenField()
    slug = Line(_l("Address"))

    def validate_slug(self, field: Any) -> None:
        if len(field.data or "") > 80 or not SLUG.fullmatch(field.data or ""):
            raise ValidationError(
                _l("Use small letters, digits and hyphens, such as waste-and-water")
            )

    @property
    def opened_version(self) -> int:
        return id_in(self.version.data) or 0


class _CommitteeForm(RecordForm):
    aliases = lines_field(_l("Other spellings"))
    status = one_shown(
        _l("Status"),
        choices=choices(CommitteeStatus),
        default=CommitteeStatus.ACTIVE.value,
    )
    merged_into = one_of(_l("Merged into"), choices={}, default="")

    def validate_merged_into(self, field: Any) -> None:
        is_merged = self.status.data == CommitteeStatus.MERGED
        if is_merged and not field.data:
            raise ValidationError(_l("Choose the committee it was merged into"))
        if not is_merged and field.data:
            raise ValidationError(_l("Set the status to merged, or choose none"))

    def record(self) -> CommitteeRecord:
        return CommitteeRecord(
            slug=self.slug.data or "",
            names=texts_of(self, "name"),
            descriptions=texts_of(self, "description"),
            aliases=one_per_line(self.aliases),
            status=CommitteeStatus(self.status.data),
            merged_into_id=int(self.merged_into.data or 0) or None,
        )


class _GroupForm(RecordForm):
    committee = one_of(_l("Committee it is related to"), choices={}, default="")
    accent = one_shown(_l("Colour and sign"), choices={a: a for a in ACCENTS})
    visibility = one_shown(
        _l("Who can read"), choices=choices(Visibility), default=Visibility.PUBLIC.value
    )
    joining = one_shown(
        _l("How people join"), choices=choices(Joining), default=Joining.APPROVAL.value
    )
    lifecycle = one_shown(
        _l("Stage"), choices=choices(Lifecycle), default=Lifecycle.DRAFT.value
    )
    guidelines = lines_field(_l("What to write about"))
    takes_outlines = BooleanField(_l("Case studies may be published as outlines"))
    takes_comments = BooleanField(_l("People can comment on its posts"), default=True)
    review_days = Line(_l("Answer within, in working days"), default="3")

    def validate_review_days(self, field: Any) -> None:
        if not 1 <= (id_in(field.data) or 0) <= 60:
            raise ValidationError(_l("Write a number between 1 and 60"))

    def record(self) -> GroupRecord:
        return GroupRecord(
            slug=self.slug.data or "",
            names=texts_of(self, "name"),
            short_descriptions=texts_of(self, "short"),
            descriptions=texts_of(self, "description"),
            committee_id=int(self.committee.data or 0) or None,
            accent=self.accent.data,
            visibility=Visibility(self.visibility.data),
            joining=Joining(self.joining.data),
            lifecycle=Lifecycle(self.lifecycle.data),
            guidelines=one_per_line(self.guidelines),
            takes_outlines=self.takes_outlines.data,
            takes_comments=bool(self.takes_comments.data),
            review_days=id_in(self.review_days.data) or 3,
        )


class SuspensionForm(FlaskForm):
    """Why somebody is kept out; short, since it stands beside the name."""

    reason = TextAreaField(
        _l("Reason"),
        [
            is_filled(_l("Write the reason: it is kept in the log")),
            Length(max=200, message=_l("Keep it under 200 characters")),
        ],
        filters=[cleaned],
    )


CommitteeForm: Any = type(
    "CommitteeForm",
    (_CommitteeForm,),
    in_languages("name", _l("Name"), 200)
    | in_languages("description", _l("Description"), 4000, area=True),
)
GroupForm: Any = type(
    "GroupForm",
    (_GroupForm,),
    in_languages("name", _l("Name"), 200)
    | in_languages("short", _l("In one or two sentences"), 600, area=True)
    | in_languages("description", _l("Mandate"), 8000, area=True),
)


def committee_values(committee: Committee) -> dict[str, Any]:
    return {
        "version": str(committee.version),
        "slug": committee.slug,
        **values_in("name", committee.names),
        **values_in("description", committee.descriptions),
        "aliases": "\n".join(committee.aliases),
        "status": committee.status.value,
        "merged_into": str(committee.merged_into_id or ""),
    }


def group_values(group: WorkingGroup) -> dict[str, Any]:
    return {
        "version": str(group.version),
        "slug": group.slug,
        **values_in("name", group.names),
        **values_in("short", group.short_descriptions),
        **values_in("description", group.descriptions),
        "committee": str(group.committee_id or ""),
        "accent": group.accent,
        "visibility": group.visibility.value,
        "joining": group.joining.value,
        "lifecycle": group.lifecycle.value,
        "guidelines": "\n".join(group.guidelines),
        "takes_outlines": group.takes_outlines,
        "takes_comments": group.takes_comments,
        "review_days": str(group.review_days),
    }
