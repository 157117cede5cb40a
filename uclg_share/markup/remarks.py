"""The small part of Markdown that a comment may use.

Paragraphs, lists, quotations, emphasis, code and links. What would make a heading, a
table, a rule, a footnote or a box stays the text it is; a picture becomes its words.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.core import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from typing_extensions import override

from uclg_share.markup.addresses import is_our_picture

LONGEST_REMARK = 4_000
_NOT_HERE = ("hashheader", "setextheader", "hr", "table", "admonition", "footnote")


class Modest(Extension):
    """Comes after our rules, and takes away what they have put in."""

    @override
    def extendMarkdown(self, md: Markdown) -> None:
        for name in _NOT_HERE:
            md.parser.blockprocessors.deregister(name)
        md.inlinePatterns.deregister("footnote")
        # Before the step that makes links of pictures from elsewhere.
        md.treeprocessors.register(WithoutPictures(md), "pictures", -5)


class WithoutPictures(Treeprocessor):
    """Our own pictures: those from elsewhere are links in every text."""

    def run(self, root: Element) -> None:
        for picture in root.iter("img"):
            if is_our_picture(picture.get("src", "")):
                words = picture.get("alt", "")
                picture.tag = "span"
                picture.attrib.clear()
                picture.text = words
