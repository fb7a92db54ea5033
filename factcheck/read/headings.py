"""Which lines without marks are headings, how deep they are, and which lines only look like one."""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from factcheck.model.document import BlockKind
from factcheck.model.layout import LayoutLexicon
from factcheck.read.dating import day_expression
from factcheck.read.lines import Line
from factcheck.read.numbering import Numberings, bullet, numberings
from factcheck.read.outline import DEEPEST, Part

#: Widths in em up to which a line may be the title, a heading, a numbered heading.
TITLE_WIDTH = 60
_HEADING_WIDTH = 32
_NUMBERED_WIDTH = 40
_BYLINE_LENGTH = 60
#: Longest heading that runs on into its paragraph ("(一)设施平台。以…"), in characters without its number.
_RUN_IN_LENGTH = 16
#: More short lines in a row than this are a list.
_ROW = 4
_TITLE_LEVEL, _UNNUMBERED_LEVEL = 1, 2
_END_MARK = re.compile("[,、—]$")
_STOP = re.compile("[。;!?]")
#: What may follow a day at the end of a line.
_HOUR = re.compile(r"[ \d:]*")
_LETTER = re.compile(r"[^\W\d_]")
_RUN_IN = re.compile(rf"[^。!?;:,、\d\n]{{2,{_RUN_IN_LENGTH}}}。 *(?=[^ ])")


def find_headings(parts: Sequence[Part], layout: LayoutLexicon) -> list[Part]:
    """Plain text's parts with its headings recognised: numbered lines, and short ones that a paragraph follows.

    More than a few short lines in a row are a list, and the last lines of a text head nothing.
    """
    forms = numberings(layout)
    found: list[Part] = []
    row: list[Part] = []
    for part in parts:
        heading = _numbered(part, forms) or _unnumbered(part, layout, first=not found and not row)
        if heading is not None:
            row.append(heading)
            continue
        found += _settled(row)
        found.append(part)
        row = []
    return found + [_without_level(part) if part.level > _TITLE_LEVEL else part for part in _settled(row)]


def find_numbered_headings(parts: Sequence[Part], layout: LayoutLexicon) -> list[Part]:
    """Markdown's parts with numbered lines recognised as headings below the marked one they follow."""
    forms = numberings(layout)
    found: list[Part] = []
    above = 0
    for part in parts:
        numbered = _numbered(part, forms) if part.kind is BlockKind.PARAGRAPH else None
        if part.kind is BlockKind.HEADING:
            above = part.level
        found.append(replace(numbered, level=min(DEEPEST, max(numbered.level, above + 1))) if numbered else part)
    return found


def split_run_ins(parts: Sequence[Part], layout: LayoutLexicon) -> list[Part]:
    """The parts, with paragraphs that open with a numbered heading of their own split into it and the rest."""
    forms = numberings(layout)
    return [piece for part in parts for piece in _split_run_in(part, forms)]


def _split_run_in(part: Part, forms: Numberings) -> list[Part]:
    line = part.lines[0]
    numbered = forms.match(line.text) if part.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM} else None
    label = _RUN_IN.match(line.text, numbered[1]) if numbered else None
    if numbered is None or label is None:
        return [part]
    words = label.string[: label.end()].rstrip()
    head = replace(line, end=line.start + len(words), text=words)
    rest = replace(line, start=line.start + label.end(), text=line.text[label.end() :])
    heading = Part(kind=BlockKind.HEADING, lines=(head,), level=numbered[0])
    return [heading, replace(part, kind=BlockKind.PARAGRAPH, lines=(rest, *part.lines[1:]))]


def ends_in_date(text: str, layout: LayoutLexicon) -> bool:
    """Whether a line stops at a date, as the lines below a headline do that name the paper."""
    return any(_HOUR.fullmatch(text, day.end()) for day in _day(layout.date_forms).finditer(text))


def is_byline(text: str, layout: LayoutLexicon) -> bool:
    """Whether a line says who wrote a text, when, or what a picture shows, and so heads nothing."""
    if len(text) > _BYLINE_LENGTH:
        return False
    if (text[0] == "(" and text[-1] == ")") or _day(layout.date_forms).search(text):
        return True
    if any(word in text for word in layout.bylines) or text.rstrip(")】 ").endswith(layout.caption_ends):
        return True
    captions = (text[len(word) :] for word in layout.caption_starts if text.startswith(word))
    return any(rest[:1].isdigit() or rest[:1] in {" ", ":"} for rest in captions)


@lru_cache(maxsize=4)
def _day(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(day_expression(forms))


def _numbered(part: Part, forms: Numberings) -> Part | None:
    """A short numbered line as a heading."""
    line = part.lines[0]
    if part.kind is BlockKind.CELL or len(part.lines) > 1 or line.width > _NUMBERED_WIDTH:
        return None
    numbered = forms.match(line.text)
    label = line.text[numbered[1] :].rstrip("。.") if numbered else ""
    if numbered is None or not _LETTER.search(label) or _STOP.search(label) or not label[-1:].isalnum():
        return None
    return replace(part, kind=BlockKind.HEADING, level=numbered[0])


def _unnumbered(part: Part, layout: LayoutLexicon, *, first: bool) -> Part | None:
    """A short line that stands alone as a heading; its level is settled later."""
    if part.kind is not BlockKind.PARAGRAPH or len(part.lines) > 1:
        return None
    line = part.lines[0]
    if line.width > (TITLE_WIDTH if first else _HEADING_WIDTH) or not _is_label(line) or bullet(line.text):
        return None
    if not _LETTER.search(line.text) or is_byline(line.text, layout):
        return None
    return replace(part, kind=BlockKind.HEADING, level=_TITLE_LEVEL if first else 0)


def _settled(row: Sequence[Part]) -> list[Part]:
    """Headings in a row with their levels: an unnumbered one stands below the one before it.

    Numbered lines of one kind in a row are the items of a list, and so are many unnumbered ones.
    """
    is_list = sum(part.level == 0 for part in row) > _ROW
    settled: list[Part] = []
    for at, part in enumerate(row):
        beside = [*row[max(0, at - 1) : at], *row[at + 1 : at + 2]]
        if part.level > _TITLE_LEVEL and any(part.level == other.level for other in beside):
            settled.append(replace(part, kind=BlockKind.ITEM, level=0))
        elif part.level:
            settled.append(part)
        elif is_list:
            settled.append(_without_level(part))
        else:
            above = settled[-1].level + 1 if settled else _UNNUMBERED_LEVEL
            settled.append(replace(part, level=min(max(above, _UNNUMBERED_LEVEL), DEEPEST)))
    return settled


def _is_label(line: Line) -> bool:
    """Whether a line ends as no sentence and no clause does."""
    return not line.closed and not _END_MARK.search(line.text)


def _without_level(part: Part) -> Part:
    return replace(part, kind=BlockKind.PARAGRAPH, level=0)
