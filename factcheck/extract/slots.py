"""Fills subject and measure: from the words beside a figure, else from sentence, paragraph, heading or title."""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.extract.chunks import Chunker
from factcheck.extract.frame import MASK, Place
from factcheck.model.claim import Slot
from factcheck.rulebook.words import WordLexicon

#: A noun phrase behind the figure is what it counts only where it follows at once.
_NEXT = 2
#: Code points of a slot; the head of a longer phrase is at its end.
_LENGTH = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A claim's subject and measure; `None` where nothing fills them."""

    subject: Slot | None
    measure: Slot | None


class Slots:
    """Fills the slots of one document's claims in the order of the text, remembering what later ones lean on."""

    def __init__(self, chunker: Chunker, words: WordLexicon) -> None:
        self._chunker, self._pointers = chunker, words.pointers
        self._empty = words.decoration | words.pointers | words.generic | words.whole | words.acts
        self._subject: Slot | None = None
        self._measure: Slot | None = None
        self._block: int | None = None

    def fill(self, place: Place, block: int, context: Sequence[tuple[str, str]], *, counted: bool) -> Filled:
        """Subject and measure of the figure at a place.

        `counted` says that the figure has a counter, so that what it counts may follow it. `context` are the words
        above the sentence, nearest first, each with what it is ("heading", "title", "header").
        """
        if block != self._block:
            self._block, self._subject, self._measure = block, None, None
        before, after = self._phrases(place.before), self._following(place.after) if counted else None
        measure = self._slot(after, "counted") if after else None
        if measure is None and before:
            measure = self._slot(before[-1], "clause")
            before = before[:-1]
        if measure is None or any(pointer in place.before for pointer in self._pointers):
            measure = self._measure or measure
        subject = self._own_subject(before, place) or self._subject or self._above(context)
        if subject and measure and subject.text == measure.text:
            subject = self._above(context)
        self._subject, self._measure = subject or self._subject, measure or self._measure
        return Filled(subject=subject, measure=measure)

    def _own_subject(self, before: Sequence[str], place: Place) -> Slot | None:
        """The first phrase in front of the measure: of the item, else of the words before it, nearest first."""
        if before:
            return self._slot(before[0], "clause")
        for words in place.around:
            phrases = self._phrases(words)
            if phrases:
                return self._slot(phrases[0], "sentence")
        return None

    def _above(self, context: Sequence[tuple[str, str]]) -> Slot | None:
        for what, words in context:
            phrases = self._phrases(words)
            if phrases:
                return self._slot(phrases[0], what)
        return None

    def _phrases(self, words: str) -> list[str]:
        phrases = (words[start:end] for start, end in self._chunker.chunks(words))
        return [phrase for phrase in phrases if phrase not in self._empty and not any(map(str.isdigit, phrase))]

    def _following(self, words: str) -> str | None:
        for start, end in self._chunker.chunks(words):
            return words[start:end] if start <= _NEXT and MASK not in words[:start] else None
        return None

    def _slot(self, text: str | None, filler: str) -> Slot | None:
        return Slot(text=text[-_LENGTH:], span=None, filler=filler) if text else None
