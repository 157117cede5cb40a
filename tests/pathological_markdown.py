"""Texts that make a Markdown parser work for minutes, and a source of more of them."""

import random
from collections.abc import Iterator

LENGTH = 60_000

# Each is repeated until the text is full.
UNITS = (
    # brackets and links
    *(
        "[",
        "]",
        "![",
        "![a",
        "[a](",
        "[a](b)",
        "![a](b)",
        "[a](((",
        '[a](b "c") ',
        "[](",
    ),
    *('[a](<b> "', "[a](b 'c", "[a](b \"c'd)", "[a][b]", "![a][b]", "[a] [b]", "[a][["),
    *("[[a]](b)", "[^", "[^\n", "[^a]", "[a]: b\n", "[a]:\n", '[a]: "', '[a]: b "c\n'),
    *("[a]\n", "[a]:b ", "[^a]: b\n", "[^a]: b\nc\n", "[a](b)\n\n", "[a](#b) "),
    # emphasis
    *("*a **b ", "_a __b ", "*a", "**a*", "*a**", "***", "***a** b* ", "**a *b", "_*"),
    *(
        "a**b",
        "a***b**",
        "a_b_",
        "*a_",
        "**_**",
        "_",
        "__*__*",
        "*a* ",
        "*a* **b**\n\n",
    ),
    *("*😀* ", "*م* ", "'_", "~~a", "^a"),
    # code
    *("`", "`a", "`a` ", "`` a ` ", "``a` ", "`a`|", "```\n", "```a\n", "~~~\n```\n"),
    *("```\na\n```\n", "    a\n", "    a\n\n", "\ta\n", "\\`", "\\~~~\n"),
    # HTML and entities
    *("<", "<a ", "<b>", "<!--", "<![CDATA[", "<?", "<!", "<div>\n", "<http://", "<a@"),
    *("<http://a> ", "<a@b>", "&", "&#", "&a", "&amp;", "&#x41;", "</", "<a href='"),
    # blocks
    *(
        "* a\n",
        "* a\n\n",
        "* a\n\n    b\n\n",
        "* a\n1. b\n",
        "1. ",
        "* ",
        "- > ",
        "> 1. ",
    ),
    *(
        "1. a\n",
        "* * *\n",
        "*\n",
        "- -",
        ">",
        "> ",
        "> a\n\nb\n\n",
        "> a\nb\n\n",
        "---\n",
    ),
    *("a\n===\n", "a\n---\n", "=\n", "# ", "#", "# a\n", "## a\n\n", "#\\\n", "# \\\n"),
    *("# a\n\n[b](#a)\n\n", "a\n\n", "a\n", "a  \n", "a\n: b\n", "*[a]: b\n", "\n#"),
    *("!!! note\n    ", "!!! ", '!!! a "', '!!! note "x"\n', "!!! note\n    b\n\n"),
    # tables
    *("|", "a|b\n", "a|b\n-|-\n", "a|b\n-|-\nc|d\n\n", "|-", "`a|", "\\|", "|\n|-\n"),
    # characters
    *(" ", "\t", "\n", "\r", "\0", "\x02", "\x02klzzwxh:0000\x03", "\xa0", "\u2028"),
    *(
        "\\",
        "\\*",
        "\\a",
        "\\*😀 ",
        "a",
        "😀",
        "م",
        "a\u0301\u0316",
        '"',
        "'\"",
        ":",
        "9",
    ),
    *("!", "(", ")", "{: #a }", "://", "http://a.b/ ", "a@b.c "),
)

TOKENS = (
    *("*", "**", "***", "_", "__", "`", "``", "[", "]", "(", ")", "![", "](", "[^"),
    *("[^1]", "\n", "\n\n", "    ", "\n    ", "> ", "* ", "1. ", "    * ", "# ", "|"),
    *("-|-\n", "a|b\n", "`a`|", "```\n", "~~~\n", "!!! note\n", "<", ">", "<a@b>"),
    *("<http://x>", "&amp;", "&#", "\\", "\\`", '"', "'", "a", "word ", "مياه ", "😀"),
    *("[a]: b\n", "[^1]: c\n", "\t", "---\n", "===\n", "  \n", " ", ":", "!", "{", "}"),
    *("<!--", "-->", "<b>", "](b)", "[a](b)", "www.", "#a", "[^2]: > ", "(#a)"),
)


