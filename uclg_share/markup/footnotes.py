"""Footnotes whose marks never meet those of another text on the same page."""

import re
import secrets
from xml.etree.ElementTree import Element

from markdown.core import Markdown
from markdown.extensions.footnotes import (
    FootnoteBlockProcessor,
    FootnoteExtension,
    FootnoteInlineProcessor,
)
from typing_extensions import override

from uclg_share.markup.refusals import Refusal, Unreadable

_FOOTNOTES = 300


class _Definitions(FootnoteBlockProcessor):
    # A label is one short line; the parser's own expression looks for its end in the
    # whole text, from every bracket.
    RE = re.compile(r"^[ ]{0,3}\[\^([^\]\n]{1,80})\]:[ ]*(.*)$", re.MULTILINE)
    footnotes: "Footnotes"

    @override
    def run(self, parent: Element, blocks: list[str]) -> bool:
        if self.footnotes.is_complete:
            return False
        return bool(super().run(parent, blocks))


class Footnotes(FootnoteExtension):
    def __init__(self) -> None:
        super().__init__(
            SEPARATOR="-",
            BACKLINK_TITLE="",
            # The arrow as a sign, not as a picture.
            BACKLINK_TEXT="&#8617;&#65038;",
            PLACE_MARKER="\x02\x03",  # never in a text: notes stand at its end
        )
        self.text_id = secrets.token_hex(4)
        self.numbers: dict[str, int] = {}
        self.references = 0
        self.is_complete = False

    @override
    def extendMarkdown(self, md: Markdown) -> None:
        super().extendMarkdown(md)
        md.parser.blockprocessors.register(_Definitions(self), "footnote", 17)
        mark = FootnoteInlineProcessor(r"\[\^([^\[\]\n]{1,80})\]", self)
        md.inlinePatterns.register(mark, "footnote", 175)

    @override
    def setFootnote(self, id: str, text: str) -> None:
        """Keep a note, and those which its author indented below it."""
        own, *others = _Definitions.RE.split(text)
        super().setFootnote(id, own.rstrip())
        for label, line, more in zip(*[iter(others)] * 3, strict=True):
            super().setFootnote(label, f"{line}{more}".rstrip())
        self._refuse_over(len(self.footnotes))

    @override
    def addFootnoteRef(self, id: str) -> None:
        super().addFootnoteRef(id)
        self.references += 1
        self._refuse_over(self.references)

    @override
    def makeFootnotesDiv(self, root: Element) -> Element | None:
        # From here on the parser goes through the notes: a definition in one is text.
        self.is_complete = True
        return super().makeFootnotesDiv(root)

    @override
    def makeFootnoteId(self, id: str) -> str:
        return f"fn-{self._mark(id)}"

    @override
    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:
        return self.unique_ref(f"fnref-{self._mark(id)}", found)

    def _mark(self, label: str) -> str:
        number = self.numbers.setdefault(label, len(self.numbers) + 1)
        return f"{self.text_id}-{number}"

    def _refuse_over(self, count: int) -> None:
        if count > _FOOTNOTES:
            raise Unreadable(Refusal.TOO_MANY_FOOTNOTES)
