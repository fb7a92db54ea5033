"""English amounts: numbers in digits or words with scale and unit, open amounts, multiples and shares in words."""

import re
from decimal import Decimal

from msgspec.structs import replace

from factcheck.extract.english_pattern import any_of, number_words
from factcheck.extract.english_tails import EnglishTails
from factcheck.extract.figure import Form
from factcheck.extract.han_pattern import DIGITS
from factcheck.extract.interval import COUNT, RATIO, Measure
from factcheck.extract.numeral import Numeral, exactly, from_digits, identifies, share
from factcheck.extract.reading import Reading
from factcheck.model.quantity import Dimension, Modifier
from factcheck.rulebook.numbers import LatinNumerals

_HUNDRED = 100
_MILLION = 1_000_000
_HALF = share(Decimal("0.5"))
_TIMES = Measure(unit="times", dimension=Dimension.MULTIPLE)
_COUNTED = frozenset({Dimension.COUNT, Dimension.NUMBER})
#: Code points around a number in which words that bear on it are looked for.
_REACH = 40


class EnglishAmounts:
    """Reads amounts; built once per rulebook."""

    def __init__(self, latin: LatinNumerals, tails: EnglishTails) -> None:
        self._latin, self._tails = latin, tails
        self._money = {sign: replace(tails.named(unit), unit=sign) for sign, unit in latin.currency.items()}
        self._leads = {word: tails.named(unit) for word, unit in latin.leads.items()}
        self._names = {name: replace(tails.named(unit), unit=name) for name, unit in latin.money_names.items()}
        self._multiples = {**latin.doubled, **latin.twice}
        self._second = re.compile(rf"{DIGITS}|{number_words(latin)}")
        articles = any_of(latin.articles)
        self._scale = re.compile(rf"[ -]?(?P<scale>{any_of(latin.scales)})\b")
        self._letter = re.compile(rf"[ ]?(?P<letter>{'|'.join(sorted(latin.letters, key=len, reverse=True))})\b")
        self._half_of = re.compile(rf"[ ]{articles}[ ](?P<scale>{any_of(latin.scales)})\b")
        self._part_of = re.compile(rf"[ ]{latin.several_link}[ ]{articles}[ ](?P<scale>{any_of(latin.scales)})\b")
        self._no_part = re.compile(rf"[ -](?:{any_of(latin.fraction_not_of)})\b")
        self._length = re.compile(rf"(?<![A-Za-z])(?:{any_of(latin.lengths)})(?![A-Za-z])")
        self._several_of = f" {latin.several_link}"
        self._out_of = re.compile(rf"[ ](?:{any_of(latin.out_of)})[ ]")

    def digits(self, text: str, match: re.Match[str]) -> Reading | None:
        """A number in digits, with its sign of currency; `None` for codes."""
        written = match["digits"]
        if identifies(written):
            return None
        prefix = self._money.get(match["money"] or "") or self._leads.get((match["lead"] or "").lower())
        numeral, end = self._halved(text, from_digits(written), match.end())
        numeral, end = self._scaled(text, numeral, end, money=bool(match["money"]))
        if prefix:
            measure, tail = self._tails.per(text, prefix, end)
            return _reading(match.start(), (end, tail), Form.DIGITS, numeral, measure)
        return self._counted(text, match.start(), end, Form.DIGITS, numeral)

    def spelled(self, text: str, match: re.Match[str]) -> Reading | None:
        """A number in words, where it counts something; with a capital inside a sentence it is a name."""
        written = match["words"]
        if written[0].isupper() and not _opens(text, match.start()):
            return None
        numeral, end = self._halved(text, self.value(written), match.end())
        numeral, end = self._scaled(text, numeral, end, money=False)
        reading = self._counted(text, match.start(), end, Form.WORDS, numeral)
        lone_one = numeral.low == 1 and reading.measure.dimension == Dimension.COUNT
        return None if reading.bare or lone_one else reading

    def value(self, written: str) -> Numeral:
        """A number in digits or words."""
        if written[0].isdigit():
            return from_digits(written)
        total = section = 0
        for word in re.split("[ -]", written.lower()):
            value = self._latin.words.get(word, 0)
            section = max(section, 1) * value if word in self._latin.scales else section + value
        return exactly(Decimal(total + section))

    def _counted(self, text: str, start: int, end: int, form: Form, numeral: Numeral) -> Reading:
        """A number with what it counts; nine out of ten and one in five are shares."""
        parts = self._out_of.match(text, end)
        whole = self._second.match(text, parts.end()) if parts else None
        if whole and numeral.low < _HUNDRED:
            of, behind = self.value(whole.group()), self._tails.read(text, whole.end(), whole=True)[0]
            if numeral.low < of.low <= _HUNDRED and behind.dimension in _COUNTED:
                return _reading(start, (whole.end(), whole.end()), Form.FRACTION, share(numeral.low / of.low), RATIO)
        measure, tail = self._tails.read(text, end, whole=numeral.low == int(numeral.low))
        money = self._names.get(measure.unit)
        if money and numeral.scale >= _MILLION and not text.startswith(self._several_of, tail):
            measure = money
        return _reading(start, (end, tail), form, numeral, measure)

    def _halved(self, text: str, numeral: Numeral, end: int) -> tuple[Numeral, int]:
        """Two and a half, which may be two and a half million."""
        half = f" {self._latin.and_half}"
        return (numeral.and_half(), end + len(half)) if text.startswith(half, end) else (numeral, end)

    def _scaled(self, text: str, numeral: Numeral, end: int, *, money: bool) -> tuple[Numeral, int]:
        """Reads million, bn, k behind a number; single letters only where they cannot be a unit."""
        scale = self._scale.match(text, end)
        if scale:
            return numeral.scaled(Decimal(self._latin.scales[scale["scale"].lower()])), scale.end()
        letter = self._letter.match(text, end)
        if letter and (money or self._multiplies(text, letter, numeral)):
            return numeral.scaled(Decimal(self._latin.letters[letter["letter"]])), letter.end()
        return numeral, end

    def _multiplies(self, text: str, letter: re.Match[str], numeral: Numeral) -> bool:
        """Whether a letter behind a number without a sign of money is no unit: m is a million where nothing is long."""
        if self._tails.counts(text, letter.end()):
            return True
        if not self._tails.is_unit(letter["letter"]) or letter.start("letter") > letter.start():
            return False
        around = text[max(0, letter.start() - _REACH) : letter.end() + _REACH]
        return numeral.step < 1 and not self._length.search(around)

    def multiple(self, text: str, match: re.Match[str]) -> Reading:
        """Doubled, tenfold, twice."""
        return Reading.of(match, Form.DOUBLED, exactly(self._multiples[match.group().lower()]), _TIMES)

    def several(self, text: str, match: re.Match[str]) -> Reading:
        """Dozens of, tens of thousands of."""
        numeral = _several(Decimal(self._latin.several[match.group().lower()]))
        measure, end = self._tails.read(text, match.end() + len(self._several_of), whole=True)
        if measure.dimension in _COUNTED:
            return Reading.of(match, Form.WORDS, numeral, COUNT)
        return Reading.of(match, Form.WORDS, numeral, measure, end=end)

    def few(self, text: str, match: re.Match[str]) -> Reading:
        """Several hundred, a few thousand."""
        numeral = _several(Decimal(self._latin.scales[match["tens"].lower()]))
        numeral, end = self._scaled(text, numeral, match.end(), money=False)
        return self._counted(text, match.start(), end, Form.WORDS, numeral)

    def fraction(self, text: str, match: re.Match[str]) -> Reading | None:
        """Shares in words (two-thirds, a quarter of, half of); half a million is a number."""
        if match["half"]:
            return self._half(text, match)
        count = Decimal(self._latin.words.get(match["count"].lower(), 1))
        value = count * self._latin.fractions[match["part"].lower()]
        if value >= 1 or self._no_part.match(text, match.end()):
            return None
        scale = self._part_of.match(text, match.end())
        if scale:
            numeral = share(value).scaled(Decimal(self._latin.scales[scale["scale"].lower()]))
            return self._counted(text, match.start(), scale.end(), Form.WORDS, numeral)
        if not self._is_part(text, match, single=count == 1):
            return None
        return Reading.of(match, Form.FRACTION, share(value), RATIO)

    def _half(self, text: str, match: re.Match[str]) -> Reading | None:
        start = match.start()
        scale = self._half_of.match(text, match.end())
        if scale:
            numeral = _HALF.scaled(Decimal(self._latin.scales[scale["scale"].lower()]))
            return self._counted(text, start, scale.end(), Form.WORDS, numeral)
        if _word_before(text, start) in self._latin.half_not_after:
            return None
        return Reading.of(match, Form.FRACTION, _HALF, RATIO)

    def _is_part(self, text: str, match: re.Match[str], *, single: bool) -> bool:
        """Whether words are parts of a whole (a third of), no ordinal (a third country), no three quarters."""
        latin = self._latin
        if "-" in match.group() or not (single or self._tails.is_unit(match["part"].lower())):
            return True
        following = text[match.end() : match.end() + _REACH].split()
        linked = bool(following) and following[0].strip(".,;:") in latin.fraction_links
        return linked or _word_before(text, match.start()) in latin.fraction_leads


def _several(unit: Decimal) -> Numeral:
    """From two to ten of a unit."""
    return replace(exactly(2 * unit), high=10 * unit, step=Decimal(0), modifier=Modifier.SEVERAL, high_closed=False)


def _word_before(text: str, at: int) -> str:
    """The word in front of a place, in lower case; empty for none."""
    return next(iter(text[max(0, at - _REACH) : at].lower().split()[-1:]), "")


def _opens(text: str, at: int) -> bool:
    """Whether a sentence begins here, so that a capital says nothing."""
    before = text[max(0, at - _REACH) : at].rstrip(" \"“‘'(")
    return not before or before[-1] in ".!?:;\n—"


def _reading(start: int, ends: tuple[int, int], form: Form, numeral: Numeral, measure: Measure) -> Reading:
    """A reading from the start of its number to the ends of number and unit."""
    return Reading(start=start, number_end=ends[0], end=ends[1], form=form, numeral=numeral, measure=measure)
