"""Finds the figures of a Chinese text: numerals in either script, with counters, units and bounding words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.extract.figure import Figure, Form
from factcheck.extract.hanzi import power_of, read_han
from factcheck.extract.interval import BARE, Measure, state
from factcheck.extract.numeral import MAX_DIGITS, Numeral, from_digits
from factcheck.model.quantity import Dimension, Modifier
from factcheck.model.span import Span
from factcheck.rulebook.numbers import Bound, CounterLexicon, HanNumerals, ModifierLexicon
from factcheck.rulebook.units import Unit

_DIGITS = r"\d{1,3}(?:,\d{3})++(?!\d)(?:\.\d++)?|\d++(?:\.\d++)?"
_HUNDREDTH = Decimal("0.01")
_SIGNS: Mapping[str, Measure] = {
    "%": Measure(unit="%", dimension=Dimension.RATIO, factor=_HUNDREDTH),
    "‰": Measure(unit="‰", dimension=Dimension.RATIO, factor=_HUNDREDTH / 10),
    "个百分点": Measure(unit="个百分点", dimension=Dimension.PERCENTAGE_POINT),
    "百分点": Measure(unit="百分点", dimension=Dimension.PERCENTAGE_POINT),
}
#: Seconds in each part of a duration written in several units; the groups of the pattern below.
_CLOCK = {"h": 3600, "hm": 60, "hms": 1, "m": 60, "ms": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A numeral with what follows it, before the words in front are looked at."""

    start: int
    number_end: int
    end: int
    form: Form
    numeral: Numeral
    measure: Measure


