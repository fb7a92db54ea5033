"""What stands behind a Chinese number: a sign, a unit of measure, a counter, tenths or times."""

from collections.abc import Mapping
from decimal import Decimal

from factcheck.extract.interval import BARE, Measure, divided, measured
from factcheck.extract.longest import Beginnings
from factcheck.model.quantity import Dimension
from factcheck.rulebook.numbers import CounterLexicon, HanNumerals
from factcheck.rulebook.units import Unit

_STROKE = "/"


class Tails:
    """Reads what a number is counted in."""

    def __init__(self, han: HanNumerals, counters: CounterLexicon, units: Mapping[str, Unit]) -> None:
        self._han = han
        self._units = {form: measured(form, unit) for form, unit in units.items()}
        self._counters = {word: Measure(unit=word, dimension=Dimension.COUNT) for word in counters.kinds}
        self._measures = self._counters | self._units | _signs(han)
        # A word that only begins like a counter hides it, unless it is one itself.
        self._words = Beginnings([*self._measures, *counters.parts])
        self._unit_words = Beginnings([*units, *han.points])
        counter = han.link_counter
        lengths = {form: each for form, each in self._units.items() if each.dimension == Dimension.DURATION}
        linked = lengths | {sign: self._measures[sign] for sign in han.points}
        self._linked = linked | {
            form[len(counter) :]: each for form, each in linked.items() if form.startswith(counter)
        }
        self._linked_words = Beginnings(form for form in self._linked if form)
        #: What joins two units to one per another: a stroke counters too, words only units of measure.
        self._per_signs = {_STROKE: True, **dict.fromkeys(han.per, False)}
        self._not_tenths = frozenset(han.tenths_not_before)
        self._pairs: dict[tuple[str, str, str], Measure | None] = {}

    def read(self, text: str, at: int) -> tuple[Measure, int]:
        """The measure that begins at `at`, and where it ends; the bare one of no length where none does."""
        word = self._words.at(text, at)
        if word not in self._measures:
            return BARE, at
        end = at + len(word)
        if word == self._han.tenths and text[end : end + 1] in self._not_tenths:
            return BARE, at
        return self._per(text, word, end) if text[end : end + 1] in self._per_signs else (self._measures[word], end)

    def counter(self, text: str, at: int) -> str:
        """The counter that begins at `at`, empty if none does."""
        word = self._words.at(text, at)
        return word if word in self._counters else ""

    def unit(self, text: str, at: int) -> str:
        """The unit of measure or difference of shares that begins at `at`, empty if none does."""
        return self._unit_words.at(text, at)

    def linked(self, text: str, at: int) -> tuple[Measure, int] | None:
        """The unit behind 个多 or 个半 at `at`, which may have lost its own 个 to them, and where it ends."""
        word = self._linked_words.at(text, at)
        return (self._linked[word], at + len(word)) if word else None

    def measure(self, word: str) -> Measure:
        """The measure of a unit of the lexicon."""
        return self._units[word]

    def _per(self, text: str, left: str, end: int) -> tuple[Measure, int]:
        sign = text[end]
        right = self._words.at(text, end + 1)
        known = right in self._units or (right in self._counters and self._per_signs[sign])
        if not known or not (self._per_signs[sign] or left in self._units):
            return self._measures[left], end
        pair = (left, sign, right)
        if pair not in self._pairs:
            self._pairs[pair] = divided(self._measures[left], self._measures[right], sign)
        whole = self._pairs[pair]
        return (whole, end + 1 + len(right)) if whole else (self._measures[left], end)


def _signs(han: HanNumerals) -> dict[str, Measure]:
    """Shares, points, tenths and times."""
    shares = {sign: Measure(unit=sign, dimension=Dimension.RATIO, factor=worth) for sign, worth in han.shares.items()}
    points = {
        sign: Measure(unit=sign, dimension=Dimension.PERCENTAGE_POINT, factor=worth)
        for sign, worth in han.points.items()
    }
    tenths = Measure(unit=han.tenths, dimension=Dimension.RATIO, factor=Decimal("0.1"))
    times = Measure(unit=han.multiples, dimension=Dimension.MULTIPLE)
    return shares | points | {han.tenths: tenths, han.multiples: times}
