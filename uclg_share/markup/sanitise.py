"""The allow-list: whatever the parser made, nothing else reaches a reader."""

import re

import nh3

from uclg_share.markup.addresses import SCHEMES, is_our_picture, is_safe_link
from uclg_share.text import without_illegal

_HEADINGS = {"h3", "h4", "h5", "h6"}
_TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
_BLOCKS = {"p", "br", "hr", "blockquote", "ul", "ol", "li", "pre", "div"}
INLINE = {"a", "strong", "em", "code", "sup", "img"}
TAGS = _HEADINGS | _TABLE | _BLOCKS | INLINE
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "th": {"scope"},
    "ol": {"start"},
    "code": {"class"},
    "li": {"id"},
    "sup": {"id"},
    **{heading: {"id"} for heading in _HEADINGS},
}
_ALIGNED = {"align-left", "align-center", "align-right"}
CLASSES = {
    "div": {"admonition", "note", "tip", "warning", "danger", "footnote"},
    "p": {"admonition-title"},
    "a": {"footnote-ref", "footnote-backref"},
    "th": _ALIGNED,
    "td": _ALIGNED,
}
# Names we make ourselves; an author's own could shadow those of the page's scripts.
_ID = re.compile(r"(?:fn|fnref\d*|h)-[0-9a-f]{8}-\d+")
_VALUES = {
    "id": _ID,
    "scope": re.compile("col"),
    "start": re.compile(r"\d{1,9}"),
    "class": re.compile(r"language-[\w#.+-]{1,40}"),
}


def _attribute(tag: str, name: str, value: str) -> str | None:
    allowed = True
    if name == "href":
        allowed = is_safe_link(value)
    elif name == "src":
        allowed = is_our_picture(value)
    elif name == "title":
        allowed = bool(value.strip())
    elif name in _VALUES and not (name == "class" and tag in CLASSES):
        allowed = _VALUES[name].fullmatch(value) is not None
    return value if allowed else None


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    attribute_filter=_attribute,
    url_schemes=set(SCHEMES),
    link_rel="nofollow ugc noopener",
)
# A comment: no heading, table, picture or note, so no name and no class either.
REMARK = {"p", "br", "blockquote", "ul", "ol", "li", "pre", "a", "strong", "em", "code"}
_REMARK_CLEANER = nh3.Cleaner(
    tags=REMARK,
    attributes={"a": {"href", "title"}, "ol": {"start"}},
    attribute_filter=_attribute,
    url_schemes=set(SCHEMES),
    link_rel="nofollow ugc noopener",
)


# These reverse what a reader sees, an address for one; entities can write them too.
_OVERRIDES = re.compile("[\u202d\u202e]")


def sanitise(page: str) -> str:
    """Safe whatever the input; entities such as &#8; are gone, which XML forbids."""
    return _OVERRIDES.sub("", without_illegal(_CLEANER.clean(page)))


def sanitise_remark(page: str) -> str:
    return _OVERRIDES.sub("", without_illegal(_REMARK_CLEANER.clean(page)))