class ChineseFigures:
    """Scans views for figures with one compiled expression and table look-ups; built once per rulebook."""

    def __init__(
        self, han: HanNumerals, counters: CounterLexicon, words: ModifierLexicon, units: Mapping[str, Unit]
    ) -> None:
        self._han, self._counters, self._words, self._units = han, counters, words, units
        self._pattern = re.compile(_pattern(han))
        tails = {**dict.fromkeys(counters.kinds), **dict.fromkeys(units), **dict.fromkeys(_SIGNS)}
        self._tail_reach = max(map(len, tails))
        self._before_reach = max(map(len, [*words.before, *words.leading, *words.blocked]))
        self._after_reach = max(map(len, words.after))
        self._bridge = re.compile(_bridge(words))

    def scan(self, text: str) -> Iterator[Figure]:
        """The figures in the order of the text, without overlaps; numbers that are part of a word are left out."""
        for reading in self._ranges(text, self._readings(text)):
            figure = self._figure(text, reading)
            if figure:
                yield figure

    def _readings(self, text: str) -> Iterator[_Reading]:
        end = 0
        for match in self._pattern.finditer(text):
            if match.start() >= end:
                reading = self._reading(text, match)
                if reading:
                    end = reading.end
                    yield reading

    def _reading(self, text: str, match: re.Match[str]) -> _Reading | None:
        kind, written, start, end = match.lastgroup, match.group(), match.start(), match.end()
        if kind == "digits":
            return self._digits(text, written, start, end)
        if kind == "han":
            numeral = read_han(written, self._han)
            return numeral and self._words_reading(text, written, numeral, start, end)
        if kind == "ordinal" or kind == "top":
            return self._rank(text, written, start, end)
        if kind == "doubled":
            times = Decimal(2) ** self._han.doubled[written]
            return self._whole_word(start, end, Form.DOUBLED, _exact(times), Dimension.MULTIPLE, written)
        if kind == "half":
            half = replace(_exact(Decimal("0.5")), step=Decimal("0.1"))
            return self._whole_word(start, end, Form.FRACTION, half, Dimension.RATIO, "")
        if kind == "legion":
            least = replace(_exact(power_of(written[2:-1], self._han)), modifier=Modifier.ABOVE)
            return self._whole_word(start, end, Form.WORDS, least, Dimension.COUNT, "")
        if kind == "clock":
            return self._duration(match)
        return self._fraction(written, start, end)

    def _duration(self, match: re.Match[str]) -> _Reading | None:
        """一分十六秒, 2小时30分: hours, minutes and seconds written together."""
        seconds = Decimal(0)
        for name, length in _CLOCK.items():
            numeral = self._number(match.group(name)) if match.group(name) else None
            seconds += numeral.low * length if numeral else 0
        measure = Measure(unit="秒", dimension=Dimension.DURATION)
        numeral = replace(_exact(seconds), digits=len(str(seconds)))
        start, end = match.span()
        return _Reading(start=start, number_end=end, end=end, form=Form.WORDS, numeral=numeral, measure=measure)

    def _digits(self, text: str, written: str, start: int, end: int) -> _Reading | None:
        if len(written) > MAX_DIGITS:
            return None
        numeral, end = self._magnitude(text, from_digits(written), end)
        return self._with_tail(text, start, end, Form.DIGITS, numeral)

    def _magnitude(self, text: str, numeral: Numeral, at: int) -> tuple[Numeral, int]:
        """Reads 多, 万, 亿 and the like behind Arabic digits: 840多亿, 1万多, 1.2万余."""
        han = self._han
        if text[at : at + 1] in han.more and text[at : at + 1]:
            numeral, at = numeral.and_more(), at + 1
        end = at
        while text[end : end + 1] in han.multipliers and end - at < 4:
            end += 1
        if end > at and (text.startswith("百分", end - 1) or self._unit_begins(text, end)):
            end -= 1
        if end > at:
            numeral, at = numeral.scaled(power_of(text[at:end], han)), end
        if numeral.modifier is Modifier.EXACT and at > 0 and text[at : at + 1] in han.more and text[at : at + 1]:
            numeral, at = numeral.and_more(), at + 1
        return numeral, at

    def _unit_begins(self, text: str, end: int) -> bool:
        """Whether the last multiplier belongs to the unit behind it: 5千米, 300千瓦."""
        return text[end - 1] == "千" and self._longest(text, end - 1, self._units) is not None

    def _words_reading(self, text: str, written: str, numeral: Numeral, start: int, end: int) -> _Reading | None:
        """A Chinese numeral is a figure only where something is counted by it."""
        if text[end : end + 1] in self._han.more and text[end : end + 1] and written[-1] in self._han.multipliers:
            numeral, end = numeral.and_more(), end + 1
            power = self._han.multipliers.get(text[end : end + 1], 0)
            if power >= 10_000:
                numeral, end = numeral.scaled(Decimal(power)), end + 1
        reading = self._with_tail(text, start, end, Form.WORDS, numeral)
        counter = reading.measure.unit
        if not counter or (counter in self._counters.digits and counter not in self._units):
            return None
        if written == "一" and counter in self._counters.articles:
            return None
        return reading

    def _with_tail(self, text: str, start: int, end: int, form: Form, numeral: Numeral) -> _Reading:
        """Attaches sign, unit or counter, and 多 behind them (11倍多)."""
        number_end = end
        if text[end : end + 1] == " ":
            end += 1
        measure, length = self._tail(text, end)
        end = end + length if length else number_end
        counted = measure.dimension == Dimension.COUNT
        if length and not counted and numeral.modifier is Modifier.EXACT and text[end : end + 1] == "多":
            numeral, end = numeral.and_more(), end + 1
        return _Reading(start=start, number_end=number_end, end=end, form=form, numeral=numeral, measure=measure)

    def _tail(self, text: str, at: int) -> tuple[Measure, int]:
        for length in range(min(self._tail_reach, len(text) - at), 0, -1):
            written = text[at : at + length]
            if written in _SIGNS:
                return _SIGNS[written], length
            if written in self._units and not _runs_on(text, at, length):
                unit = self._units[written]
                return (
                    Measure(unit=written, dimension=unit.dimension, factor=unit.factor, offset=unit.offset),
                    length,
                )
            if written in self._counters.kinds:
                return Measure(unit=written, dimension=Dimension.COUNT), length
        return self._share(text, at)

    def _share(self, text: str, at: int) -> tuple[Measure, int]:
        han = self._han
        if text.startswith(han.multiples, at):
            return Measure(unit=han.multiples, dimension=Dimension.MULTIPLE), len(han.multiples)
        if text.startswith(han.tenths, at) and text[at + 1 : at + 2] not in han.tenths_not_before:
            return Measure(unit=han.tenths, dimension=Dimension.RATIO, factor=Decimal("0.1")), len(han.tenths)
        if text.startswith(han.tenths, at) and at + 1 == len(text):
            return Measure(unit=han.tenths, dimension=Dimension.RATIO, factor=Decimal("0.1")), len(han.tenths)
        return BARE, 0

    def _rank(self, text: str, written: str, start: int, end: int) -> _Reading | None:
        """第三, 第5位, 榜首, TOP 5; with the counter behind it, by which vetoes know 第十四届."""
        if written in self._han.top:
            return self._whole_word(start, end, Form.RANK, _exact(Decimal(self._han.top[written])), Dimension.RANK, "")
        numeral = self._number(written.lstrip("TOPtop" + self._han.ordinal + " "))
        if numeral is None:
            return None
        counter = self._longest(text, end, self._counters.kinds)
        end += len(counter or "")
        return self._whole_word(start, end, Form.RANK, numeral, Dimension.RANK, counter or "")

    def _fraction(self, written: str, start: int, end: int) -> _Reading | None:
        han = self._han
        below, _, above = written.partition(han.fraction) if han.fraction in written else reversed_parts(written)
        denominator = Decimal(han.percent[below]) if below in han.percent else getattr(self._number(below), "low", None)
        numerator = self._number(above)
        if numerator is None or not denominator:
            return None
        share = numerator.scaled(1 / denominator)
        percent = denominator in (100, 1000)
        # A fraction is a round word: what it may hide is a tenth of itself, as far as its neighbours (1/3, 3/10) reach.
        step = share.step if percent else share.low / 10
        return self._whole_word(start, end, Form.FRACTION, replace(share, step=step), Dimension.RATIO, "")

    def _number(self, written: str) -> Numeral | None:
        """A numeral in either script, `None` where it is none."""
        if not written or len(written) > MAX_DIGITS:
            return None
        return from_digits(written) if written[0].isascii() else read_han(written, self._han)

    @staticmethod
    def _whole_word(start: int, end: int, form: Form, numeral: Numeral, dimension: Dimension, unit: str) -> _Reading:
        measure = Measure(unit=unit, dimension=dimension)
        return _Reading(start=start, number_end=end, end=end, form=form, numeral=numeral, measure=measure)

    def _longest(self, text: str, at: int, forms: Mapping[str, object]) -> str | None:
        for length in range(min(self._tail_reach, len(text) - at), 0, -1):
            if text[at : at + length] in forms:
                return text[at : at + length]
        return None

    def _ranges(self, text: str, readings: Iterator[_Reading]) -> Iterator[_Reading]:
        """Joins the two ends of a range: 100至150颗, 10%-15%, 3至5亿元, 第2-4位."""
        left: _Reading | None = None
        for right in readings:
            joined = left and self._joined(text, left, right)
            if left and not joined:
                yield left
            left = joined or right
        if left:
            yield left

    def _joined(self, text: str, left: _Reading, right: _Reading) -> _Reading | None:
        between = text[left.end : right.start].strip()
        if len(between) != 1 or between not in self._han.range or left.numeral.modifier is not Modifier.EXACT:
            return None
        bare = not left.measure.unit and left.measure.dimension in (Dimension.NUMBER, Dimension.RANK)
        if not (bare and right.measure.unit) and left.measure != right.measure:
            return None
        low, high = left.numeral, right.numeral
        if bare and low.high < high.low and high.low >= 10_000 > low.low:
            # 3至5亿元: the first end borrows the second one's magnitude.
            borrowed = low.scaled(Decimal(1).scaleb(high.low.adjusted() - low.low.adjusted()))
            low = low if self._same_script(text, left, right) else borrowed
        if low.low > high.high:
            return None
        rank = left.measure.dimension == Dimension.RANK
        numeral = replace(high, low=low.low, modifier=Modifier.RANGE, step=min(low.step, high.step))
        measure = replace(right.measure, dimension=Dimension.RANK) if rank else right.measure
        return replace(right, start=left.start, form=left.form, numeral=numeral, measure=measure)

    def _same_script(self, text: str, left: _Reading, right: _Reading) -> bool:
        """Whether both ends are written out (30000至50000人), so that nothing is borrowed."""
        return text[right.start : right.number_end].replace(",", "").replace(".", "").isdigit()

    def _figure(self, text: str, reading: _Reading) -> Figure | None:
        start, bound = self._before(text, reading)
        start, negative = self._sign(text, start)
        end = reading.end
        if bound is None:
            end, bound = self._after(text, reading)
        return Figure(
            span=Span(start, end),
            number=Span(reading.start, reading.number_end),
            form=reading.form,
            quantity=state(reading.numeral, reading.measure, bound, self._words, negative=negative),
        )

    def _before(self, text: str, reading: _Reading) -> tuple[int, Bound | None]:
        """Where the figure begins with its modifier, and what that modifier does."""
        start = reading.start
        at = start - 1 if text[start - 1 : start] in ("了", " ") and start > 0 else start
        for length in range(min(self._before_reach, at), 0, -1):
            word = text[at - length : at]
            if word in self._words.blocked:
                break
            if word in self._words.before:
                return at - length, self._words.before[word]
            if at == start and word in self._words.leading and text[start] in self._han.multipliers:
                return at - length, self._words.leading[word]
        if reading.measure.dimension == Dimension.RATIO:
            match = self._bridge.search(text, max(0, start - self._words.reach - 8), start)
            if match:
                return match.start(), self._words.before[match.group(1)]
        return start, None

    def _sign(self, text: str, start: int) -> tuple[int, bool]:
        for word in self._words.negative:
            if text.endswith(word, max(0, start - 4), start):
                return start - len(word), True
        before = text[max(0, start - 2) : start]
        if before.endswith(("-", "−")) and (len(before) == 1 or not before[0].isalnum() or not before[0].isascii()):
            return (start, False) if before[0] in "%)" or before[0].isdigit() else (start - 1, True)
        return start, False

    def _after(self, text: str, reading: _Reading) -> tuple[int, Bound | None]:
        for length in range(min(self._after_reach, len(text) - reading.end), 0, -1):
            word = text[reading.end : reading.end + length]
            if word in self._words.after:
                return reading.end + length, self._words.after[word]
        return reading.end, None


