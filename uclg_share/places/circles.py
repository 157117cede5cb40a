"""One circle for each country, large enough to be hit, none upon another.

Where countries are small and many the circles step aside, and a thin line leads back to
the place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from math import hypot, sqrt

from uclg_share.atlas import project
from uclg_share.places.positions import POSITIONS
from uclg_share.places.regions import WORLD, Frame

# In units of the whole map, which is drawn about 1.75 px each: 26 px across, or more.
LEAST, MOST, GROWTH, GAP = 7.5, 15.0, 1.1, 0.8
ROUNDS = 60
PULL = 0.03  # how much of the way home a circle goes back in each round


@dataclass
class Circle:
    code: str
    number: int
    # The place itself, and where the circle stands.
    home: tuple[float, float]
    r: float
    x: float = field(init=False)
    y: float = field(init=False)

    def __post_init__(self) -> None:
        self.x, self.y = self.home

    @property
    def is_aside(self) -> bool:
        return hypot(self.x - self.home[0], self.y - self.home[1]) > self.r


@lru_cache(maxsize=128)
def circles(numbers: tuple[tuple[str, int], ...], frame: Frame) -> tuple[Circle, ...]:
    """In the order given; the same numbers always stand in the same place.

    Sizes are those of the paper: in a smaller frame a unit is larger.
    """
    unit = frame.width / WORLD.width
    found = [
        Circle(code, number, project(*POSITIONS[code]), _radius(number) * unit)
        for code, number in numbers
        if code in POSITIONS
    ]
    for _ in range(ROUNDS):
        for one in found:
            _keep_inside(one, frame)
        if not _step_aside(found, GAP * unit):
            break
    return tuple(map(_rounded, found))


def _radius(number: int) -> float:
    return min(LEAST + GROWTH * sqrt(number - 1), MOST)


def _step_aside(found: list[Circle], gap: float) -> bool:
    """Whether any two were too close."""
    for one in found:
        one.x += (one.home[0] - one.x) * PULL
        one.y += (one.home[1] - one.y) * PULL
    by_x = sorted(found, key=lambda one: (one.x, one.code))
    widest = 2 * max((one.r for one in found), default=0) + gap
    touched = False
    for place, one in enumerate(by_x):
        for other in by_x[place + 1 :]:
            if other.x - one.x > widest:
                break
            touched = _part(one, other, gap) or touched
    return touched


def _part(one: Circle, other: Circle, gap: float) -> bool:
    across, down = other.x - one.x, other.y - one.y
    distance, wanted = hypot(across, down), one.r + other.r + gap
    if distance >= wanted:
        return False
    if distance == 0:  # one place: the later of the two goes below
        across, down, distance = 0.0, 1.0, 1.0
    push = (wanted - min(distance, wanted)) / 2 / distance
    one.x, one.y = one.x - across * push, one.y - down * push
    other.x, other.y = other.x + across * push, other.y + down * push
    return True


def _keep_inside(one: Circle, frame: Frame) -> None:
    right, bottom = frame.left + frame.width, frame.top + frame.height
    one.x = min(max(one.x, frame.left + one.r), right - one.r)
    one.y = min(max(one.y, frame.top + one.r), bottom - one.r)


def _rounded(one: Circle) -> Circle:
    one.x, one.y, one.r = round(one.x, 1), round(one.y, 1), round(one.r, 2)
    return one
