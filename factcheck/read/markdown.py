"""The outline of Markdown, told by the marks at the head of its lines; marks inside lines are gone by then."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from factcheck.model.document import BlockKind
from factcheck.model.layout import LayoutLexicon
from factcheck.read.folding import DROPPED
from factcheck.read.headings import find_numbered_headings, split_run_ins
from factcheck.read.lines import PRINTED_WIDTH, Line
from factcheck.read.outline import Part, Place
from factcheck.read.wrapping import joins

_PLAINLY_MARKED = re.compile(r"^#{2,6} +[^\s#]", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(?:`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_SPACE = f"[ {DROPPED}]"
_HEADING = re.compile(rf"(#{{1,6}})(?:{_SPACE}+|$)")
_ITEM = re.compile(rf"(?:[-*+]|\d{{1,9}}[.)]){_SPACE}+(?:\[[ xX]\] )?(?=.)")
_QUOTE = re.compile(r">[> ]*")
_RULE = re.compile(r"=+$|-+$|(?:- )+-$|(?:\* )+\*$|(?:_ )+_$")
_UNDERLINE = re.compile(r"=+$|-{2,}$")
_SEPARATOR = re.compile(r"[-|: ]+$")
_BORDER = re.compile(r"(?<!\\)\|")
_BOLD_LEVEL = 5
_ITEM_INDENT = 2


def is_plainly_markdown(text: str) -> bool:
    """Whether a text uses headings of the form `## words`, whatever its file is called."""
    return "##" in text and _PLAINLY_MARKED.search(text) is not None


def without_fences(text: str) -> str:
    """The text without the lines that open and close blocks of code; of the same length."""
    return _FENCE.sub(lambda match: DROPPED * len(match[0]), text)


def outline_markdown(lines: Sequence[Line], text: str, layout: LayoutLexicon) -> list[Part]:
    """The parts of a Markdown text, in order. `text` is the folded text that still has the marks inside its lines."""
    merged = _merged(list(_single_parts(lines, text)), text, layout)
    return split_run_ins(find_numbered_headings(merged, layout), layout)


def _single_parts(lines: Sequence[Line], text: str) -> Iterator[Part]:
    """Every line as a part of its own, every table as its cells; rules between parts are left out."""
    at = tables = 0
    while at < len(lines):
        line = lines[at]
        rows = _table_rows(lines, at)
        underline = lines[at + 1] if at + 1 < len(lines) and lines[at + 1].gap == 0 else None
        if rows:
            yield from _cells(lines[at : at + rows], tables)
            tables += 1
            at += rows
        elif _RULE.match(line.text):
            at += 1
        elif underline and _UNDERLINE.match(underline.text):
            yield replace(_part(line, text), kind=BlockKind.HEADING, level=1 if underline.text[0] == "=" else 2)
            at += 2
        else:
            yield _part(line, text)
            at += 1


def _part(line: Line, text: str) -> Part:
    """A line without the mark at its head."""
    quote = _QUOTE.match(line.text)
    if quote and quote.end() < len(line.text):
        line = _after(line, quote.end())
    heading = _HEADING.match(line.text)
    if heading and line.text.strip(f"# {DROPPED}"):
        return Part(kind=BlockKind.HEADING, lines=(_heading_line(line, heading.end()),), level=len(heading[1]))
    item = _ITEM.match(line.text)
    if item:
        return Part(kind=BlockKind.ITEM, lines=(_after(line, item.end()),))
    if _is_bold(line, text):
        return Part(kind=BlockKind.HEADING, lines=(line,), level=_BOLD_LEVEL)
    return Part(kind=BlockKind.PARAGRAPH, lines=(line,))


def _after(line: Line, length: int) -> Line:
    return replace(line, start=line.start + length, text=line.text[length:])


def _heading_line(line: Line, length: int) -> Line:
    words = line.text[length:].rstrip(f"# {DROPPED}")
    return replace(line, start=line.start + length, end=line.start + length + len(words), text=words)


def _is_bold(line: Line, text: str) -> bool:
    """Whether a short line is in bold from end to end, which is how many write a heading."""
    marks = {text[line.start - 2 : line.start], text[line.end : line.end + 2]}
    return line.width <= PRINTED_WIDTH / 2 and not line.closed and marks in ({"**"}, {"__"})


def _merged(parts: Sequence[Part], text: str, layout: LayoutLexicon) -> list[Part]:
    """The parts with the lines of one paragraph or item put together."""
    merged: list[Part] = []
    for is_prose, group in groupby(parts, key=lambda part: part.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}):
        stretch = list(group)
        if not is_prose:
            merged += stretch
            continue
        lines = [part.lines[0] for part in stretch]
        wrapped = joins(lines, layout)
        start = 0
        for at, line in enumerate(lines):
            after = stretch[at + 1] if at + 1 < len(stretch) else None
            follows = after is not None and (wrapped[at] or _continues(line, after.lines[0], text))
            if after is None or after.kind is BlockKind.ITEM or not follows:
                merged.append(replace(stretch[start], lines=tuple(lines[start : at + 1])))
                start = at + 1
    return merged


def _continues(line: Line, after: Line, text: str) -> bool:
    """Whether Markdown takes a line together with the one right after it, and the words do not gainsay it."""
    quoted = [">" in text[max(0, one.start - 3) : one.start] for one in (line, after)]
    if after.gap or text.startswith("  ", line.end) or quoted == [False, True]:
        return False
    if line.closed:
        return after.indent >= _ITEM_INDENT
    return after.width <= PRINTED_WIDTH or 2 * line.width > after.width


def _table_rows(lines: Sequence[Line], at: int) -> int:
    """How many lines from `at` on are a table's, counting headers and separator; 0 where none begins."""
    if at + 1 >= len(lines) or "|" not in lines[at].text:
        return 0
    separator = lines[at + 1]
    if separator.gap or "-" not in separator.text or "|" not in separator.text or not _SEPARATOR.match(separator.text):
        return 0
    rows = 2
    while at + rows < len(lines) and lines[at + rows].gap == 0 and "|" in lines[at + rows].text:
        rows += 1
    return rows


def _cells(rows: Sequence[Line], table: int) -> Iterator[Part]:
    """The cells of a table's header row and body that hold anything."""
    for number, row in enumerate([rows[0], *rows[2:]]):
        line = _after(row, 1) if row.text[0] == "|" else row
        start = 0
        for column, written in enumerate(_BORDER.split(line.text)):
            words = written.strip(f" {DROPPED}")
            if words:
                first = line.start + start + written.index(words)
                cell = Line(start=first, end=first + len(words), text=words)
                place = Place(table=table, row=number, column=column, head=number == 0)
                yield Part(kind=BlockKind.CELL, lines=(cell,), place=place)
            start += len(written) + 1
