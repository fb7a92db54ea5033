"""Finds the figures of a Chinese text: numerals in either script, with counters, units and bounding words."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from msgspec.structs import replace

from factcheck.extract.amounts import Amounts
from factcheck.extract.figure import Figure, Form, never
from factcheck.extract.han_pattern import figure_pattern, first_characters
from factcheck.extract.hanzi import power_of
from factcheck.extract.interval import COUNT, RANK, RATIO, Measure, state
from factcheck.extract.longest import Endings
from factcheck.extract.numeral import exactly
from factcheck.extract.reading import Joint, Reading, join_ranges, share_units
from factcheck.extract.senses import Senses
from factcheck.extract.surroundings import Surroundings
from factcheck.extract.tails import Tails
from factcheck.model.quantity import Dimension, Modifier
from factcheck.model.span import Span
from factcheck.rulebook.numbers import Bound, CounterLexicon, HanNumerals, ModifierLexicon
from factcheck.rulebook.units import Unit

#: Code points between the two ends of a range, with spaces.
_JOINT = 3
#: What stands in front of a number that a list, a version or a code begins with, not an amount (3、5家; V3).
_STARTS, _SIGNS = frozenset("。;!?\n"), frozenset("-−")
_HALF = replace(exactly(Decimal("0.5")), step=Decimal("0.1"))


class ChineseFigures:
    """Scans views for figures with one compiled expression and table look-ups; built once per rulebook."""

    def __init__(
        self, han: HanNumerals, counters: CounterLexicon, words: ModifierLexicon, units: Mapping[str, Unit]
    ) -> None:
        self._han, self._words = han, words
        self._first, self._pattern = first_characters(han), figure_pattern(han)
        self._tails, self._around = Tails(han, counters, units), Surroundings(words, han)
        self._amounts = Amounts(han, counters, units, self._tails, self._around)
        self._currency = {sign: self._tails.measure(unit) for sign, unit in han.currency.items()}
        self._senses = Senses(han.senses, self._tails.measure)
        self._currency_signs = Endings(han.currency)
        self._times = Measure(unit=han.multiples, dimension=Dimension.MULTIPLE)
        self._readers: Mapping[str, Callable[[str, re.Match[str]], Reading | None]] = {
            "digits": self._amounts.digits,
            "han": self._amounts.words,
            "ordinal": self._ordinal,
            "leading": self._leading,
            "top": self._top,
            "doubled": self._doubled,
            "half": self._half,
            "half_unit": self._half_unit,
            "legion": self._legion,
        }

    def scan(self, text: str, besides: Callable[[int, int], bool] = never) -> Iterator[Figure]:
        """The figures in the order of the text, without overlaps; numbers that are part of a word are left out.

        So are those that are `besides` them, as years are, but the words in front of one end no later figure.
        """

        def joint(left: Reading, right: Reading) -> Joint:
            near = right.start - left.end <= _JOINT
            return Joint.RANGE if near and text[left.end : right.start].strip(" ") in self._han.range else Joint.NONE

        def listed(left: Reading, right: Reading) -> bool:
            between = text[left.end : right.start] if right.start - left.end <= _JOINT else ""
            return between.strip(" -−") in self._han.list and not _numbers(text, left.start)

        end = 0
        for reading in share_units(join_ranges(self._readings(text), joint), self._lacking, listed):
            start, end, measure, bound, negative = self._bounded(text, reading, end)
            if not besides(reading.start, reading.number_end):
                number = Span(reading.start, reading.number_end)
                measure = self._senses.of(measure, text, reading.start, end)
                quantity = state(reading.numeral, measure, bound, self._words, negative=negative)
                yield Figure(span=Span(start, end), number=number, form=reading.form, quantity=quantity)

    def _readings(self, text: str) -> Iterator[Reading]:
        first, pattern, readers = self._first.search, self._pattern.match, self._readers
        found = first(text)
        while found:
            match = pattern(text, found.start())
            reader = readers.get(match.lastgroup or "") if match else None
            reading = reader(text, match) if match and reader else None
            if reading:
                yield reading
            found = first(text, reading.end if reading else match.end() if match else found.end())

    def _lacking(self, reading: Reading) -> bool:
        """Whether a number may be an item of a list that leaves its unit, or the end of it, to the last item."""
        unit = reading.measure.unit
        lacks = reading.bare if not unit else unit == self._han.link_counter
        return lacks and reading.form is Form.DIGITS

    def _ordinal(self, text: str, match: re.Match[str]) -> Reading | None:
        """第三, 第5位, TOP 5; with the counter behind it, by which vetoes know 第十四届; 连续第三个月 is three."""
        numeral = self._amounts.number(match["nth"])
        if numeral is None:
            return None
        if text.endswith(self._han.streak, 0, match.start()):
            count = self._amounts.with_tail(text, match.start(), match.end(), Form.WORDS, numeral)
            return count if count.measure.dimension == Dimension.DURATION else None
        counter = self._tails.counter(text, match.end())
        measure = replace(RANK, unit=counter)
        return Reading.of(match, Form.RANK, numeral, measure, end=match.end() + len(counter))

    def _leading(self, text: str, match: re.Match[str]) -> Reading | None:
        """前三, 前10名: some rank up to the number."""
        numeral = self._amounts.number(match.group()[len(self._han.leading) :].rstrip(self._han.leading_counters))
        if numeral is None or numeral.low < 2:
            return None
        numeral = replace(numeral, low=Decimal(1), modifier=Modifier.RANGE)
        return Reading.of(match, Form.RANK, numeral, RANK)

    def _top(self, text: str, match: re.Match[str]) -> Reading:
        return Reading.of(match, Form.RANK, exactly(Decimal(self._han.top[match.group()])), RANK)

    def _doubled(self, text: str, match: re.Match[str]) -> Reading:
        times = Decimal(2) ** self._han.doubled[match.group()]
        return Reading.of(match, Form.DOUBLED, exactly(times), self._times)

    def _half(self, text: str, match: re.Match[str]) -> Reading:
        return Reading.of(match, Form.FRACTION, _HALF, RATIO)

    def _half_unit(self, text: str, match: re.Match[str]) -> Reading | None:
        reading = self._amounts.with_tail(text, match.start(), match.end(), Form.WORDS, _HALF)
        return reading if reading.measure.unit else None

    def _legion(self, text: str, match: re.Match[str]) -> Reading:
        """数以万计: as many as the multiplier and more."""
        least = replace(exactly(power_of(match.group().strip(self._han.legion), self._han)), modifier=Modifier.ABOVE)
        return Reading.of(match, Form.WORDS, least, COUNT)

    def _bounded(self, text: str, reading: Reading, floor: int) -> tuple[int, int, Measure, Bound | None, bool]:
        """Where a figure begins and ends with the words around its number, and what these make of it.

        They begin behind `floor`, the figure before.
        """
        end = reading.end
        measure, start = self._money(text, reading)
        start, negative = self._around.sign(text, start)
        start, bound = self._around.before(text, reading, start)
        if start < floor:
            measure, start, negative, bound = reading.measure, reading.start, False, None
        if bound is None:
            end, bound = self._around.after(text, end)
        return start, end, measure, bound, negative

    def _money(self, text: str, reading: Reading) -> tuple[Measure, int]:
        """The measure, by a sign of currency in front where nothing stands behind, and where it begins (￥5600)."""
        if reading.form is Form.DIGITS:
            start = reading.start - (text[max(0, reading.start - 1) : reading.start] == " ")
            for sign in self._currency_signs.at(text, start):
                if reading.bare:
                    return self._currency[sign], start - len(sign)
                if reading.measure.dimension == self._currency[sign].dimension:
                    return reading.measure, start - len(sign)
        return reading.measure, reading.start


def _numbers(text: str, start: int) -> bool:
    """Whether the number at a place tells things apart: at the head of a line or sentence, behind a Latin letter."""
    start -= text[max(0, start - 1) : start] in _SIGNS
    before = text[max(0, start - 1) : start].strip(" ")
    return not before or before in _STARTS or (before.isascii() and (before.isalnum() or before == "."))
