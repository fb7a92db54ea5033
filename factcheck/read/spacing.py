"""Which blanks of a block are part of its text, and which only come from the way it was set.

Between Chinese characters, and between them and digits or Latin letters, a blank says nothing. It stays between two
phrases of four characters and more, where headlines and captions use it for a comma, and it never glues two numbers
together, unless a whole line is set with a blank after every character ("企 业 5 2 3 家").
"""

import re
from collections.abc import Iterator

from factcheck.read.folding import DROPPED
from factcheck.read.lines import is_cjk

_GAP = re.compile(f"[ {DROPPED}]+")
_LATIN_GAP = re.compile(f"{DROPPED}[ {DROPPED}]*| [ {DROPPED}]+")
_SPACED_DIGITS = re.compile("[0-9.](?: [0-9.])+")
#: From here on characters are ideographs, kana, hangul and their punctuation.
_WIDE = "\u2e80"
_PHRASE = 4
_NUMERIC = frozenset("0123456789.")
_OPENING = "([{《「『〈【"
_CLOSING = ")]}》」』〉】%,.;:!?"


def kept_ranges(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of a block that its view shows, in order; a gap that counts keeps one blank."""
    if " " not in text and DROPPED not in text:
        yield 0, len(text)
        return
    cjk = is_cjk(text)
    start = glued_to = 0
    for gap in (_GAP if cjk else _LATIN_GAP).finditer(text):
        left, right = gap.span()
        if left >= glued_to:
            glued_to = _spaced_number_end(text, left, right) if cjk else 0
        blank = text.find(" ", left, right)
        kept = blank >= 0 and left > 0 and right < len(text) and left >= glued_to
        if kept and (not cjk or _counts(text, left, right)):
            yield start, left
            yield blank, blank + 1
        else:
            yield start, left
        start = right
    yield start, len(text)


def separator(left: str, right: str, *, cjk: bool) -> str:
    """What the view shows for a line break inside a block: a blank or nothing. `left` and `right` are its sides."""
    if left.endswith("-") and left[-2:-1].isalpha():
        return ""
    if not cjk:
        return " "
    latin = _is_latin(left[-1:]) and _is_latin(right[:1])
    numeric = left[-1:].isdigit() and right[:1].isdigit()
    return " " if latin and not numeric else ""


def _is_latin(char: str) -> bool:
    return char.isalnum() and char < _WIDE


def _counts(text: str, left: int, right: int) -> bool:
    """Whether the blank in `text[left:right]` separates what it stands between."""
    before, after = text[left - 1], text[right]
    if before >= _WIDE and after >= _WIDE:
        phrases = text[max(0, left - _PHRASE) : left], text[right : right + _PHRASE]
        return all(len(phrase) == _PHRASE and phrase.isalnum() for phrase in phrases)
    return not (before >= _WIDE or after >= _WIDE or before in _OPENING or after in _CLOSING)


def _spaced_number_end(text: str, left: int, right: int) -> int:
    """Where a number set digit by digit ends, of which the gap is the first; `left` if it is none.

    The characters beside it must stand alone too: "业 5 2 3 家", not "第 1 2 页" nor "2024 100".
    """
    if right - left != 1 or left == 0 or text[left - 1] not in _NUMERIC or text[right : right + 1] not in _NUMERIC:
        return left
    lead = text[max(0, left - 4) : left - 1]
    if len(lead) < 2 or lead[-1] != " " or not is_cjk(lead[-2]) or is_cjk(lead[:-2]):
        return left
    number = _SPACED_DIGITS.match(text, left - 1)
    if number is None:
        return left
    follow = text[number.end() : number.end() + 3].lstrip(" ")
    alone = is_cjk(follow[:1]) and not is_cjk(follow[1:2])
    return number.end() if alone else left