def reversed_parts(written: str) -> tuple[str, str, str]:
    """1/3 as denominator, sign, numerator, the order in which 三分之一 gives them."""
    above, sign, below = written.partition("/")
    return below, sign, above


def _exact(value: Decimal) -> Numeral:
    return Numeral(low=value, high=value, step=Decimal(1) if value >= 1 else Decimal(0), digits=1)


def _runs_on(text: str, at: int, length: int) -> bool:
    """Whether a Latin unit symbol is only the beginning of a longer word (5G网, 3D)."""
    following = text[at + length : at + length + 1]
    return text[at + length - 1].isascii() and following.isascii() and following.isalnum()


def _pattern(han: HanNumerals) -> str:
    digits, powers = "".join(han.digits), "".join(han.multipliers)
    few, several = han.several[0], "".join(han.several)
    run = (
        f"(?:[{several}](?=[{powers}]))?[{digits}{powers}]++"
        f"(?:{han.point}[{digits}]++[{powers}]*+|[{few}](?![{digits}])[万亿]*+)?"
    )
    number = f"(?:{run}|{_DIGITS})"
    half = f"(?<=[{han.half_after}]){han.half}(?![{han.half_not_before}])"
    words = {
        name: "|".join(sorted(table, key=len, reverse=True))
        for name, table in (("doubled", han.doubled), ("top", han.top), ("half", han.halves))
    }
    return (
        f"(?P<clock>(?P<h>{number})个?小时(?P<hm>{number})分钟?(?:(?P<hms>{number})秒钟?)?"
        f"|(?P<m>{number})分钟?(?P<ms>{number})秒钟?)"
        f"|(?P<legion>数以[{powers}]{{1,4}}计)|(?P<fraction>{number}{han.fraction}{number}|(?<![\\d/.])\\d{{1,3}}/\\d{{1,3}}(?![\\d/]))"
        f"|(?P<doubled>{words['doubled']})|(?P<top>{words['top']}|(?:TOP|Top|top) ?\\d{{1,4}})"
        f"|(?P<ordinal>{han.ordinal} ?(?:\\d{{1,4}}|[{digits}{powers}]{{1,6}}))|(?P<half>{words['half']}|{half})"
        f"|(?P<digits>{_DIGITS})|(?P<han>{run}|{few})"
    )


def _bridge(words: ModifierLexicon) -> str:
    def either(table: Mapping[str, object] | frozenset[str]) -> str:
        return "|".join(sorted(map(re.escape, table), key=len, reverse=True))

    inner = f"(?:{either(words.bridges)})[^,;。、:()\\d]{{0,{words.reach}}}"
    return f"(?<![目此以之当])({either(words.before)})(?:{inner}|{either(words.wholes)}) ?$"
