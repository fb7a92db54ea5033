"""Finds the figures of an English text: amounts of money, counts with their nouns, shares, ranks and multiples."""

import re
from collections.abc import Callable, Iterator, Mapping

from factcheck.extract.english_amounts import EnglishAmounts
from factcheck.extract.english_pattern import any_of, figure_pattern
from factcheck.extract.english_ranks import EnglishRanks
from factcheck.extract.english_tails import EnglishTails
from factcheck.extract.figure import Figure, never
from factcheck.extract.interval import state
from factcheck.extract.longest import Endings
from factcheck.extract.reading import Joint, Reading, join_ranges
from factcheck.model.quantity import Dimension
from factcheck.model.span import Span
from factcheck.rulebook.numbers import Bound, LatinNumerals, ModifierLexicon
from factcheck.rulebook.units import Unit

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
#: Code points in front of a number in which words that bear on it are looked for.
_REACH = 40


class EnglishFigures:
    """Scans views for figures; built once per rulebook."""

    def __init__(self, latin: LatinNumerals, words: ModifierLexicon, units: Mapping[str, Unit]) -> None:
        self._latin, self._words = latin, words
        self._tails = EnglishTails(latin, units)
        amounts = EnglishAmounts(latin, self._tails)
        ranks = EnglishRanks(latin, amounts, self._tails)
        self._pattern = figure_pattern(latin)
        self._before = Endings([*words.before, *words.blocked, *words.negative])
        self._wholes = re.compile(rf"(?:[ ](?:{any_of(words.wholes)}))+$")
        self._after = re.compile(rf"[ ]?(?P<word>{any_of(words.after)})(?![A-Za-z\d])")
        self._readers: Mapping[str, Callable[[str, re.Match[str]], Reading | None]] = {
            "ordinal": ranks.ordinal,
            "marked": ranks.marked,
            "leading": ranks.leading,
            "doubled": amounts.multiple,
            "twice": amounts.multiple,
            "several": amounts.several,
            "few": amounts.few,
            "fraction": amounts.fraction,
            "figure": amounts.digits,
            "words": amounts.spelled,
        }

    def scan(self, text: str, besides: Callable[[int, int], bool] = never) -> Iterator[Figure]:
        """The figures in the order of the text, without overlaps; numbers that are `besides` them are left out."""
        end = 0
        for reading in join_ranges(self._readings(text), lambda left, right: self._joint(text, left, right)):
            figure = self._figure(text, reading, end)
            end = figure.span.end
            if not besides(figure.number.start, figure.number.end):
                yield figure

    def _readings(self, text: str) -> Iterator[Reading]:
        end = 0
        for match in self._pattern.finditer(text):
            reader = self._readers.get(match.lastgroup or "")
            reading = reader(text, match) if reader and match.start() >= end else None
            if reading:
                end = reading.end
                yield reading

    def _joint(self, text: str, left: Reading, right: Reading) -> Joint:
        """3 to 5 percent and between 3 and 5 percent are ranges; from 3 to 5 percent tells of two values."""
        latin, word = (
            self._latin,
            text[left.end : left.end + _REACH][: max(0, right.start - left.end)].strip(" ").lower(),
        )
        if word not in latin.range or right.start - left.end > _REACH:
            return Joint.NONE
        before = text[max(0, left.start - _REACH) : left.start].rstrip().lower()
        if left.bare and (not text[right.start].isalnum() or self._is_year(text[left.start : left.end], before)):
            return Joint.NONE
        if word in latin.word_links:
            return Joint.RANGE if before.endswith(latin.between) else Joint.NONE
        led = before.rsplit(" ", 1)[-1] in latin.series
        return Joint.RANGE if not led or before.endswith(tuple(latin.ranging)) else Joint.SERIES

    def _is_year(self, written: str, before: str) -> bool:
        """Whether a bare number is a year, by its digits and the word before it (from 300 in 2024 to 400)."""
        return bool(_YEAR.fullmatch(written)) and before.rsplit(" ", 1)[-1] in self._latin.year_leads

    def _figure(self, text: str, reading: Reading, floor: int) -> Figure:
        """The figure that a reading makes with the words around it, which begin behind `floor`, the figure before."""
        start, bound, negative = self._bound_before(text, reading.start)
        if start < floor:
            start, bound, negative = reading.start, None, False
        end = reading.end
        after = self._after.match(text, reading.end) if bound is None else None
        measure = reading.measure
        if after:
            bound, end = self._words.after[after["word"].lower()], after.end()
            if reading.bare:
                measure, end = self._tails.read(text, end, whole=True)
        ranked = measure.dimension == Dimension.RANK and end > reading.number_end
        noun = reading.number_end if ranked else end - len(measure.unit)
        counted = measure.dimension == Dimension.COUNT and measure.unit and text.startswith(measure.unit, noun)
        return Figure(
            span=Span(start, end),
            number=Span(reading.start, reading.number_end),
            form=reading.form,
            quantity=state(reading.numeral, measure, bound, self._words, negative=negative),
            counts=noun if ranked or counted else None,
        )

    def _bound_before(self, text: str, start: int) -> tuple[int, Bound | None, bool]:
        """Where the figure begins with its modifier, what that does, and whether the number is negative."""
        if text[max(0, start - 1) : start] in ("-", "−") and text[max(0, start - 2) : start - 1] in ("", " ", "("):
            return start - 1, None, True
        base = max(0, start - _REACH)
        before = text[base:start].lower().rstrip(" -")
        before = self._wholes.sub("", before)
        for word in self._before.at(before, len(before)):
            if word[0].isalpha() and before[: -len(word)][-1:].isalnum():
                continue
            if word in self._words.blocked:
                break
            at = base + len(before) - len(word)
            if word in self._words.negative:
                return at, None, True
            between = text[at + len(word) : start].split()
            # The sentence's own words are left out of the figure (surpassing the landmark $5 billion).
            return start if word in self._words.outside or between[1:] else at, self._words.before[word], False
        return start, None, False
