"""What a statement may not do where somebody only reads.

It writes nothing, locks nothing and skips nothing; and it counts nothing but rows it
has cut off at a number, so that a page costs the same among a million times as many.
"""

from __future__ import annotations

import re
from typing import Any

# `replace(…)` is a function, as in every dialect; names of columns are longer words.
WRITES = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE)\b(?!\s*\()", re.I)
SKIPS = re.compile(r"\bOFFSET\b\s*(\S+)", re.I)
COUNTS = re.compile(r"\bcount\s*\(", re.I)
TEXTS = re.compile(r"'(?:[^']|'')*'")
WORDS = re.compile(r"[()]|\w+|[^\s\w()]+")

# What may be counted to its end, by words of the statement, each with the reason.
COUNTED_ALL = {
    "FROM helpful WHERE helpful.post_id =": (
        "one row for each organisation that found one post or the comments of one page "
        "helpful: they are ranked for those named, and so read anyway"
    ),
    "PARTITION BY comment.parent_id": (
        "the answers to the comments of one page: they are numbered to show the first "
        "of each, and so read anyway"
    ),
    "GROUP BY flag.post_id, flag.comment_id, post.lead_group_id": (
        "open reports of one thing are one line of the desk: what is settled is not "
        "counted, and the desk is cut off at a number"
    ),
}


def faults_of(statement: str, bound: Any) -> list[str]:
    """What is wrong with it for a reader's request, in words."""
    plain = " ".join(TEXTS.sub("''", statement).split())
    found = ["writes or locks"] if WRITES.search(plain) else []
    if any(_skips(plain, bound, at) for at in SKIPS.finditer(plain)):
        found.append("skips rows by number")
    if not any(words in plain for words in COUNTED_ALL):
        ends = (at.end() for at in COUNTS.finditer(plain))
        found += ["counts without end" for end in ends if not _is_cut_off(plain, end)]
    return found


def _skips(statement: str, bound: Any, at: re.Match[str]) -> bool:
    """SQLite has no LIMIT without OFFSET in SQLAlchemy's words: it skips 0 there."""
    if at[1].rstrip(")") != "?":
        return True
    number = statement.count("?", 0, at.end()) - 1
    return bool(bound[number] != 0)


def _is_cut_off(statement: str, end: int) -> bool:
    """Whether what is counted from here on is `(SELECT … LIMIT …)` and nothing else."""
    words = [word.upper() for word in WORDS.findall(statement[end - 1 :])]
    depth, at = 0, 0
    for at, word in enumerate(words):  # noqa: B007  where it stopped is what counts
        depth += (word == "(") - (word == ")")
        if depth < 0 or (depth == 0 and word == "FROM"):
            break
    inside = _first_brackets(words[at + 1 :])
    return "LIMIT" in inside and inside[0] == "SELECT"


def _first_brackets(words: list[str]) -> list[str]:
    """The words directly within brackets that begin here, without those further in."""
    if words[:1] != ["("]:
        return [""]
    depth, found = 0, []
    for word in words:
        depth += (word == "(") - (word == ")")
        if depth == 0:
            break
        if depth == 1 and word != ")":
            found.append(word)
    return found[1:] or [""]
