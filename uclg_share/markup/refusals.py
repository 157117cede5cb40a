"""The reasons why a text is not turned into a page, in words for its author."""

from enum import StrEnum


class Refusal(StrEnum):
    TOO_LONG = "too_long"
    TOO_INTRICATE = "too_intricate"
    TOO_DEEP = "too_deep"
    TABLE_TOO_LARGE = "table_too_large"
    TOO_MANY_FOOTNOTES = "too_many_footnotes"
    NOT_UNDERSTOOD = "not_understood"


REASONS = {
    Refusal.TOO_LONG: "This text is longer than 60,000 characters. Shorten it.",
    Refusal.TOO_INTRICATE: (
        "This text has too many formatting signs close together, such as brackets, "
        "stars or backticks. Remove some, or break it into shorter paragraphs."
    ),
    Refusal.TOO_DEEP: (
        "Lists, quotations or emphasis are nested too deeply in this text. "
        "Use fewer levels."
    ),
    Refusal.TABLE_TOO_LARGE: (
        "A table in this text is too large. Keep it to 60 columns and 6,000 cells, "
        "or attach it as a file."
    ),
    Refusal.TOO_MANY_FOOTNOTES: (
        "This text has more than 300 footnotes or references to them. Use fewer."
    ),
    Refusal.NOT_UNDERSTOOD: (
        "The formatting of this text could not be understood. Remove what is unusual."
    ),
}


class Unreadable(ValueError):
    """Says in English why a text was refused; `refusal` is for translators."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(REASONS[refusal])
        self.refusal = refusal
