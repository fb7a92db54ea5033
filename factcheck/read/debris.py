"""What programs leave in a text that nobody wrote: Word's tags, text from pictures, page numbers, doubled lines."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec.structs import replace

from factcheck.model.layout import LayoutLexicon
from factcheck.read.folding import DROPPED
from factcheck.read.lines import Line, is_cjk

_TAG_LENGTH = 80
_PAGE_LINE_LENGTH = 24
_DOUBLED_LENGTH = 240
_DOUBLED_HALF = 4
_LETTERS_OF_PROSE = 40
_IDEOGRAPHS_OF_PROSE = 4
_NOT_IDEOGRAPHS = re.compile("[^㐀-鿿]+")
_NOT_LOWER = re.compile("[^a-z ]+")


def without_tags(text: str, layout: LayoutLexicon) -> str:
    """The text with Word's tags ("[bookmark: name]") dropped; of the same length."""
    if not layout.debris_tags or "[" not in text:
        return text
    return _tag_pattern(layout.debris_tags).sub(_dropped, text)


def without_debris(lines: Iterable[Line], layout: LayoutLexicon) -> Iterator[Line]:
    """The lines that somebody wrote. Those on both sides of a page number stand as close as lines did before."""
    picture, page = _picture_pattern(layout.image_suffixes), _page_pattern(layout.page_lines)
    in_picture, page_gap, usual_gap = False, False, 0
    for line in lines:
        if len(line.text) <= _TAG_LENGTH and picture.fullmatch(line.text):
            in_picture = True
        elif len(line.text) <= _PAGE_LINE_LENGTH and page.fullmatch(line.text):
            page_gap = True
        elif not in_picture or _is_prose(line.text):
            usual_gap = min(line.gap, usual_gap) if page_gap else line.gap
            yield replace(line, gap=usual_gap) if page_gap else line
            in_picture = page_gap = False


def doubled_parts(line: Line) -> list[tuple[int, int]]:
    """The ranges of the text that only repeat what stands before them, where a whole line is doubled.

    A headline drawn twice for its shadow comes out of a PDF as itself and itself again, whole or word by word.
    """
    text = line.text
    if not 2 * _DOUBLED_HALF <= len(text) <= _DOUBLED_LENGTH:
        return []
    half = len(text) // 2
    if text[:half].rstrip() == text[-half:].lstrip() and _is_doubled(text[:half]):
        return [(line.start + len(text[:half].rstrip()), line.end)]
    words = list(re.finditer("[^ ]+", text))
    each = all(word[0][: len(word[0]) // 2] * 2 == word[0] for word in words)
    if not each or not any(is_cjk(word[0]) and _is_doubled(word[0]) for word in words):
        return []
    return [(line.start + (word.start() + word.end()) // 2, line.start + word.end()) for word in words]


def undoubled(line: Line) -> Line:
    """A line with what it says twice said once."""
    doubled = doubled_parts(line)
    if not doubled:
        return line
    text = line.text
    for start, end in doubled:
        text = text[: start - line.start] + DROPPED * (end - start) + text[end - line.start :]
    text = text.rstrip(DROPPED + " ")
    return Line(start=line.start, end=line.start + len(text), text=text, gap=line.gap, indent=line.indent)


def _is_doubled(half: str) -> bool:
    """Whether a repeated half is long and wordy enough not to be a number or a play on syllables."""
    letters = _NOT_IDEOGRAPHS.sub("", half) if is_cjk(half) else _NOT_LOWER.sub("", half)
    return len(set(letters)) >= _DOUBLED_HALF and (is_cjk(half) or " " in half.strip())


def _is_prose(text: str) -> bool:
    """Whether a line after a picture's name is text again, not what a machine made of the picture."""
    ideographs = len(_NOT_IDEOGRAPHS.sub("", text))
    if ideographs >= _IDEOGRAPHS_OF_PROSE:
        return 2 * ideographs >= len(text.replace(" ", ""))
    return len(_NOT_LOWER.sub("", text)) >= _LETTERS_OF_PROSE


def _dropped(match: re.Match[str]) -> str:
    return DROPPED * len(match[0])


@lru_cache(maxsize=4)
def _tag_pattern(tags: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(tag) for tag in tags)
    return re.compile(rf"\[(?:{names}):[^\[\]\n]{{0,{_TAG_LENGTH}}}\]")


@lru_cache(maxsize=4)
def _picture_pattern(suffixes: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(suffix) for suffix in suffixes) or "(?!)"
    return re.compile(rf"[\w-]{{1,60}}\.(?:{names})", re.IGNORECASE)


@lru_cache(maxsize=4)
def _page_pattern(page_lines: tuple[str, ...]) -> re.Pattern[str]:
    forms = "|".join(re.escape(form).replace(r"\#", r" ?\d{1,4} ?") for form in page_lines) or "(?!)"
    return re.compile(forms)
