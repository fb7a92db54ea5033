"""Quotes in cells of tables with separators: of a cell that stands in quotes, two write down one."""

import re
from collections.abc import Sequence

from factcheck.model.document import Passage
from factcheck.read.folding import DROPPED

_QUOTE = '"'
_PAIR = re.compile('""')


def without_doubled(text: str, passages: Sequence[Passage]) -> str:
    """A text without the first of two quotes that stand for one, as long as before."""
    doubled = [
        pair.start()
        for start, end in ((passage.span.start, passage.span.end) for passage in passages)
        # Nothing but such a file has a quote right before a passage.
        if start and text[start - 1] == _QUOTE == text[end : end + 1]
        for pair in _PAIR.finditer(text, start, end)
    ]
    if not doubled:
        return text
    chars = list(text)
    for at in doubled:
        chars[at] = DROPPED
    return "".join(chars)
