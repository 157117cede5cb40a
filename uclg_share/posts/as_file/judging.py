"""Whether a file written offline makes a draft: judged as a form is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from uclg_share.authorship.signed import slugs_of_directory
from uclg_share.groups.queries import all_committees
from uclg_share.permissions import Viewer, may_announce, may_post_in
from uclg_share.posts.as_file.faults import GUIDE, faults_of, unnamed
from uclg_share.posts.as_file.found import Enclosed, Fault, Pasted, Rendering
from uclg_share.posts.as_file.reading import read
from uclg_share.posts.drafts import Draft
from uclg_share.posts.forms import PostForm, form_for
from uclg_share.posts.models import Kind, Licence
from uclg_share.posts.offers import form_of
from uclg_share.posts.queries import organisations_of, taggable_groups


@dataclass(frozen=True)
class Judged:
    """Either faults or a draft; `left` are the keys whose words were not known.

    The files of a text are named in `files`: a draft names stored ones alone.
    """

    kind: Kind
    draft: Draft | None
    faults: tuple[Fault, ...]
    left: tuple[str, ...] = ()
    files: tuple[Enclosed, ...] = ()
    rendering: Rendering | None = None


def judge(viewer: Viewer, text: str, language: str) -> Judged:
    """`language` is that of a text which does not say in which it is written."""
    return Judge.of(viewer, language).judge(read(text))


@dataclass(frozen=True)
class Judge:
    """Asks the database once for what one author may choose; then judges many texts."""

    known: _Known
    language: str
    # A form of each kind with its choices.
    offers: dict[Kind, PostForm]

    @classmethod
    def of(cls, viewer: Viewer, language: str) -> Judge:
        offers = {kind: form_of(viewer, kind, MultiDict()) for kind in Kind}
        return cls(_Known.to(viewer), language, offers)

    def judge(self, found: Pasted) -> Judged:
        if found.faults:
            return Judged(found.kind, None, tuple(found.faults))
        found.words["language"] = found.words.get("language") or self.language
        form = self._form(found)
        faults = [*unnamed(found), *([] if form.validate() else faults_of(found, form))]
        if faults:
            return Judged(found.kind, None, tuple(faults))
        others = self.known.ids("co_organisations", found)
        draft = replace(form.draft(), co_organisation_ids=others)
        left = tuple(self.known.unknown(found))
        files = tuple(found.files)
        return Judged(found.kind, draft, (), left, files, found.rendering)

    def _form(self, found: Pasted) -> PostForm:
        guide = found.words.get("guide", "")
        version = int(guide) if GUIDE.fullmatch(guide) else None
        form = form_for(found.kind, version)(formdata=_sent(found, self.known))
        for field in self.offers[found.kind]:
            if hasattr(field, "choices"):
                form[field.name].choices = field.choices
        return form


@dataclass(frozen=True)
class _Known:
    """The rows this author may name, by the words that stand for them in a file."""

    slugs: dict[str, dict[str, int]]
    leading: frozenset[int]
    announcing: frozenset[int]

    @classmethod
    def to(cls, viewer: Viewer) -> _Known:
        groups = taggable_groups(viewer)
        own = {o.slug: o.id for o in organisations_of(viewer)}
        slugs = {
            "organisation": own,
            "co_organisations": slugs_of_directory(),
            "groups": {group.slug: group.id for group in groups},
            "committees": {c.slug: c.id for c in all_committees()},
        }
        mine = frozenset(group.id for group in groups if may_post_in(viewer, group))
        ours = frozenset(group.id for group in groups if may_announce(viewer, group))
        return cls(slugs, mine, ours)

    def ids(self, key: str, found: Pasted) -> tuple[int, ...]:
        """Without a group of one's own in front there is none."""
        ids = [self.slugs[key][w] for w in _named(found, key) if w in self.slugs[key]]
        if key == "groups" and not self._may_lead(found):
            return ()
        return tuple(dict.fromkeys(ids))

    def unknown(self, found: Pasted) -> Iterator[str]:
        for key, slugs in self.slugs.items():
            named = _named(found, key)
            is_refused = key == "groups" and named and not self._may_lead(found)
            if is_refused or any(word not in slugs for word in named):
                yield key

    def _may_lead(self, found: Pasted) -> bool:
        named = _named(found, "groups")
        announces = found.kind is Kind.ANNOUNCEMENT
        mine = self.announcing if announces else self.leading
        return bool(named) and self.slugs["groups"].get(named[0]) in mine


def _named(found: Pasted, key: str) -> list[str]:
    alone = found.words.get(key)
    return [alone] if alone else found.lists.get(key, [])


def _sent(found: Pasted, known: _Known) -> MultiDict[str, str]:
    """What a browser would send for it."""
    organisation = known.ids("organisation", found)
    groups = known.ids("groups", found)
    defaults = {"licence": Licence.CC_BY.value, "country": "", "population_band": "",
                "status": "", "evidence": ""}  # fmt: skip
    given = {name: words for name, words in found.words.items() if words}
    values: dict[str, Any] = {**defaults, **given}
    values["organisation_id"] = str(organisation[0]) if organisation else ""
    values["lead_group"] = str(groups[0]) if groups else ""
    values["other_groups"] = [str(i) for i in groups[1:]]
    values["committees"] = [str(i) for i in known.ids("committees", found)]
    for name in ("themes", "sdgs", "countries"):
        values[name] = list(dict.fromkeys(found.lists.get(name, [])))
    return MultiDict(values)
