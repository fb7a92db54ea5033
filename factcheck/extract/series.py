"""Finds statements that give one measure at two times: 从2020年的347亿元增加到2025年的996.1亿元."""

import re
from collections.abc import Sequence

from factcheck.extract.figure import Figure
from factcheck.extract.periods import Endpoint
from factcheck.model.span import Span
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.words import WordLexicon

#: Code points between the two figures of a series, and before the first back to the word that opens it.
_REACH, _LEAD = 24, 12


class SeriesFinder:
    """Recognises the two ends of a series; built once per lexicon."""

    def __init__(self, words: WordLexicon, *, spaced: bool) -> None:
        edge = r"\b" if spaced else ""
        self._opens = re.compile(f"{edge}(?:{alternation(words.starts)}){edge}", re.I)
        moved = alternation(words.rise | words.fall | words.arrival)
        self._moves = re.compile(f"{edge}(?:{moved})[^,;。]{{0,6}}?{edge}(?:{alternation(words.ends)}){edge}|{edge}(?:{alternation(words.ends)}){edge}", re.I)

    def endpoints(self, text: str, sentence: Span, figures: Sequence[Figure]) -> dict[int, Endpoint]:
        """For the indexes of figures that are an end of a series, which end."""
        found: dict[int, Endpoint] = {}
        for at, (left, right) in enumerate(zip(figures, figures[1:], strict=False)):
            if at in found or right.span.start - left.span.end > _REACH:
                continue
            if left.quantity.dimension != right.quantity.dimension:
                continue
            lead = text[max(sentence.start, left.span.start - _LEAD) : left.span.start]
            between = text[left.span.end : right.span.start]
            if self._opens.search(lead) and self._moves.search(between):
                found[at], found[at + 1] = Endpoint.FROM, Endpoint.TO
        return found
