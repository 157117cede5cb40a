"""What happens to every plain text before it is kept, compared or put in an address."""

import re
import unicodedata
from collections.abc import Iterator

BIDI_CONTROLS = frozenset(
    map(chr, [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
)
# Letters and symbols by category that show nothing at all.
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# More marks than this on one letter are no writing; unicodedata needs seconds for
# thousands of them.
_MARKS_PER_LETTER = 10
_SLUG_LENGTH = 80
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
# Controls, lone surrogates and non-characters: most of them make XML ill-formed.
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(
        f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0, 0x110000, 0x10000)
    )
    + "]"
)
# What has nothing of either: nearly every text, told ten times faster.
_ORDINARY = re.compile(
    "[\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd"
    "\U00010000-\U0001fffd]*"
)
_BIDI = re.compile(f"[{''.join(sorted(BIDI_CONTROLS))}]")
_SPELLINGS = str.maketrans(
    {
        "\u0629": "\u0647",  # teh marbuta, written as heh
        "\u0649": "\u064a",  # alef maksura, written as yeh
        "\u0640": None,  # tatweel
        "\u0131": "i",  # dotless
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
    }
)


def without_illegal(text: str) -> str:
    """The text with plain line ends, without what no page, feed or mail may carry."""
    if _ORDINARY.fullmatch(text):
        return text
    return _NOT_TEXT.sub("", _LINE_ENDS.sub("\n", text))


def clean_text(text: str) -> str:
    """Several lines of plain text as we keep them: NFC, trimmed, nothing hidden."""
    seen = _BIDI.sub("", without_illegal(text))
    return unicodedata.normalize("NFC", _without_towers(seen)).strip()


def clean_line(text: str) -> str:
    """The same for titles, names and other texts of one line."""
    return " ".join(clean_text(text).split())


def beginning(text: str, most: int = 240) -> str:
    """The first words of a text, in one line."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    whole_words = line[: most + 1].rpartition(" ")[0] or line[:most]
    return f"{whole_words} …"


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing; white space is not the only way."""
    return not any(_is_visible(char) for char in text)


def fold(text: str) -> str:
    """The form in which search compares words, in text and query alike.

    NFKC and case folding; then accents, vowel signs and Arabic spelling variants go,
    digits of every script become 0 to 9, and each Chinese character stands alone.
    """
    wide = unicodedata.normalize("NFKC", _without_towers(without_illegal(text)))
    bare = unicodedata.normalize("NFKD", wide.casefold()).translate(_SPELLINGS)
    return unicodedata.normalize("NFC", " ".join("".join(_folded(bare)).split()))


def slugify(title: str, length: int = _SLUG_LENGTH) -> str:
    """Words of the title for an address, in their own script.

    Empty when the title has no letter or digit: the address then needs the id alone.
    """
    wide = unicodedata.normalize("NFKC", _without_towers(without_illegal(title)))
    plain = unicodedata.normalize("NFKD", wide.casefold()).translate(_LATIN_LETTERS)
    kept = unicodedata.normalize("NFC", "".join(_slug_characters(plain)))
    return _cut("-".join(kept.split()), length)


_LATIN_LETTERS = {
    code: letter for code, letter in _SPELLINGS.items() if code < 0x600 or not letter
}


def _without_towers(text: str) -> str:
    if text.isascii():
        return text
    kept = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char)[0] == "M" else 0
        if marks <= _MARKS_PER_LETTER:
            kept.append(char)
    return "".join(kept)


def _is_visible(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNPS" and char not in _BLANKS


def _folded(text: str) -> Iterator[str]:
    for char in text:
        if char.isascii():
            yield char
        elif "\u4e00" <= char <= "\u9fff":
            yield f" {char} "
        elif char.isdecimal():
            yield str(unicodedata.decimal(char))
        elif not unicodedata.combining(char) and unicodedata.category(char) != "Cf":
            yield char


def _slug_characters(text: str) -> Iterator[str]:
    base = ""
    for char in text:
        kind = unicodedata.category(char)
        if kind[0] in "LN":
            base = char
            yield char
        elif kind[0] == "M":
            # é and e are one letter in an address, й and и two; Arabic goes unvowelled.
            yield "" if base < "\u0250" or "\u064b" <= char <= "\u0652" else char
        elif kind != "Cf":
            yield " "


def _cut(slug: str, length: int) -> str:
    if len(slug) <= length:
        return slug
    whole_words, _, rest = slug[: length + 1].rpartition("-")
    return whole_words or rest[:length]


def email_key(address: str) -> str:
    """What makes two spellings of an address the same: NFKC and case-folded."""
    return unicodedata.normalize("NFKC", address).casefold().strip()
