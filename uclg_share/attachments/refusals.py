"""Why a file is not taken, in sentences that say what to do."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

LARGEST = 10 * 1024 * 1024
# That one version shows, that are kept with all its versions, and of one person.
MOST_SHOWN = 20
MOST_FILES = 60
MOST_BYTES = 200 * 1024 * 1024


class Fault(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too large"
    NOT_TAKEN = "not taken"
    HEIC = "heic"
    DIFFERS = "differs"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too many pixels"
    MOVING = "moving"
    TOO_MUCH_INSIDE = "too much inside"
    LIVE = "live"
    LOCKED = "locked"
    NOT_UTF8 = "not utf-8"
    BUSY = "busy"
    TOO_MANY = "too many"
    FULL = "full"
    NO_ROOM = "no room"
    TAKEN_DOWN = "taken down"


class Refused(Exception):
    """A file is not taken; `reason` is for the person who sent it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault

    @property
    def reason(self) -> Any:
        """A lazy text."""
        return REASONS[self.fault]


REASONS = {
    Fault.EMPTY: _l("This file is empty. Choose another one."),
    Fault.TOO_LARGE: _l(
        "This file is larger than %(size)s MB. Send a smaller one.",
        size=LARGEST // 1024 // 1024,
    ),
    Fault.NOT_TAKEN: _l(
        "This kind of file is not taken. Send a picture (JPEG, PNG or WebP), a PDF,"
        " an office document (DOCX, XLSX, PPTX, ODT, ODS or ODP), CSV or plain text."
    ),
    Fault.HEIC: _l(
        "Pictures in the HEIC format are not taken. Send this one as JPEG: share or"
        " export it as JPEG, or choose “Most compatible” in the settings of the camera."
    ),
    Fault.DIFFERS: _l(
        "The name of this file does not fit what is in it. Save it again in the program"
        " it comes from, and send that."
    ),
    Fault.DAMAGED: _l(
        "This file is damaged or incomplete. Save it again in the program it comes"
        " from, and send that."
    ),
    Fault.TOO_MANY_PIXELS: _l(
        "This picture has too many pixels. Make it smaller, with no side longer than"
        " 3,500 pixels, and send that."
    ),
    Fault.MOVING: _l("Moving pictures are not taken. Send a single picture."),
    Fault.TOO_MUCH_INSIDE: _l(
        "This file holds too many or too large parts. Send a smaller document."
    ),
    Fault.LIVE: _l(
        "This file holds macros, scripts or other files. Save it without them, and"
        " send that."
    ),
    Fault.LOCKED: _l(
        "This file is protected by a password. Take the protection off, and send it"
        " again."
    ),
    Fault.NOT_UTF8: _l(
        "This text is not in UTF-8. Save it again as “CSV UTF-8” or as text with the"
        " encoding UTF-8, and send that."
    ),
    Fault.BUSY: _l(
        "Many pictures are being prepared just now. Wait a minute and send it again."
    ),
    Fault.TOO_MANY: _l(
        "A text with all its versions may have %(number)s files. This one has them.",
        number=MOST_FILES,
    ),
    Fault.FULL: _l(
        "A text shows at most %(number)s files. Take one out before you add another.",
        number=MOST_SHOWN,
    ),
    Fault.NO_ROOM: _l(
        "Your files take up the %(size)s MB you have. Ask an administrator for help.",
        size=MOST_BYTES // 1024 // 1024,
    ),
    Fault.TAKEN_DOWN: _l("A coordinator took this file down. Send another one."),
}
