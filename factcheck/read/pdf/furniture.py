"""Tells what stands on every page of a PDF: running heads and feet, and the numbers of pages."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from factcheck.read.pdf.lines import Printed

#: Share of a page's height, above and below, in which heads and feet stand.
_MARGIN = 0.12
_DIGITS = re.compile(r"[0-9０-９]+")
_NUMBER = re.compile(r"[-–—·.| ]{0,4}[0-9０-９]{1,4}[-–—·.| ]{0,4}")
#: Pages on which a line stands to be no text of any of them.
_REPEATED = 3
_FEW_PAGES = 4


def without_furniture(pages: Sequence[Sequence[Printed]], heights: Mapping[int, float]) -> list[list[Printed]]:
    """The lines of each page without those in its margins that all pages have, numbers apart, or only number it."""
    counts = Counter(key for page in pages for key in {_key(line) for line in page if _in_margin(line, heights)})
    repeated = 2 if len(pages) <= _FEW_PAGES else _REPEATED
    return [
        [
            line
            for line in page
            if not (
                _in_margin(line, heights) and (counts[_key(line)] >= repeated or _NUMBER.fullmatch(line.text.strip()))
            )
        ]
        for page in pages
    ]


def _key(line: Printed) -> tuple[str, int]:
    """What a line says, whatever the number in it, and about where it stands."""
    return _DIGITS.sub("#", "".join(line.text.split())), round(line.base / 8)


def _in_margin(line: Printed, heights: Mapping[int, float]) -> bool:
    height = heights[line.page]
    return line.bottom < _MARGIN * height or line.top > (1 - _MARGIN) * height
