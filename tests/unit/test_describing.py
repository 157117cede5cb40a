"""What is said of the files of a text, and which of them it shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.drafts import case_study, drafted
from tests.files import (
    ALT,
    accepted,
    document,
    illustrated,
    picture,
)
from tests.world import World
from uclg_share.attachments import actions
from uclg_share.attachments.describing import undescribed
from uclg_share.attachments.shown import Shown
from uclg_share.posts.actions import save
from uclg_share.posts.changes import changes_between
from uclg_share.posts.drafts import Enclosure, from_plain
from uclg_share.posts.queries import latest_revision
from uclg_share.posts.reading import previewed
from uclg_share.posts.sending import Incomplete
from uclg_share.reviews.actions import submit


@pytest.mark.parametrize(
    "said, lacking",
    [
        ({"alt": ""}, {"alt"}),
        ({"alt": "\u200b"}, {"alt"}),
        ({"alt": "", "decorative": True}, set()),
        ({"people": True}, {"consent"}),
        ({"children": True}, {"consent"}),
        ({"children": True, "alt": ""}, {"alt", "consent"}),
        ({"people": True, "consent": "All signed."}, set()),
    ],
)
def test_a_picture_is_described_before_it_is_sent_in(
    world: World, said: dict[str, Any], lacking: set[str]
) -> None:
    post, _ = illustrated(world, said=said)

    draft = from_plain(latest_revision(post).content)

    assert set(undescribed(post, draft)) == {f"files-0-{name}" for name in lacking}
    if lacking:
        with pytest.raises(Incomplete):
            submit(world.viewer("amina"), post, world.water)


def test_a_document_needs_no_description(world: World) -> None:
    post, _ = illustrated(world, document(), said={"alt": "", "people": True})

    assert accepted(world, post).published_at is not None


def test_a_text_never_shows_the_file_of_another(world: World) -> None:
    _, file = illustrated(world)
    other = drafted(world, author=world.bruno)
    draft = replace(case_study(world), files=(Enclosure(file.id, alt="Mine"),))

    save(world.viewer("bruno"), other, draft, 1)

    assert previewed(other.kind, draft, other).files == ()
    assert previewed(other.kind, draft).files == ()


def test_history_tells_what_changed_in_the_files(world: World) -> None:
    post, file = illustrated(world)
    before = latest_revision(post)
    said = (Enclosure(file.id, alt=ALT, caption="The second night.", credit="Rosa"),)
    draft = replace(from_plain(before.content), files=said)

    after = save(world.viewer("amina"), post, draft, 2)

    [change] = changes_between(post, before, after)
    told = "".join(piece.text for line in change.lines for piece in line.pieces)
    assert change.key == "facts"
    assert "hydrant.webp" in told
    assert "second" in told


def test_sizes_are_offered_as_wide_as_they_are(world: World) -> None:
    amina, post = world.viewer("amina"), drafted(world)
    small = actions.add(amina, post, picture("small.png", width=300))
    large = actions.add(amina, post, picture("large.png", width=1200))

    # 480 high at most: the longer side decides.
    assert Shown(small, Enclosure(small.id)).sizes == [(480, 300)]
    assert [size for size, _ in Shown(large, Enclosure(large.id)).sizes] == [
        480, 960, 1600
    ]  # fmt: skip
