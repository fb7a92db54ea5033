"""Finds what narrows a claim: what it is per, a share of, a change against, at which level, where."""

import re
from collections.abc import Iterator

from factcheck.extract.figure import Figure
from factcheck.extract.frame import MASK, Place
from factcheck.model.claim import ScopeItem, ScopeRole
from factcheck.model.quantity import Dimension
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.words import WordLexicon

_WHOLE_REACH = 14


class Scopes:
    """Reads scope from the words around a figure; built once per lexicon."""

    def __init__(self, words: WordLexicon, *, spaced: bool) -> None:
        edge = r"\b" if spaced else ""
        self._rate = words.rate
        self._rates = re.compile(f"{edge}(?:{alternation(words.rate)}){edge}", re.I)
        self._rates_behind = re.compile(rf"[ ]?(?:{alternation(words.rate)})\b", re.I) if spaced else None
        whole = alternation(words.whole)
        stop = rf"[^,;:。、{MASK}]"
        self._of = re.compile(
            f"{edge}(?:{alternation(words.of)})(?P<of>{stop}{{2,{_WHOLE_REACH}}}?)(?:的|总数的?|总量的?|比重的?)?[^{MASK}]{{0,2}}$"
            f"|(?P<within>{whole})[^,;。、{MASK}]{{0,6}}$",
            re.I,
        )
        self._whole = re.compile(f"{edge}(?:{whole}){edge}", re.I)
        self._level = re.compile(f"{edge}(?:{alternation(words.level)})", re.I)

    def items(self, figure: Figure, written: str, place: Place, base: Figure | None) -> Iterator[ScopeItem]:
        """The scope of a figure. `written` is the figure's own text; `base` the number of its clause that it is per."""
        yield from self._per(place, base)
        if figure.quantity.dimension in (Dimension.RATIO, Dimension.RANK, Dimension.MULTIPLE):
            yield from self._share_of(written, place)
        level = self._level.search(place.before) or self._level.match(place.after)
        if level:
            yield ScopeItem(role=ScopeRole.LEVEL, text=level.group(), value=level.group(), span=None)

    def _per(self, place: Place, base: Figure | None) -> Iterator[ScopeItem]:
        if base:
            quantity = base.quantity
            value = f"{quantity.base_low:f}{quantity.dimension}" if quantity.base_low is not None else quantity.unit
            yield ScopeItem(role=ScopeRole.PER, text=f"{quantity.low:f}{quantity.unit}", value=value, span=base.span)
            return
        behind = self._rates_behind.match(place.after) if self._rates_behind else None
        found = behind or next(filter(None, map(self._rates.search, (place.before, *place.around[:1]))), None)
        if found:
            words = found.group().strip()
            yield ScopeItem(role=ScopeRole.PER, text=words, value=self._rate[words.lower()], span=None)

    def _share_of(self, written: str, place: Place) -> Iterator[ScopeItem]:
        found = self._of.search(place.before)
        whole = (found["of"] or found["within"]) if found else None
        inner = self._whole.search(written)
        text = inner.group() if inner and not whole else whole
        if text:
            yield ScopeItem(role=ScopeRole.OF, text=text, value=text, span=None)
