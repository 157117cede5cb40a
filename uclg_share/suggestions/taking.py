"""Which suggested words fit into the text as it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from uclg_share.permissions import Viewer
from uclg_share.posts import copies
from uclg_share.posts.drafts import Draft, from_plain
from uclg_share.posts.models import Post, Revision, WorkingCopy
from uclg_share.posts.queries import latest_revision
from uclg_share.suggestions.models import SuggestedText, Suggestion
from uclg_share.suggestions.proposal import reads_as, with_words_at, words_at


@dataclass
class Taken:
    """`changed`: the parts whose author wrote on, which stay as they are."""

    draft: Draft
    copy: WorkingCopy | None = None
    texts: list[SuggestedText] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    @property
    def parts(self) -> list[str]:
        return [text.part for text in self.texts]

    def follow_copy(self, post: Post, base: int) -> None:
        """What was typed and not saved goes on from the new version, with its words."""
        if self.copy is None or self.copy.base != base:
            return
        content = dict(self.copy.content)
        for text in self.texts:
            content[text.part] = [text.words]
        self.copy.content = content
        self.copy.base = latest_revision(post).number
        self.copy.sequence += 1  # an open window is an older one now


def taken_into(
    viewer: Viewer,
    suggestion: Suggestion,
    texts: list[SuggestedText],
    latest: Revision,
) -> Taken:
    """The newest text with the words of the parts that read as they were reviewed."""
    reviewed = from_plain(suggestion.review.revision.content)
    copy = copies.copy_of(viewer, suggestion.review.post)
    taken = Taken(from_plain(latest.content), copy)
    for text in texts:
        if has_moved_on(text, reviewed, taken.draft) or _is_typed(text, reviewed, copy):
            taken.changed.append(text.part)
            continue
        taken.draft = with_words_at(taken.draft, text.part, text.words)
        taken.texts.append(text)
    return taken


def has_moved_on(text: SuggestedText, reviewed: Draft, newest: Draft) -> bool:
    """Its author has written something else since, and not these very words."""
    present = words_at(newest, text.part)
    was = words_at(reviewed, text.part)
    return not (reads_as(present, was) or reads_as(present, text.words))


def _is_typed(text: SuggestedText, reviewed: Draft, copy: WorkingCopy | None) -> bool:
    """The same of what was typed and is not saved yet."""
    if copy is None or text.part not in copy.content:
        return False
    typed = " ".join(copy.content[text.part])
    was = words_at(reviewed, text.part)
    return not (reads_as(typed, was) or reads_as(typed, text.words))
