"""Several posts as one file that needs no network, and with their parts as a ZIP."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from flask import render_template
from markupsafe import Markup

from uclg_share.briefing.album import Album
from uclg_share.database import now
from uclg_share.exchange.packing import new_file, packing
from uclg_share.exchange.writing import plain
from uclg_share.permissions import Viewer
from uclg_share.posts.models import Post
from uclg_share.posts.reading import Reading, published
from uclg_share.taking.citations import Reference, reference_to
from uclg_share.taking.markdown import markdown_of
from uclg_share.urls import absolute

STYLE = Path(__file__).parent / "briefing.css"
PAGE = "briefing.html"


@dataclass(frozen=True)
class Text:
    post: Post
    reading: Reading
    reference: Reference


def texts_in(viewer: Viewer, posts: Iterable[Post]) -> list[Text]:
    readings = [(post, published(viewer, post)) for post in posts]
    return [Text(post, one, reference_to(post, one)) for post, one in readings]


def page_of(texts: list[Text], missing: int, album: Album) -> str:
    """One HTML file with its style and its pictures inside."""
    return render_template(
        "briefing/pack.html",
        texts=texts,
        missing=missing,
        moment=now(),
        album=album,
        # Our own file, in which nothing ends it; a page of the site has no such style.
        style=Markup("<style>{}</style>").format(Markup(STYLE.read_text())),  # noqa: S704
        leading_out=leading_out,
    )


def archive_of(texts: list[Text], missing: int) -> IO[bytes]:
    """The same page, each text as Markdown, and the pictures as files."""
    album, file = Album(), new_file()
    page = page_of(texts, missing, album)
    with packing(file) as packer:
        packer.add(PAGE, page)
        for number, text in enumerate(texts, 1):
            name = f"{number:02}-{plain(text.reading.title)}"
            packed = {}
            for at, one in enumerate(text.reading.pictures, 1):
                if data := album.picture(one):
                    packed[one.file.id] = f"pictures/{name}-{at}.webp"
                    packer.add(packed[one.file.id], data)
            packer.add(f"{name}.md", markdown_of(text.post, text.reading, packed))
    return file


def leading_out(html: Markup) -> Markup:
    """Links within the site work from a file too."""
    return Markup(html.replace('href="/', f'href="{absolute("/")}'))  # noqa: S704
