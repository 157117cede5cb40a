"""Paragraphs, lists, tables and footnotes, with every loop counted."""

import html
import re
from bisect import bisect_right
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, ReferenceProcessor
from markdown.core import Markdown
from markdown.extensions.tables import TableProcessor
from markdown.preprocessors import Preprocessor
from typing_extensions import override

from uclg_share.markup.effort import Effort
from uclg_share.markup.refusals import Refusal, Unreadable

_STEPS_PER_BLOCK = 600
_STEPS_PER_CELL = 300
_NESTED = 40
_COLUMNS = 60
_CELLS = 6_000
_FENCE = re.compile(r"(~{3,}|`{3,}) *\.?([\w#.+-]*) *")


class Meter(BlockProcessor):
    """Stands before all others and takes no block; the parser asks it about each."""

    def __init__(self, parser: BlockParser, effort: Effort) -> None:
        super().__init__(parser)
        self.effort = effort

    @override
    def test(self, parent: Element, block: str) -> bool:
        self.effort.spend(_STEPS_PER_BLOCK + 2 * len(block))
        if len(self.parser.state) > _NESTED:
            raise Unreadable(Refusal.TOO_DEEP)
        return False


class Definitions(ReferenceProcessor):
    """Link definitions; the parser's expression needs minutes for a row of quotes."""

    RE = re.compile(
        r"^[ ]{0,3}\[(?!\^)([^\[\]]*+)\]:[ ]*+(?:\n[ ]*+)?+([^\s]++)[ ]*+"
        r"(?:(?:\n[ ]*+)?(([\"'])(.*)\4[ ]*+|\((.*)\)[ ]*+)$|$)",
        re.MULTILINE,
    )


class Tables(TableProcessor):
    def __init__(self, parser: BlockParser, effort: Effort) -> None:
        super().__init__(parser, {"use_align_attribute": False})
        self.effort = effort

    @override
    def test(self, parent: Element, block: str) -> bool:
        self._pay_for(block.split("\n", 2)[:2])
        return super().test(parent, block)

    @override
    def run(self, parent: Element, blocks: list[str]) -> None:
        rows = blocks[0].split("\n")
        columns = len(self.separator)
        if columns > _COLUMNS or columns * len(rows) > _CELLS:
            raise Unreadable(Refusal.TABLE_TOO_LARGE)
        self.effort.spend(_STEPS_PER_CELL * columns * len(rows))
        self._pay_for(rows)
        super().run(parent, blocks)

    def _pay_for(self, rows: list[str]) -> None:
        """Each pipe is compared with each piece of code in its row."""
        for row in rows:
            ticks = row.count("`")
            self.effort.spend(ticks * (row.count("|") + ticks // 8))


class Fences(Preprocessor):
    """Code between ``` or ~~~ lines, each closing line found by looking it up."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.closing: dict[str, list[int]] = {}

    @override
    def run(self, lines: list[str]) -> list[str]:
        self.closing = _places_of_fences(lines)
        kept: list[str] = []
        at = 0
        while at < len(lines):
            opening = _FENCE.fullmatch(lines[at])
            end = self._end(opening.group(1), at) if opening else None
            if opening is None or end is None:
                kept.append(lines[at])
                at += 1
                continue
            code = _code(opening.group(2), lines[at + 1 : end])
            kept += ["", self.md.htmlStash.store(code), ""]
            at = end + 1
        return kept

    def _end(self, fence: str, start: int) -> int | None:
        places = self.closing.get(fence, [])
        after = bisect_right(places, start)
        return places[after] if after < len(places) else None


def _places_of_fences(lines: list[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if line.startswith(("```", "~~~")):
            places.setdefault(line.rstrip(" "), []).append(at)
    return places


def _code(language: str, lines: list[str]) -> str:
    text = html.escape("\n".join([*lines, ""]))
    named = f' class="language-{html.escape(language)}"' if language else ""
    return f"<pre><code{named}>{text}</code></pre>"


def count_blocks(md: Markdown, effort: Effort) -> None:
    """Put the counting processors in place of the parser's, in the same order."""
    processors = md.parser.blockprocessors
    processors.register(Meter(md.parser, effort), "meter", 1000)
    processors.register(Tables(md.parser, effort), "table", 75)
    processors.register(Definitions(md.parser), "reference", 15)
    md.preprocessors.register(Fences(md), "fenced_code_block", 25)
