"""A picture for the demo, drawn here: no photograph of a real person or place."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

SIZE = (1600, 1000)
SKY, SUN, HILL, FIELD = "#d6e8ee", "#f4b728", "#5f8f7b", "#c9b27a"
WALL, ROOF, DOOR, GLASS = "#f3ede0", "#b5482a", "#0e4f6e", "#8fb7c9"


def town_hall() -> bytes:
    """A small town hall under a hill, as PNG."""
    from PIL import Image, ImageDraw  # noqa: PLC0415  drawn once, not at every start

    image = Image.new("RGB", SIZE, SKY)
    pen = ImageDraw.Draw(image)
    pen.ellipse((1240, 110, 1400, 270), fill=SUN)
    pen.ellipse((-300, 420, 1100, 1500), fill=HILL)
    pen.ellipse((700, 520, 2100, 1600), fill=HILL)
    pen.rectangle((0, 820, *SIZE), fill=FIELD)
    _house(pen, 560, 420, 480, 420)
    _house(pen, 200, 600, 240, 240)
    _house(pen, 1180, 580, 260, 260)
    packed = io.BytesIO()
    image.save(packed, "PNG")
    return packed.getvalue()


def _house(pen: ImageDraw, left: int, top: int, width: int, height: int) -> None:
    right, bottom = left + width, top + height
    pen.rectangle((left, top, right, bottom), fill=WALL)
    ridge = (left + width // 2, top - height // 3)
    pen.polygon([(left - 24, top), ridge, (right + 24, top)], fill=ROOF)
    step = width // 5
    for place in (left + step // 2, right - step // 2 - step):
        pen.rectangle((place, top + 60, place + step, top + 60 + step), fill=GLASS)
    door = left + width // 2 - step // 2
    pen.rectangle((door, bottom - height // 3, door + step, bottom), fill=DOOR)
