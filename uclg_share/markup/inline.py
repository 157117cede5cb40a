"""Links, emphasis and code inside a paragraph, with every loop counted.

The classes behave like the parser's own; they differ in reporting their work and in
skipping from sign to sign where the originals step through each character.
"""

import re
from xml.etree.ElementTree import Element

from markdown.core import Markdown
from markdown.inlinepatterns import (
    BACKTICK_RE,
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    REFERENCE_RE,
    BacktickInlineProcessor,
    DelimiterProcessor,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    Pattern,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from typing_extensions import override

from uclg_share.markup.effort import COPIED, Effort

Handled = tuple[Element | str | None, int | None, int | None]

_BRACKET = re.compile(r"[\[\]]")
_QUOTE = re.compile("[\"']")
_TICKS = re.compile("`+")
_STARS = re.compile(r"\*+|_+")
# Finding a sign, building its element and parsing what is inside.
_STEPS_PER_SIGN = 120
_LONGEST_TARGET = 2_000
# The parser's own names and priorities.
_ORDER = {
    "backtick": 190,
    "escape": 180,
    "footnote": 175,
    "reference": 170,
    "link": 160,
    "image_link": 150,
    "image_reference": 140,
    "short_reference": 130,
    "short_image_ref": 125,
    "autolink": 120,
    "automail": 110,
    "linebreak": 100,
    "em_strong": 60,
    "nl": 5,
}


class Counted(InlineProcessor):
    """Any processor of the parser, paying for what each match copies."""

    def __init__(self, inner: Pattern, md: Markdown, effort: Effort) -> None:
        super().__init__(inner.pattern, md)
        self.compiled_re = inner.compiled_re
        self.inner = inner
        self.effort = effort

    @override
    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]
        self.effort.spend(_STEPS_PER_SIGN + len(data) // COPIED)
        return self.inner.handleMatch(m, data)  # type: ignore[call-arg,return-value]


class Link(LinkInlineProcessor):
    def __init__(self, pattern: str, md: Markdown, effort: Effort) -> None:
        super().__init__(pattern, md)
        self.effort = effort

    @override
    def getText(self, data: str, index: int) -> tuple[str, int, bool]:
        depth = 1
        for steps, bracket in enumerate(_BRACKET.finditer(data, index), start=1):
            depth += 1 if bracket.group() == "[" else -1
            if not depth:
                self.effort.spend(5 * steps)
                return data[index : bracket.start()], bracket.end(), True
        self.effort.spend(5 * (data.count("[", index) + data.count("]", index)))
        return "", len(data), False

    @override
    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:
        """The target in parentheses; what is longer than any address is none."""
        near = data[index : index + _LONGEST_TARGET]
        address, title, end, found = super().getLink(near, 0)
        # A quote that opens no title is followed to the end before it is given up.
        gave_up = not found or (title is None and _QUOTE.search(address))
        if near.startswith("("):
            self.effort.spend(3 * (len(near) if gave_up else end))
        return address, title, index + end, found


class Image(Link, ImageInlineProcessor):
    pass


class Reference(Link, ReferenceInlineProcessor):
    @override
    def makeTag(self, href: str, title: str, text: str) -> Element:
        # One long definition may be used thousands of times.
        self.effort.spend(len(href) + len(title or ""))
        return super().makeTag(href, title, text)


class ShortReference(Reference, ShortReferenceInlineProcessor):
    pass


class ImageReference(Reference, ImageReferenceInlineProcessor):
    pass


class ShortImageReference(Reference, ShortImageReferenceInlineProcessor):
    pass


class Code(BacktickInlineProcessor):
    def __init__(self, pattern: str, effort: Effort) -> None:
        super().__init__(pattern)
        self.effort = effort

    @override
    def find_code_spans(  # type: ignore[override]
        self, start: int, text: str
    ) -> tuple[int, int | None]:
        """Inside and end of the span: the next equal run closes it, or the longest."""
        opening = _TICKS.match(text, start)
        width = len(opening.group()) if opening else 0
        inside = start + width
        longest, end = 0, 0
        for run in _TICKS.finditer(text, inside):
            self.effort.spend(10)
            length = len(run.group())
            if length == width:
                return inside, run.start()
            if length > longest:
                longest, end = length, run.end()
        if 0 < longest < width:
            return inside - (width - longest), end - longest
        return inside, None


class Emphasis(DelimiterProcessor):
    def __init__(self, md: Markdown, effort: Effort) -> None:
        super().__init__("*", "strong,em", md)
        self.add("_", "strong,em", smart=True)
        self.effort = effort

    @override
    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        found = super().handleMatch(m, data)
        if found[0] is not None:
            # The parser goes through siblings and ancestors for each of them.
            self.effort.spend(sum(1 for _ in found[0].iter()) ** 2)
        return found

    @override
    def search(self, data: str, start: int) -> re.Match[str] | None:
        waiting = sum(len(each.stack) for each in self.delimiters.values())
        self.effort.spend(20 + waiting)
        for run in _STARS.finditer(data, start):
            self.effort.spend(10 + len(run.group()) // COPIED)
            delimiter = self.delimiters[run.group()[0]]
            # No later start inside the same run can match where the first did not.
            found = delimiter.boundary.match(data, run.start())
            if found and (delimiter.stack or found.lastgroup != "end"):
                return found
        return None


def count_inline(md: Markdown, effort: Effort) -> None:
    """Put the counting processors in place of the parser's, in the same order."""
    ours: dict[str, Pattern] = {
        "backtick": Code(BACKTICK_RE, effort),
        "reference": Reference(REFERENCE_RE, md, effort),
        "link": Link(LINK_RE, md, effort),
        "image_link": Image(IMAGE_LINK_RE, md, effort),
        "image_reference": ImageReference(IMAGE_REFERENCE_RE, md, effort),
        "short_reference": ShortReference(REFERENCE_RE, md, effort),
        "short_image_ref": ShortImageReference(IMAGE_REFERENCE_RE, md, effort),
        "em_strong": Emphasis(md, effort),
    }
    patterns = md.inlinePatterns
    for name, priority in _ORDER.items():
        inner = ours.get(name) or patterns[name]
        patterns.register(Counted(inner, md, effort), name, priority)
