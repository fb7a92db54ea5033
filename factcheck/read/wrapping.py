"""Tells the line breaks of a printed column from those that end a paragraph, and undoes the first.

Nothing marks a hard break but statistics: lines of a column are alike in width, and most of them stop where no sentence
does. They are taken over runs of lines with the same spacing, since text from PDF may have an empty line after each.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from factcheck.model.layout import LayoutLexicon
from factcheck.read.folding import DROPPED
from factcheck.read.headings import ends_in_date
from factcheck.read.lines import PRINTED_WIDTH, Line, is_cjk
from factcheck.read.numbering import bullet, numberings

_INNER_MARK = re.compile("[,。;、!?:.]")
_CLAUSE_MARK = re.compile(r"[。;、]|,(?!\d)|\.(?= )")
_SINGLE = re.compile(r"(?:^| )[^\x00-\x7f](?= |$)")
_AROUND = 4
_AHEAD = 6
_BEHIND = 24
#: A line up to this share of the column's width may be a heading; a closed one up to the other ends its paragraph.
_HEADING_SHARE, _LAST_SHARE = 0.75, 0.85
_HEADINGS_IN_A_ROW = 4
_SHORT_RUN = 3
_SHORT_RUN_WIDTH = 14
_SPACED_RUN = 6
_NARROWEST = 3.0
_TORN_WIDTH = PRINTED_WIDTH / 2
_INDENT = 2


def joins(lines: Sequence[Line], layout: LayoutLexicon) -> list[bool]:
    """For each line, whether the next one continues it."""
    joined = [False] * len(lines)
    for start, stop in _runs(lines):
        run = lines[start:stop]
        if _is_wrapped(run, layout):
            for at, follows in enumerate(_continuations(run, layout)):
                joined[start + at] = follows
    for at, (line, after) in enumerate(pairwise(lines)):
        if line.width > _TORN_WIDTH and _is_torn(line, after, layout):
            joined[at] = True
    return joined


def _runs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Longest stretches of printed lines with no, or with one, empty line between all of them; ends are shared."""
    runs = []
    start, size = 0, len(lines)
    printed = [line.width <= PRINTED_WIDTH for line in lines]
    while start < size - 1:
        gap, stop = lines[start + 1].gap, start + 1
        if gap <= 1 and printed[start]:
            while stop < size and lines[stop].gap == gap and printed[stop]:
                stop += 1
            if stop - start > 1:
                runs.append((start, stop))
        start = max(stop - 1, start + 1)
    return runs


def _is_wrapped(run: Sequence[Line], layout: LayoutLexicon) -> bool:
    """Whether a run of lines is a printed column."""
    size = len(run)
    spaced = run[1].gap == 1
    if spaced and size < _SPACED_RUN:
        return False
    widths = [line.width for line in run]
    opens = [not line.closed for line in run[:-1]]
    if 2 * sum(opens) < size - 1:
        return False
    if size <= _SHORT_RUN:
        return all(opens) and run[-1].closed and widths[0] >= _SHORT_RUN_WIDTH and _flows(run, widths, layout)
    marks = sum(len(_INNER_MARK.findall(line.text)) for line in run)
    sentences = sum(line.text.count("。") + line.text.count(".") + line.text.count("!") for line in run)
    alike = sum(is_open and _alike(widths[at], run[at + 1]) for at, is_open in enumerate(opens))
    return 2 * marks >= size and sentences > 0 and 2 * alike >= sum(opens)


def _alike(width: float, after: Line) -> bool:
    """Whether the line after one of that width may stand in the same column; the last of a paragraph may be short."""
    tolerance = max(2.0, 0.2 * width)
    return after.width - width <= tolerance and (after.closed or width - after.width <= tolerance)


def _flows(run: Sequence[Line], widths: Sequence[float], layout: LayoutLexicon) -> bool:
    """Whether two or three lines read on, the first being no title above a paragraph of one line."""
    if any(ends_in_date(line.text, layout) for line in run):
        return False
    return _CLAUSE_MARK.search(run[0].text) is not None or (len(run) > 2 and _alike(widths[0], run[1]))


def _continuations(run: Sequence[Line], layout: LayoutLexicon) -> list[bool]:
    """For each line of a printed column but the last, whether the next one continues it."""
    widths = [line.width for line in run]
    headings = _headings(run, widths)
    found = []
    for at, (line, after) in enumerate(pairwise(run)):
        fresh = _starts_item(after.text, layout) and (line.closed or _starts_item(line.text, layout))
        indented = after.indent >= _INDENT and after.indent > line.indent
        if headings[at] or headings[at + 1] or fresh or indented:
            found.append(False)
        elif not line.closed:
            found.append(True)
        else:
            column = max(widths[max(0, at - _AROUND) : at + _AROUND + 1])
            found.append(widths[at] >= _LAST_SHARE * column)
    return found


def _headings(run: Sequence[Line], widths: Sequence[float]) -> list[bool]:
    """Lines that stand alone above a paragraph: short, without a mark, after the end of a sentence."""
    found = [False] * len(run)
    at = 0
    while at < len(run):
        row = at
        starts_fresh = at == 0 or run[at - 1].closed
        while starts_fresh and row < len(run) and _may_head(run, widths, row):
            row += 1
        if at < row <= at + _HEADINGS_IN_A_ROW and (row == len(run) or _is_full(run, widths, row)):
            found[at:row] = [True] * (row - at)
        at = max(row, at + 1)
    return found


def _may_head(run: Sequence[Line], widths: Sequence[float], at: int) -> bool:
    line = run[at]
    first = at + 1 if at + _AHEAD < len(run) else max(0, at - _BEHIND)
    column = max(*widths[first:at], *widths[at + 1 : at + 1 + _AHEAD], 0.0, 0.0)
    short = _NARROWEST <= widths[at] <= _HEADING_SHARE * column
    return short and not _INNER_MARK.search(line.text) and len(_SINGLE.findall(line.text)) < 3


def _is_full(run: Sequence[Line], widths: Sequence[float], at: int) -> bool:
    """Whether a line is as wide as its column, or a paragraph by itself."""
    column = max(widths[at : at + _AHEAD])
    return widths[at] >= _HEADING_SHARE * column or run[at].ends_sentence


def _is_torn(line: Line, after: Line, layout: LayoutLexicon) -> bool:
    """Whether a long line stops in the middle of a Chinese sentence that the next line completes."""
    last, first = line.text.rstrip(DROPPED)[-1:], after.text.lstrip(DROPPED)[:1]
    if not (is_cjk(last) or last in ",、") or not is_cjk(first):
        return False
    whole = "。" in line.text and after.ends_sentence and after.gap <= 2
    return whole and after.width > _TORN_WIDTH and not _starts_item(after.text, layout)


def _starts_item(text: str, layout: LayoutLexicon) -> bool:
    return bullet(text) > 0 or numberings(layout).match(text) is not None
