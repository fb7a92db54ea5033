"""Tells the marks of notes, small and raised beside what they are set at; a small figure by itself is none."""

from bisect import bisect_left
from collections.abc import Sequence

from factcheck.read.pdf.lines import Printed

#: Characters that a mark has, and its size beside what it is set at.
_LONGEST, _SMALL = 3, 0.75
#: In em of what it is set at: how far it is raised, and how far it may stand off.
_RAISED, _HIGHEST, _OFF = 0.12, 0.9, 0.5
#: Lines that are looked at for one mark.
_MOST = 400


def without_marks(lines: Sequence[Printed]) -> list[Printed]:
    """The lines of a page, but for marks of notes."""
    ordered = sorted(lines, key=lambda line: line.base)
    bases = [line.base for line in ordered]
    return [line for line in lines if not (_may_be(line) and _is_raised(line, ordered, bases))]


def _may_be(line: Printed) -> bool:
    return len(line.text) <= _LONGEST and line.text.isascii() and line.text.isalnum()


def _is_raised(mark: Printed, lines: Sequence[Printed], bases: Sequence[float]) -> bool:
    first = bisect_left(bases, mark.base)
    for line in lines[first : first + _MOST]:
        lower = line.base - mark.base
        if lower > _HIGHEST * mark.em / _SMALL * 2:
            break
        off = max(mark.left - line.right, line.left - mark.right)
        if mark.em < _SMALL * line.em and _RAISED * line.em < lower < _HIGHEST * line.em and off < _OFF * line.em:
            return True
    return False
