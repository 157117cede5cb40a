"""Passwords for demo accounts: random words, easy to type on another screen."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from uclg_share.accounts.passwords import LONGEST, SHORTEST, is_common

# Six of them are more than 40 bits, and the sign-in page ends guessing after a few.
NUMBER = 6
_WORDS = """
acorn amber anchor apron atlas badge bamboo barley basket beacon birch bison
blanket bobbin bottle bramble bridge bronze bucket button cabin candle canoe canyon
carrot cedar cellar cherry cinder clover cobalt comet copper coral cotton crayon
cricket dahlia damson dapple donkey drizzle ember engine fabric falcon feather fennel
ferry fiddle flannel flint forest fossil gable garlic ginger glacier gravel hammock
harbour hazel heron hollow honey indigo island ivory jacket juniper kettle kitten
ladder lagoon lantern lemon lentil linen lobster maple marble meadow mitten mosaic
muffin mustard nectar nettle nutmeg oatmeal orchard otter oyster paddle pebble pepper
pigeon pillow plaster pollen pumpkin quarry quartz quilt rabbit radish raisin ribbon
saddle saffron sandal satchel shutter spruce teapot thimble timber tunnel turnip velvet
"""
WORDS = tuple(_WORDS.split())


def new_password(own_words: Sequence[str]) -> str:
    while True:
        password = "-".join(secrets.choice(WORDS) for _ in range(NUMBER))
        if is_fit(password, own_words):
            return password


def is_fit(password: str, own_words: Sequence[str]) -> bool:
    """What the form for a new password asks."""
    long_enough = SHORTEST <= len(password) <= LONGEST
    return long_enough and not is_common(password, *own_words)
