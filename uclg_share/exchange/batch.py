"""What would become of each text of a bundle: taken, there already, or refused."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import lazy_gettext as _l

from uclg_share.attachments import intake
from uclg_share.attachments.refusals import REASONS
from uclg_share.attachments.refusals import Fault as Refusal
from uclg_share.exchange.actions import Text
from uclg_share.exchange.archive import Unpackable
from uclg_share.exchange.bundle import Bundle, Sheet, file_at
from uclg_share.posts.as_file.found import Enclosed, Fault, Rendering
from uclg_share.posts.as_file.judging import Judge
from uclg_share.posts.drafts import Draft, Enclosure, to_plain
from uclg_share.posts.models import Kind

# So long one import may keep a server at work, in its own seconds: on a busy machine
# they last longer, at most so many times. Taking in has more of them than looking, so
# that what was found in order does not fail by chance.
PATIENCE = 6.0
MORE_PATIENCE = 9.0
AT_MOST = 3
MOST_STORED = 100 * 1024 * 1024
TOO_MUCH = _l(
    "This is more than we look through at once. Send it in several smaller files."
)
# The words of a text, and its files with what is said about them.
Print = tuple[str, tuple[tuple[str, Enclosure], ...]]


@dataclass(frozen=True)
class Item:
    """A text that may be taken in. `left` are the keys that are left empty."""

    place: str
    line: int | None
    kind: Kind
    draft: Draft
    left: tuple[str, ...] = ()
    rendering: Rendering | None = None
    files: tuple[tuple[intake.Taken, Enclosure], ...] = ()
    # The file of its original, where that came along.
    original: str = ""

    @property
    def print(self) -> Print:
        shown = [(taken.sha256, about) for taken, about in self.files]
        return print_of(self.kind, self.draft, shown)


@dataclass
class Batch:
    fresh: list[Item] = field(default_factory=list)
    # Each with the number of the post it is already.
    known: list[tuple[Item, int]] = field(default_factory=list)
    # Each fault with the file it is in.
    refused: list[tuple[str, Fault]] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)

    @property
    def is_fit(self) -> bool:
        """All or nothing: one fault and none of it is taken."""
        return bool(self.fresh) and not self.refused

    @property
    def stored(self) -> int:
        """Bytes that taking it in would add to what its author has stored."""
        return sum(taken.stored for item in self.fresh for taken, _about in item.files)

    @property
    def texts(self) -> list[Text]:
        """What is to be taken in; a translation says where its original stands."""
        places = {item.place: at for at, item in enumerate(self.fresh) if item.place}
        own = {item.place: post_id for item, post_id in self.known if item.place}
        return [
            Text(
                item.kind,
                item.draft,
                item.files,
                item.rendering,
                places.get(item.original),
                own.get(item.original),
            )
            for item in self.fresh
        ]

    def refuse(self, reason: Any) -> None:
        self.refused.append(("", Fault(None, "", reason)))


def look_at(bundle: Bundle, judge: Judge, patience: float = PATIENCE) -> Batch:
    """Judge every text and make every picture ready; asks the database nothing."""
    batch = Batch(refused=list(bundle.faults), guessed=bundle.guessed)
    scales = Scales(bundle, patience)
    for sheet in bundle.sheets:
        if scales.is_late:
            batch.refuse(TOO_MUCH)
            break
        judged = judge.judge(sheet.found)
        faults = list(judged.faults)
        files = list(scales.weigh(sheet, faults))
        batch.refused += [(sheet.place, fault) for fault in faults]
        if judged.draft is not None and not faults:
            batch.fresh.append(
                Item(
                    sheet.place,
                    sheet.line,
                    judged.kind,
                    judged.draft,
                    judged.left,
                    judged.rendering,
                    tuple(files),
                )
            )
    return batch


def set_apart(batch: Batch, own: Mapping[Print, list[int]], room: int) -> None:
    """What is among one's own texts already is not doubled. A text that comes without
    files is the same as one with them. `own` are the numbers of the posts that have
    the same print; `room` is how many bytes may still be stored."""
    left = {one: list(posts) for one, posts in own.items()}
    fresh = batch.fresh
    batch.fresh, batch.known = [], []
    for item in fresh:
        same = _same(item.print, left)
        if same is None:
            batch.fresh.append(item)
        else:
            batch.known.append((item, left[same].pop(0)))
    if batch.stored > room:
        batch.refuse(REASONS[Refusal.NO_ROOM])


def print_of(kind: Kind, draft: Draft, files: list[tuple[str, Enclosure]]) -> Print:
    words = to_plain(replace(draft, files=(), origin=None))
    words["sections"] = {key: text for key, text in draft.sections.items() if text}
    text = json.dumps([kind.value, words], sort_keys=True)
    return text, tuple((sha256, replace(a, attachment_id=0)) for sha256, a in files)


def _same(item: Print, own: Mapping[Print, list[int]]) -> Print | None:
    if own.get(item):
        return item
    text, files = item
    others = (one for one, posts in own.items() if one[0] == text and posts)
    return None if files else next(others, None)


class Scales:
    """Reads the files of an archive, each once, as long as it may take."""

    def __init__(self, bundle: Bundle, patience: float) -> None:
        self._bundle = bundle
        self._end = time.thread_time() + patience
        self._latest = time.monotonic() + AT_MOST * patience
        self._stored = 0
        self._taken: dict[tuple[str, str], intake.Taken] = {}

    @property
    def is_late(self) -> bool:
        return time.thread_time() > self._end or time.monotonic() > self._latest

    def weigh(
        self, sheet: Sheet, faults: list[Fault]
    ) -> Iterator[tuple[intake.Taken, Enclosure]]:
        for one in sheet.found.files:
            path = file_at(sheet, one.file, self._bundle.archive)
            reason: Any = _l("This file is not in the archive")
            if path:
                taken, reason = self._read(path, one)
                if taken:
                    yield taken, one.about
                    continue
            faults.append(Fault(one.line, one.file or one.key, reason))

    def _read(self, path: str, one: Enclosed) -> tuple[intake.Taken | None, Any]:
        if self.is_late or self._stored > MOST_STORED:
            return None, TOO_MUCH
        assert self._bundle.archive is not None
        if (path, one.name) in self._taken:
            return self._taken[path, one.name], ""
        try:
            data = self._bundle.archive.read(path)
            taken = intake.read(one.name, data, keep_own_form=True)
        except (Unpackable, intake.Refused) as error:
            return None, error.reason
        self._taken[path, one.name] = taken
        self._stored += taken.stored
        return taken, ""
