from __future__ import annotations

import gzip

import pytest
from flask.testing import FlaskClient

PACKED = {"Accept-Encoding": "br, gzip;q=0.8"}


@pytest.mark.parametrize("path", ["/en/", "/en/groups/water", "/en/nowhere"])
def test_a_page_travels_packed(client: FlaskClient, path: str) -> None:
    plain, packed = client.get(path), client.get(path, headers=PACKED)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data) / 2
    assert b"</html>" in gzip.decompress(packed.data)
    assert packed.content_length == len(packed.data)


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "br"])
def test_who_reads_no_gzip_gets_plain_text(client: FlaskClient, accepted: str) -> None:
    answer = client.get("/en/groups/water", headers={"Accept-Encoding": accepted})

    assert "Content-Encoding" not in answer.headers
    assert "</html>" in answer.text


@pytest.mark.parametrize("headers", [{}, PACKED])
def test_a_cache_keeps_the_two_apart(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    answer = client.get("/en/groups/water", headers=headers)

    assert "accept-encoding" in answer.vary
    assert "cookie" in answer.vary


def test_what_is_tiny_stays_as_it_is(client: FlaskClient) -> None:
    answer = client.get("/healthz", headers=PACKED)

    assert "Content-Encoding" not in answer.headers
