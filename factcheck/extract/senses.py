"""Tells which unit a word stands for that several share: 度 of warmth, of an angle, of electricity."""

import re
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from factcheck.extract.interval import Measure
from factcheck.rulebook.alternation import alternation

#: Code points in front of a number, within its sentence, at once behind its figure, and later, that may tell.
_BEFORE, _NEXT, _AFTER = 18, 2, 6
_SENTENCE = re.compile(r"[^。;!?\n]*$")


class Senses:
    """Chooses among the senses of units; built once per rulebook."""

    def __init__(self, senses: Mapping[str, Mapping[str, frozenset[str]]], measure: Callable[[str], Measure]) -> None:
        """`senses` gives the words by which each sense of a unit is known, under the unit that has it alone.

        `measure` finds the measure of a unit.
        """
        self._told = {
            unit: {word: replace(measure(sense), unit=unit) for sense, words in by_sense.items() for word in words}
            for unit, by_sense in senses.items()
        }
        self._words = {unit: re.compile(alternation(told)) for unit, told in self._told.items()}

    def of(self, measure: Measure, text: str, start: int, end: int) -> Measure:
        """What a number from `start` to `end` is counted in: by the word right behind it, else the last one before."""
        words = self._words.get(measure.unit)
        if words is None:
            return measure
        before = _SENTENCE.search(text, max(0, start - _BEFORE), start)
        behind = words.search(text, end, end + _AFTER)
        found = behind if behind and behind.start() - end <= _NEXT else None
        found = found or next(reversed([*words.finditer(before.group() if before else "")]), behind)
        return self._told[measure.unit][found.group()] if found else measure
