"""What is wrong with a file written offline, beside what could not be read in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l

from uclg_share.families.stale import parts_of
from uclg_share.posts.as_file.found import Fault, Pasted
from uclg_share.posts.forms import PostForm
from uclg_share.posts.models import MadeBy
from uclg_share.text import is_blank

MOST_SHOWN = 20
GUIDE = re.compile(r"[1-9]\d{0,2}")


def unnamed(found: Pasted) -> Iterator[Fault]:
    """What the form does not ask for, and a draft needs."""
    if is_blank(found.words.get("title", "")):
        yield found.fault_at("title", _l("Write a title"))
    if not GUIDE.fullmatch(found.words.get("guide") or "1"):
        yield found.fault_at("guide", _l("Write a whole number"))
    made_by = found.rendering.made_by if found.rendering else ""
    if made_by not in ["", *(ways := [one.value for one in MadeBy])]:
        yield found.fault_at("made_by", _one_of(ways))
    behind = found.rendering.behind if found.rendering else ()
    if not set(behind) <= set(parts := parts_of(found.kind)):
        yield found.fault_at("behind", _one_of(parts))


def _one_of(codes: list[str]) -> Any:
    return _l("Write one of these: %(words)s", words=", ".join(codes))


def faults_of(found: Pasted, form: PostForm) -> list[Fault]:
    faults = [
        found.fault_at(field.name, reason)
        for field in _fields(form)
        for reason in _reasons(field)
    ]
    return sorted(faults, key=lambda fault: fault.line or 0)


def _fields(form: Any) -> Iterator[Any]:
    """The fields of the form and of its repeated lines."""
    for field in form:
        if field.type == "FieldList":
            for row in field:
                yield from _fields(row.form)
        else:
            yield field


def _reasons(field: Any) -> list[Any]:
    """A file holds the words of the program: where one is wrong, all are named."""
    if not field.errors:
        return []
    choices = getattr(field, "choices", None)
    if not choices:
        return list(field.errors)
    codes = [str(value) for value, *_ in field.iter_choices() if value]
    given = field.data if isinstance(field.data, list) else [field.data]
    if all(str(value) in codes for value in given):
        return list(field.errors)
    if len(codes) > MOST_SHOWN:
        return [_l("Choose from the list")]
    return [_one_of(codes)]
