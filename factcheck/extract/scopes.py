"""Finds what narrows a claim: what it is per, a share of, a change against, at which level, where."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from factcheck.extract.figure import Figure
from factcheck.extract.frame import MASK, Place
from factcheck.model.claim import ScopeItem, ScopeRole
from factcheck.model.quantity import Dimension, Quantity
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.words import WordLexicon

_WHOLE_REACH = 14
#: A character that ends no phrase.
_STOP = rf"[^,;:。、{MASK}]"
_PEOPLE = "person"
_PARTS_OF_WHOLES = frozenset({Dimension.RATIO, Dimension.RANK, Dimension.MULTIPLE})


class Scopes:
    """Reads scope from the words around a figure; built once per lexicon."""

    def __init__(self, words: WordLexicon, counters: Mapping[str, str], *, spaced: bool) -> None:
        """`counters` gives the kind of each counter."""
        edge = r"\b" if spaced else ""
        self._rate, self._kept, self._counters = words.rate, words.kept, counters
        self._each = tuple(words.each)
        self._rates = re.compile(f"{edge}(?:{alternation(words.rate)}){edge}", re.I)
        whole, of = alternation(words.whole), f"{edge}(?!{alternation(words.kept)})(?:{alternation(words.of)})"
        self._rates_behind = re.compile(rf"[ ]?(?:{alternation(words.rate)})\b", re.I) if spaced else None
        to_figure = f"(?:{alternation(words.fillers | words.arrival)}|[ {MASK}]){{0,4}}$"
        end = f"(?:{alternation(words.whole_ends)})?{to_figure}"
        later = f"(?:(?!{whole})[^,;。、{MASK}]){{0,6}}"
        self._of = re.compile(
            f"{of}[ {MASK}]*(?P<of>(?:(?!{of}){_STOP}){{2,{_WHOLE_REACH}}}?){end}|(?P<within>{whole}){later}$", re.I
        )
        self._amongst = re.compile(alternation(words.among), re.I)
        self._words, self._to_figure = words, to_figure
        self._whole = re.compile(f"{edge}(?:{whole}){edge}", re.I)
        self._level = re.compile(f"{edge}(?:{alternation(words.level)})", re.I)
        self._not_level = words.not_level

    @cached_property
    def _among(self) -> re.Pattern[str]:
        """The whole in front of its part, compiled when a text first has a word for that."""
        words, breaks = self._words, alternation(self._words.breaks)
        named = f"(?:(?!{breaks}){_STOP}){{2,{_WHOLE_REACH}}}?"
        among = f"(?:{alternation(words.among)}){_STOP}{{0,{_WHOLE_REACH}}}?(?:{alternation(words.share)})"
        return re.compile(f"(?:^|[,;:。、{MASK} ]|{breaks})(?P<of>{named}){among}{self._to_figure}", re.I)

    def items(self, figure: Figure, written: str, place: Place, base: Figure | None) -> Iterator[ScopeItem]:
        """The scope of a figure. `written` is the figure's own text; `base` the number of its clause that it is per."""
        yield from self._per(figure.quantity, place, base)
        if figure.quantity.dimension in _PARTS_OF_WHOLES:
            yield from self._share_of(written, place)
        level = self._level_of(figure.quantity.unit, place)
        if level:
            yield ScopeItem(role=ScopeRole.LEVEL, text=level, value=level, span=None)

    def _per(self, quantity: Quantity, place: Place, base: Figure | None) -> Iterator[ScopeItem]:
        if base and base.quantity.base_low is not None:
            low, unit = base.quantity.low, base.quantity.unit
            value = f"{base.quantity.base_low:f}{self._kind(base.quantity)}"
            yield ScopeItem(role=ScopeRole.PER, text=f"{low:f}{unit}", value=value, span=base.span)
            return
        if place.before.endswith(self._each):
            yield ScopeItem(role=ScopeRole.PER, text=quantity.unit, value=f"1{self._kind(quantity)}", span=None)
            return
        behind = self._rates_behind.match(place.after) if self._rates_behind else None
        found = behind or next(filter(None, map(self._rates.search, (place.before, *place.around[:1]))), None)
        if found:
            words = found.group().strip()
            yield ScopeItem(role=ScopeRole.PER, text=words, value=self._rate[words.lower()], span=None)

    def _kind(self, quantity: Quantity) -> str:
        """What a base counts: households are not people. Counters of people are as vague as those of no kind."""
        kind = self._counters.get(quantity.unit, _PEOPLE)
        return quantity.dimension if kind == _PEOPLE else kind

    def _share_of(self, written: str, place: Place) -> Iterator[ScopeItem]:
        found = self._of.search(place.before)
        whole = (found["of"] or found["within"]) if found else self._whole_named_first(place.before)
        inner = self._whole.search(written)
        text = inner.group() if inner and not whole else whole
        if text:
            yield ScopeItem(role=ScopeRole.OF, text=text, value=text, span=None)

    def _whole_named_first(self, before: str) -> str | None:
        """The whole where it stands in front of the part: 参展商中外地客商占三成."""
        found = self._among.search(before) if self._amongst.search(before) else None
        if found is None:
            return None
        at = found.end("of")
        return None if before[at - 1 : at + 1] in self._kept else found["of"]

    def _level_of(self, unit: str, place: Place) -> str | None:
        """The level named nearest in front of the figure, else right behind it."""
        for found in reversed(list(self._level.finditer(place.before))):
            if not self._is_no_level(place.before, found):
                return found.group()
        text = unit + place.after
        behind = self._level.match(text, len(unit))
        return behind.group() if behind and not self._is_no_level(text, behind) else None

    def _is_no_level(self, text: str, found: re.Match[str]) -> bool:
        """Whether a word of level is part of another word there (发达国家, 30个国家)."""
        for phrase in self._not_level:
            at = phrase.find(found.group())
            if at >= 0 and text.startswith(phrase, max(0, found.start() - at)):
                return True
        return False
