"""Finds statements that give one measure at several times.

Either with both ends marked (从2020年的3亿元增加到2025年的5亿元), or by ellipsis: a figure with a time of its own
and nothing that says what it measures has the measure of the figure before (2023年为3亿元, 2024年为4亿元).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from factcheck.extract.chunks import Chunker
from factcheck.extract.figure import Figure, Form
from factcheck.extract.frame import Place
from factcheck.extract.periods import Endpoint
from factcheck.model.quantity import Dimension
from factcheck.model.span import Span
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.words import WordLexicon

#: Code points between the two figures of a series, and before the first back to the word that opens it.
_REACH, _LEAD = 24, 12
_RELATIVE = frozenset({Dimension.RATIO, Dimension.MULTIPLE, Dimension.PERCENTAGE_POINT, Dimension.RANK})


class SeriesFinder:
    """Recognises the two ends of a series; built once per lexicon."""

    def __init__(self, words: WordLexicon, chunker: Chunker, *, spaced: bool) -> None:
        self._chunker = chunker
        moved = words.rise | words.fall | words.arrival | words.fillers
        bare = moved | words.decoration | words.pointers | words.plan | words.forecast
        edge = r"\b" if spaced else ""
        self._bare = re.compile(f"{edge}(?:{alternation(bare)}){edge}", re.I)
        self._points = re.compile(f"{edge}(?:{alternation(words.pointers)})", re.I)
        self._opens = re.compile(f"{edge}(?:{alternation(words.starts)}){edge}", re.I)
        moving = alternation(words.rise | words.fall | words.arrival)
        self._moves = re.compile(
            f"{edge}(?:{moving})[^,;。]{{0,6}}?{edge}(?:{alternation(words.ends)}){edge}|{edge}(?:{alternation(words.ends)}){edge}",
            re.I,
        )

    def elliptic(self, place: Place, *, dated: bool) -> bool:
        """Whether the words beside a figure date it (`dated`) or point back, and name nothing that it measures."""
        if not dated and not self._points.search(place.before):
            return False
        return not any(self._chunker.chunks(self._bare.sub(" ", words)) for words in (place.before, place.after))

    def endpoints(self, text: str, sentence: Span, figures: Sequence[Figure]) -> dict[int, Endpoint]:
        """For the indexes of figures that are an end of a series, which end."""
        found: dict[int, Endpoint] = {}
        for at, (left, right) in enumerate(pairwise(figures)):
            if at in found or right.span.start - left.span.end > _REACH:
                continue
            if left.quantity.dimension != right.quantity.dimension:
                continue
            lead = text[max(sentence.start, left.span.start - _LEAD) : left.span.start]
            between = text[left.span.end : right.span.start]
            if self._opens.search(lead) and self._moves.search(between):
                found[at], found[at + 1] = Endpoint.FROM, Endpoint.TO
        return found


class SeriesCounter:
    """Numbers the series of one document as its figures come by."""

    def __init__(self, finder: SeriesFinder) -> None:
        self._finder = finder
        self._last = 0
        self._block: int | None = None
        self._before: dict[str, int] = {}

    def number(self, figure: Figure, place: Place, endpoint: Endpoint | None, block: int, *, dated: bool) -> int:
        """The number of the series a figure belongs to; a figure that stands alone has a number to itself.

        An elliptic figure continues the last figure of its dimension in its block; shares and changes do not, because
        what they are of goes without saying. `dated` says that the figure's item holds a time of its own.
        """
        if block != self._block:
            self._block, self._before = block, {}
        dimension = figure.quantity.dimension
        continued = self._before.get(dimension) if figure.form is not Form.DATE else None
        if continued is None or not (endpoint is Endpoint.TO or self._elliptic(dimension, place, dated=dated)):
            self._last += 1
            continued = self._last
        self._before[dimension] = continued
        return continued

    def _elliptic(self, dimension: str, place: Place, *, dated: bool) -> bool:
        return dimension not in _RELATIVE and self._finder.elliptic(place, dated=dated)
