"""Shows a figure in its sentence on little room, cutting the sentence on both sides of the figure."""

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from factcheck.report.escape import visible
from factcheck.report.lookup import Quote

if TYPE_CHECKING:
    from rich.text import Text

_SPACE = re.compile(r"\s+")

#: How much of the room goes to the words before a figure, where subject and measure mostly stand.
_SHARE_BEFORE = 0.65

#: How far a cut may move to end at a word boundary, in code points.
_WORD_REACH = 16


def excerpt(quote: Quote, *, room: int, style: str, marks: bool) -> "Text":
    """The sentence in at most about `room` cells, its figure in `style` and, with `marks`, between 【 and 】."""
    from rich.text import Text  # noqa: PLC0415 start-up time: machine formats have no styles

    before, figure, after = (one_line(part) for part in (quote.before, quote.figure, quote.after))
    # A code point takes a cell at least, so what is further away cannot be shown, and is not measured either.
    before, after = before.lstrip()[-room - 1 :], after.rstrip()[: room + 1]
    figure = _head(figure, room // 2)
    left = max(room - _cells(figure) - (4 if marks else 0) - 2, 0)
    share = max(int(left * _SHARE_BEFORE), left - _cells(after))
    head = _tail(before, share)
    tail = _head(after, left - _cells(head))
    text = Text("…" if quote.cut_before and head == before and not head.startswith("…") else "")
    text.append(head)
    text.append(f"【{figure}】" if marks else figure, style=style)
    text.append(tail)
    return text.append("…" if quote.cut_after and tail == after and not tail.endswith("…") else "")


def one_line(text: str) -> str:
    """A text on one line, harmless: white space as single spaces, none for a line break beside a wide character."""
    return visible(_SPACE.sub(_joint, text))


def _joint(match: re.Match[str]) -> str:
    if "\n" not in match[0] and "\r" not in match[0]:
        return " "
    before = match.string[max(match.start() - 1, 0) : match.start()]
    after = match.string[match.end() : match.end() + 1]
    return "" if not before or not after or cell_len(before) == 2 or cell_len(after) == 2 else " "


def _head(text: str, room: int) -> str:
    """The beginning of a text in `room` cells, with … where it was cut."""
    if _cells(text) <= room:
        return text
    kept = _fitting(text, room)
    space = text.rfind(" ", max(kept - _WORD_REACH, 0), kept + 1)
    return text[: space if space > 0 and _inside_word(text, kept) else kept].rstrip() + "…"


def _tail(text: str, room: int) -> str:
    """The end of a text in `room` cells, with … where it was cut."""
    if _cells(text) <= room:
        return text
    start = len(text) - _fitting(text[::-1], room)
    space = text.find(" ", max(start - 1, 0), start + _WORD_REACH)
    return "…" + text[space if space >= 0 and _inside_word(text, start) else start :].lstrip()


def _inside_word(text: str, at: int) -> bool:
    """Whether a cut would part two narrow characters that are no spaces."""
    return 0 < at < len(text) and all(not side.isspace() and cell_len(side) < 2 for side in text[at - 1 : at + 1])


def _fitting(text: str, room: int) -> int:
    used = 0
    for at, character in enumerate(text):
        used += max(cell_len(character), 1)
        if used > room:
            return at
    return len(text)


def _cells(text: str) -> int:
    """Cells, with marks that combine counted as one: their number is not the terminal's to bear."""
    return sum(max(cell_len(character), 1) for character in text)
