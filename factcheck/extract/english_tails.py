"""What an English number counts: a share, a unit of measure, or the noun behind it."""

import re
from collections.abc import Mapping

from factcheck.extract.english_pattern import any_of
from factcheck.extract.interval import BARE, COUNT, Measure, divided, measured
from factcheck.model.quantity import Dimension
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.numbers import LatinNumerals
from factcheck.rulebook.units import Unit

#: Words behind a number among which its noun or unit is looked for (12 major spare parts).
_REACH = 4
#: Shorter Latin forms are symbols, and case matters in them (m, MW).
_NAME = 3
_WORD = re.compile(r"[ -]([A-Za-z]+)(?![A-Za-z]*[\d_])")


class EnglishTails:
    """Reads what a number is counted in; built once per rulebook."""

    def __init__(self, latin: LatinNumerals, units: Mapping[str, Unit]) -> None:
        self._latin = latin
        forms = {
            form.replace("_", " "): measured(form.replace("_", " "), unit)
            for form, unit in units.items()
            if form.isascii()
        }
        forms |= {letter: measured(letter, units[form]) for letter, form in latin.symbols.items()}
        names = {
            form for form in forms if len(form) >= _NAME and form.replace(" ", "").isalpha() and form == form.lower()
        }
        self._symbols = {form: each for form, each in forms.items() if form not in names}
        self._named = {form.lower(): forms[form] for form in names}
        signs = [*latin.shares, *latin.points]
        self._sign = re.compile(rf"[ -]?(?P<sign>{any_of(signs)})(?![A-Za-z])")
        self._times = re.compile(
            rf"[ ]?(?P<times>{any_of(latin.multiples)})(?![A-Za-z])(?P<than>[ ]{any_of(latin.multiple_links)}\b)?"
        )
        unit = rf"(?P<symbol>{alternation(self._symbols)})|(?P<name>{any_of(self._named)})"
        self._unit = re.compile(rf"[ -]?(?:{unit})(?![A-Za-z\d])")
        later = rf"(?![A-Za-z\d]|[ ]{any_of(latin.per_not_before)}\b)"
        self._per = re.compile(rf"(?:/|[ ]{any_of(latin.per)}[ ])(?:{unit}){later}")
        self._by = re.compile(rf"[ ]{any_of(latin.counted_by)}\b")

    def read(self, text: str, at: int, *, whole: bool) -> tuple[Measure, int]:
        """The measure behind a number that ends at `at`, and where it ends; `whole` says that it has no decimals."""
        sign = self._sign.match(text, at)
        if sign:
            return self._share(sign["sign"]), sign.end()
        times = self._times.match(text, at)
        if times and (times["than"] or not whole or "fold" in times["times"].lower()):
            return Measure(unit=times["times"].strip("-"), dimension=Dimension.MULTIPLE), times.end("times")
        unit = self._unit.match(text, at)
        if unit:
            return self.per(text, self._measure(unit), unit.end())
        return self._counted(text, at)

    def per(self, text: str, measure: Measure, end: int) -> tuple[Measure, int]:
        """The measure with what it is per, where that stands behind it (km per hour, $70 a barrel).

        Money a year is money: what it is per narrows the claim.
        """
        per = self._per.match(text, end)
        base = self._measure(per) if per else None
        if not per or not base or (base.dimension == Dimension.DURATION and measure.dimension.startswith("currency:")):
            return measure, end
        whole = divided(measure, base, "/")
        return (whole, per.end()) if whole else (measure, end)

    def is_unit(self, word: str) -> bool:
        """Whether a word or letter is a unit too."""
        return word in self._symbols or word in self._named

    def named(self, form: str) -> Measure:
        """The measure of a unit of the lexicon."""
        return self._symbols.get(form) or self._named[form.lower()]

    def counts(self, text: str, at: int) -> bool:
        """Whether a counted noun or a currency follows at once (3m people, 640 bn won)."""
        word = _WORD.match(text, at)
        if not word:
            return False
        unit = self._named.get(word[1].lower())
        return self._plural(word[1]) or bool(unit and unit.dimension.startswith("currency:"))

    def _measure(self, match: re.Match[str]) -> Measure:
        symbol: str | None = match["symbol"]
        return self._symbols[symbol] if symbol else self._named[match["name"].lower()]

    def _share(self, written: str) -> Measure:
        sign = written.lower()
        if sign in self._latin.points:
            return Measure(unit=written, dimension=Dimension.PERCENTAGE_POINT, factor=self._latin.points[sign])
        return Measure(unit=written, dimension=Dimension.RATIO, factor=self._latin.shares[sign])

    def _counted(self, text: str, at: int) -> tuple[Measure, int]:
        """The unit or plural noun a few words on; a number before a verb or preposition stands alone."""
        end = at
        if self._by.match(text, at):
            return COUNT, at
        for place in range(_REACH):
            word = _WORD.match(text, end)
            if not word or word[1].lower() in self._latin.not_nouns:
                return BARE, at
            unit = self._named.get(word[1].lower()) if place else None
            if unit:
                return unit, word.end()
            if self._plural(word[1]):
                # A noun right behind the number belongs to the figure; one further on is left to the words around it.
                noun = Measure(unit=text[word.start(1) : self._headed(text, word)], dimension=Dimension.COUNT)
                return noun, word.start(1) + len(noun.unit) if place == 0 else at
            end = word.end()
        return BARE, at

    def _headed(self, text: str, noun: re.Match[str]) -> int:
        """Where a noun ends, with the head that goes with some (crew members, police officers)."""
        head = _WORD.match(text, noun.end())
        return head.end() if head and head[1].lower() in self._latin.noun_heads else noun.end()

    def _plural(self, word: str) -> bool:
        lower = word.lower()
        if lower in self._latin.nouns:
            return True
        return lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and lower not in self._latin.singular
