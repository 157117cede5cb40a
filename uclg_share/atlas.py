"""Where a place lies on the dot map."""

from __future__ import annotations

import math
from functools import lru_cache

# Šavrič, Patterson and Jenny, "The Equal Earth map projection", International Journal
# of Geographical Information Science 33 (2019), equations 3 to 5.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = math.sqrt(3) / 2

# The world of static/img/world.svg: 720 by 351 units, Equal Earth around 11° east,
# which keeps the Bering Strait in one piece. The dots were drawn with this scale.
MERIDIAN = 11.0
SCALE = 130.2
CENTRE = (360.0, 175.5)

# What the maps show of it: no empty Pacific at the sides, no Antarctica.
SHOWN = (26.0, 0.0, 668.0, 306.0)
CLOSE = (250.0, 150.0)


def equal_earth(latitude: float, longitude: float) -> tuple[float, float]:
    """Plane coordinates on a sphere of radius 1, y to the north; degrees in."""
    theta = math.asin(M * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2**3
    slope = A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)
    x = math.radians(longitude) * math.cos(theta) / (M * slope)
    return x, theta * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))


@lru_cache(maxsize=5000)
def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a place lies on the map, in the map's own units.

    By Equal Earth: Šavrič, Patterson and Jenny, doi:10.1080/13658816.2018.1504949.
    """
    turned = (longitude - MERIDIAN + 180) % 360 - 180
    x, y = equal_earth(latitude, turned)
    return round(CENTRE[0] + x * SCALE, 1), round(CENTRE[1] - y * SCALE, 1)


def close_to(x: float, y: float) -> str:
    """The `viewBox` that shows the region around a point of the map."""
    left, top, width, height = SHOWN
    across, down = CLOSE
    start = min(max(x - across / 2, left), left + width - across)
    above = min(max(y - down / 2, top), top + height - down)
    return f"{start:.1f} {above:.1f} {across:.0f} {down:.0f}"
