"""Chinese quantities that several numbers make together: fractions, and durations in several units."""

import re
from decimal import Decimal

from msgspec.structs import replace

from factcheck.extract.figure import Form
from factcheck.extract.han_pattern import clock_pattern, number_pattern
from factcheck.extract.hanzi import read_han
from factcheck.extract.interval import RATIO
from factcheck.extract.longest import Beginnings
from factcheck.extract.numeral import MAX_DIGITS, Numeral, exactly, from_digits, share
from factcheck.extract.reading import Reading
from factcheck.extract.tails import Tails
from factcheck.rulebook.numbers import HanNumerals

_STROKE = re.compile(r"/(\d{1,3})(?![\d/])")
#: In front of a number these say that a stroke behind it parts a date or a code.
_STROKES = frozenset("/.-")
_PERCENT = frozenset({100, 1000})
#: A share may be several times its whole (百分之二百); beyond this it is something else.
_MOST = 10


class Compounds:
    """Reads them from the number in front; built once per rulebook."""

    def __init__(self, han: HanNumerals, tails: Tails) -> None:
        self._han = han
        self._number, self._clock = number_pattern(han), clock_pattern(han)
        self._clock_words = Beginnings(han.clock)
        self._clock_measure = tails.measure(han.clock_unit)
        #: What may stand behind a number that begins such a quantity.
        self._joints = frozenset({han.fraction[0], "/", *(word[0] for word in han.clock)})

    def number(self, written: str) -> Numeral | None:
        """A numeral in either script, `None` where it is none."""
        if len(written) > MAX_DIGITS:
            return None
        return from_digits(written) if written[0].isascii() else read_han(written, self._han)

    def read(self, text: str, start: int, end: int, first: Numeral) -> Reading | None:
        """What the number at a place begins: 三分之一, 百分之5, 1/3, 一分二十秒; `None` where it stands for itself."""
        if text[end : end + 1] not in self._joints:
            return None
        if text.startswith(self._han.fraction, end):
            return self._fraction(text, start, end + len(self._han.fraction), first)
        if text[end : end + 1] == "/":
            return self._stroke(text, start, end, first)
        return self._clocked(text, start) if self._clock_words.at(text, end) else None

    def _fraction(self, text: str, start: int, at: int, whole: Numeral) -> Reading | None:
        match = self._number.match(text, at)
        part = self.number(match.group()) if match else None
        if match is None or part is None or not 0 < part.low < whole.low * _MOST:
            return None
        numeral = part.scaled(1 / whole.low)
        if whole.low not in _PERCENT:
            numeral = replace(share(numeral.low), high=numeral.high, modifier=numeral.modifier)
        return _share(start, match.end(), numeral)

    def _stroke(self, text: str, start: int, end: int, part: Numeral) -> Reading | None:
        match = _STROKE.match(text, end)
        whole = from_digits(match[1]).low if match else Decimal(0)
        if match is None or text[max(0, start - 1) : start] in _STROKES or not 0 < part.low < whole:
            return None
        return _share(start, match.end(), share(part.low / whole))

    def _clocked(self, text: str, start: int) -> Reading | None:
        """A duration in at least two units."""
        match = self._clock.match(text, start)
        parts = [(name, written) for name, written in match.groupdict().items() if written] if match else []
        if match is None or len(parts) < 2:
            return None
        total = Decimal(0)
        for name, written in parts:
            numeral = self.number(written)
            total += numeral.low * int(name[1:]) if numeral else 0
        return Reading.of(match, Form.WORDS, exactly(total), self._clock_measure)


def _share(start: int, end: int, numeral: Numeral) -> Reading:
    return Reading(start=start, number_end=end, end=end, form=Form.FRACTION, numeral=numeral, measure=RATIO)
