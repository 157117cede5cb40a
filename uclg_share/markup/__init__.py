"""The one door from an author's Markdown to the HTML of a page."""

import logging

from markdown import Markdown
from markdown.extensions import Extension
from typing_extensions import override

from uclg_share.markup.blocks import count_blocks
from uclg_share.markup.effort import Effort
from uclg_share.markup.footnotes import Footnotes
from uclg_share.markup.inline import count_inline
from uclg_share.markup.reading import plain
from uclg_share.markup.refusals import REASONS, Refusal, Unreadable
from uclg_share.markup.remarks import LONGEST_REMARK, Modest
from uclg_share.markup.sanitise import sanitise, sanitise_remark
from uclg_share.markup.shape import Depth, Shape
from uclg_share.text import without_illegal

__all__ = [
    "LONGEST",
    "LONGEST_REMARK",
    "REASONS",
    "Refusal",
    "Unreadable",
    "plain",
    "render",
    "render_remark",
]

_log = logging.getLogger(__name__)

LONGEST = 60_000
_LONGEST_PAGE = 2_000_000


def render(text: str) -> str:
    """Safe HTML for a text in Markdown; raises Unreadable, a ValueError, if it refuses.

    Costs tens of milliseconds: store the result. HTML in the text is shown as text.
    """
    return sanitise(_converted(text, _parser())).strip()


def render_remark(text: str) -> str:
    """As `render`, with the little that a comment may use; see `remarks.py`."""
    return sanitise_remark(_converted(text, _parser(Modest()))).strip()


def _converted(text: str, parser: Markdown) -> str:
    source = without_illegal(text)
    if len(source) > LONGEST:
        raise Unreadable(Refusal.TOO_LONG)
    try:
        page = parser.convert(source)
    except Unreadable:
        raise
    except RecursionError:
        raise Unreadable(Refusal.TOO_DEEP) from None
    except Exception as error:
        # A fault of the parser is our concern; its author needs an answer all the same.
        _log.exception("the Markdown parser failed")
        raise Unreadable(Refusal.NOT_UNDERSTOOD) from error
    if len(page) > _LONGEST_PAGE:
        raise Unreadable(Refusal.TOO_INTRICATE)
    return page


class _House(Extension):
    """Our rules over the parser's; comes after all other extensions."""

    @override
    def extendMarkdown(self, md: Markdown) -> None:
        # What the parser takes for HTML stays text.
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("entity")
        effort = Effort()
        count_blocks(md, effort)
        count_inline(md, effort)
        md.treeprocessors.register(Depth(md), "depth", 12)
        md.treeprocessors.register(Shape(md), "shape", -10)


def _parser(*more: Extension) -> Markdown:
    """A new one for each text: it holds the state of one; keeping it saves nothing."""
    extensions = ["tables", "sane_lists", "nl2br", "admonition"]
    return Markdown(extensions=[*extensions, Footnotes(), _House(), *more])
