"""What an archive says of its translations is believed only where it can be true."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.archives import naming, text, zipped
from tests.web.imports import check
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.posts.models import Post


@pytest.mark.parametrize(
    "files, reason",
    [
        ({"a.md": naming(text(), of="a.md")}, "in the same language"),
        (
            {
                "a.md": naming(text("Marche"), of="b.md", language="fr"),
                "b.md": naming(text("Paseo"), of="c.md", language="es"),
                "c.md": naming(text()),
            },
            "itself a translation",
        ),
        (
            {
                "a.md": naming(text("Marche"), of="b.md", language="fr"),
                "b.md": b"---\nkind: case-study\ntitle: One\nlanguage: en\n---\n",
            },
            "of another kind",
        ),
        (
            {"a.md": naming(text()).replace(b"title", b"made_by: magic\ntitle", 1)},
            "person, machine",
        ),
        (
            {
                "a.md": naming(text(), of="b.md", language="fr").replace(
                    b"title", b"behind: [prologue]\ntitle", 1
                ),
                "b.md": naming(text("Two")),
            },
            "title, summary, what_happened",
        ),
    ],
    ids=["itself", "a-translation", "another-kind", "made-by", "behind"],
)
def test_what_cannot_be_a_translation_is_refused_with_its_reason(
    client: FlaskClient, world: World, files: dict[str, bytes], reason: str
) -> None:
    sign_in(client, world.amina)
    answer = check(client, zipped(files))

    assert answer.status_code == 422
    assert reason in answer.text
    assert db.session.query(Post).count() == 0
