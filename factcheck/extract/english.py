"""Finds the figures of an English text: amounts of money, counts with their nouns, shares, ranks and multiples."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from factcheck.extract.figure import Figure, Form
from factcheck.extract.interval import BARE, Measure, state
from factcheck.extract.numeral import MAX_DIGITS, Numeral, from_digits
from factcheck.model.quantity import Dimension, Modifier
from factcheck.model.span import Span
from factcheck.rulebook.numbers import Bound, LatinNumerals, ModifierLexicon
from factcheck.rulebook.units import Unit

_DIGITS = r"\d{1,3}(?:,\d{3})++(?!\d)(?:\.\d++)?|\d++(?:\.\d++)?"
#: Code points in front of a number in which a modifier is looked for.
_REACH = 28
#: Words between a number and its unit ("six consecutive months").
_GAP = 2


class EnglishFigures:
    """Scans views for figures; built once per rulebook."""

    def __init__(self, latin: LatinNumerals, words: ModifierLexicon, units: Mapping[str, Unit]) -> None:
        self._latin, self._words, self._units = latin, words, units
        self._currency = {sign: _measure(sign, units[unit]) for sign, unit in latin.currency.items()}
        self._pattern = re.compile(_pattern(latin))
        self._tail = re.compile(
            rf"(?P<scale>[ -]?(?:{_either(latin.scales)})\b)?(?P<letter>(?:{_either(latin.letters)})\b)?"
        )
        self._sign = re.compile(rf"[ -]?(?:(?P<points>{_either(latin.points)})|(?P<percent>{_either(latin.percent)}))")
        self._noun = re.compile(rf"(?:[ -][a-z]+){{0,{_GAP}}}?[ -](?P<noun>[A-Za-z][A-Za-z]*)")
        self._before = re.compile(rf"(?<![A-Za-z])({_either(words.before)}) (?:(?:{_either(words.bridges)}) )?$", re.I)
        self._after = re.compile(rf" (?:{_either(words.after)})\b")
        self._join = re.compile(rf" ?(?:{_either(latin.range)}) ?")

    def scan(self, text: str) -> Iterator[Figure]:
        """The figures in the order of the text, without overlaps."""
        end = 0
        for match in self._pattern.finditer(text):
            figure = self._figure(text, match) if match.start() >= end else None
            if figure:
                end = figure.span.end
                yield figure

    def _figure(self, text: str, match: re.Match[str]) -> Figure | None:
        kind = match.lastgroup
        if kind == "rank":
            return self._whole(text, match, Form.RANK, Decimal(self._latin.ordinals[match["rank"].lower()]))
        if kind == "doubled":
            return self._whole(text, match, Form.DOUBLED, self._latin.doubled[match["doubled"].lower()])
        if kind == "fraction":
            count = self._latin.words.get((match["count"] or "").lower(), 1)
            return self._whole(text, match, Form.FRACTION, count * self._latin.fractions[match["fraction"].lower()])
        return self._number(text, match)

    def _whole(self, text: str, match: re.Match[str], form: Form, value: Decimal) -> Figure:
        dimension = {Form.RANK: Dimension.RANK, Form.DOUBLED: Dimension.MULTIPLE}.get(form, Dimension.RATIO)
        step = Decimal(1) if form is Form.RANK else value / 10
        numeral = Numeral(low=value, high=value, step=step, digits=1)
        start, bound = self._bound_before(text, match.start())
        quantity = state(numeral, Measure(unit="", dimension=dimension), bound, self._words)
        return Figure(span=Span(start, match.end()), number=Span(*match.span()), form=form, quantity=quantity)

    def _number(self, text: str, match: re.Match[str]) -> Figure | None:
        written = match["digits"] or match["words"]
        if len(written) > MAX_DIGITS and match["digits"]:
            return None
        numeral = from_digits(written) if match["digits"] else self._spelled(written)
        numeral, end = self._scaled(text, numeral, match.end(), money=bool(match["money"]))
        numeral, end = self._ranged(text, numeral, end)
        number_end = end
        measure = self._currency.get(match["money"] or "")
        if measure is None:
            measure, end = self._unit(text, end)
        if match["words"] and measure.dimension == Dimension.NUMBER:
            return None
        start, bound = self._bound_before(text, match.start())
        if bound is None and (after := self._after.match(text, end)):
            bound, end = self._words.after[after.group().strip()], after.end()
        return Figure(
            span=Span(start, end),
            number=Span(match.start(), number_end),
            form=Form.DIGITS if match["digits"] else Form.WORDS,
            quantity=state(numeral, measure, bound, self._words),
        )

    def _spelled(self, written: str) -> Numeral:
        total = 0
        for word in re.split("[ -]", written.lower()):
            value = self._latin.words[word]
            total = max(total, 1) * value if value == 100 else total + value
        return Numeral(low=Decimal(total), high=Decimal(total), step=Decimal(1), digits=len(str(total)))

    def _scaled(self, text: str, numeral: Numeral, end: int, *, money: bool) -> tuple[Numeral, int]:
        tail = self._tail.match(text, end)
        if tail and tail["scale"]:
            return numeral.scaled(Decimal(self._latin.scales[tail["scale"].strip(" -").lower()])), tail.end("scale")
        if tail and tail["letter"] and money:
            return numeral.scaled(Decimal(self._latin.letters[tail["letter"].lower()])), tail.end("letter")
        spaced = re.compile(rf" ({_either(self._latin.letters)})\b").match(text, end) if money else None
        if spaced:
            return numeral.scaled(Decimal(self._latin.letters[spaced[1].lower()])), spaced.end()
        return numeral, end

    def _ranged(self, text: str, numeral: Numeral, end: int) -> tuple[Numeral, int]:
        """10 to 15 percent, 3-5 billion: the first end borrows the second one's scale."""
        join = self._join.match(text, end)
        second = re.compile(_DIGITS).match(text, join.end()) if join and "and" not in join.group() else None
        if not second or len(second.group()) > MAX_DIGITS:
            return numeral, end
        high, after = self._scaled(text, from_digits(second.group()), second.end(), money=False)
        factor = high.low / from_digits(second.group()).low if from_digits(second.group()).low else Decimal(1)
        low = numeral.scaled(factor) if numeral.high < high.low / factor * 1 and factor > 1 else numeral
        if low.low >= high.high:
            return numeral, end
        return replace(high, low=low.low, modifier=Modifier.RANGE), after

    def _unit(self, text: str, end: int) -> tuple[Measure, int]:
        sign = self._sign.match(text, end)
        if sign and sign["points"]:
            return Measure(unit=sign["points"], dimension=Dimension.PERCENTAGE_POINT), sign.end()
        if sign:
            return Measure(unit=sign["percent"], dimension=Dimension.RATIO, factor=Decimal("0.01")), sign.end()
        first = re.compile(r"[ -]([A-Za-z][A-Za-z]*)").match(text, end)
        if not first:
            return BARE, end
        noun = self._noun.match(text, end)
        while noun and noun["noun"] not in self._units:
            following = re.compile(r"[ -](?P<noun>[A-Za-z]+)").match(text, noun.end())
            noun = following if following and noun.end() - end < 24 else None
        if noun and noun["noun"] in self._units:
            return _measure(noun["noun"], self._units[noun["noun"]]), noun.end()
        return Measure(unit=first[1], dimension=Dimension.COUNT), first.end()

    def _bound_before(self, text: str, start: int) -> tuple[int, Bound | None]:
        match = self._before.search(text, max(0, start - _REACH), start)
        return (match.start(), self._words.before[match[1].lower()]) if match else (start, None)


def _measure(written: str, unit: Unit) -> Measure:
    return Measure(unit=written, dimension=unit.dimension, factor=unit.factor, offset=unit.offset)


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


def _pattern(latin: LatinNumerals) -> str:
    word = f"(?:{_either(latin.words)})"
    return (
        f"(?i:\\b(?P<rank>{_either(latin.ordinals)})[- ](?={_either(latin.rank_nouns)})"
        f"|\\b(?P<doubled>{_either(latin.doubled)})\\b"
        f"|\\b(?:(?P<count>{word})[- ]|an? )?(?P<fraction>{_either(latin.fractions)}) of\\b)"
        f"|(?:(?P<money>{_either(latin.currency)}) ?|(?<![\\w.]))(?P<digits>{_DIGITS})"
        f"|\\b(?P<words>(?i:{word}(?:[- ]{word})*))\\b"
    )
