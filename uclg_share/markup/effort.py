"""How much work one text may cause, counted and not timed.

The Markdown parser is quadratic in many constructs, so a short hostile text can keep it
busy for hours. Its loops report here. A count is the same on every machine and under
every load: a text that was accepted once is always accepted.
"""

from uclg_share.markup.refusals import Refusal, Unreadable

# About 50 ns each; ordinary texts of 60,000 characters need less than a fifth.
STEPS = 6_000_000
# Copying and scanning in C, in characters per step.
COPIED = 32


class Effort:
    def __init__(self, steps: int = STEPS) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise Unreadable(Refusal.TOO_INTRICATE)