def fill(unit: str, length: int = LENGTH) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def nested(depth: int) -> dict[str, str]:
    """What is nested, closed and open, each once and as often as there is room."""
    steps = ["    " * level for level in range(depth)]
    once = {
        "list": "\n".join(f"{step}* a" for step in steps),
        "loose list": "\n\n".join(f"{step}1. a" for step in steps),
        "admonition": "\n".join(f"{step}!!! note" for step in steps),
        "quoted admonition": "\n".join("> " * n + "!!! note" for n in range(depth)),
        "quotation": "> " * depth + "a\n\n",
        "list in a line": "* " * depth + "a\n",
        "list and quotation": "1. > " * depth + "a\n\n",
        "emphasis": "*a " * depth + "b*" * depth,
        "strong": "**a " * depth + "b**" * depth,
        "both": "**a *b " * depth + "c* d**" * depth,
        "underscores": "_a " * depth + "b_" * depth,
        "links": "[" * depth + "a" + "](b)" * depth + "\n\n",
        "pictures": "![" * depth + "a" + "](b)" * depth,
        "brackets": "[" * depth + "]" * depth + " ",
        "parentheses": "[a](" + "(" * depth + ")" * depth + ")",
        "stars": "*" * depth + "a" + "*" * depth + " ",
        "backticks": "".join("e" + "`" * n for n in range(depth)),
    }
    full = {f"{name}, full": fill(text + "\n") for name, text in once.items()}
    return {name: text[:LENGTH] for name, text in (once | full).items()}


# Long because: it is a list, one line for each text.
def grown(size: int) -> dict[str, str]:
    """One part of the given size, and whatever makes it dear."""
    row = "|".join("a" * size) + "\n" + "|".join("-" * size) + "\n"
    numbers = range(size)
    texts = {
        "quotes in a definition": "[a]: " + '"' * size + " x",
        "parentheses in a definition": "[a]: " + "(" * size + " x",
        "spaces in a definition": "[a]:" + " " * size + "b" + " " * size + "c",
        "long address, used often": f"[a]: /{'x' * size}\n\n" + fill("[a] "),
        "long title, used often": f'[a]: /b "{"x" * size}"\n\n' + fill("[a]\n\n"),
        "open title": '[a](b "' + "x" * size,
        "title with parentheses": '[a](b "' + "')" * size,
        "fence with spaces": "```" + " " * size + "\n" + fill("a"),
        "fence with a word": "```" + "a" * size + "\n" + fill("b"),
        "columns": row + "a|b\n" * 100,
        "cells": row[: LENGTH // 2] + fill("a\n"),
        "code in a row": "`a`" * size + "|" + "`a`|" * size + "\n-|-\n",
        "ticks before ticks": "`" * size + fill("a`"),
        "number signs": "# " + "#" * size + "a",
        "escaped number signs": "# " + "\\#" * size,
        "rule with spaces": "-  " * size + "x",
        "words of an admonition": "!!! " + "a " * size + "!",
        "spaces of an admonition": "!!! a" + " " * size + '"b',
        "quotes of an admonition": '!!! a "' + 'x" ' * size,
        "long label": f"[^{'a' * size}]: b\n\n" + f"[^{'a' * size}]" * 3,
        "notes": "\n".join(f"[^{n}]: x" for n in numbers),
        "notes in notes": "\n".join(f"[^{n}]: x[^{n + 1}]" for n in numbers)
        + "\n\n[^1]",
        "marks of one note": "[^a]: b\n\n" + "[^a] " * size,
        "paragraphs of a note": "a[^1]\n\n[^1]: x\n" + "\n    b\n" * size,
        "quotations in a note": "a[^1]\n\n[^1]: " + "> " * size,
        "definitions": "\n".join(f"[{n}]: http://x" for n in numbers),
        "used definitions": "\n".join(f"[{n}]: x" for n in range(size // 2))
        + "\n\n"
        + " ".join(f"[{n}]" for n in numbers),
        "one mailbox": "<" + "a@" * size + ">",
        "one address": "<http://" + "a" * size,
        "emphasis with children": "*" + "*a* b " * size + "*",
        "strong with children": "**" + "`a` b *c* " * size + "**",
        "link with children": "[" + "`a` b *c* " * size + "](b)",
        "paragraphs of an item": "* a\n" + "\n    b\n" * size,
        "tables of an item": "* a\n\n" + "    a|b\n    -|-\n    c|d\n\n" * size,
        "parts of an admonition": "!!! note\n" + "    b\n\n" * size,
        "spaces between lines": (" " * size + "\n\n\n") * (LENGTH // (size + 3)),
        "large number": "9" * size + ". a",
    }
    return {name: text[:LENGTH] for name, text in texts.items()}


def mixtures(seed: int, count: int) -> Iterator[str]:
    """Texts of a few tokens: scattered, repeated, one kind after another, or folded."""
    chance = random.Random(seed)
    for _ in range(count):
        tokens = chance.sample(TOKENS, chance.choice([2, 2, 3, 3, 4, 6, 12]))

        def some(most: int, tokens: list[str] = tokens) -> str:
            return "".join(chance.choices(tokens, k=chance.randint(1, most)))

        first, second = some(5), some(5)
        half = LENGTH // (len(first) + len(second))
        yield chance.choice(
            [
                "".join(chance.choices(tokens, k=LENGTH)),
                fill(some(12)),
                fill(some(4), LENGTH // 2) + fill(some(4), LENGTH // 2),
                first * half + some(1) + second * half,
            ]
        )[:LENGTH]
