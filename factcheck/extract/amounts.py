"""Chinese amounts: a numeral in either script with magnitude, counter or unit behind it."""

import re
from collections.abc import Mapping
from decimal import Decimal

from msgspec.structs import replace

from factcheck.extract.compounds import Compounds
from factcheck.extract.figure import Form
from factcheck.extract.hanzi import SECTION, in_han, power_of, read_han
from factcheck.extract.interval import Measure
from factcheck.extract.numeral import MAX_DIGITS, Numeral, from_digits, identifies
from factcheck.extract.reading import Reading
from factcheck.extract.surroundings import Surroundings
from factcheck.extract.tails import Tails
from factcheck.model.quantity import Dimension, Modifier
from factcheck.rulebook.numbers import CounterLexicon, HanNumerals
from factcheck.rulebook.units import Unit

#: Multipliers that may follow Arabic digits one after another (万亿).
_MULTIPLIERS = 4
_PLUS = "+"
_GROUP = re.compile(r"\d+")
#: Code points between the number that a rate is per and the counter of what it counts.
_NARROWING = 5
_OPEN = frozenset({Modifier.MORE, Modifier.SEVERAL})


class Amounts:
    """Reads amounts; built once per rulebook."""

    def __init__(
        self, han: HanNumerals, counters: CounterLexicon, units: Mapping[str, Unit], tails: Tails, around: Surroundings
    ) -> None:
        self._han, self._counters, self._units = han, counters, units
        self._more_signs, self._more_after = frozenset(han.more), frozenset(han.more_after)
        self._halves = frozenset(han.half + han.more_after)
        self._one = next(digit for digit, value in han.digits.items() if value == 1)
        powers = "".join(han.multipliers)
        self._large = "".join(character for character, power in han.multipliers.items() if power >= SECTION)
        section = "".join(character for character, power in han.multipliers.items() if power == SECTION)
        group = f"[1-9]\\d{{0,3}}(?:[{powers}])++"
        # Behind the last multiplier digits go on only where they fill all its places (3万5200): 3万2人 are two numbers.
        self._run = re.compile(f"(?:{group}){{2,6}}(?![\\d.,])|[1-9]\\d{{0,3}}[{section}]\\d{{4}}(?![\\d.,年])")
        self._tails, self._around, self._compounds = tails, around, Compounds(han, tails)

    def number(self, written: str) -> Numeral | None:
        """A numeral in either script, `None` where it is none."""
        return self._compounds.number(written)

    def digits(self, text: str, match: re.Match[str]) -> Reading | None:
        """A number in Arabic digits; `None` for codes."""
        written, start, end = match.group(), match.start(), match.end()
        if identifies(written):
            return None
        numeral = from_digits(written)
        whole = self._compounds.read(text, start, end, numeral)
        if whole:
            return whole
        numeral, end = self._mixed(text, start, end) or self._magnitude(text, numeral, end)
        if text[end : end + 1] == _PLUS and not text[end + 1 : end + 2].isdigit():
            numeral, end = replace(numeral, modifier=Modifier.ABOVE), end + 1
        return self.with_tail(text, start, end, Form.DIGITS, numeral)

    def _mixed(self, text: str, start: int, end: int) -> tuple[Numeral, int] | None:
        """A number whose digits go on behind a multiplier: 1亿2千万, 1万2千多, 3万5200; `None` where they do not."""
        run = self._run.match(text, start) if text[end : end + 1] in self._han.multipliers else None
        if run is None:
            return None
        if not self._descends(run.group()):
            return None
        written = _GROUP.sub(lambda group: in_han(int(group.group()), self._han), run.group())
        numeral, at = read_han(written, self._han), run.end()
        if numeral and text[at : at + 1] in self._more_signs:
            return numeral.and_more(), at + 1
        return (numeral, at) if numeral else None

    def _descends(self, run: str) -> bool:
        """Whether each multiplier is below the one before, within a section and from one to the next (not 2万3万)."""
        small = large = Decimal("Infinity")
        for powers in filter(None, _GROUP.split(run)):
            below = power_of(powers.rstrip(self._large), self._han)
            closed = power_of(powers[len(powers.rstrip(self._large)) :], self._han)
            if below > 1 and not below < small:
                return False
            small = below if below > 1 else small
            if closed > 1:
                if not closed < large:
                    return False
                small, large = Decimal("Infinity"), closed
        return True

    def _magnitude(self, text: str, numeral: Numeral, at: int) -> tuple[Numeral, int]:
        """Reads 多, 万, 亿 and the like behind Arabic digits: 630多亿, 1万多, 1.2万余."""
        han = self._han
        if text[at : at + 1] in self._more_signs:
            numeral, at = numeral.and_more(), at + 1
        end = at
        while text[end : end + 1] in han.multipliers and end - at < _MULTIPLIERS:
            end += 1
        if end > at and (text.startswith(han.fraction, end) or self._tails.unit(text, end - 1)):
            end -= 1
        if end > at:
            numeral, at = numeral.scaled(power_of(text[at:end], han)), end
            if numeral.modifier is Modifier.EXACT and text[at : at + 1] in self._more_signs:
                numeral, at = numeral.and_more(), at + 1
        return numeral, at

    def words(self, text: str, match: re.Match[str]) -> Reading | None:
        """A Chinese numeral is a figure only where something is counted by it."""
        written, start, end = match.group(), match.start(), match.end()
        if len(written) > MAX_DIGITS:
            return None
        numeral = read_han(written, self._han)
        if numeral is None:
            return None
        whole = self._compounds.read(text, start, end, numeral)
        if whole:
            return whole
        if text[end : end + 1] in self._more_signs and written[-1] in self._han.multipliers:
            numeral, end = self._more(text, numeral, end + 1)
        elif len(written) > 1 and self._tails.unit(text, end - 1):
            numeral, end = read_han(written[:-1], self._han) or numeral, end - 1
        reading = self.with_tail(text, start, end, Form.WORDS, numeral)
        if self._counts(written, reading):
            return reading
        if reading.bare and written[-1] in self._han.multipliers and text[start - 1 : start] in self._han.per:
            return self._base(text, reading)
        return reading._replace(tentative=True) if text[end : end + 1] in self._han.range else None

    def _base(self, text: str, reading: Reading) -> Reading:
        """每千常住人口: what a rate is per may stand behind a word that narrows it."""
        for at in range(reading.end, reading.end + _NARROWING):
            counter = self._tails.counter(text, at)
            if counter:
                return reading._replace(measure=Measure(unit=counter, dimension=Dimension.COUNT))
        return reading

    def _more(self, text: str, numeral: Numeral, end: int) -> tuple[Numeral, int]:
        """三十多万: 多 between the number and a large multiplier."""
        power = self._han.multipliers.get(text[end : end + 1], 0)
        numeral = numeral.and_more()
        return (numeral.scaled(Decimal(power)), end + 1) if power >= SECTION else (numeral, end)

    def _counts(self, written: str, reading: Reading) -> bool:
        """Whether a Chinese numeral with this tail states a quantity."""
        unit, counters = reading.measure.unit, self._counters
        if not unit:
            # Nothing is counted by name: only large or open amounts say so by themselves (二十万亿, 破千亿, 百余).
            large = self._han.multipliers.get(written[-1], 0) >= SECTION
            more = reading.numeral.modifier in _OPEN and reading.end > reading.start + 1
            return (large and len(written) > 1) or more
        if unit in counters.digits and unit not in self._units:
            return False
        return written != self._one or unit not in counters.articles

    def with_tail(self, text: str, start: int, end: int, form: Form, numeral: Numeral) -> Reading:
        """Attaches sign, unit or counter, and 多 or 半 before or behind them (一个半小时, 3个多月, 12倍多, 两年半)."""
        number_end, han = end, self._han
        if text[end : end + 1] == " ":
            end += 1
        linked = self._linked(text, end) if text.startswith(han.link_counter, end) else None
        link = text[end + 1 : end + 2]
        measure, end = linked or self._tails.read(text, end)
        if not measure.unit:
            end = number_end
        elif linked:
            numeral = numeral.and_half() if link == han.half else numeral.and_more()
        elif numeral.modifier is Modifier.EXACT and measure.dimension != Dimension.COUNT:
            following = text[end : end + 1]
            if following in self._more_after and not self._around.blocked_after(text, end):
                numeral, end = numeral.and_more(), end + 1
            elif following == han.half and measure.dimension == Dimension.DURATION:
                numeral, end = numeral.and_half(), end + 1
        return Reading(start=start, number_end=number_end, end=end, form=form, numeral=numeral, measure=measure)

    def _linked(self, text: str, at: int) -> tuple[Measure, int] | None:
        """The unit behind 个半 or 个多 (一个半小时, 3个多月); `None` where the 个 at `at` begins none of these."""
        end = at + len(self._han.link_counter) + 1
        return self._tails.linked(text, end) if text[end - 1 : end] in self._halves else None
